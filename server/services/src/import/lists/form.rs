//! What somebody says of a list's columns, as a form sends it.

use crate::import::projects::mapping::{FundingColumn, Mapping, Role};
use crate::import::projects::{Look, LookColumn};
use crate::journal::Details;
use domain::form::{Errors, FieldError, Problem};
use domain::intake::Intake;
use domain::list_import::GIVER_CHARS;
use domain::project::FundingState;
use domain::territory::{ContractCode, DepartementCode};
use domain::text;
use domain::theme::Theme;
use std::collections::BTreeMap;
use store::rule::read::ContractName;

/// What stands before the state of a sum, where a column is one.
const SUM: &str = "somme-";
/// Field: where new projects start.
pub const INTAKE: &str = "etat";
/// Field: theme of lines without one.
pub const THEME: &str = "theme";
/// Field: contract of every line.
pub const CONTRACT: &str = "contrat";
/// Field: year of every line.
pub const YEAR: &str = "annee";
/// States in which a project of a list may start.
pub const INTAKES: [Intake; 2] = [Intake::Acknowledged, Intake::Submitted];
/// Roles of which one is needed: they say whose project it is and where.
const PLACES: [Role; 5] = [
    Role::Bearer,
    Role::Siren,
    Role::Commune,
    Role::CommuneCode,
    Role::Epci,
];

/// The field that says what a column is.
pub fn column_field(place: usize) -> String {
    format!("colonne-{place}")
}

/// The field that says who gives the sums of a column.
pub fn giver_field(place: usize) -> String {
    format!("donneur-{place}")
}

/// What is chosen for a column of sums.
pub fn sum_value(state: FundingState) -> String {
    format!("{SUM}{state}")
}

/// Whether a choice says that a column holds sums, and where they stand.
pub fn sum_of(value: &str) -> Option<FundingState> {
    value.strip_prefix(SUM).and_then(FundingState::parse)
}

/// The names of all fields.
pub fn fields(look: &Look) -> Vec<String> {
    let columns = 0..look.columns.len();
    let constants = [INTAKE, THEME, CONTRACT, YEAR].map(str::to_owned);
    columns
        .flat_map(|place| [column_field(place), giver_field(place)])
        .chain(constants)
        .collect()
}

/// The form as the headers fill it in.
pub fn guessed(look: &Look) -> Details {
    let mut fields = Details::new();
    for (place, column) in look.columns.iter().enumerate() {
        let value = match (&column.role, &column.sum) {
            (Some(role), _) => role.code().to_owned(),
            (None, Some((giver, _, state))) => {
                fields.insert(giver_field(place), giver.clone());
                sum_value(*state)
            }
            (None, None) => String::new(),
        };
        fields.insert(column_field(place), value);
    }
    fields.insert(INTAKE.to_owned(), Intake::Acknowledged.code().to_owned());
    fields
}

/// What the engine takes. The references are always those of the département's own list.
pub(super) fn mapping(
    look: &Look,
    fields: &Details,
    departement: &str,
    contracts: &[ContractName],
) -> Result<Mapping, Vec<FieldError>> {
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let mut errors = Errors::new();
    let mut columns: BTreeMap<Role, String> = BTreeMap::new();
    let mut funding = Vec::new();
    for (place, column) in look.columns.iter().enumerate() {
        let name = column_field(place);
        let value = field(&name);
        if let Some(state) = sum_of(value) {
            let giver_name = giver_field(place);
            let giver = text::optional_line(field(&giver_name), GIVER_CHARS);
            if let Some(giver) = errors.keep(&giver_name, giver) {
                funding.push(sum(column, giver, state));
            }
        } else if let Some(role) = Role::parse(value) {
            if columns.insert(role, column.header.clone()).is_some() {
                errors.add(&name, Problem::RoleTaken);
            }
        } else if !value.is_empty() {
            errors.add(&name, Problem::NotAChoice);
        }
    }
    if !columns.contains_key(&Role::Title) {
        errors.add(&column_field(0), Problem::NoTitleColumn);
    }
    if !PLACES.iter().any(|role| columns.contains_key(role)) {
        errors.add(&column_field(0), Problem::NoPlaceColumn);
    }
    let intake = Intake::parse(field(INTAKE)).filter(|intake| INTAKES.contains(intake));
    let intake = errors.keep(INTAKE, intake.ok_or(Problem::NothingChosen));
    let theme = errors.keep(THEME, optional(field(THEME), Theme::parse));
    let known = |code: &str| contracts.iter().any(|one| one.code == code);
    let contract = |code: &str| ContractCode::parse(code).ok().filter(|_| known(code));
    let contract = errors.keep(CONTRACT, optional(field(CONTRACT), contract));
    let year = errors.keep(YEAR, year(field(YEAR)));
    errors.finish(Some(Mapping {
        sheet: look.sheet.clone(),
        intake,
        departement: DepartementCode::parse(departement).ok(),
        theme: theme.flatten(),
        contract: contract.flatten(),
        year: year.flatten(),
        guess: Some(false),
        columns,
        funding,
        ..Mapping::default()
    }))
}

/// A column of sums; its header gives what nobody says.
fn sum(column: &LookColumn, giver: Option<String>, state: FundingState) -> FundingColumn {
    let guess = column.sum.as_ref();
    let own = || text::inert(&column.header);
    let source = giver.unwrap_or_else(|| guess.map_or_else(own, |(giver, ..)| giver.clone()));
    let source: String = source.chars().take(GIVER_CHARS as usize).collect();
    let scheme = guess.filter(|(giver, ..)| *giver == source);
    FundingColumn {
        column: column.header.clone(),
        scheme: scheme
            .map(|(_, scheme, _)| scheme.clone())
            .unwrap_or_default(),
        source,
        state,
    }
}

fn optional<T>(value: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    if value.is_empty() {
        return Ok(None);
    }
    parse(value).map(Some).ok_or(Problem::NotAChoice)
}

fn year(value: &str) -> Result<Option<i64>, Problem> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    let year: i64 = value.parse().map_err(|_| Problem::NotANumber)?;
    if (1990..=2100).contains(&year) {
        Ok(Some(year))
    } else {
        Err(Problem::OutOfRange(1990, 2100))
    }
}
