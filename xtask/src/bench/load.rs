//! The load: `wrk`, one thread, sixteen connections, each asking again as soon as it is answered.

use super::rows::{self, NUMBER, Row};
use crate::shop::Shop;
use crate::{Result, process};
use std::fmt::Write;
use std::time::{Duration, Instant};

pub const CONNECTIONS: u32 = 16;

/// What the load tells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Load {
    pub a_second: f64,
    /// Milliseconds within which half of the requests were answered.
    pub p50: f64,
    /// Milliseconds within which 99 of 100 were.
    pub p99: f64,
    /// Requests answered with another status than 2xx or 3xx, or not at all.
    pub refused: u64,
}

/// What each request of one connection took, and how many were refused.
pub type Share = (Vec<Duration>, u64);

impl Load {
    /// Of connections that work at the same time, each in a thread of its own.
    pub fn together<F>(connections: impl Iterator<Item = F>) -> Result<Self>
    where
        F: FnOnce() -> Result<Share> + Send,
    {
        let start = Instant::now();
        let found = std::thread::scope(|scope| {
            let lines: Vec<_> = connections.map(|one| scope.spawn(one)).collect();
            let joined = lines.into_iter().map(|line| {
                let broke = |_| "a line of the load broke".to_owned();
                line.join().map_err(broke)?
            });
            joined.collect::<Result<Vec<_>>>()
        })?;
        let whole = start.elapsed();
        let refused = found.iter().map(|(_, refused)| refused).sum();
        let took = found.into_iter().flat_map(|(took, _)| took).collect();
        Ok(Self::of(took, refused, whole))
    }

    /// Of what each request took, within `whole`.
    pub fn of(mut took: Vec<Duration>, refused: u64, whole: Duration) -> Self {
        took.sort_unstable();
        let within = |percent: usize| {
            let place = (took.len() * percent / 100).min(took.len().saturating_sub(1));
            took.get(place).map_or(0.0, |one| one.as_secs_f64() * 1e3)
        };
        Self {
            a_second: took.len() as f64 / whole.as_secs_f64().max(1e-9),
            p50: within(50),
            p99: within(99),
            refused,
        }
    }
}

/// Warms the row up for a second, then measures it.
pub fn run(shop: &Shop, port: u16, row: &Row, seconds: u32) -> Result<Load> {
    let script = shop.own().join("bench.lua");
    let once = |tag: &str, base: u64, seconds: u32| {
        std::fs::write(&script, lua(row, tag, base))
            .map_err(|error| format!("cannot write {}: {error}", script.display()))?;
        let mut command = shop.command("wrk");
        command
            .args(["-t", "1", "-c", &CONNECTIONS.to_string()])
            .args(["-d", &format!("{seconds}s"), "-s"])
            .arg(&script)
            .arg(format!("http://127.0.0.1:{port}"));
        process::must(command, &shop.log("bench-load"), false, None)
    };
    once("warm", rows::WARM, 1)?;
    read(&once("main", rows::MAIN, seconds)?)
}

/// The script of a row. Keys of forms and numbers in addresses are new each time: `tag` and `base` tell the runs apart.
fn lua(row: &Row, tag: &str, base: u64) -> String {
    let mut text = String::from("local paths = {");
    for path in &row.paths {
        let _ = write!(text, "\"{path}\",");
    }
    let method = if row.body.is_some() { "POST" } else { "GET" };
    let _ = writeln!(text, "}}\nlocal n = 0");
    let _ = writeln!(
        text,
        "local headers = {{ [\"Sec-Fetch-Site\"] = \"same-origin\" }}"
    );
    if !row.session.is_empty() {
        let _ = writeln!(text, "headers[\"Cookie\"] = \"session={}\"", row.session);
    }
    let body = match row.body {
        None => "nil".to_owned(),
        Some(body) => {
            let _ = writeln!(
                text,
                "headers[\"Content-Type\"] = \"application/x-www-form-urlencoded\""
            );
            // A percent sign opens a format in Lua.
            let body = body.replace('%', "%%").replace("{key}", "%s-%d");
            let stamp = format!("{tag}-{}", std::process::id());
            format!("string.format(\"{body}\", \"{stamp}\", n)")
        }
    };
    let _ = write!(
        text,
        "function request()\n  n = n + 1\n  local path = paths[n % #paths + 1]:gsub(\"{NUMBER}\", tostring({base} + n))\n  \
         return wrk.format(\"{method}\", path, headers, {body})\nend\n\
         function done(summary, latency)\n  local e = summary.errors\n  io.write(string.format(\"measured %d %d %d %d %d\\n\", \
         summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), \
         e.status + e.connect + e.read + e.write + e.timeout))\nend\n"
    );
    text
}

/// "measured REQUESTS MICROSECONDS P50 P99 REFUSED", all but the first in microseconds.
fn read(text: &str) -> Result<Load> {
    let numbers: Vec<u64> = text
        .lines()
        .find_map(|line| line.strip_prefix("measured "))
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    match numbers[..] {
        [requests, micros, p50, p99, refused] if micros > 0 => Ok(Load {
            a_second: requests as f64 * 1e6 / micros as f64,
            p50: p50 as f64 / 1000.0,
            p99: p99 as f64 / 1000.0,
            refused,
        }),
        _ => Err(format!("wrk said:\n{text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::rows::How;

    #[test]
    fn a_load_is_made_of_what_each_request_took() {
        let took = (1..=200).rev().map(Duration::from_millis).collect();
        let load = Load::of(took, 3, Duration::from_secs(4));
        let expected = Load {
            a_second: 50.0,
            p50: 101.0,
            p99: 199.0,
            refused: 3,
        };
        assert_eq!(load, expected);
        let none = Load::of(Vec::new(), 0, Duration::from_secs(1));
        assert_eq!((none.a_second, none.p99), (0.0, 0.0));
    }

    #[test]
    fn the_load_is_read() {
        let load = read("Running 5s\nmeasured 5000 5000000 1500 9250 2\n").unwrap();
        let expected = Load {
            a_second: 1000.0,
            p50: 1.5,
            p99: 9.25,
            refused: 2,
        };
        assert_eq!(load, expected);
        assert!(read("unable to connect").is_err());
    }

    #[test]
    fn a_form_gets_a_new_key_each_time() {
        let row = Row {
            name: "post",
            bare: false,
            how: How::Load,
            paths: vec!["/a".to_owned()],
            session: "token".to_owned(),
            body: Some("message=%C3%A9&cle={key}"),
        };
        let script = lua(&row, "main", 7);
        assert!(script.contains("string.format(\"message=%%C3%%A9&cle=%s-%d\""));
        assert!(script.contains("session=token"));
    }
}
