//! One wrong letter forgiven: changed, missing, added, or swapped with its neighbour.

/// A shorter word says too little to be guessed.
pub const SHORTEST: usize = 3;

/// One bit per letter a word has; digits and other characters share the last ones.
pub fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| {
        bits | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

/// `name` begins with what was typed, but for one letter.
pub fn begins(typed: &str, name: &str) -> bool {
    nearly(typed, name, |rest, of| of.starts_with(rest))
}

/// `name` is what was typed, but for one letter.
pub fn is(typed: &str, name: &str) -> bool {
    nearly(typed, name, |rest, of| of == rest)
}

/// Compares up to the first difference, then tries each repair on what follows. On bytes: folded names are ASCII.
fn nearly(typed: &str, name: &str, agree: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let (typed, name) = (typed.as_bytes(), name.as_bytes());
    let same = typed.iter().zip(name).take_while(|(a, b)| a == b).count();
    let (typed, name) = (
        typed.get(same..).unwrap_or_default(),
        name.get(same..).unwrap_or_default(),
    );
    if agree(typed, name) {
        return true;
    }
    let repaired = |skip_typed: usize, skip_name: usize| {
        typed
            .get(skip_typed..)
            .zip(name.get(skip_name..))
            .is_some_and(|(typed, name)| agree(typed, name))
    };
    let swapped = matches!((typed, name), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    repaired(1, 1) || repaired(1, 0) || repaired(0, 1) || (swapped && repaired(2, 2))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_letter() {
        for typed in [
            "etienne", "etiene", "ettienne", "etianne", "eteinne", "tienne", "etienn", "etiennee",
        ] {
            assert!(is(typed, "etienne"), "{typed}");
            assert!(begins(typed, "etienne"), "{typed}");
        }
        for typed in ["etiane", "eienn", "tienn", "xxienne"] {
            assert!(!is(typed, "etienne"), "{typed}");
        }
        assert!(begins("marsielle", "marseille"));
        assert!(begins("masr", "marseille"));
        assert!(!begins("mxxs", "marseille"));
    }

    proptest! {
        #[test]
        fn any_single_edit_is_forgiven(word in "[a-z]{3,10}", place in 0usize..10, letter in "[a-z]", edit in 0..3) {
            let place = place % word.len();
            let mut typed = word.clone();
            match edit {
                0 => { typed.remove(place); }
                1 => typed.insert_str(place, &letter),
                _ => typed.replace_range(place..=place, &letter),
            }
            prop_assert!(is(&typed, &word));
        }

        #[test]
        fn no_text_panics(a in any::<String>(), b in any::<String>()) {
            let _ = (is(&a, &b), begins(&a, &b), letters(&a));
        }
    }
}
