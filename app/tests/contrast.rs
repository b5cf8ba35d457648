//! Every pair of text and ground of the design system, computed from the tokens: 4.5:1 for text,
//! 3:1 for borders that mean something and for the focus ring (WCAG 2.2, criteria 1.4.3 and 1.4.11).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

type Palette = BTreeMap<String, [u8; 3]>;

const TEXT: f64 = 4.5;
const EDGE: f64 = 3.0;
const GROUNDS: [&str; 3] = ["paper", "surface", "sunken"];
const TONES: [&str; 4] = ["info", "success", "warning", "danger"];

/// The colours of one mixin of the token file.
fn palette(mixin: &str) -> Palette {
    let tokens =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../style/tokens.scss"))
            .unwrap();
    let start = tokens
        .find(&format!("@mixin {mixin} {{"))
        .expect("the mixin is there");
    let body = &tokens[start..];
    let body = &body[..body.find("\n}").unwrap()];
    body.lines().filter_map(colour).collect()
}

fn colour(line: &str) -> Option<(String, [u8; 3])> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
    let hex = value
        .strip_suffix(';')
        .filter(|hex| hex.len() == 6)
        .unwrap_or_else(|| panic!("{name}: six digits"));
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    Some((name.to_owned(), [part(0), part(2), part(4)]))
}

/// Relative luminance as WCAG defines it.
fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// All pairs that meet in the style sheets: over, ground, least contrast.
fn pairs() -> Vec<(String, String, f64)> {
    let mut pairs = Vec::new();
    let mut pair = |over: &str, ground: &str, least: f64| {
        pairs.push((over.to_owned(), ground.to_owned(), least))
    };
    for ground in GROUNDS.into_iter().chain(["accent-soft"]) {
        for text in ["ink", "ink-soft", "link"] {
            pair(text, ground, TEXT);
        }
        for edge in ["line-strong", "focus", "accent"] {
            pair(edge, ground, EDGE);
        }
        pair("danger-ink", ground, TEXT);
    }
    for ground in ["accent", "accent-strong"] {
        pair("on-accent", ground, TEXT);
    }
    pair("on-danger", "danger-fill", TEXT);
    pair("surface", "danger-ink", TEXT);
    for text in ["on-deep", "on-deep-soft"] {
        pair(text, "deep", TEXT);
    }
    pair("focus-deep", "deep", EDGE);
    // The filled button on the dark ground, at rest and under the pointer.
    pair("deep", "on-deep", TEXT);
    pair("deep", "on-deep-soft", TEXT);
    for tone in TONES {
        for text in [
            format!("{tone}-ink"),
            "ink".to_owned(),
            "link".to_owned(),
            "ink-soft".to_owned(),
        ] {
            pair(&text, &format!("{tone}-soft"), TEXT);
        }
        for ground in GROUNDS {
            pair(&format!("{tone}-ink"), ground, TEXT);
            pair(&format!("{tone}-line"), ground, EDGE);
        }
        pair("focus", &format!("{tone}-soft"), EDGE);
    }
    pairs
}

fn failures(mixin: &str) -> Vec<String> {
    let palette = palette(mixin);
    let colour = |name: &str| {
        *palette
            .get(name)
            .unwrap_or_else(|| panic!("{mixin}: no token {name}"))
    };
    pairs()
        .into_iter()
        .map(|(over, ground, least)| {
            (
                contrast(colour(&over), colour(&ground)),
                over,
                ground,
                least,
            )
        })
        .filter(|(found, _, _, least)| found < least)
        .map(|(found, over, ground, least)| {
            format!("{mixin}: {over} on {ground} is {found:.2}, wants {least}")
        })
        .collect()
}

#[test]
fn every_pair_is_legible_in_light() {
    assert_eq!(failures("light"), Vec::<String>::new());
}

#[test]
fn every_pair_is_legible_in_dark() {
    assert_eq!(failures("dark"), Vec::<String>::new());
}

#[test]
fn both_grounds_name_the_same_colours_and_every_one_is_tested() {
    let (light, dark) = (palette("light"), palette("dark"));
    let names: Vec<&String> = light.keys().collect();
    assert_eq!(names, dark.keys().collect::<Vec<_>>());
    let decoration = ["line"];
    for name in names {
        let tested = pairs()
            .iter()
            .any(|(over, ground, _)| over == name || ground == name);
        assert!(
            tested || decoration.contains(&name.as_str()),
            "no pair tests {name}"
        );
    }
}

#[test]
fn no_other_style_sheet_names_a_colour() {
    let style = concat!(env!("CARGO_MANIFEST_DIR"), "/../style");
    let mut folders = vec![std::path::PathBuf::from(style)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tokens.scss") && !path.ends_with("print.scss") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"));
                for line in code {
                    let named =
                        line.contains(": #") || line.contains("rgb(") || line.contains("hsl(");
                    assert!(!named, "{}: {line}", path.display());
                }
            }
        }
    }
}

#[test]
fn the_formula_is_the_published_one() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54).abs() < 0.01);
}
