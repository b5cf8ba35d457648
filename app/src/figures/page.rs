//! The pages of the figures.

use super::{tables, words};
use crate::desk::actions::address;
use crate::i18n::labels::Label;
use crate::ui::{Bar, BarChart, Button, ButtonKind, Choice, EmptyState, Select};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::table::names::PlaceNames;
use services::figures::period::Period;
use services::figures::published::{AreaKind, Published, Wanted};
use services::figures::{Count, Figures, FiguresPage, PlaceKind, Recommended};

/// The address of the State's figures, and of everybody's.
pub const STATE: &str = "/territoire/chiffres";
/// See [`STATE`].
pub const PUBLIC: &str = "/stats";

/// The figures of a département, for those who work there.
pub fn state(page: FiguresPage, now: Timestamp) -> AnyView {
    let title = format!("Chiffres {}", page.of);
    let code = page.departement.clone().unwrap_or_default();
    let file = address(
        "/territoire/chiffres.csv",
        &[
            ("departement", code.clone()),
            ("periode", page.period.code()),
        ],
    );
    let departements = (page.departements.len() > 1).then(|| {
        let none = page
            .sees_the_nation
            .then(|| Choice::new("", "France entière"));
        let all = page.departements.iter().map(|(one, name)| {
            Choice::new(one.clone(), format!("{one} {name}")).selected(*one == code)
        });
        let options = none.into_iter().chain(all).collect();
        view! { <Select name="departement" label="Département" options=options optional=true/> }
    });
    let head = view! {
        <p><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
        <form class="cluster print-none" method="get" action=STATE>
            {departements}
            {period_choice(page.period, &page.periods)}
            <Button kind=ButtonKind::Secondary>"Afficher"</Button>
        </form>
        <p class="soft">{words::counted(page.counted_at, page.period, now)}</p>
    };
    let figures = page
        .figures
        .map(|figures| body(&figures, &page.names, page.period, now, &file, state_link));
    framed(&title, head.into_any(), figures)
}

/// The figures of an area, for everybody.
pub fn public(page: Published, now: Timestamp) -> AnyView {
    let title = format!("Statistiques {}", name(&page));
    let mut parts = area_parts(&page.area);
    parts.push(("periode", page.period.code()));
    let file = address("/stats.csv", &parts);
    let chosen = |kind: AreaKind, code: &str| page.area.kind == kind && page.area.code == code;
    let options = |kind: AreaKind, all: &[(String, String)], none: &'static str| {
        let all = all.iter().map(|(code, name)| {
            Choice::new(code.clone(), format!("{name} ({code})")).selected(chosen(kind, code))
        });
        std::iter::once(Choice::new("", none))
            .chain(all)
            .collect::<Vec<_>>()
    };
    let regions = options(AreaKind::Region, &page.regions, "Toutes");
    let departements = options(AreaKind::Departement, &page.departements, "Tous");
    let counted = page
        .counted_at
        .map(|at| words::counted(at, page.period, now));
    let head = view! {
        <form class="cluster print-none" method="get" action=PUBLIC>
            <Select name="region" label="Région" options=regions optional=true/>
            <Select name="departement" label="Département" options=departements optional=true/>
            {period_choice(page.period, &page.periods)}
            <Button kind=ButtonKind::Secondary>"Afficher"</Button>
        </form>
        <p class="soft">{counted}</p>
        <p class="soft">{words::hidden_note()}</p>
    };
    let figures = page
        .figures
        .map(|figures| body(&figures, &page.names, page.period, now, &file, public_link));
    framed(&title, head.into_any(), figures)
}

/// "de la France entière", "de Bretagne", "du département Morbihan (56)".
pub fn name(page: &Published) -> String {
    let code = &page.area.code;
    match page.area.kind {
        AreaKind::Nation => "de la France entière".to_owned(),
        AreaKind::Region => format!("de la région {}", page.names.region(code)),
        AreaKind::Departement => {
            format!("du département {} ({code})", page.names.departement(code))
        }
    }
}

fn area_parts(area: &Wanted) -> Vec<(&'static str, String)> {
    match area.kind {
        AreaKind::Nation => Vec::new(),
        AreaKind::Region => vec![("region", area.code.clone())],
        AreaKind::Departement => vec![("departement", area.code.clone())],
    }
}

fn state_link(kind: PlaceKind, code: &str) -> Option<String> {
    let is = kind == PlaceKind::Departement && !code.is_empty();
    is.then(|| address(STATE, &[("departement", code.to_owned())]))
}

fn public_link(kind: PlaceKind, code: &str) -> Option<String> {
    let name = match kind {
        PlaceKind::Region => "region",
        PlaceKind::Departement => "departement",
        PlaceKind::Arrondissement | PlaceKind::Epci => return None,
    };
    Some(address(PUBLIC, &[(name, code.to_owned())]))
}

