//! Offers in, from a file.

use super::read::Offer;
use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::OfferId;
use domain::timestamp::Timestamp;
use sea_orm::Value;

/// Adds an offer.
pub async fn insert(tx: &Tx, offer: &Offer) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO offer (id, code, family, title, summary, provider, link, themes, blockers, bearers, phases, \
             territories, programmes, max_population, checked_on, search_text) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values(offer),
    )
    .await?;
    Ok(())
}

/// Gives a kept offer its new content, and takes it back when it was withdrawn.
pub async fn update(tx: &Tx, offer: &Offer) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE offer SET code = $2, family = $3, title = $4, summary = $5, provider = $6, link = $7, themes = $8, \
             blockers = $9, bearers = $10, phases = $11, territories = $12, programmes = $13, max_population = $14, \
             checked_on = $15, search_text = $16, withdrawn_at = NULL WHERE id = $1",
        values(offer),
    )
    .await?;
    Ok(())
}

/// Takes an offer out of the catalogue; what was recommended stays readable.
pub async fn withdraw(tx: &Tx, offer: OfferId, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE offer SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL",
        [offer.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

fn values(offer: &Offer) -> [Value; 16] {
    [
        offer.id.into(),
        offer.code.clone().into(),
        offer.family.clone().into(),
        offer.title.clone().into(),
        offer.summary.clone().into(),
        offer.provider.clone().into(),
        offer.link.clone().into(),
        offer.themes.clone().into(),
        offer.blockers.clone().into(),
        offer.bearers.clone().into(),
        offer.phases.clone().into(),
        offer.territories.clone().into(),
        offer.programmes.clone().into(),
        offer.max_population.into(),
        offer.checked_on.clone().into(),
        offer.search_text.clone().into(),
    ]
}
