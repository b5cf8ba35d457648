//! Invitations: a link by mail, for one address, for seven days, used once.

use super::allowed_roles;
use crate::journal::{Fact, details};
use crate::policy;
use crate::{Cx, Error, Once, Result, Services, secret};
use domain::form::Problem;
use domain::ids::{InvitationId, PersonId, ProjectId};
use domain::member::{INVITATION_DAYS, Invite};
use domain::permission::Action;
use domain::project::{Audience, MemberRole};
use domain::timestamp::Timestamp;
use store::member::read::{self, Invitation};
use store::member::write::{self, NewInvitation};

/// Invitations that one person may send in an hour.
pub const INVITATIONS_AN_HOUR: i64 = 30;

/// What the form of an invitation sends.
#[derive(Clone, Copy, Debug)]
pub struct InviteForm<'a> {
    /// Who to invite.
    pub email: &'a str,
    /// The place offered.
    pub role: &'a str,
    /// A word to the one who is invited.
    pub message: &'a str,
}

/// An invitation as its link shows it.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "one value a request, never kept in a list"
)]
pub enum Invited {
    /// It can be answered, by this person or once signed in.
    Open {
        /// What is offered.
        invitation: Invitation,
        /// Whether the one who asks is signed in with the address it is for.
        can_answer: bool,
    },
    /// It is for another address than the one signed in with.
    OtherAddress {
        /// The address it is for.
        email: String,
    },
    /// The one who asks has accepted it before: the project is open to her.
    AlreadyAccepted(ProjectId),
    /// Used, declined, taken back or too old, or never made.
    Over,
}

