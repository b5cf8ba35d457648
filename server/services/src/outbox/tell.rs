//! The job `tell`: who may know of a fact, as of now, gets a line in the bell and, if wanted, a mail.

use super::{digest, finish};
use crate::journal::Tell;
use crate::mail::letters::{Signer, Told};
use crate::notification::{Recipient, may_know, recipients};
use crate::{Error, Result, Services, policy};
use domain::account::MailFrequency;
use domain::ids::{EventId, NotificationId, PersonId, ProjectId};
use domain::timestamp::Timestamp;
use store::Tx;
use store::notification::{self, NewLine, ToldEvent};
use store::outbox::Job;
use store::project::read::EventLine;

impl Services {
    pub(super) async fn run_tell(&self, job: &Job) -> Result<()> {
        let tell: Tell = serde_json::from_str(&job.payload)
            .map_err(|_| Error::Outside("unreadable job".to_owned()))?;
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        // A project or fact that is gone has nobody to tell.
        if let Some(event) = notification::event(&*tx, tell.event).await? {
            self.tell_everybody(&tx, &event, now).await?;
        }
        finish(tx, job, "", now).await
    }

    async fn tell_everybody(&self, tx: &Tx, event: &ToldEvent, now: Timestamp) -> Result<()> {
        let project = ProjectId(event.project_id);
        let Some(access) = store::project::read::access(&**tx, project, None).await? else {
            return Ok(());
        };
        let resource = policy::resource_of(access)?;
        let concerned = recipients(notification::concerned(&**tx, project).await?);
        let sentence = self.wording.sentence(&event_line(event));
        for recipient in concerned {
            let is_actor = event.actor_id == Some(recipient.person.id.0);
            if !is_actor
                && may_know(
                    &recipient.person,
                    &resource,
                    recipient.member,
                    &event.audience,
                )
            {
                self.tell_one(tx, event, &recipient, &sentence, now).await?;
            }
        }
        Ok(())
    }

    async fn tell_one(
        &self,
        tx: &Tx,
        event: &ToldEvent,
        recipient: &Recipient,
        sentence: &str,
        now: Timestamp,
    ) -> Result<()> {
        let line = NewLine {
            id: NotificationId(self.ids.uuid()),
            person: recipient.person.id,
            project: ProjectId(event.project_id),
            event: EventId(event.id),
            at: now,
        };
        if !notification::add(tx, line).await? {
            return Ok(());
        }
        match recipient.frequency {
            MailFrequency::Now => self.mail_now(tx, event, recipient, sentence, line.id).await,
            MailFrequency::Daily => digest::schedule(tx, recipient.person.id, now).await,
            MailFrequency::Never => Ok(()),
        }
    }

    async fn mail_now(
        &self,
        tx: &Tx,
        event: &ToldEvent,
        recipient: &Recipient,
        sentence: &str,
        line: NotificationId,
    ) -> Result<()> {
        let letter = Told {
            base: self.settings.base_url.clone(),
            reader: recipient.first_name.clone(),
            sentence: sentence.to_owned(),
            project: event.title.clone(),
            link: format!("{}/notifications/{line}", self.settings.base_url),
            signer: event.actor_id.map(PersonId).map(|_| signer(event)),
        };
        self.post(
            tx,
            &recipient.person.email,
            event.email.as_deref(),
            &letter,
            None,
        )
        .await
    }
}

fn signer(event: &ToldEvent) -> Signer {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Signer::new(
        &text(&event.first_name),
        &text(&event.last_name),
        &text(&event.email),
        &text(&event.job),
        &text(&event.organisation),
    )
}

fn event_line(event: &ToldEvent) -> EventLine {
    EventLine {
        id: event.id,
        at: event.at,
        kind: event.kind.clone(),
        audience: event.audience.clone(),
        payload: event.payload.clone(),
        first_name: event.first_name.clone(),
        last_name: event.last_name.clone(),
        seq: event.seq,
    }
}
