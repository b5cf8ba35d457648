//! Table `tag`.

use sea_orm::entity::prelude::*;

/// One row of `tag`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub departement_code: String,
    pub name: String,
    pub folded: String,
    pub created_by: Option<Uuid>,
    pub created_at: i64,
    pub changed_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
