//! Table `person`.

use sea_orm::entity::prelude::*;

/// One row of `person`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub job: String,
    pub organisation: String,
    pub phone: String,
    pub mail_frequency: String,
    pub created_at: i64,
    pub last_seen_at: Option<i64>,
    pub disabled_at: Option<i64>,
    pub digest_hour: i64,
    pub mail_secret: Option<String>,
}

/// No relation is declared: reads are written for one screen each.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
