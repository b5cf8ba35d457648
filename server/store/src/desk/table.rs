//! The projects of a territory, filtered: rows, totals, counts beside each value, a board, places.
//!
//! Everything starts from the reader's ground, so that a page costs what the département holds and not what the
//! nation does, and nothing of the neighbour is ever counted or found.

mod board;
mod facets;
mod order;
mod parts;
mod places;
mod points;
pub mod portrait;
mod rows;
mod stamp;
mod standing;
mod wanted;
mod words;

pub use board::{Pile, PileBy, PileCount, pile_counts, piles};
pub use facets::{FacetCount, facets};
pub use places::{Place, places};
pub use points::{PointLine, points};
pub use rows::{Row, Totals, ids, rows, rows_of, totals};
pub use stamp::{Stamp, stamp};
pub use standing::{Standing, standing};
pub use wanted::{Asked, Ground};
pub use words::vocabulary;

use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Something that the State owed is late: a step, or a decision that was opened again.
fn late_before(now: &str) -> String {
    format!(
        "(p.intake_due_at < {now} OR (p.round_due_at < {now} AND p.intake IN ('prioritised', 'assigned')))"
    )
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
