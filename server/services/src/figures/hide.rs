//! Keeping small numbers back, so that no figure names somebody, and none is found by subtracting the others.
//!
//! Every published count is a cell, and every sum that ties cells together is a line: the themes of an area, its months,
//! those answered in time and those answered late, the départements of a région. A cell from 1 to 4 is hidden; then,
//! until nothing changes, a line that would give a hidden cell away by subtraction hides its smallest other cell. What
//! is not printed but follows from two cells that are (those answered late) is a cell of its line too.

use super::{Count, Delay, Figures, Group};
use crate::public::SMALLEST_SHOWN;
use std::collections::HashMap;

/// An area among those that are published together.
#[derive(Clone, Debug)]
pub struct Area {
    /// The area it lies in, by its place in the list.
    pub parent: Option<usize>,
    /// How its parent's places name it: the beginning of a key.
    pub name: String,
    /// Its figures: all of them before, those that may be shown after.
    pub figures: Figures,
}

/// Hides in every area what must not be shown.
pub fn hide(areas: &mut [Area]) {
    let mut sums = Sums::default();
    for (index, area) in areas.iter_mut().enumerate() {
        sums.read(index, &mut area.figures);
    }
    for (index, area) in areas.iter().enumerate() {
        sums.tie_inside(index, &area.figures);
    }
    sums.tie_areas(areas);
    sums.settle();
    for (index, area) in areas.iter_mut().enumerate() {
        each(&mut area.figures, &mut |key, count| {
            if sums.is_hidden(index, &key) {
                *count = None;
            }
        });
        blur(&mut area.figures);
    }
}

/// Medians of few cases, and of counts that are hidden, are hidden too.
fn blur(figures: &mut Figures) {
    let groups = figures.places.iter_mut().flat_map(|(_, groups)| groups);
    let answers = std::iter::once(&mut figures.whole)
        .chain(&mut figures.themes)
        .chain(groups)
        .map(|group| &mut group.answers);
    for delay in answers.chain([&mut figures.priority, &mut figures.contact]) {
        if delay.measured.is_none() || delay.ended < SMALLEST_SHOWN {
            (delay.median, delay.ninth) = (None, None);
        }
    }
    for kind in std::iter::once(&mut figures.all_blockers).chain(&mut figures.blockers) {
        if kind.solved.is_none_or(|solved| solved < SMALLEST_SHOWN) {
            (kind.median, kind.ninth) = (None, None);
        }
    }
}

const MEASURES: [&str; 4] = ["deposits", "completed", "measured", "in_time"];

/// Shows every count of an area under its key.
fn each(figures: &mut Figures, see: &mut impl FnMut(String, &mut Count)) {
    group("whole", &mut figures.whole, see);
    delay("priority", &mut figures.priority, see);
    delay("contact", &mut figures.contact, see);
    for (place, month) in figures.months.iter_mut().enumerate() {
        see(format!("month/{place}"), month);
    }
    for theme in &mut figures.themes {
        group(&format!("theme/{}", theme.code), theme, see);
    }
    for (kind, places) in &mut figures.places {
        for place in places {
            group(&format!("place/{kind}/{}", place.code), place, see);
        }
    }
    let kinds = std::iter::once(&mut figures.all_blockers).chain(&mut figures.blockers);
    for kind in kinds {
        see(format!("blocker/{}/raised", kind.kind), &mut kind.raised);
        see(format!("blocker/{}/solved", kind.kind), &mut kind.solved);
    }
    let advice = &mut figures.recommendations;
    see("advice/proposed".to_owned(), &mut advice.proposed);
    see("advice/within_3".to_owned(), &mut advice.within_3);
    see("advice/within_5".to_owned(), &mut advice.within_5);
}

fn group(name: &str, group: &mut Group, see: &mut impl FnMut(String, &mut Count)) {
    see(format!("{name}/deposits"), &mut group.deposits);
    see(format!("{name}/completed"), &mut group.completed);
    delay(name, &mut group.answers, see);
}

fn delay(name: &str, delay: &mut Delay, see: &mut impl FnMut(String, &mut Count)) {
    see(format!("{name}/measured"), &mut delay.measured);
    see(format!("{name}/in_time"), &mut delay.in_time);
}

#[derive(Debug)]
struct Cell {
    value: i64,
    hidden: bool,
}

/// `total` is the sum of `members`.
#[derive(Debug)]
struct Line {
    total: usize,
    members: Vec<usize>,
}

#[derive(Debug, Default)]
struct Sums {
    cells: Vec<Cell>,
    at: HashMap<(usize, String), usize>,
    lines: Vec<Line>,
}

impl Sums {
    fn add(&mut self, value: i64) -> usize {
        self.cells.push(Cell {
            value,
            hidden: (1..SMALLEST_SHOWN).contains(&value),
        });
        self.cells.len() - 1
    }

    fn read(&mut self, area: usize, figures: &mut Figures) {
        each(figures, &mut |key, count| {
            let cell = self.add(count.unwrap_or(0));
            self.at.insert((area, key), cell);
        });
    }

    fn cell(&self, area: usize, key: &str) -> Option<usize> {
        self.at.get(&(area, key.to_owned())).copied()
    }

    fn is_hidden(&self, area: usize, key: &str) -> bool {
        let cell = self.cell(area, key).and_then(|at| self.cells.get(at));
        cell.is_none_or(|cell| cell.hidden)
    }

