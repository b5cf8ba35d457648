//! Table `reminder`.

use sea_orm::entity::prelude::*;

/// One row of `reminder`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub delay: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: i64,
    pub told_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
