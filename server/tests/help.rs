//! Step 4 through the whole router, on each engine: état des lieux, blockers, recommendations, funding,
//! impact, catalogue.

#![allow(
    clippy::disallowed_methods,
    clippy::type_complexity,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

#[path = "help/blockers.rs"]
mod blockers;
#[path = "help/catalogue.rs"]
mod catalogue;
#[path = "help/recommendations.rs"]
mod recommendations;
#[path = "help/records.rs"]
mod records;
#[path = "help/site.rs"]
mod site;

use http::StatusCode;

const OK: StatusCode = StatusCode::OK;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;

/// A blocker as a form sends it.
const BLOCKER: &[(&str, &str)] = &[
    ("nature", "funding"),
    ("phrase", "La dotation demandée a été refusée"),
    ("depuis", "02/01/2026"),
];
