//! The rules at work: in the transaction that decides a priority, the first one that catches the project
//! assigns it; else the project waits for a hand, and the desk says why.

use super::{Why, receiver, rule_of, why};
use crate::journal;
use crate::policy::Resource;
use crate::{Cx, Result, Services};
use domain::decision::AssignTo;
use domain::intake::Move;
use domain::rule::{Rule, first_match};
use store::Tx;
use store::rule::{read, write};

impl Services {
    /// Assigns a project that was just prioritised. Asks nobody: the rules were the pair's word before.
    pub(crate) async fn assign_by_rule(&self, tx: &Tx, resource: &Resource) -> Result<()> {
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
            .await
    }

    /// The default queue: nothing is lost, a seat assigns by hand.
    async fn leave(&self, tx: &Tx, resource: &Resource, why: Why, rule: &str) -> Result<()> {
        let now = self.clock.now();
        Ok(write::wait(tx, resource.id, why.code(), rule, now).await?)
    }
}
