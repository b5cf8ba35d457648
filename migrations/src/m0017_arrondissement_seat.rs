//! Places at a seat that answer for one arrondissement of its département: a sous-préfecture.
//!
//! The previous binary would read such a place as one for the whole département: give none before every machine runs the new one.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// See the module's first line.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }
}

const UP: &str = include_str!("m0017_arrondissement_seat.sql");
