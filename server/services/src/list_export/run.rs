//! The worker's part: the file is written with the rights that its reader has at that moment, and she is told.

use super::{KEPT_SECONDS, listing_of, still_sees};
use crate::desk::table::export::Export;
use crate::mail::letters::export::ExportDone;
use crate::notification::{Recipient, recipients};
use crate::outbox::finish;
use crate::{Error, Result, Services};
use domain::filter::Listing;
use domain::ids::{ListExportId, PersonId};
use domain::list_export::{ExportFailure, ExportFormat, ExportState, KEPT_DAYS};
use domain::timestamp::Timestamp;
use futures::StreamExt;
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::list_export::{self as table, ListExport, Made};
use store::outbox::{self, Job};
use tokio::sync::Notify;

/// The kind of the job that writes a file.
pub const EXPORT: &str = "list_export";
/// How often those who wait are told how far it is; the job's lock is held on then.
const TOLD_EVERY: Duration = Duration::from_secs(1);
/// How long the lock is held on, in seconds.
const HELD_SECONDS: i64 = 300;
/// Tries before an export is given up.
const TRIES: i64 = 3;

/// What became of an export.
enum Outcome {
    /// Its file is there.
    Made(Made, Recipient),
    /// There will be none.
    Refused(ExportFailure, Option<Recipient>),
    /// Nobody waits for it any more.
    Gone,
}

impl Services {
    /// Does the job [`EXPORT`]. What is written before the machine stops is not seen: the next try writes it from the beginning.
    pub(crate) async fn run_export(&self, job: &Job) -> Result<()> {
        let id: ListExportId = serde_json::from_str(&job.payload)
            .map_err(|error| Error::Outside(format!("export job: {error}")))?;
        let found = table::one(self.db.read(), id).await?;
        let waits = |found: &ListExport| found.state == ExportState::Waiting.code();
        let Some(found) = found.filter(waits) else {
            return finish(self.db.begin().await?, job, "", self.clock.now()).await;
        };
        let mut job = job.clone();
        let outcome = match self.make_file(&found, &mut job).await {
            Ok(outcome) => outcome,
            Err(Error::Conflict) => return Err(Error::Conflict),
            // Not given back by who called: the lock has been held on since.
            Err(error) if job.attempts < TRIES => return self.give_back(&job, &error).await,
            Err(error) => {
                tracing::error!(export = %id, %error, "an export is given up");
                let reader = self.reader_of(&found).await?;
                Outcome::Refused(ExportFailure::Broken, reader)
            }
        };
        self.settle_export(&found, outcome, &job).await
    }

    async fn reader_of(&self, found: &ListExport) -> Result<Option<Recipient>> {
        let person = PersonId(found.person_id);
        let roles = store::notification::roles(self.db.read(), person).await?;
        Ok(recipients(roles).pop())
    }

    async fn make_file(&self, found: &ListExport, job: &mut Job) -> Result<Outcome> {
        let listing = listing_of(found);
        let reader = self.reader_of(found).await?;
        let sees = reader.and_then(|reader| {
            let reach = still_sees(&reader.person, &found.ground, &listing)?;
            Some((reader, reach))
        });
        let format = ExportFormat::parse(&found.format);
        let (Some((reader, reach)), Some(format)) = (sees, format) else {
            return Ok(Outcome::Refused(ExportFailure::Rights, None));
        };
        let export = self.export_of(&reader.person, &reach, &listing).await?;
        let made = self
            .write_and_tell(found, export, &listing, format, job)
            .await?;
        Ok(made.map_or(Outcome::Gone, |made| Outcome::Made(made, reader)))
    }

    /// Writes the file and tells now and then how far it is. `None` when nobody waits for it any more.
    async fn write_and_tell(
        &self,
        found: &ListExport,
        export: Export,
        listing: &Listing,
        format: ExportFormat,
        job: &mut Job,
    ) -> Result<Option<Made>> {
        let (written, total) = (export.written(), export.left());
        let total = i64::try_from(total).unwrap_or(i64::MAX);
        let rows = || i64::try_from(written.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        let ended = Notify::new();
        // Its failure is no reason to drop who tells in the middle of holding the lock on.
        let writing = async {
            let bytes = self.write_file(found, export, listing, format).await;
            ended.notify_one();
            Ok(bytes)
        };
        let watching = async {
            loop {
                if !self.tell_rows(found, rows(), total, job).await? {
                    return Err(Error::NotFound);
                }
                tokio::select! {
                    () = ended.notified() => return Ok(()),
                    () = tokio::time::sleep(TOLD_EVERY) => {}
                }
            }
        };
        match tokio::try_join!(writing, watching) {
            Ok((bytes, ())) => Ok(Some(Made {
                bytes: bytes?,
                rows: rows(),
            })),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives the size of the file, in bytes.
    async fn write_file(
        &self,
        found: &ListExport,
        export: Export,
        listing: &Listing,
        format: ExportFormat,
    ) -> Result<i64> {
        let mut content = self.sheets.file(export, listing.shown(), format).await?;
        let mut file = self.files.create(&found.file_key).await?;
        let mut bytes = 0_i64;
        while let Some(piece) = content.next().await {
            let written = match piece {
                Ok(piece) => {
                    bytes += i64::try_from(piece.len()).unwrap_or(0);
                    file.write(piece).await
                }
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                file.abort().await;
                return Err(error);
            }
        }
        file.finish().await?;
        Ok(bytes)
    }

    /// False when nobody waits for it any more.
    async fn tell_rows(
        &self,
        found: &ListExport,
        rows: i64,
        total: i64,
        job: &mut Job,
    ) -> Result<bool> {
        let until = self.clock.now().plus_seconds(HELD_SECONDS);
        let tx = self.db.begin().await?;
        outbox::hold(&tx, job, until).await?;
        let waits = table::progress(&tx, found.id, rows, total).await?;
        tx.commit().await?;
        job.locked_until = until.0;
        Ok(waits)
    }

    /// Notes what became of it, tells its reader, ends the job: one transaction.
    async fn settle_export(&self, found: &ListExport, outcome: Outcome, job: &Job) -> Result<()> {
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        let waited = match outcome {
            Outcome::Made(made, reader) => {
                let expires = now.plus_seconds(KEPT_SECONDS);
                let waited = table::ready(&tx, found.id, made, now, expires).await?;
                if waited {
                    self.post_export(&tx, found, true, &reader, expires).await?;
                }
                waited
            }
            Outcome::Refused(why, reader) => {
                let waited = table::give_up(&tx, found.id, why, now).await?;
                if let Some(reader) = reader.filter(|_| waited) {
                    let expires = Timestamp(found.expires_at);
                    self.post_export(&tx, found, false, &reader, expires)
                        .await?;
                }
                waited
            }
            Outcome::Gone => false,
        };
        finish(tx, job, "", now).await?;
        if !waited {
            self.files.delete(&found.file_key).await?;
        }
        Ok(())
    }

    /// Whoever asked has left the page long since: she is told where the file is. It is not in the mail: she signs in.
    async fn post_export(
        &self,
        tx: &store::Tx,
        found: &ListExport,
        ready: bool,
        reader: &Recipient,
        expires: Timestamp,
    ) -> Result<()> {
        let base = &self.settings.base_url;
        let letter = ExportDone {
            base: base.clone(),
            reader: reader.first_name.clone(),
            ready,
            days: KEPT_DAYS,
            link: format!("{base}/territoire/exports/{}", found.id),
        };
        let to = &reader.person.email;
        self.post(tx, to, None, &letter, Some(expires)).await
    }
}
