//! The map itself: communes of a département, or départements of the country.

use super::super::listing::{href, with, without};
use super::super::view::View;
use crate::i18n::numbers;
use crate::outline::{self, Classes, Drawing, Mark};
use crate::ui::{Alert, Tone};
use domain::filter::Listing;
use leptos::prelude::*;
use services::desk::table::Frame;
use services::desk::table::map::{Ground, Place};
use services::outline::Sheet;
use std::collections::BTreeMap;

/// The most names told beneath the map.
const NAMED: usize = 30;

/// The projects of one shape, and the codes that they were found under.
#[derive(Default)]
struct Found {
    n: i64,
    codes: Vec<String>,
}

/// The drawing of the places; nothing where there is no project.
pub fn map(ground: &Ground, places: &[Place], listing: &Listing, frame: &Frame) -> Option<AnyView> {
    if places.is_empty() {
        return None;
    }
    Some(match ground {
        Ground::Communes(sheets) => communes(sheets, places, listing, frame),
        Ground::France(sheet) => france(sheet, places, listing, frame),
        Ground::Unknown => view! {
            <Alert tone=Tone::Info>"Le tracé de ce territoire n'est pas connu du service. Tous ses projets sont dans les tableaux qui suivent."</Alert>
        }
        .into_any(),
    })
}

fn communes(
    sheets: &[(String, Sheet)],
    places: &[Place],
    listing: &Listing,
    frame: &Frame,
) -> AnyView {
    let only: Vec<Sheet> = sheets.iter().map(|(_, sheet)| sheet.clone()).collect();
    let drawing = outline::communes(&only, |code| frame.names.epci_of(code));
    let found = gathered(places, "commune", |code| frame.names.present_commune(code));
    let address = |found: &Found| {
        let kept = without(listing.pairs(), &["commune"]);
        let pairs = found
            .codes
            .iter()
            .fold(kept, |pairs, code| with(pairs, "commune", code.clone()));
        Some(href(View::Table.path(), &pairs))
    };
    let title = match &frame.of_departement {
        Some(of) => format!("Carte des projets par commune {of}"),
        None => "Carte des projets par commune".to_owned(),
    };
    let notes = beneath(sheets, places, &drawing, &found, frame);
    let words = "Plus la couleur d'une commune est forte, plus elle a de projets. Un trait plus fort sépare les intercommunalités. Chaque commune qui a des projets mène à leur liste.";
    let name = |code: &str| frame.names.commune(code);
    figure((title, words), &drawing, &found, name, address, notes)
}

fn france(sheet: &Sheet, places: &[Place], listing: &Listing, frame: &Frame) -> AnyView {
    let drawing = outline::france(sheet);
    let found = gathered(places, "departement", str::to_owned);
    let address = |found: &Found| {
        let code = found.codes.first().filter(|_| frame.of_the_state)?;
        let kept = without(listing.pairs(), &["departement"]);
        Some(href(
            View::Map.path(),
            &with(kept, "departement", code.clone()),
        ))
    };
    let off = off(&drawing, &found, |code| frame.names.departement(code));
    let words = "Plus la couleur d'un département est forte, plus il a de projets. Chaque département qui a des projets mène à sa propre carte. Paris, les départements qui l'entourent et l'outre-mer sont sous la carte, à une autre échelle.";
    let name = |code: &str| format!("{} ({code})", frame.names.departement(code));
    let title = "Carte des projets par département".to_owned();
    figure((title, words), &drawing, &found, name, address, off)
}

/// The places of a kind by the code of the shape they are drawn on.
fn gathered(
    places: &[Place],
    kind: &str,
    shape: impl Fn(&str) -> String,
) -> BTreeMap<String, Found> {
    let mut out: BTreeMap<String, Found> = BTreeMap::new();
    for place in places.iter().filter(|place| place.kind == kind) {
        let Some(code) = &place.code else { continue };
        let found = out.entry(shape(code)).or_default();
        found.n += place.n;
        found.codes.push(code.clone());
    }
    out
}

