//! The rules at work: in the transaction that decides a priority, the first one that catches the project
//! assigns it; else the project waits for a hand, and the desk says why.

use super::{Why, receiver, rule_of, why};
use crate::journal;
use crate::policy::{self, Resource};
use crate::{Cx, Error, Once, Result, Services};
use domain::decision::AssignTo;
use domain::intake::Move;
use domain::permission::Action;
use domain::rule::{Rule, first_match};
use store::Tx;
use store::rule::{read, write};

/// Waiting projects that one press asks the rules about: one transaction, others wait for its end.
const AT_ONCE: u32 = 50;

impl Services {
    /// Assigns a project whose priority is decided, and says whether a rule did. Asks nobody: the rules were
    /// the pair's word before.
    pub(crate) async fn assign_by_rule(&self, tx: &Tx, resource: &Resource) -> Result<bool> {
        let lines = read::list(&**tx, &resource.departement).await?;
        let rules: Vec<Rule> = lines.iter().map(rule_of).collect::<Result<_>>()?;
        let facts = self.rule_facts(&**tx, resource.id).await?;
        let Some(rule) = first_match(&rules, &facts) else {
            return self.leave(tx, resource, Why::NoRule, "").await;
        };
        let colleagues = self
            .colleagues_on(&**tx, &resource.departement, facts.theme)
            .await?;
        let draft = &rule.draft;
        let Some(colleague) = receiver(&draft.target, &colleagues) else {
            return self
                .leave(tx, resource, why(&draft.target), &draft.name)
                .await;
        };
        let cx = Cx::system();
        let details = journal::details([
            ("assignee", colleague.name.clone()),
            ("assignee_id", colleague.id.to_string()),
            ("rule", draft.name.clone()),
            ("rule_id", rule.id.to_string()),
        ]);
        self.move_intake(tx, &cx, resource, Move::Assign, details)
            .await?;
        let to = AssignTo {
            person: colleague.id,
            sentence: draft.name.clone(),
        };
        self.replace_assignee(tx, &cx, resource, &to, Some(rule.id))
            .await?;
        Ok(true)
    }

    /// Asks the rules again about the projects that wait for a hand, those due first; gives how many they
    /// assigned. What they do not catch goes on waiting, with the reason of today.
    ///
    /// Errors: those of the policy; [`Error::Repeated`].
    pub async fn apply_rules(&self, cx: &Cx, departement: &str, once: &Once) -> Result<usize> {
        cx.person()?;
        policy::require_in(cx, Action::Assign, departement)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let mut assigned = 0;
        for access in read::waiting_projects(&*tx, departement, AT_ONCE).await? {
            let resource = policy::resource_of(access)?;
            match self.assign_by_rule(&tx, &resource).await {
                Ok(true) => assigned += 1,
                // Somebody gave it to somebody in between: it waits no more.
                Ok(false) | Err(Error::Conflict) => {}
                Err(other) => return Err(other),
            }
        }
        tx.commit().await?;
        tracing::info!(departement, assigned, by = ?cx.person_id(), "rules applied");
        Ok(assigned)
    }

    /// The default queue: nothing is lost, a seat assigns by hand.
    async fn leave(&self, tx: &Tx, resource: &Resource, why: Why, rule: &str) -> Result<bool> {
        let now = self.clock.now();
        write::wait(tx, resource.id, why.code(), rule, now).await?;
        Ok(false)
    }
}
