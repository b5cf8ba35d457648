//! Long lists that are made into files by the worker.

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

const UP: &str = include_str!("m0015_list_export.sql");
