//! Public counts. Never fewer than five of anything, so that no count names somebody.

use crate::i18n::{dates, labels, numbers};
use crate::ui::Table;
use domain::intake::Intake;
use domain::project::Phase;
use domain::theme::Theme;
use leptos::prelude::*;
use services::public::{Figures, SMALLEST_SHOWN};
use services::read_models::public::{By, Share};
use services::territory::Dataset;

/// The page.
pub fn page(figures: &Figures, territories: &Dataset) -> AnyView {
    let totals = figures.totals;
    let counted = figures.counted_at.map(dates::moment).unwrap_or_default();
    let tables = figures
        .shares
        .iter()
        .map(|(by, shares)| table(*by, shares, territories))
        .collect_view();
    view! {
        <div class="page stack-wide stack">
            <h1>"Statistiques"</h1>
            <p class="soft">{format!("Comptées le {counted}. Un nombre inférieur à {SMALLEST_SHOWN} n'est pas affiché.")}</p>
            <div class="figures">
                {figure(totals.projects, "projets déposés")}
                {figure(totals.answered, "projets pris en charge par l'État local")}
                {figure(totals.communes, "communes concernées")}
                {figure(totals.solved_blockers, "blocages levés")}
                {figure(totals.pairs, "départements dont les interlocuteurs sont désignés")}
            </div>
            {tables}
        </div>
    }
    .into_any()
}

fn figure(count: i64, words: &'static str) -> AnyView {
    view! { <div class="figure"><b>{shown(count)}</b><span>{words}</span></div> }.into_any()
}

/// The count, or that it is too small; nothing at all names nobody.
fn shown(count: i64) -> String {
    if (1..SMALLEST_SHOWN).contains(&count) {
        format!("moins de {SMALLEST_SHOWN}")
    } else {
        numbers::whole(count)
    }
}

fn table(by: By, shares: &[Share], territories: &Dataset) -> AnyView {
    let (title, head) = match by {
        By::Departement => ("Par département", "Département"),
        By::Theme => ("Par thème principal", "Thème"),
        By::Phase => ("Par avancement", "Avancement"),
        By::Intake => ("Par étape", "Étape"),
    };
    if shares.is_empty() {
        return ().into_any();
    }
    let rows = shares.iter().map(|share| {
        let name = name(by, &share.code, territories);
        view! { <tr><th scope="row">{name}</th><td class="number">{shown(share.projects)}</td></tr> }
    });
    let rows = rows.collect_view();
    let id = format!("stats-{by:?}");
    let caption = format!("Projets déposés {}", title.to_lowercase());
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <Table id=id caption=caption caption_hidden=true dense=true>
                <thead><tr><th scope="col">{head}</th><th scope="col" class="number">"Projets"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}

fn name(by: By, code: &str, territories: &Dataset) -> String {
    match by {
        By::Departement => territories
            .departements()
            .iter()
            .find(|departement| departement.code.as_str() == code)
            .map_or_else(
                || code.to_owned(),
                |departement| format!("{} ({code})", departement.name),
            ),
        By::Theme => labels::of(Theme::parse, code),
        By::Phase => labels::of(Phase::parse, code),
        By::Intake => labels::of(Intake::parse, code),
    }
}
