//! The order of a list, the same on both engines, and the way behind a position.

use super::wanted::Wanted;
use domain::filter::{Position, Sort, SortBy};
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority};
use domain::theme::Theme;
use sea_orm::DatabaseBackend;

/// An order as SQL.
pub(super) struct Order {
    /// What is compared. It stands on `project p`, its bearer `b` and its assignee `a`.
    pub expression: String,
    /// Text, else an integer.
    is_text: bool,
    /// May be unknown: such projects come last.
    nullable: bool,
    descending: bool,
    backend: DatabaseBackend,
}

/// The tables that an expression may name.
pub(super) const JOINS: &str =
    "JOIN collectivity b ON b.id = p.bearer_id LEFT JOIN person a ON a.id = p.assignee_id";

impl Order {
    pub fn new(sort: Sort, backend: DatabaseBackend) -> Self {
        let integer = |expression: &str, nullable| (expression.to_owned(), false, nullable);
        let (expression, is_text, nullable) = match sort.by {
            SortBy::Activity => integer("p.last_activity_at", false),
            SortBy::Number => integer("p.number", true),
            SortBy::Title => (folded("p.title"), true, false),
            SortBy::Bearer => (folded("b.name"), true, false),
            SortBy::State => (ranks("p.intake", Intake::ALL, |v| v.code()), false, false),
            SortBy::Priority => (
                ranks("p.priority", Priority::ALL, |v| v.code()),
                false,
                true,
            ),
            SortBy::Theme => (
                ranks("p.main_theme", &by_label(), |v| v.code()),
                false,
                true,
            ),
            SortBy::Phase => (phase(), false, false),
            SortBy::Follower => (folded("(a.last_name || ' ' || a.first_name)"), true, true),
            SortBy::Cost => integer("p.total_cost_cents", true),
            SortBy::Asked => (funding("asked"), false, true),
            SortBy::Granted => (funding("granted"), false, true),
            SortBy::Deposited => integer("p.submitted_at", true),
            SortBy::Due => integer("p.intake_due_at", true),
            SortBy::Blocked => ("p.blocked_since".to_owned(), true, true),
        };
        Self {
            expression,
            is_text,
            nullable,
            descending: sort.descending,
            backend,
        }
    }

    /// PostgreSQL compares text by the rules of its locale unless told to compare bytes, as SQLite does.
    fn compared(&self) -> String {
        if self.is_text && self.backend == DatabaseBackend::Postgres {
            format!("{} COLLATE \"C\"", self.expression)
        } else {
            self.expression.clone()
        }
    }

    /// After `ORDER BY`.
    pub fn by(&self) -> String {
        let way = if self.descending { "DESC" } else { "ASC" };
        let compared = self.compared();
        let unknown_last = if self.nullable {
            format!("({} IS NULL), ", self.expression)
        } else {
            String::new()
        };
        format!("{unknown_last}{compared} {way}, p.id {way}")
    }

    /// The condition for what comes behind a position; `None` for a position of another order.
    pub fn behind(&self, wanted: &mut Wanted, position: &Position) -> Option<String> {
        let sign = if self.descending { "<" } else { ">" };
        let expression = &self.expression;
        let Some(key) = &position.key else {
            let id = wanted.bind(position.id);
            return self
                .nullable
                .then(|| format!("({expression} IS NULL AND p.id {sign} {id})"));
        };
        let key = if self.is_text {
            wanted.bind(key.as_str())
        } else {
            wanted.bind(key.parse::<i64>().ok()?)
        };
        let id = wanted.bind(position.id);
        let compared = self.compared();
        let behind = format!("({compared}, p.id) {sign} ({key}, {id})");
        Some(if self.nullable {
            format!("({behind} OR {expression} IS NULL)")
        } else {
            behind
        })
    }
}

/// The place of a code in the order of our documents.
fn ranks<T: Copy>(column: &str, all: &[T], code: fn(T) -> &'static str) -> String {
    let places: String = all
        .iter()
        .enumerate()
        .map(|(place, value)| format!(" WHEN '{}' THEN {place}", code(*value)))
        .collect();
    format!("CASE {column}{places} END")
}

/// Themes by their codes, which begin as their names do.
fn by_label() -> Vec<Theme> {
    let mut themes = Theme::ALL.to_vec();
    themes.sort_by_key(|theme| theme.code());
    themes
}

fn phase() -> String {
    let phase = ranks("p.phase", Phase::ALL, |v| v.code());
    let status = ranks("p.phase_status", PhaseStatus::ALL, |v| v.code());
    format!("(({phase}) * 10 + ({status}))")
}

/// The sum of a project's money in one state.
pub(super) fn funding(state: &str) -> String {
    format!(
        "(SELECT CAST(SUM(m.amount_cents) AS bigint) FROM funding_line m \
          WHERE m.project_id = p.id AND m.state = '{state}')"
    )
}

/// Small letters without accents: SQLite knows neither capitals nor accents beyond ASCII.
fn folded(column: &str) -> String {
    const LETTERS: &[(&str, &str)] = &[
        ("à", "a"),
        ("â", "a"),
        ("é", "e"),
        ("è", "e"),
        ("ê", "e"),
        ("ë", "e"),
        ("î", "i"),
        ("ï", "i"),
        ("ô", "o"),
        ("û", "u"),
        ("ç", "c"),
        ("À", "a"),
        ("Â", "a"),
        ("É", "e"),
        ("È", "e"),
        ("Ê", "e"),
        ("Î", "i"),
        ("Ô", "o"),
        ("Ç", "c"),
    ];
    LETTERS
        .iter()
        .fold(format!("LOWER({column})"), |text, (from, to)| {
            format!("REPLACE({text}, '{from}', '{to}')")
        })
}