fn period_choice(chosen: Period, periods: &[Period]) -> AnyView {
    let options = periods
        .iter()
        .map(|one| Choice::new(one.code(), words::period(*one)).selected(*one == chosen))
        .collect();
    view! { <Select name="periode" label="Période" options=options optional=true/> }.into_any()
}

fn framed(title: &str, head: AnyView, figures: Option<AnyView>) -> AnyView {
    let figures = figures.unwrap_or_else(|| {
        view! {
            <EmptyState title="Pas encore de chiffres">
                <p>"Ils sont comptés une fois par heure. Revenez dans quelques minutes."</p>
            </EmptyState>
        }
        .into_any()
    });
    view! {
        <div class="page page-wide stack-wide stack">
            <div class="stack">
                <h1>{title.to_owned()}</h1>
                {head}
            </div>
            {figures}
        </div>
    }
    .into_any()
}

/// All the figures.
fn body(
    figures: &Figures,
    names: &PlaceNames,
    period: Period,
    now: Timestamp,
    file: &str,
    link: tables::Link,
) -> AnyView {
    let places = figures
        .places
        .iter()
        .map(|(kind, places)| {
            let title = format!("Par {}", kind.label().to_lowercase());
            view! {
                <section class="stack">
                    <h2>{title}</h2>
                    {tables::places(*kind, places, names, link)}
                </section>
            }
        })
        .collect_view();
    view! {
        {summary(figures)}
        <p class="print-none"><a href=file.to_owned() download="chiffres.csv">"Télécharger ces chiffres en CSV"</a></p>
        <section class="stack">
            <h2>"Dépôts par mois"</h2>
            {months(figures, period, now)}
        </section>
        <section class="stack">
            <h2>"Délais de réponse"</h2>
            {tables::delays(figures)}
        </section>
        <section class="stack">
            <h2>"Par thème principal"</h2>
            {tables::themes(figures)}
        </section>
        {places}
        <section class="stack">
            <h2>"Blocages par nature"</h2>
            {tables::blockers(figures)}
        </section>
        <section class="stack">
            <h2>"Recommandations"</h2>
            {recommendations(&figures.recommendations)}
        </section>
        {definitions()}
    }
    .into_any()
}

fn figure(value: String, words: &'static str) -> AnyView {
    view! { <div class="figure"><b>{value}</b><span>{words}</span></div> }.into_any()
}

fn summary(figures: &Figures) -> AnyView {
    let whole = &figures.whole;
    let answers = &whole.answers;
    view! {
        <div class="figures">
            {figure(words::count(whole.deposits), "projets déposés")}
            {figure(words::in_time(answers), "répondus dans les temps")}
            {figure(words::days(answers.median, answers.measured), "de délai médian de réponse")}
            {figure(words::count(figures.all_blockers.raised), "blocages signalés")}
            {figure(words::count(figures.all_blockers.solved), "blocages levés depuis")}
            {figure(words::count(whole.completed), "projets menés à terme")}
        </div>
    }
    .into_any()
}

fn months(figures: &Figures, period: Period, now: Timestamp) -> AnyView {
    let months = period.months(now).into_iter().zip(&figures.months);
    let months: Vec<(i32, &'static str, Count)> = months
        .map(|((year, month), count)| (year, words::month(month), *count))
        .collect();
    let bars = months
        .iter()
        .map(|(_, month, count)| Bar {
            label: (*month).to_owned(),
            value: *count,
        })
        .collect();
    let rows: Vec<(String, Count)> = months
        .iter()
        .map(|(year, month, count)| (format!("{month} {year}"), *count))
        .collect();
    view! { <BarChart title="Projets déposés chaque mois" bars=bars>{tables::months(&rows)}</BarChart> }
        .into_any()
}

fn recommendations(advice: &Recommended) -> AnyView {
    view! {
        <div class="figures">
            {figure(words::count(advice.proposed), "recommandations faites")}
            {figure(words::share(advice.within_3, advice.proposed), "suivies dans les 3 jours ouvrés")}
            {figure(words::share(advice.within_5, advice.proposed), "suivies dans les 5 jours ouvrés")}
        </div>
    }
    .into_any()
}

fn definitions() -> AnyView {
    let items = words::DEFINITIONS
        .iter()
        .map(|(name, text)| view! { <div><dt>{*name}</dt><dd>{*text}</dd></div> })
        .collect_view();
    view! {
        <section class="stack" id="definitions">
            <h2>"Ce que compte chaque chiffre"</h2>
            <dl class="description-list">{items}</dl>
        </section>
    }
    .into_any()
}
