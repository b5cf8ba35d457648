//! The jobs around files: the antivirus, and the files of forms that were never sent again.

use crate::ports::Verdict;
use crate::{Error, Result, Services};
use domain::ids::AttachmentId;
use domain::project::ScanState;
use serde::{Deserialize, Serialize};
use store::attachment::{read, write};
use store::outbox::{self, Job};

/// The kind of the job that looks through one file.
pub const SCAN: &str = "scan";
/// How long a file of a refused form waits for it to be sent again, in seconds.
pub const WAITING_SECONDS: i64 = 24 * 3_600;

/// What the job [`SCAN`] carries.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Scan {
    /// The file to look through.
    pub file: AttachmentId,
}

impl Services {
    /// Does the job [`SCAN`].
    pub(crate) async fn run_scan(&self, job: &Job) -> Result<()> {
        let scan = serde_json::from_str(&job.payload)
            .map_err(|error| Error::Outside(format!("scan job: {error}")))?;
        self.scan_file(scan).await?;
        let tx = self.db.begin().await?;
        outbox::done(&tx, job, "", self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Looks through a file and notes the verdict. A file that is gone or was seen before asks for
    /// nothing; while the antivirus does not answer the file stays pending and the job is tried again.
    pub async fn scan_file(&self, job: Scan) -> Result<()> {
        let Some(content) = read::content(self.db.read(), job.file).await? else {
            return Ok(());
        };
        if content.scan_state != ScanState::Pending.code() {
            return Ok(());
        }
        let scanner = self
            .scanner
            .as_ref()
            .ok_or_else(|| Error::Outside("no antivirus is set up in this process".to_owned()))?;
        let verdict = scanner
            .scan(self.files.open(&content.storage_key).await?)
            .await?;
        let state = match &verdict {
            Verdict::Clean => ScanState::Clean,
            Verdict::Infected(signature) => {
                tracing::warn!(file = %job.file, ?signature, "the antivirus found something");
                ScanState::Infected
            }
        };
        let tx = self.db.begin().await?;
        write::set_scan(&tx, job.file, state).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets the files of refused forms that nobody sent again for a day; gives how many.
    pub async fn forget_waiting_files(&self) -> Result<usize> {
        let before = self.clock.now().plus_seconds(-WAITING_SECONDS);
        let forgotten = read::forgotten(self.db.read(), before).await?;
        for (file, key) in &forgotten {
            let tx = self.db.begin().await?;
            let gone = write::forget(&tx, *file).await?;
            tx.commit().await?;
            if gone {
                self.files.delete(key).await?;
            }
        }
        Ok(forgotten.len())
    }
}
