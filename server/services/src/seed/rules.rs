//! The rules of the demonstration's département.

use super::draw::Draw;
use super::people::Staff;
use super::project::Made;
use super::tables::Tables;
use crate::demo::{PEOPLE, person_id};
use crate::rule::Why;
use domain::intake::Intake;
use domain::offer::join;
use domain::project::Phase;
use domain::rule::GroundKind;
use domain::theme::Theme;
use serde::Deserialize;
use uuid::Uuid;

/// Rules were written some weeks ago.
const DAYS: i64 = 20;

/// A rule of the story, for the whole département.
#[derive(Debug, Deserialize)]
pub struct StoryRule {
    pub name: String,
    #[serde(default)]
    pub themes: Vec<Theme>,
    #[serde(default)]
    pub phases: Vec<Phase>,
    /// Somebody one may be; the directorate's agents without.
    pub to: Option<String>,
}

/// Writes the rules in their order, by the hand of the DDT's seat.
pub fn write(tables: &mut Tables, draw: &mut Draw, staff: &Staff<'_>, rules: &[StoryRule]) {
    let service = PEOPLE
        .iter()
        .find(|person| person.key == "agent")
        .map_or("", |person| person.organisation);
    for (position, rule) in (1_i64..).zip(rules) {
        let at = draw.days_ago(DAYS);
        let person: Option<Uuid> = rule.to.as_deref().map(|key| person_id(key).0);
        let service = if person.is_some() { "" } else { service };
        tables.assignment_rule.push(vec![
            draw.id(at).into(),
            staff.departement.code.as_str().into(),
            position.into(),
            rule.name.clone().into(),
            join(&rule.themes).into(),
            GroundKind::Departement.code().into(),
            join(&rule.phases).into(),
            person.into(),
            service.into(),
            true.into(),
            staff.ddt.into(),
            at.0.into(),
            staff.ddt.into(),
            at.0.into(),
        ]);
    }
}

/// A project of the story that is prioritised waits for a hand: none of its rules catches it.
pub fn wait(tables: &mut Tables, made: &Made<'_>) {
    let Some(at) = made.life.prioritised else {
        return;
    };
    if made.life.state == Intake::Prioritised {
        tables.assignment_wait.push(vec![
            made.id.into(),
            Why::NoRule.code().into(),
            "".into(),
            at.0.into(),
        ]);
    }
}
