//! The job `tell`: who may know of a fact, as of now, gets a line in the bell and, if wanted, a mail.

use super::introduction::Introduction;
use super::{digest, finish};
use crate::account::mails::{Stops, topic_of};
use crate::delay;
use crate::journal::{Details, Fact, Tell};
use crate::mail::letters::{Signer, Told};
use crate::notification::{Recipient, may_know, recipients};
use crate::policy::Resource;
use crate::{Error, Result, Services, policy};
use domain::account::MailFrequency;
use domain::ids::{EventId, NotificationId, ProjectId};
use domain::territory::{ArrondissementCode, CommuneCode};
use domain::timestamp::Timestamp;
use store::Tx;
use store::notification::{self, Asked, NewLine, ToldEvent};
use store::outbox::Job;
use store::project::read::EventLine;

/// Where a mail leads.
#[derive(Debug)]
pub(super) struct Links {
    /// To what it tells of.
    pub news: String,
    /// Out of such mails.
    pub way_out: String,
}

impl Services {
    pub(super) async fn run_tell(&self, job: &Job) -> Result<()> {
        let tell: Tell = serde_json::from_str(&job.payload)
            .map_err(|_| Error::Outside("unreadable job".to_owned()))?;
        let now = self.clock.now();
        // Read before the transaction: who writes a message does not wait while this looks around.
        let told = self.who_is_told(tell.event, now).await?;
        let known = match &told {
            Some((event, _)) => self.introduction(event).await?,
            None => None,
        };
        let tx = self.db.begin_shared().await?;
        if let Some((event, readers)) = &told {
            let sentence = self.wording.sentence(&event_line(event));
            for reader in readers {
                let known = known.as_ref();
                self.tell_one(&tx, event, known, reader, &sentence, now)
                    .await?;
            }
        }
        finish(tx, job, "", now).await
    }

    /// The fact and those who may know of it now; nothing for a project or fact that is gone.
    async fn who_is_told(
        &self,
        event: EventId,
        now: Timestamp,
    ) -> Result<Option<(ToldEvent, Vec<Recipient>)>> {
        let db = self.db.read();
        let Some(event) = notification::event(db, event).await? else {
            return Ok(None);
        };
        let project = ProjectId(event.project_id);
        let Some(access) = store::project::read::access(db, project, None).await? else {
            return Ok(None);
        };
        let resource = policy::resource_of(access)?;
        let today = crate::working_days::day_in_paris(now).to_string();
        let reminder = reminder(&event);
        if let Some(details) = &reminder
            && !self.still_runs(project, details).await?
        {
            return Ok(None);
        }
        let asked = Asked {
            project,
            today: &today,
            others: &self.other_arrondissements(&event, &resource).await?,
            managers: managers_are_told(&event.kind),
            referent: reminder.is_some(),
            topic: topic_of(Fact::parse(&event.kind)).code(),
        };
        let mut readers = recipients(notification::concerned(db, &asked).await?);
        readers.retain(|reader| {
            event.actor_id != Some(reader.person.id.0)
                && may_know(&reader.person, &resource, reader.member, &event.audience)
                && reminder
                    .as_ref()
                    .is_none_or(|details| delay::is_for(reader, details, &resource))
        });
        Ok(Some((event, readers)))
    }

    /// Where a deposit that begins has communes besides the arrondissement that answers for it: one query for a deposit,
    /// none for any other fact.
    async fn other_arrondissements(
        &self,
        event: &ToldEvent,
        resource: &Resource,
    ) -> Result<Vec<ArrondissementCode>> {
        if Fact::parse(&event.kind) != Some(Fact::Submitted) {
            return Ok(Vec::new());
        }
        let places = store::rule::facts::places(self.db.read(), resource.id).await?;
        let france = self.territories.dataset();
        let communes = places
            .iter()
            .filter_map(|place| france.resolve(CommuneCode::parse(&place.commune_code).ok()?));
        let mut codes: Vec<ArrondissementCode> = communes
            .filter(|commune| commune.departement.as_str() == resource.departement)
            .filter_map(|commune| commune.arrondissement)
            .filter(|code| Some(code.as_str()) != resource.arrondissement.as_deref())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        Ok(codes)
    }

    /// What was done in between is not asked for any more.
    async fn still_runs(&self, project: ProjectId, details: &Details) -> Result<bool> {
        match delay::delay_of(details) {
            Some((delay, due, _)) => {
                Ok(store::reminder::runs(self.db.read(), project, delay, due).await?)
            }
            None => Ok(false),
        }
    }

    async fn tell_one(
        &self,
        tx: &Tx,
        event: &ToldEvent,
        known: Option<&Introduction>,
        recipient: &Recipient,
        sentence: &str,
        now: Timestamp,
    ) -> Result<()> {
        let fact = Fact::parse(&event.kind);
        // What she owes herself is told to who is deaf to the rest.
        let muted = recipient.muted && fact != Some(Fact::Reminded);
        let line = NewLine {
            id: NotificationId(self.ids.uuid()),
            person: recipient.person.id,
            project: ProjectId(event.project_id),
            event: EventId(event.id),
            at: now,
            read: muted,
            mail_owed: !muted && recipient.frequency == MailFrequency::Daily,
        };
        if !notification::add(tx, line).await? || muted {
            return Ok(());
        }
        match recipient.frequency {
            MailFrequency::Now => {
                let secret = recipient.secret.as_deref();
                let stops = Stops::Topic(topic_of(fact));
                let links = Links {
                    news: format!("{}/notifications/{}", self.settings.base_url, line.id),
                    way_out: self.way_out(tx, line.person, secret, stops).await?,
                };
                match known {
                    Some(known) => {
                        self.introduce(tx, event, known, recipient, sentence, links)
                            .await
                    }
                    None => self.mail_now(tx, event, recipient, sentence, links).await,
                }
            }
            MailFrequency::Daily => {
                digest::schedule(tx, recipient.person.id, recipient.hour, now).await
            }
            MailFrequency::Never => Ok(()),
        }
    }

    async fn mail_now(
        &self,
        tx: &Tx,
        event: &ToldEvent,
        recipient: &Recipient,
        sentence: &str,
        links: Links,
    ) -> Result<()> {
        let letter = Told {
            base: self.settings.base_url.clone(),
            reader: recipient.first_name.clone(),
            sentence: sentence.to_owned(),
            project: event.title.clone(),
            link: links.news,
            way_out: links.way_out.clone(),
            signer: event.actor_id.map(|_| signer(event)),
        };
        let to = &recipient.person.email;
        self.post_news(tx, to, event.email.as_deref(), &letter, links.way_out)
            .await
    }
}

/// The details of a reminder; nothing for any other fact.
fn reminder(event: &ToldEvent) -> Option<Details> {
    (Fact::parse(&event.kind) == Some(Fact::Reminded))
        .then(|| serde_json::from_str(&event.payload).unwrap_or_default())
}

/// Whether a fact matters to who manages the contract of the project: where the project stands and what stops it,
/// not the work on it.
fn managers_are_told(kind: &str) -> bool {
    matches!(
        Fact::parse(kind),
        Some(
            Fact::Submitted
                | Fact::Redirected
                | Fact::Prioritised
                | Fact::Closed
                | Fact::Withdrawn
                | Fact::Reopened
                | Fact::BlockerRaised
        )
    )
}

pub(super) fn signer(event: &ToldEvent) -> Signer {
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
