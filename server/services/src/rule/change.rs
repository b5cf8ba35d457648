//! Rules written, moved, switched and deleted, by the seats of their département.

use super::{row, rule_of};
use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::RuleId;
use domain::permission::Action;
use domain::rule::{GroundKind, RULES_MAX, Rule, RuleDraft, Target};
use domain::territory::CommuneCode;
use store::Tx;
use store::rule::read::{self, Placed, RuleLine};
use store::rule::write::{self, Hand};

/// Which way a rule moves in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Before the rule that stands before it.
    Up,
    /// Behind the rule that stands behind it.
    Down,
}

/// What came of a change.
#[derive(Clone, Debug)]
pub enum Changed {
    /// It is written.
    Done,
    /// Somebody saved the rule in between: what is there now, with its version.
    Differs(Box<(Rule, i64)>),
}

impl Services {
    /// Adds a rule at the end of the order.
    ///
    /// Errors: those of the policy; field errors on `cible` and on the territories for what is not of the
    /// département, on `nom` when there are too many rules.
    pub async fn add_rule(
        &self,
        cx: &Cx,
        departement: &str,
        draft: &RuleDraft,
        once: &Once,
    ) -> Result<RuleId> {
        policy::require_in(cx, Action::Assign, departement)?;
        self.check_rule(departement, draft).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let order = read::order(&tx, departement).await?;
        if order.len() >= RULES_MAX as usize {
            return Err(Error::field("nom", Problem::TooMany(RULES_MAX)));
        }
        let last = order.last().map_or(0, |last| last.position);
        let id = RuleId(self.ids.uuid());
        write::add(
            &tx,
            departement,
            last + 1,
            &row(id, draft),
            self.hand_of(cx),
        )
        .await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a rule as it was read in `version`.
    ///
    /// Errors: as [`Services::add_rule`]; [`Error::NotFound`] for a rule that is gone or another département's.
    pub async fn change_rule(
        &self,
        cx: &Cx,
        rule: RuleId,
        version: i64,
        draft: &RuleDraft,
        once: &Once,
    ) -> Result<Changed> {
        let line = self.rule_line(cx, rule, Action::Assign).await?;
        self.check_rule(&line.departement_code, draft).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        match write::change(&tx, &row(rule, draft), version, self.hand_of(cx)).await {
            Err(store::Error::VersionMismatch) => {
                drop(tx);
                let line = read::one(self.db.read(), rule)
                    .await?
                    .ok_or(Error::NotFound)?;
                let there = rule_of(&line)?;
                Ok(Changed::Differs(Box::new((there, line.version))))
            }
            other => {
                other?;
                tx.commit().await?;
                Ok(Changed::Done)
            }
        }
    }

    /// Moves a rule by one place; nothing happens at the end of the order.
    pub async fn move_rule(&self, cx: &Cx, rule: RuleId, way: Way, once: &Once) -> Result<()> {
        let line = self.rule_line(cx, rule, Action::Assign).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let order = read::order(&tx, &line.departement_code).await?;
        reorder(&tx, &moved(order, rule, way)).await?;
        Ok(tx.commit().await?)
    }

    /// Switches a rule on or off.
    pub async fn switch_rule(
        &self,
        cx: &Cx,
        rule: RuleId,
        enabled: bool,
        once: &Once,
    ) -> Result<()> {
        self.rule_line(cx, rule, Action::Assign).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::switch(&tx, rule, enabled, self.hand_of(cx)).await?;
        Ok(tx.commit().await?)
    }

    /// Deletes a rule. What it assigned stays assigned, and says so by the rule's name.
    pub async fn delete_rule(&self, cx: &Cx, rule: RuleId, once: &Once) -> Result<()> {
        let line = self.rule_line(cx, rule, Action::Assign).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::delete(&tx, rule).await?;
        tx.commit().await?;
        tracing::info!(departement = line.departement_code, %rule, by = ?cx.person_id(), "rule deleted");
        Ok(())
    }

    /// A rule for somebody who has a right on its département. One query.
    pub(super) async fn rule_line(
        &self,
        cx: &Cx,
        rule: RuleId,
        action: Action,
    ) -> Result<RuleLine> {
        cx.person()?;
        let line = read::one(self.db.read(), rule)
            .await?
            .ok_or(Error::NotFound)?;
        policy::require_in(cx, action, &line.departement_code)?;
        Ok(line)
    }

    fn hand_of(&self, cx: &Cx) -> Hand {
        Hand {
            by: cx.person_id(),
            at: self.clock.now(),
        }
    }

    /// Whether what a rule names is of its département. One query.
    pub(super) async fn check_rule(&self, departement: &str, draft: &RuleDraft) -> Result<()> {
        let colleagues = self.colleagues(departement, None).await?;
        let known = match &draft.target {
            Target::Person(person) => colleagues.iter().any(|one| one.id == *person),
            Target::Service(service) => colleagues.iter().any(|one| one.service == *service),
        };
        if !known {
            return Err(Error::field("cible", Problem::NotAChoice));
        }
        self.check_ground(departement, draft)
    }

    fn check_ground(&self, departement: &str, draft: &RuleDraft) -> Result<()> {
        let ground = &draft.conditions.ground;
        let france = self.territories.dataset();
        let known: Vec<String> = match ground.kind {
            GroundKind::Departement => return Ok(()),
            GroundKind::Commune => {
                let of = |code: &&String| {
                    CommuneCode::parse(code)
                        .ok()
                        .and_then(|code| france.commune(code))
                        .is_some_and(|found| found.departement.as_str() == departement)
                };
                ground.codes.iter().filter(of).cloned().collect()
            }
            GroundKind::Arrondissement => codes(super::map::arrondissements(&france, departement)),
            GroundKind::Epci => codes(super::map::epcis(
                &france,
                &super::map::communes(&france, departement),
            )),
        };
        if ground.codes.iter().all(|code| known.contains(code)) {
            return Ok(());
        }
        Err(match ground.kind {
            GroundKind::Commune => Error::field("communes", Problem::UnknownCommune),
            GroundKind::Epci => Error::field("epci", Problem::NotAChoice),
            _ => Error::field("arrondissements", Problem::NotAChoice),
        })
    }
}

fn codes(places: Vec<super::map::Place>) -> Vec<String> {
    places.into_iter().map(|place| place.code).collect()
}

/// The order after a move.
fn moved(mut order: Vec<Placed>, rule: RuleId, way: Way) -> Vec<Placed> {
    let at = order.iter().position(|one| one.id == rule.0);
    let to = at.and_then(|at| match way {
        Way::Up => at.checked_sub(1),
        Way::Down => Some(at + 1).filter(|to| *to < order.len()),
    });
    if let (Some(at), Some(to)) = (at, to) {
        order.swap(at, to);
    }
    order
}

/// Writes the places that changed.
async fn reorder(tx: &Tx, order: &[Placed]) -> Result<()> {
    for (position, one) in (1..).zip(order) {
        if one.position != position {
            write::place(tx, RuleId(one.id), position).await?;
        }
    }
    Ok(())
}
