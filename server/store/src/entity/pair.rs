//! Table `pair`.

use sea_orm::entity::prelude::*;

/// One row of `pair`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pair")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub departement_code: String,
    pub created_at: i64,
    pub weights: String,
    pub referent_id: Option<Uuid>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
