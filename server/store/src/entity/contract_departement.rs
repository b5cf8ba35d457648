//! Table `contract_departement`.

use sea_orm::entity::prelude::*;

/// One row of `contract_departement`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_departement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub departement_code: String,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
