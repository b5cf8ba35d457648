//! Who may do what with a project: the one place that decides.
//!
//! The table of the documentation is printed from [`can`] by a test, so that people and code read the
//! same rule.

use crate::context::{Actor, Person};
use crate::{Cx, Error, Result};
use domain::ids::{PersonId, ProjectId};
use domain::intake::Intake;
use domain::permission::{Action, Decision};
use domain::project::MemberRole;
use store::Db;

#[cfg(test)]
mod table;

/// What the policy needs to know of a project.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The project.
    pub id: ProjectId,
    /// Where it stands.
    pub intake: Intake,
    /// Where it comes back to when it is parked.
    pub intake_before: Option<Intake>,
    /// The département that answers for it.
    pub departement: String,
    /// The arrondissement in it, whose own seats answer for it where there are any.
    pub arrondissement: Option<String>,
    /// Its contract.
    pub contract: Option<String>,
    /// The actor's membership.
    pub member: Option<MemberRole>,
    /// Who follows it for the State.
    pub assignee: Option<PersonId>,
    /// Grows with each edit.
    pub version: i64,
}

/// One of the ways in which a person is tied to a project. A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// A member of the project.
    Member(MemberRole),
    /// Holder or deputy of a seat of its département, or of its arrondissement.
    Seat,
    /// The agent it is assigned to.
    Assignee,
    /// An agent of its département, or somebody who sits there for another arrondissement.
    Agent,
    /// The referent of its département, who settles where the two seats differ.
    Referent,
    /// The manager of its contract.
    ContractManager,
    /// National administration.
    Admin,
}

/// May `actor` do `action` on `resource`? Pure: the same facts always give the same answer.
///
/// What an actor may not read, the actor may not know about: the answer is then
/// [`Decision::Unknown`], never [`Decision::Forbidden`].
pub fn can(actor: &Actor, action: Action, resource: &Resource) -> Decision {
    let person = match actor {
        Actor::System => return Decision::Allow,
        Actor::Visitor => return Decision::Unknown,
        Actor::Person(person) => person,
    };
    let ties = ties(person, resource);
    let best = ties
        .iter()
        .map(|tie| allowed(*tie, action))
        .fold(None, better);
    match best {
        Some(decision) => decision,
        None if ties.is_empty() => Decision::Unknown,
        None => Decision::Forbidden,
    }
}

/// May `actor` do `action` on what belongs to a département rather than to one project, its rules? The same
/// table, for the ties that follow from the département alone.
pub fn can_in(actor: &Actor, action: Action, departement: &str) -> Decision {
    let person = match actor {
        Actor::System => return Decision::Allow,
        Actor::Visitor => return Decision::Unknown,
        Actor::Person(person) => person,
    };
    let ties = ties_in(person, departement, None);
    match ties
        .iter()
        .map(|tie| allowed(*tie, action))
        .fold(None, better)
    {
        Some(decision) => decision,
        None if ties.is_empty() => Decision::Unknown,
        None => Decision::Forbidden,
    }
}

/// The ties that follow from the ground alone; `None` for what belongs to the whole département.
fn ties_in(person: &Person, departement: &str, arrondissement: Option<&str>) -> Vec<Tie> {
    let holds = |codes: &[String]| codes.iter().any(|code| code == departement);
    let sits = person.seat_for(departement, arrondissement).is_some();
    let sits_elsewhere = !sits && person.seat_in(departement).is_some();
    let ties = [
        (sits, Tie::Seat),
        (sits_elsewhere || holds(&person.agent_of), Tie::Agent),
        // Nobody settles between herself and the other seat.
        (!sits && holds(&person.referent_of), Tie::Referent),
    ];
    ties.into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, tie)| tie)
        .collect()
}

/// Every tie between a person and a project. A draft is tied to its members only.
pub fn ties(person: &Person, resource: &Resource) -> Vec<Tie> {
    let mut ties: Vec<Tie> = resource.member.map(Tie::Member).into_iter().collect();
    if resource.intake == Intake::Draft {
        return ties;
    }
    // Nor her own project.
    let is_member = resource.member.is_some();
    ties.extend(
        ties_in(
            person,
            &resource.departement,
            resource.arrondissement.as_deref(),
        )
        .into_iter()
        .filter(|tie| !is_member || *tie != Tie::Referent),
    );
    if resource.assignee == Some(person.id) {
        ties.push(Tie::Assignee);
    }
    if resource
        .contract
        .as_ref()
        .is_some_and(|code| person.manages.contains(code))
    {
        ties.push(Tie::ContractManager);
    }
    if person.admin {
        ties.push(Tie::Admin);
    }
    ties
}

