//! Changes to rules, and to what waits for a hand.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId, RuleId};
use domain::timestamp::Timestamp;
use sea_orm::Value;

/// The columns of a rule that people type.
#[derive(Clone, Debug)]
pub struct RuleRow<'a> {
    /// Drawn by the caller.
    pub id: RuleId,
    /// What people call it.
    pub name: &'a str,
    /// Codes between commas.
    pub themes: String,
    /// What kind of territory.
    pub ground_kind: &'a str,
    /// Their codes between commas.
    pub ground_codes: String,
    /// Codes of programmes and contracts between commas.
    pub programmes: String,
    /// Codes between commas.
    pub phases: String,
    /// Who gets the project.
    pub person: Option<PersonId>,
    /// Or which service.
    pub service: &'a str,
}

/// Who changes a rule, and when.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    /// Who; nobody for the demonstration's own.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

impl RuleRow<'_> {
    fn values(&self, hand: Hand) -> Vec<Value> {
        vec![
            self.id.0.into(),
            self.name.into(),
            self.themes.clone().into(),
            self.ground_kind.into(),
            self.ground_codes.clone().into(),
            self.programmes.clone().into(),
            self.phases.clone().into(),
            self.person.map(|person| person.0).into(),
            self.service.into(),
            hand.by.map(|person| person.0).into(),
            hand.at.0.into(),
        ]
    }
}

/// Adds a rule, switched on, at a place of the order.
pub async fn add(
    tx: &Tx,
    departement: &str,
    position: i64,
    row: &RuleRow<'_>,
    hand: Hand,
) -> Result<()> {
    let mut values = row.values(hand);
    values.extend([departement.into(), position.into(), true.into()]);
    sql::run(
        &**tx,
        "INSERT INTO assignment_rule (id, name, themes, ground_kind, ground_codes, programmes, phases, person_id, \
             service, created_by, created_at, updated_by, updated_at, departement_code, position, enabled) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11, $12, $13, $14)",
        values,
    )
    .await?;
    Ok(())
}

/// Changes a rule; [`Error::VersionMismatch`] when somebody changed it in between.
pub async fn change(tx: &Tx, row: &RuleRow<'_>, version: i64, hand: Hand) -> Result<()> {
    let mut values = row.values(hand);
    values.push(version.into());
    let changed = sql::run(
        &**tx,
        "UPDATE assignment_rule SET name = $2, themes = $3, ground_kind = $4, ground_codes = $5, programmes = $6, \
             phases = $7, person_id = $8, service = $9, updated_by = $10, updated_at = $11, version = version + 1 \
         WHERE id = $1 AND version = $12",
        values,
    )
    .await?;
    one_row(changed)
}

/// Switches a rule on or off.
pub async fn switch(tx: &Tx, rule: RuleId, enabled: bool, hand: Hand) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE assignment_rule SET enabled = $2, updated_by = $3, updated_at = $4, version = version + 1 \
         WHERE id = $1",
        [
            rule.0.into(),
            enabled.into(),
            hand.by.map(|person| person.0).into(),
            hand.at.0.into(),
        ],
    )
    .await?;
    one_row(changed)
}

/// Gives a rule another place. Its version stays: nobody's text is lost by a move.
pub async fn place(tx: &Tx, rule: RuleId, position: i64) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE assignment_rule SET position = $2 WHERE id = $1",
        [rule.0.into(), position.into()],
    )
    .await?;
    Ok(())
}

/// Deletes a rule; what it assigned stays assigned.
pub async fn delete(tx: &Tx, rule: RuleId) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM assignment_rule WHERE id = $1",
        [rule.0.into()],
    )
    .await?;
    Ok(())
}

/// Notes why a project waits for a hand.
pub async fn wait(
    tx: &Tx,
    project: ProjectId,
    why: &str,
    rule_name: &str,
    since: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO assignment_wait (project_id, why, rule_name, since) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (project_id) DO UPDATE SET why = $2, rule_name = $3, since = $4",
        [
            project.0.into(),
            why.into(),
            rule_name.into(),
            since.0.into(),
        ],
    )
    .await?;
    Ok(())
}

fn one_row(changed: u64) -> Result<()> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}
