//! Table `contract_member`.

use sea_orm::entity::prelude::*;

/// One row of `contract_member`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub siren: String,
    pub name: String,
    pub kind: String,
    pub commune_code: Option<String>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
