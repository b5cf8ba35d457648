//! Where each project of a set lies.

use super::wanted::{Asked, Wanted};
use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A project on a map.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PointLine {
    /// The project.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Its intake state.
    pub intake: String,
    /// Its site, degrees north, where somebody set it.
    pub site_latitude: Option<f64>,
    /// Its site, degrees east.
    pub site_longitude: Option<f64>,
    /// Its first commune.
    pub commune_code: Option<String>,
}

/// Every project of a set, in no order. One query.
pub async fn points(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<PointLine>> {
    let wanted = Wanted::new(asked);
    let conditions = wanted.all();
    let sql = format!(
        "SELECT p.id, p.title, p.intake, p.site_latitude, p.site_longitude, \
                (SELECT c.commune_code FROM project_commune c WHERE c.project_id = p.id ORDER BY c.position LIMIT 1) \
                  AS commune_code \
         FROM project p WHERE {conditions}"
    );
    sql::all(db, &sql, wanted.values).await
}
