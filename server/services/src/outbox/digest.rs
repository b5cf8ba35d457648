//! The job `digest`: one mail in the morning for those who want one a day.

use super::finish;
use crate::journal::to_json;
use crate::mail::letters::Digest;
use crate::notification::{event_of, line_is_known, recipients};
use crate::{Error, Result, Services};
use domain::account::MailFrequency;
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

/// The hour of Paris at which it leaves.
const HOUR: i8 = 7;

#[derive(Serialize, Deserialize)]
struct Morning {
    person: PersonId,
    since: Timestamp,
}

/// Plans the next morning's mail of a person. The first fact plans it; those that follow find it there,
/// because its id is made of the person and the morning.
pub(super) async fn schedule(tx: &Tx, person: PersonId, now: Timestamp) -> Result<()> {
    let at = next_morning(now);
    let id = OutboxId(id_of(person, at));
    let payload = to_json(&Morning { person, since: now });
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

/// The next seven o'clock of Paris after a moment; a day later should the zone be unknown.
fn next_morning(now: Timestamp) -> Timestamp {
    let morning = || -> std::result::Result<Timestamp, jiff::Error> {
        let zone = TimeZone::get("Europe/Paris")?;
        let seven = |day: jiff::civil::Date| zone.to_timestamp(day.at(HOUR, 0, 0, 0));
        let today = zone
            .to_datetime(jiff::Timestamp::from_millisecond(now.0)?)
            .date();
        let first = Timestamp(seven(today)?.as_millisecond());
        if first > now {
            return Ok(first);
        }
        Ok(Timestamp(seven(today.tomorrow()?)?.as_millisecond()))
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
        let reader = reader.filter(|reader| reader.frequency == MailFrequency::Daily);
        let mut lines = Vec::new();
        if let Some(reader) = &reader {
            lines = notification::unread_since(db, morning.person, morning.since, 200).await?;
            lines.retain(|line| line_is_known(&reader.person, line));
        }
        let tx = self.db.begin().await?;
        if let Some(reader) = reader.filter(|_| !lines.is_empty()) {
            let letter = self.digest_of(&reader.first_name, &lines);
            self.post(&tx, &reader.person.email, None, &letter, None)
                .await?;
        }
        finish(tx, job, "", now).await
    }

    fn digest_of(&self, reader: &str, lines: &[BellLine]) -> Digest {
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_of_the_day_leaves_at_seven_in_paris() {
        // 2026-03-03T05:59Z is 06:59 in Paris: the same morning; a minute later, the next one.
        let seven = 1_772_517_600_000;
        assert_eq!(next_morning(Timestamp(seven - 60_000)), Timestamp(seven));
        assert_eq!(
            next_morning(Timestamp(seven)),
            Timestamp(seven + 86_400_000)
        );
        // The night of the change to summer time is an hour shorter.
        let before = Timestamp(1_774_677_600_000);
        assert_eq!(next_morning(before).since(before), 23 * 3_600_000);
    }
}
