//! Telling of an assignment: the one who follows gets what the first contact needs, the others a name and
//! ways to reach it.

use super::tell::{Links, signer};
use crate::journal::{Details, Fact};
use crate::mail::letters::Signer;
use crate::mail::letters::given::{Followed, GivenToYou, Reachable};
use crate::notification::Recipient;
use crate::{Result, Services};
use domain::ids::ProjectId;
use domain::territory::CommuneCode;
use domain::timestamp::Timestamp;
use store::Tx;
use store::assignment::introduce::{self, Contact};
use store::notification::ToldEvent;
use uuid::Uuid;

/// Communes named in the mail.
const NAMED: usize = 5;

/// What an assignment's mails say, whoever reads them.
#[derive(Debug)]
pub(super) struct Introduction {
    /// Who follows.
    person: Uuid,
    follower: Reachable,
    bearer: String,
    communes: String,
    contacts: Vec<Reachable>,
    blockers: Vec<String>,
    due: String,
}

impl Services {
    /// Reads it for the fact of an assignment that still runs; nothing for any other fact. Four queries.
    pub(super) async fn introduction(&self, event: &ToldEvent) -> Result<Option<Introduction>> {
        if !matches!(
            Fact::parse(&event.kind),
            Some(Fact::Assigned | Fact::HandedOver)
        ) {
            return Ok(None);
        }
        let (db, project) = (self.db.read(), ProjectId(event.project_id));
        let details: Details = serde_json::from_str(&event.payload).unwrap_or_default();
        let Some(line) = introduce::follower(db, project).await? else {
            return Ok(None);
        };
        // Handed over since: the later fact tells of the other person.
        if details.get("assignee_id") != Some(&line.person_id.to_string()) {
            return Ok(None);
        }
        let places = store::rule::facts::places(db, project).await?;
        let leads = introduce::leads(db, project).await?;
        let now = self.clock.now();
        let due = line.due_at.map(|at| self.wording.due(Timestamp(at), now));
        let follower = Contact {
            first_name: line.first_name,
            last_name: line.last_name,
            email: line.email,
            job: line.job,
            organisation: line.organisation,
            phone: line.phone,
        };
        let mut codes: Vec<&str> = places
            .iter()
            .map(|place| place.commune_code.as_str())
            .collect();
        codes.dedup();
        Ok(Some(Introduction {
            person: line.person_id,
            follower: reachable(&follower),
            communes: self.told_communes(&codes, &line.bearer_name),
            bearer: line.bearer_name,
            contacts: leads.iter().map(reachable).collect(),
            blockers: introduce::blockers(db, project).await?,
            due: due.unwrap_or_default(),
        }))
    }

    /// "Cholet, Trémentines"; nothing where the bearer's name says it already.
    fn told_communes(&self, codes: &[&str], bearer: &str) -> String {
        let france = self.territories.dataset();
        let mut names: Vec<String> = codes
            .iter()
            .filter_map(|code| CommuneCode::parse(code).ok())
            .filter_map(|code| france.resolve(code))
            .map(|commune| commune.name.to_string())
            .collect();
        names.sort();
        names.dedup();
        names.truncate(NAMED);
        match names.as_slice() {
            [one] if one == bearer => String::new(),
            names => names.join(", "),
        }
    }

    /// Writes to one who is told of an assignment.
    pub(super) async fn introduce(
        &self,
        tx: &Tx,
        event: &ToldEvent,
        known: &Introduction,
        recipient: &Recipient,
        sentence: &str,
        links: Links,
    ) -> Result<()> {
        let base = self.settings.base_url.clone();
        let (reader, to) = (recipient.first_name.clone(), &recipient.person.email);
        let (sentence, project) = (sentence.to_owned(), event.title.clone());
        if recipient.person.id.0 == known.person {
            let letter = GivenToYou {
                base,
                reader,
                sentence,
                project,
                bearer: known.bearer.clone(),
                communes: known.communes.clone(),
                contacts: known.contacts.clone(),
                blockers: known.blockers.clone(),
                due: known.due.clone(),
                link: links.news,
                way_out: links.way_out.clone(),
                signer: event.actor_id.map(|_| signer(event)),
            };
            return self
                .post_news(tx, to, event.email.as_deref(), &letter, links.way_out)
                .await;
        }
        let letter = Followed {
            base,
            reader,
            sentence,
            project,
            follower: known.follower.clone(),
            due: known.due.clone(),
            link: links.news,
            way_out: links.way_out.clone(),
        };
        let follower = known.follower.email.as_str();
        self.post_news(tx, to, Some(follower), &letter, links.way_out)
            .await
    }
}

fn reachable(one: &Contact) -> Reachable {
    Reachable {
        who: Signer::new(
            &one.first_name,
            &one.last_name,
            &one.email,
            &one.job,
            &one.organisation,
        ),
        email: one.email.clone(),
        phone: one.phone.clone(),
    }
}
