//! Table `assignment`.

use sea_orm::entity::prelude::*;

/// One row of `assignment`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub person_id: Uuid,
    pub assigned_by: Option<Uuid>,
    pub sentence: String,
    pub assigned_at: i64,
    pub first_contact_due_at: Option<i64>,
    pub first_contact_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub rule_id: Option<Uuid>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
