//! Counting the lines of a portrait.

use super::{LISTED, Listed, MOVING_DAYS, SILENT_DAYS, Sums};
use crate::working_days::paris_day;
use domain::intake::Intake;
use domain::timestamp::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::desk::table::portrait::{Blockers, Line, Money};

/// How many projects share a value, in each year of [`Count::years`].
pub type ByYear = Vec<(String, Vec<i64>)>;

/// Money of one source in one year, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cents {
    /// Asked for.
    pub asked: i64,
    /// Granted.
    pub granted: i64,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The sums that are compared.
    pub sums: Sums,
    /// The years of the projects, the earliest first: of the contract, else of the deposit.
    pub years: Vec<i32>,
    /// By orientation of the contract; empty where none is noted. The empty text stands for none.
    pub orientations: ByYear,
    /// By main theme.
    pub themes: ByYear,
    /// By phase and how it goes, the most frequent first.
    pub phases: Vec<((String, String), i64)>,
    /// By kind of blocker.
    pub blockers: Vec<Blockers>,
    /// The years in which money was noted.
    pub money_years: Vec<i32>,
    /// By source, one value for each of those years; the largest source first.
    pub money: Vec<(String, Vec<Cents>)>,
    /// Those in which something happened lately: how many, and the latest.
    pub moving: (i64, Vec<Listed>),
    /// Those that are silent: how many, and those that are so for longest.
    pub silent: (i64, Vec<Listed>),
    /// Communes that the projects concern, and their inhabitants.
    pub covered: (usize, i64),
    /// Projects that concern each commune, by its code as the project holds it.
    pub communes: Vec<(String, i64)>,
}

impl Count {
    /// Counts. `lines` are in the order of their last event, the latest first.
    pub fn of(lines: &[Line], money: &[Money], blockers: Vec<Blockers>, now: Timestamp) -> Self {
        let kept: Vec<&Line> = lines
            .iter()
            .filter(|line| line.intake != Intake::Withdrawn.code())
            .collect();
        let years: Vec<i32> = kept
            .iter()
            .filter_map(|line| year_of(line))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let noted = kept.iter().any(|line| line.contract_orientation.is_some());
        let orientations = if noted {
            by_year(&kept, &years, |line| {
                line.contract_orientation.clone().unwrap_or_default()
            })
        } else {
            ByYear::new()
        };
        let mut phases: BTreeMap<(String, String), i64> = BTreeMap::new();
        for line in &kept {
            let phase = (line.phase.clone(), line.phase_status.clone());
            *phases.entry(phase).or_default() += 1;
        }
        let mut phases: Vec<_> = phases.into_iter().collect();
        phases.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let (money_years, by_source) = money_by_year(money);
        let mut count = Self {
            themes: by_year(&kept, &years, |line| line.main_theme.clone()),
            orientations,
            years,
            phases,
            blockers,
            money_years,
            money: by_source,
            ..Self::default()
        };
        count.follow(&kept, money, now);
        count
    }

