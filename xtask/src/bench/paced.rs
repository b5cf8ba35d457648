//! So many requests a second, whatever the answers take: what people feel who come at their own pace. A request that has to wait because those
//! before it are slow counts from the moment at which it was meant to leave.

use super::client::{Line, request};
use super::load::{Load, Share};
use super::rows::{self, Row};
use crate::Result;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Connections: as many requests may be on their way at once.
const LINES: usize = 32;
/// Before the measure, in seconds.
const WARM: u32 = 1;

/// Asks for the row's addresses at a rate, for as long as asked.
///
/// # Errors
/// When nobody answers.
pub fn run(port: u16, row: &Row, rate: u32, seconds: u32) -> Result<Load> {
    rounds(port, row, rate, WARM, rows::WARM)?;
    rounds(port, row, rate, seconds, rows::MAIN)
}

fn rounds(port: u16, row: &Row, rate: u32, seconds: u32, base: u64) -> Result<Load> {
    let count = (rate * seconds) as usize;
    let (next, start) = (AtomicUsize::new(0), Instant::now());
    let next = &next;
    Load::together((0..LINES).map(|_| move || line(port, row, rate, next, count, base, start)))
}

/// One connection takes the next request that is due, until none is left. Gives what each took, and how many were refused.
fn line(
    port: u16,
    row: &Row,
    rate: u32,
    next: &AtomicUsize,
    count: usize,
    base: u64,
    start: Instant,
) -> Result<Share> {
    let mut line = Line::new(port);
    let (mut took, mut refused) = (Vec::new(), 0);
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        if n >= count {
            return Ok((took, refused));
        }
        let due = start + due(n, rate);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let reply = line.send(&request(port, &row.path(n, base), &row.session, None))?;
        took.push(due.elapsed());
        refused += u64::from(reply.status != 200);
    }
}

/// When the `n`th request leaves.
fn due(n: usize, rate: u32) -> Duration {
    Duration::from_secs_f64(n as f64 / f64::from(rate.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_leave_at_their_rate() {
        assert_eq!(due(0, 50), Duration::ZERO);
        assert_eq!(due(25, 50), Duration::from_millis(500));
        assert_eq!(due(50, 50), Duration::from_secs(1));
    }
}