    /// Adds a line; what is missing of the total is a cell that is never printed.
    fn tie(&mut self, area: usize, total: &str, members: &[String]) {
        let Some(total) = self.cell(area, total) else {
            return;
        };
        let members = members.iter().filter_map(|key| self.cell(area, key));
        self.line(total, members.collect());
    }

    fn line(&mut self, total: usize, mut members: Vec<usize>) {
        let known: i64 = members.iter().map(|at| self.value(*at)).sum();
        let rest = self.value(total) - known;
        if rest != 0 {
            members.push(self.add(rest));
        }
        self.lines.push(Line { total, members });
    }

    fn value(&self, at: usize) -> i64 {
        self.cells.get(at).map_or(0, |cell| cell.value)
    }

    fn hidden(&self, at: usize) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.hidden)
    }

    /// The sums inside one area.
    fn tie_inside(&mut self, area: usize, figures: &Figures) {
        let mut parts: Vec<Vec<String>> = vec![
            figures
                .themes
                .iter()
                .map(|one| format!("theme/{}", one.code))
                .collect(),
        ];
        parts.extend(figures.places.iter().map(|(kind, places)| {
            places
                .iter()
                .map(|one| format!("place/{kind}/{}", one.code))
                .collect()
        }));
        for part in &parts {
            for measure in MEASURES {
                let members: Vec<String> = part
                    .iter()
                    .map(|name| format!("{name}/{measure}"))
                    .collect();
                self.tie(area, &format!("whole/{measure}"), &members);
            }
        }
        let names = parts.into_iter().flatten();
        for name in names.chain(["whole", "priority", "contact"].map(str::to_owned)) {
            let (total, member) = (format!("{name}/measured"), format!("{name}/in_time"));
            self.tie(area, &total, &[member]);
        }
        let months: Vec<String> = (0..figures.months.len())
            .map(|place| format!("month/{place}"))
            .collect();
        self.tie(area, "whole/deposits", &months);
        self.tie_blockers(area, figures);
        self.tie(area, "advice/within_5", &["advice/within_3".to_owned()]);
        self.tie(area, "advice/proposed", &["advice/within_5".to_owned()]);
    }

    fn tie_blockers(&mut self, area: usize, figures: &Figures) {
        for measure in ["raised", "solved"] {
            let kinds = figures.blockers.iter();
            let members: Vec<String> = kinds
                .map(|kind| format!("blocker/{}/{measure}", kind.kind))
                .collect();
            self.tie(area, &format!("blocker//{measure}"), &members);
        }
        let kinds = figures.blockers.iter().map(|kind| kind.kind.as_str());
        for kind in kinds.chain([""]) {
            let (total, member) = (
                format!("blocker/{kind}/raised"),
                format!("blocker/{kind}/solved"),
            );
            self.tie(area, &total, &[member]);
        }
    }

    /// An area is the sum of those inside it, and its places are those areas again.
    fn tie_areas(&mut self, areas: &[Area]) {
        let keys: Vec<(usize, String)> = self.at.keys().cloned().collect();
        for (parent, key) in keys {
            let inside = areas
                .iter()
                .enumerate()
                .filter(|(_, area)| area.parent == Some(parent));
            if let Some(place) = key.strip_prefix("place/") {
                let same = inside
                    .filter_map(|(index, area)| {
                        let measure = place.strip_prefix(area.name.as_str())?.strip_prefix('/')?;
                        self.cell(index, &format!("whole/{measure}"))
                    })
                    .next();
                if let (Some(here), Some(there)) = (self.cell(parent, &key), same) {
                    self.line(here, vec![there]);
                }
                continue;
            }
            let members: Vec<usize> = inside
                .filter_map(|(index, _)| self.cell(index, &key))
                .collect();
            if let (Some(total), false) = (self.cell(parent, &key), members.is_empty()) {
                self.line(total, members);
            }
        }
    }

    /// Hides until no line gives a cell away. Each turn hides at least one cell more, so it ends.
    fn settle(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        while lines.iter().filter(|line| self.protect(line)).count() > 0 {}
    }

    /// Hides one more cell of a line that gives one away; whether it did.
    fn protect(&mut self, line: &Line) -> bool {
        let hidden = line.members.iter().filter(|at| self.hidden(**at));
        let (count, sum) = hidden.fold((0, 0), |(n, sum), at| (n + 1, sum + self.value(*at)));
        let total_hidden = self.hidden(line.total);
        let gives_away = match (count, total_hidden) {
            (0, false) => false,
            (0, true) | (1, false) => true,
            (_, true) => false,
            (_, false) => sum < SMALLEST_SHOWN,
        };
        if !gives_away {
            return false;
        }
        let open = |at: &&usize| !self.hidden(**at) && self.value(**at) > 0;
        let smallest = line
            .members
            .iter()
            .filter(open)
            .min_by_key(|at| self.value(**at));
        let next = smallest
            .copied()
            .or_else(|| (!total_hidden).then_some(line.total));
        match next.and_then(|at| self.cells.get_mut(at)) {
            Some(cell) => cell.hidden = true,
            None => return false,
        }
        true
    }
}

#[cfg(test)]
#[path = "hide/tests.rs"]
mod tests;