    fn follow(&mut self, kept: &[&Line], money: &[Money], now: Timestamp) {
        let running = |line: &&&Line| Intake::parse(&line.intake).is_some_and(Intake::is_running);
        let running: Vec<&Line> = kept.iter().filter(running).copied().collect();
        let since = |days: i64| now.plus_seconds(-days * 86_400).0;
        let (quiet, lately) = (since(SILENT_DAYS), since(MOVING_DAYS));
        let silent = running.iter().rev().filter(|l| l.last_activity_at < quiet);
        let moving = running.iter().filter(|l| l.last_activity_at >= lately);
        self.silent = listed(silent);
        self.moving = listed(moving);
        let of = |state: &str| -> i64 {
            let lines = money.iter().filter(|line| line.state == state);
            lines.map(|line| line.amount_cents).sum()
        };
        self.sums = Sums {
            projects: number(kept.len()),
            running: number(running.len()),
            blocked: number(running.iter().filter(|l| l.blocked_since.is_some()).count()),
            silent: self.silent.0,
            closed: number(
                kept.iter()
                    .filter(|l| l.intake == Intake::Closed.code())
                    .count(),
            ),
            cost_cents: kept.iter().filter_map(|line| line.total_cost_cents).sum(),
            asked_cents: of("asked"),
            granted_cents: of("granted"),
            inhabitants: 0,
        };
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn listed<'a>(lines: impl Iterator<Item = &'a &'a Line>) -> (i64, Vec<Listed>) {
    let all: Vec<&&Line> = lines.collect();
    let first = all.iter().take(LISTED).map(|line| Listed {
        id: line.id,
        title: line.title.clone(),
        bearer: line.bearer_name.clone(),
        last_activity: Timestamp(line.last_activity_at),
    });
    (number(all.len()), first.collect())
}

/// The year of the contract, else of the deposit.
fn year_of(line: &Line) -> Option<i32> {
    let noted = line.contract_year.and_then(|year| i32::try_from(year).ok());
    noted.or_else(|| line.submitted_at.map(year))
}

fn year(at: i64) -> i32 {
    paris_day(Timestamp(at)).year()
}

fn by_year(lines: &[&Line], years: &[i32], value: impl Fn(&Line) -> String) -> ByYear {
    let mut counts: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for line in lines {
        let row = counts
            .entry(value(line))
            .or_insert_with(|| vec![0; years.len()]);
        let place = year_of(line).and_then(|year| years.iter().position(|one| *one == year));
        if let Some(count) = place.and_then(|place| row.get_mut(place)) {
            *count += 1;
        }
    }
    let mut counts: ByYear = counts.into_iter().collect();
    counts.sort_by_key(|(_, row)| std::cmp::Reverse(row.iter().sum::<i64>()));
    counts
}

fn money_by_year(lines: &[Money]) -> (Vec<i32>, Vec<(String, Vec<Cents>)>) {
    let told = |line: &&Money| matches!(line.state.as_str(), "asked" | "granted");
    let lines: Vec<&Money> = lines.iter().filter(told).collect();
    let years: BTreeSet<i32> = lines.iter().map(|line| year(line.created_at)).collect();
    let years: Vec<i32> = years.into_iter().collect();
    let mut sources: BTreeMap<&str, Vec<Cents>> = BTreeMap::new();
    for line in lines {
        let row = sources
            .entry(line.source.as_str())
            .or_insert_with(|| vec![Cents::default(); years.len()]);
        let place = years.iter().position(|one| *one == year(line.created_at));
        if let Some(cents) = place.and_then(|place| row.get_mut(place)) {
            if line.state == "granted" {
                cents.granted += line.amount_cents;
            } else {
                cents.asked += line.amount_cents;
            }
        }
    }
    let mut sources: Vec<(String, Vec<Cents>)> = sources
        .into_iter()
        .map(|(source, row)| (source.to_owned(), row))
        .collect();
    let sum = |row: &[Cents]| -> i64 { row.iter().map(|one| one.asked + one.granted).sum() };
    sources.sort_by_key(|(_, row)| std::cmp::Reverse(sum(row)));
    (years, sources)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    /// 27 November 2026, noon in Paris.
    const NOW: Timestamp = Timestamp(1_795_777_200_000);
    const DAY: i64 = 86_400_000;

    fn line(theme: &str, year: Option<i64>, silent: i64, intake: &str) -> Line {
        Line {
            id: uuid::Uuid::from_u128(u128::try_from(silent).unwrap()),
            title: format!("Muet depuis {silent} jours"),
            bearer_name: "Angers".to_owned(),
            main_theme: theme.to_owned(),
            contract_orientation: None,
            contract_year: year,
            submitted_at: Some(NOW.0 - silent * DAY),
            phase: "etude".to_owned(),
            phase_status: "en_cours".to_owned(),
            intake: intake.to_owned(),
            blocked_since: (silent == 90).then(|| "2026-01-01".to_owned()),
            last_activity_at: NOW.0 - silent * DAY,
            total_cost_cents: Some(100),
        }
    }

    fn money(source: &str, state: &str, days: i64, amount_cents: i64) -> Money {
        Money {
            number: None,
            title: String::new(),
            source: source.to_owned(),
            scheme: String::new(),
            amount_cents,
            state: state.to_owned(),
            created_at: NOW.0 - days * DAY,
        }
    }

    #[test]
    fn counts_by_year_and_follows_what_runs() {
        let lines = [
            line("eau", Some(2024), 1, "assigned"),
            line("eau", None, 45, "assigned"),
            line("sport", None, 90, "submitted"),
            line("eau", None, 100, "closed"),
            line("eau", None, 400, "assigned"),
            line("eau", None, 500, "withdrawn"),
        ];
        let count = Count::of(&lines, &[], Vec::new(), NOW);
        assert_eq!(count.years, [2024, 2025, 2026]);
        assert_eq!(count.themes[0], ("eau".to_owned(), vec![1, 1, 2]));
        assert!(count.orientations.is_empty());
        assert_eq!((count.moving.0, count.silent.0), (1, 2));
        assert_eq!(count.silent.1[0].title, "Muet depuis 400 jours");
        let sums = &count.sums;
        assert_eq!(
            (sums.projects, sums.running, sums.closed, sums.blocked),
            (5, 4, 1, 1)
        );
        assert_eq!(sums.cost_cents, 500);
    }

    #[test]
    fn money_is_told_by_source_and_year() {
        let lines = [
            money("État", "asked", 1, 100),
            money("État", "granted", 400, 50),
            money("Région", "granted", 1, 900),
            money("Région", "planned", 1, 7),
            money("Région", "refused", 1, 7),
        ];
        let count = Count::of(&[], &lines, Vec::new(), NOW);
        assert_eq!(count.money_years, [2025, 2026]);
        assert_eq!(count.money[0].0, "Région");
        let state = &count.money[1].1;
        assert_eq!((state[0].granted, state[1].asked), (50, 100));
        assert_eq!(
            (count.sums.asked_cents, count.sums.granted_cents),
            (100, 950)
        );
    }
}
