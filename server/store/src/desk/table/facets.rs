//! How many projects there are of each value of a filter, the other filters applied.

use super::parts::Part;
use super::wanted::{Asked, Wanted};
use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};

/// How many projects have a value.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FacetCount {
    /// The filter's name in the address.
    pub facet: String,
    /// The value; none for projects that have none.
    pub value: Option<String>,
    /// The value's name, where the database knows it.
    pub label: Option<String>,
    /// How many.
    pub n: i64,
}

/// The filters whose values are counted: name, part, where the value is.
const COUNTED: [(&str, Part, &str); 9] = [
    ("etat", Part::State, "f.intake"),
    ("theme", Part::Theme, "f.main_theme"),
    ("priorite", Part::Priority, "f.priority"),
    ("phase", Part::Phase, "f.phase"),
    ("avancement", Part::Status, "f.phase_status"),
    ("epci", Part::Epci, "f.epci_siren"),
    (
        "arrondissement",
        Part::Arrondissement,
        "f.arrondissement_code",
    ),
    ("suivi", Part::Follower, ""),
    ("contrat", Part::Contract, ""),
];

/// These too are left out of their own count.
const OTHERS: [Part; 4] = [Part::Programme, Part::Blocked, Part::Tag, Part::Late];

fn is_counted(part: Part) -> bool {
    COUNTED.iter().any(|(_, counted, _)| *counted == part) || OTHERS.contains(&part)
}

