//! A move of a project: what it was, and taking one's own back for a while, where the state machine allows it.

use crate::decision::may_reopen;
use crate::journal::{Details, Fact};
use crate::policy::{self, Resource};
use crate::{Cx, Error, Once, Result, Services};
use domain::batch::UNDO_SECONDS;
use domain::decision::AssignTo;
use domain::ids::{EventId, PersonId, ProjectId};
use domain::intake::Intake;
use domain::permission::Action;
use store::desk::moved::{self, MoveLine};

/// What the history says of a move that is taken back.
const BACK: &str = "Le déplacement précédent est annulé par la personne qui l'a fait.";

/// A move that was made.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The fact.
    pub event: EventId,
    /// The project.
    pub project: ProjectId,
    /// Its title.
    pub title: String,
    /// Where it stood; none where the history does not say.
    pub from: Option<Intake>,
    /// Where it went; none where it only went to somebody else.
    pub to: Option<Intake>,
    /// The reader may take it back now.
    pub may_take_back: bool,
}

impl Services {
    /// The last move of a project, when it is the reader's own and less than five minutes old. Two queries.
    ///
    /// Errors: those of the policy.
    pub async fn own_move(&self, cx: &Cx, project: ProjectId) -> Result<Option<Moved>> {
        let resource = policy::require(&self.db, cx, Action::Read, project).await?;
        let last = moved::last(self.db.read(), project).await?;
        let last = last.filter(|line| self.is_own_and_recent(cx, line));
        Ok(last.map(|line| {
            let details = details_of(&line);
            Moved {
                event: EventId(line.id),
                project,
                from: details.get("from").and_then(|code| Intake::parse(code)),
                to: details.get("to").and_then(|code| Intake::parse(code)),
                may_take_back: way_back(cx, &resource, &line).is_some(),
                title: line.title,
            }
        }))
    }

    /// Takes the last move of a project back: what was closed, redirected or withdrawn is reopened, what was handed
    /// to somebody else comes back to who had it. The rights are those of the move that undoes it.
    ///
    /// Errors: those of the policy; [`Error::ImpossibleMove`] for another's move, after five minutes, when something
    /// moved since, and where the state machine knows no way back.
    pub async fn take_back_move(
        &self,
        cx: &Cx,
        project: ProjectId,
        event: EventId,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Read, project).await?;
        let last = moved::last(self.db.read(), project).await?;
        let way = last
            .filter(|line| line.id == event.0 && self.is_own_and_recent(cx, line))
            .and_then(|line| way_back(cx, &resource, &line));
        match way {
            Some(Back::Reopen) => self.reopen(cx, project, BACK.to_owned(), once).await,
            Some(Back::To(person)) => {
                let sentence = BACK.to_owned();
                let to = AssignTo { person, sentence };
                self.assign(cx, project, &to, once).await
            }
            None => {
                // A second press finds that the first one moved the project.
                self.claim(&self.db.begin().await?, cx, once).await?;
                Err(Error::ImpossibleMove)
            }
        }
    }

    fn is_own_and_recent(&self, cx: &Cx, line: &MoveLine) -> bool {
        let own = line.actor_id.is_some() && line.actor_id == cx.person_id().map(|id| id.0);
        own && self.clock.now().0 <= line.at + UNDO_SECONDS * 1000
    }
}

/// The move that undoes another.
enum Back {
    Reopen,
    To(PersonId),
}

fn way_back(cx: &Cx, resource: &Resource, line: &MoveLine) -> Option<Back> {
    match Fact::parse(&line.kind)? {
        Fact::Redirected | Fact::Closed | Fact::Withdrawn => {
            let may = resource.intake.is_parked() && may_reopen(cx, resource);
            may.then_some(Back::Reopen)
        }
        Fact::HandedOver => {
            let before = details_of(line).remove("before_id");
            let before = before.and_then(|id| PersonId::parse(&id))?;
            let can = |action| policy::can(&cx.actor, action, resource).allows();
            let may = resource.intake == Intake::Assigned
                && resource.assignee != Some(before)
                && (can(Action::Assign) || can(Action::HandOver));
            may.then_some(Back::To(before))
        }
        _ => None,
    }
}

fn details_of(line: &MoveLine) -> Details {
    serde_json::from_str(&line.payload).unwrap_or_default()
}
