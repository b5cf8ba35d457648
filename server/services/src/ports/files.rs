//! Where the content of files is kept, and who looks into it for viruses.

use crate::Result;
use bytes::Bytes;
use futures::stream::BoxStream;

/// The content of a file, piece by piece.
pub type ByteStream = BoxStream<'static, Result<Bytes>>;

/// Keeps the content of files under names of ours. Every failure is [`crate::Error::Outside`].
#[async_trait::async_trait]
pub trait FileStore: Send + Sync {
    /// Starts a new content. Nobody reads it before [`FileWriter::finish`].
    async fn create(&self, key: &str) -> Result<Box<dyn FileWriter>>;
    /// Reads a content.
    async fn open(&self, key: &str) -> Result<ByteStream>;
    /// Forgets a content; one that is not there is forgotten already.
    async fn delete(&self, key: &str) -> Result<()>;
}

/// A content being written.
#[async_trait::async_trait]
pub trait FileWriter: Send {
    /// Adds a piece.
    async fn write(&mut self, piece: Bytes) -> Result<()>;
    /// Makes it durable and readable.
    async fn finish(self: Box<Self>) -> Result<()>;
    /// Throws away what was written.
    async fn abort(self: Box<Self>);
}

/// What the antivirus says of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing known was found.
    Clean,
    /// Found, with the name the antivirus gives it.
    Infected(String),
}

/// An antivirus.
#[async_trait::async_trait]
pub trait Scanner: Send + Sync {
    /// Looks through a content.
    async fn scan(&self, content: ByteStream) -> Result<Verdict>;
}
