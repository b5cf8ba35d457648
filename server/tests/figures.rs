//! Steering figures: what is counted, for whom, and what everybody may know. On SQLite, and on PostgreSQL when
//! `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/explaining.rs"]
mod explaining;
#[path = "figures/plans.rs"]
mod plans;
#[path = "figures/published.rs"]
mod published;
#[path = "figures/steering.rs"]
mod steering;
#[path = "support/world.rs"]
mod world;

use domain::ids::ProjectId;
use sea_orm::Value;
use world::{Cast, World};

/// A day, in milliseconds.
pub const DAY: i64 = 86_400_000;

/// Changes a column of a project.
pub async fn set(world: &World, project: ProjectId, column: &str, value: impl Into<Value>) {
    let statement = format!("UPDATE project SET {column} = $2 WHERE id = $1");
    world
        .run(&statement, [project.0.into(), value.into()])
        .await;
}

/// Adds a fact to a project's history, far behind those that the service writes.
pub async fn fact(world: &World, project: ProjectId, seq: i64, kind: &str, at: i64) {
    world
        .run(
            "INSERT INTO event (id, project_id, seq, at, kind, audience, payload, chain) \
             VALUES ($1, $2, $3, $4, $5, 'all', '{}', '')",
            [
                world.services.ids.uuid().into(),
                project.0.into(),
                (seq + 500).into(),
                at.into(),
                kind.into(),
            ],
        )
        .await;
}

/// A project of a theme, deposited some days ago and acknowledged so many days later.
pub async fn deposited(
    world: &World,
    cast: &Cast,
    theme: &str,
    ago: i64,
    answered: Option<i64>,
) -> ProjectId {
    let state = if answered.is_some() {
        "acknowledged"
    } else {
        "submitted"
    };
    let project = world.project(cast, state, "Projet").await;
    let at = world.now() - ago * DAY;
    set(world, project, "submitted_at", at).await;
    set(world, project, "main_theme", theme).await;
    if let Some(days) = answered {
        fact(world, project, 1, "acknowledged", at + days * DAY).await;
    }
    project
}

/// The value of a line of a file: by its section, detail and indicator.
pub fn value(csv: &str, section: &str, detail: &str, name: &str) -> Option<String> {
    let text = csv.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    let found = lines
        .iter()
        .find(|line| &line[4] == section && &line[5] == detail && &line[6] == name);
    found.map(|line| line[7].to_owned())
}