/// `told` is the map's name and its explanation.
fn figure(
    told: (String, &'static str),
    drawing: &Drawing,
    found: &BTreeMap<String, Found>,
    name: impl Fn(&str) -> String,
    address: impl Fn(&Found) -> Option<String>,
    notes: Option<AnyView>,
) -> AnyView {
    let (title, words) = told;
    let classes = Classes::of(found.values().map(|found| found.n));
    let mut marks: Vec<(String, Mark)> = found
        .iter()
        .map(|(code, found)| {
            let count = numbers::counted(found.n, "projet", "projets");
            let mark = Mark {
                tone: classes.tone(found.n).unwrap_or(1),
                name: format!("{}, {count}", name(code)),
                href: address(found),
                number: numbers::whole(found.n),
            };
            (code.clone(), mark)
        })
        .collect();
    // The fullest first, as in the table: for the keyboard, and for the room of the numbers.
    marks.sort_by_key(|(code, _)| std::cmp::Reverse(found.get(code).map_or(0, |found| found.n)));
    view! {
        <figure class="map-figure">
            <figcaption class="soft measure">{words}</figcaption>
            <p class="print-none"><a href="#carte-tableaux">"Passer la carte et lire les tableaux"</a></p>
            {outline::figure(title, drawing, marks)}
            {outline::legend(&classes, "Aucun projet")}
            {notes}
        </figure>
    }
    .into_any()
}

/// What the map does not show, so that nobody believes it does not exist.
fn beneath(
    sheets: &[(String, Sheet)],
    places: &[Place],
    drawing: &Drawing,
    found: &BTreeMap<String, Found>,
    frame: &Frame,
) -> Option<AnyView> {
    let nowhere = places
        .iter()
        .filter(|place| place.kind == "commune" && place.code.is_none())
        .map(|place| place.n)
        .sum::<i64>();
    let nowhere = (nowhere > 0).then(|| {
        let words = match nowhere {
            1 => "1 projet n'a pas de commune connue : il est dans les tableaux.".to_owned(),
            n => format!(
                "{} projets n'ont pas de commune connue : ils sont dans les tableaux.",
                numbers::whole(n)
            ),
        };
        view! { <p class="soft">{words}</p> }
    });
    let unknown: Vec<String> = sheets
        .iter()
        .flat_map(|(code, sheet)| frame.names.without_outline(code, sheet))
        .map(|(_, name)| name)
        .collect();
    let unknown = (!unknown.is_empty()).then(|| {
        let words = format!(
            "Le tracé de ces communes n'est pas connu : {}.",
            unknown.join(", ")
        );
        view! { <p class="soft">{words}</p> }
    });
    let off = off(drawing, found, |code| frame.names.commune(code));
    Some(view! { {off}{unknown}{nowhere} }.into_any())
}

/// Places that have projects and no shape on this map.
fn off(
    drawing: &Drawing,
    found: &BTreeMap<String, Found>,
    name: impl Fn(&str) -> String,
) -> Option<AnyView> {
    let off: Vec<String> = found
        .iter()
        .filter(|(code, _)| !drawing.shapes.iter().any(|shape| shape.code == **code))
        .map(|(code, found)| format!("{} ({})", name(code), numbers::whole(found.n)))
        .collect();
    if off.is_empty() {
        return None;
    }
    let more = off.len().saturating_sub(NAMED);
    let rest = if more > 0 {
        format!(" et {more} autres")
    } else {
        String::new()
    };
    let named: Vec<String> = off.into_iter().take(NAMED).collect();
    let words = format!(
        "Des projets sont aussi hors de cette carte ; ils sont dans les tableaux : {}{rest}.",
        named.join(", ")
    );
    Some(view! { <p class="soft">{words}</p> }.into_any())
}
