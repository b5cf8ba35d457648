//! Table `offer`.

use sea_orm::entity::prelude::*;

/// One row of `offer`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub family: String,
    pub title: String,
    pub summary: String,
    pub provider: String,
    pub link: String,
    pub themes: String,
    pub blockers: String,
    pub bearers: String,
    pub phases: String,
    pub territories: String,
    pub programmes: String,
    pub max_population: Option<i64>,
    pub checked_on: String,
    pub withdrawn_at: Option<i64>,
    pub search_text: String,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
