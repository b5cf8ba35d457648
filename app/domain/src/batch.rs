//! One action on several projects.

use crate::coded_enum;
use crate::conversation;
use crate::decision::AssignTo;
use crate::form::FieldError;
use crate::member::Invite;
use crate::priority::Proposal;
use crate::project::MemberRole;
use crate::tag::{self, TagName};

/// Projects that one action may touch: the worker is through with them well before [`UNDO_SECONDS`] are over.
pub const MOST: u32 = 2_000;
/// Up to so many, the action is done before the page answers; more are done by the worker.
pub const AT_ONCE: u32 = 50;
/// How long an action may be undone, in seconds.
pub const UNDO_SECONDS: i64 = 300;

coded_enum! {
    /// What is done.
    BatchAction {
        /// Gives the projects to somebody to follow.
        Assign = "confier",
        /// Proposes a priority, or signs it where the other seat proposed the same.
        Prioritise = "priorite",
        /// Invites somebody to the projects.
        Invite = "inviter",
        /// Writes to the collectivités.
        Write = "ecrire",
        /// Puts a tag of the département on the projects.
        Tag = "etiqueter",
        /// Takes one off.
        Untag = "retirer-etiquette",
    }
}

coded_enum! {
    /// How it stands with one project.
    BatchState {
        /// Not done yet.
        Waiting = "waiting",
        /// Done.
        Done = "done",
        /// Could not be done.
        Refused = "refused",
        /// Done and undone.
        Undone = "undone",
        /// Done, and could not be undone.
        Kept = "kept",
        /// Given up before it was done.
        Skipped = "skipped",
    }
}

coded_enum! {
    /// Why something could not be done with a project.
    BatchRefusal {
        /// Not this person's to do.
        Forbidden = "forbidden",
        /// The project is not hers to read any more.
        Unknown = "unknown",
        /// The project is not where this can be done.
        NotNow = "not-now",
        /// Somebody else changed it at the same moment.
        Changed = "changed",
        /// It is so already.
        Already = "already",
        /// The person chosen is not of the project's département.
        NotAChoice = "not-a-choice",
        /// Too many in one hour.
        TooMany = "too-many",
        /// It bears as many tags as a project may.
        Full = "full",
        /// The form does not fit this project.
        Refused = "refused",
    }
}

/// An action with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Gives to somebody.
    Assign(AssignTo),
    /// Proposes or signs.
    Prioritise(Proposal),
    /// Invites.
    Invite(Invite),
    /// Writes.
    Write(String),
    /// Puts a tag.
    Tag(TagName),
    /// Takes a tag off.
    Untag(TagName),
}

impl Deed {
    /// Reads the fields of an action's form, as the form of one project has them. Errors on those fields.
    pub fn parse<'a>(
        action: BatchAction,
        field: impl Fn(&str) -> &'a str,
    ) -> Result<Self, Vec<FieldError>> {
        match action {
            BatchAction::Assign => {
                AssignTo::parse(field("personne"), field("phrase")).map(Self::Assign)
            }
            BatchAction::Prioritise => {
                Proposal::parse(field("niveau"), field("motif")).map(Self::Prioritise)
            }
            BatchAction::Invite => Invite::parse(
                field("email"),
                field("role"),
                field("message"),
                MemberRole::ALL,
            )
            .map(Self::Invite),
            BatchAction::Write => conversation::parse(field("message"), false).map(Self::Write),
            BatchAction::Tag => tag(field(tag::FIELD)).map(Self::Tag),
            BatchAction::Untag => tag(field(tag::FIELD)).map(Self::Untag),
        }
    }
}

fn tag(typed: &str) -> Result<TagName, Vec<FieldError>> {
    TagName::parse(typed).map_err(|problem| vec![FieldError::new(tag::FIELD, problem)])
}

impl BatchAction {
    /// What it did can be brought back.
    pub const fn is_undone(self) -> bool {
        matches!(self, Self::Assign | Self::Tag | Self::Untag)
    }

    /// The fields of its form.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Assign => &["personne", "phrase"],
            Self::Prioritise => &["niveau", "motif"],
            Self::Invite => &["email", "role", "message"],
            Self::Write => &["message"],
            Self::Tag | Self::Untag => &[tag::FIELD],
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_action_asks_for_what_it_says() {
        for action in BatchAction::ALL {
            let refused = Deed::parse(*action, |_| "").unwrap_err();
            for error in refused {
                assert!(action.fields().contains(&error.field.as_str()), "{action}");
            }
        }
        let written = Deed::parse(BatchAction::Write, |_| " Bonjour. ").unwrap();
        assert_eq!(written, Deed::Write("Bonjour.".to_owned()));
    }

    crate::codes_read_back!(BatchAction, BatchState, BatchRefusal);
}
