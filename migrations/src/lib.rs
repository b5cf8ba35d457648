//! The schema, one file a migration, the same on SQLite and PostgreSQL.
//!
//! Architecture invariant: a migration adds first; what it replaces goes one release later, so that
//! the previous binary keeps working while replicas are replaced.

pub mod dialect;
mod m0001_core;
mod m0002_work;
mod m0003_plumbing;
mod m0004_desk;
mod m0005_saved_view;
mod m0006_rules;
mod m0007_priority;
mod m0008_waits;
mod m0009_figures;
mod m0010_batch;
mod m0011_stamp;
mod m0012_meeting;
mod m0013_view_subscription;
mod m0014_tag;
mod m0015_list_export;
mod m0016_list_import;
mod m0017_arrondissement_seat;

use sea_orm_migration::prelude::*;

/// Runs the migrations in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_core::Migration),
            Box::new(m0002_work::Migration),
            Box::new(m0003_plumbing::Migration),
            Box::new(m0004_desk::Migration),
            Box::new(m0005_saved_view::Migration),
            Box::new(m0006_rules::Migration),
            Box::new(m0007_priority::Migration),
            Box::new(m0008_waits::Migration),
            Box::new(m0009_figures::Migration),
            Box::new(m0010_batch::Migration),
            Box::new(m0011_stamp::Migration),
            Box::new(m0012_meeting::Migration),
            Box::new(m0013_view_subscription::Migration),
            Box::new(m0014_tag::Migration),
            Box::new(m0015_list_export::Migration),
            Box::new(m0016_list_import::Migration),
            Box::new(m0017_arrondissement_seat::Migration),
        ]
    }
}
