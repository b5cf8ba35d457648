//! The history of a pair: who came and went, what was agreed on.

use crate::journal::{Details, to_json};
use crate::{Cx, Result, Services};
use store::Tx;
use store::pair::history::{self, NewFact};

domain::coded_enum! {
    /// What happened to a pair. The sentence is chosen where it is shown.
    PairFact {
        DeputyAdded = "deputy_added",
        DeputyEnded = "deputy_ended",
        /// Somebody sits there for one arrondissement.
        LocalSeatGiven = "local_seat_given",
        LocalSeatEnded = "local_seat_ended",
        AbsenceNoted = "absence_noted",
        AbsenceEnded = "absence_ended",
        WeightsChanged = "weights_changed",
        ReferentNamed = "referent_named",
        ReferentEnded = "referent_ended",
        SharedViewDeleted = "shared_view_deleted",
        TagDeleted = "tag_deleted",
    }
}

impl Services {
    /// Writes a fact of a pair, in the transaction of what happened.
    pub(crate) async fn note_pair(
        &self,
        tx: &Tx,
        cx: &Cx,
        departement: &str,
        fact: PairFact,
        details: &[(&str, String)],
    ) -> Result<()> {
        let details: Details = details
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let new = NewFact {
            id: self.ids.uuid(),
            departement,
            at: self.clock.now(),
            actor: cx.person_id(),
            kind: fact.code(),
            payload: &to_json(&details),
        };
        Ok(history::add(tx, new).await?)
    }
}
