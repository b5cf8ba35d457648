//! What everybody may know: counts of the whole country, made once a minute at most.

use crate::{Result, Services};
use domain::timestamp::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};
use store::public::{self, By, Share, Totals};

/// How long the counts are kept, in milliseconds.
const KEPT: i64 = 60_000;
/// Below this many projects a count is not shown: a small number could name somebody.
pub const SMALLEST_SHOWN: i64 = 5;

/// The counts of the public pages.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Totals.
    pub totals: Totals,
    /// By département, by main theme, by phase, by intake state: each the most frequent first.
    pub shares: Vec<(By, Vec<Share>)>,
    /// When they were counted.
    pub counted_at: Option<Timestamp>,
}

/// The last counts.
#[derive(Debug, Default)]
pub struct FiguresCache(Mutex<Arc<Figures>>);

impl FiguresCache {
    fn get(&self) -> Arc<Figures> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, figures: Arc<Figures>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = figures;
    }
}

impl Services {
    /// The counts, at most a minute old. Five queries when they are counted again, none otherwise.
    pub async fn public_figures(&self) -> Result<Arc<Figures>> {
        let now = self.clock.now();
        let last = self.figures.get();
        if last
            .counted_at
            .is_some_and(|at| (0..KEPT).contains(&now.since(at)))
        {
            return Ok(last);
        }
        let mut figures = Figures {
            totals: public::totals(self.db.read()).await?,
            shares: Vec::new(),
            counted_at: Some(now),
        };
        for by in [By::Departement, By::Theme, By::Phase, By::Intake] {
            figures
                .shares
                .push((by, public::shares(self.db.read(), by).await?));
        }
        let figures = Arc::new(figures);
        self.figures.set(Arc::clone(&figures));
        Ok(figures)
    }
}
