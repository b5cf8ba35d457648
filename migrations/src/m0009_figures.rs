//! The figures that everybody may read, counted by the worker; the facts that delays are counted from.

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

const UP: &str = include_str!("m0009_figures.sql");
