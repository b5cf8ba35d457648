//! Money asked or granted already: a few lines of the fourth screen.

use super::Answers;
use super::progress::choice;
use crate::form::Errors;
use crate::money::Cents;
use crate::project::FundingState;
use crate::text;

/// How many lines the screen has.
pub const FUNDING_LINES: usize = 3;

/// One source of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funding {
    /// Who gives, or which scheme.
    pub source: String,
    /// How much.
    pub amount: Cents,
    /// Planned, asked, granted or refused.
    pub state: FundingState,
}

/// The lines where anything was typed. A line begun is a line to finish.
pub(super) fn read(answers: &Answers, errors: &mut Errors) -> Option<Vec<Funding>> {
    let lines = (1..=FUNDING_LINES).map(|rank| line(answers, rank, errors));
    // Every line is read, so that every refusal is told.
    let lines: Vec<Option<Option<Funding>>> = lines.collect();
    let lines: Option<Vec<Option<Funding>>> = lines.into_iter().collect();
    Some(lines?.into_iter().flatten().collect())
}

fn line(answers: &Answers, rank: usize, errors: &mut Errors) -> Option<Option<Funding>> {
    let names = ["source", "montant", "etat"].map(|part| format!("aide_{part}_{rank}"));
    let [source_name, amount_name, state_name] = &names;
    let typed = [source_name, amount_name].map(|name| answers.get(name).trim());
    if typed.iter().all(|text| text.is_empty()) {
        return Some(None);
    }
    let source = errors.keep(source_name, text::line(answers.get(source_name), 150));
    let amount = errors.keep(amount_name, Cents::parse(answers.get(amount_name)));
    let state = errors.keep(
        state_name,
        choice(answers.get(state_name), FundingState::parse),
    );
    Some(Some(Funding {
        source: source?,
        amount: amount?,
        state: state?,
    }))
}
