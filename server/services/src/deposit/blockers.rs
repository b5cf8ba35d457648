//! What the depositor says stops the project: from the first day a blocker each, with the help that fits.

use crate::blocker::ANSWER_DAYS;
use crate::journal::{Fact, details};
use crate::policy::Resource;
use crate::recommendation::catalogue::Catalogue;
use crate::working_days::{Calendar, paris_day, plus_working_days};
use crate::{Cx, Result, Services};
use domain::blocker::BlockerKind;
use domain::deposit::Needs;
use domain::ids::{BlockerId, PersonId};
use domain::project::Audience;
use store::Tx;
use store::blocker::write::{self, NewBlocker};

impl Services {
    /// Raises a blocker of each kind ticked and proposes the best offers for it, in the transaction of
    /// the deposit. An offer is proposed once, for the first blocker it helps with. The facts are noted
    /// and not told: the deposit itself is told, once.
    pub(super) async fn write_blockers(
        &self,
        tx: &Tx,
        cx: &Cx,
        project: &Resource,
        by: PersonId,
        needs: &Needs,
    ) -> Result<()> {
        if needs.blockers.is_empty() {
            return Ok(());
        }
        let facts = self.project_facts(&**tx, project.id).await?;
        let catalogue = Catalogue::read(&**tx).await?;
        let sentence = first_line(&needs.sentence);
        let mut taken = Vec::new();
        for &kind in &needs.blockers {
            let picks = catalogue.best(&facts, kind, &taken);
            taken.extend(picks.iter().map(|pick| pick.scored.offer));
            let blocker = self.write_blocker(tx, project, by, kind, &sentence).await?;
            self.propose_by_rule(tx, project.id, blocker, &picks)
                .await?;
            let told = details([
                ("blocker", blocker.to_string()),
                ("kind", kind.code().to_owned()),
                ("sentence", sentence.clone()),
                ("offers", picks.len().to_string()),
            ]);
            let now = self.clock.now();
            let fact = Fact::BlockerRaised;
            self.note(tx, cx, project.id, fact, Audience::All, told, now)
                .await?;
        }
        Ok(())
    }

    async fn write_blocker(
        &self,
        tx: &Tx,
        project: &Resource,
        by: PersonId,
        kind: BlockerKind,
        sentence: &str,
    ) -> Result<BlockerId> {
        let now = self.clock.now();
        let id = BlockerId(self.ids.uuid());
        let since_on = domain::date::to_iso(paris_day(now));
        let new = NewBlocker {
            id,
            project: project.id,
            kind: kind.code(),
            sentence,
            since_on: &since_on,
            by,
            at: now,
            due_at: plus_working_days(now, ANSWER_DAYS, Calendar::of(&project.departement)),
        };
        write::raise(tx, &new).await?;
        Ok(id)
    }
}

/// The first line of a text, at most 300 characters: what a list of blockers shows.
fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(300)
        .collect()
}
