//! A filter, as the store is asked about it: words as stems, days as moments, typing mistakes forgiven.

use super::mistyped;
use super::reach::Reach;
use crate::context::Person;
use crate::territory::search::typo;
use crate::working_days::{paris_day, start_of_day};
use crate::{Error, Result, Services};
use domain::date;
use domain::filter::Filter;
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use store::desk::table::{Asked, Ground};
use store::search::{self, Needle};
use time::Duration;

/// More words than this narrow nothing any more.
const MAX_WORDS: usize = 8;
/// Projects whose words are looked through for one that was meant.
pub const VOCABULARY: u32 = 3000;

/// What is asked, by whom, when, of which ground.
#[derive(Debug)]
pub struct Question {
    ground: Ground,
    filter: Filter,
    words: Vec<Vec<Needle>>,
    number: Option<i64>,
    reader: PersonId,
    now: Timestamp,
    corrected: bool,
}

impl Question {
    /// The question behind a filter.
    pub fn new(services: &Services, person: &Person, reach: &Reach, filter: &Filter) -> Self {
        let mut filter = filter.clone();
        if !reach.of_the_state {
            // Which seat has scored or proposed is between the seats.
            filter.forget_turns();
        }
        if reach.ground.departement().is_none() {
            filter.forget_tags();
        }
        let mut words = search::needles(&filter.text);
        words.truncate(MAX_WORDS);
        Self {
            ground: reach.ground.clone(),
            words,
            number: number(&filter.text),
            filter,
            reader: person.id,
            now: services.clock.now(),
            corrected: false,
        }
    }

    /// Whose projects.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Which of them.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Its words are no longer those that were typed.
    pub fn was_corrected(&self) -> bool {
        self.corrected
    }

    /// As the store takes it.
    pub fn asked(&self) -> Asked<'_> {
        let days = self.filter.blocked_days.value;
        let blocked_until =
            days.and_then(|days| paris_day(self.now).checked_sub(Duration::days(i64::from(days))));
        let next_day = self
            .filter
            .deposited_to
            .value
            .and_then(|day| day.next_day());
        Asked {
            ground: &self.ground,
            filter: &self.filter,
            words: &self.words,
            number: self.number,
            reader: self.reader,
            now: self.now,
            blocked_until: blocked_until.map(date::to_iso),
            deposited_from: self
                .filter
                .deposited_from
                .value
                .map(|day| start_of_day(day).0),
            deposited_before: next_day.map(|day| start_of_day(day).0),
        }
    }

    /// Words were typed that could have been meant otherwise.
    pub fn may_be_mistyped(&self) -> bool {
        self.number.is_none()
            && self
                .words
                .iter()
                .flatten()
                .any(|needle| needle.stem().len() >= typo::SHORTEST)
    }

    /// Puts words of the ground in the place of those that none of its projects has. `texts` holds the words of each
    /// project. False where there is nothing to change. Thousands of texts are compared: on a thread of its own.
    pub async fn correct(&mut self, texts: Vec<String>) -> Result<bool> {
        let words = self.words.clone();
        let meant = tokio::task::spawn_blocking(move || mistyped::meant(&texts, &words))
            .await
            .map_err(|error| Error::Outside(format!("words: {error}")))?;
        let changed = meant.is_some();
        if let Some(words) = meant {
            self.words = words;
            self.corrected = true;
        }
        Ok(changed)
    }
}

/// "4 127", "n° 4127" and "4127" are numbers of projects.
fn number(text: &str) -> Option<i64> {
    let text = text.trim_start_matches("n°").trim_start_matches("N°");
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && *number > 0)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn knows_a_number_when_it_sees_one() {
        assert_eq!(number("n° 4\u{202f}127"), Some(4127));
        assert_eq!(number("école 3"), None);
        assert_eq!(number("-3"), None);
    }
}
