//! The antivirus daemon `clamd`, over its own protocol (`INSTREAM` of clamd(8)).

use async_trait::async_trait;
use futures::StreamExt;
use services::ports::{ByteStream, Scanner, Verdict};
use services::{Error, Result};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// Longest silence and longest scan.
const PATIENCE: Duration = Duration::from_secs(120);
/// Longest answer that is read, in bytes.
const ANSWER_BYTES: u64 = 4_096;

/// Where `clamd` listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clamd {
    /// `host:port`.
    Tcp(String),
    /// Path of a socket.
    Unix(String),
}

impl Clamd {
    /// Reads `tcp://host:port` or `unix:///path`. Errors: a sentence for the operator.
    pub fn parse(url: &str) -> std::result::Result<Self, String> {
        match url.split_once("://") {
            Some(("tcp", address)) if address.contains(':') => {
                Ok(Self::Tcp(address.trim_end_matches('/').to_owned()))
            }
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(path.to_owned())),
            _ => Err(format!(
                "MEC_CLAMD_URL: {url:?} is neither tcp://host:port nor unix:///path"
            )),
        }
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, content: ByteStream) -> Result<Verdict> {
        let work = async {
            match self {
                Self::Tcp(address) => {
                    talk(TcpStream::connect(address).await.map_err(outside)?, content).await
                }
                Self::Unix(path) => {
                    talk(UnixStream::connect(path).await.map_err(outside)?, content).await
                }
            }
        };
        tokio::time::timeout(PATIENCE, work)
            .await
            .map_err(|_| Error::Outside("clamd: no answer in time".to_owned()))?
    }
}

async fn talk(
    mut line: impl AsyncRead + AsyncWrite + Unpin,
    mut content: ByteStream,
) -> Result<Verdict> {
    line.write_all(b"zINSTREAM\0").await.map_err(outside)?;
    while let Some(piece) = content.next().await {
        let piece = piece?;
        // A piece of no bytes would end the stream.
        if piece.is_empty() {
            continue;
        }
        let length = u32::try_from(piece.len())
            .map_err(|_| Error::Outside("clamd: piece too large".to_owned()))?;
        line.write_all(&length.to_be_bytes())
            .await
            .map_err(outside)?;
        line.write_all(&piece).await.map_err(outside)?;
    }
    line.write_all(&0_u32.to_be_bytes())
        .await
        .map_err(outside)?;
    line.flush().await.map_err(outside)?;
    let mut answer = Vec::new();
    line.take(ANSWER_BYTES)
        .read_to_end(&mut answer)
        .await
        .map_err(outside)?;
    verdict(&String::from_utf8_lossy(&answer))
}

/// `stream: OK`, `stream: Name FOUND`, or an error in words.
fn verdict(answer: &str) -> Result<Verdict> {
    let answer = answer.trim_matches(['\0', '\n', ' ']);
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Verdict::Clean);
    }
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Infected(name.to_owned())),
        None => Err(Error::Outside(format!("clamd: {answer:?}"))),
    }
}

fn outside(error: std::io::Error) -> Error {
    Error::Outside(format!("clamd: {error}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn reads_what_clamd_says() {
        assert_eq!(verdict("stream: OK\0").unwrap(), Verdict::Clean);
        assert_eq!(
            verdict("stream: Eicar-Test-Signature FOUND\0").unwrap(),
            Verdict::Infected("Eicar-Test-Signature".to_owned())
        );
        assert!(verdict("INSTREAM size limit exceeded. ERROR\0").is_err());
        assert!(verdict("").is_err());
    }

    #[test]
    fn reads_addresses() {
        assert_eq!(
            Clamd::parse("tcp://127.0.0.1:3310"),
            Ok(Clamd::Tcp("127.0.0.1:3310".into()))
        );
        assert_eq!(
            Clamd::parse("unix:///run/clamd.sock"),
            Ok(Clamd::Unix("/run/clamd.sock".into()))
        );
        assert!(Clamd::parse("clamd").is_err());
    }

    /// Speaks clamd's side of the protocol on a socket: reads the stream and finds the word `EICAR`.
    async fn false_clamd(listener: tokio::net::TcpListener) {
        let (mut line, _) = listener.accept().await.unwrap();
        let mut command = [0; 10];
        line.read_exact(&mut command).await.unwrap();
        assert_eq!(&command, b"zINSTREAM\0");
        let mut content = Vec::new();
        loop {
            let length = line.read_u32().await.unwrap() as usize;
            if length == 0 {
                break;
            }
            let start = content.len();
            content.resize(start + length, 0);
            line.read_exact(&mut content[start..]).await.unwrap();
        }
        let found = content.windows(5).any(|word| word == b"EICAR");
        let answer: &[u8] = if found {
            b"stream: Eicar-Test-Signature FOUND\0"
        } else {
            b"stream: OK\0"
        };
        line.write_all(answer).await.unwrap();
    }

    async fn scan(pieces: &[&'static str]) -> Result<Verdict> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let clamd = Clamd::Tcp(listener.local_addr().unwrap().to_string());
        let served = tokio::spawn(false_clamd(listener));
        let pieces: Vec<_> = pieces
            .iter()
            .map(|piece| Ok(bytes::Bytes::from_static(piece.as_bytes())))
            .collect();
        let verdict = clamd.scan(futures::stream::iter(pieces).boxed()).await;
        served.await.unwrap();
        verdict
    }

    #[tokio::test]
    async fn talks_to_clamd() {
        assert_eq!(scan(&["bon", "", "jour"]).await.unwrap(), Verdict::Clean);
        assert!(matches!(
            scan(&["X5O!P%@AP-EIC", "AR-STANDARD"]).await.unwrap(),
            Verdict::Infected(_)
        ));
    }

    #[tokio::test]
    async fn without_clamd_there_is_no_verdict() {
        let clamd = Clamd::Unix("/nonexistent/clamd.sock".to_owned());
        assert!(clamd.scan(futures::stream::empty().boxed()).await.is_err());
    }
}
