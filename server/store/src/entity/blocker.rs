//! Table `blocker`.

use sea_orm::entity::prelude::*;

/// One row of `blocker`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "blocker")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub kind: String,
    pub sentence: String,
    pub since_on: String,
    pub raised_by: Uuid,
    pub raised_at: i64,
    pub due_at: Option<i64>,
    pub solved_by: Option<Uuid>,
    pub solved_at: Option<i64>,
    pub solution: String,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
