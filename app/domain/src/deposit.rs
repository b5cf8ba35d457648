//! A project being deposited: its steps, what was typed, and what the whole must hold to be sent.
//!
//! Everything typed is kept as it is, valid or not, in [`Answers`]; a step is read into values only
//! when somebody wants to go on.

mod answers;
mod funding;
mod place;
mod progress;
mod what;
mod who;

pub use answers::Answers;
pub use funding::{FUNDING_LINES, Funding};
pub use place::{MAX_COMMUNES, Place};
pub use progress::{DEPOSIT_STATUSES, Progress};
pub use what::What;
pub use who::{Bearer, Contact, Who};

use crate::blocker::BlockerKind;
use crate::coded_enum;
use crate::form::{Errors, FieldError, Problem};
use crate::text;

coded_enum! {
    /// The screens of a deposit, in order. The codes are parts of addresses.
    Step {
        What = "quoi",
        Where = "ou",
        Who = "qui",
        Progress = "avancement",
        Missing = "besoins",
        Review = "relire",
    }
}

impl Step {
    /// From 1.
    pub fn position(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1
    }

    /// The screen after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.position()).copied()
    }

    /// The screen before this one.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.position().checked_sub(2)?).copied()
    }

    /// The fields that this screen may write; all others are ignored when they are sent with it.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::What => &[
                "titre",
                "resume",
                "theme_cherche",
                "theme_principal",
                "themes",
            ],
            Self::Where => &["communes", "commune_cherchee", "adresse"],
            Self::Who => &[
                "porteur",
                "porteur_nom",
                "porteur_siren",
                "contact_prenom",
                "contact_nom",
                "contact_fonction",
                "contact_telephone",
                "courriel",
            ],
            Self::Progress => &[
                "phase",
                "etat",
                "cout",
                "debut",
                "fin",
                "aide_source_1",
                "aide_montant_1",
                "aide_etat_1",
                "aide_source_2",
                "aide_montant_2",
                "aide_etat_2",
                "aide_source_3",
                "aide_montant_3",
                "aide_etat_3",
            ],
            Self::Missing => &["besoins", "blocages", "contrat"],
            Self::Review => &[],
        }
    }

    /// The screen where a field is typed; the first one for a name that none has.
    pub fn of_field(field: &str) -> Self {
        let found = Self::ALL.iter().find(|step| step.fields().contains(&field));
        found.copied().unwrap_or(Self::What)
    }
}

/// What stops the project, in the words of the depositor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// What is missing; may be empty.
    pub sentence: String,
    /// The kinds ticked.
    pub blockers: Vec<BlockerKind>,
    /// Code of the contract chosen, not checked here.
    pub contract: Option<String>,
}

impl Needs {
    /// The longest text, in characters.
    pub const MAX: u32 = 4000;
    /// The value sent for "no contract".
    pub const NO_CONTRACT: &'static str = "aucun";

    fn read(answers: &Answers, errors: &mut Errors) -> Option<Self> {
        let sentence = errors.keep(
            "besoins",
            text::optional_paragraph(answers.get("besoins"), Self::MAX),
        );
        let blockers: Option<Vec<BlockerKind>> =
            answers.all("blocages").map(BlockerKind::parse).collect();
        let blockers = errors.keep("blocages", blockers.ok_or(Problem::NotAChoice));
        let contract = errors.keep("contrat", text::optional_line(answers.get("contrat"), 60));
        let mut blockers = blockers?;
        blockers.sort_unstable();
        blockers.dedup();
        Some(Self {
            sentence: sentence?.unwrap_or_default(),
            blockers,
            contract: contract?.filter(|code| code != Self::NO_CONTRACT),
        })
    }
}

/// A deposit that can be sent, as far as can be told without the reference data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// What the project is.
    pub what: What,
    /// Where it is.
    pub place: Place,
    /// Who bears it and who is to be called.
    pub who: Who,
    /// How far it is.
    pub progress: Progress,
    /// What is missing.
    pub needs: Needs,
}

impl Deposit {
    /// Reads all the screens.
    ///
    /// `with_email`: nobody is signed in, so that an address to confirm is needed.
    ///
    /// Errors: every refused field of every screen.
    pub fn parse(answers: &Answers, with_email: bool) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let what = What::read(answers, &mut errors);
        let place = Place::read(answers, &mut errors);
        let who = Who::read(answers, with_email, &mut errors);
        let progress = Progress::read(answers, &mut errors);
        let needs = Needs::read(answers, &mut errors);
        let whole = what.zip(place).zip(who).zip(progress).zip(needs);
        errors.finish(whole.map(|((((what, place), who), progress), needs)| Self {
            what,
            place,
            who,
            progress,
            needs,
        }))
    }
}

/// Reads one screen and says what is refused there.
pub fn check(answers: &Answers, step: Step, with_email: bool) -> Result<(), Vec<FieldError>> {
    let mut errors = Errors::new();
    let sound = match step {
        Step::What => What::read(answers, &mut errors).map(drop),
        Step::Where => Place::read(answers, &mut errors).map(drop),
        Step::Who => Who::read(answers, with_email, &mut errors).map(drop),
        Step::Progress => Progress::read(answers, &mut errors).map(drop),
        Step::Missing => Needs::read(answers, &mut errors).map(drop),
        Step::Review => Some(()),
    };
    errors.finish(sound)
}

#[cfg(test)]
mod tests;
