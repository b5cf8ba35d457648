//! Table `priority_decision`.

use sea_orm::entity::prelude::*;

/// One row of `priority_decision`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "priority_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub level: String,
    pub reason: String,
    pub proposed_by_seat: String,
    pub proposed_at: i64,
    pub ddt_signed_by: Option<Uuid>,
    pub ddt_signed_at: Option<i64>,
    pub prefecture_signed_by: Option<Uuid>,
    pub prefecture_signed_at: Option<i64>,
    pub decided_at: Option<i64>,
    pub withdrawn_at: Option<i64>,
    pub escalated_at: Option<i64>,
    pub settled_by: Option<Uuid>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
