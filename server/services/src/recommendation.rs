//! Help proposed to a project: by rule when a blocker is raised, by hand afterwards, and answered.

pub(crate) mod catalogue;
pub mod facts;
pub mod rank;

use crate::journal::{Fact, details, to_json};
use crate::policy;
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use catalogue::{Catalogue, Pick};
use domain::blocker::BlockerKind;
use domain::form::Problem;
use domain::ids::{BlockerId, ProjectId, RecommendationId};
use domain::permission::Action;
use domain::project::{Audience, OfferFamily};
use domain::recommendation::{Answer, Proposal, Refusal, may_follow};
use rank::Scored;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::recommendation::read::{self, Line};
use store::recommendation::write::{self, NewRecommendation, NewState};

/// Most offers of one family that the rule proposes for a blocker.
pub const PER_FAMILY: usize = 3;

/// Why a recommendation is not for the project, as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyNot {
    /// The reason chosen.
    pub why: Refusal,
    /// In the person's own words; may be empty.
    #[serde(default)]
    pub words: String,
}

/// The fields of an answer, as typed.
#[derive(Clone, Debug, Default)]
pub struct AnswerForm {
    /// `etat`: the state that was shown.
    pub from: String,
    /// `reponse`: the new one.
    pub to: String,
    /// `pourquoi`.
    pub why: String,
    /// `precision`.
    pub words: String,
}

/// The fields of a proposal made by a person, as typed.
#[derive(Clone, Debug, Default)]
pub struct ProposalForm {
    /// `offre`.
    pub offer: String,
    /// `blocage`.
    pub blocker: String,
    /// `titre`.
    pub title: String,
    /// `conseil`.
    pub advice: String,
}

impl Services {
    /// The recommendations of a sheet whose head was read, the best first.
    pub async fn recommendations(&self, head: &SheetHead) -> Result<Vec<Line>> {
        Ok(read::of_project(self.db.read(), head.resource.id).await?)
    }

    /// One recommendation of a sheet whose head was read.
    pub async fn recommendation(&self, head: &SheetHead, id: RecommendationId) -> Result<Line> {
        read::one(self.db.read(), head.resource.id, id)
            .await?
            .ok_or(Error::NotFound)
    }

    /// The offers that the rule would propose to a project for a kind of blocker. Three queries.
    pub(crate) async fn best_offers(
        &self,
        project: ProjectId,
        kind: BlockerKind,
    ) -> Result<Vec<Pick>> {
        let db = self.db.read();
        let facts = self.project_facts(db, project).await?;
        Ok(Catalogue::read(db).await?.best(&facts, kind, &[]))
    }

    /// Writes what the rule proposes, in the transaction that raises the blocker.
    pub(crate) async fn propose_by_rule(
        &self,
        tx: &Tx,
        project: ProjectId,
        blocker: BlockerId,
        picks: &[Pick],
    ) -> Result<()> {
        let at = self.clock.now();
        for pick in picks {
            let reasons = to_json(&pick.scored.reasons);
            let new = NewRecommendation {
                id: RecommendationId(self.ids.uuid()),
                project,
                offer: Some(pick.scored.offer),
                blocker: Some(blocker),
                title: &pick.title,
                advice: "",
                reasons: &reasons,
                score: pick.scored.score,
                by: None,
                at,
            };
            write::propose(tx, &new).await?;
        }
        Ok(())
    }

    /// A person recommends an offer of the catalogue, or gives a free advice.
    ///
    /// Errors: [`Error::Fields`] (an offer already proposed for the same blocker is
    /// [`Problem::AlreadyThere`] on `offre`), [`Error::NotFound`] for a blocker of another project.
    pub async fn recommend(
        &self,
        cx: &Cx,
        project: ProjectId,
        form: &ProposalForm,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Recommend, project).await?;
        let by = cx.person()?.id;
        let proposal = Proposal::parse(&form.offer, &form.blocker, &form.title, &form.advice)
            .map_err(Error::Fields)?;
        let title = self.title_of(project, &proposal).await?;
        let new = NewRecommendation {
            id: RecommendationId(self.ids.uuid()),
            project,
            offer: proposal.offer,
            blocker: proposal.blocker,
            title: &title,
            advice: &proposal.advice,
            reasons: "[]",
            score: rank::BY_HAND,
            by: Some(by),
            at: self.clock.now(),
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        match write::propose(&tx, &new).await {
            Err(store::Error::Duplicate(_)) => {
                return Err(Error::field("offre", Problem::AlreadyThere));
            }
            other => other?,
        }
        self.note_answer(&tx, cx, &resource).await?;
        let told = details([
            ("recommendation", new.id.to_string()),
            ("title", title.clone()),
        ]);
        self.record(
            &tx,
            cx,
            project,
            Fact::RecommendationProposed,
            Audience::All,
            told,
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Checks what a proposal points at and gives the title it will carry.
    async fn title_of(&self, project: ProjectId, proposal: &Proposal) -> Result<String> {
        if let Some(blocker) = proposal.blocker {
            store::blocker::read::one(self.db.read(), project, blocker)
                .await?
                .ok_or(Error::NotFound)?;
        }
        let Some(offer) = proposal.offer else {
            return Ok(proposal.title.clone());
        };
        let row = store::offer::read::one(self.db.read(), offer).await?;
        let row = row.filter(|row| row.withdrawn_at.is_none());
        let row = row.ok_or_else(|| Error::field("offre", Problem::NotAChoice))?;
        let blocker = proposal.blocker.map(|blocker| blocker.0);
        if read::already_there(self.db.read(), project, offer.0, blocker).await? {
            return Err(Error::field("offre", Problem::AlreadyThere));
        }
        Ok(row.title)
    }

    /// The collectivité answers a recommendation.
    ///
    /// Errors: [`Error::Fields`], [`Error::ImpossibleMove`] for an answer that cannot follow the state shown,
    /// [`Error::Conflict`] when somebody answered in between.
    pub async fn answer_recommendation(
        &self,
        cx: &Cx,
        project: ProjectId,
        id: RecommendationId,
        form: &AnswerForm,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::AnswerRecommendation, project).await?;
        let by = cx.person()?.id;
        let line = read::one(self.db.read(), project, id)
            .await?
            .ok_or(Error::NotFound)?;
        let answer =
            Answer::parse(&form.from, &form.to, &form.why, &form.words).map_err(Error::Fields)?;
        if !may_follow(answer.from, answer.to) {
            return Err(Error::ImpossibleMove);
        }
        let reason = match answer.why {
            Some(why) => to_json(&WhyNot {
                why,
                words: answer.words.clone(),
            }),
            None => String::new(),
        };
        let new = NewState {
            project,
            id,
            from: answer.from,
            to: answer.to,
            reason: &reason,
            by,
            at: self.clock.now(),
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::answer(&tx, &new).await?;
        let told = details([
            ("recommendation", id.to_string()),
            ("title", line.title),
            ("state", answer.to.code().to_owned()),
        ]);
        self.record(
            &tx,
            cx,
            project,
            Fact::RecommendationAnswered,
            Audience::All,
            told,
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

/// The best of each family, in the order given.
pub fn best_of_each_family(ranked: Vec<Scored>) -> Vec<Scored> {
    let mut kept: Vec<Scored> = Vec::new();
    for &family in OfferFamily::ALL {
        kept.extend(
            ranked
                .iter()
                .filter(|scored| scored.family == family)
                .take(PER_FAMILY)
                .cloned(),
        );
    }
    kept
}
