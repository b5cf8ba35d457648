//! A portrait on one page, made to be printed on A4.

use super::{beside, head, map, tables};
use crate::desk::actions::{address, other_departements};
use crate::i18n::labels::Label;
use crate::i18n::{dates, numbers};
use crate::ui::{Alert, LinkItem, Tabs, Tone};
use domain::filter::Programme;
use leptos::prelude::*;
use services::portrait::{MOVING_DAYS, Portrait, SILENT_DAYS, Signatory, Subject};

/// The address of a département's portraits.
const BILAN: &str = "/territoire/bilan";

/// What a portrait is of.
pub fn title(subject: &Subject, of: &str) -> String {
    match subject {
        Subject::Contract { name, .. } => name.clone(),
        Subject::Programme(programme, _) => format!("{}, bilan {of}", programme.label()),
        Subject::Departement(_) => format!("Bilan {of}"),
    }
}

/// The page.
pub fn portrait(found: &Portrait) -> AnyView {
    let count = &found.count;
    let orientations = (!count.orientations.is_empty()).then(|| {
        section(
            "Projets par orientation et par année",
            tables::orientations(count),
        )
    });
    let listed = view! {
        <div class="stack">
            <h3>{format!("Ce qui avance ({})", numbers::whole(count.moving.0))}</h3>
            <p class="soft">{format!("Il s'y est passé quelque chose ces {MOVING_DAYS} derniers jours.")}</p>
            {tables::listed(&count.moving.1, found.counted_at, "Aucun projet n'a bougé récemment.")}
            <h3>{format!("Ce qui est silencieux ({})", numbers::whole(count.silent.0))}</h3>
            <p class="soft">{format!("Projets en cours où rien ne s'est passé depuis {SILENT_DAYS} jours, les plus anciens d'abord.")}</p>
            {tables::listed(&count.silent.1, found.counted_at, "Aucun projet n'est silencieux.")}
        </div>
    }
    .into_any();
    view! {
        <div class="page page-wide stack-wide stack">
            <div class="stack">
                {opening(found)}
                <p class="soft">{format!("Compté le {}.", dates::moment(found.counted_at))}</p>
                <p class="soft print-none">"Pour en faire un PDF : imprimez cette page avec votre navigateur et choisissez « Enregistrer au format PDF ». Elle est mise en page pour l'A4."</p>
                {files(found)}
                {attach(found)}
            </div>
            {summary(found)}
            {section("Territoire", territory(found))}
            {map::map(found).map(|drawn| section("Carte", drawn))}
            {orientations}
            {section("Projets par thème et par année", tables::themes(count))}
            {section("Projets par phase", tables::phases(count))}
            {section("Blocages", tables::blockers(count))}
            {section("Argent demandé et accordé, par source et par année", tables::money(count))}
            {section("Ce qui avance, ce qui est silencieux", listed)}
            {section("À côté du département et de la France", beside::table(found))}
        </div>
    }
    .into_any()
}

fn section(title: &'static str, body: AnyView) -> AnyView {
    view! { <section class="stack"><h2>{title}</h2>{body}</section> }.into_any()
}

fn opening(found: &Portrait) -> AnyView {
    if let Some(contract) = head::contract(&found.subject, &found.places, false) {
        let part = found.in_part.as_ref().map(|departement| {
            let words = format!("Ce contrat couvre plusieurs départements. Vous voyez ses projets du département {departement}.");
            view! { <Alert tone=Tone::Info>{words}</Alert> }
        });
        return view! { {contract}{part} }.into_any();
    }
    let departement = found.departements.first().cloned().unwrap_or_default();
    let current = match &found.subject {
        Subject::Programme(programme, _) => Some(*programme),
        _ => None,
    };
    let link = |name: &str, programme: Option<Programme>| {
        let code = programme.map(|one| one.code().to_owned());
        let parts = [
            ("departement", departement.clone()),
            ("programme", code.unwrap_or_default()),
        ];
        LinkItem::new(name, address(BILAN, &parts)).current(programme == current)
    };
    let programmes = Programme::ALL
        .iter()
        .map(|one| link(one.label(), Some(*one)));
    let links = std::iter::once(link("Tout le département", None))
        .chain(programmes)
        .collect();
    view! {
        <h1>{title(&found.subject, &found.of)}</h1>
        <p class="print-none"><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
        {other_departements(BILAN, &departement, &found.choices)}
        <Tabs label="Bilans du département" links=links/>
    }
    .into_any()
}

/// The same projects as files; the table has them for a département.
fn files(found: &Portrait) -> Option<AnyView> {
    let Subject::Contract { code, .. } = &found.subject else {
        return None;
    };
    if found.count.sums.projects == 0 {
        return None;
    }
    let file = |kind: &str| format!("/crte/{code}/projets.{kind}");
    Some(
        view! {
            <p class="cluster print-none">
                <a href=file("xlsx") download="projets-crte.xlsx">"Projets et financements pour un tableur (XLSX)"</a>
                <a href=file("csv") download="projets-crte.csv">"Projets en CSV"</a>
            </p>
        }
        .into_any(),
    )
}

/// The way to the projects that have no contract yet, for who may attach them.
fn attach(found: &Portrait) -> Option<AnyView> {
    let Subject::Contract { code, .. } = &found.subject else {
        return None;
    };
    let href = format!("/crte/{code}/rattacher");
    found.may_attach.then(|| {
        view! { <p class="print-none"><a href=href>"Rattacher des projets à ce contrat"</a></p> }
            .into_any()
    })
}

fn figure(value: String, words: &'static str) -> AnyView {
    view! { <div class="figure"><b>{value}</b><span>{words}</span></div> }.into_any()
}

fn summary(found: &Portrait) -> AnyView {
    let sums = &found.count.sums;
    view! {
        <div class="figures">
            {figure(numbers::whole(sums.projects), "projets déposés")}
            {figure(numbers::whole(sums.running), "en cours")}
            {figure(numbers::whole(sums.blocked), "bloqués")}
            {figure(numbers::whole(sums.closed), "clos")}
            {figure(numbers::euros(sums.cost_cents), "de coût connu")}
            {figure(numbers::euros(sums.asked_cents), "demandés")}
            {figure(numbers::euros(sums.granted_cents), "accordés")}
        </div>
    }
    .into_any()
}

fn territory(found: &Portrait) -> AnyView {
    let ground = &found.territory;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let communes = numbers::counted(count(ground.communes), "commune", "communes");
    let people = numbers::counted(ground.inhabitants, "habitant", "habitants");
    let (covered, inhabitants) = found.count.covered;
    let covered = numbers::counted(count(covered), "commune", "communes");
    let inhabitants = numbers::counted(inhabitants, "habitant", "habitants");
    let signatories = (!ground.signatories.is_empty()).then(|| {
        let items = ground.signatories.iter().map(signatory).collect_view();
        view! {
            <h3>"Signataires"</h3>
            <ul class="stack-tight">{items}</ul>
        }
    });
    view! {
        <p>{format!("{communes}, {people}. Les projets concernent {covered} : {inhabitants}.")}</p>
        {signatories}
    }
    .into_any()
}

fn signatory(one: &Signatory) -> AnyView {
    let people = one
        .inhabitants
        .map(|n| format!(", {}", numbers::counted(n, "habitant", "habitants")));
    let alone = one.alone.then_some(", commune qui a signé seule");
    let others = one
        .others
        .iter()
        .map(|(code, name)| view! { " · a signé aussi " <a href=format!("/crte/{code}")>{name.clone()}</a> })
        .collect_view();
    view! { <li>{one.name.clone()}{people}{alone}{others}</li> }.into_any()
}
