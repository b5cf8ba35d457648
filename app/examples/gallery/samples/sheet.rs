//! A project's sheet.

use app::ui::{
    Amount, Badge, Breadcrumb, ButtonLink, Card, DescriptionItem, DescriptionList, IconName,
    LinkItem, NextStep, Person, Tabs, Tag, Time, Timeline, TimelineItem, Tone, layout::Sheet,
};
use leptos::prelude::*;

use super::{Reader, shell};

pub fn header() -> AnyView {
    view! {
        <div class="sheet-title">
            <h1>"Rénover l'école Jean-Moulin"</h1>
            <p class="sheet-number">"n° 4 127"</p>
        </div>
        <p class="sheet-place">"Saint-Aubin-de-Luigné · Communauté de communes Loire Layon Aubance · Contrat de territoire Loire Angers"</p>
        <div class="cluster">
            <Badge tone=Tone::Info label="Étude, en cours" icon=IconName::Clock/>
            <Badge label="Priorité haute" icon=IconName::Flag/>
            <Badge tone=Tone::Danger label="1 blocage" icon=IconName::Blocked/>
        </div>
        <NextStep who="À vous" sentence="répondre à 2 recommandations," due="avant le jeudi 12 mars.">
            <ButtonLink href="/recommandations">"Voir les recommandations"</ButtonLink>
        </NextStep>
    }
    .into_any()
}

pub fn tabs(current: &str) -> AnyView {
    let links = [
        ("Résumé", 0),
        ("État des lieux", 0),
        ("Conversation", 3),
        ("Fichiers", 0),
        ("Blocages", 1),
        ("Recommandations", 2),
        ("Financement", 0),
        ("Membres", 0),
        ("Historique", 0),
    ];
    let links = links
        .into_iter()
        .map(|(label, count)| {
            LinkItem::new(label, format!("#{label}"))
                .count(count)
                .current(label == current)
        })
        .collect();
    view! { <Tabs label="Parties de la fiche" links=links/> }.into_any()
}

pub fn rail() -> AnyView {
    view! {
        <section class="rail-block">
            <h2>"Qui suit le projet"</h2>
            <Person name="Claire Martin" detail="Cheffe de projet, préfecture de Maine-et-Loire"><a href="tel:+33241000000">"02 41 00 00 00"</a></Person>
            <Person name="Hugo Bernard" detail="Direction départementale des territoires"/>
        </section>
        <section class="rail-block">
            <h2>"Dates et argent"</h2>
            <DescriptionList tight=true>
                <DescriptionItem label="Coût total"><Amount words="1 250 000 €"/></DescriptionItem>
                <DescriptionItem label="Financement trouvé"><Amount words="410 000 €"/>" (33 %)"</DescriptionItem>
                <DescriptionItem label="Travaux">"Septembre 2026 à juin 2027"</DescriptionItem>
            </DescriptionList>
        </section>
        <section class="rail-block">
            <h2>"Derniers événements"</h2>
            <Timeline>
                <TimelineItem tone=Tone::Info icon=IconName::Idea when=view! { <Time datetime="2026-03-06" words="hier" exact="vendredi 6 mars à 9 h 12"/> }.into_any()>
                    <p>"Deux aides proposées"</p>
                </TimelineItem>
                <TimelineItem tone=Tone::Danger icon=IconName::Blocked when=view! { <Time datetime="2026-03-05" words="jeudi 5 mars"/> }.into_any()>
                    <p>"Blocage signalé : étude thermique"</p>
                </TimelineItem>
                <TimelineItem tone=Tone::Success icon=IconName::Check when=view! { <Time datetime="2026-03-05" words="jeudi 5 mars"/> }.into_any()>
                    <p>"Projet pris en charge"</p>
                </TimelineItem>
            </Timeline>
        </section>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let content = view! {
        <div class="stack">
            <Breadcrumb links=vec![LinkItem::new("Mes projets", "/projets")] here="Rénover l'école Jean-Moulin"/>
            <Sheet header=header() tabs=tabs("Résumé") rail=rail() rail_label="Qui suit, dates, argent">
                <section class="stack">
                    <h2>"Résumé"</h2>
                    <p class="measure">"L'école accueille 84 enfants dans un bâtiment de 1962. La commune isole les murs et la toiture, remplace la chaudière au fioul par une chaudière au bois et rend la cour perméable. La facture d'énergie baisse de moitié."</p>
                    <div class="cluster"><Tag label="Bâtiments et énergie"/><Tag label="Éducation"/></div>
                </section>
                <section class="stack">
                    <h2>"Ce qui peut vous aider"</h2>
                    <div class="grid">
                        <Card title="Étude thermique du bâtiment" href="#1" meta="Ingénierie">
                            <p>"Proposée parce que l'étude thermique bloque le projet depuis huit jours."</p>
                            <div class="card-foot"><Badge tone=Tone::Warning label="À répondre" icon=IconName::Clock/></div>
                        </Card>
                        <Card title="Dotation d'équipement des territoires ruraux" href="#2" meta="Financement">
                            <p>"Proposée parce que la commune a moins de 2 000 habitants et que l'école est prioritaire."</p>
                            <div class="card-foot"><Badge tone=Tone::Warning label="À répondre" icon=IconName::Clock/></div>
                        </Card>
                    </div>
                </section>
                <section class="stack">
                    <h2>"Le projet en bref"</h2>
                    <DescriptionList>
                        <DescriptionItem label="Porteur">"Commune de Saint-Aubin-de-Luigné"</DescriptionItem>
                        <DescriptionItem label="Contact">"Paul Durand, maire"</DescriptionItem>
                        <DescriptionItem label="Maturité">"Étude lancée, délibération prise le 12 janvier 2026"</DescriptionItem>
                    </DescriptionList>
                </section>
            </Sheet>
        </div>
    };
    shell(Reader::Mayor, "page", content.into_any())
}
