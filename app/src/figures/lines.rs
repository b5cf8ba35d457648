//! The same figures as lines of a file: one line a number.

use super::{tables, words};
use crate::i18n::help::kind as blocker_kind;
use crate::i18n::labels::{self, Label};
use crate::sheet::{self, Cell, Lines, Sheet};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use services::desk::table::names::PlaceNames;
use services::figures::period::Period;
use services::figures::{Blocked, Count, Delay, Figures, Group};

/// What the lines are of.
pub struct Of<'a> {
    /// "Chiffres de Maine-et-Loire (49)".
    pub title: &'a str,
    /// Of when.
    pub period: Period,
    /// When they were counted.
    pub counted_at: Timestamp,
    /// What time it is.
    pub now: Timestamp,
    /// The names of the places.
    pub names: &'a PlaceNames,
}

/// The table; its heads alone before anything was counted.
pub fn table(figures: Option<&Figures>, of: &Of<'_>) -> Sheet {
    let heads = [
        ("Chiffres", 30.0),
        ("Du", 12.0),
        ("Au", 12.0),
        ("Comptés le", 12.0),
        ("Rubrique", 25.0),
        ("Détail", 30.0),
        ("Indicateur", 40.0),
        ("Valeur", 12.0),
    ];
    Sheet {
        name: "Chiffres",
        heads: sheet::heads(heads),
        rows: sheet::rows(figures.map_or_else(Lines::new, |one| Writer::new(of).all(one))),
    }
}

struct Writer<'a> {
    of: &'a Of<'a>,
    lines: Lines,
}

impl<'a> Writer<'a> {
    const fn new(of: &'a Of<'a>) -> Self {
        Self {
            of,
            lines: Vec::new(),
        }
    }

    fn all(mut self, figures: &Figures) -> Lines {
        self.group("Tous les projets", "", &figures.whole);
        self.delay("Tous les projets", "", "priorité", &figures.priority);
        self.delay("Tous les projets", "", "premier contact", &figures.contact);
        let months = self.of.period.months(self.of.now);
        for ((year, month), count) in months.into_iter().zip(&figures.months) {
            let name = format!("{} {year}", words::month(month));
            self.line("Par mois", &name, "dépôts", *count);
        }
        for theme in &figures.themes {
            let name = labels::of(Theme::parse, &theme.code);
            self.group("Par thème principal", &name, theme);
        }
        for (kind, places) in &figures.places {
            let section = format!("Par {}", kind.label().to_lowercase());
            for place in places {
                let name = tables::place(*kind, &place.code, self.of.names);
                self.group(&section, &name, place);
            }
        }
        for kind in &figures.blockers {
            self.blocked(&blocker_kind(&kind.kind), kind);
        }
        self.blocked("", &figures.all_blockers);
        let advice = &figures.recommendations;
        let section = "Recommandations";
        self.line(section, "", "faites", advice.proposed);
        self.line(
            section,
            "",
            "suivies dans les 3 jours ouvrés",
            advice.within_3,
        );
        self.line(
            section,
            "",
            "suivies dans les 5 jours ouvrés",
            advice.within_5,
        );
        self.lines
    }

    fn group(&mut self, section: &str, detail: &str, group: &Group) {
        self.line(section, detail, "dépôts", group.deposits);
        self.delay(section, detail, "première réponse", &group.answers);
        self.line(section, detail, "menés à terme", group.completed);
    }

    fn delay(&mut self, section: &str, detail: &str, step: &str, delay: &Delay) {
        let name = |what: &str| format!("{step} : {what}");
        self.line(section, detail, &name("projets"), delay.measured);
        self.line(section, detail, &name("dans les temps"), delay.in_time);
        let median = name("médiane en jours ouvrés");
        self.days(section, detail, &median, delay.median, delay.measured);
        let ninth = name("9 sur 10 en jours ouvrés");
        self.days(section, detail, &ninth, delay.ninth, delay.measured);
    }

    fn blocked(&mut self, detail: &str, kind: &Blocked) {
        let section = "Blocages";
        self.line(section, detail, "signalés", kind.raised);
        self.line(section, detail, "levés", kind.solved);
        let median = "médiane pour les lever, en jours";
        self.days(section, detail, median, kind.median, kind.solved);
        let ninth = "9 sur 10, en jours";
        self.days(section, detail, ninth, kind.ninth, kind.solved);
    }

    fn days(&mut self, section: &str, detail: &str, name: &str, days: Option<u32>, of: Count) {
        match (days, of) {
            (Some(days), _) => self.line(section, detail, name, Some(i64::from(days))),
            // Nothing was measured: there is no value, and nothing is hidden.
            (None, Some(0)) => {}
            (None, Some(_)) => self.cell(section, detail, name, Cell::text(words::TOO_FEW)),
            (None, None) => self.line(section, detail, name, None),
        }
    }

    fn line(&mut self, section: &str, detail: &str, name: &str, value: Count) {
        let value = value.map_or_else(|| Cell::text(words::HIDDEN), Cell::Number);
        self.cell(section, detail, name, value);
    }

    fn cell(&mut self, section: &str, detail: &str, name: &str, value: Cell) {
        let of = self.of;
        self.lines.push(vec![
            Cell::text(of.title),
            Cell::Day(of.period.first(of.now)),
            Cell::Day(of.period.last(of.now)),
            Cell::Day(crate::i18n::dates::local_day(of.counted_at)),
            Cell::text(section),
            Cell::text(detail),
            Cell::text(name),
            value,
        ]);
    }
}
