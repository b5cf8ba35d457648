//! One line when a step begins (with the time it may take), one when it ends (with the time it took).

use crate::Result;
use std::time::{Duration, Instant};

/// Runs `work` between its two lines. `expected` is a human duration such as "about 3 min on 2 cores".
pub fn step<T>(what: &str, expected: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {what} … ({expected})");
    let start = Instant::now();
    let result = work();
    let sign = if result.is_ok() { "✓" } else { "✗" };
    println!("{sign} {what} ({})", human(start.elapsed()));
    result
}

/// "0.4 s", "12 s", "3 min 05 s".
pub fn human(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::human;
    use std::time::Duration;

    #[test]
    fn durations_read_well() {
        assert_eq!(human(Duration::from_millis(420)), "0.4 s");
        assert_eq!(human(Duration::from_secs(59)), "59 s");
        assert_eq!(human(Duration::from_secs(185)), "3 min 05 s");
    }
}
