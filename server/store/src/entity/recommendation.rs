//! Table `recommendation`.

use sea_orm::entity::prelude::*;

/// One row of `recommendation`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recommendation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub offer_id: Option<Uuid>,
    pub blocker_id: Option<Uuid>,
    pub title: String,
    pub advice: String,
    pub reasons: String,
    pub score: i64,
    pub proposed_by: Option<Uuid>,
    pub state: String,
    pub state_reason: String,
    pub created_at: i64,
    pub answered_by: Option<Uuid>,
    pub answered_at: Option<i64>,
    pub taken_at: Option<i64>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