/// The counts of every value. One query, which walks once over the reader's ground: each project is noted with the
/// filters that it passes, and each filter then counts those that pass all the others.
pub async fn facets(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<FacetCount>> {
    let mut wanted = Wanted::new(asked);
    let now = wanted.bind(asked.now.0);
    let since = Since::new(&mut wanted, asked.blocked_until.as_deref());
    let active: Vec<(Part, String)> = COUNTED
        .iter()
        .map(|(_, part, _)| *part)
        .chain(OTHERS)
        .filter_map(|part| {
            wanted
                .part(part)
                .map(|condition| (part, condition.to_owned()))
        })
        .collect();
    let marks: String = active
        .iter()
        .map(|(part, condition)| {
            format!(
                ", CASE WHEN {condition} THEN 1 ELSE 0 END AS {}",
                mark(*part)
            )
        })
        .collect();
    let found = format!(
        "SELECT p.id, p.intake, p.main_theme, p.priority, p.phase, p.phase_status, p.epci_siren, \
                p.arrondissement_code, p.contract_code, p.assignee_id, p.blocked_since, \
                CASE WHEN {} THEN 1 ELSE 0 END AS late{marks} \
         FROM project p WHERE {}",
        super::late_before(&now),
        wanted.but(is_counted)
    );
    let others = |own: Part| -> String {
        let passed: Vec<String> = active
            .iter()
            .filter(|(part, _)| *part != own)
            .map(|(part, _)| format!("f.{} = 1", mark(*part)))
            .collect();
        if passed.is_empty() {
            "1 = 1".to_owned()
        } else {
            passed.join(" AND ")
        }
    };
    let backend = db.get_database_backend();
    let mut counts = counts(backend, &since, others);
    if let Some(departement) = asked.ground.departement() {
        let own = wanted.bind(departement);
        counts.push_str(&tags(backend, &own, &others(Part::Tag)));
    }
    let sql = format!("WITH f AS MATERIALIZED ({found}) {counts}");
    sql::all(db, &sql, wanted.values).await
}

/// The column that says whether a project passes a part.
fn mark(part: Part) -> String {
    format!("passes_{part:?}").to_lowercase()
}

/// Blocked for as long as is asked: the days narrow the counts of what blocks, which leave out only the choice of it.
struct Since {
    blocker: String,
    project: String,
}

impl Since {
    fn new(wanted: &mut Wanted, until: Option<&str>) -> Self {
        let Some(until) = until else {
            return Self {
                blocker: String::new(),
                project: String::new(),
            };
        };
        let until = wanted.bind(until);
        Self {
            blocker: format!(" AND k.since_on <= {until}"),
            project: format!(" AND f.blocked_since <= {until}"),
        }
    }
}

/// A table looked up row by row of `f`. PostgreSQL knows nothing of `f`, and would rather read the table of the whole nation;
/// `OFFSET 0` keeps it from turning the lookup into a join. SQLite takes `CROSS JOIN` as the order it is to go by.
fn each(backend: DatabaseBackend, table: &str, on: &str) -> String {
    match backend {
        DatabaseBackend::Postgres => {
            let name = table.rsplit(' ').next().unwrap_or(table);
            format!("LATERAL (SELECT {name}.* FROM {table} WHERE {on} OFFSET 0) {name}")
        }
        _ => table.to_owned(),
    }
}

/// How many projects bear each tag of a département, those of no project too: whoever reads a list wants their names. Each
/// project is looked up once, which also tells how many bear none.
fn tags(backend: DatabaseBackend, departement: &str, others: &str) -> String {
    let join = match backend {
        DatabaseBackend::Postgres => {
            "LEFT JOIN LATERAL (SELECT b.tag_id FROM project_tag b WHERE b.project_id = f.id OFFSET 0) g ON TRUE"
        }
        _ => "LEFT JOIN project_tag g ON g.project_id = f.id",
    };
    let id = match backend {
        DatabaseBackend::Postgres => "CAST(t.id AS text)",
        _ => "LOWER(HEX(t.id))",
    };
    format!(
        " UNION ALL SELECT * FROM (WITH borne AS MATERIALIZED \
            (SELECT g.tag_id, COUNT(*) AS n FROM f {join} WHERE {others} GROUP BY g.tag_id) \
          SELECT 'etiquette' AS facet, {id} AS value, t.name AS label, COALESCE(w.n, 0) AS n \
          FROM tag t LEFT JOIN borne w ON w.tag_id = t.id WHERE t.departement_code = {departement} \
          UNION ALL SELECT 'etiquette', NULL, NULL, w.n FROM borne w WHERE w.tag_id IS NULL) AS tagged"
    )
}

fn counts(
    backend: DatabaseBackend,
    since: &Since,
    others: impl Fn(Part) -> String + Copy,
) -> String {
    let plain = COUNTED
        .iter()
        .filter(|(_, _, column)| !column.is_empty())
        .map(|(facet, part, column)| {
            format!(
                "SELECT '{facet}' AS facet, {column} AS value, CAST(NULL AS text) AS label, COUNT(*) AS n \
                 FROM f WHERE {} GROUP BY {column}",
                others(*part)
            )
        });
    let id = match backend {
        DatabaseBackend::Postgres => "CAST(g.assignee_id AS text)",
        // Of nobody, `HEX` makes an empty text.
        _ => "NULLIF(LOWER(HEX(g.assignee_id)), '')",
    };
    let named = [
        // Names are looked for once a value and not once a project.
        format!(
            "SELECT 'suivi', {id}, (SELECT a.first_name || ' ' || a.last_name FROM person a WHERE a.id = g.assignee_id), g.n \
             FROM (SELECT f.assignee_id, COUNT(*) AS n FROM f WHERE {} GROUP BY f.assignee_id) AS g",
            others(Part::Follower)
        ),
        format!(
            "SELECT 'contrat', g.contract_code, (SELECT t.name FROM contract t WHERE t.code = g.contract_code), g.n \
             FROM (SELECT f.contract_code, COUNT(*) AS n FROM f WHERE {} GROUP BY f.contract_code) AS g",
            others(Part::Contract)
        ),
        format!(
            "SELECT 'programme', t.programme, NULL, COUNT(DISTINCT f.id) \
             FROM f CROSS JOIN {} CROSS JOIN programme_commune m CROSS JOIN programme_territory t \
             WHERE c.project_id = f.id AND m.commune_code = c.commune_code AND t.id = m.territory_id AND {} \
             GROUP BY t.programme",
            each(backend, "project_commune c", "c.project_id = f.id"),
            others(Part::Programme)
        ),
        format!(
            "SELECT 'blocage', k.kind, NULL, COUNT(DISTINCT f.id) FROM f CROSS JOIN {} \
             WHERE k.project_id = f.id AND k.solved_at IS NULL AND f.blocked_since IS NOT NULL AND {}{} GROUP BY k.kind",
            each(backend, "blocker k", "k.project_id = f.id"),
            others(Part::Blocked),
            since.blocker
        ),
        format!(
            "SELECT 'blocage', 'tous', NULL, COUNT(f.blocked_since) FROM f WHERE {}{}",
            others(Part::Blocked),
            since.project
        ),
        format!(
            "SELECT 'retard', 'oui', NULL, COUNT(*) FROM f WHERE f.late = 1 AND {}",
            others(Part::Late)
        ),
    ];
    let all: Vec<String> = plain.chain(named).collect();
    all.join(" UNION ALL ")
}
