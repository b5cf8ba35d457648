//! "My data": everything kept about a person, for her alone.

use crate::{Cx, Error, Result, Services};
use serde::Serialize;
use store::account::data::{self, Export, Meeting, Membership, Role, SentView, Trace, View};
use store::account::person;
use store::preference::{self, TopicLine};

/// What is kept about a person. Moments are milliseconds UTC.
#[derive(Clone, Debug, Serialize)]
pub struct MyData {
    email: String,
    first_name: String,
    last_name: String,
    job: String,
    organisation: String,
    phone: String,
    mail_frequency: String,
    mail_hour: i64,
    mail_topics: Vec<TopicLine>,
    muted_projects: Vec<Trace>,
    created_at: i64,
    collectivities: Vec<String>,
    roles: Vec<Role>,
    memberships: Vec<Membership>,
    sessions: Vec<Session>,
    invitations: Vec<Trace>,
    messages: Vec<Trace>,
    files: Vec<Trace>,
    history: Vec<Trace>,
    views: Vec<View>,
    sent_views: Vec<SentView>,
    meetings: Vec<Meeting>,
    exports: Vec<Export>,
}

#[derive(Clone, Debug, Serialize)]
struct Session {
    device: String,
    created_at: i64,
    last_seen_at: i64,
}

impl Services {
    /// Everything kept about the signed-in person; each list holds the latest 10,000 at most.
    pub async fn my_data(&self, cx: &Cx) -> Result<MyData> {
        let id = cx.person()?.id;
        let db = self.db.read();
        let row = person::by_id(db, id).await?.ok_or(Error::NotFound)?;
        let collectivities = person::collectivities(db, id).await?;
        let sessions = self.my_sessions(cx).await?;
        Ok(MyData {
            roles: data::roles(db, id).await?,
            memberships: data::memberships(db, id).await?,
            invitations: data::invitations(db, &row.email).await?,
            messages: data::messages(db, id).await?,
            files: data::files(db, id).await?,
            history: data::facts(db, id).await?,
            views: data::views(db, id).await?,
            sent_views: data::sent_views(db, id).await?,
            meetings: data::meetings(db, id).await?,
            exports: data::exports(db, id).await?,
            muted_projects: data::muted(db, id).await?,
            mail_hour: preference::mails(db, id)
                .await?
                .map_or(0, |line| line.digest_hour),
            mail_topics: preference::topics(db, id).await?,
            collectivities: collectivities.into_iter().map(|c| c.name).collect(),
            sessions: sessions
                .into_iter()
                .map(|s| Session {
                    device: s.device,
                    created_at: s.created_at,
                    last_seen_at: s.last_seen_at,
                })
                .collect(),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            job: row.job,
            organisation: row.organisation,
            phone: row.phone,
            mail_frequency: row.mail_frequency,
            created_at: row.created_at,
        })
    }
}
