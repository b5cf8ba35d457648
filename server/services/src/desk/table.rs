//! The projects of a département or of a contract, filtered.

use super::{departement_of, departements_of};
use crate::context::Person;
use crate::{Cx, Error, Result, Services};
use domain::intake::Intake;
use domain::project::Priority;
use domain::theme::Theme;
use store::desk::table::{self, ContractLine, Filter, Ground, Row, Totals};
use store::search;
use uuid::Uuid;

/// Rows on one page of the table.
pub const TABLE_ROWS: u32 = 50;
/// More words than this narrow nothing any more.
const MAX_STEMS: usize = 8;
/// Longest text looked for, in characters.
const MAX_TEXT: usize = 200;

/// What is asked of the table, as codes of the address; unknown ones ask for everything.
#[derive(Clone, Debug, Default)]
pub struct TableQuery {
    /// For somebody of several départements.
    pub departement: Option<String>,
    /// Words of the title, the summary, the bearer, the communes; or the project's number.
    pub text: String,
    /// Intake state.
    pub intake: Option<Intake>,
    /// Main theme.
    pub theme: Option<Theme>,
    /// The pair's decision.
    pub priority: Option<Priority>,
    /// Only what the reader follows.
    pub mine: bool,
    /// Rows behind this one: last activity in milliseconds and project.
    pub after: Option<(i64, Uuid)>,
}

/// A page of the table.
#[derive(Clone, Debug)]
pub struct TablePage {
    /// The département shown; none for a contract.
    pub departement: Option<String>,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The rows, the most recently active first.
    pub rows: Vec<Row>,
    /// Of all rows, not of the page alone.
    pub totals: Totals,
    /// Where the next page starts.
    pub next: Option<(i64, Uuid)>,
}

/// A contract and its projects.
#[derive(Clone, Debug)]
pub struct ContractPage {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Made up for the demonstration.
    pub demo: bool,
    /// The départements it lies in.
    pub departements: Vec<String>,
    /// Its projects, as far as the reader may see them.
    pub table: TablePage,
}

impl Services {
    /// The projects of the reader's département. Two queries.
    pub async fn territory_projects(&self, cx: &Cx, query: &TableQuery) -> Result<TablePage> {
        let person = cx.person()?;
        let departement = departement_of(person, query.departement.as_deref())?;
        let mut page = self
            .table(person, &Ground::Departement(departement.clone()), query)
            .await?;
        page.departements = departements_of(person);
        page.departement = Some(departement);
        Ok(page)
    }

    /// A contract and its projects: all of them for its manager and the national administration, those of
    /// her département for somebody of a seat or an agent. Three queries.
    pub async fn contract_projects(
        &self,
        cx: &Cx,
        code: &str,
        query: &TableQuery,
    ) -> Result<ContractPage> {
        let person = cx.person()?;
        let lines = table::contract(self.db.read(), code).await?;
        let first = lines.first().ok_or(Error::NotFound)?.clone();
        let departements: Vec<String> = lines
            .iter()
            .filter_map(|line| line.departement_code.clone())
            .collect();
        let ground = ground(person, &first, &departements).ok_or(Error::NotFound)?;
        let table = self.table(person, &ground, query).await?;
        Ok(ContractPage {
            demo: first.origin == "demo",
            code: first.code,
            name: first.name,
            departements,
            table,
        })
    }

    async fn table(
        &self,
        person: &Person,
        ground: &Ground,
        query: &TableQuery,
    ) -> Result<TablePage> {
        let filter = filter(person, query);
        let db = self.db.read();
        let mut rows = table::rows(db, ground, &filter, query.after, TABLE_ROWS + 1).await?;
        let totals = table::totals(db, ground, &filter).await?;
        let more = rows.len() > TABLE_ROWS as usize;
        rows.truncate(TABLE_ROWS as usize);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| (row.last_activity_at, row.id));
        Ok(TablePage {
            departement: None,
            departements: Vec::new(),
            rows,
            totals,
            next,
        })
    }
}

/// As much of a contract as a person may see.
fn ground(person: &Person, contract: &ContractLine, departements: &[String]) -> Option<Ground> {
    let code = contract.code.clone();
    if person.admin || person.manages.contains(&code) {
        return Some(Ground::Contract(code));
    }
    let own = departements_of(person)
        .into_iter()
        .find(|own| departements.contains(own));
    own.map(|departement| Ground::ContractIn(code, departement))
}

fn filter(person: &Person, query: &TableQuery) -> Filter {
    let text: String = query.text.trim().chars().take(MAX_TEXT).collect();
    let mut stems = search::stems(&text);
    stems.truncate(MAX_STEMS);
    Filter {
        stems,
        number: number(&text),
        intake: query.intake,
        theme: query.theme,
        priority: query.priority,
        assignee: query.mine.then_some(person.id),
    }
}

/// "4 127", "n° 4127" and "4127" are numbers of projects.
fn number(text: &str) -> Option<i64> {
    let text = text.trim_start_matches("n°").trim_start_matches("N°");
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn knows_a_number_when_it_sees_one() {
        assert_eq!(number("n° 4\u{202f}127"), Some(4127));
        assert_eq!(number("école 3"), None);
        assert_eq!(number("-3"), None);
    }
}
