//! What one reads and where one goes.

use leptos::prelude::*;

use super::Part;
use crate::ui::{
    Amount, Badge, Bar, BarChart, Breadcrumb, Card, ColumnHead, DescriptionItem, DescriptionList,
    IconName, LinkItem, Pagination, Person, Sort, Stepper, Table, Tabs, Tag, Time, Timeline,
    TimelineItem, Tone,
    layout::{Cluster, TwoColumns},
};

pub(super) fn navigation() -> AnyView {
    let parts = vec![
        LinkItem::new("Résumé", "#resume").current(true),
        LinkItem::new("État des lieux", "#etat"),
        LinkItem::new("Conversation", "#conversation").count(3),
        LinkItem::new("Fichiers", "#fichiers"),
        LinkItem::new("Blocages", "#blocages"),
        LinkItem::new("Recommandations", "#recommandations").count(2),
    ];
    view! {
        <Part title="Se situer">
            <Breadcrumb links=vec![LinkItem::new("Accueil", "/"), LinkItem::new("Mes projets", "/projets")] here="Rénover l'école Jean-Moulin"/>
            <Tabs label="Parties de la fiche" links=parts/>
            <Pagination page=4 pages=27 path="/liste" query=vec![("theme".to_owned(), "eau".to_owned())]/>
            <div class="page-narrow"><StepperShown/></div>
        </Part>
    }
    .into_any()
}

/// The stepper brings the page's `h1`; here it is shown in an article of its own.
#[component]
fn StepperShown() -> AnyView {
    view! { <article><Stepper step=2 steps=5 title="Où ?" next="Qui ?"/></article> }.into_any()
}

pub(super) fn marks() -> AnyView {
    view! {
        <Part title="Marques">
            <Cluster>
                <Badge label="Brouillon"/>
                <Badge tone=Tone::Info label="En étude"/>
                <Badge tone=Tone::Success label="Terminé"/>
                <Badge tone=Tone::Warning label="En pause" icon=IconName::Clock/>
                <Badge tone=Tone::Danger label="Bloqué" icon=IconName::Blocked/>
            </Cluster>
            <Cluster>
                <Tag label="Énergie"/>
                <Tag label="Saint-Aubin-de-Luigné" href="#commune"/>
                <Tag label="Priorité haute" href="#sans" remove=true/>
            </Cluster>
            <p>
                <Time datetime="2026-03-03T13:32:00Z" words="hier" exact="mardi 3 mars 2026 à 14 h 32"/>
                " · "
                <Amount words="1 250 000 €" value="1250000.00"/>
            </p>
        </Part>
    }
    .into_any()
}

pub(super) fn tables() -> AnyView {
    let rows = [
        (
            "Rénover l'école Jean-Moulin",
            "Saint-Aubin-de-Luigné",
            "1 250 000 €",
            Tone::Info,
            "En étude",
        ),
        (
            "Renaturer les berges",
            "Chalonnes-sur-Loire",
            "312 000 €",
            Tone::Danger,
            "Bloqué",
        ),
        (
            "Maison de santé",
            "Beaulieu-sur-Layon",
            "2 040 500 €",
            Tone::Success,
            "Terminé",
        ),
    ];
    let lines = rows
        .map(|(title, place, cost, tone, state)| {
            view! {
                <tr>
                    <th scope="row"><a href="#projet">{title}</a></th>
                    <td data-label="Commune">{place}</td>
                    <td data-label="État"><Badge tone=tone label=state/></td>
                    <td class="number" data-label="Coût"><Amount words=cost/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Part title="Tableau">
            <Table id="exemple" caption="Trois projets" stacked=true>
                <thead>
                    <tr>
                        <ColumnHead label="Projet" href="#tri" sort=Sort::Ascending/>
                        <ColumnHead label="Commune" href="#tri"/>
                        <ColumnHead label="État"/>
                        <ColumnHead label="Coût" href="#tri" number=true/>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </Table>
        </Part>
    }
    .into_any()
}

pub(super) fn chart() -> AnyView {
    let values = [("janv.", Some(4)), ("févr.", None), ("mars", Some(9))];
    let bars = values.map(|(label, value)| Bar {
        label: label.to_owned(),
        value,
    });
    view! {
        <Part title="Diagramme">
            <BarChart title="Dépôts du trimestre" bars=bars.to_vec()>
                <p>"Janvier : 4, février : masqué, mars : 9."</p>
            </BarChart>
        </Part>
    }
    .into_any()
}

fn side() -> AnyView {
    view! {
        <Person name="Claire Martin" detail="Cheffe de projet, préfecture de Maine-et-Loire">
            <a href="tel:+33241000000">"02 41 00 00 00"</a>
        </Person>
    }
    .into_any()
}

pub(super) fn content() -> AnyView {
    view! {
        <Part title="Contenu">
            <div class="grid">
                <Card title="Étude de faisabilité" href="#carte" meta="Ingénierie · Cerema">
                    <p>"Proposée parce que le projet est en étude et que le bâtiment date d'avant 1975."</p>
                    <div class="card-foot"><Badge tone=Tone::Info label="Ingénierie" icon=IconName::Idea/></div>
                </Card>
                <Card title="Une carte sans lien" meta="Financement"><p>"Son titre n'est pas pressé."</p></Card>
            </div>
            <TwoColumns side=side()>
                <DescriptionList>
                    <DescriptionItem label="Porteur">"Commune de Saint-Aubin-de-Luigné"</DescriptionItem>
                    <DescriptionItem label="Coût total"><Amount words="1 250 000 €"/></DescriptionItem>
                    <DescriptionItem label="Calendrier">"De septembre 2026 à juin 2027"</DescriptionItem>
                </DescriptionList>
                <Timeline>
                    <TimelineItem tone=Tone::Success icon=IconName::Check when=view! { <Time datetime="2026-03-05" words="jeudi 5 mars"/> }.into_any()>
                        <p>"Claire Martin prend le projet en charge"</p>
                    </TimelineItem>
                    <TimelineItem icon=IconName::Send when=view! { <Time datetime="2026-03-03" words="mardi 3 mars"/> }.into_any()>
                        <p>"Paul Durand dépose le projet"</p>
                    </TimelineItem>
                </Timeline>
            </TwoColumns>
        </Part>
    }
    .into_any()
}
