//! The territory of a portrait on a map: its communes within their départements, toned by their projects.

use crate::desk::listing::href;
use crate::i18n::numbers;
use crate::outline::{self, Classes, Drawing, Mark};
use leptos::prelude::*;
use services::portrait::{Portrait, Subject};
use std::collections::BTreeMap;

/// Over the map.
pub const TITLE: &str = "Carte";
/// What it is.
pub const LABEL: &str = "Carte du territoire et de ses projets";
/// What has no tone.
pub const NONE: &str = "Aucun projet";

/// A territory ready to be drawn.
pub struct Ground {
    /// Its shapes.
    pub drawing: Drawing,
    /// What is told of its communes, those with most projects first.
    pub marks: Vec<(String, Mark)>,
    /// How many projects a tone stands for.
    pub classes: Classes,
}

/// The ground; nothing where no outline of the territory is known.
pub fn ground(found: &Portrait) -> Option<Ground> {
    let territory = &found.territory;
    let sheets = territory.sheets();
    if sheets.is_empty() {
        return None;
    }
    let own: Vec<String> = territory.codes.iter().map(ToString::to_string).collect();
    let is_own = |code: &str| own.binary_search_by(|one| one.as_str().cmp(code)).is_ok();
    let drawing = if is_whole(found) {
        outline::communes(&sheets, |code| found.names.epci_of(code))
    } else {
        outline::territory(&sheets, is_own)
    };
    let mut counts: BTreeMap<String, (i64, Vec<&str>)> = own
        .iter()
        .map(|code| (code.clone(), (0, Vec::new())))
        .collect();
    for (code, n) in &found.count.communes {
        let shape = counts.entry(found.names.present_commune(code)).or_default();
        shape.0 += n;
        shape.1.push(code);
    }
    let classes = Classes::of(counts.values().map(|(n, _)| *n));
    let mut counts: Vec<(String, (i64, Vec<&str>))> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (n, _))| std::cmp::Reverse(*n));
    let marks = counts
        .into_iter()
        .map(|(code, (n, codes))| {
            let name = found.names.commune(&code);
            let mark = mark(&found.subject, &classes, name, n, &codes);
            (code, mark)
        })
        .collect();
    Some(Ground {
        drawing,
        marks,
        classes,
    })
}

/// The whole of a département is drawn, and not a part of some.
fn is_whole(found: &Portrait) -> bool {
    matches!(found.subject, Subject::Departement(_))
}

/// What its colours and lines say.
pub fn words(found: &Portrait) -> &'static str {
    if is_whole(found) {
        "Plus la couleur d'une commune est forte, plus elle a de projets."
    } else {
        "Les communes du territoire sont entourées d'un trait fort. Plus la couleur d'une commune est forte, plus elle a de projets."
    }
}

/// The map; nothing where there is no ground.
pub fn map(found: &Portrait) -> Option<AnyView> {
    let Ground {
        drawing,
        marks,
        classes,
    } = ground(found)?;
    let words = format!("{} Chacune mène à la liste de ses projets.", words(found));
    Some(
        view! {
            <figure class="map-figure">
                <figcaption class="soft measure">{words}</figcaption>
                <p class="print-none"><a href="#carte-legende">"Passer la carte"</a></p>
                {outline::figure(LABEL.to_owned(), &drawing, marks)}
                <div id="carte-legende" tabindex="-1">{outline::legend(&classes, NONE)}</div>
            </figure>
        }
        .into_any(),
    )
}

fn mark(subject: &Subject, classes: &Classes, name: String, n: i64, codes: &[&str]) -> Mark {
    if n == 0 {
        return Mark {
            name: format!("{name}, aucun projet"),
            ..Mark::default()
        };
    }
    let count = numbers::counted(n, "projet", "projets");
    Mark {
        tone: classes.tone(n).unwrap_or(1),
        name: format!("{name}, {count}"),
        href: Some(list(subject, codes)),
        number: numbers::whole(n),
    }
}

/// The list of a commune's projects, of the same set.
fn list(subject: &Subject, codes: &[&str]) -> String {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let (path, mut pairs) = match subject {
        Subject::Contract { code, .. } => (format!("/crte/{code}/projets"), Vec::new()),
        Subject::Programme(programme, departement) => (
            "/territoire/projets".to_owned(),
            vec![
                pair("departement", departement),
                pair("programme", programme.code()),
            ],
        ),
        Subject::Departement(departement) => (
            "/territoire/projets".to_owned(),
            vec![pair("departement", departement)],
        ),
    };
    pairs.extend(codes.iter().map(|code| pair("commune", code)));
    href(&path, &pairs)
}
