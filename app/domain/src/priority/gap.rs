//! Why two seats score a criterion so differently.

use super::Criterion;
use crate::form::{Errors, FieldError};
use crate::text;

/// Longest reason of a gap, in characters.
pub const GAP_REASON_MAX: u32 = 1_000;

/// The reason of one gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapReason {
    /// Where the seats differ.
    pub criterion: Criterion,
    /// Why, for the State only.
    pub reason: String,
}

/// The name of the field of a criterion's gap.
pub fn gap_field(criterion: Criterion) -> String {
    format!("ecart-{criterion}")
}

/// Reads the form: one reason a gap, `value` gives what was sent in a field.
///
/// Errors on [`gap_field`]: missing, or longer than [`GAP_REASON_MAX`].
pub fn parse_gaps<'a>(
    gaps: &[Criterion],
    value: impl Fn(&str) -> &'a str,
) -> Result<Vec<GapReason>, Vec<FieldError>> {
    let mut errors = Errors::new();
    let read: Vec<Option<GapReason>> = gaps
        .iter()
        .map(|&criterion| {
            let field = gap_field(criterion);
            let reason = text::paragraph(value(&field), GAP_REASON_MAX);
            let reason = errors.keep(&field, reason)?;
            Some(GapReason { criterion, reason })
        })
        .collect();
    errors.finish(read.into_iter().collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::form::Problem;

    #[test]
    fn each_gap_wants_its_reason() {
        let gaps = [Criterion::Impact, Criterion::Urgency];
        let refused = parse_gaps(
            &gaps,
            |field| if field == "ecart-impact" { "Vu." } else { " " },
        );
        assert_eq!(
            refused.unwrap_err(),
            [FieldError::new("ecart-urgency", Problem::Missing)]
        );
        assert_eq!(parse_gaps(&gaps, |_| "Vu sur place.").unwrap().len(), 2);
    }
}
