//! Second screen: where the project is.

use super::Answers;
use crate::form::{Errors, Problem};
use crate::territory::CommuneCode;
use crate::text;

/// More communes than one project has; a whole EPCI is named as the bearer instead.
pub const MAX_COMMUNES: usize = 200;

/// Where the project is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The communes concerned, in the order chosen: one at least. Well formed, not known to exist.
    pub communes: Vec<CommuneCode>,
    /// Address of the site; may be empty.
    pub address: String,
}

impl Place {
    /// The longest address, in characters.
    pub const ADDRESS_MAX: u32 = 300;

    pub(super) fn read(answers: &Answers, errors: &mut Errors) -> Option<Self> {
        let communes = errors.keep("commune_cherchee", communes(answers));
        let address = errors.keep(
            "adresse",
            text::optional_line(answers.get("adresse"), Self::ADDRESS_MAX),
        );
        Some(Self {
            communes: communes?,
            address: address?.unwrap_or_default(),
        })
    }
}

/// Refusals are shown at the field where one looks for a commune.
fn communes(answers: &Answers) -> Result<Vec<CommuneCode>, Problem> {
    let mut communes: Vec<CommuneCode> = Vec::new();
    for code in answers.all("communes").filter(|code| !code.is_empty()) {
        let code = CommuneCode::parse(code).map_err(|_| Problem::UnknownCommune)?;
        if !communes.contains(&code) {
            communes.push(code);
        }
        if communes.len() > MAX_COMMUNES {
            return Err(Problem::NotAChoice);
        }
    }
    match (communes.is_empty(), answers.get("commune_cherchee").trim()) {
        (false, _) => Ok(communes),
        (true, "") => Err(Problem::Missing),
        // Something was typed that means no commune, or several.
        (true, _) => Err(Problem::UnknownCommune),
    }
}
