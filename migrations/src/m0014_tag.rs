//! Tags that a département puts on projects.

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

const UP: &str = include_str!("m0014_tag.sql");