/// The table of the product document, one tie at a time. `None` is "no".
fn allowed(tie: Tie, action: Action) -> Option<Decision> {
    use Action as A;
    use MemberRole as M;
    let yes = match action {
        A::Read => {
            return Some(if tie == Tie::Admin {
                Decision::AllowLogged
            } else {
                Decision::Allow
            });
        }
        A::Edit | A::Block => matches!(
            tie,
            Tie::Member(M::Lead | M::Editor) | Tie::Seat | Tie::Assignee
        ),
        A::WriteAll | A::AddFile => {
            matches!(
                tie,
                Tie::Member(M::Lead | M::Editor | M::Expert) | Tie::Seat | Tie::Assignee
            )
        }
        A::ReadStateOnly if tie == Tie::Admin => return Some(Decision::AllowLogged),
        A::ReadStateOnly => {
            matches!(tie, Tie::Seat | Tie::Assignee | Tie::Agent | Tie::Referent)
        }
        A::Settle => tie == Tie::Referent,
        A::WriteStateOnly => matches!(tie, Tie::Seat | Tie::Assignee),
        A::InviteGuest => matches!(
            tie,
            Tie::Member(M::Lead | M::Editor) | Tie::Seat | Tie::Assignee
        ),
        A::InviteAny => matches!(tie, Tie::Member(M::Lead) | Tie::Seat),
        A::Acknowledge | A::Redirect | A::Prioritise | A::Assign => tie == Tie::Seat,
        A::HandOver => tie == Tie::Assignee,
        A::Recommend => matches!(
            tie,
            Tie::Member(M::Expert) | Tie::Seat | Tie::Assignee | Tie::Admin
        ),
        A::AnswerRecommendation | A::Submit => matches!(tie, Tie::Member(M::Lead | M::Editor)),
        A::Close => matches!(tie, Tie::Member(M::Lead) | Tie::Assignee),
        A::Withdraw => tie == Tie::Member(M::Lead),
        A::Reopen => matches!(tie, Tie::Member(M::Lead) | Tie::Seat),
    };
    yes.then_some(Decision::Allow)
}

/// A plain yes beats a logged one.
fn better(best: Option<Decision>, next: Option<Decision>) -> Option<Decision> {
    match (best, next) {
        (Some(Decision::Allow), _) | (_, None) => best,
        (_, next) => next,
    }
}

/// Reads the project's access facts and asks the policy; the error is already the right one to answer.
///
/// Costs one query.
pub async fn require(db: &Db, cx: &Cx, action: Action, project: ProjectId) -> Result<Resource> {
    let resource = resource(db, cx, project).await?;
    require_on(cx, action, &resource)?;
    Ok(resource)
}

/// The project's access facts for the one who asks; [`Error::NotFound`] for an unknown project,
/// [`Error::SignInNeeded`] for a visitor.
pub async fn resource(db: &Db, cx: &Cx, project: ProjectId) -> Result<Resource> {
    let facts = store::project::read::access(db.read(), project, cx.person_id())
        .await?
        .ok_or_else(|| unknown(cx))?;
    resource_of(facts)
}

/// A visitor is asked to sign in for what is there and for what is not: the answer must not tell them apart.
const fn unknown(cx: &Cx) -> Error {
    match cx.actor {
        Actor::Visitor => Error::SignInNeeded,
        Actor::Person(_) | Actor::System => Error::NotFound,
    }
}

/// The access facts as the policy reads them.
pub fn resource_of(facts: store::project::read::Access) -> Result<Resource> {
    Ok(Resource {
        id: ProjectId(facts.id),
        intake: Intake::parse(&facts.intake).ok_or(store::Error::Unreadable("project.intake"))?,
        intake_before: facts.intake_before.as_deref().and_then(Intake::parse),
        departement: facts.departement_code,
        arrondissement: facts.arrondissement_code,
        contract: facts.contract_code,
        member: facts.member_role.as_deref().and_then(MemberRole::parse),
        assignee: facts.assignee_id.map(PersonId),
        version: facts.version,
    })
}

/// Asks the policy about a project already read.
pub fn require_on(cx: &Cx, action: Action, resource: &Resource) -> Result<Decision> {
    match can(&cx.actor, action, resource) {
        decision @ (Decision::Allow | Decision::AllowLogged) => Ok(decision),
        Decision::Forbidden => Err(Error::Forbidden),
        Decision::Unknown => Err(unknown(cx)),
    }
}

/// Asks the policy about what belongs to a département.
pub fn require_in(cx: &Cx, action: Action, departement: &str) -> Result<()> {
    match can_in(&cx.actor, action, departement) {
        Decision::Allow | Decision::AllowLogged => Ok(()),
        Decision::Forbidden => Err(Error::Forbidden),
        Decision::Unknown => Err(unknown(cx)),
    }
}
