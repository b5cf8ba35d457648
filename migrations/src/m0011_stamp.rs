//! Indexes that answer by themselves: whether anything happened in a département, when an answer is due.

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

const UP: &str = include_str!("m0011_stamp.sql");
