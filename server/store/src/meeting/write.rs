//! Opening, joining, writing and closing a meeting.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{MeetingId, PersonId, ProjectId};
use domain::meeting::{LENT_SECONDS, Outcome};
use domain::project::{Priority, SeatKind};
use domain::timestamp::Timestamp;
use sea_orm::Value;
use uuid::Uuid;

/// A meeting to open.
#[derive(Clone, Debug)]
pub struct NewMeeting<'a> {
    /// Its id.
    pub id: MeetingId,
    /// Whose pair.
    pub departement: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Who opens it, for which seat.
    pub by: (SeatKind, PersonId),
    /// When.
    pub at: Timestamp,
}

/// Writes a meeting with its agenda, in the order given.
pub async fn open(tx: &Tx, new: &NewMeeting<'_>, projects: &[Uuid]) -> Result<()> {
    let (seat, person) = new.by;
    sql::run(
        &**tx,
        "INSERT INTO meeting (id, departement_code, name, opened_by, opened_seat, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            new.id.0.into(),
            new.departement.into(),
            new.name.into(),
            person.0.into(),
            seat.code().into(),
            new.at.0.into(),
        ],
    )
    .await?;
    let lines: Vec<String> = (0..projects.len())
        .map(|n| format!("($1, ${}, ${})", 2 * n + 2, 2 * n + 3))
        .collect();
    let mut values: Vec<Value> = vec![new.id.0.into()];
    for (position, project) in (1_i64..).zip(projects) {
        values.extend([position.into(), (*project).into()]);
    }
    let sql = format!(
        "INSERT INTO meeting_item (meeting_id, position, project_id) VALUES {}",
        lines.join(", ")
    );
    sql::run(&**tx, &sql, values).await?;
    Ok(())
}

/// Holds an open meeting until the transaction ends. [`Error::VersionMismatch`] once it is closed.
pub async fn hold(tx: &Tx, meeting: MeetingId) -> Result<()> {
    changed(
        sql::run(
            &**tx,
            "UPDATE meeting SET name = name WHERE id = $1 AND closed_at IS NULL",
            [meeting.0.into()],
        )
        .await?,
    )
}

/// The other seat's person lends her signature for this meeting. [`Error::VersionMismatch`] when somebody of her seat
/// does since less than [`LENT_SECONDS`], or the meeting is closed.
pub async fn join(tx: &Tx, meeting: MeetingId, person: PersonId, at: Timestamp) -> Result<()> {
    let counts_since = at.plus_seconds(-LENT_SECONDS);
    changed(
        sql::run(
            &**tx,
            "UPDATE meeting SET partner_id = $2, partner_joined_at = $3, partner_left_at = NULL \
             WHERE id = $1 AND closed_at IS NULL AND (partner_id IS NULL OR partner_id = $2 OR partner_left_at IS NOT NULL \
                  OR partner_joined_at < $4)",
            [
                meeting.0.into(),
                person.0.into(),
                at.0.into(),
                counts_since.0.into(),
            ],
        )
        .await?,
    )
}

/// She takes it back. [`Error::VersionMismatch`] when she had not lent it.
pub async fn leave(tx: &Tx, meeting: MeetingId, person: PersonId, at: Timestamp) -> Result<()> {
    changed(
        sql::run(
            &**tx,
            "UPDATE meeting SET partner_left_at = $3 WHERE id = $1 AND partner_id = $2 AND partner_left_at IS NULL",
            [meeting.0.into(), person.0.into(), at.0.into()],
        )
        .await?,
    )
}

/// What came of a project.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// What.
    pub outcome: Outcome,
    /// The priority decided or proposed.
    pub level: Option<Priority>,
    /// The reason or the sentence.
    pub note: &'a str,
    /// When.
    pub at: Timestamp,
}

/// Writes what came of a project, over what was written before.
pub async fn note(
    tx: &Tx,
    meeting: MeetingId,
    project: ProjectId,
    written: &Written<'_>,
) -> Result<()> {
    changed(
        sql::run(
            &**tx,
            "UPDATE meeting_item SET outcome = $3, level = $4, note = $5, noted_at = $6 \
             WHERE meeting_id = $1 AND project_id = $2",
            [
                meeting.0.into(),
                project.0.into(),
                written.outcome.code().into(),
                written.level.map(Priority::code).into(),
                written.note.into(),
                written.at.0.into(),
            ],
        )
        .await?,
    )
}

/// Ends a meeting. [`Error::VersionMismatch`] when it had ended.
pub async fn close(tx: &Tx, meeting: MeetingId, at: Timestamp) -> Result<()> {
    changed(
        sql::run(
            &**tx,
            "UPDATE meeting SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL",
            [meeting.0.into(), at.0.into()],
        )
        .await?,
    )
}

const fn changed(rows: u64) -> Result<()> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}
