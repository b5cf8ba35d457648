//! The projects of a territory, filtered.

use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use domain::intake::Intake;
use domain::project::Priority;
use domain::theme::Theme;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// Whose projects.
#[derive(Clone, Debug)]
pub enum Ground {
    /// Those a département answers for.
    Departement(String),
    /// Those of a contract.
    Contract(String),
    /// Those of a contract that a département answers for.
    ContractIn(String, String),
}

/// What is asked of the table. Every part left empty asks for everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Stems, each the start of a word of the project's text.
    pub stems: Vec<String>,
    /// The project's number.
    pub number: Option<i64>,
    /// Intake state.
    pub intake: Option<Intake>,
    /// Main theme.
    pub theme: Option<Theme>,
    /// The pair's decision.
    pub priority: Option<Priority>,
    /// Who follows it.
    pub assignee: Option<PersonId>,
}

/// One row of the table.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// The project.
    pub id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// Its main theme.
    pub main_theme: String,
    /// Its phase.
    pub phase: String,
    /// How the phase goes.
    pub phase_status: String,
    /// Its intake state.
    pub intake: String,
    /// When the next move of the State is due, milliseconds UTC.
    pub intake_due_at: Option<i64>,
    /// The pair's decision.
    pub priority: Option<String>,
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
    /// Since when it is blocked, ISO.
    pub blocked_since: Option<String>,
    /// Last event, milliseconds UTC.
    pub last_activity_at: i64,
    /// First name of who follows it.
    pub assignee_first_name: Option<String>,
    /// Last name of who follows it.
    pub assignee_last_name: Option<String>,
}

/// How many projects, and their cost.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Totals {
    /// How many.
    pub n: i64,
    /// Sum of the known costs, in cents.
    pub cost_cents: i64,
    /// How many have a known cost.
    pub with_cost: i64,
    /// How many are blocked.
    pub blocked: i64,
}

/// The rows behind a position, the most recently active first. One query.
pub async fn rows(
    db: &impl ConnectionTrait,
    ground: &Ground,
    filter: &Filter,
    after: Option<(i64, Uuid)>,
    limit: u32,
) -> Result<Vec<Row>> {
    let mut wanted = Wanted::new(ground, filter);
    if let Some((at, id)) = after {
        let (at, id) = (wanted.bind(at), wanted.bind(id));
        wanted
            .conditions
            .push(format!("(p.last_activity_at, p.id) < ({at}, {id})"));
    }
    let limit = wanted.bind(i64::from(limit));
    let sql = format!(
        "SELECT p.id, p.number, p.title, b.name AS bearer_name, p.main_theme, p.phase, p.phase_status, p.intake, \
                p.intake_due_at, p.priority, p.total_cost_cents, p.blocked_since, p.last_activity_at, \
                a.first_name AS assignee_first_name, a.last_name AS assignee_last_name \
         FROM project p JOIN collectivity b ON b.id = p.bearer_id LEFT JOIN person a ON a.id = p.assignee_id \
         WHERE {} ORDER BY p.last_activity_at DESC, p.id DESC LIMIT {limit}",
        wanted.conditions.join(" AND ")
    );
    sql::all(db, &sql, wanted.values).await
}

/// The totals of all rows that [`rows`] walks through. One query.
pub async fn totals(db: &impl ConnectionTrait, ground: &Ground, filter: &Filter) -> Result<Totals> {
    let wanted = Wanted::new(ground, filter);
    let sql = format!(
        "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(p.total_cost_cents), 0) AS bigint) AS cost_cents, \
                COUNT(p.total_cost_cents) AS with_cost, COUNT(p.blocked_since) AS blocked \
         FROM project p WHERE {}",
        wanted.conditions.join(" AND ")
    );
    let totals: Option<Totals> = sql::one(db, &sql, wanted.values).await?;
    Ok(totals.unwrap_or_default())
}

/// Conditions and their values, growing together.
struct Wanted {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Wanted {
    fn new(ground: &Ground, filter: &Filter) -> Self {
        let mut wanted = Self {
            conditions: vec!["p.intake <> 'draft'".to_owned()],
            values: Vec::new(),
        };
        match ground {
            Ground::Departement(code) => wanted.equal("p.departement_code", code.as_str()),
            Ground::Contract(code) => wanted.equal("p.contract_code", code.as_str()),
            Ground::ContractIn(code, departement) => {
                wanted.equal("p.contract_code", code.as_str());
                wanted.equal("p.departement_code", departement.as_str());
            }
        }
        wanted.filter(filter);
        wanted
    }

    fn filter(&mut self, filter: &Filter) {
        if let Some(intake) = filter.intake {
            self.equal("p.intake", intake.code());
        }
        if let Some(theme) = filter.theme {
            self.equal("p.main_theme", theme.code());
        }
        if let Some(priority) = filter.priority {
            self.equal("p.priority", priority.code());
        }
        if let Some(person) = filter.assignee {
            self.equal("p.assignee_id", person.0);
        }
        self.text(filter);
    }

    /// Every stem starts a word of the text; or the number is the project's.
    fn text(&mut self, filter: &Filter) {
        let mut likes = Vec::new();
        for stem in &filter.stems {
            // Stems hold letters and digits only: nothing to escape.
            let like = self.bind(format!("% {stem}%"));
            likes.push(format!("p.search_text LIKE {like}"));
        }
        let mut either = Vec::new();
        if !likes.is_empty() {
            either.push(format!("({})", likes.join(" AND ")));
        }
        if let Some(number) = filter.number {
            let number = self.bind(number);
            either.push(format!("p.number = {number}"));
        }
        if !either.is_empty() {
            self.conditions.push(format!("({})", either.join(" OR ")));
        }
    }

    fn equal(&mut self, column: &str, value: impl Into<Value>) {
        let name = self.bind(value);
        self.conditions.push(format!("{column} = {name}"));
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }
}

/// A contract and the départements it lies in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ContractLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `import` or `demo`.
    pub origin: String,
    /// One département of it; none when none is noted.
    pub departement_code: Option<String>,
}

/// A contract, one line a département.
pub async fn contract(db: &impl ConnectionTrait, code: &str) -> Result<Vec<ContractLine>> {
    sql::all(
        db,
        "SELECT c.code, c.name, c.origin, d.departement_code FROM contract c \
         LEFT JOIN contract_departement d ON d.contract_code = c.code \
         WHERE c.code = $1 ORDER BY d.departement_code LIMIT 30",
        [code.into()],
    )
    .await
}
