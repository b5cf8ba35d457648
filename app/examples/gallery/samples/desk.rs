//! A seat's desk.

use app::ui::{Badge, Button, ButtonKind, ColumnHead, IconName, Table, Time, Tone};
use leptos::prelude::*;

use super::{Reader, shell};

fn row(
    title: &str,
    place: &str,
    received: &str,
    due: AnyView,
    what: &str,
    verb: &str,
    first: bool,
) -> AnyView {
    let (title, place, received) = (title.to_owned(), place.to_owned(), received.to_owned());
    let (what, verb) = (what.to_owned(), verb.to_owned());
    let about = format!(" : {title}");
    view! {
        <tr>
            <th scope="row"><a href="#projet">{title}</a><span class="desk-place">{place}</span></th>
            <td data-label="Reçu"><Time datetime="2026-03-03" words=received/></td>
            <td data-label="Échéance">{due}</td>
            <td data-label="De quoi s'agit-il">{what}</td>
            <td>
                <Button dense=true kind=if first { ButtonKind::Primary } else { ButtonKind::Secondary }>
                    {verb}<span class="visually-hidden">{about}</span>
                </Button>
            </td>
        </tr>
    }
    .into_any()
}

fn counts() -> AnyView {
    let items = [(3, "à prendre en charge"), (2, "cotations"), (1, "désaccord"), (1, "blocage")]
        .map(|(number, words)| view! { <a class="desk-count" href="#filtre"><b>{number.to_string()}</b>" "<span>{words}</span></a> });
    view! {
        <nav class="desk-counts" aria-label="Ce qui attend">
            <a class="desk-count" href="#tout" aria-current="page"><b>"7"</b>" "<span>"à faire"</span></a>
            <a class="desk-count desk-count-late" href="#retard"><b>"1"</b>" "<span>"en retard"</span></a>
            {items.collect_view()}
        </nav>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let due =
        |words: &str| view! { <Time datetime="2026-03-12" words=words.to_owned()/> }.into_any();
    let late =
        view! { <Badge tone=Tone::Danger icon=IconName::Clock label="En retard de 2 jours"/> }
            .into_any();
    let content = view! {
        <div class="desk">
            <header class="desk-header"><h1>"Bonjour Claire"</h1><p class="soft">"Préfecture de Maine-et-Loire, siège du binôme"</p></header>
            {counts()}
            <p class="desk-since">"Depuis hier : 4 dépôts, 12 messages, 2 blocages levés."</p>
            <section>
                <h2>"À faire"</h2>
                <Table id="a-faire" caption="Sept décisions, les retards d'abord" caption_hidden=true stacked=true>
                    <thead>
                        <tr>
                            <ColumnHead label="Projet"/>
                            <ColumnHead label="Reçu"/>
                            <ColumnHead label="Échéance"/>
                            <ColumnHead label="De quoi s'agit-il"/>
                            <ColumnHead label="Décision"/>
                        </tr>
                    </thead>
                    <tbody class="desk-table">
                        {row("Renaturer les berges de la Loire", "Chalonnes-sur-Loire", "mardi 24 février", late, "Nouveau projet, 312 000 €", "Prendre en charge", true)}
                        {row("Rénover l'école Jean-Moulin", "Saint-Aubin-de-Luigné", "mardi 3 mars", due("vendredi 6 mars"), "Nouveau projet, 1 250 000 €", "Prendre en charge", false)}
                        {row("Maison de santé pluridisciplinaire", "Beaulieu-sur-Layon", "lundi 23 février", due("lundi 9 mars"), "Cotation\u{a0}: l'autre siège a rendu la sienne", "Coter", false)}
                        {row("Piste cyclable du Layon", "Bellevigne-en-Layon", "vendredi 20 février", due("mardi 10 mars"), "Désaccord de 2 points sur l'urgence", "Écrire la raison", false)}
                        {row("Halle du marché", "Thouarcé", "jeudi 19 février", due("jeudi 12 mars"), "Blocage\u{a0}: avis de l'architecte des bâtiments de France", "Répondre", false)}
                    </tbody>
                </Table>
            </section>
        </div>
    };
    shell(Reader::Seat, "page page-wide", content.into_any())
}
