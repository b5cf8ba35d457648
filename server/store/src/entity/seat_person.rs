//! Table `seat_person`.

use sea_orm::entity::prelude::*;

/// One row of `seat_person`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seat_id: Uuid,
    pub person_id: Uuid,
    pub position: String,
    pub since: i64,
    pub ended_at: Option<i64>,
    pub absent_from: Option<String>,
    pub absent_until: Option<String>,
    pub arrondissement_code: Option<String>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
