//! The map that one moves in: what the page holds of it, and the data its script asks for.
//!
//! The drawn map and the tables say the same without it; the script `public/map.js` shows the section and, once asked,
//! loads MapLibre GL from our own origin.

use super::super::listing::{Asked, href};
use crate::http::{AppState, PageResult, RequestCx, Routes, get};
use crate::i18n::labels;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use domain::filter::Listing;
use domain::intake::Intake;
use http::header;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::json;
use services::Error;
use services::desk::table::points::{Spot, Spots};
use services::outline;

/// Where the projects of a map are asked for, with the filters of the page.
const SPOTS: &str = "/territoire/carte/projets.geojson";

const GEOJSON: &str = "application/geo+json";

/// The version of MapLibre GL that `cargo xtask` lays into `public/vendor`.
const MAPLIBRE: &str = "6.17.0";

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route(SPOTS, get(spots))
        .route("/contours/{contour}", get(contours))
}

/// The place of the map in the page. Hidden until a script shows it.
pub fn section(listing: &Listing) -> AnyView {
    let spots = href(SPOTS, &listing.pairs());
    let library = format!("/vendor/maplibre-gl/maplibre-gl.mjs?v={MAPLIBRE}");
    view! {
        <section class="zoom stack print-none" hidden data-map data-spots=spots data-library=library>
            <h2>"Carte à explorer"</h2>
            <p class="soft measure">"Chaque projet y est à son site s'il est connu, sinon au milieu de sa commune. Des projets proches sont réunis sous leur nombre ; agrandissez la carte pour les séparer."</p>
            <p class="cluster" data-map-ask>
                <button type="button" class="button button-secondary" data-map-open>"Ouvrir la carte à explorer"</button>
                <span class="soft">"Charge environ 400 ko la première fois."</span>
            </p>
            <p role="status" data-map-said></p>
            <div class="zoom-frame stack" hidden data-map-frame>
                <p class="cluster">
                    <button type="button" class="button button-secondary" data-map-in>"Agrandir"</button>
                    <button type="button" class="button button-secondary" data-map-out>"Réduire"</button>
                    <button type="button" class="button button-secondary" data-map-all>"Voir tous les projets"</button>
                </p>
                <div class="zoom-map" data-map-place></div>
                <ul class="zoom-list" hidden data-map-list></ul>
            </div>
        </section>
    }
    .into_any()
}

async fn spots(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let found = state
        .services
        .territory_spots(request.cx(), &asked.listing)
        .await?;
    let Spots {
        spots,
        nowhere,
        outline,
    } = found;
    let features: Vec<_> = spots.iter().map(feature).collect();
    let body = json!({
        "type": "FeatureCollection",
        "nowhere": nowhere,
        "outline": contours_of(&outline),
        "features": features,
    });
    let headers = [
        (header::CONTENT_TYPE, GEOJSON),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, body.to_string()).into_response())
}

fn feature(spot: &Spot) -> serde_json::Value {
    let (east, north) = spot.place;
    json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [rounded(east), rounded(north)] },
        "properties": {
            "id": spot.id,
            "title": spot.title,
            "state": labels::of(Intake::parse, &spot.intake),
            "exact": spot.exact,
        },
    })
}

/// Ten metres are enough.
fn rounded(degrees: f64) -> f64 {
    (degrees * 10_000.0).round() / 10_000.0
}

/// The address of outlines: another one with another year, so that a browser keeps what it has.
fn contours_of(sheet: &str) -> String {
    format!("/contours/{sheet}.geojson?v=2026")
}

#[derive(Deserialize)]
struct Version {
    v: Option<String>,
}

/// The outlines of a département's communes, or of the départements: official geography, nobody's secret.
async fn contours(Path(file): Path<String>, Query(version): Query<Version>) -> PageResult {
    let name = file.strip_suffix(".geojson").ok_or(Error::NotFound)?;
    let sheet = outline::sheet(name).ok_or(Error::NotFound)?;
    let cache = if version.v.is_some() {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    let headers = [
        (header::CONTENT_TYPE, GEOJSON),
        (header::CACHE_CONTROL, cache),
    ];
    Ok((headers, outline::geojson(&sheet)).into_response())
}
