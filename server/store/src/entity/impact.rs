//! Table `impact`.

use sea_orm::entity::prelude::*;

/// One row of `impact`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "impact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub indicator: String,
    pub unit: String,
    pub baseline: String,
    pub target: String,
    pub measured: String,
    pub measured_on: Option<String>,
    pub source: String,
    pub updated_by: Uuid,
    pub updated_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
