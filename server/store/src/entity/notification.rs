//! Table `notification`.

use sea_orm::entity::prelude::*;

/// One row of `notification`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub project_id: Uuid,
    pub event_id: Uuid,
    pub created_at: i64,
    pub read_at: Option<i64>,
    pub mail_owed: bool,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
