//! Where the content of files is kept: a local folder.

use async_trait::async_trait;
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use services::ports::{ByteStream, FileStore, FileWriter};
use services::{Error, Result};
use std::sync::Arc;

/// Bytes gathered before a part is handed on: the least that object stores take.
const PART_BYTES: usize = 5 * 1024 * 1024;

/// Files under one folder, or behind whatever else speaks `object_store`.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Opens `file://folder` (made when absent); relative folders start where the process does.
    ///
    /// Errors: another scheme, or a folder that cannot be made, in a sentence for the operator.
    pub fn open(url: &str) -> std::result::Result<Self, String> {
        let folder = url
            .strip_prefix("file://")
            .ok_or_else(|| format!("MEC_FILES_URL: {url:?} is not file:// and a folder"))?;
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("MEC_FILES_URL: making {folder:?}: {error}"))?;
        let store = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| format!("MEC_FILES_URL: opening {folder:?}: {error}"))?;
        // A row that names a content must find it after a power cut.
        Ok(Self(Arc::new(store.with_fsync(true))))
    }
}

#[async_trait]
impl FileStore for Files {
    async fn create(&self, key: &str) -> Result<Box<dyn FileWriter>> {
        let upload = self
            .0
            .put_multipart(&Path::from(key))
            .await
            .map_err(outside)?;
        Ok(Box::new(Writer(WriteMultipart::new_with_chunk_size(
            upload, PART_BYTES,
        ))))
    }

    async fn open(&self, key: &str) -> Result<ByteStream> {
        let found = self.0.get(&Path::from(key)).await.map_err(outside)?;
        Ok(found.into_stream().map_err(outside).boxed())
    }

    async fn delete(&self, key: &str) -> Result<()> {
        match self.0.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(outside(error)),
        }
    }
}

struct Writer(WriteMultipart);

#[async_trait]
impl FileWriter for Writer {
    async fn write(&mut self, piece: Bytes) -> Result<()> {
        // One part in flight: a slow disk slows the sender down instead of filling the memory.
        self.0.wait_for_capacity(1).await.map_err(outside)?;
        self.0.put(piece);
        Ok(())
    }

    async fn finish(self: Box<Self>) -> Result<()> {
        self.0.finish().await.map(|_| ()).map_err(outside)
    }

    async fn abort(self: Box<Self>) {
        if let Err(error) = self.0.abort().await {
            tracing::warn!(%error, "an unfinished content could not be thrown away");
        }
    }
}

fn outside(error: object_store::Error) -> Error {
    Error::Outside(format!("files: {error}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    async fn read(files: &Files, key: &str) -> Result<Vec<u8>> {
        let pieces: Vec<Bytes> = FileStore::open(files, key).await?.try_collect().await?;
        Ok(pieces.concat())
    }

    #[tokio::test]
    async fn a_content_is_there_once_finished_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            Files::open(&format!("file://{}", folder.path().join("a/b").display())).unwrap();
        let mut writer = files.create("ab/1").await.unwrap();
        writer.write(Bytes::from_static(b"bon")).await.unwrap();
        assert!(read(&files, "ab/1").await.is_err());
        writer.write(Bytes::from_static(b"jour")).await.unwrap();
        writer.finish().await.unwrap();
        assert_eq!(read(&files, "ab/1").await.unwrap(), b"bonjour");
        files.delete("ab/1").await.unwrap();
        files.delete("ab/1").await.unwrap();
        assert!(read(&files, "ab/1").await.is_err());
    }

    #[tokio::test]
    async fn an_abandoned_content_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&format!("file://{}", folder.path().display())).unwrap();
        let mut writer = files.create("ab/2").await.unwrap();
        writer
            .write(Bytes::from(vec![0; PART_BYTES + 1]))
            .await
            .unwrap();
        writer.abort().await;
        assert!(read(&files, "ab/2").await.is_err());
    }

    #[test]
    fn only_a_folder_is_taken() {
        assert!(Files::open("s3://seau").is_err());
    }
}
