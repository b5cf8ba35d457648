//! Table `programme_commune`.

use sea_orm::entity::prelude::*;

/// One row of `programme_commune`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "programme_commune")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub territory_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_code: String,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
