//! Sums, days, theme and phase of a line.

use super::Line;
use crate::import::projects::cells;
use crate::import::projects::mapping::{FundingColumn, Mapping, Role};
use crate::import::{Reason, Remark};
use domain::money::Cents;
use domain::project::{Phase, PhaseStatus};
use domain::theme::{Theme, words};
use time::Date;

impl Line<'_, '_> {
    pub(super) fn day(&mut self, role: Role) -> Option<Date> {
        let text = self.cell(role).to_owned();
        if text.is_empty() {
            return None;
        }
        let found = cells::day(&text);
        match found {
            None => self.note(role, &text, Reason::BadDate),
            Some((_, true)) => self.note(role, &text, Reason::SerialDate),
            Some((_, false)) => {}
        }
        found.map(|(day, _)| day)
    }

    pub(super) fn period(&mut self) -> (Option<Date>, Option<Date>) {
        let (start, end) = (self.day(Role::Start), self.day(Role::End));
        match (start, end) {
            (Some(first), Some(last)) if last < first => {
                let text = self.cell(Role::End).to_owned();
                self.note(Role::End, &text, Reason::EndBeforeStart);
                (start, None)
            }
            both => both,
        }
    }

    pub(super) fn cost(&mut self) -> Option<i64> {
        let text = self.cell(Role::Cost).to_owned();
        match Cents::parse(&text) {
            Ok(sum) => Some(sum.0),
            Err(_) if text.is_empty() => None,
            Err(_) => {
                self.note(Role::Cost, &text, Reason::BadAmount);
                None
            }
        }
    }

    pub(super) fn funding(&mut self) -> Vec<(FundingColumn, i64)> {
        let mut found = Vec::new();
        let (reader, row) = (self.reader, self.row);
        for (column, cell) in reader.columns.funding(&row.cells) {
            match Cents::parse(cell) {
                Ok(Cents(0)) => {}
                Ok(sum) => found.push((column.clone(), sum.0)),
                Err(_) => (self.tell)(Remark::new(
                    row.line,
                    &column.column,
                    cell,
                    Reason::BadAmount,
                )),
            }
        }
        found
    }

    pub(super) fn theme(&mut self, title: &str) -> Theme {
        let text = self.cell(Role::Theme).to_owned();
        let said =
            Mapping::find(&self.reader.mapping.themes, &text).or_else(|| words::of_words(&text));
        if let Some(theme) = said {
            return theme;
        }
        let theme = words::of_words(title)
            .or(self.reader.mapping.theme)
            .unwrap_or(Theme::PublicBuildings);
        if !text.is_empty() {
            self.note(Role::Theme, &text, Reason::UnknownTheme);
        }
        theme
    }

    pub(super) fn phase(&mut self) -> (Phase, PhaseStatus) {
        let mapping = self.reader.mapping;
        let mut phase = None;
        let mut status = None;
        for role in [Role::Phase, Role::Status] {
            let text = self.cell(role).to_owned();
            if text.is_empty() {
                continue;
            }
            let (guessed_phase, guessed_status) = cells::phase(&text);
            let exact = (Phase::parse(&text), PhaseStatus::parse(&text));
            let this_phase = Mapping::find(&mapping.phases, &text)
                .or(exact.0)
                .or(guessed_phase);
            let this_status = Mapping::find(&mapping.statuses, &text)
                .or(exact.1)
                .or(guessed_status);
            if this_phase.is_none() && this_status.is_none() {
                self.note(role, &text, Reason::UnknownPhase);
            }
            phase = phase.or(this_phase);
            status = status.or(this_status);
        }
        (
            phase.or(mapping.phase).unwrap_or(Phase::Idee),
            status.or(mapping.status).unwrap_or(PhaseStatus::EnCours),
        )
    }
}
