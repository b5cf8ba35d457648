//! A meeting, its agenda, the meetings of a département.

use crate::error::Result;
use crate::sql;
use domain::ids::MeetingId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A meeting.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MeetingLine {
    /// The meeting.
    pub id: Uuid,
    /// Whose pair.
    pub departement_code: String,
    /// Its name.
    pub name: String,
    /// Who opened it and writes in it.
    pub opened_by: Uuid,
    /// First name of who opened it.
    pub opened_first_name: String,
    /// Last name of who opened it.
    pub opened_last_name: String,
    /// For which seat.
    pub opened_seat: String,
    /// When, milliseconds UTC.
    pub opened_at: i64,
    /// Who came for the other seat.
    pub partner_id: Option<Uuid>,
    /// First name of who came for the other seat.
    pub partner_first_name: Option<String>,
    /// Last name of who came for the other seat.
    pub partner_last_name: Option<String>,
    /// When, milliseconds UTC.
    pub partner_joined_at: Option<i64>,
    /// When the other seat's person took her signature back, milliseconds UTC.
    pub partner_left_at: Option<i64>,
    /// When it ended, milliseconds UTC.
    pub closed_at: Option<i64>,
    /// Projects on its agenda.
    pub items: i64,
    /// Those of which something is written.
    pub treated: i64,
}

const MEETING: &str = "SELECT m.id, m.departement_code, m.name, m.opened_by, o.first_name AS opened_first_name, \
       o.last_name AS opened_last_name, m.opened_seat, m.opened_at, m.partner_id, r.first_name AS partner_first_name, \
       r.last_name AS partner_last_name, m.partner_joined_at, m.partner_left_at, m.closed_at, \
       (SELECT COUNT(*) FROM meeting_item i WHERE i.meeting_id = m.id) AS items, \
       (SELECT COUNT(i.outcome) FROM meeting_item i WHERE i.meeting_id = m.id) AS treated \
     FROM meeting m JOIN person o ON o.id = m.opened_by LEFT JOIN person r ON r.id = m.partner_id";

/// One meeting.
pub async fn meeting(db: &impl ConnectionTrait, id: MeetingId) -> Result<Option<MeetingLine>> {
    sql::one(db, &format!("{MEETING} WHERE m.id = $1"), [id.0.into()]).await
}

/// The latest meetings of a département, at most `limit`.
pub async fn latest(
    db: &impl ConnectionTrait,
    departement: &str,
    limit: u32,
) -> Result<Vec<MeetingLine>> {
    sql::all(
        db,
        &format!(
            "{MEETING} WHERE m.departement_code = $1 ORDER BY m.opened_at DESC, m.id DESC LIMIT $2"
        ),
        [departement.into(), i64::from(limit).into()],
    )
    .await
}

/// A project on the agenda.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ItemLine {
    /// Its place, from 1.
    pub position: i64,
    /// The project.
    pub project_id: Uuid,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// Its intake state now.
    pub intake: String,
    /// Its priority now.
    pub priority: Option<String>,
    /// What came of it in the meeting: a code of `domain::meeting::Outcome`.
    pub outcome: Option<String>,
    /// The priority that was decided or proposed.
    pub level: Option<String>,
    /// The reason or the sentence.
    pub note: String,
    /// When it was written, milliseconds UTC.
    pub noted_at: Option<i64>,
}

/// The agenda, in its order. A project that went to another département since is not on it any more.
pub async fn items(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<ItemLine>> {
    sql::all(
        db,
        "SELECT i.position, i.project_id, p.title, b.name AS bearer_name, p.intake, p.priority, i.outcome, i.level, \
                i.note, i.noted_at \
         FROM meeting_item i JOIN meeting m ON m.id = i.meeting_id \
         JOIN project p ON p.id = i.project_id AND p.departement_code = m.departement_code \
         JOIN collectivity b ON b.id = p.bearer_id \
         WHERE i.meeting_id = $1 ORDER BY i.position LIMIT 60",
        [meeting.0.into()],
    )
    .await
}
