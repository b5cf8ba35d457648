//! Plain numbers, as people type them.

use crate::form::Problem;

/// The largest number taken, both signs.
pub const MAX: i64 = 999_999_999_999;

/// Reads "1 250,5", "1250.5", "-3": gives the plain form "1250.5" that the database keeps, with a
/// point, at most three decimals, no useless zero.
///
/// Errors: [`Problem::Missing`], [`Problem::NotANumber`], [`Problem::OutOfRange`] beyond [`MAX`] or,
/// without `negative`, below zero.
pub fn decimal(text: &str, negative: bool) -> Result<String, Problem> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if kept.is_empty() {
        return Err(Problem::Missing);
    }
    let lowest = if negative { -MAX } else { 0 };
    let (below, digits) = match kept.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, kept.as_str()),
    };
    let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let sound = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !sound(whole) || !sound(decimals) {
        return Err(Problem::NotANumber);
    }
    let decimals = decimals.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let zero = whole == "0" && decimals.is_empty();
    if whole.len() > 12 || (below && !negative && !zero) {
        return Err(Problem::OutOfRange(lowest, MAX));
    }
    if decimals.len() > 3 {
        return Err(Problem::NotANumber);
    }
    let sign = if below && !zero { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    Ok(format!("{sign}{whole}{point}{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_numbers_as_people_type_them() {
        for (typed, kept) in [
            ("1 250,50", "1250.5"),
            ("1\u{202f}250", "1250"),
            ("007", "7"),
            ("0,0", "0"),
            ("-3,25", "-3.25"),
            ("-0", "0"),
        ] {
            assert_eq!(decimal(typed, true), Ok(kept.to_owned()), "{typed}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        assert_eq!(decimal(" ", true), Err(Problem::Missing));
        for typed in ["abc", "1,2,3", "--1", ",5", "1e5", "1,2345", "１"] {
            assert_eq!(decimal(typed, true), Err(Problem::NotANumber), "{typed}");
        }
        assert_eq!(decimal("-1", false), Err(Problem::OutOfRange(0, MAX)));
        assert_eq!(
            decimal("1000000000000", true),
            Err(Problem::OutOfRange(-MAX, MAX))
        );
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again(text in ".{0,30}|-?[0-9 ]{1,12}[,.]?[0-9]{0,3}") {
            if let Ok(once) = decimal(&text, true) {
                prop_assert_eq!(decimal(&once, true), Ok(once.clone()));
            }
        }
    }
}
