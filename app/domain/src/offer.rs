//! The catalogue of help: one row of it, as files and the database write it.

use crate::blocker::BlockerKind;
use crate::form::{Errors, FieldError, Problem};
use crate::project::{BearerKind, OfferFamily, Phase};
use crate::theme::Theme;
use crate::{coded_enum, date, text};
use time::Date;

coded_enum! {
    /// A programme of the State that makes offers possible or likelier.
    Programme {
        /// Petites villes de demain.
        Pvd = "pvd",
        /// Villages d'avenir.
        Va = "va",
        /// Action cœur de ville.
        Acv = "acv",
        /// A contract between the State and the territory.
        Crte = "crte",
    }
}

coded_enum! {
    /// A place that offers may be reserved for.
    PlaceKind {
        Commune = "commune",
        Epci = "epci",
        Departement = "departement",
        Region = "region",
    }
}

/// A place by its official code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What kind of place.
    pub kind: PlaceKind,
    /// Its code (INSEE, SIREN for an EPCI).
    pub code: String,
}

/// One offer. An empty list means "any".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its own stable code.
    pub code: String,
    /// Its family.
    pub family: OfferFamily,
    /// Its name.
    pub title: String,
    /// What it does, in a few sentences.
    pub summary: String,
    /// The body in charge.
    pub provider: String,
    /// The body's page, over https.
    pub link: String,
    /// What it is about.
    pub themes: Vec<Theme>,
    /// Which blockers it answers.
    pub blockers: Vec<BlockerKind>,
    /// Whom it is for.
    pub bearers: Vec<BearerKind>,
    /// At which phases it helps.
    pub phases: Vec<Phase>,
    /// Where it is offered.
    pub territories: Vec<Place>,
    /// For members of which programmes.
    pub programmes: Vec<Programme>,
    /// For communes of at most this many inhabitants.
    pub max_population: Option<i64>,
    /// When a person last checked it.
    pub checked_on: Date,
}

/// The columns of a file of offers, in the order we write them.
pub const COLUMNS: &[&str] = &[
    "code",
    "family",
    "title",
    "summary",
    "provider",
    "link",
    "themes",
    "blockers",
    "bearers",
    "phases",
    "territories",
    "programmes",
    "max_population",
    "checked_on",
];

impl Offer {
    /// Reads a row; `cell` gives what stands in a column, empty for none. Every refused cell is named.
    pub fn parse<'a>(cell: impl Fn(&str) -> &'a str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let code = errors.keep("code", code(cell("code")));
        let family = errors.keep(
            "family",
            OfferFamily::parse(cell("family").trim()).ok_or(Problem::NotAChoice),
        );
        let title = errors.keep("title", text::line(cell("title"), 160));
        let summary = errors.keep("summary", text::paragraph(cell("summary"), 1200));
        let provider = errors.keep("provider", text::line(cell("provider"), 160));
        let link = errors.keep("link", link(cell("link")));
        let themes = errors.keep("themes", list(cell("themes"), Theme::parse));
        let blockers = errors.keep("blockers", list(cell("blockers"), BlockerKind::parse));
        let bearers = errors.keep("bearers", list(cell("bearers"), BearerKind::parse));
        let phases = errors.keep("phases", list(cell("phases"), Phase::parse));
        let territories = errors.keep("territories", list(cell("territories"), Place::parse));
        let programmes = errors.keep("programmes", list(cell("programmes"), Programme::parse));
        let max_population = errors.keep("max_population", population(cell("max_population")));
        let checked_on = errors.keep("checked_on", date::parse(cell("checked_on")));
        let whole = (|| {
            Some(Self {
                code: code?,
                family: family?,
                title: title?,
                summary: summary?,
                provider: provider?,
                link: link?,
                themes: themes?,
                blockers: blockers?,
                bearers: bearers?,
                phases: phases?,
                territories: territories?,
                programmes: programmes?,
                max_population: max_population?,
                checked_on: checked_on?,
            })
        })();
        errors.finish(whole)
    }
}

