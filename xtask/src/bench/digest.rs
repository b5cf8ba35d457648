//! The mails of the day of many people, all due at the same hour: from the start of the server to the last mail at a mail server of ours. A person
//! who signs in meanwhile waits for a mail too: how long is measured with it.

use super::Programs;
use super::ask::ask;
use super::data::Ground;
use super::served::{Memory, Served};
use super::sink::Sink;
use crate::Result;
use crate::shop::Shop;
use std::time::{Duration, Instant};

/// The name of the row.
pub const NAME: &str = "mails of the day of 15,000 people";

/// Whose mails are counted.
const DOMAIN: &str = "@jour.example";
/// Who signs in while they leave, and after how many of them.
const HASTY: &str = "presse@ailleurs.example";
const HASTY_AFTER: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(900);
/// A mail that leaves twice would come within this time.
const BEHIND: Duration = Duration::from_secs(2);

/// What the mails of the day took.
#[derive(Clone, Copy, Debug)]
pub struct Digest {
    /// From the start to the last mail.
    pub took: Duration,
    /// People who have something to read.
    pub told: u64,
    /// People who got a mail.
    pub people: u64,
    /// Mails that they got.
    pub mails: u64,
    /// Jobs not done and lines that a mail still owes.
    pub left: u64,
    /// How long the mail to sign in took; nothing when it did not come.
    pub hasty: Option<Duration>,
    /// Before.
    pub idle: Memory,
    /// The most that was seen meanwhile.
    pub peak: Memory,
}

/// Makes the people, starts the server and waits for their mails.
///
/// # Errors
/// When the server does not start, or the mails are not all there after fifteen minutes.
pub fn run(shop: &Shop, programs: &Programs, ground: &Ground) -> Result<Digest> {
    let told = ground.number(shop, programs, "digest", "told")?;
    let sink = Sink::start()?;
    let way_out = [("MEC_SMTP_URL", format!("smtp://127.0.0.1:{}", sink.port))];
    let start = Instant::now();
    let mut served = Served::start_with(shop, &programs.mec, ground, false, &way_out)?;
    let idle = served.memory();
    let (mut peak, mut asked) = (idle, None);
    while sink.of(DOMAIN).0 < told {
        if start.elapsed() > LONGEST {
            let (came, _) = sink.of(DOMAIN);
            return Err(format!("{came} of {told} mails after {LONGEST:?}"));
        }
        if asked.is_none() && start.elapsed() > HASTY_AFTER {
            asked = Some(Instant::now());
            ask(
                served.port,
                "POST",
                "/connexion",
                "",
                &format!("email={HASTY}"),
            )?;
        }
        peak = peak.most(served.memory());
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = start.elapsed();
    std::thread::sleep(BEHIND);
    served.stop();
    let (people, mails) = sink.of(DOMAIN);
    let hasty = asked.zip(sink.when(HASTY));
    Ok(Digest {
        took,
        told,
        people,
        mails,
        left: ground.number(shop, programs, "digest-left", "left")?,
        hasty: hasty.map(|(asked, came)| came.duration_since(asked)),
        idle,
        peak,
    })
}

impl Digest {
    /// Whether each got her mail, once, and nothing is left to do.
    pub fn is_right(&self) -> bool {
        self.people == self.told && self.mails == self.told && self.left == 0
    }

    pub fn mark(&self) -> &'static str {
        if self.is_right() { "▸" } else { "✗" }
    }

    /// For people.
    pub fn print(&self) -> String {
        let mega = |bytes: u64| bytes as f64 / 1e6;
        let seconds = self.took.as_secs_f64();
        let hasty = match self.hasty {
            Some(took) => format!("came after {:.2} s", took.as_secs_f64()),
            None => "did not come".to_owned(),
        };
        format!(
            "{} mails to {} of {} people in {seconds:.1} s ({:.0}/s), {} left, at most {:.0} MB more of its own memory \
             ({:.0} MB at rest); a mail to sign in {hasty}",
            self.mails,
            self.people,
            self.told,
            self.mails as f64 / seconds,
            self.left,
            mega(self.peak.own.saturating_sub(self.idle.own)),
            mega(self.idle.own),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_too_many_or_too_few_is_wrong() {
        let right = Digest {
            took: Duration::from_secs(2),
            told: 10,
            people: 10,
            mails: 10,
            left: 0,
            hasty: None,
            idle: Memory::default(),
            peak: Memory::default(),
        };
        assert!(right.is_right());
        assert!(right.print().contains("(5/s)"));
        assert!(!Digest { mails: 11, ..right }.is_right());
        assert!(!Digest { people: 9, ..right }.is_right());
        assert!(!Digest { left: 1, ..right }.is_right());
    }
}
