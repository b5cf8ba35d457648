//! The bell: what a person was told of, as long as she may know of it.

use crate::account::session::add_role;
use crate::context::{Actor, Person};
use crate::delay;
use crate::journal::{Details, Fact};
use crate::policy::{self, Resource};
use crate::{Cx, Error, Result, Services};
use domain::account::{DIGEST_HOUR, MailFrequency};
use domain::delay::Delay;
use domain::ids::{NotificationId, PersonId, ProjectId, SessionId};
use domain::permission::Action;
use domain::project::{Audience, MemberRole};
use store::notification::{self, BellLine, Concerned};
use store::project::read::{Access, EventLine};
use uuid::Uuid;

/// Somebody a project concerns.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// The person with her roles, as if she were asking.
    pub person: Person,
    /// First name, may be empty.
    pub first_name: String,
    /// When mails of the topic asked for are wanted.
    pub frequency: MailFrequency,
    /// Membership of the project.
    pub member: Option<MemberRole>,
    /// The hour of Paris of her mail of the day.
    pub hour: u8,
    /// The secret of her links to unsubscribe, if she has one.
    pub secret: Option<String>,
    /// She wants to hear nothing of the project.
    pub muted: bool,
}

/// Where a followed line leads.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The project.
    pub project: ProjectId,
    /// Code of the fact.
    pub kind: String,
    /// Who may read what it tells of.
    pub audience: Audience,
    /// What a reminder is about.
    pub delay: Option<Delay>,
}

/// One recipient per person, from one line per role.
pub(crate) fn recipients(lines: Vec<Concerned>) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    for line in lines {
        let known = found
            .last()
            .is_some_and(|last| last.person.id.0 == line.person_id);
        if !known {
            found.push(recipient(&line));
        }
        if let Some(last) = found.last_mut() {
            add_role(
                &mut last.person,
                line.role.as_deref(),
                line.scope.as_deref(),
            );
        }
    }
    found
}

fn recipient(line: &Concerned) -> Recipient {
    Recipient {
        person: Person {
            id: PersonId(line.person_id),
            session: SessionId(Uuid::nil()),
            email: line.email.clone(),
            name: format!("{} {}", line.first_name, line.last_name)
                .trim()
                .to_owned(),
            seats: Vec::new(),
            agent_of: Vec::new(),
            referent_of: Vec::new(),
            manages: Vec::new(),
            admin: false,
            unread: 0,
        },
        first_name: line.first_name.clone(),
        frequency: MailFrequency::parse(&line.mail_frequency).unwrap_or(MailFrequency::Now),
        member: line.member_role.as_deref().and_then(MemberRole::parse),
        hour: u8::try_from(line.digest_hour).unwrap_or(DIGEST_HOUR),
        secret: line.mail_secret.clone(),
        muted: line.muted != 0,
    }
}

/// Whether a person may know of a fact of this audience: the policy's answer, as of now.
pub(crate) fn may_know(
    person: &Person,
    resource: &Resource,
    member: Option<MemberRole>,
    audience: &str,
) -> bool {
    let resource = Resource {
        member,
        ..resource.clone()
    };
    let action = match Audience::parse(audience) {
        Some(Audience::All) => Action::Read,
        // What cannot be read back is shown to as few as possible.
        Some(Audience::StateOnly) | None => Action::ReadStateOnly,
    };
    policy::can(&Actor::Person(person.clone()), action, &resource).allows()
}

/// Whether the owner of a line may still know of what it tells.
pub(crate) fn line_is_known(person: &Person, line: &BellLine) -> bool {
    let access = Access {
        id: line.project_id,
        intake: line.intake.clone(),
        intake_before: line.intake_before.clone(),
        departement_code: line.departement_code.clone(),
        arrondissement_code: line.arrondissement_code.clone(),
        contract_code: line.contract_code.clone(),
        member_role: line.member_role.clone(),
        assignee_id: line.assignee_id,
        version: line.version,
    };
    let member = line.member_role.as_deref().and_then(MemberRole::parse);
    policy::resource_of(access)
        .is_ok_and(|resource| may_know(person, &resource, member, &line.audience))
}

