//! The people of a project: who they are, their places, who leaves.

pub mod invitation;
mod letter;

use crate::journal::{Fact, details};
use crate::policy::{self, Resource};
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::{PersonId, ProjectId};
use domain::member::{role_among, roles_to_give};
use domain::permission::Action;
use domain::project::{Audience, MemberRole};
use store::Tx;
use store::member::read::{self, InvitationLine, PersonLine};
use store::member::write;

/// What the page of the members shows.
#[derive(Clone, Debug)]
pub struct People {
    /// The members.
    pub members: Vec<PersonLine>,
    /// The State people who follow the project.
    pub followers: Vec<PersonLine>,
    /// Invitations without an answer; empty for those who may not invite.
    pub invitations: Vec<InvitationLine>,
    /// The places that the reader may give to others.
    pub allowed: &'static [MemberRole],
}

impl People {
    /// Whether the reader may take this member off the project.
    pub fn may_remove(&self, reader: PersonId, member: &PersonLine) -> bool {
        let role = MemberRole::parse(&member.role);
        member.id == reader.0 || role.is_some_and(|role| self.allowed.contains(&role))
    }

    /// Whether the reader may give members other places.
    pub fn may_change_roles(&self) -> bool {
        self.allowed.contains(&MemberRole::Lead)
    }
}

/// The places that the one who asks may give on a project.
pub fn allowed_roles(cx: &Cx, resource: &Resource) -> &'static [MemberRole] {
    let may = |action| policy::can(&cx.actor, action, resource).allows();
    roles_to_give(may(Action::InviteAny), may(Action::InviteGuest))
}

impl Services {
    /// The people of a sheet. At most three queries.
    pub async fn people(&self, cx: &Cx, head: &SheetHead) -> Result<People> {
        let project = head.resource.id;
        let allowed = allowed_roles(cx, &head.resource);
        let invitations = if allowed.is_empty() {
            Vec::new()
        } else {
            read::invitations(self.db.read(), project).await?
        };
        Ok(People {
            members: read::members(self.db.read(), project).await?,
            followers: read::followers(self.db.read(), project).await?,
            invitations,
            allowed,
        })
    }

    /// A member that the one who asks may take off the project: oneself always, others as one may
    /// invite them. [`Error::Fields`] for the last lead.
    pub async fn removable_member(
        &self,
        cx: &Cx,
        project: ProjectId,
        person: PersonId,
    ) -> Result<PersonLine> {
        let resource = policy::require(&self.db, cx, Action::Read, project).await?;
        let member = read::member(self.db.read(), project, person)
            .await?
            .ok_or(Error::NotFound)?;
        let role = MemberRole::parse(&member.role).ok_or(Error::NotFound)?;
        let mine = cx.person_id() == Some(person);
        if mine || allowed_roles(cx, &resource).contains(&role) {
            Ok(member)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Takes a person off a project, or leaves it.
    pub async fn remove_member(
        &self,
        cx: &Cx,
        project: ProjectId,
        person: PersonId,
        once: &Once,
    ) -> Result<()> {
        let member = self.removable_member(cx, project, person).await?;
        let fact = if cx.person_id() == Some(person) {
            Fact::MemberLeft
        } else {
            Fact::MemberRemoved
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        keep_a_lead(&tx, project, person).await?;
        write::remove(&tx, project, person).await?;
        let facts = details([("name", name_of(&member)), ("person", person.to_string())]);
        self.record(&tx, cx, project, fact, Audience::All, facts)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Gives a member another place.
    pub async fn change_role(
        &self,
        cx: &Cx,
        project: ProjectId,
        person: PersonId,
        typed: &str,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::InviteAny, project).await?;
        let member = read::member(self.db.read(), project, person)
            .await?
            .ok_or(Error::NotFound)?;
        let role =
            role_among(typed, MemberRole::ALL).map_err(|problem| Error::field("role", problem))?;
        if member.role == role.code() {
            return Ok(());
        }
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if role != MemberRole::Lead {
            keep_a_lead(&tx, project, person).await?;
        }
        write::set_role(&tx, project, person, role).await?;
        let facts = details([
            ("name", name_of(&member)),
            ("person", person.to_string()),
            ("role", role.code().to_owned()),
        ]);
        self.record(&tx, cx, project, Fact::RoleChanged, Audience::All, facts)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// Refuses to let the last lead go: somebody answers for each project.
async fn keep_a_lead(tx: &Tx, project: ProjectId, leaving: PersonId) -> Result<()> {
    let leads = write::leads(tx, project).await?;
    if leads == [leaving] {
        Err(Error::field("", Problem::LastLead))
    } else {
        Ok(())
    }
}

/// "Claire Martin", or the address while no name is known.
fn name_of(person: &PersonLine) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    let name = name.trim();
    if name.is_empty() {
        person.email.clone()
    } else {
        name.to_owned()
    }
}
