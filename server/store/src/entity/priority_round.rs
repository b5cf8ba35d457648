//! Table `priority_round`.

use sea_orm::entity::prelude::*;

/// One row of `priority_round`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "priority_round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: i64,
    pub reason: String,
    pub opened_by: Uuid,
    pub opened_at: i64,
    pub decided_at: Option<i64>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
