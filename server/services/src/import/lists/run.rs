//! The worker's part: a list is read, or written, with the rights of the moment, and its report kept.

use super::form;
use super::may_import;
use crate::import::projects::{Look, Options, look};
use crate::import::{First, Outcome, Remark, Tally};
use crate::journal::to_json;
use crate::outbox::finish;
use crate::{Error, Result, Services};
use bytes::Bytes;
use domain::ids::{ListImportId, PersonId};
use domain::list_import::{ImportFailure, ImportState};
use domain::territory::DepartementCode;
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::list_import::{self as table, ListImport};
use store::outbox::{self, Job};
use tempfile::NamedTempFile;
use tokio::sync::Notify;

/// The kind of the job that reads or writes a list.
pub const LIST: &str = "list_import";
/// How often those who wait are told how far it is; the job's lock is held on then.
const TOLD_EVERY: Duration = Duration::from_secs(2);
/// How long the lock is held on, in seconds.
const HELD_SECONDS: i64 = 300;
/// Tries before an import is given up.
const TRIES: i64 = 3;
/// Remarks of one kind that the page shows.
const SHOWN: usize = 5;
/// Longest value that a report keeps, in characters.
const VALUE_CHARS: usize = 500;

/// A remark, as the report keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Line of the file, from 1; 0 for the file as a whole.
    pub line: u64,
    /// Column, as the file names it.
    pub column: String,
    /// What was read there. Hostile text: from a file.
    pub value: String,
    /// A code of [`crate::import::Reason`].
    pub reason: String,
}

/// The remarks of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// How many there are.
    pub count: u64,
    /// The first ones.
    pub first: Vec<Told>,
}

/// What came of a list, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Lines read.
    pub lines: u64,
    /// Lines that gave nothing.
    pub refused: u64,
    /// The projects.
    pub tally: Tally,
    /// The first ones, as they were understood.
    pub first: Vec<First>,
    /// Remarks by the code of their reason.
    pub remarks: BTreeMap<String, Kind>,
}

/// Takes the remarks of a run: all of them to a file, the first ones for the page.
struct Report {
    file: BufWriter<NamedTempFile>,
    remarks: BTreeMap<String, Kind>,
    failed: Option<std::io::Error>,
}

impl Report {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(NamedTempFile::new()?),
            remarks: BTreeMap::new(),
            failed: None,
        })
    }

    fn take(&mut self, remark: &Remark) {
        let short = |text: &str| -> String { text.chars().take(VALUE_CHARS).collect() };
        let told = Told {
            line: remark.line,
            column: short(&remark.column),
            value: short(&remark.value),
            reason: remark.reason.code().to_owned(),
        };
        let written = writeln!(self.file, "{}", to_json(&told));
        self.failed = self.failed.take().or(written.err());
        let kind = self.remarks.entry(told.reason.clone()).or_default();
        kind.count += 1;
        if kind.first.len() < SHOWN {
            kind.first.push(told);
        }
    }

    fn finish(self) -> std::io::Result<(NamedTempFile, BTreeMap<String, Kind>)> {
        match self.failed {
            Some(error) => Err(error),
            None => Ok((self.file.into_inner()?, self.remarks)),
        }
    }
}

impl Services {
    /// Looks at a list that came. `None` when it cannot be read as one.
    pub(super) async fn look_at(&self, key: &str, name: &str) -> Result<Option<Look>> {
        let file = self.fetch(key, name).await?;
        let seen = tokio::task::spawn_blocking(move || look(file.path()))
            .await
            .map_err(|error| Error::Outside(error.to_string()))?;
        Ok(seen.unwrap_or_else(|error| {
            tracing::info!(%error, "a file that came is no list");
            None
        }))
    }

    /// Does the job [`LIST`]. An import that another worker finished asks for nothing.
    pub(crate) async fn run_list(&self, job: &Job) -> Result<()> {
        let id: ListImportId = serde_json::from_str(&job.payload)
            .map_err(|error| Error::Outside(format!("list job: {error}")))?;
        let found = table::one(self.db.read(), id).await?;
        let state = found
            .as_ref()
            .and_then(|found| ImportState::parse(&found.state));
        let Some(found) = found.filter(|_| state.is_some_and(ImportState::is_at_work)) else {
            return finish(self.db.begin().await?, job, "", self.clock.now()).await;
        };
        let dry_run = state == Some(ImportState::Checking);
        let mut job = job.clone();
        let done = self.read_list(&found, dry_run, &mut job).await;
        let (to, failure, verdict) = match done {
            Ok(Ok(verdict)) if dry_run => (ImportState::Checked, None, verdict),
            Ok(Ok(verdict)) => (ImportState::Done, None, verdict),
            Ok(Err(failure)) => (ImportState::Failed, Some(failure), Verdict::default()),
            Err(Error::Conflict) => return Err(Error::Conflict),
            Err(error) if job.attempts < TRIES => return self.again(&job, error).await,
            Err(error) => {
                tracing::error!(import = %id, %error, "a list is given up");
                let broken = Some(ImportFailure::Broken);
                (ImportState::Failed, broken, Verdict::default())
            }
        };
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        table::finish(&tx, &found, to, failure, &to_json(&verdict), now).await?;
        finish(tx, &job, "", now).await
    }

