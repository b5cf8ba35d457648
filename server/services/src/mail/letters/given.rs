//! The two letters of an assignment: to the one who follows from now on, and to everybody else.

use super::{Letter, Signer};
use askama::Template;

/// Somebody with ways to reach her.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reachable {
    /// Name and function.
    pub who: Signer,
    /// Address.
    pub email: String,
    /// Telephone, may be empty.
    pub phone: String,
}

/// A project is given to the reader: all that the first contact needs.
#[derive(Clone, Debug)]
pub struct GivenToYou {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// What happened.
    pub sentence: String,
    /// The project's title.
    pub project: String,
    /// Name of its bearer.
    pub bearer: String,
    /// Names of its communes; empty where the bearer's name says it.
    pub communes: String,
    /// Its leads.
    pub contacts: Vec<Reachable>,
    /// What stops it, in its people's words.
    pub blockers: Vec<String>,
    /// By when the first contact is due, in words; may be empty.
    pub due: String,
    /// Where to write to the collectivité.
    pub link: String,
    /// Out of such mails.
    pub way_out: String,
    /// Whose hand; a rule signs as the service.
    pub signer: Option<Signer>,
}

#[derive(Template)]
#[template(path = "given_to_you.txt")]
struct GivenToYouText<'a> {
    letter: &'a GivenToYou,
}

#[derive(Template)]
#[template(path = "given_to_you.html")]
struct GivenToYouHtml<'a> {
    letter: &'a GivenToYou,
}

letter!(GivenToYou, GivenToYouText, GivenToYouHtml);

/// Somebody follows a project of the reader's from now on: a name and ways to reach it.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// What happened.
    pub sentence: String,
    /// The project's title.
    pub project: String,
    /// Who follows.
    pub follower: Reachable,
    /// By when that person gets in touch, in words; may be empty.
    pub due: String,
    /// Where to see it.
    pub link: String,
    /// Out of such mails.
    pub way_out: String,
}

#[derive(Template)]
#[template(path = "followed.txt")]
struct FollowedText<'a> {
    letter: &'a Followed,
}

#[derive(Template)]
#[template(path = "followed.html")]
struct FollowedHtml<'a> {
    letter: &'a Followed,
}

letter!(Followed, FollowedText, FollowedHtml);
