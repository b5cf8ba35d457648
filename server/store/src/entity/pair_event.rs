//! Table `pair_event`.

use sea_orm::entity::prelude::*;

/// One row of `pair_event`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pair_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub departement_code: String,
    pub at: i64,
    pub actor_id: Option<Uuid>,
    pub kind: String,
    pub payload: String,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
