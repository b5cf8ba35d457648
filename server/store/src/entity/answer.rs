//! Table `answer`.

use sea_orm::entity::prelude::*;

/// One row of `answer`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub question_id: Uuid,
    pub value: String,
    pub comment: String,
    pub answered_by: Uuid,
    pub answered_at: i64,
    pub replaced_at: Option<i64>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
