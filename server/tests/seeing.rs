//! The projects of a territory as their readers see them: filters, counts, order, pages, files, kept views. On
//! SQLite, and on PostgreSQL when `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "seeing/batch.rs"]
mod batch;
#[path = "seeing/batch_of_many.rs"]
mod batch_of_many;
#[path = "seeing/board.rs"]
mod board;
#[path = "support/explaining.rs"]
mod explaining;
#[path = "seeing/exports.rs"]
mod exports;
#[path = "seeing/files.rs"]
mod files;
#[path = "seeing/filters.rs"]
mod filters;
#[path = "seeing/ground.rs"]
mod ground;
#[path = "seeing/live.rs"]
mod live;
#[path = "seeing/map.rs"]
mod map;
#[path = "seeing/moved.rs"]
mod moved;
#[path = "seeing/order.rs"]
mod order;
#[path = "seeing/plans.rs"]
mod plans;
#[path = "seeing/saved_views.rs"]
mod saved_views;
#[path = "seeing/tags.rs"]
mod tags;
#[path = "support/world.rs"]
mod world;

use world::answer::Answer;

/// What is between two texts.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).map_or(0, |at| at + from.len());
    let rest = &text[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

/// The titles of the rows of a page, in their order.
pub fn titles(page: &Answer) -> Vec<String> {
    page.body
        .split("<th scope=\"row\"")
        .skip(1)
        .map(|row| {
            let link = between(row, "<a href=", "</a>");
            link[link.find('>').unwrap() + 1..]
                .replace("<!---->", "")
                .replace("<!>", "")
        })
        .collect()
}

/// The address behind "Voir la suite".
pub fn further(page: &Answer) -> Option<String> {
    let end = page.body.find("Voir la suite")?;
    let before = &page.body[..end];
    let at = before.rfind("href=\"")? + 6;
    let link = &before[at..];
    Some(link[..link.find('"')?].replace("&amp;", "&"))
}
