//! What a project changed: indicators with a baseline, a target, a measure and a source.

use crate::form::{Errors, FieldError, Problem};
use crate::{coded_enum, date, number, text};
use time::Date;

/// Longest name of an indicator or of a source, in characters.
pub const NAME_MAX: u32 = 160;
/// Longest unit, in characters.
pub const UNIT_MAX: u32 = 40;

coded_enum! {
    /// The measures that the service proposes first; any other may be typed.
    Measure {
        ArtificialisedLand = "surface_artificialisee",
        GreenhouseGases = "gaz_effet_serre",
        Water = "eau",
        WasteSorting = "tri_dechets",
        CycleWays = "pistes_cyclables",
        EnergyUse = "consommation_energie",
    }
}

/// An indicator, as it was typed. Numbers are in the plain form of [`number::decimal`], or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// Before the project.
    pub baseline: String,
    /// What is aimed at.
    pub target: String,
    /// What was measured; empty until it was.
    pub measured: String,
    /// When it was measured.
    pub measured_on: Option<Date>,
    /// Where the figures come from.
    pub source: String,
}

/// The fields of an indicator, named as in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorForm {
    /// `indicateur`.
    pub name: String,
    /// `unite`.
    pub unit: String,
    /// `depart`.
    pub baseline: String,
    /// `cible`.
    pub target: String,
    /// `mesure`.
    pub measured: String,
    /// `mesure-le`.
    pub measured_on: String,
    /// `source`.
    pub source: String,
}

impl IndicatorForm {
    /// Reads the form. A measured value needs its day, not after `today`, and its source.
    pub fn parse(&self, today: Date) -> Result<Indicator, Vec<FieldError>> {
        let mut errors = Errors::new();
        let name = errors.keep("indicateur", text::line(&self.name, NAME_MAX));
        let unit = errors.keep("unite", text::line(&self.unit, UNIT_MAX));
        let baseline = errors.keep("depart", optional(&self.baseline));
        let target = errors.keep("cible", optional(&self.target));
        let measured = errors.keep("mesure", optional(&self.measured));
        let was_measured = !self.measured.trim().is_empty();
        let measured_on = match date::parse(&self.measured_on) {
            Err(Problem::Missing) if !was_measured => Ok(None),
            Ok(day) if day > today => Err(Problem::InTheFuture),
            other => other.map(Some),
        };
        let measured_on = errors.keep("mesure-le", measured_on);
        let source = match text::optional_line(&self.source, NAME_MAX) {
            Ok(None) if was_measured => Err(Problem::Missing),
            other => other,
        };
        let source = errors.keep("source", source);
        let command = match (name, unit, baseline, target, measured, measured_on, source) {
            (
                Some(name),
                Some(unit),
                Some(baseline),
                Some(target),
                Some(measured),
                Some(measured_on),
                Some(source),
            ) => {
                let source = source.unwrap_or_default();
                Some(Indicator {
                    name,
                    unit,
                    baseline,
                    target,
                    measured,
                    measured_on,
                    source,
                })
            }
            _ => None,
        };
        errors.finish(command)
    }
}

fn optional(text: &str) -> Result<String, Problem> {
    match number::decimal(text, true) {
        Err(Problem::Missing) => Ok(String::new()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_measure_needs_its_day_and_its_source() {
        let today = date::parse("2026-11-23").unwrap();
        let mut form = IndicatorForm {
            name: "Eau".into(),
            unit: "m3".into(),
            baseline: "1 200,5".into(),
            ..IndicatorForm::default()
        };
        assert_eq!(form.parse(today).unwrap().baseline, "1200.5");
        form.measured = "900".into();
        let fields: Vec<String> = form
            .parse(today)
            .unwrap_err()
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["mesure-le", "source"]);
        form.measured_on = "23/11/2026".into();
        form.source = "Relevé du compteur".into();
        assert!(form.parse(today).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_an_indicator_or_a_refusal(name in ".{0,60}", figure in ".{0,12}|-?[0-9 ]{1,6}(,[0-9]{1,3})?", day in ".{0,10}|[0-9]{2}/[0-9]{2}/20[0-9]{2}") {
            let today = date::parse("2026-11-23").unwrap();
            let form = IndicatorForm {
                name: name.clone(),
                unit: "m3".to_owned(),
                baseline: figure.clone(),
                target: figure.clone(),
                measured: figure,
                measured_on: day,
                source: name,
            };
            if let Ok(read) = form.parse(today) {
                let again = IndicatorForm {
                    name: read.name.clone(),
                    unit: read.unit.clone(),
                    baseline: read.baseline.clone(),
                    target: read.target.clone(),
                    measured: read.measured.clone(),
                    measured_on: read.measured_on.map(date::to_iso).unwrap_or_default(),
                    source: read.source.clone(),
                };
                prop_assert_eq!(again.parse(today), Ok(read));
            }
        }
    }
}
