//! A département with projects that differ in everything one may ask for.

use super::world::{Cast, World};
use domain::ids::ProjectId;
use sea_orm::Value;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A world with its people and ten projects of Maine-et-Loire, and one of Loire-Atlantique that nobody of
/// Maine-et-Loire may ever see.
pub struct Land {
    pub world: World,
    pub cast: Cast,
    pub school: ProjectId,
}

async fn set(world: &World, project: ProjectId, column: &str, value: impl Into<Value>) {
    let statement = format!("UPDATE project SET {column} = $2 WHERE id = $1");
    world
        .run(&statement, [project.0.into(), value.into()])
        .await;
}

async fn named(world: &World, cast: &Cast, state: &str, title: &str) -> ProjectId {
    let project = world.project(cast, state, title).await;
    // Nobody follows it, nothing is due, unless a test says so.
    set(world, project, "assignee_id", Option::<uuid::Uuid>::None).await;
    set(world, project, "intake_due_at", Option::<i64>::None).await;
    set(world, project, "contract_code", Option::<String>::None).await;
    project
}

/// Makes it.
pub async fn make(world: World) -> Land {
    let cast = world.cast().await;
    let now = world.now();
    let school = named(&world, &cast, "submitted", "Rénovation de l'école").await;
    set(&world, school, "number", 4127_i64).await;
    set(&world, school, "intake_due_at", now - DAY).await;
    set(&world, school, "total_cost_cents", 120_000_000_i64).await;
    set(&world, school, "epci_siren", "244900015").await;
    set(&world, school, "arrondissement_code", "491").await;
    set(&world, school, "submitted_at", now - 40 * DAY).await;

    let hall = named(&world, &cast, "acknowledged", "Halle de marché").await;
    set(&world, hall, "main_theme", "commerces").await;
    set(&world, hall, "phase", "idee").await;
    set(&world, hall, "total_cost_cents", 35_000_000_i64).await;

    let river = named(&world, &cast, "acknowledged", "Berges de la Maine").await;
    set(&world, river, "main_theme", "eau").await;
    set(&world, river, "phase_status", "en_retard").await;
    world
        .run(
            "INSERT INTO assessment (project_id, seat_kind, maturity, impact, urgency, territorial_need, feasibility, \
                strategy_fit, scored_by, scored_at) VALUES ($1, 'ddt', 1, 1, 1, 1, 1, 1, $2, $3)",
            [river.0.into(), cast.get("seat").id.0.into(), now.into()],
        )
        .await;
    world
        .run(
            "INSERT INTO priority_decision (id, project_id, level, proposed_by_seat, proposed_at) \
             VALUES ($1, $2, 'haute', 'ddt', $3)",
            [world.services.ids.uuid().into(), river.0.into(), now.into()],
        )
        .await;

    let bridge = named(&world, &cast, "prioritised", "Pont de Segré").await;
    set(&world, bridge, "priority", "haute").await;
    set(&world, bridge, "contract_code", "crte-49").await;

    let path = named(&world, &cast, "assigned", "Voie verte").await;
    set(&world, path, "assignee_id", cast.get("seat").id.0).await;
    set(&world, path, "last_activity_at", now - 90 * DAY).await;
    set(&world, path, "priority", "moyenne").await;

    let museum = named(&world, &cast, "assigned", "Musée du vin").await;
    set(&world, museum, "assignee_id", cast.get("agent").id.0).await;
    set(&world, museum, "blocked_since", "2026-01-05").await;
    world
        .run(
            "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at) \
             VALUES ($1, $2, 'land', 'Le terrain.', '2026-01-05', $3, $4)",
            [
                world.services.ids.uuid().into(),
                museum.0.into(),
                cast.get("lead").id.0.into(),
                now.into(),
            ],
        )
        .await;

    let closed = named(&world, &cast, "closed", "Gymnase terminé").await;
    set(&world, closed, "phase", "operation").await;
    set(&world, closed, "phase_status", "termine").await;
    set(&world, closed, "last_activity_at", now - 200 * DAY).await;

    let village = named(&world, &cast, "submitted", "Épicerie du village").await;
    for statement in [
        "INSERT INTO programme_territory (id, programme, name, imported_at) VALUES ('va-1', 'va', 'Segré', 0)",
        "INSERT INTO programme_commune (territory_id, commune_code) VALUES ('va-1', '49331')",
    ] {
        world.run(statement, []).await;
    }
    world
        .run(
            "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, '49331', 0)",
            [village.0.into()],
        )
        .await;

    let draft = named(&world, &cast, "submitted", "Brouillon caché").await;
    set(&world, draft, "intake", "draft").await;

    let neighbour = named(&world, &cast, "submitted", "Rénovation de l'école voisine").await;
    set(&world, neighbour, "departement_code", "44").await;
    set(&world, neighbour, "number", 4128_i64).await;
    set(&world, neighbour, "total_cost_cents", 120_000_000_i64).await;
    Land {
        world,
        cast,
        school,
    }
}

impl Land {
    /// Something happened on the school that somebody has not read.
    pub async fn bell(&self, role: &str) {
        let (event, line) = (
            self.world.services.ids.uuid(),
            self.world.services.ids.uuid(),
        );
        let now = self.world.now();
        self.world
            .run(
                "INSERT INTO event (id, project_id, seq, at, kind, audience, payload, chain) \
                 VALUES ($1, $2, 1, $3, 'submitted', 'all', '{}', '')",
                [event.into(), self.school.0.into(), now.into()],
            )
            .await;
        self.world
            .run(
                "INSERT INTO notification (id, person_id, project_id, event_id, created_at) VALUES ($1, $2, $3, $4, $5)",
                [
                    line.into(),
                    self.cast.get(role).id.0.into(),
                    self.school.0.into(),
                    event.into(),
                    now.into(),
                ],
            )
            .await;
    }
}
