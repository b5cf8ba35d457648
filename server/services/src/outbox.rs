//! The worker: takes the jobs that wait in the database and does them.
//!
//! A job is taken under a lock that ends by itself. What a job writes and the job's own end are one
//! transaction, which is refused when the lock was lost in between: a crash neither forgets a job nor
//! does twice what it writes. A mail handed to the outside just before a crash may leave twice; it then
//! carries the same `Message-ID`.

mod digest;
mod introduction;
mod send;
mod tell;

use crate::attachment::scan::SCAN;
use crate::batch::{KEPT_SECONDS, SEVERAL};
use crate::import::lists::LIST;
use crate::journal::TELL;
use crate::list_export::EXPORT;
use crate::mail::MAIL;
use crate::{Cx, Error, Result, Services};
use domain::ids::OutboxId;
use domain::timestamp::Timestamp;
use futures::StreamExt;
use std::time::Duration;
use store::outbox::{self, DeadJob, Job};

pub use digest::DIGEST;
pub(crate) use digest::next as next_hour;
pub use store::outbox::Jobs;

/// Jobs taken at once.
const BATCH: u32 = 20;
/// Jobs that wait for a mail server or an antivirus, done at the same time.
const AT_ONCE: usize = 4;
/// How long a taken job is ours, in seconds: longer than a batch of slow mails.
const LOCK_SECONDS: i64 = 300;
/// Tries before a job is put aside.
pub const TRIES: i64 = 10;
/// Longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 6 * 3600;
/// How often the worker looks by itself: other machines ring no bell here.
const ROUND: Duration = Duration::from_secs(3);
/// Rounds between two cleanings: about ten minutes.
const ROUNDS_TO_SWEEP: u32 = 200;

