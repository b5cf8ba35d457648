//! A drawing as SVG, and what its tones mean.

use super::classes::Classes;
use super::drawing::{Drawing, Shape};
use super::labels;
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};

/// What is told of an area.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// Its tone, from 1 to 5; 0 for nothing there.
    pub tone: usize,
    /// "Angers, 12 projets".
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Written in it where there is room; empty for none.
    pub number: String,
}

/// The drawing, `label` saying what it is. Marks are by code, in the order of the keyboard; areas without one are plain
/// ground. Marks without a shape are for
/// the caller to tell.
pub fn figure(label: String, drawing: &Drawing, marks: Vec<(String, Mark)>) -> AnyView {
    let shapes: HashMap<&str, &Shape> = drawing
        .shapes
        .iter()
        .map(|shape| (shape.code.as_str(), shape))
        .collect();
    let drawn: Vec<(&Shape, Mark)> = marks
        .into_iter()
        .filter_map(|(code, mark)| Some((*shapes.get(code.as_str())?, mark)))
        .collect();
    let numbers = drawn
        .iter()
        .filter(|(_, mark)| !mark.number.is_empty())
        .map(|(shape, mark)| (*shape, mark.number.clone()));
    let numbers = labels::placed(numbers)
        .into_iter()
        .map(|((x, y), number)| {
            view! { <text x=x.to_string() y=(y + 9).to_string()>{number}</text> }
        })
        .collect_view();
    let marked: HashSet<&str> = drawn.iter().map(|(own, _)| own.code.as_str()).collect();
    // What has a mark draws its own borders.
    let inner: String = drawing
        .inner
        .iter()
        .filter(|line| {
            !line
                .between
                .iter()
                .any(|code| marked.contains(code.as_str()))
        })
        .map(|line| line.path.as_str())
        .collect();
    let boxes = drawing
        .boxes
        .iter()
        .map(|(words, (x, y))| {
            view! { <text class="map-box" x=x.to_string() y=y.to_string()>{*words}</text> }
        })
        .collect_view();
    let ground = if drawing.is_part {
        "map-away"
    } else {
        "map-plain"
    };
    let view_box = format!("0 0 {} {}", drawing.width, drawing.height);
    let areas = drawn
        .into_iter()
        .map(|(shape, mark)| area(shape, mark))
        .collect_view();
    view! {
        <svg class="map" role="group" aria-label=label viewBox=view_box>
            <defs><path id="map-edge" d=drawing.edge.clone()/></defs>
            <use class=ground href="#map-edge"></use>
            {areas}
            <g class="map-lines" aria-hidden="true">
                <path d=inner/>
                <path class="map-group" d=drawing.group.clone()/>
                <use class="map-edge" href="#map-edge"></use>
                {numbers}
                {boxes}
            </g>
        </svg>
    }
    .into_any()
}

fn area(shape: &Shape, mark: Mark) -> AnyView {
    let Mark {
        tone, name, href, ..
    } = mark;
    let class = format!("m{tone}");
    let path = shape.path.clone();
    match href {
        Some(href) => view! {
            <a href=href aria-label=name.clone()><path class=class d=path><title>{name.clone()}</title></path></a>
        }
        .into_any(),
        None => view! { <path class=class d=path><title>{name}</title></path> }.into_any(),
    }
}

/// The tones and their words.
pub fn legend(classes: &Classes, none: &'static str) -> AnyView {
    let first = (0, none.to_owned());
    let keys = std::iter::once(first)
        .chain(classes.words())
        .map(|(tone, words)| {
            let class = format!("m{tone}");
            view! {
                <li>
                    <svg class="map-key" viewBox="0 0 24 16" aria-hidden="true">
                        <rect class=class x="1" y="1" width="22" height="14"/>
                    </svg>
                    {words}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="map-legend list-plain">{keys}</ul> }.into_any()
}
