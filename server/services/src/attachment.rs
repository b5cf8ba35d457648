//! Files: received, listed, downloaded, removed, looked through for viruses.

pub mod receive;
pub mod scan;

use crate::journal::{Fact, details, to_json};
use crate::policy::{self, Resource};
use crate::ports::ByteStream;
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::FieldError;
use domain::ids::{AttachmentId, MessageId, OutboxId, PersonId, ProjectId};
use domain::permission::{Action, Decision};
use domain::project::{Audience, MemberRole, ScanState};
use domain::timestamp::Timestamp;
use receive::Received;
use store::Tx;
use store::attachment::read::{self, FileLine};
use store::attachment::write::{self, NewFile};
use store::journal::NewJob;

/// Files on one page of the list.
pub const FILES_SHOWN: u32 = 200;

/// Where somebody may add files and messages: the right was checked.
#[derive(Clone, Debug)]
pub struct Place {
    /// The project.
    pub resource: Resource,
    /// The thread or set of files.
    pub audience: Audience,
    /// Who adds.
    pub person: PersonId,
}

/// What a download gives.
pub enum Download {
    /// The content.
    Ready(ReadyFile),
    /// The antivirus has not said yet.
    Waiting,
    /// The antivirus found something.
    Blocked,
}

/// A content ready to be sent.
pub struct ReadyFile {
    /// Its cleaned name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// The content.
    pub content: ByteStream,
}

impl Services {
    /// May the one who asks add files (and, in a thread, messages) for this audience? One query.
    ///
    /// What the State writes to itself is unknown to the others: [`Error::NotFound`].
    pub async fn place(&self, cx: &Cx, project: ProjectId, audience: Audience) -> Result<Place> {
        let resource = policy::resource(&self.db, cx, project).await?;
        policy::require_on(cx, Action::Read, &resource)?;
        let action = match audience {
            Audience::All => Action::AddFile,
            Audience::StateOnly => {
                require_state_only(cx, &resource)?;
                Action::WriteStateOnly
            }
        };
        policy::require_on(cx, action, &resource)?;
        Ok(Place {
            resource,
            audience,
            person: cx.person()?.id,
        })
    }

    /// The files of the sheet that the reader may see, the newest first. One query.
    pub async fn files(
        &self,
        cx: &Cx,
        head: &SheetHead,
        before: Option<AttachmentId>,
    ) -> Result<Vec<FileLine>> {
        let state_only = head.may(cx, Action::ReadStateOnly);
        Ok(read::files(
            self.db.read(),
            head.resource.id,
            state_only,
            before,
            FILES_SHOWN,
        )
        .await?)
    }

    /// Adds received files to the project. Files of the same form sent before are thrown away:
    /// [`Error::Repeated`].
    pub async fn add_files(
        &self,
        cx: &Cx,
        place: &Place,
        files: Vec<Received>,
        once: &Once,
    ) -> Result<()> {
        let done = self.write_files(cx, place, &files, once).await;
        // After any other failure the rows may be there: the content stays with them.
        if matches!(done, Err(Error::Repeated)) {
            self.throw_away(files).await;
        }
        done
    }

