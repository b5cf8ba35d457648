//! Typed ids: a UUID (version 7 when we draw it) that cannot be taken for another thing's id.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads the hyphenated form used in addresses; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )+};
}

ids! {
    /// A person who signs in.
    PersonId,
    /// A commune, EPCI, département, région or syndicat that bears projects.
    CollectivityId,
    /// A project.
    ProjectId,
    /// A deposit being typed, before it becomes a project.
    DraftId,
    /// A pair (binôme) of State seats.
    PairId,
    /// One seat of a pair.
    SeatId,
    /// A conversation of a project.
    ThreadId,
    /// One message of a thread.
    MessageId,
    /// An uploaded file.
    AttachmentId,
    /// An invitation to a project.
    InvitationId,
    /// A fact of a project's history.
    EventId,
    /// What stops a project.
    BlockerId,
    /// Something of the catalogue that can help.
    OfferId,
    /// An offer or advice proposed to a project.
    RecommendationId,
    /// A signed-in browser.
    SessionId,
    /// A demand for a sign-in link and code.
    LoginRequestId,
    /// A job that waits in the outbox.
    OutboxId,
    /// A question of a survey.
    QuestionId,
    /// A questionnaire.
    SurveyId,
    /// An answer to a question, with its history.
    AnswerId,
    /// A line of a funding plan.
    FundingLineId,
    /// A measured indicator of a project.
    ImpactId,
    /// A line in somebody's bell.
    NotificationId,
    /// A rule that assigns projects.
    RuleId,
    /// A view of a territory that somebody keeps.
    SavedViewId,
    /// A tag of a département.
    TagId,
    /// A view that somebody is sent by mail.
    SubscriptionId,
    /// A meeting of a pair.
    MeetingId,
    /// One action on several projects.
    BatchId,
    /// A long list of projects that somebody asks for as a file.
    ListExportId,
    /// A list of projects that a seat brings in.
    ListImportId,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_and_nothing_else_does(id: u128, text in ".{0,40}") {
            let id = ProjectId(Uuid::from_u128(id));
            prop_assert_eq!(ProjectId::parse(&id.to_string()), Some(id));
            if let Some(read) = ProjectId::parse(&text) {
                prop_assert_eq!(ProjectId::parse(&read.to_string()), Some(read));
            }
        }
    }
}
