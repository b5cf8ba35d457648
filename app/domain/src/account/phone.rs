//! Telephone numbers of France.

use crate::form::Problem;

/// A number as people read it: "02 41 00 00 00", or "+687 12 34 56" for the collectivities that have a
/// country code and six digits (ITU E.164 codes 508, 681, 687 and 689).
///
/// Takes what people type: spaces, dots, hyphens, brackets, `+33`, `0033`, `+33 (0)`, and the codes of
/// the overseas départements (262, 590, 594, 596), whose numbers are written like those of mainland France.
///
/// Errors: [`Problem::Missing`] for nothing, [`Problem::NotAPhone`] for anything else.
pub fn phone(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let text = text.replace("(0)", "");
    let kept: String = text
        .chars()
        .filter(|c| !(c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | '/')))
        .collect();
    let (international, digits) = match kept.strip_prefix('+').or_else(|| kept.strip_prefix("00")) {
        Some(rest) => (true, rest),
        None => (false, kept.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::NotAPhone);
    }
    let number = if international {
        from_abroad(digits)
    } else {
        national(digits)
    };
    number.ok_or(Problem::NotAPhone)
}

fn national(digits: &str) -> Option<String> {
    let sound = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    sound.then(|| by_two(digits))
}

fn from_abroad(digits: &str) -> Option<String> {
    for code in ["33", "262", "590", "594", "596"] {
        if let Some(rest) = digits.strip_prefix(code) {
            return national(&format!("0{}", rest.strip_prefix('0').unwrap_or(rest)));
        }
    }
    for code in ["508", "681", "687", "689"] {
        if let Some(rest) = digits.strip_prefix(code) {
            return matches!(rest.len(), 6 | 8).then(|| format!("+{code} {}", by_two(rest)));
        }
    }
    None
}

fn by_two(digits: &str) -> String {
    digits
        .chars()
        .enumerate()
        .fold(String::new(), |mut out, (rank, digit)| {
            if rank > 0 && rank % 2 == 0 {
                out.push(' ');
            }
            out.push(digit);
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_what_people_type() {
        for (typed, kept) in [
            ("0241000000", "02 41 00 00 00"),
            (" 02.41.00.00.00 ", "02 41 00 00 00"),
            ("+33 (0)2 41 00 00 00", "02 41 00 00 00"),
            ("0033 6 12 34 56 78", "06 12 34 56 78"),
            ("+33 06 12 34 56 78", "06 12 34 56 78"),
            ("+262 262 12 34 56", "02 62 12 34 56"),
            ("+687 12-34-56", "+687 12 34 56"),
            ("+689 40 12 34 56", "+689 40 12 34 56"),
        ] {
            assert_eq!(phone(typed), Ok(kept.to_owned()), "{typed}");
        }
        for typed in [
            "12",
            "02410000",
            "0041 22 000 00 00",
            "téléphone",
            "0000000000",
            "+",
            "02 41 00 00 00 poste 3",
        ] {
            assert_eq!(phone(typed), Err(Problem::NotAPhone), "{typed}");
        }
        assert_eq!(phone(" "), Err(Problem::Missing));
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again(text in "[+0-9 .()-]{0,20}|\\PC{0,20}") {
            if let Ok(once) = phone(&text) {
                prop_assert_eq!(phone(&once), Ok(once.clone()));
            }
        }
    }
}
