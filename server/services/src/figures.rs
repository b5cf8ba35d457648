//! Steering figures: how many projects, how long they wait for an answer, what stops them, what became of the help.
//!
//! Each figure has one definition, written beside its name on the page; delays of the State are in working days, as
//! its promises are.

mod delay;
mod hide;
pub mod period;
pub mod published;
mod tally;

use crate::context::Person;
use crate::desk::departements_of;
use crate::desk::table::names::PlaceNames;
use crate::desk::table::reach;
use crate::working_days::Calendar;
use crate::{Cx, Error, Result, Services};
use domain::timestamp::Timestamp;
use period::Period;
use published::{Audience, Wanted};
use serde::{Deserialize, Serialize};
use store::desk::table::Ground;
use store::figures::{self, Span};
use tally::{Lines, Tally};

/// A count; `None` where it is kept back because it is small.
pub type Count = Option<i64>;

/// How long something took.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// Those that came to an end, and those that should have.
    pub measured: Count,
    /// Of them, those that ended in time.
    pub in_time: Count,
    /// Half of those that ended took no longer, in days.
    pub median: Option<u32>,
    /// Nine tenths of those that ended took no longer, in days.
    pub ninth: Option<u32>,
    /// Those that ended: how sure the two before are. Never written down.
    #[serde(skip)]
    pub ended: i64,
}

/// Projects that share something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What they share: a code; empty for all of them.
    pub code: String,
    /// Deposited.
    pub deposits: Count,
    /// From the deposit to the first answer, in working days.
    pub answers: Delay,
    /// Closed, those that were given up left out.
    pub completed: Count,
}

/// Blockers of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// Code of the kind; empty for all of them.
    pub kind: String,
    /// Raised.
    pub raised: Count,
    /// Of them, solved since.
    pub solved: Count,
    /// Half of those solved took no longer, in calendar days.
    pub median: Option<u32>,
    /// Nine tenths of those solved took no longer, in calendar days.
    pub ninth: Option<u32>,
}

/// What became of the recommendations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommended {
    /// Proposed five working days ago or earlier.
    pub proposed: Count,
    /// Of them, accepted or done within three working days.
    pub within_3: Count,
    /// Of them, accepted or done within five working days.
    pub within_5: Count,
}

domain::coded_enum! {
    /// What projects are grouped by.
    PlaceKind {
        Region = "region",
        Departement = "departement",
        Arrondissement = "arrondissement",
        Epci = "epci",
    }
}

/// The figures of an area in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// All projects.
    pub whole: Group,
    /// From the first acknowledgement to the decision of the pair, in working days.
    pub priority: Delay,
    /// From the first assignment to the first message, in working days.
    pub contact: Delay,
    /// Deposits of each month from the first of the period.
    pub months: Vec<Count>,
    /// By main theme, the most deposits first.
    pub themes: Vec<Group>,
    /// By place; none of another kind than the area has.
    pub places: Vec<(PlaceKind, Vec<Group>)>,
    /// All blockers.
    pub all_blockers: Blocked,
    /// By kind, the most raised first.
    pub blockers: Vec<Blocked>,
    /// Recommendations.
    pub recommendations: Recommended,
}

/// The figures of a département or of the nation, for those who work there.
#[derive(Clone, Debug)]
pub struct FiguresPage {
    /// The département; none for the nation.
    pub departement: Option<String>,
    /// "de Maine-et-Loire (49)".
    pub of: String,
    /// Every département the reader may choose: code and name.
    pub departements: Vec<(String, String)>,
    /// The reader may choose the nation too.
    pub sees_the_nation: bool,
    /// Of when.
    pub period: Period,
    /// What may be chosen.
    pub periods: Vec<Period>,
    /// The figures; none of the nation before they were counted for the first time.
    pub figures: Option<Figures>,
    /// When they were counted.
    pub counted_at: Timestamp,
    /// The names of the places.
    pub names: PlaceNames,
}

impl Services {
    /// The figures of a département, counted now: four queries, each found by index in the département. Those of the
    /// nation, for its administration, are the last that the worker counted.
    ///
    /// Errors: [`Error::SignInNeeded`]; [`Error::NotFound`] for somebody who works in no département, or not in the
    /// one asked for, and for a period that is not offered.
    pub async fn steering_figures(
        &self,
        cx: &Cx,
        wanted: Option<&str>,
        period: Option<Period>,
    ) -> Result<FiguresPage> {
        let person = cx.person()?;
        let reach = reach::of(person, wanted)?;
        let now = self.clock.now();
        let periods = Period::offered(now);
        let period = period.unwrap_or(Period::Rolling);
        // The manager of a contract finds its figures on its page.
        if !periods.contains(&period) || matches!(reach.ground, Ground::Contracts(_)) {
            return Err(Error::NotFound);
        }
        let (figures, counted_at) = match &reach.departement {
            Some(code) => (Some(self.counted_now(code, period, now).await?), now),
            None => {
                let nation = Wanted::nation();
                let kept = self.kept(&nation, &period.code(), Audience::State).await?;
                kept.map_or((None, now), |(figures, at)| (Some(figures), at))
            }
        };
        let of = reach.departement.as_deref().map_or_else(
            || "de la France entière".to_owned(),
            |code| self.of_departement(code),
        );
        let names = PlaceNames::new(&self.territories);
        Ok(FiguresPage {
            of,
            departements: self.choices(person, &names),
            sees_the_nation: person.admin && departements_of(person).is_empty(),
            departement: reach.departement,
            period,
            periods,
            figures,
            counted_at,
            names,
        })
    }

    /// The départements a reader may choose.
    fn choices(&self, person: &Person, names: &PlaceNames) -> Vec<(String, String)> {
        if person.admin {
            let dataset = self.territories.dataset();
            let all = dataset.departements().iter();
            return all
                .map(|one| (one.code.as_str().to_owned(), one.name.to_string()))
                .collect();
        }
        let own = departements_of(person).into_iter();
        own.map(|code| (code.clone(), names.departement(&code)))
            .collect()
    }

    async fn counted_now(
        &self,
        departement: &str,
        period: Period,
        now: Timestamp,
    ) -> Result<Figures> {
        let (from, before) = period.span(now);
        let span = Span {
            departement,
            from,
            before,
        };
        let lines = self.lines(&span).await?;
        let calendar = Calendar::of(departement);
        Ok(Tally::of_departement(&lines, period, now, calendar).figures())
    }

    /// What figures are counted from. Four queries.
    async fn lines(&self, span: &Span<'_>) -> Result<Lines> {
        let db = self.db.read();
        Ok(Lines {
            deposits: figures::deposits(db, span).await?,
            completed: figures::completed(db, span).await?,
            blockers: figures::blockers(db, span).await?,
            recommendations: figures::recommendations(db, span).await?,
        })
    }
}
