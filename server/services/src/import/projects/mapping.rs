//! What a list's columns mean, where its owner says so in a small TOML file.
//!
//! ```toml
//! system = "prefecture-49"      # whose references these are
//! intake = "acknowledged"       # constants for every line
//! departement = "49"
//! [columns]                     # role = "header of the column"
//! title = "Intitulé"
//! bearer = "Maître d'ouvrage"
//! [[funding]]
//! column = "DETR accordée"
//! source = "État"
//! scheme = "DETR"
//! state = "granted"
//! [themes]                      # the list's words for ours
//! "Mobilité douce" = "mobilites"
//! ```

use domain::intake::Intake;
use domain::project::{FundingState, Phase, PhaseStatus};
use domain::territory::{ContractCode, DepartementCode, fold};
use domain::theme::Theme;
use serde::Deserialize;
use std::collections::BTreeMap;

domain::coded_enum! {
    /// What a column holds.
    Role {
        Reference = "reference",
        Title = "title",
        Summary = "summary",
        Bearer = "bearer",
        Siren = "siren",
        Commune = "commune",
        CommuneCode = "commune_code",
        PostalCode = "postal_code",
        Departement = "departement",
        Epci = "epci",
        Cost = "cost",
        Start = "start",
        End = "end",
        Deposited = "deposited",
        Year = "year",
        Theme = "theme",
        Contract = "contract",
        Phase = "phase",
        Status = "status",
        Needs = "needs",
        Address = "address",
    }
}

/// A column that holds a sum from somebody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundingColumn {
    /// Header of the column.
    pub column: String,
    /// Who gives.
    pub source: String,
    /// Under which scheme.
    #[serde(default)]
    pub scheme: String,
    /// Where it stands.
    #[serde(default = "asked")]
    pub state: FundingState,
}

const fn asked() -> FundingState {
    FundingState::Asked
}

/// The whole file. Everything is optional: what it does not say is guessed from the header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// Whose references these are; `liste-` and the département when not said.
    pub system: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Intake state of new projects; `acknowledged` when not said.
    pub intake: Option<Intake>,
    /// Département of every line.
    pub departement: Option<DepartementCode>,
    /// Theme of lines without one that is understood.
    pub theme: Option<Theme>,
    /// Phase of lines without one that is understood.
    pub phase: Option<Phase>,
    /// How the phase goes, likewise.
    pub status: Option<PhaseStatus>,
    /// Contract of every line.
    pub contract: Option<ContractCode>,
    /// Year of the list.
    pub year: Option<i64>,
    /// Whether columns that are not named here are guessed; yes when not said.
    pub guess: Option<bool>,
    /// Role to header.
    pub columns: BTreeMap<Role, String>,
    /// Sums.
    pub funding: Vec<FundingColumn>,
    /// The list's words to ours.
    pub themes: BTreeMap<String, Theme>,
    /// The list's words to ours.
    pub phases: BTreeMap<String, Phase>,
    /// The list's words to ours.
    pub statuses: BTreeMap<String, PhaseStatus>,
}

impl Mapping {
    /// Reads the file.
    ///
    /// # Errors
    /// The reader's sentence with line and column, for the operator.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mapping: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        match mapping.intake {
            Some(Intake::Submitted | Intake::Acknowledged) | None => Ok(mapping),
            // The other states are reached through decisions that a list does not hold.
            Some(other) => Err(format!(
                "intake = {:?}: submitted or acknowledged",
                other.code()
            )),
        }
    }

    /// The word for which a table of the mapping has a value, however it is written.
    pub fn find<T: Copy>(table: &BTreeMap<String, T>, text: &str) -> Option<T> {
        let wanted = fold(text);
        table
            .iter()
            .find(|(word, _)| fold(word) == wanted)
            .map(|(_, value)| *value)
    }
}
