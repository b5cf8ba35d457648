//! A set as it stands: what a view that is sent by mail is compared by.

use super::wanted::{Asked, Wanted};
use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A project of a set and where it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Standing {
    /// The project.
    pub id: Uuid,
    /// Its intake state.
    pub intake: String,
}

/// The projects of a set and where each stands, in no order: some thirty bytes each. One query.
pub async fn standing(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Standing>> {
    let wanted = Wanted::new(asked);
    let sql = format!(
        "SELECT p.id, p.intake FROM project p WHERE {}",
        wanted.all()
    );
    sql::all(db, &sql, wanted.values).await
}
