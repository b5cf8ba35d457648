//! How much each criterion counts in a département.

use super::{Assessment, Criterion, SCORE_MAX};
use crate::form::{Errors, FieldError, Problem};
use serde::{Deserialize, Serialize};

/// The heaviest weight; 0 leaves a criterion out (product document, "The pair's priority").
pub const WEIGHT_MAX: u8 = 5;

/// The weights of the six criteria, in the order of [`Criterion::ALL`]; at least one is not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights([u8; 6]);

impl Default for Weights {
    /// Every criterion counts the same.
    fn default() -> Self {
        Self([1; 6])
    }
}

impl Weights {
    /// Reads the form: `value` gives what was sent for a criterion.
    ///
    /// Errors: [`Problem::Missing`] or [`Problem::NotAChoice`] on the criterion's code; [`Problem::NoWeight`] on the
    /// first when all are 0.
    pub fn parse<'a>(value: impl Fn(Criterion) -> &'a str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let read: Vec<Option<u8>> = Criterion::ALL
            .iter()
            .map(|criterion| errors.keep(criterion.code(), weight(value(*criterion))))
            .collect();
        let read: Option<Vec<u8>> = read.into_iter().collect();
        let weights = read
            .and_then(|read| <[u8; 6]>::try_from(read).ok())
            .map(Self);
        if weights.is_some_and(|weights| weights.sum() == 0) {
            errors.add(Criterion::Maturity.code(), Problem::NoWeight);
        }
        errors.finish(weights)
    }

    /// The weight of a criterion.
    pub fn of(self, criterion: Criterion) -> u8 {
        Criterion::ALL
            .iter()
            .zip(self.0)
            .find(|(one, _)| **one == criterion)
            .map_or(0, |(_, weight)| weight)
    }

    /// The weighted score of an assessment, from 0 to 100, rounded to the nearest.
    pub fn total(self, assessment: &Assessment) -> u8 {
        let points: u32 = Criterion::ALL
            .iter()
            .map(|criterion| {
                u32::from(self.of(*criterion)) * u32::from(assessment.score(*criterion))
            })
            .sum();
        let most = self.sum() * u32::from(SCORE_MAX);
        let rounded = (points * 200 + most).checked_div(2 * most).unwrap_or(0);
        u8::try_from(rounded).unwrap_or(100)
    }

    /// As it is kept: six digits.
    pub fn code(self) -> String {
        self.0
            .iter()
            .map(|weight| char::from(b'0' + weight))
            .collect()
    }

    /// Reads what [`Weights::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        let read: Option<Vec<u8>> = code
            .chars()
            .map(|digit| {
                digit
                    .to_digit(10)
                    .and_then(|digit| u8::try_from(digit).ok())
            })
            .collect();
        let weights = Self(<[u8; 6]>::try_from(read?).ok()?);
        let sound = weights.0.iter().all(|weight| *weight <= WEIGHT_MAX) && weights.sum() > 0;
        sound.then_some(weights)
    }

    fn sum(self) -> u32 {
        self.0.iter().map(|weight| u32::from(*weight)).sum()
    }
}

fn weight(text: &str) -> Result<u8, Problem> {
    match text.trim() {
        "" => Err(Problem::Missing),
        text => match text.parse() {
            Ok(weight) if weight <= WEIGHT_MAX => Ok(weight),
            _ => Err(Problem::NotAChoice),
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn scores(values: [&'static str; 6]) -> Assessment {
        let at = |c: Criterion| Criterion::ALL.iter().position(|x| *x == c).unwrap();
        Assessment::parse(|c| values[at(c)], "").unwrap()
    }

    #[test]
    fn a_total_is_what_the_weights_make_of_the_scores() {
        let scores = scores(["3", "0", "0", "0", "0", "0"]);
        assert_eq!(Weights::default().total(&scores), 17);
        assert_eq!(Weights([5, 0, 0, 0, 0, 0]).total(&scores), 100);
        assert_eq!(Weights([0, 5, 0, 0, 0, 0]).total(&scores), 0);
        assert_eq!(Weights([1, 2, 0, 0, 0, 0]).total(&scores), 33);
    }

    #[test]
    fn nothing_that_counts_is_refused() {
        let refused = Weights::parse(|_| "0").unwrap_err();
        assert_eq!(refused, [FieldError::new("maturity", Problem::NoWeight)]);
        let refused = Weights::parse(|c| if c == Criterion::Impact { "6" } else { "1" });
        assert_eq!(refused.unwrap_err()[0].problem, Problem::NotAChoice);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(values in proptest::array::uniform6(0_u8..=5)) {
            let weights = Weights(values);
            prop_assert_eq!(Weights::from_code(&weights.code()), (weights.sum() > 0).then_some(weights));
        }

        #[test]
        fn any_text_is_weights_or_a_refusal(texts in proptest::collection::vec(".{0,4}", 6), code in ".{0,8}") {
            let value = |c: Criterion| texts[Criterion::ALL.iter().position(|x| *x == c).unwrap()].as_str();
            for weights in [Weights::parse(value).ok(), Weights::from_code(&code)].into_iter().flatten() {
                prop_assert!(weights.sum() > 0);
            }
        }

        #[test]
        fn a_better_score_never_lowers_the_total(values in proptest::array::uniform6(0_u8..=5), low in 0_u8..3) {
            let weights = Weights(values);
            prop_assume!(weights.sum() > 0);
            let all = |score: u8| Assessment::parse(|_| ["0", "1", "2", "3"][usize::from(score)], "").unwrap();
            prop_assert!(weights.total(&all(low)) < weights.total(&all(low + 1)));
        }
    }
}
