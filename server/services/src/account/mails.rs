//! Which mails a person wants: at once, one a day at an hour she chose, or none, topic by topic; and the way out of them
//! without signing in (RFC 8058).

use crate::journal::Fact;
use crate::policy;
use crate::{Cx, Error, Result, Services, secret};
use domain::account::{DIGEST_HOUR, MailChoice, MailFrequency, Topic};
use domain::ids::{PersonId, ProjectId, SubscriptionId};
use domain::permission::Action;
use store::Tx;
use store::preference;
use uuid::Uuid;

/// What a fact is told under.
pub const fn topic_of(fact: Option<Fact>) -> Topic {
    let Some(fact) = fact else {
        return Topic::Sheet;
    };
    match fact {
        Fact::Reminded | Fact::PriorityEscalated => Topic::Reminder,
        Fact::Submitted
        | Fact::Acknowledged
        | Fact::Redirected
        | Fact::Assessed
        | Fact::PriorityProposed
        | Fact::PriorityReopened
        | Fact::GapsExplained
        | Fact::Prioritised
        | Fact::Assigned
        | Fact::HandedOver
        | Fact::FirstContact
        | Fact::Closed
        | Fact::Withdrawn
        | Fact::Reopened => Topic::Step,
        Fact::MessagePosted | Fact::MessageTakenBack | Fact::FileAdded | Fact::FileRemoved => {
            Topic::Message
        }
        Fact::BlockerRaised
        | Fact::BlockerSolved
        | Fact::RecommendationProposed
        | Fact::RecommendationAnswered => Topic::Help,
        _ => Topic::Sheet,
    }
}

/// What a link to unsubscribe stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    /// The mails of one topic.
    Topic(Topic),
    /// The mail of the day.
    Digest,
    /// A view that is sent.
    View(SubscriptionId),
}

impl Stops {
    const DIGEST: &'static str = "digest";
    const VIEW: &'static str = "vue-";

    fn code(self) -> String {
        match self {
            Self::Topic(topic) => topic.code().to_owned(),
            Self::Digest => Self::DIGEST.to_owned(),
            Self::View(id) => format!("{}{}", Self::VIEW, id.0.simple()),
        }
    }

    fn parse(code: &str) -> Option<Self> {
        match code {
            Self::DIGEST => Some(Self::Digest),
            other => match other.strip_prefix(Self::VIEW) {
                Some(id) => Uuid::try_parse(id).ok().map(SubscriptionId).map(Self::View),
                None => Topic::parse(other).map(Self::Topic),
            },
        }
    }
}

/// What a link to unsubscribe leads to.
#[derive(Clone, Copy, Debug)]
pub struct Subscription {
    person: PersonId,
    /// What it stops.
    pub stops: Stops,
    /// Whether these mails are still sent.
    pub runs: bool,
}

impl Services {
    /// Which mails the signed-in person wants. Two queries.
    pub async fn my_mails(&self, cx: &Cx) -> Result<MailChoice> {
        let person = cx.person()?.id;
        self.mails_of(person).await?.ok_or(Error::NotFound)
    }

    /// Which mails a person wants; nothing for one who is gone.
    pub(crate) async fn mails_of(&self, person: PersonId) -> Result<Option<MailChoice>> {
        let db = self.db.read();
        let Some(line) = preference::mails(db, person).await? else {
            return Ok(None);
        };
        let own = preference::topics(db, person).await?;
        let of = |topic: &Topic| {
            let line = own.iter().find(|line| line.topic == topic.code());
            line.and_then(|line| MailFrequency::parse(&line.frequency))
        };
        Ok(Some(MailChoice {
            frequency: MailFrequency::parse(&line.mail_frequency).unwrap_or(MailFrequency::Now),
            hour: u8::try_from(line.digest_hour).unwrap_or(DIGEST_HOUR),
            topics: Topic::ALL.iter().map(|topic| (*topic, of(topic))).collect(),
        }))
    }

