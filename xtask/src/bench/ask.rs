//! One request by hand before the load: that it is answered as it should be, what it weighs, how many queries it costs.

use super::rows::Row;
use crate::Result;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What one answer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct First {
    /// Bytes of the body as it is.
    pub plain: usize,
    /// Bytes of the body for a browser that takes brotli.
    pub packed: usize,
    /// Statements sent to the database; none where the answer does not tell.
    pub queries: Option<u32>,
}

/// Asks once for the row's first address, as a browser with and without brotli does.
///
/// # Errors
/// When the answer is neither 200 nor the 303 of a form that was taken.
pub fn once(port: u16, row: &Row) -> Result<First> {
    let plain = Answer::read(&exchange(port, &request(row, "identity"))?)?;
    let expected = if row.body.is_some() { "303" } else { "200" };
    if plain.status != expected && !(row.bare && plain.status == "200") {
        return Err(format!(
            "{} answers {} instead of {expected}",
            row.first(),
            plain.status
        ));
    }
    let packed = match row.body {
        Some(_) => plain.clone(),
        None => Answer::read(&exchange(port, &request(row, "br"))?)?,
    };
    Ok(First {
        plain: plain.body.len(),
        packed: packed.body.len(),
        queries: plain.queries,
    })
}

pub fn answers(port: u16) -> bool {
    let request = "GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
    exchange(port, request).is_ok_and(|answer| answer.starts_with(b"HTTP/1"))
}

fn request(row: &Row, encoding: &str) -> String {
    let path = row.first();
    let mut head = format!(
        "{} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\nSec-Fetch-Site: same-origin\r\n",
        if row.body.is_some() { "POST" } else { "GET" }
    );
    if !row.session.is_empty() {
        head.push_str(&format!("Cookie: session={}\r\n", row.session));
    }
    match row.body {
        None => format!("{head}\r\n"),
        Some(body) => {
            let body = body.replace("{key}", &format!("first-{}", std::process::id()));
            format!(
                "{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        }
    }
}

/// HTTP/1.0: the server closes when it has said all, so nothing has to be parsed to know the end.
fn exchange(port: u16, request: &str) -> Result<Vec<u8>> {
    let told = |error: std::io::Error| format!("no answer on port {port}: {error}");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(told)?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .map_err(told)?;
    stream.write_all(request.as_bytes()).map_err(told)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(told)?;
    Ok(answer)
}

/// Asks as somebody; `form` is what a form sends, empty for a page.
///
/// # Errors
/// When nobody answers.
pub fn ask(port: u16, method: &str, path: &str, session: &str, form: &str) -> Result<Answer> {
    let request = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: session={session}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    Answer::read(&exchange(port, &request)?)
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: String,
    /// Where it sends to.
    pub location: Option<String>,
    pub body: Vec<u8>,
    queries: Option<u32>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Result<Self> {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .ok_or("the answer has no end of headers")?;
        let head = String::from_utf8_lossy(&bytes[..end]);
        let status = head.split_whitespace().nth(1).unwrap_or("").to_owned();
        let header = |wanted: &str| {
            head.lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| value.trim().to_owned())
        };
        Ok(Self {
            location: header("location"),
            queries: header("x-queries").and_then(|value| value.parse().ok()),
            body: bytes[end + 4..].to_vec(),
            status,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read() {
        let answer =
            Answer::read(b"HTTP/1.0 200 OK\r\nX-Queries: 6\r\ncontent-type: a\r\n\r\nhello")
                .unwrap();
        assert_eq!(
            answer,
            Answer {
                status: "200".to_owned(),
                location: None,
                body: b"hello".to_vec(),
                queries: Some(6)
            }
        );
        assert!(Answer::read(b"HTTP/1.0 200 OK").is_err());
    }
}
