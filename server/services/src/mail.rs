//! Mails: composed here from templates, handed over by the outbox only.

pub mod letters;

use crate::journal::to_json;
use crate::{Error, Result, Services};
use domain::ids::OutboxId;
use domain::timestamp::Timestamp;
use letters::Letter;
use serde::{Deserialize, Serialize};
use store::Tx;

/// The kind of the job that sends one mail.
pub const MAIL: &str = "mail";

/// What the job [`MAIL`] carries: the mail, ready.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Address of the one it is for.
    pub to: String,
    /// Where an answer goes.
    pub reply_to: Option<String>,
    /// One line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// After this moment it says nothing true any more and is not sent, milliseconds UTC.
    pub not_after: Option<i64>,
    /// Where its reader stops such mails (RFC 8058); none for a mail that she asked for.
    pub way_out: Option<String>,
}

/// Makes a mail of a letter. The first line of the text template is the subject.
pub fn compose(letter: &impl Letter) -> Result<Posted> {
    let failed = |error: askama::Error| Error::Outside(format!("mail template: {error}"));
    let text = letter.text().map_err(failed)?;
    let (subject, text) = text.split_once('\n').unwrap_or((text.as_str(), ""));
    Ok(Posted {
        subject: header_line(subject),
        text: format!("{}\n", text.trim()),
        html: letter.html().map_err(failed)?,
        ..Posted::default()
    })
}

/// One line for a header: control characters become spaces, at most 200 characters.
pub fn header_line(text: &str) -> String {
    let one: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(200)
        .collect();
    one.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Services {
    /// Adds a mail to the outbox, in the transaction of what it tells of. `reply_to` is the address of the
    /// one who signs; after `not_after` the mail is dropped instead of sent.
    pub async fn post(
        &self,
        tx: &Tx,
        to: &str,
        reply_to: Option<&str>,
        letter: &impl Letter,
        not_after: Option<Timestamp>,
    ) -> Result<()> {
        let posted = Posted {
            to: to.to_owned(),
            reply_to: reply_to.map(str::to_owned),
            not_after: not_after.map(|moment| moment.0),
            ..compose(letter)?
        };
        self.post_ready(tx, &posted).await
    }

    /// Adds a mail of news, which its reader may stop at `way_out`.
    pub(crate) async fn post_news(
        &self,
        tx: &Tx,
        to: &str,
        reply_to: Option<&str>,
        letter: &impl Letter,
        way_out: String,
    ) -> Result<()> {
        let posted = Posted {
            to: to.to_owned(),
            reply_to: reply_to.map(str::to_owned),
            way_out: Some(way_out),
            ..compose(letter)?
        };
        self.post_ready(tx, &posted).await
    }

    async fn post_ready(&self, tx: &Tx, posted: &Posted) -> Result<()> {
        let (id, now) = (OutboxId(self.ids.uuid()), self.clock.now());
        let (payload, due) = (to_json(posted), due(posted, now));
        store::outbox::schedule(tx, id, MAIL, &payload, now, due).await?;
        self.wake.notify_one();
        Ok(())
    }
}

/// Since when a mail waits: what is due longest leaves first. Somebody sits and waits for a mail that soon says nothing true any more, a code to
/// sign in: it counts as due since the day before, so that it does not stand behind everybody's mail of the day.
fn due(posted: &Posted, now: Timestamp) -> Timestamp {
    let soon = now.plus_seconds(3_600).0;
    if posted.not_after.is_some_and(|moment| moment <= soon) {
        now.plus_seconds(-86_400)
    } else {
        now
    }
}
