//! The funding plan: who pays what.

use crate::form::{Errors, FieldError, Problem};
use crate::money::Cents;
use crate::project::FundingState;
use crate::text;

/// Longest name of a source or of a scheme, in characters.
pub const NAME_MAX: u32 = 120;

/// The source that stands for the bearer's own money. Kept as it is in the database.
pub const OWN_FUNDS: &str = "own_funds";

/// One line of the plan, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who pays: a name, or [`OWN_FUNDS`].
    pub source: String,
    /// Under which scheme; empty when there is none.
    pub scheme: String,
    /// How much.
    pub amount: Cents,
    /// Where it stands.
    pub state: FundingState,
}

/// The fields of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineForm {
    /// `propres`: ticked when the bearer itself pays.
    pub own: bool,
    /// `source`.
    pub source: String,
    /// `dispositif`.
    pub scheme: String,
    /// `montant`.
    pub amount: String,
    /// `etat`.
    pub state: String,
}

impl LineForm {
    /// Reads the form. The bearer's own money needs no name.
    pub fn parse(&self) -> Result<Line, Vec<FieldError>> {
        let mut errors = Errors::new();
        let source = if self.own {
            Ok(OWN_FUNDS.to_owned())
        } else {
            text::line(&self.source, NAME_MAX)
        };
        let source = errors.keep("source", source);
        let scheme = errors.keep("dispositif", text::optional_line(&self.scheme, NAME_MAX));
        let amount = errors.keep("montant", Cents::parse(&self.amount));
        let state = errors.keep(
            "etat",
            FundingState::parse(&self.state).ok_or(Problem::NotAChoice),
        );
        let command = match (source, scheme, amount, state) {
            (Some(source), Some(scheme), Some(amount), Some(state)) => Some(Line {
                source,
                scheme: scheme.unwrap_or_default(),
                amount,
                state,
            }),
            _ => None,
        };
        errors.finish(command)
    }
}

/// The sums of a plan, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The bearer's own money.
    pub own: i64,
    /// Asked for, by others.
    pub asked: i64,
    /// Granted, by others.
    pub granted: i64,
    /// Thought of, by others.
    pub planned: i64,
    /// What is missing to reach the total cost when every line that was not refused comes; below zero
    /// when the plan holds too much. `None` without a total cost.
    pub missing: Option<i64>,
    /// Share of the own money in the total cost, in tenths of a percent. `None` without a total cost.
    pub own_share: Option<i64>,
}

/// Adds a plan up against the total cost (`None`: not known). Refused lines count for nothing.
pub fn totals(
    lines: impl IntoIterator<Item = (bool, FundingState, i64)>,
    total: Option<i64>,
) -> Totals {
    let mut sums = Totals::default();
    for (own, state, cents) in lines {
        match state {
            FundingState::Refused => {}
            _ if own => sums.own = sums.own.saturating_add(cents),
            FundingState::Planned => sums.planned = sums.planned.saturating_add(cents),
            FundingState::Asked => sums.asked = sums.asked.saturating_add(cents),
            FundingState::Granted => sums.granted = sums.granted.saturating_add(cents),
        }
    }
    if let Some(total) = total {
        let found = [sums.own, sums.planned, sums.asked, sums.granted]
            .into_iter()
            .fold(0, i64::saturating_add);
        sums.missing = Some(total.saturating_sub(found));
        sums.own_share = (total > 0).then(|| {
            i64::try_from(i128::from(sums.own) * 1000 / i128::from(total)).unwrap_or(i64::MAX)
        });
    }
    sums
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn adds_up_what_was_not_refused() {
        let lines = [
            (true, FundingState::Planned, 20_000),
            (false, FundingState::Asked, 30_000),
            (false, FundingState::Granted, 10_000),
            (false, FundingState::Refused, 99_000),
        ];
        let sums = totals(lines, Some(100_000));
        assert_eq!(
            (sums.own, sums.asked, sums.granted),
            (20_000, 30_000, 10_000)
        );
        assert_eq!((sums.missing, sums.own_share), (Some(40_000), Some(200)));
        assert_eq!(totals(lines, None).missing, None);
        assert_eq!(totals(lines, Some(0)).own_share, None);
    }

    #[test]
    fn own_money_needs_no_name() {
        let mut form = LineForm {
            own: true,
            amount: "12 k€".into(),
            state: "planned".into(),
            ..LineForm::default()
        };
        assert_eq!(form.parse().unwrap().source, OWN_FUNDS);
        form.own = false;
        form.amount = "douze".into();
        let fields: Vec<String> = form
            .parse()
            .unwrap_err()
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["source", "montant"]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_line_or_a_refusal(own: bool, source in ".{0,90}", scheme in ".{0,90}", amount in ".{0,12}|[0-9 ]{1,9}(,[0-9]{2})?( k€)?") {
            let form = LineForm { own, source, scheme, amount, state: "asked".to_owned() };
            if let Ok(line) = form.parse() {
                let again = LineForm {
                    own,
                    source: line.source.clone(),
                    scheme: line.scheme.clone(),
                    amount: format!("{},{:02}", line.amount.0 / 100, line.amount.0 % 100),
                    state: line.state.code().to_owned(),
                };
                prop_assert_eq!(again.parse(), Ok(line));
            }
        }

        #[test]
        fn no_plan_overflows(lines in proptest::collection::vec((any::<bool>(), 0..4_usize, any::<i64>()), 0..6), total: Option<i64>) {
            let lines = lines.into_iter().map(|(own, state, cents)| (own, FundingState::ALL[state], cents));
            let _ = totals(lines, total);
        }
    }
}
