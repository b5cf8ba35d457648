//! Table `list_import`.

use sea_orm::entity::prelude::*;

/// One row of `list_import`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "list_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub departement_code: String,
    pub person_id: Uuid,
    pub name: String,
    pub size_bytes: i64,
    pub file_key: String,
    pub report_key: String,
    pub look: String,
    pub fields: String,
    pub state: String,
    pub failure: String,
    pub lines_done: i64,
    pub result: String,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
