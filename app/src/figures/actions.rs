//! Addresses of the figures.

use super::lines::{self, Of};
use super::page;
use crate::desk::listing::Asked;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use crate::sheet;
use axum::extract::State;
use services::figures::FiguresPage;
use services::figures::period::Period;
use services::figures::published::{AreaKind, Published, Wanted};
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/chiffres", get(state_page))
        .route("/territoire/chiffres.csv", get(state_file))
        .route("/stats", get(public_page))
        .route("/stats.csv", get(public_file))
}

async fn state_page(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let found = of_the_state(&state, &request, &asked).await?;
    let now = state.services.clock.now();
    let title = format!("Chiffres {}", found.of);
    let page = Page::new(title, move || page::state(found, now));
    Ok(render(&state, &request, page))
}

async fn state_file(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let found = of_the_state(&state, &request, &asked).await?;
    let title = format!("Chiffres {}", found.of);
    let of = Of {
        title: &title,
        period: found.period,
        counted_at: found.counted_at,
        now: state.services.clock.now(),
        names: &found.names,
    };
    Ok(sheet::as_csv(
        lines::table(found.figures.as_ref(), &of),
        "chiffres.csv",
    ))
}

async fn of_the_state(state: &AppState, request: &RequestCx, asked: &Asked) -> Result<FiguresPage> {
    let departement = Some(asked.one("departement")).filter(|code| !code.is_empty());
    state
        .services
        .steering_figures(request.cx(), departement, period(asked)?)
        .await
}

async fn public_page(
    State(state): State<AppState>,
    request: RequestCx,
    asked: Asked,
) -> PageResult {
    let found = published(&state, &asked).await?;
    let now = state.services.clock.now();
    let title = format!("Statistiques {}", page::name(&found));
    let page = Page::new(title, move || page::public(found, now));
    Ok(render(&state, &request, page))
}

async fn public_file(State(state): State<AppState>, asked: Asked) -> PageResult {
    let found = published(&state, &asked).await?;
    let now = state.services.clock.now();
    let title = format!("Statistiques {}", page::name(&found));
    let of = Of {
        title: &title,
        period: found.period,
        counted_at: found.counted_at.unwrap_or(now),
        now,
        names: &found.names,
    };
    Ok(sheet::as_csv(
        lines::table(found.figures.as_ref(), &of),
        "statistiques.csv",
    ))
}

/// A département is chosen before its région where both are.
async fn published(state: &AppState, asked: &Asked) -> Result<Published> {
    let area = match (asked.one("departement"), asked.one("region")) {
        ("", "") => Wanted::nation(),
        ("", region) => Wanted {
            kind: AreaKind::Region,
            code: region.to_owned(),
        },
        (departement, _) => Wanted {
            kind: AreaKind::Departement,
            code: departement.to_owned(),
        },
    };
    state.services.published_figures(area, period(asked)?).await
}

/// The period asked for; [`Error::NotFound`] for one that cannot be.
fn period(asked: &Asked) -> Result<Option<Period>> {
    match asked.one("periode") {
        "" => Ok(None),
        code => Period::parse(code).map(Some).ok_or(Error::NotFound),
    }
}
