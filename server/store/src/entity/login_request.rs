//! Table `login_request`.

use sea_orm::entity::prelude::*;

/// One row of `login_request`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "login_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub link_hash: String,
    pub code_hash: String,
    pub browser_hash: String,
    pub next_path: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub tries: i64,
    pub consumed_at: Option<i64>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
