//! The words of the policy: what can be done, and the answer. The rule itself is `services::policy`.

use crate::coded_enum;

coded_enum! {
    /// What somebody may want to do with one project. The rows of the table in the documentation.
    Action {
        Read = "read",
        Edit = "edit",
        WriteAll = "write_all",
        ReadStateOnly = "read_state_only",
        WriteStateOnly = "write_state_only",
        AddFile = "add_file",
        /// Invite or remove a reader or an expert.
        InviteGuest = "invite_guest",
        /// Invite or remove anybody.
        InviteAny = "invite_any",
        Block = "block",
        Acknowledge = "acknowledge",
        Redirect = "redirect",
        Prioritise = "prioritise",
        Assign = "assign",
        /// Hand one's own assignment over to a colleague.
        HandOver = "hand_over",
        Recommend = "recommend",
        AnswerRecommendation = "answer_recommendation",
        Close = "close",
        Withdraw = "withdraw",
        Submit = "submit",
        Reopen = "reopen",
    }
}

/// The answer of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allow,
    /// Yes, and the reading is written to the project's history.
    AllowLogged,
    /// No, but the actor may know that the thing exists: 403.
    Forbidden,
    /// No, and the actor may not know that the thing exists: 404.
    Unknown,
}

impl Decision {
    /// Whether the action may go on.
    pub const fn allows(self) -> bool {
        matches!(self, Self::Allow | Self::AllowLogged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::codes_read_back!(Action);
}
