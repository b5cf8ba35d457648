//! Sums of money, as people type them and as we keep them.

use crate::form::Problem;
use serde::{Deserialize, Serialize};

/// A sum in euro cents, never negative, at most [`Cents::MAX_EUROS`] euros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// The largest sum taken, in euros: more than any local project costs, and small enough that
    /// the total of 40,000 of them stays far from the integer's bound.
    pub const MAX_EUROS: i64 = 10_000_000_000;

    /// Reads "1 250 000,50 €", "1250000.5", "1.250.000,50", "350 k€", "1,2 M€", "1,2 million".
    ///
    /// Errors: [`Problem::Missing`], [`Problem::NotAnAmount`], [`Problem::AmountOutOfRange`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        let (digits, unit) = split_unit(&text);
        let (whole, decimals) = split_decimals(&digits).ok_or(Problem::NotAnAmount)?;
        let multiplier = unit_in_cents(&unit).ok_or(Problem::NotAnAmount)?;
        let cents = to_cents(&whole, &decimals, multiplier)?;
        let bound = Self::MAX_EUROS.saturating_mul(100);
        if cents > bound {
            return Err(Problem::AmountOutOfRange(Self::MAX_EUROS));
        }
        Ok(Self(cents))
    }

    /// The part in whole euros, cents dropped.
    pub const fn euros(self) -> i64 {
        self.0 / 100
    }
}

/// "1 250,5 m€" gives "1250,5" and "m": spaces of every width and the euro's own names go away.
fn split_unit(text: &str) -> (String, String) {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '\u{a0}')
        .collect();
    let end = kept
        .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.' || c == '\''))
        .unwrap_or(kept.len());
    let (digits, unit) = kept.split_at(end);
    (digits.replace('\'', ""), unit.to_owned())
}

fn unit_in_cents(unit: &str) -> Option<i64> {
    let unit = unit
        .trim_end_matches("ttc")
        .trim_end_matches("ht")
        .trim_end_matches("euros")
        .trim_end_matches("euro")
        .trim_end_matches("eur")
        .trim_end_matches('€')
        .trim_end_matches("d'")
        .trim_end_matches('d');
    match unit {
        "" => Some(100),
        "k" | "mille" => Some(100_000),
        "m" | "million" | "millions" => Some(100_000_000),
        _ => None,
    }
}

/// The last comma is the decimal sign; a last point is one too unless three digits follow it or it
/// stands more than once ("1.250.000"). Other separators must leave groups of three digits.
fn split_decimals(digits: &str) -> Option<(String, String)> {
    let decimal_at = match (digits.rfind(','), digits.rfind('.')) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(comma), None) => Some(comma),
        (None, Some(point)) => {
            let after = digits.len() - point - 1;
            let several = digits.matches('.').count() > 1;
            (after != 3 && !several).then_some(point)
        }
        (None, None) => None,
    };
    let (whole, decimals) = match decimal_at {
        Some(at) => (digits.get(..at)?, digits.get(at + 1..)?),
        None => (digits, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = groups.len() == 1
        || groups.iter().skip(1).all(|group| group.len() == 3)
            && groups
                .first()
                .is_some_and(|group| (1..=3).contains(&group.len()));
    let whole = groups.concat();
    let sound = grouped && !whole.is_empty() && decimals.chars().all(|c| c.is_ascii_digit());
    sound.then(|| (whole, decimals.to_owned()))
}

fn to_cents(whole: &str, decimals: &str, multiplier: i64) -> Result<i64, Problem> {
    let too_large = Problem::AmountOutOfRange(Cents::MAX_EUROS);
    if whole.len() > 15 {
        return Err(too_large);
    }
    let whole: i64 = whole.parse().map_err(|_| Problem::NotAnAmount)?;
    let mut cents = whole.checked_mul(multiplier).ok_or(too_large)?;
    let mut weight = multiplier;
    for digit in decimals.chars().filter_map(|c| c.to_digit(10)) {
        weight /= 10;
        cents = cents.saturating_add(weight.saturating_mul(i64::from(digit)));
    }
    Ok(cents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_sums_as_people_type_them() {
        for (typed, cents) in [
            ("1 250 000,50 €", 125_000_050),
            ("1\u{202f}250\u{a0}000 €", 125_000_000),
            ("1250000.5", 125_000_050),
            ("1.250.000,50", 125_000_050),
            ("1,250,000.50", 125_000_050),
            ("1.250", 125_000),
            ("21 667,00 €", 2_166_700),
            ("350 k€", 35_000_000),
            ("1,2 M€", 120_000_000),
            ("1,2 million d'euros", 120_000_000),
            ("12 euros HT", 1_200),
            ("0", 0),
        ] {
            assert_eq!(Cents::parse(typed), Ok(Cents(cents)), "{typed}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for typed in ["abc", "-5", "1 2 3 x", "1,2,3,4", "€", "12 $", "1e9"] {
            assert_eq!(Cents::parse(typed), Err(Problem::NotAnAmount), "{typed}");
        }
        assert_eq!(Cents::parse(""), Err(Problem::Missing));
        let bound = Problem::AmountOutOfRange(Cents::MAX_EUROS);
        assert_eq!(Cents::parse("99999999999999999999"), Err(bound.clone()));
        assert_eq!(Cents::parse("20000 m€"), Err(bound));
    }

    proptest! {
        #[test]
        fn any_text_is_a_sum_or_a_refusal(text in ".{0,40}") {
            if let Ok(sum) = Cents::parse(&text) {
                prop_assert!(sum.0 >= 0 && sum.0 <= Cents::MAX_EUROS * 100);
            }
        }

        #[test]
        fn a_plain_number_reads_as_itself(euros in 0_i64..10_000_000_000, cents in 0_i64..100) {
            prop_assert_eq!(Cents::parse(&format!("{euros},{cents:02}")), Ok(Cents(euros * 100 + cents)));
        }
    }
}
