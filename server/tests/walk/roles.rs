//! Everybody who may stand before a page.

use super::world::{Cast, World};
use domain::project::SeatKind;

/// The columns of the table. The first is a browser nobody signed in to.
pub const ROLES: &[&str] = &[
    NOBODY,
    "stranger",
    "removed",
    "lead",
    "editor",
    "reader",
    "expert",
    "ddt",
    "prefecture",
    LOCAL,
    LOCAL_ELSEWHERE,
    "neighbour",
    "assignee",
    "agent",
    "referent",
    "manager",
    "other manager",
    "admin",
];

/// Holds the DDT's seat of the project's arrondissement.
pub const LOCAL: &str = "local seat";
/// Holds the DDT's seat of the arrondissement of Cholet; the project lies in another one.
pub const LOCAL_ELSEWHERE: &str = "other local seat";
/// The arrondissement of Cholet, and that of Angers.
pub const GROUNDS: [&str; 2] = ["492", "491"];

/// Not signed in.
pub const NOBODY: &str = "nobody";

/// One person a role, around the projects of Maine-et-Loire. `removed` was a member of each project and is
/// not any more; `neighbour` sits in Loire-Atlantique.
pub async fn cast(world: &World) -> Cast {
    world.run(
        "INSERT INTO contract (code, name, grouping_kind, spans_regions, spans_departements, origin, imported_at) \
         VALUES ('crte-44', 'CRTE de la Loire', 'epci', $2, $2, 'demo', $1)",
        [world.now().into(), false.into()],
    )
    .await;
    let mut cast = vec![(NOBODY, world.nobody())];
    for &role in ROLES.iter().filter(|role| **role != NOBODY) {
        let who = world.person(&role.replace(' ', "-")).await;
        match role {
            "ddt" => world.sit(&who, SeatKind::Ddt, "holder").await,
            "prefecture" => world.sit(&who, SeatKind::Prefecture, "holder").await,
            LOCAL | LOCAL_ELSEWHERE => {
                world.sit(&who, SeatKind::Ddt, "holder").await;
                let ground = "UPDATE seat_person SET arrondissement_code = $2 WHERE person_id = $1";
                world
                    .run(ground, [who.id.0.into(), GROUNDS[0].into()])
                    .await;
            }
            "neighbour" => world.sit_in("44", &who, SeatKind::Ddt, "holder").await,
            "assignee" | "agent" => world.grant(&who, "agent", "49").await,
            "referent" => world.refer(&who).await,
            "manager" => world.grant(&who, "contract_manager", "crte-49").await,
            "other manager" => world.grant(&who, "contract_manager", "crte-44").await,
            "admin" => world.grant(&who, "national_admin", "").await,
            _ => {}
        }
        cast.push((role, who));
    }
    Cast(cast)
}
