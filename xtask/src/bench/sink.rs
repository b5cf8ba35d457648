//! A mail server that takes every mail and throws it away, but remembers for whom it was.

use crate::Result;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// How many mails came for each address, and when the last one did.
type Came = BTreeMap<String, (u32, Instant)>;

pub struct Sink {
    pub port: u16,
    came: Arc<Mutex<Came>>,
}

impl Sink {
    /// Listens on a free port until the process ends.
    ///
    /// # Errors
    /// When there is no port.
    pub fn start() -> Result<Self> {
        let told = |error: std::io::Error| format!("no port for mails: {error}");
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
        let port = listener.local_addr().map_err(told)?.port();
        let came: Arc<Mutex<Came>> = Arc::default();
        let kept = came.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let came = kept.clone();
                std::thread::spawn(move || talk(stream, &came));
            }
        });
        Ok(Self { port, came })
    }

    /// Of the addresses of a domain: how many got a mail, and how many mails they got.
    pub fn of(&self, domain: &str) -> (u64, u64) {
        let came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        let own = came.iter().filter(|(to, _)| to.ends_with(domain));
        own.fold((0, 0), |(people, mails), (_, (n, _))| {
            (people + 1, mails + u64::from(*n))
        })
    }

    /// When the last mail came for an address.
    pub fn when(&self, address: &str) -> Option<Instant> {
        let came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        came.get(address).map(|(_, at)| *at)
    }
}

/// A connection, which ends when the other side does.
fn talk(stream: TcpStream, came: &Mutex<Came>) {
    let _ = stream.set_nodelay(true);
    let Ok(mut out) = stream.try_clone() else {
        return;
    };
    let mut lines = BufReader::new(stream)
        .split(b'\n')
        .map_while(|line| line.ok());
    let mut to = None;
    let _ = out.write_all(b"220 sink\r\n");
    while let Some(line) = lines.next() {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let answer = match word(&line).as_str() {
            "RCPT" => {
                to = address(&line);
                "250 ok\r\n"
            }
            "DATA" => {
                let _ = out.write_all(b"354 go on\r\n");
                if !lines.by_ref().any(|line| line == b".\r" || line == b".") {
                    return;
                }
                if let Some(to) = to.take() {
                    let mut came = came.lock().unwrap_or_else(PoisonError::into_inner);
                    let entry = came.entry(to).or_insert((0, Instant::now()));
                    *entry = (entry.0 + 1, Instant::now());
                }
                "250 ok\r\n"
            }
            "QUIT" => {
                let _ = out.write_all(b"221 bye\r\n");
                return;
            }
            _ => "250 ok\r\n",
        };
        if out.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

fn word(line: &str) -> String {
    line.get(..4).unwrap_or(line).to_ascii_uppercase()
}

/// "RCPT TO:<a@b.c>" → "a@b.c".
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    rest.split_once('>').map(|(to, _)| to.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_taken_and_counted_for_its_reader() {
        let sink = Sink::start().unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", sink.port)).unwrap();
        let mail = "EHLO me\r\nMAIL FROM:<x@y.z>\r\nRCPT TO:<a@b.c>\r\nDATA\r\nSubject: .\r\n\r\nQUIT\r\n.\r\n";
        stream.write_all(mail.repeat(2).as_bytes()).unwrap();
        stream.write_all(b"QUIT\r\n").unwrap();
        let mut said = String::new();
        std::io::Read::read_to_string(&mut stream, &mut said).unwrap();
        assert!(said.ends_with("221 bye\r\n"));
        assert_eq!(sink.of("@b.c"), (1, 2));
        assert_eq!(sink.of("@other"), (0, 0));
        assert!(sink.when("a@b.c").is_some());
    }
}
