//! Where the projects of a set lie.

use super::wanted::{Asked, Ground, Wanted};
use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A place and what lies there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Place {
    /// `departement`, `arrondissement`, `epci` or `commune`.
    pub kind: String,
    /// Its code; none for the projects that lie in no place of this kind.
    pub code: Option<String>,
    /// How many projects.
    pub n: i64,
    /// Sum of the known costs, in cents.
    pub cost_cents: i64,
    /// How many of them are blocked.
    pub blocked: i64,
}

/// The places of a set, of every kind. A project counts once in each kind, but in each of its communes. One query.
///
/// The 35,000 communes and 1,255 EPCI of the nation are no page: there they are left out.
pub async fn places(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Place>> {
    let wanted = Wanted::new(asked);
    let sums = "COUNT(*) AS n, CAST(COALESCE(SUM(f.total_cost_cents), 0) AS bigint) AS cost_cents, \
                COUNT(f.blocked_since) AS blocked";
    let by = |kind: &str, column: &str| {
        format!("SELECT '{kind}' AS kind, {column} AS code, {sums} FROM f GROUP BY {column}")
    };
    let small = match asked.ground {
        Ground::Nation => String::new(),
        _ => format!(
            " UNION ALL {} UNION ALL SELECT 'commune', c.commune_code, {sums} \
             FROM f LEFT JOIN project_commune c ON c.project_id = f.id GROUP BY c.commune_code",
            by("epci", "f.epci_siren")
        ),
    };
    let sql = format!(
        "WITH f AS MATERIALIZED (SELECT p.id, p.departement_code, p.arrondissement_code, p.epci_siren, \
                p.total_cost_cents, p.blocked_since FROM project p WHERE {}) \
         {} UNION ALL {}{small}",
        wanted.all(),
        by("departement", "f.departement_code"),
        by("arrondissement", "f.arrondissement_code"),
    );
    sql::all(db, &sql, wanted.values).await
}
