//! The catalogue of help.

pub mod import;

use crate::{Error, Result, Services};
use domain::ids::OfferId;
use store::offer::read::{self, Filter, Offer};

/// Offers on one page of the catalogue.
pub const PAGE: u32 = 24;

/// A page of the catalogue.
#[derive(Clone, Debug)]
pub struct Found {
    /// The offers of the page.
    pub offers: Vec<Offer>,
    /// How many the filter finds.
    pub total: i64,
    /// The page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
}

impl Services {
    /// A page of the catalogue, open to everybody. A page beyond the last is the last.
    pub async fn offers(&self, filter: &Filter, page: u32) -> Result<Found> {
        let total = read::count(self.db.read(), filter).await?;
        let pages = u32::try_from(total)
            .unwrap_or(u32::MAX)
            .div_ceil(PAGE)
            .max(1);
        let page = page.clamp(1, pages);
        let offers = read::search(
            self.db.read(),
            filter,
            PAGE,
            (page - 1).saturating_mul(PAGE),
        )
        .await?;
        Ok(Found {
            offers,
            total,
            page,
            pages,
        })
    }

    /// One offer, open to everybody; a withdrawn one still answers and says so.
    pub async fn offer(&self, offer: OfferId) -> Result<Offer> {
        read::one(self.db.read(), offer)
            .await?
            .ok_or(Error::NotFound)
    }
}
