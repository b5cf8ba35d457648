//! The story of the demonstration: projects whose moments are written down, so that everybody one may be
//! finds something to do.

use super::activity::Told;
use super::blockage::Raised;
use super::draw::Draw;
use super::life::Life;
use super::people::Staff;
use super::project::Made;
use super::rules::{self, StoryRule};
use super::tables::Tables;
use super::words::Template;
use crate::demo::person_id;
use crate::journal::{Details, Fact, details};
use crate::{Error, Result};
use domain::blocker::BlockerKind;
use domain::intake::Intake;
use domain::project::{Audience, Priority, SeatKind};
use serde::Deserialize;
use uuid::Uuid;

/// The file `data/demo.toml`.
#[derive(Debug, Deserialize)]
pub struct Story {
    pub rule: Vec<StoryRule>,
    pub chapter: Vec<Chapter>,
}

/// One project. Days are counted back from yesterday: 0 is yesterday.
#[derive(Debug, Deserialize)]
pub struct Chapter {
    pub commune: String,
    pub theme: String,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub needs: String,
    /// Euros.
    pub cost: i64,
    pub state: Intake,
    pub submitted: i64,
    pub acknowledged: Option<i64>,
    pub prioritised: Option<i64>,
    #[serde(default = "usual")]
    pub priority: Priority,
    /// Why this priority.
    #[serde(default)]
    pub reason: String,
    pub assigned: Option<i64>,
    pub parked: Option<i64>,
    /// When the expert joined.
    pub expert: Option<i64>,
    pub proposal: Option<Proposal>,
    pub blocker: Option<Blocker>,
    #[serde(default)]
    pub message: Vec<Message>,
    #[serde(default)]
    pub impact: Vec<Impact>,
}

/// A priority that one seat proposes and the other has not signed.
#[derive(Debug, Deserialize)]
pub struct Proposal {
    pub seat: SeatKind,
    pub level: Priority,
    pub reason: String,
    pub days: i64,
}

/// What stops the project.
#[derive(Debug, Deserialize)]
pub struct Blocker {
    pub kind: BlockerKind,
    pub sentence: String,
    pub days: i64,
}

/// A message: `who` is the lead, or somebody one may be.
#[derive(Debug, Deserialize)]
pub struct Message {
    pub who: String,
    pub days: i64,
    pub text: String,
    #[serde(default = "everybody")]
    pub audience: Audience,
}

/// What the project changed.
#[derive(Debug, Deserialize)]
pub struct Impact {
    pub indicator: String,
    pub unit: String,
    pub baseline: String,
    pub target: String,
    pub measured: String,
    pub source: String,
}

const fn usual() -> Priority {
    Priority::Moyenne
}

const fn everybody() -> Audience {
    Audience::All
}

impl Story {
    /// Reads the story that ships in the binary.
    pub fn load() -> Result<Self> {
        toml::from_str(include_str!("../../data/demo.toml"))
            .map_err(|error| Error::Outside(format!("demo.toml: {error}")))
    }
}

impl Chapter {
    /// What a drawn project would be made of.
    pub fn template(&self) -> Template {
        Template {
            theme: self.theme.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            min: self.cost,
            max: self.cost,
        }
    }

    /// Its moments.
    pub fn life(&self, draw: &mut Draw) -> Life {
        let submitted = draw.days_ago(self.submitted);
        let mut at = |days: Option<i64>| days.map(|days| draw.days_ago(days));
        Life {
            submitted,
            acknowledged: at(self.acknowledged),
            prioritised: at(self.prioritised),
            assigned: at(self.assigned),
            parked: at(self.parked),
            state: self.state,
        }
    }

    /// Its blocker.
    pub fn raised(&self, draw: &mut Draw) -> Option<Raised> {
        let blocker = self.blocker.as_ref()?;
        Some(Raised {
            kind: blocker.kind,
            sentence: blocker.sentence.clone(),
            at: draw.days_ago(blocker.days),
            solved: None,
        })
    }
}

/// Writes what was said and proposed on a project of the story, and gives the facts.
pub fn tell(
    tables: &mut Tables,
    draw: &mut Draw,
    staff: &Staff<'_>,
    made: &Made<'_>,
    chapter: &Chapter,
) -> Vec<Told> {
    let mut told = Vec::new();
    rules::wait(tables, made);
    for &audience in Audience::ALL {
        told.extend(thread(tables, draw, made, chapter, audience));
    }
    if let Some(proposal) = &chapter.proposal {
        told.push(propose(tables, draw, staff, made, proposal));
    }
    if let Some(days) = chapter.expert {
        let (at, expert) = (draw.days_ago(days), person_id("expert").0);
        tables.member.push(vec![
            made.id.into(),
            expert.into(),
            "expert".into(),
            at.0.into(),
        ]);
        told.push(Told::all(at, expert, Fact::MemberJoined, Details::new()));
    }
    for impact in &chapter.impact {
        told.push(measure(tables, draw, made, impact));
    }
    told
}