impl Services {
    /// Works until it is dropped. Failures are logged, never returned: the next round tries again.
    pub async fn work(self) {
        let mut round = 0_u32;
        loop {
            match self.run_due_jobs().await {
                Ok(done) if done > 0 => continue,
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "the outbox cannot be read"),
            }
            if round.is_multiple_of(ROUNDS_TO_SWEEP)
                && let Err(error) = self.sweep().await
            {
                tracing::error!(%error, "old lines were not swept");
            }
            if round.is_multiple_of(ROUNDS_TO_SWEEP)
                && let Err(error) = self.escalate_waiting().await
            {
                tracing::error!(%error, "decisions that waited too long were not handed on");
            }
            if round.is_multiple_of(ROUNDS_TO_SWEEP)
                && let Err(error) = self.remind().await
            {
                tracing::error!(%error, "nobody was reminded of what is late");
            }
            if round.is_multiple_of(ROUNDS_TO_SWEEP)
                && let Err(error) = self.refresh_figures().await
            {
                tracing::error!(%error, "the figures were not counted");
            }
            if round.is_multiple_of(ROUNDS_TO_SWEEP)
                && let Err(error) = self.send_views().await
            {
                tracing::error!(%error, "no view was sent");
            }
            round = round.wrapping_add(1);
            tokio::select! {
                // The bell rings before the job's transaction is committed: a moment lets it end.
                () = self.wake.notified() => tokio::time::sleep(Duration::from_millis(30)).await,
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// Does the jobs that are due, a batch at most, and gives their number.
    pub async fn run_due_jobs(&self) -> Result<usize> {
        let now = self.clock.now();
        if !outbox::is_due(self.db.read(), now).await? {
            return Ok(0);
        }
        let jobs = outbox::claim(&self.db, BATCH, now, now.plus_seconds(LOCK_SECONDS)).await?;
        let count = jobs.len();
        let (outside, inside): (Vec<Job>, Vec<Job>) = jobs
            .into_iter()
            .partition(|job| self.waits_for_others(&job.kind));
        // What only writes here goes one by one: people who write at the same moment come first.
        for job in &inside {
            self.run(job).await;
        }
        futures::stream::iter(outside)
            .for_each_concurrent(AT_ONCE, |job| async move { self.run(&job).await })
            .await;
        Ok(count)
    }

    /// A mail that stays in the local mailbox waits for nobody. A list takes long: mails leave meanwhile.
    fn waits_for_others(&self, kind: &str) -> bool {
        [SCAN, LIST, EXPORT].contains(&kind) || (kind == MAIL && self.mailer.is_some())
    }

    async fn run(&self, job: &Job) {
        let result = match job.kind.as_str() {
            _ if job.attempts > TRIES => Err(Error::Outside(
                "the worker never came back from it".to_owned(),
            )),
            TELL => self.run_tell(job).await,
            MAIL => self.run_mail(job).await,
            DIGEST => self.run_digest(job).await,
            SCAN => self.run_scan(job).await,
            SEVERAL => self.run_batch(job).await,
            LIST => self.run_list(job).await,
            EXPORT => self.run_export(job).await,
            other => Err(Error::Outside(format!("unknown kind of job: {other}"))),
        };
        let Err(error) = result else {
            return;
        };
        if matches!(error, Error::Conflict) {
            // The lock ended and somebody else has the job: it is theirs.
            return;
        }
        if let Err(error) = self.give_back(job, &error).await {
            tracing::error!(job = %job.id, %error, "a failed job was not given back; its lock will end");
        }
    }

    /// Leaves a job that failed for later; after its last try it is put aside.
    pub(crate) async fn give_back(&self, job: &Job, error: &Error) -> Result<()> {
        let now = self.clock.now();
        let why: String = error.to_string().chars().take(500).collect();
        let tx = self.db.begin().await?;
        if job.attempts >= TRIES {
            tracing::error!(job = %job.id, kind = job.kind, "a job is put aside after its last try");
            outbox::bury(&tx, job, &why, now).await?;
        } else {
            tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, "a job will be tried again");
            let [random, ..] = self.ids.secret();
            outbox::retry(&tx, job, &why, now.plus_seconds(wait(job.attempts, random))).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Forgets what serves no more: used sign-in demands, ended sessions, old counters, done jobs
    /// and the local mailbox's mails of more than 30 days.
    pub async fn sweep(&self) -> Result<()> {
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        store::account::login::sweep(&tx, now).await?;
        store::mailbox::forget(&tx, now.plus_seconds(-30 * 86_400)).await?;
        store::batch::forget(&tx, now.plus_seconds(-KEPT_SECONDS)).await?;
        tx.commit().await?;
        self.forget_waiting_files().await?;
        self.forget_old_lists().await?;
        self.forget_old_exports().await?;
        Ok(())
    }

    /// The jobs put aside, the latest 200. For national administration.
    pub async fn dead_letters(&self, cx: &Cx) -> Result<Vec<DeadJob>> {
        cx.admin()?;
        Ok(outbox::dead(self.db.read(), 200).await?)
    }

    /// How many jobs wait, and how many were put aside. For those who run the service.
    pub async fn waiting_jobs(&self) -> Result<Jobs> {
        Ok(outbox::count(self.db.read()).await?)
    }

    /// Gives a job put aside its tries back.
    pub async fn resend(&self, cx: &Cx, job: OutboxId) -> Result<()> {
        cx.admin()?;
        let tx = self.db.begin().await?;
        if outbox::revive(&tx, job, self.clock.now()).await? == 0 {
            return Err(Error::NotFound);
        }
        tx.commit().await?;
        self.wake.notify_one();
        Ok(())
    }
}

/// Seconds to wait after so many tries: 20 s, doubled each time, at most six hours; a quarter more or
/// less at random, so that what failed together does not come back together.
fn wait(attempts: i64, random: u8) -> i64 {
    let doublings = u32::try_from(attempts.saturating_sub(1))
        .unwrap_or(0)
        .min(20);
    let base = (20_i64 << doublings).min(LONGEST_WAIT);
    base * (192 + i64::from(random) / 2) / 256
}

/// The end of a job that has nothing more to do, and what it wrote, in one transaction.
pub(crate) async fn finish(tx: store::Tx, job: &Job, note: &str, now: Timestamp) -> Result<()> {
    outbox::done(&tx, job, note, now).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_and_never_too_long() {
        for random in [0, 128, 255] {
            let waits: Vec<i64> = (1..=12).map(|attempts| wait(attempts, random)).collect();
            assert!(waits.iter().zip(waits.iter().skip(1)).all(|(a, b)| a <= b));
            assert!(waits.first().is_some_and(|first| (15..=25).contains(first)));
            assert!(waits.iter().all(|wait| *wait <= LONGEST_WAIT * 5 / 4));
        }
    }
}
