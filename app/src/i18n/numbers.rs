//! Numbers and sums as people write them in French.

/// "40 000", with narrow no-break spaces.
pub fn whole(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// "1 250 000 €", with cents only where there are some.
pub fn euros(cents: i64) -> String {
    let rest = cents.unsigned_abs() % 100;
    if rest == 0 {
        format!("{}\u{a0}€", whole(cents / 100))
    } else {
        format!("{},{rest:02}\u{a0}€", whole(cents / 100))
    }
}

/// "1 projet", "2 projets": from 2 on the plural (0 and 1 are singular in French).
pub fn counted(count: i64, one: &str, many: &str) -> String {
    let word = if count.abs() < 2 { one } else { many };
    format!("{}\u{a0}{word}", whole(count))
}

/// "12,4 Mo".
pub fn bytes(size: i64) -> String {
    let size = size.max(0);
    match size {
        0..=999 => format!("{size}\u{a0}octets"),
        1_000..=999_999 => format!("{}\u{a0}ko", size / 1_000),
        _ => format!(
            "{},{}\u{a0}Mo",
            size / 1_000_000,
            size % 1_000_000 / 100_000
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_as_people_do() {
        assert_eq!(whole(40_000), "40\u{202f}000");
        assert_eq!(whole(-1_234), "\u{2212}1\u{202f}234");
        assert_eq!(euros(125_000_050), "1\u{202f}250\u{202f}000,50\u{a0}€");
        assert_eq!(euros(125_000_000), "1\u{202f}250\u{202f}000\u{a0}€");
        assert_eq!(counted(1, "projet", "projets"), "1\u{a0}projet");
        assert_eq!(counted(2, "projet", "projets"), "2\u{a0}projets");
        assert_eq!(bytes(12_410_000), "12,4\u{a0}Mo");
    }
}
