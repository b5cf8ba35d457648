//! What is new on a desk is new since the reader's last visit.

use crate::{Result, Services};
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use store::desk::visit::{self, Visit};

/// A visit is over when nothing was looked at for so long, in seconds.
const VISIT_SECONDS: i64 = 30 * 60;
/// Looks closer than this to each other are noted once, in seconds.
const NOTED_EVERY: i64 = 5 * 60;
/// Who comes for the first time is told of the last day.
const FIRST_SECONDS: i64 = 24 * 60 * 60;
/// Who was away for long is told of so many seconds at most.
const MOST_SECONDS: i64 = 30 * 24 * 60 * 60;

impl Services {
    /// When the visit before this one ended. The look is noted beside the request: no page waits for it. One query.
    pub(super) async fn last_visit(&self, person: PersonId) -> Result<Option<Timestamp>> {
        let now = self.clock.now();
        let known = visit::of(self.db.read(), person).await?;
        if known.is_none_or(|known| Timestamp(known.seen_at) < now.plus_seconds(-NOTED_EVERY)) {
            self.note_look(person, now);
        }
        Ok(known.and_then(|known| before(known, now)))
    }

    fn note_look(&self, person: PersonId, now: Timestamp) {
        let services = self.clone();
        tokio::spawn(async move {
            if let Err(error) = services.write_look(person, now).await {
                tracing::warn!(%error, "a look at a desk was not noted");
            }
        });
    }

    async fn write_look(&self, person: PersonId, now: Timestamp) -> Result<()> {
        let tx = self.db.begin().await?;
        visit::note(&tx, person, now.plus_seconds(-VISIT_SECONDS), now).await?;
        Ok(tx.commit().await?)
    }
}

/// The end of the visit before this one: the last look, when it was long ago.
fn before(known: Visit, now: Timestamp) -> Option<Timestamp> {
    if Timestamp(known.seen_at) < now.plus_seconds(-VISIT_SECONDS) {
        Some(Timestamp(known.seen_at))
    } else {
        known.before_at.map(Timestamp)
    }
}

/// From when on something is new.
pub(super) fn since(last: Option<Timestamp>, now: Timestamp) -> Timestamp {
    match last {
        Some(last) => last.max(now.plus_seconds(-MOST_SECONDS)),
        None => now.plus_seconds(-FIRST_SECONDS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_lasts_while_one_looks_and_the_one_before_stays_the_same() {
        let now = Timestamp(1_772_528_400_000);
        let minutes = |n: i64| now.plus_seconds(-60 * n);
        for (seen, before_it, last) in [
            (1, None, None),
            (29, Some(3000), Some(3000)),
            (31, Some(3000), Some(31)),
            (31, None, Some(31)),
        ] {
            let known = Visit {
                seen_at: minutes(seen).0,
                before_at: before_it.map(|n| minutes(n).0),
            };
            assert_eq!(
                before(known, now),
                last.map(minutes),
                "{seen} {before_it:?}"
            );
        }
        assert_eq!(since(None, now), minutes(24 * 60));
        assert_eq!(since(Some(Timestamp(0)), now), minutes(30 * 24 * 60));
        assert_eq!(since(Some(minutes(90)), now), minutes(90));
    }
}
