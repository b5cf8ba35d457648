//! Facts of a project's history, and telling people of them: one transaction holds both.

use crate::{Cx, Result, Services};
use domain::ids::{EventId, OutboxId, ProjectId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::journal::{NewEvent, NewJob};

domain::coded_enum! {
    /// What happened. The sentence is chosen where it is shown.
    Fact {
        Submitted = "submitted",
        Acknowledged = "acknowledged",
        Redirected = "redirected",
        /// A seat gave its scores; the fact holds none of them.
        Assessed = "assessed",
        PriorityProposed = "priority_proposed",
        /// Five working days passed without the second signature: the referent is asked.
        PriorityEscalated = "priority_escalated",
        /// A decision is opened again.
        PriorityReopened = "priority_reopened",
        /// The reasons of gaps between the scores were given; the fact holds none of them.
        GapsExplained = "gaps_explained",
        Prioritised = "prioritised",
        Assigned = "assigned",
        HandedOver = "handed_over",
        /// The assignee got in touch with the collectivité.
        FirstContact = "first_contact",
        Closed = "closed",
        Withdrawn = "withdrawn",
        Reopened = "reopened",
        Edited = "edited",
        MessagePosted = "message_posted",
        MessageTakenBack = "message_taken_back",
        FileAdded = "file_added",
        FileRemoved = "file_removed",
        SurveyAnswered = "survey_answered",
        BlockerRaised = "blocker_raised",
        BlockerSolved = "blocker_solved",
        RecommendationProposed = "recommendation_proposed",
        RecommendationAnswered = "recommendation_answered",
        MemberInvited = "member_invited",
        InvitationRevoked = "invitation_revoked",
        InvitationDeclined = "invitation_declined",
        MemberJoined = "member_joined",
        MemberRemoved = "member_removed",
        MemberLeft = "member_left",
        RoleChanged = "role_changed",
        FundingChanged = "funding_changed",
        ImpactChanged = "impact_changed",
        ContractAttached = "contract_attached",
        Imported = "imported",
        /// The official code of a year puts it into another arrondissement or département.
        GroundChanged = "ground_changed",
        ReadByAdmin = "read_by_admin",
        /// A delay of the State is half over, over, or long over.
        Reminded = "reminded",
        /// The State put a tag of its own on the project.
        Tagged = "tagged",
        Untagged = "untagged",
    }
}

/// Details of a fact: short named values, read again by the page and the mail that tell of it.
pub type Details = BTreeMap<String, String>;

/// Details from pairs.
pub fn details<const N: usize>(pairs: [(&str, String); N]) -> Details {
    pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
}

/// What the job `tell` carries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tell {
    /// The event to tell of.
    pub event: EventId,
    /// Its project.
    pub project: ProjectId,
}

impl Tell {
    /// What the job that tells of a fact carries, as JSON.
    pub(crate) fn of(event: &NewEvent<'_>) -> String {
        to_json(&Self {
            event: event.id,
            project: event.project,
        })
    }
}

/// The kind of the job that tells people of an event: bell lines and mails are made from it, by the
/// worker, with the rights of the moment.
pub const TELL: &str = "tell";

impl Services {
    /// Writes a fact and, in the same transaction, the job that tells of it.
    ///
    /// `audience` says who may read it: a fact of the State's own work is never seen by the collectivité.
    pub async fn record(
        &self,
        tx: &Tx,
        cx: &Cx,
        project: ProjectId,
        fact: Fact,
        audience: Audience,
        details: Details,
    ) -> Result<EventId> {
        let now = self.clock.now();
        let payload = to_json(&details);
        let event = self.event(cx, project, fact, audience, &payload, now);
        let tell = Tell::of(&event);
        store::journal::append_with_job(tx, &event, self.tell(&tell, now)).await?;
        self.wake.notify_one();
        Ok(event.id)
    }

    /// Writes a fact without telling anybody.
    #[allow(clippy::too_many_arguments, reason = "one fact has these parts")]
    pub async fn note(
        &self,
        tx: &Tx,
        cx: &Cx,
        project: ProjectId,
        fact: Fact,
        audience: Audience,
        details: Details,
        at: Timestamp,
    ) -> Result<EventId> {
        let payload = to_json(&details);
        let event = self.event(cx, project, fact, audience, &payload, at);
        store::journal::append(tx, &event).await?;
        Ok(event.id)
    }

    /// The job that tells of a fact, from what it carries.
    pub(crate) fn tell<'a>(&self, payload: &'a str, at: Timestamp) -> NewJob<'a> {
        NewJob {
            id: OutboxId(self.ids.uuid()),
            kind: TELL,
            payload,
            at,
        }
    }

    /// A fact, not written yet.
    pub(crate) fn event<'a>(
        &self,
        cx: &Cx,
        project: ProjectId,
        fact: Fact,
        audience: Audience,
        payload: &'a str,
        at: Timestamp,
    ) -> NewEvent<'a> {
        NewEvent {
            id: EventId(self.ids.uuid()),
            project,
            at,
            actor: cx.person_id(),
            kind: fact.code(),
            audience,
            payload,
        }
    }
}

/// JSON of a value of ours: maps of text and ids always have one.
pub fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}
