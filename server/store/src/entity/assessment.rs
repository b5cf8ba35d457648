//! Table `assessment`.

use sea_orm::entity::prelude::*;

/// One row of `assessment`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seat_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: i64,
    pub maturity: i64,
    pub impact: i64,
    pub urgency: i64,
    pub territorial_need: i64,
    pub feasibility: i64,
    pub strategy_fit: i64,
    pub note: String,
    pub scored_by: Uuid,
    pub scored_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
