//! What is kept about a person, for the one it is about. Each list holds the latest 10,000 at most.

use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

/// A role or seat.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Role {
    /// `agent`, `contract_manager`, `national_admin`, `seat:ddt`, `seat:prefecture`.
    pub role: String,
    /// Code of the département or contract.
    pub scope: String,
    /// Milliseconds UTC.
    pub since: i64,
    /// Milliseconds UTC.
    pub ended_at: Option<i64>,
}

/// A project the person is a member of.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Membership {
    /// The project's id.
    pub project: String,
    /// Its title.
    pub title: String,
    /// The person's role.
    pub role: String,
    /// Milliseconds UTC.
    pub since: i64,
}

/// Something the person did or wrote.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Trace {
    /// The project's title.
    pub project: String,
    /// Milliseconds UTC.
    pub at: i64,
    /// The code of the fact, the text of the message, the name of the file, the address invited.
    pub content: String,
}

/// A view of a territory that the person keeps.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct View {
    /// Its name.
    pub name: String,
    /// The query of its address.
    pub query: String,
    /// Milliseconds UTC.
    pub created_at: i64,
}

/// A meeting of a pair the person opened or came to.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Meeting {
    /// Its name.
    pub name: String,
    /// Milliseconds UTC.
    pub opened_at: i64,
    /// When the person lent her signature, milliseconds UTC; none for who opened it.
    pub joined_at: Option<i64>,
}

/// Meetings the person opened or came to.
pub async fn meetings(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Meeting>> {
    sql::all(
        db,
        "SELECT name, opened_at, CASE WHEN partner_id = $1 THEN partner_joined_at END AS joined_at FROM meeting \
         WHERE opened_by = $1 OR partner_id = $1 ORDER BY opened_at DESC LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// Views the person keeps.
pub async fn views(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<View>> {
    sql::all(
        db,
        "SELECT name, query, created_at FROM saved_view WHERE person_id = $1 ORDER BY created_at LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// A view that the person is sent.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct SentView {
    /// Its name.
    pub name: String,
    /// `daily` or `weekly`.
    pub frequency: String,
    /// Since when she wants it no more.
    pub stopped_at: Option<i64>,
}

/// Views the person is sent by mail.
pub async fn sent_views(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<SentView>> {
    sql::all(
        db,
        "SELECT v.name, s.frequency, s.stopped_at FROM view_subscription s JOIN saved_view v ON v.id = s.view_id \
         WHERE s.person_id = $1 ORDER BY v.name, s.id LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// A file of projects that the person asked for.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Export {
    /// The query of the address it was asked from.
    pub query: String,
    /// `csv` or `xlsx`.
    pub format: String,
    /// Milliseconds UTC.
    pub created_at: i64,
    /// Milliseconds UTC.
    pub expires_at: i64,
}

/// Files of projects that the person asked for and that are not forgotten.
pub async fn exports(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Export>> {
    sql::all(
        db,
        "SELECT query, format, created_at, expires_at FROM list_export WHERE person_id = $1 \
         ORDER BY created_at LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// Roles and seats, ended ones too.
pub async fn roles(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Role>> {
    sql::all(
        db,
        "SELECT kind AS role, scope, since, ended_at FROM role_grant WHERE person_id = $1 \
         UNION ALL \
         SELECT 'seat:' || seat.kind || COALESCE(':' || sp.arrondissement_code, ''), pair.departement_code, sp.since, sp.ended_at FROM seat_person sp \
         JOIN seat ON seat.id = sp.seat_id JOIN pair ON pair.id = seat.pair_id WHERE sp.person_id = $1 \
         ORDER BY since LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// The projects the person is a member of.
pub async fn memberships(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Membership>> {
    sql::all(
        db,
        "SELECT COALESCE(CAST(p.number AS text), '') AS project, p.title, m.role, m.since \
         FROM member m JOIN project p ON p.id = m.project_id \
         WHERE m.person_id = $1 ORDER BY m.since DESC LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// Messages the person wrote and did not delete.
pub async fn messages(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Trace>> {
    sql::all(
        db,
        "SELECT p.title AS project, m.created_at AS at, m.body AS content FROM message m \
         JOIN thread t ON t.id = m.thread_id JOIN project p ON p.id = t.project_id \
         WHERE m.author_id = $1 AND m.deleted_at IS NULL ORDER BY m.id DESC LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// Files the person sent and that are still there.
pub async fn files(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Trace>> {
    sql::all(
        db,
        "SELECT p.title AS project, a.created_at AS at, a.name AS content FROM attachment a \
         JOIN project p ON p.id = a.project_id \
         WHERE a.uploaded_by = $1 AND a.deleted_at IS NULL ORDER BY a.id DESC LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// Invitations sent to the person's address.
pub async fn invitations(db: &impl ConnectionTrait, email: &str) -> Result<Vec<Trace>> {
    sql::all(
        db,
        "SELECT p.title AS project, i.created_at AS at, i.role AS content FROM invitation i \
         JOIN project p ON p.id = i.project_id WHERE i.email = $1 ORDER BY i.id DESC LIMIT 10000",
        [email.into()],
    )
    .await
}

/// The projects that the person wants to hear nothing of.
pub async fn muted(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Trace>> {
    sql::all(
        db,
        "SELECT p.title AS project, m.since AS at, '' AS content FROM project_mute m \
         JOIN project p ON p.id = m.project_id WHERE m.person_id = $1 ORDER BY m.since DESC LIMIT 10000",
        [person.0.into()],
    )
    .await
}

/// Facts the person is named for in the history of projects.
pub async fn facts(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Trace>> {
    sql::all(
        db,
        "SELECT p.title AS project, e.at, e.kind AS content FROM event e JOIN project p ON p.id = e.project_id \
         WHERE e.actor_id = $1 ORDER BY e.at DESC LIMIT 10000",
        [person.0.into()],
    )
    .await
}
