//! Counting: lines of the database into groups, groups of several départements into one.

use super::delay::{Delays, Step, rank};
use super::period::Period;
use super::{Blocked, Figures, Group, PlaceKind, Recommended};
use crate::intake::{ACKNOWLEDGE_DAYS, FIRST_CONTACT_DAYS, PRIORITISE_DAYS};
use crate::working_days::{Calendar, paris_day, plus_working_days};
use domain::intake::Intake;
use domain::project::RecommendationState;
use domain::timestamp::Timestamp;
use std::collections::BTreeMap;
use store::figures::{Blocker, Completed, Deposit, Place, Recommendation};

/// Working days after which recommendations are looked at.
const TAKEN_DAYS: [u32; 2] = [3, 5];
const DAY_MILLIS: i64 = 86_400_000;

/// What the database holds of a département.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    pub deposits: Vec<Deposit>,
    pub completed: Vec<Completed>,
    pub blockers: Vec<Blocker>,
    pub recommendations: Vec<Recommendation>,
}

#[derive(Clone, Debug, Default)]
struct Projects {
    deposits: i64,
    completed: i64,
    answers: Delays,
}

impl Projects {
    fn merge(&mut self, other: &Self) {
        self.deposits += other.deposits;
        self.completed += other.completed;
        self.answers.merge(&other.answers);
    }

