//! Is everything consistent: the chain of every history, the files, the counters, the database's own keys. Reads a page
//! at a time.

use crate::{Result, Services};
use domain::ids::{EventId, PersonId, ProjectId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use std::path::Path;
use store::check::{self as table, ChainedEvent};
use store::journal::{NewEvent, link};
use uuid::Uuid;

/// Rows of a page.
const PAGE: u32 = 2_000;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A fact of a history was changed, or those before it were.
    BrokenChain { project: Uuid, seq: i64 },
    /// A fact is missing in a history; the place is the first missing one.
    MissingEvent { project: Uuid, seq: i64 },
    /// A thread says another number of messages than it holds.
    WrongCounter {
        project: Uuid,
        audience: String,
        says: i64,
        found: i64,
    },
    /// A file of the database has no content.
    MissingFile { project: Uuid, key: String },
    /// A content has another size than the database says.
    WrongSize {
        project: Uuid,
        key: String,
        says: i64,
        found: i64,
    },
    /// A content that no file of the database names.
    OrphanFile { key: String },
    /// Projects with a number above the last one given: the next deposit may fail.
    NumbersAhead { projects: i64 },
    /// What the database itself reports.
    Database { says: String },
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Facts of histories.
    pub events: u64,
    /// Files of the database.
    pub files: u64,
    /// Contents in the folder.
    pub contents: u64,
}

impl Services {
    /// Looks at everything; `files` is the folder of contents, where they are in a folder. Tells each trouble as it is
    /// found.
    pub async fn check(
        &self,
        files: Option<&Path>,
        tell: &mut (dyn FnMut(Trouble) + Send),
    ) -> Result<Looked> {
        let mut looked = Looked::default();
        let db = self.db.read();
        for says in table::engine_troubles(&self.db).await? {
            tell(Trouble::Database { says });
        }
        self.check_chains(&mut looked, tell).await?;
        for row in table::wrong_counters(db).await? {
            tell(Trouble::WrongCounter {
                project: row.project_id,
                audience: row.audience,
                says: row.message_count,
                found: row.found,
            });
        }
        match table::numbers_ahead(db).await? {
            0 => {}
            projects => tell(Trouble::NumbersAhead { projects }),
        }
        if let Some(folder) = files {
            self.check_rows(folder, &mut looked, tell).await?;
            self.check_contents(folder, &mut looked, tell).await?;
        }
        Ok(looked)
    }

    async fn check_chains(
        &self,
        looked: &mut Looked,
        tell: &mut (dyn FnMut(Trouble) + Send),
    ) -> Result<()> {
        let mut after = None;
        let mut chain = Chain::default();
        loop {
            let page = table::events(self.db.read(), after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some((last.project_id, last.seq));
            looked.events += page.len() as u64;
            for event in &page {
                chain.follow(event, tell);
            }
        }
        chain.end(tell);
        for project in table::projects_without_events(self.db.read()).await? {
            tell(Trouble::MissingEvent { project, seq: 1 });
        }
        Ok(())
    }

    async fn check_rows(
        &self,
        folder: &Path,
        looked: &mut Looked,
        tell: &mut (dyn FnMut(Trouble) + Send),
    ) -> Result<()> {
        let mut after = None;
        loop {
            let page = table::files(self.db.read(), after, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.id);
            looked.files += page.len() as u64;
            for row in page {
                let project = row.project_id;
                match std::fs::metadata(folder.join(&row.storage_key)) {
                    Err(_) => tell(Trouble::MissingFile {
                        project,
                        key: row.storage_key,
                    }),
                    Ok(content) => {
                        let found = i64::try_from(content.len()).unwrap_or(i64::MAX);
                        if found != row.size_bytes {
                            let (key, says) = (row.storage_key, row.size_bytes);
                            tell(Trouble::WrongSize {
                                project,
                                key,
                                says,
                                found,
                            });
                        }
                    }
                }
            }
        }
    }

    async fn check_contents(
        &self,
        folder: &Path,
        looked: &mut Looked,
        tell: &mut (dyn FnMut(Trouble) + Send),
    ) -> Result<()> {
        let found = crate::backup::walk(folder)?;
        looked.contents = found.len() as u64;
        for some in found.chunks(500) {
            let keys: Vec<String> = some
                .iter()
                .map(|path| path.to_string_lossy().into_owned())
                .collect();
            let known = table::known_keys(self.db.read(), &keys).await?;
            for key in keys.into_iter().filter(|key| !known.contains(key)) {
                tell(Trouble::OrphanFile { key });
            }
        }
        Ok(())
    }
}

/// The history being followed.
#[derive(Default)]
struct Chain {
    project: Option<Uuid>,
    seq: i64,
    value: String,
    last_seq: i64,
    last_value: String,
    /// One trouble a history: all that follows a broken link is broken too.
    told: bool,
}

impl Chain {
    fn follow(&mut self, event: &ChainedEvent, tell: &mut (dyn FnMut(Trouble) + Send)) {
        if self.project != Some(event.project_id) {
            self.end(tell);
            *self = Self {
                project: Some(event.project_id),
                last_seq: event.last_seq,
                last_value: event.last_chain.clone(),
                ..Self::default()
            };
        }
        let project = event.project_id;
        if event.seq != self.seq + 1 && !self.told {
            let seq = self.seq + 1;
            tell(Trouble::MissingEvent { project, seq });
            self.told = true;
        }
        let audience = Audience::parse(&event.audience);
        let wanted = audience.map(|audience| {
            let fact = NewEvent {
                id: EventId(event.id),
                project: ProjectId(project),
                at: Timestamp(event.at),
                actor: event.actor_id.map(PersonId),
                kind: &event.kind,
                audience,
                payload: &event.payload,
            };
            link(&self.value, event.seq, &fact)
        });
        if wanted.as_ref() != Some(&event.chain) && !self.told {
            let seq = event.seq;
            tell(Trouble::BrokenChain { project, seq });
            self.told = true;
        }
        self.seq = event.seq;
        self.value.clone_from(&event.chain);
    }

    fn end(&mut self, tell: &mut (dyn FnMut(Trouble) + Send)) {
        let Some(project) = self.project.filter(|_| !self.told) else {
            return;
        };
        if self.seq < self.last_seq {
            let seq = self.seq + 1;
            tell(Trouble::MissingEvent { project, seq });
        } else if self.seq > self.last_seq || self.value != self.last_value {
            tell(Trouble::BrokenChain {
                project,
                seq: self.seq,
            });
        }
    }
}
