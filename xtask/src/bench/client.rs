//! A connection that is kept open, as a browser keeps it: for what `wrk` cannot do.

use crate::Result;
use std::io::{BufRead, BufReader, Read, Write, copy, sink};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to the server under load.
pub struct Line {
    port: u16,
    open: Option<BufReader<TcpStream>>,
}

/// What is known of an answer once it is read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    /// Where it sends to.
    pub location: Option<String>,
}

/// How an answer says where it ends.
enum End {
    Length(u64),
    Chunks,
}

impl Line {
    pub fn new(port: u16) -> Self {
        Self { port, open: None }
    }

    /// Sends a request and reads the whole answer. After an error the next request opens a new connection.
    ///
    /// # Errors
    /// When nobody answers, or not as HTTP/1.1 is spoken.
    pub fn send(&mut self, request: &str) -> Result<Reply> {
        let told = |error: std::io::Error| format!("no answer on port {}: {error}", self.port);
        let mut open = match self.open.take() {
            Some(open) => open,
            None => connect(self.port).map_err(told)?,
        };
        open.get_mut().write_all(request.as_bytes()).map_err(told)?;
        let (reply, closes) = read(&mut open)?;
        if !closes {
            self.open = Some(open);
        }
        Ok(reply)
    }
}

fn connect(port: u16) -> std::io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(BufReader::new(stream))
}

/// A request of somebody who is signed in and looks at a page of this site; `form` is what a form sends.
pub fn request(port: u16, path: &str, session: &str, form: Option<(&str, &str)>) -> String {
    let method = if form.is_some() { "POST" } else { "GET" };
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nCookie: session={session}\r\n"
    );
    match form {
        None => format!("{head}\r\n"),
        Some((from, body)) => format!(
            "{head}Referer: http://127.0.0.1:{port}{from}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    }
}

/// Reads one answer; gives too whether the server closes behind it.
fn read(from: &mut impl BufRead) -> Result<(Reply, bool)> {
    let first = line(from)?;
    let status = first
        .split_whitespace()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .ok_or_else(|| format!("`{first}` is no answer"))?;
    let mut reply = Reply {
        status,
        location: None,
    };
    let (mut end, mut closes) = (End::Length(0), false);
    loop {
        let header = line(from)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => end = End::Length(value.parse().unwrap_or(0)),
            "transfer-encoding" => end = End::Chunks,
            "connection" => closes = value.eq_ignore_ascii_case("close"),
            "location" => reply.location = Some(value.to_owned()),
            _ => {}
        }
    }
    match end {
        End::Length(length) => skip(from, length)?,
        End::Chunks => while chunk(from)? {},
    }
    Ok((reply, closes))
}

/// Passes one chunk over; false behind the last one.
fn chunk(from: &mut impl BufRead) -> Result<bool> {
    let size = line(from)?;
    let size =
        u64::from_str_radix(size.trim(), 16).map_err(|_| format!("`{size}` is no length"))?;
    skip(from, size + 2)?;
    Ok(size > 0)
}

fn skip(from: &mut impl BufRead, length: u64) -> Result {
    let passed = copy(&mut from.by_ref().take(length), &mut sink());
    match passed {
        Ok(passed) if passed == length => Ok(()),
        _ => Err("the answer ends too early".to_owned()),
    }
}

fn line(from: &mut impl BufRead) -> Result<String> {
    let mut bytes = Vec::new();
    match from.read_until(b'\n', &mut bytes) {
        Ok(n) if n > 0 => Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned()),
        _ => Err("the answer ends too early".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_to_their_end() {
        let mut two: &[u8] = b"HTTP/1.1 303 See Other\r\nLocation: /a\r\ncontent-length: 2\r\n\r\nok\
            HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        let moved = Reply {
            status: 303,
            location: Some("/a".to_owned()),
        };
        assert_eq!(read(&mut two), Ok((moved, false)));
        let plain = Reply {
            status: 200,
            location: None,
        };
        assert_eq!(read(&mut two), Ok((plain, true)));
        assert!(two.is_empty());
        assert!(read(&mut two).is_err());
        let mut cut: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok";
        assert!(read(&mut cut).is_err());
    }

    #[test]
    fn a_form_says_where_it_was() {
        let text = request(80, "/b", "token", Some(("/a", "x=1")));
        assert!(text.starts_with("POST /b HTTP/1.1\r\n"));
        assert!(text.contains("Referer: http://127.0.0.1:80/a\r\n"));
        assert!(text.ends_with("Content-Length: 3\r\n\r\nx=1"));
        assert!(request(80, "/b", "token", None).starts_with("GET /b"));
    }
}
