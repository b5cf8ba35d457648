//! Which mails a person wants.

use super::MailFrequency;
use crate::coded_enum;
use crate::form::{Errors, FieldError, Problem};

coded_enum! {
    /// What a mail tells of, for who wants some kinds and not others.
    Topic {
        /// What the State still owes a project.
        Reminder = "reminder",
        /// Where a project stands: deposit, priority, who follows it.
        Step = "step",
        /// Messages and files.
        Message = "message",
        /// Blockers and the help proposed.
        Help = "help",
        /// The sheet and its people.
        Sheet = "sheet",
    }
}

/// The hours of Paris at which a mail of the day may leave.
pub const DIGEST_HOURS: std::ops::RangeInclusive<u8> = 5..=21;
/// The hour of who chose none.
pub const DIGEST_HOUR: u8 = 7;

/// Which mails a person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailChoice {
    /// For every topic without a choice of its own.
    pub frequency: MailFrequency,
    /// The hour of Paris of the mail of the day.
    pub hour: u8,
    /// Choices of their own; `None`: as for the others.
    pub topics: Vec<(Topic, Option<MailFrequency>)>,
}

impl MailChoice {
    /// Reads the form: `courriers`, `heure`, and `sujet-…` for each topic. What is not sent stays as it is for the hour, and
    /// follows the general choice for a topic.
    pub fn parse<'a>(typed: impl Fn(&str) -> &'a str, hour: u8) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let frequency = MailFrequency::parse(typed("courriers")).ok_or(Problem::NotAChoice);
        let frequency = errors.keep("courriers", frequency);
        let hour = match typed("heure") {
            "" => Ok(hour),
            text => text.parse().map_err(|_| Problem::NotAChoice),
        };
        let hour = hour.and_then(|hour: u8| {
            DIGEST_HOURS
                .contains(&hour)
                .then_some(hour)
                .ok_or(Problem::NotAChoice)
        });
        let hour = errors.keep("heure", hour);
        let mut topics = Vec::new();
        for topic in Topic::ALL {
            let field = format!("sujet-{topic}");
            let own = match typed(&field) {
                "" => Ok(None),
                code => MailFrequency::parse(code)
                    .map(Some)
                    .ok_or(Problem::NotAChoice),
            };
            if let Some(own) = errors.keep(&field, own) {
                topics.push((*topic, own));
            }
        }
        let read = frequency.zip(hour).map(|(frequency, hour)| Self {
            frequency,
            hour,
            topics,
        });
        errors.finish(read)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    crate::codes_read_back!(Topic);

    fn read(fields: &[(&str, &'static str)]) -> Result<MailChoice, Vec<String>> {
        let typed = |name: &str| {
            let found = fields.iter().find(|(field, _)| *field == name);
            found.map_or("", |(_, value)| *value)
        };
        MailChoice::parse(typed, 9)
            .map_err(|errors| errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn a_topic_follows_the_general_choice_until_it_has_its_own() {
        let choice = read(&[("courriers", "daily"), ("sujet-message", "now")]).unwrap();
        assert_eq!((choice.frequency, choice.hour), (MailFrequency::Daily, 9));
        for (topic, own) in choice.topics {
            assert_eq!(own, (topic == Topic::Message).then_some(MailFrequency::Now));
        }
        assert_eq!(
            read(&[("courriers", "now"), ("heure", "18")]).unwrap().hour,
            18
        );
    }

    #[test]
    fn every_refused_field_is_named() {
        for hour in ["4", "22", "-1", "sept", "300"] {
            assert_eq!(
                read(&[("courriers", "now"), ("heure", hour)]),
                Err(vec!["heure".to_owned()])
            );
        }
        let refused = read(&[
            ("courriers", "parfois"),
            ("heure", "25"),
            ("sujet-help", "x"),
        ]);
        assert_eq!(refused.unwrap_err(), ["courriers", "heure", "sujet-help"]);
    }
}
