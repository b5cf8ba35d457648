//! Gaps between the two seats' scores, and the reason that each of them asks for.

use super::{hand, round, scoring};
use crate::journal::{Details, Fact};
use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::ProjectId;
use domain::permission::Action;
use domain::priority::{Criterion, parse_gaps};
use domain::project::Audience;
use store::Tx;
use store::priority::{gap, read};

impl Services {
    /// Writes the reasons of the gaps: both seats read them, the collectivité never does.
    ///
    /// Errors: those of the policy; [`Error::Fields`] on `ecart-…`; [`Error::ImpossibleMove`] while there is no gap to
    /// explain, or when the decision is taken.
    pub async fn explain_gaps<'a>(
        &self,
        cx: &Cx,
        project: ProjectId,
        typed: impl Fn(&str) -> &'a str,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let (_, person) = hand(cx, &resource, None)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        store::project::write::hold(&tx, project, resource.intake).await?;
        let round = round::of(&*tx, project).await?;
        let gaps = of(&tx, project, round.number).await?;
        if gaps.is_empty() || !round.waits_in(resource.intake) {
            return Err(Error::ImpossibleMove);
        }
        let reasons = parse_gaps(&gaps, typed).map_err(Error::Fields)?;
        for reason in &reasons {
            gap::explain(&tx, project, round.number, reason, person, self.clock.now()).await?;
        }
        // The fact holds no reason: it is told, and stays with the pair.
        let fact = Fact::GapsExplained;
        self.record(&tx, cx, project, fact, Audience::StateOnly, Details::new())
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The criteria on which the two seats differ in a round.
async fn of(tx: &Tx, project: ProjectId, round: i64) -> Result<Vec<Criterion>> {
    let lines = read::assessments(&**tx, project, round).await?;
    let scores: Vec<_> = lines
        .iter()
        .map(scoring::scores)
        .collect::<Result<Vec<_>>>()?;
    Ok(match scores.as_slice() {
        [one, other] => one.gaps(other),
        _ => Vec::new(),
    })
}

/// Refuses a signature while a gap has no reason.
pub(crate) async fn require_explained(tx: &Tx, project: ProjectId) -> Result<()> {
    let round = round::of(&**tx, project).await?.number;
    let gaps = of(tx, project, round).await?;
    if gaps.is_empty() {
        return Ok(());
    }
    let given = gap::reasons(&**tx, project, round).await?;
    let explained = |gap: &Criterion| given.iter().any(|line| line.criterion == gap.code());
    if gaps.iter().all(explained) {
        Ok(())
    } else {
        Err(Error::field("niveau", Problem::GapsUnexplained))
    }
}