/// The fact of a line, for its sentence.
pub fn event_of(line: &BellLine) -> EventLine {
    EventLine {
        id: line.event_id,
        at: line.at,
        kind: line.kind.clone(),
        audience: line.audience.clone(),
        payload: line.payload.clone(),
        first_name: line.first_name.clone(),
        last_name: line.last_name.clone(),
        seq: line.seq,
    }
}

impl Services {
    /// The bell of the signed-in person: the latest 200 lines. Those of what she may no longer know of go
    /// away for good, so that the count of the header is right too. One query; a write more when some go.
    pub async fn my_bell(&self, cx: &Cx) -> Result<Vec<BellLine>> {
        let person = cx.person()?;
        let lines = notification::bell(self.db.read(), person.id, 200).await?;
        let (known, lost): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .partition(|line| line_is_known(person, line));
        if !lost.is_empty() {
            let ids: Vec<Uuid> = lost.iter().map(|line| line.id).collect();
            let tx = self.db.begin().await?;
            notification::forget(&tx, person.id, &ids).await?;
            tx.commit().await?;
        }
        Ok(known)
    }

    /// Marks a line read and says where it leads.
    ///
    /// Errors: [`Error::NotFound`] for somebody else's line, or when what it tells of may no longer be known.
    pub async fn follow_notification(&self, cx: &Cx, id: NotificationId) -> Result<Followed> {
        let person = cx.person()?;
        let line = notification::line(self.db.read(), person.id, id)
            .await?
            .ok_or(Error::NotFound)?;
        if !line_is_known(person, &line) {
            return Err(Error::NotFound);
        }
        if line.read_at.is_none() {
            let tx = self.db.begin().await?;
            notification::mark_read(&tx, person.id, id, self.clock.now()).await?;
            tx.commit().await?;
        }
        let details: Details = serde_json::from_str(&line.payload).unwrap_or_default();
        Ok(Followed {
            delay: delay::delay_of(&details).map(|(delay, ..)| delay),
            project: ProjectId(line.project_id),
            kind: line.kind,
            audience: Audience::parse(&line.audience).unwrap_or(Audience::StateOnly),
        })
    }

    /// Marks the lines read that tell of what the signed-in person is looking at: a part of a project's sheet. Beside the
    /// request, and only when something is unread: no page waits for it.
    pub fn note_seen(
        &self,
        cx: &Cx,
        project: ProjectId,
        facts: &'static [Fact],
        audience: Option<Audience>,
    ) {
        let Actor::Person(person) = &cx.actor else {
            return;
        };
        if person.unread == 0 || facts.is_empty() {
            return;
        }
        let (services, person) = (self.clone(), person.id);
        tokio::spawn(async move {
            let seen = services.mark_seen(person, project, facts, audience).await;
            if let Err(error) = seen {
                tracing::warn!(%error, "what was seen was not noted");
            }
        });
    }

    async fn mark_seen(
        &self,
        person: PersonId,
        project: ProjectId,
        facts: &[Fact],
        audience: Option<Audience>,
    ) -> Result<()> {
        let kinds: Vec<&str> = facts.iter().map(|fact| fact.code()).collect();
        let (audience, now) = (audience.map(Audience::code), self.clock.now());
        let tx = self.db.begin().await?;
        notification::mark_seen(&tx, person, project, &kinds, audience, now).await?;
        Ok(tx.commit().await?)
    }

    /// Marks every line of the signed-in person read.
    pub async fn read_all_notifications(&self, cx: &Cx) -> Result<()> {
        let person = cx.person()?;
        let tx = self.db.begin().await?;
        notification::mark_all_read(&tx, person.id, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}
