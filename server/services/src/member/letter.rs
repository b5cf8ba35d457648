//! The mail of an invitation.

use crate::mail::letters::{self, Signer};
use crate::{Error, Result, Services};
use domain::member::INVITATION_DAYS;
use domain::project::MemberRole;
use domain::timestamp::Timestamp;
use store::Tx;
use store::member::read::Invitation;

impl Services {
    /// Adds the invitation's mail to the outbox. Of the project it tells the title only.
    pub(super) async fn mail_invitation(
        &self,
        tx: &Tx,
        invitation: &Invitation,
        token: &str,
    ) -> Result<()> {
        let base = self.settings.base_url.clone();
        let letter = letters::Invitation {
            signer: Signer::new(
                &invitation.inviter_first_name,
                &invitation.inviter_last_name,
                &invitation.inviter_email,
                &invitation.inviter_job,
                &invitation.inviter_organisation,
            ),
            project: invitation.title.clone(),
            role: MemberRole::parse(&invitation.role).ok_or(Error::NotFound)?,
            message: invitation.message.clone(),
            link: format!("{base}/invitations/{token}"),
            days: INVITATION_DAYS,
            base,
        };
        let reply_to = Some(invitation.inviter_email.as_str());
        let not_after = Some(Timestamp(invitation.expires_at));
        self.post(tx, &invitation.email, reply_to, &letter, not_after)
            .await
    }
}
