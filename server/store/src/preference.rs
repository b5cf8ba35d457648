//! Which mails a person wants, and the projects she wants to hear nothing of.

use crate::error::Result;
use crate::{Tx, sql};
use domain::account::{MailChoice, MailFrequency, Topic};
use domain::ids::{PersonId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A choice of its own for one topic.
#[derive(Clone, Debug, FromQueryResult, serde::Serialize)]
pub struct TopicLine {
    /// Code of the topic.
    pub topic: String,
    /// Code of the frequency.
    pub frequency: String,
}

/// The hour of a person's mail of the day, and the secret of her links to unsubscribe.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MailLine {
    /// The general choice.
    pub mail_frequency: String,
    /// Of Paris.
    pub digest_hour: i64,
    /// None before her first mail.
    pub mail_secret: Option<String>,
}

/// The general choice of a person; nothing for one who is unknown or disabled.
pub async fn mails(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<MailLine>> {
    sql::one(
        db,
        "SELECT mail_frequency, digest_hour, mail_secret FROM person WHERE id = $1 AND disabled_at IS NULL",
        [person.0.into()],
    )
    .await
}

/// The topics with a choice of their own.
pub async fn topics(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<TopicLine>> {
    sql::all(
        db,
        "SELECT topic, frequency FROM mail_preference WHERE person_id = $1 ORDER BY topic",
        [person.0.into()],
    )
    .await
}

/// Writes the whole choice of a person.
pub async fn set(tx: &Tx, person: PersonId, choice: &MailChoice) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE person SET mail_frequency = $2, digest_hour = $3 WHERE id = $1",
        [
            person.0.into(),
            choice.frequency.code().into(),
            i64::from(choice.hour).into(),
        ],
    )
    .await?;
    for (topic, own) in &choice.topics {
        set_topic(tx, person, *topic, *own).await?;
    }
    Ok(())
}

/// Writes the choice for one topic; `None`: as for the others.
pub async fn set_topic(
    tx: &Tx,
    person: PersonId,
    topic: Topic,
    own: Option<MailFrequency>,
) -> Result<()> {
    match own {
        None => {
            sql::run(
                &**tx,
                "DELETE FROM mail_preference WHERE person_id = $1 AND topic = $2",
                [person.0.into(), topic.code().into()],
            )
            .await?
        }
        Some(own) => {
            sql::run(
                &**tx,
                "INSERT INTO mail_preference (person_id, topic, frequency) VALUES ($1, $2, $3) \
                 ON CONFLICT (person_id, topic) DO UPDATE SET frequency = excluded.frequency",
                [person.0.into(), topic.code().into(), own.code().into()],
            )
            .await?
        }
    };
    Ok(())
}

/// Keeps the secret of a person's links to unsubscribe, unless she has one, and gives the one that holds.
pub async fn keep_secret(tx: &Tx, person: PersonId, drawn: &str) -> Result<String> {
    #[derive(FromQueryResult)]
    struct Kept {
        mail_secret: String,
    }
    let kept: Option<Kept> = sql::one(
        &**tx,
        "UPDATE person SET mail_secret = COALESCE(mail_secret, $2) WHERE id = $1 RETURNING mail_secret",
        [person.0.into(), drawn.into()],
    )
    .await?;
    Ok(kept.map(|kept| kept.mail_secret).unwrap_or_default())
}

/// Wants to hear nothing of a project; said twice, it is so.
pub async fn mute(tx: &Tx, person: PersonId, project: ProjectId, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO project_mute (person_id, project_id, since) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id, project_id) DO NOTHING",
        [person.0.into(), project.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Wants to hear of it again.
pub async fn unmute(tx: &Tx, person: PersonId, project: ProjectId) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM project_mute WHERE person_id = $1 AND project_id = $2",
        [person.0.into(), project.0.into()],
    )
    .await?;
    Ok(())
}