    /// Leaves a job whose lock may have been held on for later.
    async fn again(&self, job: &Job, error: Error) -> Result<()> {
        let now = self.clock.now();
        tracing::warn!(job = %job.id, %error, "a list will be read again");
        let tx = self.db.begin().await?;
        outbox::retry(&tx, job, "a list broke off", now.plus_seconds(20)).await?;
        Ok(tx.commit().await?)
    }

    /// Reads a list, or writes it. The inner refusal says why that cannot be.
    async fn read_list(
        &self,
        found: &ListImport,
        dry_run: bool,
        job: &mut Job,
    ) -> Result<std::result::Result<Verdict, ImportFailure>> {
        let cx = self.cx_of(PersonId(found.person_id)).await?;
        let departement = found.departement_code.as_str();
        let only = DepartementCode::parse(departement).ok();
        if !may_import(&cx, departement) || only.is_none() {
            return Ok(Err(ImportFailure::Rights));
        }
        let look: Look = serde_json::from_str(&found.look).unwrap_or_default();
        let fields = serde_json::from_str(&found.fields).unwrap_or_default();
        let contracts = store::rule::read::contracts(self.db.read(), departement).await?;
        let Ok(mapping) = form::mapping(&look, &fields, departement, &contracts) else {
            return Ok(Err(ImportFailure::File));
        };
        let options = Options {
            mapping,
            dry_run,
            only,
            by: Some(cx),
            ..Options::default()
        };
        let file = self.fetch(&found.file_key, &found.name).await?;
        let mut report = Report::new().map_err(outside)?;
        let read = self
            .watched(found, &options, file.path(), &mut report, job)
            .await;
        let outcome = match read {
            Ok(outcome) => outcome,
            // The reader's own words; what the database says is another error.
            Err(Error::Outside(error)) => {
                tracing::info!(%error, "a list cannot be read");
                return Ok(Err(ImportFailure::File));
            }
            Err(other) => return Err(other),
        };
        let (kept, remarks) = report.finish().map_err(outside)?;
        self.store_file(&found.report_key, kept.path()).await?;
        Ok(Ok(verdict(outcome, remarks)))
    }

    /// Runs the engine and tells now and then how far it is.
    async fn watched(
        &self,
        found: &ListImport,
        options: &Options,
        path: &Path,
        report: &mut Report,
        job: &mut Job,
    ) -> Result<Outcome> {
        let mut tell = |remark: Remark| report.take(&remark);
        let ended = Notify::new();
        // Its failure is no reason to drop who tells in the middle of holding the lock on.
        let reading = async {
            let read = self.import_projects(path, options, &mut tell).await;
            ended.notify_one();
            Ok(read)
        };
        // Beside the reading, never in between: it may hold the one write transaction there is.
        let watching = async {
            loop {
                tokio::select! {
                    () = ended.notified() => return Ok::<(), Error>(()),
                    () = tokio::time::sleep(TOLD_EVERY) => {}
                }
                let lines = options.lines.load(Ordering::Relaxed);
                self.tell_lines(found, lines, job).await?;
            }
        };
        let (outcome, ()) = tokio::try_join!(reading, watching)?;
        outcome
    }

    async fn tell_lines(&self, found: &ListImport, lines: u64, job: &mut Job) -> Result<()> {
        let until = self.clock.now().plus_seconds(HELD_SECONDS);
        let lines = i64::try_from(lines).unwrap_or(i64::MAX);
        let tx = self.db.begin().await?;
        outbox::hold(&tx, job, until).await?;
        table::progress(&tx, ListImportId(found.id), lines).await?;
        tx.commit().await?;
        job.locked_until = until.0;
        Ok(())
    }

    /// A content of the store as a file with the extension of a name: readers tell workbooks by it.
    async fn fetch(&self, key: &str, name: &str) -> Result<NamedTempFile> {
        let extension = match name.rsplit_once('.') {
            Some((_, end)) if end.eq_ignore_ascii_case("xlsx") => ".xlsx",
            _ => ".csv",
        };
        let mut file = tempfile::Builder::new()
            .suffix(extension)
            .tempfile()
            .map_err(outside)?;
        let mut content = self.files.open(key).await?;
        while let Some(piece) = content.next().await {
            file.write_all(&piece?).map_err(outside)?;
        }
        file.flush().map_err(outside)?;
        Ok(file)
    }

    /// Puts a file into the store.
    async fn store_file(&self, key: &str, path: &Path) -> Result<()> {
        use tokio::io::AsyncReadExt as _;
        let mut file = tokio::fs::File::open(path).await.map_err(outside)?;
        let mut writer = self.files.create(key).await?;
        let mut piece = vec![0_u8; 64 * 1024];
        loop {
            let read = file.read(&mut piece).await.map_err(outside)?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
                return writer.finish().await;
            };
            writer.write(Bytes::copy_from_slice(bytes)).await?;
        }
    }
}

fn verdict(outcome: Outcome, remarks: BTreeMap<String, Kind>) -> Verdict {
    Verdict {
        lines: outcome.lines,
        refused: outcome.refused,
        tally: outcome.tally,
        first: outcome.first,
        remarks,
    }
}

fn outside(error: std::io::Error) -> Error {
    Error::Outside(error.to_string())
}