    fn told(&self, code: &str) -> Group {
        Group {
            code: code.to_owned(),
            deposits: Some(self.deposits),
            answers: self.answers.told(),
            completed: Some(self.completed),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Blockers {
    raised: i64,
    /// Calendar days of those solved.
    days: Vec<u32>,
}

impl Blockers {
    fn merge(&mut self, other: &Self) {
        self.raised += other.raised;
        self.days.extend(&other.days);
    }

    fn told(&self, kind: &str) -> Blocked {
        let mut days = self.days.clone();
        days.sort_unstable();
        Blocked {
            kind: kind.to_owned(),
            raised: Some(self.raised),
            solved: Some(i64::try_from(days.len()).unwrap_or(i64::MAX)),
            median: rank(&days, 50),
            ninth: rank(&days, 90),
        }
    }
}

/// Figures that are being counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    whole: Projects,
    priority: Delays,
    contact: Delays,
    months: Vec<i64>,
    themes: BTreeMap<String, Projects>,
    places: BTreeMap<(PlaceKind, String), Projects>,
    blockers: BTreeMap<String, Blockers>,
    proposed: i64,
    taken: [i64; 2],
}

impl Tally {
    /// Counts the lines that fall into a period.
    pub fn of_departement(
        lines: &Lines,
        period: Period,
        now: Timestamp,
        calendar: Calendar,
    ) -> Self {
        let (from, before) = period.span(now);
        let within = |at: i64| (from.0..before.0).contains(&at);
        let months = period.months(now);
        let mut tally = Self {
            months: vec![0; months.len()],
            ..Self::default()
        };
        for line in lines.deposits.iter().filter(|l| within(l.submitted_at)) {
            let day = paris_day(Timestamp(line.submitted_at));
            let month = (day.year(), day.month());
            let place = months.iter().position(|one| *one == month);
            if let Some(count) = place.and_then(|at| tally.months.get_mut(at)) {
                *count += 1;
            }
            tally.deposit(line, now, calendar);
        }
        for line in lines.completed.iter().filter(|l| within(l.closed_at)) {
            tally.each(&line.place, |group| group.completed += 1);
        }
        for line in lines.blockers.iter().filter(|l| within(l.raised_at)) {
            tally.blocker(line);
        }
        let recommendations = lines.recommendations.iter();
        for line in recommendations.filter(|l| within(l.created_at)) {
            tally.recommendation(line, now, calendar);
        }
        tally
    }

    fn deposit(&mut self, line: &Deposit, now: Timestamp, calendar: Calendar) {
        let answer = answer(line);
        self.each(&line.place, |group| {
            group.deposits += 1;
            if let Some(answer) = answer {
                group.answers.add(answer, ACKNOWLEDGE_DAYS, now, calendar);
            }
        });
        if let Some(from) = line.acknowledged_at {
            let step = Step {
                from,
                until: line.prioritised_at,
                waits: line.intake == Intake::Acknowledged.code(),
            };
            self.priority.add(step, PRIORITISE_DAYS, now, calendar);
        }
        if let Some(from) = line.assigned_at {
            let running = line.intake == Intake::Assigned.code();
            let step = Step {
                from,
                until: line.contacted_at,
                waits: running && line.assignment_ended_at.is_none(),
            };
            self.contact.add(step, FIRST_CONTACT_DAYS, now, calendar);
        }
    }

    /// Does something to every group a project belongs to.
    fn each(&mut self, place: &Place, mut change: impl FnMut(&mut Projects)) {
        change(&mut self.whole);
        change(self.themes.entry(place.main_theme.clone()).or_default());
        let kinds = [
            (PlaceKind::Arrondissement, &place.arrondissement_code),
            (PlaceKind::Epci, &place.epci_siren),
        ];
        for (kind, code) in kinds {
            let code = code.clone().unwrap_or_default();
            change(self.places.entry((kind, code)).or_default());
        }
    }

    fn blocker(&mut self, line: &Blocker) {
        let kind = self.blockers.entry(line.kind.clone()).or_default();
        kind.raised += 1;
        if let Some(solved_at) = line.solved_at {
            let days = (solved_at - line.raised_at).max(0) / DAY_MILLIS;
            kind.days.push(u32::try_from(days).unwrap_or(u32::MAX));
        }
    }

    fn recommendation(&mut self, line: &Recommendation, now: Timestamp, calendar: Calendar) {
        let from = Timestamp(line.created_at);
        let ends = TAKEN_DAYS.map(|days| plus_working_days(from, days, calendar));
        // One that was proposed yesterday still has its five days.
        if ends.iter().any(|end| *end >= now) {
            return;
        }
        self.proposed += 1;
        let state = RecommendationState::parse(&line.state);
        let kept = matches!(
            state,
            Some(RecommendationState::Accepted | RecommendationState::Done)
        );
        let Some(taken_at) = line.taken_at.filter(|_| kept) else {
            return;
        };
        for (count, end) in self.taken.iter_mut().zip(ends) {
            *count += i64::from(taken_at <= end.0);
        }
    }

    /// Adds those of an area inside this one, as a place of its own.
    pub fn merge(&mut self, other: &Self, kind: PlaceKind, code: &str) {
        self.whole.merge(&other.whole);
        self.priority.merge(&other.priority);
        self.contact.merge(&other.contact);
        self.months.resize(other.months.len(), 0);
        for (count, more) in self.months.iter_mut().zip(&other.months) {
            *count += more;
        }
        for (theme, projects) in &other.themes {
            self.themes
                .entry(theme.clone())
                .or_default()
                .merge(projects);
        }
        for (name, blockers) in &other.blockers {
            self.blockers
                .entry(name.clone())
                .or_default()
                .merge(blockers);
        }
        self.places
            .insert((kind, code.to_owned()), other.whole.clone());
        self.proposed += other.proposed;
        for (count, more) in self.taken.iter_mut().zip(other.taken) {
            *count += more;
        }
    }

    /// As they are told.
    pub fn figures(&self) -> Figures {
        let themes = self.themes.iter().map(|(code, group)| group.told(code));
        let mut all = Blockers::default();
        for kind in self.blockers.values() {
            all.merge(kind);
        }
        let mut blockers: Vec<Blocked> = self
            .blockers
            .iter()
            .map(|(kind, blockers)| blockers.told(kind))
            .collect();
        blockers.sort_by_key(|kind| std::cmp::Reverse(kind.raised));
        let [within_3, within_5] = self.taken.map(Some);
        Figures {
            whole: self.whole.told(""),
            priority: self.priority.told(),
            contact: self.contact.told(),
            months: self.months.iter().copied().map(Some).collect(),
            themes: fullest_first(themes.collect()),
            places: self.places_told(),
            all_blockers: all.told(""),
            blockers,
            recommendations: Recommended {
                proposed: Some(self.proposed),
                within_3,
                within_5,
            },
        }
    }

    fn places_told(&self) -> Vec<(PlaceKind, Vec<Group>)> {
        let of = |wanted: PlaceKind| -> Vec<Group> {
            let all = self.places.iter().filter(|((kind, _), _)| *kind == wanted);
            fullest_first(all.map(|((_, code), group)| group.told(code)).collect())
        };
        PlaceKind::ALL
            .iter()
            .map(|kind| (*kind, of(*kind)))
            .filter(|(_, groups)| !groups.is_empty())
            .collect()
    }
}

/// What was imported was never waited for here, and is answered by nobody.
fn answer(line: &Deposit) -> Option<Step> {
    let until = [line.acknowledged_at, line.redirected_at];
    let step = Step {
        from: line.submitted_at,
        until: until.into_iter().flatten().min(),
        waits: line.intake == Intake::Submitted.code(),
    };
    (line.origin != "import").then_some(step)
}

fn fullest_first(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by_key(|group| std::cmp::Reverse((group.deposits, group.completed)));
    groups
}
