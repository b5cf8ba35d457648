//! Sending: one draft, one project, however many times it is sent.

use super::draft::draft_of;
use crate::journal::Details;
use crate::policy::Resource;
use crate::working_days::paris_day;
use crate::{Cx, Error, Person, Result, Services};
use domain::deposit::{Bearer, Contact, Deposit};
use domain::email::Email;
use domain::form::Problem;
use domain::ids::{CollectivityId, DraftId, PersonId, ProjectId};
use domain::intake::{Intake, Move};
use domain::project::{BearerKind, MemberRole};
use domain::territory::{CommuneCode, Siren};
use domain::timestamp::Timestamp;
use store::Tx;
use store::deposit::{draft as table, write};

/// Where a deposit belongs, from the reference data.
struct Territory {
    /// Codes of today, in the order chosen.
    communes: Vec<CommuneCode>,
    names: Vec<String>,
    departement: String,
    arrondissement: Option<String>,
    epci: Option<String>,
    bearer: write::NewCollectivity,
}

impl Services {
    /// Makes the project of a draft and deposits it, in one transaction: row, members, themes,
    /// communes, money, contact, blockers, the move to `submitted`, its fact and the job that tells of
    /// it. A draft sent before gives the project it made.
    ///
    /// Errors: [`Error::SignInNeeded`], [`Error::NotFound`], [`Error::Fields`] with everything that is
    /// not finished.
    pub async fn send_draft(
        &self,
        cx: &Cx,
        browser: Option<&str>,
        id: DraftId,
    ) -> Result<ProjectId> {
        let person = cx.person()?;
        let draft = self.open_draft(cx, browser, id).await?;
        if let Some(project) = draft.project {
            return Ok(project);
        }
        let refused = self.all_refusals(cx, &draft.answers).await?;
        if !refused.is_empty() {
            return Err(Error::Fields(refused));
        }
        let deposit = Deposit::parse(&draft.answers, false).map_err(Error::Fields)?;
        let territory = self.territory_of(&deposit)?;
        let tx = self.db.begin().await?;
        let held = draft_of(&table::lock(&tx, id).await?);
        if let Some(project) = held.project {
            return Ok(project);
        }
        self.ensure_pair(&tx, &territory.departement).await?;
        let project = self
            .write_project(&tx, cx, person, &deposit, territory)
            .await?;
        table::attach(&tx, id, project, self.clock.now()).await?;
        tx.commit().await?;
        Ok(project)
    }

    /// The address to confirm before a finished draft can be sent by somebody who is not signed in. It
    /// is noted with the draft: confirmed on another device, the draft is found there too.
    ///
    /// Errors: [`Error::Fields`] with everything that is not finished.
    pub async fn draft_to_confirm(
        &self,
        cx: &Cx,
        browser: Option<&str>,
        id: DraftId,
    ) -> Result<Email> {
        let draft = self.open_draft(cx, browser, id).await?;
        let refused = self.all_refusals(cx, &draft.answers).await?;
        if !refused.is_empty() {
            return Err(Error::Fields(refused));
        }
        let email = Email::parse(draft.answers.get("courriel"))
            .map_err(|problem| Error::field("courriel", problem))?;
        let tx = self.db.begin().await?;
        table::set_email(&tx, id, email.as_str()).await?;
        tx.commit().await?;
        Ok(email)
    }

    fn territory_of(&self, deposit: &Deposit) -> Result<Territory> {
        let dataset = self.territories.dataset();
        let unknown = || Error::field("commune_cherchee", Problem::UnknownCommune);
        let mut communes = Vec::new();
        let mut names = Vec::new();
        for code in &deposit.place.communes {
            let commune = dataset.resolve(*code).ok_or_else(unknown)?;
            if !communes.contains(&commune.code) {
                communes.push(commune.code);
                names.push(commune.name.to_string());
            }
        }
        let first = communes
            .first()
            .and_then(|code| dataset.commune(*code))
            .ok_or_else(unknown)?;
        let bearer = self.body_of(&deposit.who.bearer, first.departement.as_str())?;
        // A project borne by an EPCI is that EPCI's, even where its first commune has left it since.
        let own = first.epci.map(|siren| siren.to_string());
        let epci = if bearer.kind == BearerKind::Epci {
            Some(bearer.code.clone())
        } else {
            own
        };
        Ok(Territory {
            departement: first.departement.to_string(),
            arrondissement: first.arrondissement.map(|code| code.to_string()),
            communes,
            names,
            epci,
            bearer,
        })
    }

