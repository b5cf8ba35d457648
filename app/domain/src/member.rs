//! People on a project and invitations to it.

use crate::email::Email;
use crate::form::{Errors, FieldError, Problem};
use crate::project::MemberRole;
use crate::text;

/// How long an invitation can be answered, in days.
pub const INVITATION_DAYS: i64 = 7;
/// Longest word to the one who is invited, in characters.
pub const INVITATION_CHARS: u32 = 1_000;

/// The places that one may give to others. `any`: may invite anybody; `guest`: readers and experts.
pub const fn roles_to_give(any: bool, guest: bool) -> &'static [MemberRole] {
    match (any, guest) {
        (true, _) => MemberRole::ALL,
        (false, true) => &[MemberRole::Reader, MemberRole::Expert],
        (false, false) => &[],
    }
}

/// An invitation to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Who is invited.
    pub email: Email,
    /// The place offered.
    pub role: MemberRole,
    /// A word to the one who is invited; may be empty.
    pub message: String,
}

impl Invite {
    /// Reads the form; `allowed` are the places that the one who invites may give.
    pub fn parse(
        email: &str,
        role: &str,
        message: &str,
        allowed: &[MemberRole],
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let email = errors.keep("email", Email::parse(email));
        let role = errors.keep("role", role_among(role, allowed));
        let message = errors.keep(
            "message",
            text::optional_paragraph(message, INVITATION_CHARS),
        );
        let invite = match (email, role, message) {
            (Some(email), Some(role), Some(message)) => Some(Self {
                email,
                role,
                message: message.unwrap_or_default(),
            }),
            _ => None,
        };
        errors.finish(invite)
    }
}

/// Reads a place among those allowed.
pub fn role_among(typed: &str, allowed: &[MemberRole]) -> Result<MemberRole, Problem> {
    MemberRole::parse(typed)
        .filter(|role| allowed.contains(role))
        .ok_or(Problem::NotAChoice)
}

/// An address that its owner recognises and others do not read: `a…@exemple.fr`.
pub fn masked(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    let host_first: String = host.chars().take(1).collect();
    format!("{first}…@{host_first}…")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_invitation_offers_only_what_one_may_give() {
        let guests = roles_to_give(false, true);
        assert!(Invite::parse("a@b.fr", "reader", "", guests).is_ok());
        let errors = Invite::parse("a@b", "lead", &"x".repeat(1_001), guests).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["email", "role", "message"]);
        assert!(Invite::parse("a@b.fr", "reader", "", roles_to_give(false, false)).is_err());
    }

    #[test]
    fn a_masked_address_gives_nothing_away() {
        assert_eq!(masked("mairie@saint-aubin.fr"), "m…@s…");
        assert_eq!(masked(""), "…@…");
    }

    proptest! {
        #[test]
        fn any_text_is_an_invitation_or_a_refusal(email in ".{0,30}|[a-z]{1,9}@[a-z]{1,9}\\.fr", role in ".{0,8}", message in ".{0,200}") {
            for role in [role.as_str(), "reader", "lead"] {
                let guests = roles_to_give(false, true);
                if let Ok(read) = Invite::parse(&email, role, &message, guests) {
                    prop_assert!(guests.contains(&read.role));
                    let again = Invite::parse(read.email.as_str(), read.role.code(), &read.message, guests);
                    prop_assert_eq!(again, Ok(read.clone()));
                }
            }
            let hidden = masked(&email);
            prop_assert!(hidden.chars().count() <= 5, "{}", hidden);
        }
    }
}
