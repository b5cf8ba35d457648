//! Somebody to be and something to look at: sessions and addresses, as `name value` lines.

use domain::ids::{MessageId, PersonId, ProjectId, SessionId, ThreadId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use server::config::Config;
use server::start;
use services::{Cx, Services, secret};
use std::io::Write;
use store::account::sessions::{self, NewSession};
use store::conversation::write::{self, NewMessage};
use store::{Tx, Value, bulk, sql};
use uuid::Uuid;

/// Messages in the measured conversation: one full page of a thread.
const MESSAGES: i64 = 200;
/// Whom the measured contract is managed by.
const MANAGER: &str = "contrat@example.org";

#[derive(FromQueryResult)]
struct Code {
    code: String,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Followed {
    id: Uuid,
    lead: Uuid,
}

/// The département that holds most projects: it grows with the nation.
const LARGEST: &str = "SELECT departement_code AS code FROM project GROUP BY departement_code ORDER BY COUNT(*) DESC, departement_code LIMIT 1";
/// One of the same size in every nation: what differs between its rows is the price of the others.
const HUNDRED: &str = "SELECT departement_code AS code FROM project GROUP BY departement_code ORDER BY ABS(COUNT(*) - 100), departement_code LIMIT 1";

/// The contract that holds most projects.
const CONTRACT: &str = "SELECT contract_code AS code FROM project WHERE contract_code IS NOT NULL GROUP BY contract_code ORDER BY COUNT(*) DESC, contract_code LIMIT 1";
/// Projects among which the measured messages are spread.
const POSTED_TO: &str = "SELECT id FROM project WHERE departement_code = $1 AND intake = 'assigned' ORDER BY id LIMIT 200";
/// Projects that can be redirected and taken back.
const MOVED: &str = "SELECT id FROM project WHERE departement_code = $1 AND intake IN ('submitted', 'acknowledged') ORDER BY id LIMIT 200";

/// Whom the national administration is made of here.
const NATION: &str = "nation@example.org";

/// Somebody of each side in one département, and a project that is followed there.
struct Home {
    code: String,
    seat: Uuid,
    followed: Followed,
}

/// Opens the sessions, fills one conversation, prints what to ask for.
pub async fn print(config: &Config) -> anyhow::Result<()> {
    let services = start::services(config).await?;
    let db = services.db.read();
    let largest = Home::find(db, LARGEST).await?;
    let hundred = Home::find(db, HUNDRED).await?;
    let posted: Vec<Id> = sql::all(db, POSTED_TO, [largest.code.clone().into()]).await?;
    let moved: Vec<Id> = sql::all(db, MOVED, [largest.code.clone().into()]).await?;
    let contract: Code = one(db, CONTRACT, vec![]).await?;
    services.grant_admin(&Cx::system(), NATION).await?;
    let nation: Id = one(
        db,
        "SELECT id FROM person WHERE email = $1",
        vec![NATION.into()],
    )
    .await?;
    let tx = services.db.begin().await?;
    let nation = open(&services, &tx, PersonId(nation.id)).await?;
    let seat = open(&services, &tx, PersonId(largest.seat)).await?;
    let lead = open(&services, &tx, PersonId(largest.followed.lead)).await?;
    let hundred_seat = open(&services, &tx, PersonId(hundred.seat)).await?;
    let hundred_lead = open(&services, &tx, PersonId(hundred.followed.lead)).await?;
    let manager = manage(&services, &tx, &contract.code).await?;
    let manager = open(&services, &tx, manager).await?;
    fill(&services, &tx, &largest.followed, largest.seat).await?;
    tx.commit().await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "departement {}", largest.code)?;
    writeln!(out, "seat {seat}")?;
    writeln!(out, "nation {nation}")?;
    writeln!(out, "lead {lead}")?;
    writeln!(out, "project {}", largest.followed.id)?;
    writeln!(out, "hundred_seat {hundred_seat}")?;
    writeln!(out, "hundred_lead {hundred_lead}")?;
    writeln!(out, "hundred_project {}", hundred.followed.id)?;
    writeln!(out, "contract {}", contract.code)?;
    writeln!(out, "manager {manager}")?;
    for project in posted {
        writeln!(out, "posted {}", project.id)?;
    }
    for project in moved {
        writeln!(out, "moved {}", project.id)?;
    }
    Ok(())
}

impl Home {
    /// `query` chooses the département.
    async fn find(db: &impl ConnectionTrait, query: &str) -> anyhow::Result<Self> {
        let found: Code = one(db, query, vec![]).await?;
        let seat: Id = one(
            db,
            "SELECT h.person_id AS id FROM seat_person h JOIN seat s ON s.id = h.seat_id JOIN pair p ON p.id = s.pair_id \
             WHERE p.departement_code = $1 AND s.kind = 'ddt' AND h.ended_at IS NULL LIMIT 1",
            vec![found.code.clone().into()],
        )
        .await?;
        let followed = one(
            db,
            "SELECT p.id, m.person_id AS lead FROM project p JOIN member m ON m.project_id = p.id AND m.role = 'lead' \
             WHERE p.departement_code = $1 AND p.intake = 'assigned' ORDER BY p.id LIMIT 1",
            vec![found.code.clone().into()],
        )
        .await?;
        Ok(Self {
            code: found.code,
            seat: seat.id,
            followed,
        })
    }
}

async fn one<R: FromQueryResult>(
    db: &impl ConnectionTrait,
    query: &str,
    values: Vec<Value>,
) -> anyhow::Result<R> {
    sql::one(db, query, values)
        .await?
        .ok_or_else(|| anyhow::anyhow!("the database is not seeded: {query}"))
}

async fn open(services: &Services, tx: &Tx, person: PersonId) -> anyhow::Result<String> {
    let token = secret::token(services.ids.secret());
    let now = services.clock.now();
    let session = NewSession {
        id: SessionId(services.ids.uuid()),
        person,
        token_hash: &secret::hash(&token),
        device: "chrome linux",
        at: now,
        expires_at: now.plus_seconds(86_400),
    };
    sessions::open(tx, &session).await?;
    Ok(token)
}

/// Makes somebody who manages a contract.
async fn manage(services: &Services, tx: &Tx, contract: &str) -> anyhow::Result<PersonId> {
    let (person, now) = (services.ids.uuid(), services.clock.now().0);
    bulk::insert(
        tx,
        "person",
        &["id", "email", "first_name", "last_name", "created_at"],
        vec![vec![
            person.into(),
            MANAGER.into(),
            "Lucie".into(),
            "Bernard".into(),
            now.into(),
        ]],
    )
    .await?;
    bulk::insert(
        tx,
        "role_grant",
        &["id", "person_id", "kind", "scope", "since"],
        vec![vec![
            services.ids.uuid().into(),
            person.into(),
            "contract_manager".into(),
            contract.into(),
            now.into(),
        ]],
    )
    .await?;
    Ok(PersonId(person))
}

/// A full page of messages, by turns of the lead and the seat, one a minute.
async fn fill(services: &Services, tx: &Tx, followed: &Followed, seat: Uuid) -> anyhow::Result<()> {
    let start = services.clock.now().plus_seconds(-60 * (MESSAGES + 1));
    for n in 0..MESSAGES {
        let author = if n % 2 == 0 { followed.lead } else { seat };
        let body = format!(
            "Message {n}. Le devis de l'entreprise est arrivé ce matin, il dépasse un peu l'estimation du bureau d'études. \
             Pouvons-nous en parler avant la commission ?\n\nJe vous joins le plan de financement revu."
        );
        let message = NewMessage {
            id: MessageId(services.ids.uuid()),
            project: ProjectId(followed.id),
            audience: Audience::All,
            new_thread: ThreadId(services.ids.uuid()),
            author: PersonId(author),
            body: &body,
            at: Timestamp(start.plus_seconds(60 * n).0),
        };
        write::add(tx, message).await?;
    }
    Ok(())
}
