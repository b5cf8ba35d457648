//! The projects of a territory, filtered.

use app::ui::{
    Amount, Badge, Button, ButtonKind, ButtonLink, CheckboxGroup, Choice, ColumnHead, Field,
    FieldKind, IconName, LinkItem, Pagination, Sort, Table, Tabs, Tag, Tone,
};
use leptos::prelude::*;

use super::{Reader, shell};

fn filters() -> AnyView {
    view! {
        <form class="filters" method="get" aria-label="Filtres">
            <details class="fold">
                <summary>"Filtrer (2 filtres actifs)"</summary>
                <div class="filters-body">
                    <Field name="q" label="Chercher" kind=FieldKind::Search optional=true/>
                    <CheckboxGroup name="priorite" label="Priorité" dense=true options=vec![
                        Choice::new("haute", "Haute").count("112").selected(true),
                        Choice::new("moyenne", "Moyenne").count("540"),
                        Choice::new("basse", "Basse").count("588"),
                    ]/>
                    <CheckboxGroup name="phase" label="Où en est-il" dense=true options=vec![
                        Choice::new("idee", "Idée").count("402"),
                        Choice::new("etude", "Étude").count("611").selected(true),
                        Choice::new("operation", "Travaux").count("227"),
                    ]/>
                    <Button kind=ButtonKind::Secondary icon=IconName::Filter>"Filtrer"</Button>
                </div>
            </details>
        </form>
    }
    .into_any()
}

fn rows() -> AnyView {
    let titles = [
        "Rénover l'école Jean-Moulin",
        "Renaturer les berges de la Loire",
        "Maison de santé",
        "Piste cyclable du Layon",
        "Halle du marché",
        "Réseau de chaleur au bois",
        "Logements pour apprentis",
        "Station d'épuration",
    ];
    let places = [
        "Saint-Aubin-de-Luigné",
        "Chalonnes-sur-Loire",
        "Beaulieu-sur-Layon",
        "Bellevigne-en-Layon",
        "Thouarcé",
    ];
    let costs = ["1 250 000 €", "312 000 €", "2 040 500 €", "87 300 €"];
    (0..24usize)
        .map(|rank| {
            let title = titles.get(rank % titles.len()).copied().unwrap_or_default();
            let place = places.get(rank % places.len()).copied().unwrap_or_default();
            let cost = costs.get(rank % costs.len()).copied().unwrap_or_default();
            let (tone, state) = match rank % 4 {
                0 => (Tone::Danger, "Bloqué"),
                1 => (Tone::Success, "Terminé"),
                _ => (Tone::Info, "En cours"),
            };
            view! {
                <tr>
                    <th scope="row"><a href="#projet">{title}</a></th>
                    <td>{place}</td>
                    <td>"Étude"</td>
                    <td><Badge tone=tone label=state/></td>
                    <td>"Haute"</td>
                    <td class="number"><Amount words=cost/></td>
                    <td>"3 mars 2026"</td>
                </tr>
            }
        })
        .collect_view()
        .into_any()
}

pub fn page() -> AnyView {
    let looks = vec![
        LinkItem::new("Liste", "#liste").current(true),
        LinkItem::new("Tableau", "#tableau"),
        LinkItem::new("Carte", "#carte"),
    ];
    let content = view! {
        <div class="stack">
            <div class="cluster cluster-between"><h1>"Projets du territoire"</h1><Tabs label="Façons de voir" links=looks/></div>
            <div class="table-view">
                {filters()}
                <div class="table-view-main">
                    <div class="results-head">
                        <p class="results-count" role="status"><b>"1 240 projets"</b>" · "<b>"312 M€"</b></p>
                        <div class="cluster">
                            <ButtonLink kind=ButtonKind::Secondary href="#vue">"Enregistrer la vue"</ButtonLink>
                            <ButtonLink kind=ButtonKind::Secondary href="#export" icon=IconName::Download>"Exporter"</ButtonLink>
                        </div>
                    </div>
                    <div class="chips">
                        <Tag label="Priorité haute" href="#1" remove=true/>
                        <Tag label="Étude" href="#2" remove=true/>
                        <a href="#tout">"Tout effacer"</a>
                    </div>
                    <Table id="projets" caption="Projets du territoire, du plus récent au plus ancien" caption_hidden=true dense=true sticky=true>
                        <thead>
                            <tr>
                                <ColumnHead label="Projet" href="#tri"/>
                                <ColumnHead label="Commune" href="#tri"/>
                                <ColumnHead label="Phase"/>
                                <ColumnHead label="État"/>
                                <ColumnHead label="Priorité" href="#tri"/>
                                <ColumnHead label="Coût" href="#tri" number=true/>
                                <ColumnHead label="Reçu" href="#tri" sort=Sort::Descending/>
                            </tr>
                        </thead>
                        <tbody>{rows()}</tbody>
                    </Table>
                    <Pagination page=2 pages=52 path="/territoire/projets" query=vec![("priorite".to_owned(), "haute".to_owned())]/>
                </div>
            </div>
        </div>
    };
    shell(Reader::Seat, "page page-wide", content.into_any())
}
