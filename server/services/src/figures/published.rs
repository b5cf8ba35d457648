//! Figures for everybody, of the nation, each région and each département: counted once an hour by the worker, kept in
//! a small table, small numbers hidden. No request counts them.

use super::hide::{Area, hide};
use super::period::Period;
use super::tally::Tally;
use super::{Figures, PlaceKind};
use crate::desk::table::names::PlaceNames;
use crate::portrait::{SUMS, Sums};
use crate::working_days::Calendar;
use crate::{Error, Result, Services};
use domain::timestamp::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use store::figures::Span;
use store::figures::kept::{self, Kept, Key};
use store::public::{self, Totals};

/// How old the figures may be, in seconds.
const HOUR: i64 = 3600;
/// What the totals of the home page are kept under.
const TOTALS: &str = "totals";

domain::coded_enum! {
    /// Whose figures are published.
    AreaKind {
        Nation = "nation",
        Region = "region",
        Departement = "departement",
    }
}

domain::coded_enum! {
    /// For whom figures are kept.
    Audience {
        /// Those who work for the State in all of the area.
        State = "state",
        Public = "public",
    }
}

/// An area of the public figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it is.
    pub kind: AreaKind,
    /// Its code; empty for the nation.
    pub code: String,
}

impl Wanted {
    /// The whole country.
    pub const fn nation() -> Self {
        Self {
            kind: AreaKind::Nation,
            code: String::new(),
        }
    }
}

/// Published figures, for a page.
#[derive(Clone, Debug)]
pub struct Published {
    /// Of what.
    pub area: Wanted,
    /// Of when.
    pub period: Period,
    /// What may be chosen.
    pub periods: Vec<Period>,
    /// The figures; none before they were counted for the first time.
    pub figures: Option<Figures>,
    /// When they were counted.
    pub counted_at: Option<Timestamp>,
    /// Code and name of each région.
    pub regions: Vec<(String, String)>,
    /// Code and name of each département.
    pub departements: Vec<(String, String)>,
    /// The names of the places.
    pub names: PlaceNames,
}

/// The figures being counted of one period.
#[derive(Default)]
struct Counting {
    departements: Vec<(String, String, Tally)>,
    regions: BTreeMap<String, Tally>,
    nation: Tally,
}

impl Services {
    /// Published figures. One line of a small table.
    ///
    /// Errors: [`Error::NotFound`] for an area that is not there, or a period that is not offered.
    pub async fn published_figures(
        &self,
        area: Wanted,
        period: Option<Period>,
    ) -> Result<Published> {
        let now = self.clock.now();
        let periods = years(now);
        let current = periods.first().copied().ok_or(Error::NotFound)?;
        let period = period.unwrap_or(current);
        let dataset = self.territories.dataset();
        let pair = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        let all = dataset.regions().iter();
        let regions: Vec<_> = all.map(|one| pair(one.code.as_str(), &one.name)).collect();
        let all = dataset.departements().iter();
        let departements: Vec<_> = all.map(|one| pair(one.code.as_str(), &one.name)).collect();
        let known = match area.kind {
            AreaKind::Nation => area.code.is_empty(),
            AreaKind::Region => regions.iter().any(|(code, _)| *code == area.code),
            AreaKind::Departement => departements.iter().any(|(code, _)| *code == area.code),
        };
        if !known || !periods.contains(&period) {
            return Err(Error::NotFound);
        }
        let kept = self.kept(&area, &period.code(), Audience::Public).await?;
        let (figures, counted_at) = kept.unzip();
        Ok(Published {
            area,
            period,
            periods,
            figures,
            counted_at,
            regions,
            departements,
            names: PlaceNames::new(&self.territories),
        })
    }

    /// The totals of the home page, an hour old at most; zero before they were counted for the first time.
    pub async fn public_totals(&self) -> Result<Totals> {
        let kept: Option<(Totals, Timestamp)> = self
            .kept(&Wanted::nation(), TOTALS, Audience::Public)
            .await?;
        Ok(kept.map(|(totals, _)| totals).unwrap_or_default())
    }

    /// What was kept, and when it was counted. One query.
    pub(crate) async fn kept<T: DeserializeOwned>(
        &self,
        area: &Wanted,
        period: &str,
        audience: Audience,
    ) -> Result<Option<(T, Timestamp)>> {
        let key = key(area.kind, &area.code, period, audience);
        let kept = kept::get(self.db.read(), &key).await?;
        let read = |kept: Kept| {
            let figures = serde_json::from_str(&kept.content).ok()?;
            Some((figures, Timestamp(kept.counted_at)))
        };
        // What another version wrote is counted again within the hour.
        Ok(kept.and_then(read))
    }

    /// Counts the figures again when they are an hour old. For the worker.
    pub async fn refresh_figures(&self) -> Result<bool> {
        let now = self.clock.now();
        let key = key(AreaKind::Nation, "", TOTALS, Audience::Public);
        let last = kept::get(self.db.read(), &key).await?;
        if last.is_some_and(|last| now.since(Timestamp(last.counted_at)) < HOUR * 1000) {
            return Ok(false);
        }
        self.count_figures(now).await?;
        Ok(true)
    }