    /// The body behind a choice, from the reference data; a syndicat as it was typed.
    fn body_of(&self, bearer: &Bearer, departement: &str) -> Result<write::NewCollectivity> {
        let dataset = self.territories.dataset();
        let found = match bearer {
            Bearer::Syndicat(siren, name) => {
                Some((BearerKind::Syndicat, Some(siren.to_string()), name.clone()))
            }
            Bearer::Known(kind, code) => match kind {
                BearerKind::Commune => CommuneCode::parse(code)
                    .ok()
                    .and_then(|code| dataset.commune(code))
                    .map(|c| (*kind, c.siren.map(|s| s.to_string()), c.name.to_string())),
                BearerKind::Epci => Siren::parse(code)
                    .ok()
                    .and_then(|siren| dataset.epci(siren))
                    .map(|e| (*kind, Some(e.siren.to_string()), e.name.to_string())),
                BearerKind::Departement => dataset
                    .departements()
                    .iter()
                    .find(|d| d.code.as_str() == code)
                    .map(|d| (*kind, None, d.name.to_string())),
                BearerKind::Region => dataset
                    .regions()
                    .iter()
                    .find(|r| r.code.as_str() == code)
                    .map(|r| (*kind, None, r.name.to_string())),
                BearerKind::Syndicat => None,
            },
        };
        let (kind, siren, name) =
            found.ok_or_else(|| Error::field("porteur", Problem::NotAChoice))?;
        let code = match bearer {
            Bearer::Known(_, code) => code.clone(),
            Bearer::Syndicat(siren, _) => siren.to_string(),
        };
        Ok(write::NewCollectivity {
            kind,
            code,
            siren,
            name,
            departement: Some(departement.to_owned()),
        })
    }

    async fn write_project(
        &self,
        tx: &Tx,
        cx: &Cx,
        person: &Person,
        deposit: &Deposit,
        territory: Territory,
    ) -> Result<ProjectId> {
        let at = self.clock.now();
        let id = ProjectId(self.ids.uuid());
        let fresh = CollectivityId(self.ids.uuid());
        let bearer = write::collectivity(tx, fresh, &territory.bearer, at).await?;
        let number = store::project::write::next_number(tx).await?;
        write::project(
            tx,
            row(id, number, bearer, person.id, deposit, &territory, at),
        )
        .await?;
        write::lead(tx, id, person.id, at).await?;
        write::belong(tx, person.id, bearer, at).await?;
        for (position, code) in (0_i64..).zip(&territory.communes) {
            write::commune(tx, id, code.as_str(), position).await?;
        }
        for theme in &deposit.what.themes {
            write::theme(tx, id, theme.code()).await?;
        }
        self.write_money(tx, id, deposit, at).await?;
        self.write_contact(tx, id, person, &deposit.who.contact)
            .await?;
        let resource = Resource {
            id,
            intake: Intake::Draft,
            intake_before: None,
            departement: territory.departement,
            arrondissement: territory.arrondissement,
            contract: deposit.needs.contract.clone(),
            member: Some(MemberRole::Lead),
            assignee: None,
            version: 1,
        };
        self.move_intake(tx, cx, &resource, Move::Submit, Details::new())
            .await?;
        self.write_blockers(tx, cx, &resource, person.id, &deposit.needs)
            .await?;
        self.post_receipt(tx, person, &resource, number, deposit)
            .await?;
        Ok(id)
    }

    async fn write_money(
        &self,
        tx: &Tx,
        project: ProjectId,
        deposit: &Deposit,
        at: Timestamp,
    ) -> Result<()> {
        for line in &deposit.progress.funding {
            let line = write::NewFunding {
                id: self.ids.uuid(),
                source: line.source.clone(),
                amount: line.amount.0,
                state: line.state.code().to_owned(),
            };
            write::funding(tx, project, line, at).await?;
        }
        Ok(())
    }

    async fn write_contact(
        &self,
        tx: &Tx,
        project: ProjectId,
        person: &Person,
        contact: &Contact,
    ) -> Result<()> {
        let line = write::NewContact {
            id: self.ids.uuid(),
            name: format!("{} {}", contact.first_name, contact.last_name),
            job: contact.job.clone(),
            email: person.email.clone(),
            phone: contact.phone.clone(),
        };
        write::contact(tx, project, line).await?;
        let Contact {
            first_name,
            last_name,
            job,
            phone,
        } = contact;
        Ok(write::introduce(tx, person.id, first_name, last_name, job, phone).await?)
    }
}

fn row(
    id: ProjectId,
    number: i64,
    bearer: CollectivityId,
    by: PersonId,
    deposit: &Deposit,
    territory: &Territory,
    at: Timestamp,
) -> write::NewProject {
    let Deposit {
        what,
        place,
        progress,
        needs,
        ..
    } = deposit;
    let names = territory.names.join(" ");
    let searched = [
        what.title.as_str(),
        &what.summary,
        &territory.bearer.name,
        &names,
    ]
    .join(" ");
    write::NewProject {
        id,
        number,
        title: what.title.clone(),
        summary: what.summary.clone(),
        bearer,
        departement: territory.departement.clone(),
        arrondissement: territory.arrondissement.clone(),
        epci: territory.epci.clone(),
        contract: needs.contract.clone(),
        main_theme: what.main_theme.code().to_owned(),
        phase: progress.phase.code().to_owned(),
        phase_status: progress.status.code().to_owned(),
        cost: progress.cost.map(|cost| cost.0),
        start_on: progress.start.map(domain::date::to_iso),
        end_on: progress.end.map(domain::date::to_iso),
        needs: needs.sentence.clone(),
        site_address: place.address.clone(),
        by,
        at,
        blocked_since: (!needs.blockers.is_empty()).then(|| domain::date::to_iso(paris_day(at))),
        search_text: store::search::indexed(&searched),
    }
}
