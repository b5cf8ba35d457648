//! The job `digest`: one mail a day, at the hour chosen, for those who want one. One that would say nothing is not sent.
//!
//! What it owes is noted line by line, and settled in the transaction that posts it: nothing is mailed twice when the hour
//! changes, nothing is lost when a job is tried again.

use super::finish;
use crate::account::mails::{Stops, frequency_of, topic_of};
use crate::journal::{Fact, to_json};
use crate::mail::letters::Digest;
use crate::notification::{event_of, line_is_known, recipients};
use crate::{Error, Result, Services};
use domain::account::{MailChoice, MailFrequency};
use domain::ids::{OutboxId, PersonId};
use domain::timestamp::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::Tx;
use store::notification::{self, BellLine};
use store::outbox::Job;
use uuid::Uuid;

/// The kind of the job that sends a person's mail of the day.
pub const DIGEST: &str = "digest";

/// Lines in one mail; what is more is in the next one.
const LINES: u32 = 200;

#[derive(Serialize, Deserialize)]
struct Morning {
    person: PersonId,
}

/// Plans the next mail of the day of a person, at this hour of Paris. The first fact plans it; those that follow find it
/// there, because its id is made of the person and the moment.
pub(super) async fn schedule(tx: &Tx, person: PersonId, hour: u8, now: Timestamp) -> Result<()> {
    let at = next(now, hour);
    let id = OutboxId(id_of(person, at));
    let payload = to_json(&Morning { person });
    Ok(store::outbox::schedule(tx, id, DIGEST, &payload, now, at).await?)
}

fn id_of(person: PersonId, morning: Timestamp) -> Uuid {
    let hash = Sha256::digest(format!("digest:{person}:{}", morning.0));
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(hash) {
        *to = from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The next time that it is this hour in Paris after a moment; a day later should the zone be unknown.
pub(crate) fn next(now: Timestamp, hour: u8) -> Timestamp {
    let hour = i8::try_from(hour).unwrap_or(0);
    let morning = || -> std::result::Result<Timestamp, jiff::Error> {
        let zone = TimeZone::get("Europe/Paris")?;
        let that = |day: jiff::civil::Date| zone.to_timestamp(day.at(hour, 0, 0, 0));
        let today = zone
            .to_datetime(jiff::Timestamp::from_millisecond(now.0)?)
            .date();
        let first = Timestamp(that(today)?.as_millisecond());
        if first > now {
            return Ok(first);
        }
        Ok(Timestamp(that(today.tomorrow()?)?.as_millisecond()))
    };
    morning().unwrap_or(now.plus_seconds(86_400))
}

impl Services {
    pub(super) async fn run_digest(&self, job: &Job) -> Result<()> {
        let morning: Morning = serde_json::from_str(&job.payload)
            .map_err(|_| Error::Outside("unreadable job".to_owned()))?;
        let now = self.clock.now();
        // Read before the transaction: at seven many are written, and nobody should wait for them.
        let db = self.db.read();
        let reader = recipients(notification::roles(db, morning.person).await?).pop();
        let choice = self.mails_of(morning.person).await?;
        let owed = notification::owed(db, morning.person, LINES).await?;
        let settled: Vec<Uuid> = owed.iter().map(|line| line.id).collect();
        let mut lines = owed;
        lines.retain(|line| {
            let wanted = choice.as_ref().is_some_and(|choice| is_daily(choice, line));
            let known = reader
                .as_ref()
                .is_some_and(|reader| line_is_known(&reader.person, line));
            line.read_at.is_none() && wanted && known
        });
        let tx = self.db.begin().await?;
        notification::settle(&tx, morning.person, &settled).await?;
        if let Some(reader) = reader.filter(|_| !lines.is_empty()) {
            let secret = reader.secret.as_deref();
            let way_out = self
                .way_out(&tx, morning.person, secret, Stops::Digest)
                .await?;
            let letter = self.digest_of(&reader.first_name, &lines, way_out.clone());
            self.post_news(&tx, &reader.person.email, None, &letter, way_out)
                .await?;
            if settled.len() >= LINES as usize {
                schedule(&tx, morning.person, reader.hour, now).await?;
            }
        }
        finish(tx, job, "", now).await
    }

    fn digest_of(&self, reader: &str, lines: &[BellLine], way_out: String) -> Digest {
        let mut projects: Vec<(Uuid, String, Vec<String>)> = Vec::new();
        for line in lines {
            let sentence = self.wording.sentence(&event_of(line));
            match projects.iter_mut().find(|(id, ..)| *id == line.project_id) {
                Some((_, _, sentences)) => sentences.push(sentence),
                None => projects.push((line.project_id, line.title.clone(), vec![sentence])),
            }
        }
        Digest {
            base: self.settings.base_url.clone(),
            reader: reader.to_owned(),
            projects: projects
                .into_iter()
                .map(|(_, title, sentences)| (title, sentences))
                .collect(),
            count: lines.len(),
            way_out,
        }
    }
}

/// Whether a line still belongs in the mail of the day: its reader may have chosen otherwise since.
fn is_daily(choice: &MailChoice, line: &BellLine) -> bool {
    frequency_of(choice, topic_of(Fact::parse(&line.kind))) == MailFrequency::Daily
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_of_the_day_leaves_at_its_hour_in_paris() {
        // 2026-03-03T05:59Z is 06:59 in Paris: the same morning; a minute later, the next one.
        let seven = 1_772_517_600_000;
        assert_eq!(next(Timestamp(seven - 60_000), 7), Timestamp(seven));
        assert_eq!(next(Timestamp(seven), 7), Timestamp(seven + 86_400_000));
        assert_eq!(next(Timestamp(seven), 18), Timestamp(seven + 39_600_000));
        // The night of the change to summer time is an hour shorter.
        let before = Timestamp(1_774_677_600_000);
        assert_eq!(next(before, 7).since(before), 23 * 3_600_000);
    }
}