    /// Writes which mails the signed-in person wants. Sent twice, it says the same.
    ///
    /// Errors: [`Error::Fields`] on `courriers`, `heure` and `sujet-…`.
    pub async fn save_mails<'a>(&self, cx: &Cx, typed: impl Fn(&str) -> &'a str) -> Result<()> {
        let person = cx.person()?.id;
        let now = self.my_mails(cx).await?;
        let choice = MailChoice::parse(typed, now.hour).map_err(Error::Fields)?;
        let tx = self.db.begin().await?;
        preference::set(&tx, person, &choice).await?;
        Ok(tx.commit().await?)
    }

    /// Mutes a project for the signed-in person, or lets it speak again: its facts stay in her bell without being counted
    /// or mailed. What she owes it herself is told all the same.
    ///
    /// Errors: those of the policy for reading it.
    pub async fn mute_project(&self, cx: &Cx, project: ProjectId, muted: bool) -> Result<()> {
        policy::require(&self.db, cx, Action::Read, project).await?;
        let person = cx.person()?.id;
        let tx = self.db.begin().await?;
        if muted {
            preference::mute(&tx, person, project, self.clock.now()).await?;
        } else {
            preference::unmute(&tx, person, project).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The link that stops mails of a kind, for the mail that is written in this transaction. It holds as long as the account:
    /// a signature by a secret of the person, so that nothing is kept for each mail.
    pub(crate) async fn way_out(
        &self,
        tx: &Tx,
        person: PersonId,
        known: Option<&str>,
        stops: Stops,
    ) -> Result<String> {
        let kept = match known {
            Some(known) => known.to_owned(),
            None => {
                let drawn = secret::token(self.ids.secret());
                preference::keep_secret(tx, person, &drawn).await?
            }
        };
        let base = &self.settings.base_url;
        let (id, code) = (person.0.simple(), stops.code());
        let sign = sign(&kept, &code);
        Ok(format!("{base}/desabonnement/{id}.{code}.{sign}"))
    }

    /// What a link to unsubscribe leads to. Needs no session: the link is the proof.
    ///
    /// Errors: [`Error::NotFound`] for a link that we did not write.
    pub async fn subscription(&self, token: &str) -> Result<Subscription> {
        let mut parts = token.split('.');
        let (Some(id), Some(code), Some(given), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Error::NotFound);
        };
        let person = PersonId(Uuid::try_parse(id).map_err(|_| Error::NotFound)?);
        let stops = Stops::parse(code).ok_or(Error::NotFound)?;
        let line = preference::mails(self.db.read(), person).await?;
        let kept = line.and_then(|line| line.mail_secret);
        if kept.is_none_or(|kept| sign(&kept, code) != given) {
            return Err(Error::NotFound);
        }
        let choice = self.mails_of(person).await?.ok_or(Error::NotFound)?;
        let runs = match stops {
            Stops::View(id) => self.is_sent(person, id).await?,
            other => runs(&choice, other),
        };
        Ok(Subscription {
            person,
            stops,
            runs,
        })
    }

    /// Stops the mails of a link, or sends them again. Done twice, it is so.
    ///
    /// Errors: as [`Services::subscription`].
    pub async fn unsubscribe(&self, token: &str, stop: bool) -> Result<Subscription> {
        let found = self.subscription(token).await?;
        let mut choice = self.mails_of(found.person).await?.ok_or(Error::NotFound)?;
        if let Stops::View(id) = found.stops {
            self.stop_view(found.person, id, choice.hour, stop).await?;
            let runs = self.is_sent(found.person, id).await?;
            return Ok(Subscription { runs, ..found });
        }
        change(&mut choice, found.stops, stop);
        let tx = self.db.begin().await?;
        preference::set(&tx, found.person, &choice).await?;
        tx.commit().await?;
        Ok(Subscription {
            runs: runs(&choice, found.stops),
            ..found
        })
    }
}

/// The frequency of a topic: its own, else the general one.
pub(crate) fn frequency_of(choice: &MailChoice, topic: Topic) -> MailFrequency {
    let own = choice.topics.iter().find(|(one, _)| *one == topic);
    own.and_then(|(_, own)| *own).unwrap_or(choice.frequency)
}

fn sign(kept: &str, code: &str) -> String {
    secret::hash(&format!("{kept}:{code}"))
}

fn runs(choice: &MailChoice, stops: Stops) -> bool {
    match stops {
        Stops::Topic(topic) => frequency_of(choice, topic) != MailFrequency::Never,
        Stops::Digest => Topic::ALL
            .iter()
            .any(|topic| frequency_of(choice, *topic) == MailFrequency::Daily),
        // No choice of the account.
        Stops::View(_) => false,
    }
}

/// The mail of the day stops for every topic that it holds; what is sent at once stays. Back again, it is what the general
/// choice says.
fn change(choice: &mut MailChoice, stops: Stops, stop: bool) {
    let (from, to) = if stop {
        (MailFrequency::Daily, MailFrequency::Never)
    } else {
        (MailFrequency::Never, MailFrequency::Daily)
    };
    match stops {
        Stops::Topic(topic) => {
            let general = choice.frequency;
            for (one, own) in &mut choice.topics {
                if *one == topic {
                    *own = match (stop, general) {
                        (true, _) => Some(MailFrequency::Never),
                        (false, MailFrequency::Never) => Some(MailFrequency::Daily),
                        (false, _) => None,
                    };
                }
            }
        }
        Stops::Digest => {
            if choice.frequency == from {
                choice.frequency = to;
            }
            for (_, own) in &mut choice.topics {
                if *own == Some(from) {
                    *own = Some(to);
                }
            }
        }
        // No choice of the account.
        Stops::View(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(frequency: MailFrequency) -> MailChoice {
        MailChoice {
            frequency,
            hour: 7,
            topics: Topic::ALL.iter().map(|topic| (*topic, None)).collect(),
        }
    }

    #[test]
    fn a_link_stops_what_it_says_and_nothing_else() {
        for general in MailFrequency::ALL {
            for topic in Topic::ALL {
                let mut wanted = choice(*general);
                change(&mut wanted, Stops::Topic(*topic), true);
                for other in Topic::ALL {
                    let expected = if other == topic {
                        MailFrequency::Never
                    } else {
                        *general
                    };
                    assert_eq!(frequency_of(&wanted, *other), expected);
                }
                assert!(!runs(&wanted, Stops::Topic(*topic)));
                change(&mut wanted, Stops::Topic(*topic), false);
                assert!(runs(&wanted, Stops::Topic(*topic)));
            }
        }
        let mut daily = choice(MailFrequency::Daily);
        change(&mut daily, Stops::Digest, true);
        assert!(!runs(&daily, Stops::Digest));
        let mut now = choice(MailFrequency::Now);
        change(&mut now, Stops::Digest, true);
        assert_eq!(now, choice(MailFrequency::Now));
    }
}
