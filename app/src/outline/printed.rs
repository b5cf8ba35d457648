//! A drawing for paper: an SVG that stands alone, in the light colours of `style/areas/map.scss`.

use super::classes::Classes;
use super::drawing::{Drawing, Shape};
use super::figure::Mark;
use super::labels;
use std::collections::HashMap;
use std::fmt::Write;

const SURFACE: &str = "#ffffff";
const AWAY: &str = "#ececea";
const INK: &str = "#15232b";
const INK_SOFT: &str = "#4a5a63";
const LINE: &str = "#76838a";
/// The tones from none to the strongest, each the accent laid on white as the style does.
const TONES: [&str; 6] = [
    SURFACE, "#dde7e9", "#b1cace", "#80a9b1", "#48808a", "#0b5563",
];

fn colour(tone: usize) -> &'static str {
    TONES.get(tone).copied().unwrap_or(SURFACE)
}

/// The drawing. Nothing that people typed is in it: paths, and the numbers of its marks.
pub fn printed(drawing: &Drawing, marks: &[(String, Mark)]) -> String {
    let shapes: HashMap<&str, &Shape> = drawing
        .shapes
        .iter()
        .map(|shape| (shape.code.as_str(), shape))
        .collect();
    let drawn: Vec<(&Shape, &Mark)> = marks
        .iter()
        .filter_map(|(code, mark)| Some((*shapes.get(code.as_str())?, mark)))
        .collect();
    let ground = if drawing.is_part { AWAY } else { SURFACE };
    let (width, height) = (drawing.width, drawing.height);
    let mut out = String::new();
    // Writing to a text never fails.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <path fill=\"{ground}\" d=\"{}\"/><g stroke=\"{LINE}\" stroke-width=\"0.5\">",
        drawing.edge
    );
    for (shape, mark) in &drawn {
        let (fill, path) = (colour(mark.tone), &shape.path);
        let _ = write!(out, "<path fill=\"{fill}\" d=\"{path}\"/>");
    }
    let inner: String = drawing
        .inner
        .iter()
        .map(|line| line.path.as_str())
        .collect();
    let _ = write!(
        out,
        "</g><g fill=\"none\"><path stroke=\"{LINE}\" stroke-width=\"0.5\" d=\"{inner}\"/>\
         <path stroke=\"{INK_SOFT}\" stroke-width=\"1.5\" d=\"{}\"/>\
         <path stroke=\"{INK}\" stroke-width=\"2\" d=\"{}\"/></g>",
        drawing.group, drawing.edge
    );
    numbers(&mut out, &drawn);
    out.push_str("</svg>");
    out
}

fn numbers(out: &mut String, drawn: &[(&Shape, &Mark)]) {
    let wanted = drawn
        .iter()
        .filter(|(_, mark)| !mark.number.is_empty())
        .map(|(shape, mark)| (*shape, &mark.number));
    out.push_str("<g font-family=\"Noto Sans\" font-weight=\"bold\" font-size=\"24\" text-anchor=\"middle\" stroke-linejoin=\"round\">");
    for ((x, y), number) in labels::placed(wanted) {
        let y = y + 9;
        // A light edge around each number, so that it is read on every tone.
        let _ = write!(
            out,
            "<text x=\"{x}\" y=\"{y}\" fill=\"{SURFACE}\" stroke=\"{SURFACE}\" stroke-width=\"6\">{number}</text>\
             <text x=\"{x}\" y=\"{y}\" fill=\"{INK}\">{number}</text>"
        );
    }
    out.push_str("</g>");
}

/// The height of a drawing by its width, in thousandths.
pub fn tall(drawing: &Drawing) -> u32 {
    let share = i64::from(drawing.height) * 1000 / i64::from(drawing.width.max(1));
    u32::try_from(share).unwrap_or(0).max(1)
}

/// Each colour with its words, that of nothing first.
pub fn colours(classes: &Classes, none: &str) -> Vec<(String, String)> {
    std::iter::once((0, none.to_owned()))
        .chain(classes.words())
        .map(|(tone, words)| (colour(tone).to_owned(), words))
        .collect()
}
