//! Attaching projects to a contract, many at once. Where a territory signed several contracts a person chooses: nothing
//! is guessed.

use crate::context::Person;
use crate::journal::{self, Fact};
use crate::policy;
use crate::portrait::Subject;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::permission::Action;
use domain::project::Audience;
use store::Tx;
use store::contract::attach::{self as store_attach, Candidate, Possible};
use uuid::Uuid;

/// Projects on one page, and attached at once.
pub const AT_ONCE: usize = 50;

/// A project that may be attached, and the contracts its territory signed.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The project.
    pub project: Candidate,
    /// Code and name of each; more than one has to be chosen from.
    pub contracts: Vec<(String, String)>,
}

/// The projects that may be attached to a contract.
#[derive(Clone, Debug)]
pub struct AttachPage {
    /// The contract.
    pub subject: Subject,
    /// Its code.
    pub code: String,
    /// The département whose projects these are.
    pub departement: String,
    /// The projects.
    pub projects: Vec<Proposed>,
    /// Where the next page starts.
    pub next: Option<Uuid>,
}

/// Why a project was not attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not there, or not for this person to change.
    NotYours,
    /// It has a contract.
    HasOne,
    /// Its territory did not sign that contract.
    NotSigned,
    /// It was withdrawn.
    Withdrawn,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Attached {
    /// How many were attached.
    pub done: usize,
    /// Title and reason of each that was not; the title is empty where the person may not know it.
    pub refused: Vec<(String, Refusal)>,
}

impl Services {
    /// The projects of the reader's département that may be attached to a contract. Three queries.
    ///
    /// Errors: [`Error::NotFound`] for somebody who may not know of the contract; [`Error::Forbidden`] for somebody of
    /// none of the seats of its départements.
    pub async fn attachable(&self, cx: &Cx, code: &str, after: Option<Uuid>) -> Result<AttachPage> {
        let (subject, departement) = self.attaching(cx.person()?, code).await?;
        let db = self.db.read();
        let limit = u32::try_from(AT_ONCE + 1).unwrap_or(u32::MAX);
        let mut rows = store_attach::candidates(db, code, &departement, after, limit).await?;
        let more = rows.len() > AT_ONCE;
        rows.truncate(AT_ONCE);
        let next = rows.last().filter(|_| more).map(|last| last.id);
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let possible = store_attach::possible(db, &ids).await?;
        let projects = rows
            .into_iter()
            .map(|project| Proposed {
                contracts: contracts_of(&possible, project.id),
                project,
            })
            .collect();
        Ok(AttachPage {
            subject,
            code: code.to_owned(),
            departement,
            projects,
            next,
        })
    }

    /// Attaches each project to the contract chosen for it; those that cannot be are told, the others are attached.
    ///
    /// Errors: as [`Services::attachable`]; a field error on `projet` when nothing was chosen, or more than
    /// [`AT_ONCE`].
    pub async fn attach_projects(
        &self,
        cx: &Cx,
        code: &str,
        chosen: &[(ProjectId, String)],
        once: &Once,
    ) -> Result<Attached> {
        self.attaching(cx.person()?, code).await?;
        if chosen.is_empty() {
            return Err(Error::field("projet", Problem::NothingChosen));
        }
        if chosen.len() > AT_ONCE {
            return Err(Error::field("projet", Problem::NotAChoice));
        }
        let ids: Vec<Uuid> = chosen.iter().map(|(project, _)| project.0).collect();
        let possible = store_attach::possible(self.db.read(), &ids).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let mut attached = Attached::default();
        // Two people who do this at the same moment lock the projects in the same order.
        let mut chosen: Vec<&(ProjectId, String)> = chosen.iter().collect();
        chosen.sort_by_key(|(project, _)| project.0);
        for (project, contract) in chosen {
            let contracts = contracts_of(&possible, project.0);
            let name = contracts.into_iter().find(|(code, _)| code == contract);
            match self.attach_one(&tx, cx, *project, name).await? {
                None => attached.done += 1,
                Some(Refusal::NotYours) => {
                    attached.refused.push((String::new(), Refusal::NotYours));
                }
                Some(why) => {
                    let title = store_attach::title(&*tx, *project).await?;
                    attached.refused.push((title, why));
                }
            }
        }
        tx.commit().await?;
        Ok(attached)
    }

    /// Attaches a project, or says why not.
    async fn attach_one(
        &self,
        tx: &Tx,
        cx: &Cx,
        project: ProjectId,
        contract: Option<(String, String)>,
    ) -> Result<Option<Refusal>> {
        let resource = match policy::require(&self.db, cx, Action::Edit, project).await {
            Err(Error::NotFound | Error::Forbidden) => return Ok(Some(Refusal::NotYours)),
            other => other?,
        };
        if matches!(resource.intake, Intake::Draft | Intake::Withdrawn) {
            return Ok(Some(Refusal::Withdrawn));
        }
        if resource.contract.is_some() {
            return Ok(Some(Refusal::HasOne));
        }
        let Some((code, name)) = contract else {
            return Ok(Some(Refusal::NotSigned));
        };
        if !store_attach::attach(tx, project, &code, self.clock.now()).await? {
            return Ok(Some(Refusal::HasOne));
        }
        let details = journal::details([("contract", name)]);
        self.record(
            tx,
            cx,
            project,
            Fact::ContractAttached,
            Audience::All,
            details,
        )
        .await?;
        Ok(None)
    }

    /// The contract, and the département whose seat the person holds there.
    async fn attaching(&self, person: &Person, code: &str) -> Result<(Subject, String)> {
        let (_, subject, departements) = self.contract_reach(person, code).await?;
        let own = departements
            .into_iter()
            .find(|one| person.seat_of(one).is_some());
        Ok((subject, own.ok_or(Error::Forbidden)?))
    }
}

fn contracts_of(possible: &[Possible], project: Uuid) -> Vec<(String, String)> {
    possible
        .iter()
        .filter(|one| one.project_id == project)
        .map(|one| (one.code.clone(), one.name.clone()))
        .collect()
}
