//! Takes a file in: piece by piece, measured, hashed and recognised on the way to the file store.

use super::Place;
use crate::import::lists::Importer;
use crate::ports::FileWriter;
use crate::{Error, Result, Services};
use bytes::Bytes;
use domain::attachment::{self, FILE_BYTES, HEAD_BYTES, Kind, Look, archive, name};
use domain::form::Problem;
use domain::ids::AttachmentId;
use domain::list_import::{LIST_BYTES, LIST_KINDS};
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

/// A file whose content is in the store and whose row is not written yet.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its id to be.
    pub id: AttachmentId,
    /// Its cleaned name.
    pub name: String,
    /// Whether the end of the name it came with was left out.
    pub shortened: bool,
    /// Its media type.
    pub media_type: &'static str,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// Where its content is.
    pub storage_key: String,
}

impl Services {
    /// Takes one file in. The inner refusal names the file; the rest of a refused file is read and
    /// dropped, so that the files behind it still arrive.
    ///
    /// `_place` is the proof that the right was checked before the first byte is kept.
    pub async fn receive<S, E>(
        &self,
        _place: &Place,
        sent_name: &str,
        pieces: S,
    ) -> Result<std::result::Result<Received, Problem>>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display,
    {
        let name = name::clean(sent_name);
        let kind = attachment::kind_of(&name);
        let shortened = name::is_too_long(sent_name);
        let taken = self.take_or_drop(kind, &name, shortened, FILE_BYTES, pieces);
        let taken = taken.await?;
        Ok(taken.map_err(|problem| Problem::InFile(name, Box::new(problem))))
    }

    /// Takes a list of projects in: a CSV or a workbook. The inner refusal says why not; the rest of a refused file is
    /// read and dropped.
    ///
    /// `_importer` is the proof that the right was checked before the first byte is kept.
    pub async fn receive_list<S, E>(
        &self,
        _importer: &Importer,
        sent_name: &str,
        pieces: S,
    ) -> Result<std::result::Result<Received, Problem>>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display,
    {
        let name = name::clean(sent_name);
        let kind = attachment::kind_of(&name).ok();
        let kind = kind.filter(|kind| LIST_KINDS.contains(&kind.extension));
        let kind = kind.ok_or(Problem::NotAList);
        let shortened = name::is_too_long(sent_name);
        let taken = self.take_or_drop(kind, &name, shortened, LIST_BYTES, pieces);
        Ok(taken.await?.map_err(|problem| match problem {
            Problem::FileTypeRefused | Problem::ArchiveRefused => Problem::NotAList,
            other => other,
        }))
    }

    /// Takes a file of this kind in; what is left of a refused one is read and dropped.
    async fn take_or_drop<S, E>(
        &self,
        kind: std::result::Result<Kind, Problem>,
        name: &str,
        shortened: bool,
        most: u64,
        mut pieces: S,
    ) -> Result<std::result::Result<Received, Problem>>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display,
    {
        let taken = match kind {
            Ok(kind) => self.take(kind, name, shortened, most, &mut pieces).await,
            Err(problem) => Ok(Err(problem)),
        };
        if matches!(taken, Ok(Err(_))) {
            drain(&mut pieces).await?;
        }
        taken
    }

    async fn take<S, E>(
        &self,
        kind: Kind,
        name: &str,
        shortened: bool,
        most: u64,
        pieces: &mut S,
    ) -> Result<std::result::Result<Received, Problem>>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin + Send,
        E: std::fmt::Display,
    {
        let id = AttachmentId(self.ids.uuid());
        let key = storage_key(id.0);
        let mut writer = self.files.create(&key).await?;
        let mut measure = Measure::new(kind, most);
        match copy(pieces, &mut measure, writer.as_mut()).await {
            Ok(Ok(())) => {}
            Ok(Err(problem)) => {
                writer.abort().await;
                return Ok(Err(problem));
            }
            Err(error) => {
                writer.abort().await;
                return Err(error);
            }
        }
        if let Err(problem) = measure.verdict() {
            writer.abort().await;
            return Ok(Err(problem));
        }
        writer.finish().await?;
        Ok(Ok(Received {
            id,
            name: name.to_owned(),
            shortened,
            media_type: kind.media_type,
            size: i64::try_from(measure.size).unwrap_or(i64::MAX),
            sha256: hex(&measure.hash.finalize()),
            storage_key: key,
        }))
    }
}

/// What is learnt of a content while it passes.
struct Measure {
    kind: Kind,
    /// Largest size, in bytes.
    most: u64,
    size: u64,
    hash: Sha256,
    head: Vec<u8>,
    /// The latest bytes, kept for archives only.
    tail: Vec<u8>,
}

impl Measure {
    fn new(kind: Kind, most: u64) -> Self {
        Self {
            kind,
            most,
            size: 0,
            hash: Sha256::new(),
            head: Vec::with_capacity(HEAD_BYTES),
            tail: Vec::new(),
        }
    }

    fn add(&mut self, piece: &[u8]) -> std::result::Result<(), Problem> {
        self.size += piece.len() as u64;
        if self.size > self.most {
            return Err(Problem::FileTooLarge(self.most));
        }
        self.hash.update(piece);
        let missing = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend(piece.iter().take(missing));
        if self.kind.look == Look::Zip {
            self.tail.extend_from_slice(piece);
            // Twice the room: the start is cut off once a megabyte, not at every piece.
            if self.tail.len() > 2 * archive::TAIL_BYTES {
                self.tail.drain(..self.tail.len() - archive::TAIL_BYTES);
            }
        }
        Ok(())
    }

    fn verdict(&self) -> std::result::Result<(), Problem> {
        if self.size == 0 {
            return Err(Problem::EmptyFile);
        }
        let sniffed = infer::get(&self.head).map(|kind| kind.mime_type());
        if !attachment::looks_right(self.kind, &self.head, sniffed) {
            return Err(Problem::FileTypeRefused);
        }
        if self.kind.look == Look::Zip {
            archive::check(&self.tail, self.size)
        } else {
            Ok(())
        }
    }
}

async fn copy<S, E>(
    pieces: &mut S,
    measure: &mut Measure,
    writer: &mut dyn FileWriter,
) -> Result<std::result::Result<(), Problem>>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin + Send,
    E: std::fmt::Display,
{
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| cut())?;
        if let Err(problem) = measure.add(&piece) {
            return Ok(Err(problem));
        }
        writer.write(piece).await?;
    }
    Ok(Ok(()))
}

async fn drain<S, E>(pieces: &mut S) -> Result<()>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin + Send,
{
    while let Some(piece) = pieces.next().await {
        piece.map_err(|_| cut())?;
    }
    Ok(())
}

/// The sending broke off, or its parts cannot be read: a bad request, not a failure of ours.
fn cut() -> Error {
    Error::field("fichiers", Problem::Missing)
}

/// Random names in folders of at most 256: nothing of the file's own name reaches the disk.
pub(crate) fn storage_key(id: Uuid) -> String {
    let text = id.simple().to_string();
    let folder: String = text.chars().rev().take(2).collect();
    format!("{folder}/{text}")
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
