//! Table `assignment_rule`.

use sea_orm::entity::prelude::*;

/// One row of `assignment_rule`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub departement_code: String,
    pub position: i64,
    pub name: String,
    pub themes: String,
    pub ground_kind: String,
    pub ground_codes: String,
    pub programmes: String,
    pub phases: String,
    pub person_id: Option<Uuid>,
    pub service: String,
    pub enabled: bool,
    pub created_by: Option<Uuid>,
    pub created_at: i64,
    pub updated_by: Option<Uuid>,
    pub updated_at: i64,
    pub version: i64,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
