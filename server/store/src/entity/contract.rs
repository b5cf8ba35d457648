//! Table `contract`.

use sea_orm::entity::prelude::*;

/// One row of `contract`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub name: String,
    pub grouping_kind: String,
    pub spans_regions: bool,
    pub spans_departements: bool,
    pub origin: String,
    pub imported_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
