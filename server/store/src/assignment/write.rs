//! Assignments made and ended.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId, RuleId};
use domain::timestamp::Timestamp;
use uuid::Uuid;

/// An assignment to write.
#[derive(Clone, Debug)]
pub struct NewAssignment<'a> {
    /// Drawn by the caller.
    pub id: Uuid,
    /// The project.
    pub project: ProjectId,
    /// Who follows it.
    pub person: PersonId,
    /// Whose hand; nobody when a rule did it.
    pub by: Option<PersonId>,
    /// The rule that did it, if any.
    pub rule: Option<RuleId>,
    /// Why; the name of the rule that did it.
    pub sentence: &'a str,
    /// When.
    pub at: Timestamp,
    /// By when the collectivité should have heard from the assignee.
    pub first_contact_due_at: Timestamp,
}

/// Ends the assignment that runs and writes the new one; the project's assignee changes with it.
/// [`Error::VersionMismatch`] when the project is no longer followed by `before`.
pub async fn replace(tx: &Tx, new: &NewAssignment<'_>, before: Option<PersonId>) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE project SET assignee_id = $2, updated_at = $4 \
         WHERE id = $1 AND assignee_id IS NOT DISTINCT FROM $3",
        [
            new.project.0.into(),
            new.person.0.into(),
            before.map(|person| person.0).into(),
            new.at.0.into(),
        ],
    )
    .await?;
    if changed != 1 {
        return Err(Error::VersionMismatch);
    }
    sql::run(
        &**tx,
        "UPDATE assignment SET ended_at = $2 WHERE project_id = $1 AND ended_at IS NULL",
        [new.project.0.into(), new.at.0.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "INSERT INTO assignment (id, project_id, person_id, assigned_by, sentence, assigned_at, first_contact_due_at, \
             rule_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            new.id.into(),
            new.project.0.into(),
            new.person.0.into(),
            new.by.map(|person| person.0).into(),
            new.sentence.into(),
            new.at.0.into(),
            new.first_contact_due_at.0.into(),
            new.rule.map(|rule| rule.0).into(),
        ],
    )
    .await?;
    sql::run(
        &**tx,
        "DELETE FROM assignment_wait WHERE project_id = $1",
        [new.project.0.into()],
    )
    .await?;
    Ok(())
}

/// Sets when the next thing is due from the State; nothing when nothing is.
pub async fn set_due(tx: &Tx, project: ProjectId, due: Option<Timestamp>) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE project SET intake_due_at = $2 WHERE id = $1",
        [project.0.into(), due.map(|due| due.0).into()],
    )
    .await?;
    Ok(())
}

/// A project that was set aside is to be followed after all: its first contact, not made yet, is due by `due`. To be
/// called before the new priority is written.
pub async fn taken_up_again(tx: &Tx, project: ProjectId, due: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE project SET intake_due_at = $2 \
         WHERE id = $1 AND intake = 'assigned' AND priority = 'ecartee' AND assignee_id IS NOT NULL \
           AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.project_id = project.id AND a.ended_at IS NULL \
             AND a.first_contact_at IS NOT NULL)",
        [project.0.into(), due.0.into()],
    )
    .await?;
    Ok(())
}

/// Notes the assignee's contact with the collectivité and gives whether it was waited for: the first one, or
/// the first one since the project was reopened.
pub async fn first_contact(
    tx: &Tx,
    project: ProjectId,
    person: PersonId,
    at: Timestamp,
) -> Result<bool> {
    sql::run(
        &**tx,
        "UPDATE assignment SET first_contact_at = $3 \
         WHERE project_id = $1 AND person_id = $2 AND ended_at IS NULL AND first_contact_at IS NULL",
        [project.0.into(), person.0.into(), at.0.into()],
    )
    .await?;
    let waited = sql::run(
        &**tx,
        "UPDATE project SET intake_due_at = NULL \
         WHERE id = $1 AND assignee_id = $2 AND intake = 'assigned' AND intake_due_at IS NOT NULL",
        [project.0.into(), person.0.into()],
    )
    .await?;
    Ok(waited > 0)
}
