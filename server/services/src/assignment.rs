//! Who follows a project for the State: given by a seat, handed over by the one who has it.

use crate::intake::FIRST_CONTACT_DAYS;
use crate::journal::{self, Fact};
use crate::policy::{self, Resource};
use crate::working_days::{Calendar, plus_working_days};
use crate::{Cx, Error, Once, Result, Services};
use domain::decision::AssignTo;
use domain::form::Problem;
use domain::ids::{PersonId, ProjectId, RuleId};
use domain::intake::{Intake, Move};
use domain::permission::Action;
use domain::project::Audience;
use domain::theme::Theme;
use store::assignment::read::{self, Candidate};
use store::assignment::write::{self, NewAssignment};
use store::{ConnectionTrait, Tx};

/// Somebody who can be given a project.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The person.
    pub id: PersonId,
    /// "Claire Martin", or the address while no name is known.
    pub name: String,
    /// Function or service; may be empty.
    pub job: String,
    /// What she is at home with.
    pub themes: Vec<Theme>,
    /// Service of an agent; empty for somebody of a seat.
    pub service: String,
    /// Projects followed now.
    pub load: i64,
    /// Those of them whose first contact is late.
    pub late: i64,
}

impl Services {
    /// Those who can be given a project of a département, those at home with `theme` first, then those
    /// who follow the fewest projects. One query.
    pub async fn colleagues(
        &self,
        departement: &str,
        theme: Option<Theme>,
    ) -> Result<Vec<Colleague>> {
        self.colleagues_on(self.db.read(), departement, theme).await
    }

    /// As [`Services::colleagues`]; a transaction sees what it has just written.
    pub(crate) async fn colleagues_on(
        &self,
        db: &impl ConnectionTrait,
        departement: &str,
        theme: Option<Theme>,
    ) -> Result<Vec<Colleague>> {
        let lines = read::candidates(db, departement, self.clock.now()).await?;
        let mut colleagues: Vec<Colleague> = Vec::with_capacity(lines.len());
        for line in &lines {
            if !colleagues.iter().any(|known| known.id.0 == line.id) {
                colleagues.push(colleague(line));
            }
        }
        let away = |one: &Colleague| theme.is_some_and(|theme| !one.themes.contains(&theme));
        colleagues.sort_by_key(|one| (away(one), one.load));
        Ok(colleagues)
    }

    /// Gives a project to somebody to follow: a seat assigns, or changes the assignee; the assignee hands
    /// over to a colleague.
    ///
    /// Errors: those of the policy; a field error on `personne` for somebody who is not of the
    /// département or follows the project already; [`Error::ImpossibleMove`]; [`Error::Conflict`].
    pub async fn assign(
        &self,
        cx: &Cx,
        project: ProjectId,
        to: &AssignTo,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::resource(&self.db, cx, project).await?;
        let hands_over = resource.intake == Intake::Assigned;
        let by_assignee =
            hands_over && policy::can(&cx.actor, Action::HandOver, &resource).allows();
        if !by_assignee {
            policy::require_on(cx, Action::Assign, &resource)?;
        }
        let colleagues = self.colleagues(&resource.departement, None).await?;
        let colleague = colleagues.into_iter().find(|one| one.id == to.person);
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if hands_over && resource.assignee == Some(to.person) {
            return Err(Error::field("personne", Problem::AlreadyThere));
        }
        let colleague = colleague.ok_or_else(|| Error::field("personne", Problem::NotAChoice))?;
        let mut details = journal::details([
            ("assignee", colleague.name),
            ("assignee_id", to.person.to_string()),
            ("reason", to.sentence.clone()),
        ]);
        if hands_over {
            if let Some(before) = resource.assignee {
                details.insert("before_id".to_owned(), before.to_string());
            }
            self.record(&tx, cx, project, Fact::HandedOver, Audience::All, details)
                .await?;
        } else {
            self.move_intake(&tx, cx, &resource, Move::Assign, details)
                .await?;
        }
        self.replace_assignee(&tx, cx, &resource, to, None).await?;
        Ok(tx.commit().await?)
    }

    /// Writes who follows from now on; the delay of the first contact starts. `rule`: when a rule did it.
    pub(crate) async fn replace_assignee(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        to: &AssignTo,
        rule: Option<RuleId>,
    ) -> Result<()> {
        let now = self.clock.now();
        let due = plus_working_days(now, FIRST_CONTACT_DAYS, Calendar::of(&resource.departement));
        let new = NewAssignment {
            id: self.ids.uuid(),
            project: resource.id,
            person: to.person,
            by: cx.person_id(),
            rule,
            sentence: &to.sentence,
            at: now,
            first_contact_due_at: due,
        };
        write::replace(tx, &new, resource.assignee).await?;
        write::set_due(tx, resource.id, Some(due)).await?;
        Ok(())
    }

    /// Notes that the assignee got in touch with the collectivité: to be called in the transaction of a
    /// message that everybody on the project reads. Does nothing for anybody else, or a second time. The
    /// fact is not told: the message is.
    pub async fn note_first_contact(&self, tx: &Tx, cx: &Cx, resource: &Resource) -> Result<()> {
        let Some(person) = cx
            .person_id()
            .filter(|person| resource.assignee == Some(*person))
        else {
            return Ok(());
        };
        let now = self.clock.now();
        if write::first_contact(tx, resource.id, person, now).await? {
            let (fact, details) = (Fact::FirstContact, journal::Details::new());
            self.note(tx, cx, resource.id, fact, Audience::All, details, now)
                .await?;
        }
        Ok(())
    }
}

fn colleague(line: &Candidate) -> Colleague {
    let name = format!("{} {}", line.first_name, line.last_name);
    let name = name.trim();
    let job = if line.service.is_empty() {
        &line.job
    } else {
        &line.service
    };
    Colleague {
        id: PersonId(line.id),
        name: if name.is_empty() {
            line.email.clone()
        } else {
            name.to_owned()
        },
        job: job.clone(),
        themes: line
            .themes
            .split([',', ' '])
            .filter_map(Theme::parse)
            .collect(),
        service: line.service.clone(),
        load: line.load,
        late: line.late,
    }
}