impl Place {
    /// Reads "departement:49".
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, code) = text.split_once(':')?;
        let sound =
            (2..=9).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        let kind = PlaceKind::parse(kind)?;
        sound.then(|| Self {
            kind,
            code: code.to_owned(),
        })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind, self.code)
    }
}

/// The codes of a list between commas, as the database keeps them.
pub fn join<T: std::fmt::Display>(values: &[T]) -> String {
    values
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",")
}

/// Reads codes between commas; one that is not known refuses the whole list.
pub fn list<T>(text: &str, parse: fn(&str) -> Option<T>) -> Result<Vec<T>, Problem> {
    text.split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(|code| parse(code).ok_or(Problem::NotAChoice))
        .collect()
}

fn code(text: &str) -> Result<String, Problem> {
    let code = text::line(text, 60)?;
    let sound = code
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if sound {
        Ok(code)
    } else {
        Err(Problem::NotAChoice)
    }
}

/// An https address without spaces, quotes or angle brackets, with a host.
fn link(text: &str) -> Result<String, Problem> {
    let link = text::line(text, 300)?;
    let host = link
        .strip_prefix("https://")
        .unwrap_or_default()
        .split('/')
        .next()
        .unwrap_or_default();
    let sound = host.contains('.')
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && link
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'\\'));
    if sound {
        Ok(link)
    } else {
        Err(Problem::NotALink)
    }
}

fn population(text: &str) -> Result<Option<i64>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number: i64 = text.parse().map_err(|_| Problem::NotANumber)?;
    if (1..=10_000_000).contains(&number) {
        Ok(Some(number))
    } else {
        Err(Problem::OutOfRange(1, 10_000_000))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn row<'a>(changed: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> &'a str {
        move |name| {
            let own = changed
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value);
            own.unwrap_or(match name {
                "code" => "detr",
                "family" => "funding",
                "title" | "summary" | "provider" => "DETR",
                "link" => "https://www.collectivites-locales.gouv.fr/",
                "themes" => "eau, voirie",
                "territories" => "departement:49",
                "checked_on" => "2026-11-23",
                _ => "",
            })
        }
    }

    #[test]
    fn reads_a_row() {
        let offer = Offer::parse(row(&[])).unwrap();
        assert_eq!(offer.themes, [Theme::Water, Theme::Roads]);
        assert_eq!(join(&offer.territories), "departement:49");
        assert!(offer.bearers.is_empty());
    }

    #[test]
    fn names_what_it_refuses() {
        for (field, value) in [
            ("code", "DETR 2"),
            ("family", "argent"),
            ("title", " "),
            ("link", "http://exemple.fr"),
            ("link", "https://exemple.fr/\"><script>"),
            ("link", "javascript:alert(1)"),
            ("link", "https://localhost"),
            ("themes", "eau,feu"),
            ("territories", "departement:"),
            ("max_population", "-5"),
            ("checked_on", "hier"),
        ] {
            let errors = Offer::parse(row(&[(field, value)])).unwrap_err();
            assert_eq!(errors.len(), 1, "{field} {value}");
            assert_eq!(errors[0].field, field);
        }
    }

    proptest! {
        #[test]
        fn any_row_is_an_offer_or_a_refusal(cells in proptest::collection::vec(".{0,40}", 14)) {
            let cell = |name: &str| cells[COLUMNS.iter().position(|column| *column == name).unwrap()].as_str();
            if let Err(errors) = Offer::parse(cell) {
                prop_assert!(errors.iter().all(|error| COLUMNS.contains(&error.field.as_str())));
            }
        }

        #[test]
        fn a_place_and_a_list_read_back(kind in 0..4_usize, code in "[0-9A-Z]{2,9}", text in ".{0,20}") {
            let place = Place { kind: PlaceKind::ALL[kind], code };
            prop_assert_eq!(Place::parse(&place.to_string()), Some(place.clone()));
            let places = vec![place.clone(), place];
            prop_assert_eq!(list(&join(&places), Place::parse), Ok(places));
            let _ = Place::parse(&text);
            let _ = list(&text, Theme::parse);
        }
    }
}