impl Services {
    /// Invites somebody: the invitation, its fact and its mail are one transaction.
    pub async fn invite(
        &self,
        cx: &Cx,
        project: ProjectId,
        form: InviteForm<'_>,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::InviteGuest, project).await?;
        let invite = Invite::parse(
            form.email,
            form.role,
            form.message,
            allowed_roles(cx, &resource),
        )
        .map_err(Error::Fields)?;
        let by = cx.person()?.id;
        let now = self.clock.now();
        self.hold_pace(by, now).await?;
        if read::is_there(self.db.read(), project, invite.email.as_str(), now).await? {
            return Err(Error::field("email", Problem::AlreadyThere));
        }
        let token = secret::token(self.ids.secret());
        let id = InvitationId(self.ids.uuid());
        let row = NewInvitation {
            id,
            project,
            email: invite.email.as_str(),
            role: invite.role,
            token_hash: &secret::hash(&token),
            message: &invite.message,
            by,
            at: now,
            expires_at: expiry(now),
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::invite(&tx, &row).await?;
        let invitation = read::invitation(&*tx, project, id)
            .await?
            .ok_or(Error::NotFound)?;
        self.mail_invitation(&tx, &invitation, &token).await?;
        let facts = details([
            ("email", invite.email.to_string()),
            ("role", invite.role.code().to_owned()),
        ]);
        self.record(&tx, cx, project, Fact::MemberInvited, Audience::All, facts)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn hold_pace(&self, by: PersonId, now: Timestamp) -> Result<()> {
        let sent = read::sent_since(self.db.read(), by, now.plus_seconds(-3_600)).await?;
        if sent < INVITATIONS_AN_HOUR {
            Ok(())
        } else {
            Err(Error::TooMany(3_600))
        }
    }

    /// Takes an invitation back.
    pub async fn revoke_invitation(
        &self,
        cx: &Cx,
        project: ProjectId,
        id: InvitationId,
        once: &Once,
    ) -> Result<()> {
        let invitation = self.invitation_to_manage(cx, project, id).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::revoke(&tx, id, self.clock.now()).await?;
        let facts = details([("email", invitation.email)]);
        self.record(
            &tx,
            cx,
            project,
            Fact::InvitationRevoked,
            Audience::All,
            facts,
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Sends an invitation again with a new link; the link before it no longer opens anything.
    pub async fn resend_invitation(
        &self,
        cx: &Cx,
        project: ProjectId,
        id: InvitationId,
        once: &Once,
    ) -> Result<()> {
        let mut invitation = self.invitation_to_manage(cx, project, id).await?;
        let now = self.clock.now();
        let token = secret::token(self.ids.secret());
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        invitation.expires_at = expiry(now).0;
        write::renew(&tx, id, &secret::hash(&token), expiry(now)).await?;
        self.mail_invitation(&tx, &invitation, &token).await?;
        Ok(tx.commit().await?)
    }

    /// An invitation that the one who asks may take back or send again.
    pub async fn invitation_to_manage(
        &self,
        cx: &Cx,
        project: ProjectId,
        id: InvitationId,
    ) -> Result<Invitation> {
        let resource = policy::require(&self.db, cx, Action::InviteGuest, project).await?;
        let invitation = read::invitation(self.db.read(), project, id)
            .await?
            .ok_or(Error::NotFound)?;
        let role = MemberRole::parse(&invitation.role).ok_or(Error::NotFound)?;
        if allowed_roles(cx, &resource).contains(&role) {
            Ok(invitation)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// What a link of an invitation shows. Reading it uses nothing up.
    pub async fn invitation(&self, cx: &Cx, token: &str) -> Result<Invited> {
        let Some(invitation) =
            read::invitation_by_token(self.db.read(), &secret::hash(token)).await?
        else {
            return Ok(Invited::Over);
        };
        let person = cx.person().ok();
        if let Some(person) = person.filter(|person| person.email != invitation.email) {
            tracing::info!(person = %person.id, "an invitation was opened from another account");
            return Ok(Invited::OtherAddress {
                email: invitation.email,
            });
        }
        if person.is_some_and(|person| Some(person.id.0) == invitation.accepted_by) {
            return Ok(Invited::AlreadyAccepted(ProjectId(invitation.project_id)));
        }
        if !is_open(&invitation, self.clock.now()) {
            return Ok(Invited::Over);
        }
        Ok(Invited::Open {
            invitation,
            can_answer: person.is_some(),
        })
    }

    /// Accepts an invitation: the one who asks joins its project. Of two who press at once, one joins
    /// and the other finds it done.
    pub async fn accept_invitation(&self, cx: &Cx, token: &str) -> Result<Invited> {
        let person = cx.person()?;
        let invitation = match self.invitation(cx, token).await? {
            Invited::Open { invitation, .. } => invitation,
            other => return Ok(other),
        };
        let project = ProjectId(invitation.project_id);
        let role = MemberRole::parse(&invitation.role).ok_or(Error::NotFound)?;
        let now = self.clock.now();
        let id = InvitationId(invitation.id);
        let tx = self.db.begin().await?;
        match write::accept(&tx, id, &secret::hash(token), person.id, now).await {
            Err(store::Error::NotFound) => {
                drop(tx);
                return self.invitation(cx, token).await;
            }
            other => other?,
        }
        write::join(&tx, project, person.id, role, None, now).await?;
        let facts = details([
            ("person", person.id.to_string()),
            ("role", role.code().to_owned()),
        ]);
        self.record(&tx, cx, project, Fact::MemberJoined, Audience::All, facts)
            .await?;
        tx.commit().await?;
        Ok(Invited::AlreadyAccepted(project))
    }

    /// Declines an invitation: it is used up.
    pub async fn decline_invitation(&self, cx: &Cx, token: &str) -> Result<Invited> {
        cx.person()?;
        let invitation = match self.invitation(cx, token).await? {
            Invited::Open { invitation, .. } => invitation,
            other => return Ok(other),
        };
        let project = ProjectId(invitation.project_id);
        let tx = self.db.begin().await?;
        write::decline(
            &tx,
            InvitationId(invitation.id),
            &secret::hash(token),
            self.clock.now(),
        )
        .await?;
        let facts = details([("email", invitation.email)]);
        self.record(
            &tx,
            cx,
            project,
            Fact::InvitationDeclined,
            Audience::All,
            facts,
        )
        .await?;
        tx.commit().await?;
        Ok(Invited::Over)
    }
}

const fn expiry(now: Timestamp) -> Timestamp {
    now.plus_seconds(INVITATION_DAYS * 24 * 3_600)
}

const fn is_open(invitation: &Invitation, now: Timestamp) -> bool {
    invitation.accepted_at.is_none()
        && invitation.refused_at.is_none()
        && invitation.revoked_at.is_none()
        && invitation.expires_at > now.0
}