fn thread(
    tables: &mut Tables,
    draw: &mut Draw,
    made: &Made<'_>,
    chapter: &Chapter,
    audience: Audience,
) -> Vec<Told> {
    let id = draw.id(made.life.submitted);
    let mut told = Vec::new();
    let said = chapter.message.iter();
    for message in said.filter(|message| message.audience == audience) {
        let at = draw.days_ago(message.days);
        let author = author(made, &message.who);
        tables.message.push(vec![
            draw.id(at).into(),
            id.into(),
            author.into(),
            message.text.clone().into(),
            at.0.into(),
        ]);
        told.push(Told {
            audience,
            ..Told::all(at, author, Fact::MessagePosted, Details::new())
        });
    }
    if let (Some(first), Some(last)) = (told.first(), told.last()) {
        tables.thread.push(vec![
            id.into(),
            made.id.into(),
            audience.code().into(),
            first.at.0.into(),
            i64::try_from(told.len()).unwrap_or(0).into(),
            last.at.0.into(),
        ]);
    }
    told
}

fn author(made: &Made<'_>, who: &str) -> Uuid {
    if who == "mairie" {
        made.lead
    } else {
        person_id(who).0
    }
}

fn propose(
    tables: &mut Tables,
    draw: &mut Draw,
    staff: &Staff<'_>,
    made: &Made<'_>,
    proposal: &Proposal,
) -> Told {
    let at = draw.days_ago(proposal.days);
    let by = |kind: SeatKind, person: Uuid| (proposal.seat == kind).then_some(person);
    let ddt = by(SeatKind::Ddt, staff.ddt);
    let prefecture = by(SeatKind::Prefecture, staff.prefecture);
    tables.priority_decision.push(vec![
        draw.id(at).into(),
        made.id.into(),
        proposal.level.code().into(),
        proposal.reason.clone().into(),
        proposal.seat.code().into(),
        at.0.into(),
        ddt.into(),
        ddt.map(|_| at.0).into(),
        prefecture.into(),
        prefecture.map(|_| at.0).into(),
        Option::<i64>::None.into(),
    ]);
    let level = details([("level", proposal.level.code().to_owned())]);
    let actor = ddt.or(prefecture).unwrap_or(staff.ddt);
    Told {
        audience: Audience::StateOnly,
        ..Told::all(at, actor, Fact::PriorityProposed, level)
    }
}

fn measure(tables: &mut Tables, draw: &mut Draw, made: &Made<'_>, impact: &Impact) -> Told {
    let at = draw.days_after(made.life.parked.unwrap_or(made.life.submitted), 1, 3);
    let day = domain::date::to_iso(at.to_utc().date());
    tables.impact.push(vec![
        draw.id(at).into(),
        made.id.into(),
        impact.indicator.clone().into(),
        impact.unit.clone().into(),
        impact.baseline.clone().into(),
        impact.target.clone().into(),
        impact.measured.clone().into(),
        day.into(),
        impact.source.clone().into(),
        made.lead.into(),
        at.0.into(),
    ]);
    Told::all(at, made.lead, Fact::ImpactChanged, Details::new())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::demo::PEOPLE;
    use domain::theme::Theme;

    #[test]
    fn the_story_is_of_the_vocabulary_and_in_order() {
        let story = Story::load().unwrap();
        for rule in &story.rule {
            let to = rule.to.as_deref().unwrap_or("agent");
            assert!(PEOPLE.iter().any(|person| person.key == to), "{to}");
        }
        for chapter in story.chapter {
            let title = &chapter.title;
            assert!(Theme::parse(&chapter.theme).is_some(), "{title}");
            let moments = [
                Some(chapter.submitted),
                chapter.acknowledged,
                chapter.prioritised,
                chapter.assigned,
                chapter.parked,
            ];
            let moments: Vec<i64> = moments.into_iter().flatten().collect();
            assert!(moments.is_sorted_by(|a, b| a > b), "{title}: {moments:?}");
            for message in &chapter.message {
                let who = &message.who;
                let known = PEOPLE.iter().any(|person| person.key == who);
                assert!(known, "{title}: {who}");
            }
        }
    }
}
