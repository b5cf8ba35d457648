//! Table `deposit_draft`.

use sea_orm::entity::prelude::*;

/// One row of `deposit_draft`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deposit_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Option<Uuid>,
    pub browser_hash: Option<String>,
    pub email: Option<String>,
    pub form: String,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
    pub project_id: Option<Uuid>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
