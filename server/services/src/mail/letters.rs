//! The letters we write. Their sentences are in `templates/`: one text and one HTML file each.

use askama::Template;
use domain::project::MemberRole;
use domain::role::Role;

/// A letter that can be written both ways.
pub trait Letter: Send + Sync {
    /// Subject on the first line, then the text.
    fn text(&self) -> askama::Result<String>;
    /// The same as HTML; everything that people typed is escaped.
    fn html(&self) -> askama::Result<String>;
}

macro_rules! letter {
    ($letter:ident, $text:ident, $html:ident) => {
        impl Letter for $letter {
            fn text(&self) -> askama::Result<String> {
                $text { letter: self }.render()
            }

            fn html(&self) -> askama::Result<String> {
                $html { letter: self }.render()
            }
        }
    };
}

pub mod export;
pub mod given;
pub mod view_news;

/// Who signs: a name, and the function with the service or collectivity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// "Claire Martin".
    pub name: String,
    /// "Chargée de mission, DDT de Maine-et-Loire"; may be empty.
    pub role: String,
}

impl Signer {
    /// From a person's own words; the address stands in for a name nobody gave.
    pub fn new(first: &str, last: &str, email: &str, job: &str, organisation: &str) -> Self {
        let join = |parts: [&str; 2], between: &str| {
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(between)
        };
        let name = join([first, last], " ");
        Self {
            name: if name.is_empty() {
                email.to_owned()
            } else {
                name
            },
            role: join([job, organisation], ", "),
        }
    }
}

/// The link and the code to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Address of the site.
    pub base: String,
    /// The link.
    pub link: String,
    /// The six digits, in two groups.
    pub code: String,
    /// How long both hold.
    pub minutes: i64,
}

#[derive(Template)]
#[template(path = "sign_in.txt")]
struct SignInText<'a> {
    letter: &'a SignIn,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInHtml<'a> {
    letter: &'a SignIn,
}

letter!(SignIn, SignInText, SignInHtml);

/// Something happened on a project.
#[derive(Clone, Debug)]
pub struct Told {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// What happened.
    pub sentence: String,
    /// The project's title.
    pub project: String,
    /// Where to see it.
    pub link: String,
    /// Out of such mails.
    pub way_out: String,
    /// Who did it; a rule or job signs as the service.
    pub signer: Option<Signer>,
}

#[derive(Template)]
#[template(path = "told.txt")]
struct ToldText<'a> {
    letter: &'a Told,
}

#[derive(Template)]
#[template(path = "told.html")]
struct ToldHtml<'a> {
    letter: &'a Told,
}

letter!(Told, ToldText, ToldHtml);

/// What happened since the last morning, project by project.
#[derive(Clone, Debug)]
pub struct Digest {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// Each project's title with its sentences.
    pub projects: Vec<(String, Vec<String>)>,
    /// How many sentences there are.
    pub count: usize,
    /// Out of the mail of the day.
    pub way_out: String,
}

#[derive(Template)]
#[template(path = "digest.txt")]
struct DigestText<'a> {
    letter: &'a Digest,
}

#[derive(Template)]
#[template(path = "digest.html")]
struct DigestHtml<'a> {
    letter: &'a Digest,
}

letter!(Digest, DigestText, DigestHtml);

/// Somebody is invited to a project. Of the project only the title is told.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Address of the site.
    pub base: String,
    /// Who invites.
    pub signer: Signer,
    /// The project's title.
    pub project: String,
    /// The role proposed.
    pub role: MemberRole,
    /// A word from the one who invites, may be empty.
    pub message: String,
    /// Where to accept or refuse.
    pub link: String,
    /// How many days it holds.
    pub days: i64,
}

#[derive(Template)]
#[template(path = "invitation.txt")]
struct InvitationText<'a> {
    letter: &'a Invitation,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationHtml<'a> {
    letter: &'a Invitation,
}

letter!(Invitation, InvitationText, InvitationHtml);

/// A project was sent to its pair: what its author keeps as a proof.
#[derive(Clone, Debug)]
pub struct DepositReceived {
    /// Address of the site.
    pub base: String,
    /// First name of the author, may be empty.
    pub reader: String,
    /// The project's title.
    pub project: String,
    /// Its number.
    pub number: i64,
    /// The sheet.
    pub link: String,
    /// Those who were told: people, and seats where nobody sits yet.
    pub told: Vec<Signer>,
    /// By when they answer, in words: "mardi 3 mars".
    pub due: String,
    /// Who gets an answer to this mail, where somebody does.
    pub answers: Option<Signer>,
}

#[derive(Template)]
#[template(path = "deposit_received.txt")]
struct DepositReceivedText<'a> {
    letter: &'a DepositReceived,
}

#[derive(Template)]
#[template(path = "deposit_received.html")]
struct DepositReceivedHtml<'a> {
    letter: &'a DepositReceived,
}

letter!(DepositReceived, DepositReceivedText, DepositReceivedHtml);

/// A role of the State begins.
#[derive(Clone, Debug)]
pub struct RoleGiven {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// Which one.
    pub role: Role,
    /// Code of the département or contract.
    pub scope: String,
    /// Name of the seat, contract or service; may be empty.
    pub place: String,
    /// Where the role is exercised.
    pub link: String,
}

#[derive(Template)]
#[template(path = "role_given.txt")]
struct RoleGivenText<'a> {
    letter: &'a RoleGiven,
}

#[derive(Template)]
#[template(path = "role_given.html")]
struct RoleGivenHtml<'a> {
    letter: &'a RoleGiven,
}

letter!(RoleGiven, RoleGivenText, RoleGivenHtml);

/// A seat of an arrondissement is given by the département's people.
#[derive(Clone, Debug)]
pub struct LocalSeatGiven {
    /// Address of the site.
    pub base: String,
    /// Who gave it.
    pub giver: String,
    /// "Sous-préfecture de Cholet".
    pub place: String,
    /// A deputy's place, not its holder's.
    pub deputy: bool,
    /// Where it is exercised.
    pub link: String,
}

#[derive(Template)]
#[template(path = "local_seat_given.txt")]
struct LocalSeatGivenText<'a> {
    letter: &'a LocalSeatGiven,
}

#[derive(Template)]
#[template(path = "local_seat_given.html")]
struct LocalSeatGivenHtml<'a> {
    letter: &'a LocalSeatGiven,
}

letter!(LocalSeatGiven, LocalSeatGivenText, LocalSeatGivenHtml);

/// A role of the State is over.
#[derive(Clone, Debug)]
pub struct RoleEnded {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// Which one.
    pub role: Role,
    /// A deputy's place at the seat, not its holder's.
    pub deputy: bool,
    /// Code of the département or contract.
    pub scope: String,
    /// Name of the seat, contract or service; may be empty.
    pub place: String,
}

#[derive(Template)]
#[template(path = "role_ended.txt")]
struct RoleEndedText<'a> {
    letter: &'a RoleEnded,
}

#[derive(Template)]
#[template(path = "role_ended.html")]
struct RoleEndedHtml<'a> {
    letter: &'a RoleEnded,
}

letter!(RoleEnded, RoleEndedText, RoleEndedHtml);

#[cfg(test)]
mod tests;
