//! Third screen: who bears the project and who is to be called.

use super::Answers;
use crate::email::Email;
use crate::form::{Errors, Problem};
use crate::project::BearerKind;
use crate::territory::Siren;
use crate::text;

/// The body that bears the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// One of the reference data, by kind and official code; not known to exist.
    Known(BearerKind, String),
    /// A syndicat, which the reference data does not hold: its SIREN and its name as typed.
    Syndicat(Siren, String),
}

/// The person to call about the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Function; may be empty.
    pub job: String,
    /// Telephone as typed, spaces made plain; may be empty.
    pub phone: String,
}

/// Who bears the project and who is to be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The bearer.
    pub bearer: Bearer,
    /// The person.
    pub contact: Contact,
    /// The address to confirm, where nobody is signed in.
    pub email: Option<Email>,
}

impl Who {
    /// The value sent for a body that the reference data does not hold.
    pub const SYNDICAT: &'static str = "syndicat";

    pub(super) fn read(answers: &Answers, with_email: bool, errors: &mut Errors) -> Option<Self> {
        let bearer = bearer(answers, errors);
        let contact = Contact::read(answers, errors);
        let email = if with_email {
            errors
                .keep("courriel", Email::parse(answers.get("courriel")))
                .map(Some)
        } else {
            Some(None)
        };
        Some(Self {
            bearer: bearer?,
            contact: contact?,
            email: email?,
        })
    }
}

impl Contact {
    fn read(answers: &Answers, errors: &mut Errors) -> Option<Self> {
        let first_name = errors.keep(
            "contact_prenom",
            text::line(answers.get("contact_prenom"), 80),
        );
        let last_name = errors.keep("contact_nom", text::line(answers.get("contact_nom"), 80));
        let job = errors.keep(
            "contact_fonction",
            text::optional_line(answers.get("contact_fonction"), 120),
        );
        let phone = errors.keep("contact_telephone", phone(answers.get("contact_telephone")));
        Some(Self {
            first_name: first_name?,
            last_name: last_name?,
            job: job?.unwrap_or_default(),
            phone: phone?,
        })
    }
}

fn bearer(answers: &Answers, errors: &mut Errors) -> Option<Bearer> {
    let choice = answers.get("porteur");
    if choice == Who::SYNDICAT {
        let siren = Siren::parse(answers.get("porteur_siren")).map_err(|_| Problem::NotASiren);
        let siren = errors.keep("porteur_siren", siren);
        let name = errors.keep("porteur_nom", text::line(answers.get("porteur_nom"), 150));
        return Some(Bearer::Syndicat(siren?, name?));
    }
    let known = match choice.split_once(':') {
        None if choice.is_empty() => Err(Problem::NothingChosen),
        None => Err(Problem::NotAChoice),
        Some((kind, code)) => BearerKind::parse(kind)
            .filter(|kind| *kind != BearerKind::Syndicat)
            .map(|kind| Bearer::Known(kind, code.to_owned()))
            .ok_or(Problem::NotAChoice),
    };
    errors.keep("porteur", known)
}

/// A telephone number: ten digits, or an international one of 8 to 15 digits (ITU-T E.164) after "+"
/// or "00"; spaces, points, dashes and brackets are ways to write it. Empty for nothing.
fn phone(typed: &str) -> Result<String, Problem> {
    let typed = text::optional_line(typed, 40)?.unwrap_or_default();
    let digits: String = typed.chars().filter(|c| !" .-()/".contains(*c)).collect();
    let number = digits
        .strip_prefix('+')
        .or_else(|| digits.strip_prefix("00"));
    let sound = match number {
        Some(number) => {
            (8..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        }
        None => {
            digits.len() == 10
                && digits.starts_with('0')
                && digits.bytes().all(|b| b.is_ascii_digit())
        }
    };
    if typed.is_empty() || sound {
        Ok(typed)
    } else {
        Err(Problem::NotAPhone)
    }
}
