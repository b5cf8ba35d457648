//! Table `list_export`.

use sea_orm::entity::prelude::*;

/// One row of `list_export`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "list_export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub ground: String,
    pub query: String,
    pub format: String,
    pub state: String,
    pub failure: String,
    pub rows_total: i64,
    pub rows_done: i64,
    pub file_key: String,
    pub size_bytes: i64,
    pub created_at: i64,
    pub finished_at: Option<i64>,
    pub expires_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