    async fn write_files(
        &self,
        cx: &Cx,
        place: &Place,
        files: &[Received],
        once: &Once,
    ) -> Result<()> {
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        for file in files {
            self.keep_file(&tx, place, file, None, false).await?;
        }
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let facts = details([("name", names.join(" », « "))]);
        self.record(
            &tx,
            cx,
            place.resource.id,
            Fact::FileAdded,
            place.audience,
            facts,
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Writes the row of a received file and the job that looks through it.
    pub(crate) async fn keep_file(
        &self,
        tx: &Tx,
        place: &Place,
        file: &Received,
        message: Option<MessageId>,
        waiting: bool,
    ) -> Result<()> {
        let at = self.clock.now();
        let row = NewFile {
            id: file.id,
            project: place.resource.id,
            message,
            audience: place.audience,
            name: &file.name,
            media_type: file.media_type,
            size_bytes: file.size,
            sha256: &file.sha256,
            storage_key: &file.storage_key,
            scan: self.first_scan_state(),
            by: place.person,
            at,
            waiting,
        };
        write::add(tx, &row).await?;
        self.enqueue_scan(tx, file.id, at).await
    }

    fn first_scan_state(&self) -> ScanState {
        if self.scanner.is_some() {
            ScanState::Pending
        } else {
            ScanState::NotScanned
        }
    }

    async fn enqueue_scan(&self, tx: &Tx, file: AttachmentId, at: Timestamp) -> Result<()> {
        if self.scanner.is_none() {
            return Ok(());
        }
        let job = to_json(&scan::Scan { file });
        let job = NewJob {
            id: OutboxId(self.ids.uuid()),
            kind: scan::SCAN,
            payload: &job,
            at,
        };
        Ok(store::journal::enqueue(tx, job).await?)
    }

    /// Throws away the content of files that no row names.
    pub async fn throw_away(&self, files: Vec<Received>) {
        for file in files {
            if let Err(error) = self.files.delete(&file.storage_key).await {
                tracing::warn!(%error, "a content without a row could not be deleted");
            }
        }
    }

    /// Keeps the good files of a refused form until it is sent again, so that nobody chooses them twice.
    pub async fn keep_waiting(
        &self,
        place: &Place,
        files: Vec<Received>,
    ) -> Result<Vec<AttachmentId>> {
        let ids = files.iter().map(|file| file.id).collect();
        if !files.is_empty() {
            let tx = self.db.begin().await?;
            for file in &files {
                self.keep_file(&tx, place, file, None, true).await?;
            }
            tx.commit().await?;
        }
        Ok(ids)
    }

    /// The waiting files that a form names, as far as they are its sender's. One query.
    pub async fn waiting_files(
        &self,
        place: &Place,
        ids: &[AttachmentId],
    ) -> Result<Vec<FileLine>> {
        let project = place.resource.id;
        Ok(read::waiting(self.db.read(), project, place.audience, place.person, ids).await?)
    }

    /// A file to download. Its sender may fetch it while the antivirus works; a file it found something
    /// in is nobody's.
    pub async fn download(
        &self,
        cx: &Cx,
        project: ProjectId,
        file: AttachmentId,
    ) -> Result<Download> {
        let (resource, row) = self.file_for(cx, project, file).await?;
        let mine = cx.person_id().is_some_and(|id| id.0 == row.uploaded_by);
        match ScanState::parse(&row.scan_state) {
            Some(ScanState::Clean | ScanState::NotScanned) => {}
            Some(ScanState::Pending) if mine => {}
            Some(ScanState::Pending) => return Ok(Download::Waiting),
            Some(ScanState::Infected) | None => return Ok(Download::Blocked),
        }
        if policy::require_on(cx, Action::Read, &resource)? == Decision::AllowLogged {
            self.note_admin_reading(cx, project).await?;
        }
        Ok(Download::Ready(ReadyFile {
            content: self.files.open(&row.storage_key).await?,
            name: row.name,
            media_type: row.media_type,
            size: row.size_bytes,
            sha256: row.sha256,
        }))
    }

    async fn file_for(
        &self,
        cx: &Cx,
        project: ProjectId,
        file: AttachmentId,
    ) -> Result<(Resource, read::File)> {
        let resource = policy::require(&self.db, cx, Action::Read, project).await?;
        let row = read::file(self.db.read(), project, file)
            .await?
            .ok_or(Error::NotFound)?;
        if row.audience != Audience::All.code() {
            require_state_only(cx, &resource)?;
        }
        Ok((resource, row))
    }

    /// The name of a file that the one who asks may remove: its sender while she may add files, a lead,
    /// or a seat of the département.
    pub async fn removable_file(
        &self,
        cx: &Cx,
        project: ProjectId,
        file: AttachmentId,
    ) -> Result<(String, Audience)> {
        let (resource, row) = self.file_for(cx, project, file).await?;
        let audience = Audience::parse(&row.audience).ok_or(Error::NotFound)?;
        if may_remove(cx, &resource, audience, PersonId(row.uploaded_by)) {
            Ok((row.name, audience))
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Takes a file away from the pages.
    pub async fn remove_file(
        &self,
        cx: &Cx,
        project: ProjectId,
        file: AttachmentId,
        once: &Once,
    ) -> Result<()> {
        let (name, audience) = self.removable_file(cx, project, file).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::remove(&tx, project, file, self.clock.now()).await?;
        let facts = details([("name", name)]);
        self.record(&tx, cx, project, Fact::FileRemoved, audience, facts)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// Whether the one who asks may remove a file sent by `sender`.
pub fn may_remove(cx: &Cx, resource: &Resource, audience: Audience, sender: PersonId) -> bool {
    let add = match audience {
        Audience::All => Action::AddFile,
        Audience::StateOnly => Action::WriteStateOnly,
    };
    let mine = cx.person_id() == Some(sender) && policy::can(&cx.actor, add, resource).allows();
    let seat = policy::can(&cx.actor, Action::Acknowledge, resource).allows();
    let lead = resource.member == Some(MemberRole::Lead) && audience == Audience::All;
    mine || seat || lead
}

/// What the State keeps to itself is unknown to the others: not "forbidden" but "not found".
pub(crate) fn require_state_only(cx: &Cx, resource: &Resource) -> Result<()> {
    if policy::can(&cx.actor, Action::ReadStateOnly, resource).allows() {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// The refusals of files, under the field that sends them.
pub fn refusals(problems: Vec<domain::form::Problem>) -> Vec<FieldError> {
    problems
        .into_iter()
        .map(|problem| FieldError::new("fichiers", problem))
        .collect()
}