    /// Counts département by département, each by index, and keeps the sums.
    async fn count_figures(&self, now: Timestamp) -> Result<()> {
        let periods = Period::offered(now);
        let spans: Vec<_> = periods.iter().map(|period| period.span(now)).collect();
        let from = spans.iter().map(|span| span.0).min().unwrap_or(now);
        let before = spans.iter().map(|span| span.1).max().unwrap_or(now);
        let mut counting: Vec<Counting> = periods.iter().map(|_| Counting::default()).collect();
        let dataset = self.territories.dataset();
        let mut portraits = Vec::new();
        for departement in dataset.departements() {
            let (code, region) = (departement.code.as_str(), departement.region.as_str());
            let span = Span {
                departement: code,
                from,
                before,
            };
            let lines = self.lines(&span).await?;
            portraits.push((
                wanted(AreaKind::Departement, code),
                self.sums_of(code, now).await?,
            ));
            for (period, counting) in periods.iter().zip(&mut counting) {
                let tally = Tally::of_departement(&lines, *period, now, Calendar::of(code));
                let regions = &mut counting.regions;
                let of_region = regions.entry(region.to_owned()).or_default();
                of_region.merge(&tally, PlaceKind::Departement, code);
                let line = (code.to_owned(), region.to_owned(), tally);
                counting.departements.push(line);
            }
        }
        for (period, counting) in periods.into_iter().zip(counting) {
            self.keep_figures(period, counting, now).await?;
        }
        let mut nation = Sums::default();
        portraits.iter().for_each(|(_, sums)| nation.add(sums));
        portraits.push((Wanted::nation(), nation));
        let totals = public::totals(self.db.read()).await?;
        let tx = self.db.begin().await?;
        let nation = key(AreaKind::Nation, "", TOTALS, Audience::Public);
        kept::put(&tx, &nation, &json(&totals), now).await?;
        for (area, sums) in &portraits {
            let key = key(area.kind, &area.code, SUMS, Audience::State);
            kept::put(&tx, &key, &json(sums), now).await?;
        }
        kept::forget_before(&tx, now).await?;
        Ok(tx.commit().await?)
    }

    async fn keep_figures(
        &self,
        period: Period,
        mut counting: Counting,
        now: Timestamp,
    ) -> Result<()> {
        for (code, region) in &counting.regions {
            counting.nation.merge(region, PlaceKind::Region, code);
        }
        let whole = counting.nation.figures();
        let published = match period {
            // Two periods that overlap would give away what lies in one and not in the other.
            Period::Rolling => Vec::new(),
            Period::Year(_) => {
                let hidden = tokio::task::spawn_blocking(move || counting.published());
                hidden
                    .await
                    .map_err(|error| Error::Outside(error.to_string()))?
            }
        };
        let period = period.code();
        let tx = self.db.begin().await?;
        let nation = key(AreaKind::Nation, "", &period, Audience::State);
        kept::put(&tx, &nation, &json(&whole), now).await?;
        for (area, figures) in &published {
            let key = key(area.kind, &area.code, &period, Audience::Public);
            kept::put(&tx, &key, &json(figures), now).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl Counting {
    /// Every area with what may be shown of it.
    fn published(self) -> Vec<(Wanted, Figures)> {
        let mut names = vec![Wanted::nation()];
        let mut areas = vec![area(None, "", &self.nation)];
        let mut at = BTreeMap::new();
        for (code, tally) in &self.regions {
            at.insert(code.as_str(), areas.len());
            areas.push(area(Some(0), &format!("region/{code}"), tally));
            names.push(wanted(AreaKind::Region, code));
        }
        for (code, region, tally) in &self.departements {
            let parent = at.get(region.as_str()).copied();
            areas.push(area(parent, &format!("departement/{code}"), tally));
            names.push(wanted(AreaKind::Departement, code));
        }
        hide(&mut areas);
        let figures = areas.into_iter().map(|area| area.figures);
        names.into_iter().zip(figures).collect()
    }
}

fn area(parent: Option<usize>, name: &str, tally: &Tally) -> Area {
    Area {
        parent,
        name: name.to_owned(),
        figures: tally.figures(),
    }
}

fn wanted(kind: AreaKind, code: &str) -> Wanted {
    Wanted {
        kind,
        code: code.to_owned(),
    }
}

/// The periods of the public figures: years, which do not overlap.
fn years(now: Timestamp) -> Vec<Period> {
    let mut periods = Period::offered(now);
    periods.retain(|period| matches!(period, Period::Year(_)));
    periods
}

const fn key<'a>(kind: AreaKind, code: &'a str, period: &'a str, audience: Audience) -> Key<'a> {
    Key {
        area_kind: kind.code(),
        area_code: code,
        period,
        audience: audience.code(),
    }
}

/// Only maps with keys that are no texts fail to become JSON, and there are none.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
