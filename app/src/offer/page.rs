//! The catalogue and one offer of it.

use crate::i18n::labels::{self, Label};
use crate::i18n::{dates, numbers};
use crate::ui::{
    Alert, Badge, Breadcrumb, Button, ButtonKind, ButtonLink, Choice, DescriptionItem,
    DescriptionList, EmptyState, Field, FieldKind, Icon, IconName, LinkItem, Pagination,
    RadioGroup, Select, Tag, Tone,
};
use domain::blocker::BlockerKind;
use domain::offer::Programme;
use domain::project::{BearerKind, OfferFamily, Phase};
use domain::theme::Theme;
use leptos::prelude::*;
use services::offer::Found;
use services::read_models::offer::{Filter, Offer};

/// The catalogue.
pub fn catalogue(filter: Filter, found: Found) -> AnyView {
    let count = numbers::counted(found.total, "aide ou conseil", "aides et conseils");
    let empty = found.offers.is_empty().then(|| {
        view! {
            <EmptyState title="Rien ne correspond à cette recherche" icon=IconName::Search>
                <p>"Essayez d'autres mots, ou retirez un filtre."</p>
                <ButtonLink href="/offres" kind=ButtonKind::Secondary>"Voir toutes les aides"</ButtonLink>
            </EmptyState>
        }
    });
    let query = query(&filter);
    view! {
        <div class="page stack">
            <h1>"Aides et conseils"</h1>
            <p class="lead measure">"Financements, ingénierie, services d'experts : ce qui peut aider votre projet, et l'organisme à contacter. Signalez un blocage sur votre projet, et les aides qui lui conviennent vous sont proposées."</p>
            <div class="table-view">
                {filters(&filter)}
                <div class="table-view-main">
                    <p class="results-count" role="status">{count}</p>
                    {empty}
                    <ul class="grid">{found.offers.into_iter().map(card).collect_view()}</ul>
                    <Pagination page=found.page pages=found.pages path="/offres" query=query/>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn query(filter: &Filter) -> Vec<(String, String)> {
    [
        (
            "q",
            Some(filter.words.clone()).filter(|words| !words.is_empty()),
        ),
        (
            "famille",
            filter.family.map(|family| family.code().to_owned()),
        ),
        ("theme", filter.theme.map(|theme| theme.code().to_owned())),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|value| (name.to_owned(), value)))
    .collect()
}

fn filters(filter: &Filter) -> AnyView {
    let mut families = vec![Choice::new("", "Toutes").selected(filter.family.is_none())];
    families.extend(OfferFamily::ALL.iter().map(|family| {
        Choice::new(family.code(), family.label()).selected(filter.family == Some(*family))
    }));
    let themes: Vec<Choice> = Theme::ALL
        .iter()
        .map(|theme| {
            Choice::new(theme.code(), theme.label()).selected(filter.theme == Some(*theme))
        })
        .collect();
    let on = usize::from(filter.family.is_some()) + usize::from(filter.theme.is_some());
    let summary = if on > 0 {
        format!("Chercher et filtrer ({on})")
    } else {
        "Chercher et filtrer".to_owned()
    };
    view! {
        <form class="filters" method="get" action="/offres" role="search">
            <details class="fold">
                <summary>{summary}</summary>
                <div class="filters-body">
                    <Field name="q" label="Mots à chercher" value=filter.words.clone() kind=FieldKind::Search optional=true/>
                    <RadioGroup name="famille" label="Famille d'aide" options=families/>
                    <Select name="theme" label="Thème" options=themes placeholder="Tous les thèmes" optional=true/>
                    <Button kind=ButtonKind::Secondary icon=IconName::Search>"Chercher"</Button>
                </div>
            </details>
        </form>
    }
    .into_any()
}

fn card(offer: Offer) -> AnyView {
    view! {
        <li class="card">
            <h2 class="card-title"><a href=format!("/offres/{}", offer.id)>{offer.title}</a></h2>
            <p class="card-meta">{offer.provider}</p>
            <p><Badge label=labels::of(OfferFamily::parse, &offer.family)/></p>
            <p>{shorten(&offer.summary, 160)}</p>
        </li>
    }
    .into_any()
}

/// The first words of a text, at most `max` characters, cut between words.
fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}

/// One offer.
#[component]
pub fn One(
    /// The offer.
    offer: Offer,
) -> impl IntoView {
    let names = |codes: &str, name: fn(&str) -> String| -> Vec<String> {
        codes
            .split(',')
            .filter(|code| !code.is_empty())
            .map(name)
            .collect()
    };
    let themes = names(&offer.themes, |code| labels::of(Theme::parse, code));
    let facts = [
        (
            "Famille",
            vec![labels::of(OfferFamily::parse, &offer.family)],
        ),
        (
            "Pour qui",
            names(&offer.bearers, |code| labels::of(BearerKind::parse, code)),
        ),
        (
            "À quel moment",
            names(&offer.phases, |code| labels::of(Phase::parse, code)),
        ),
        (
            "Face à quels blocages",
            names(&offer.blockers, |code| labels::of(BlockerKind::parse, code)),
        ),
        (
            "Programmes",
            names(&offer.programmes, |code| labels::of(Programme::parse, code)),
        ),
        (
            "Taille",
            offer
                .max_population
                .map(|most| format!("Communes de {} habitants au plus", numbers::whole(most)))
                .into_iter()
                .collect(),
        ),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    let trail = vec![LinkItem::new("Aides et conseils", "/offres")];
    view! {
        <div class="page page-narrow stack">
            <Breadcrumb links=trail here=offer.title.clone()/>
            <h1>{offer.title}</h1>
            <p class="lead">{offer.provider.clone()}</p>
            {offer.withdrawn_at.map(|_| view! { <Alert tone=Tone::Warning>"Cette aide n'est plus au catalogue. Renseignez-vous auprès de l'organisme avant de compter sur elle."</Alert> })}
            <p class="typed">{offer.summary}</p>
            <p class="cluster">{themes.into_iter().map(|label| view! { <Tag label=label/> }).collect_view()}</p>
            <DescriptionList>
                {facts.map(|(label, words)| view! { <DescriptionItem label=label>{words.join(" ; ")}</DescriptionItem> }).collect_view()}
            </DescriptionList>
            <p>
                <a href=offer.link rel="external noopener noreferrer">
                    {format!("Aller sur le site : {}", offer.provider)}<Icon name=IconName::External/>
                </a>
            </p>
            <p class="soft small">{format!("Fiche vérifiée le {}. Les conditions et les dates sont sur le site de l'organisme.", dates::iso_day(&offer.checked_on))}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn cuts_between_words() {
        assert_eq!(shorten("un deux trois", 9), "un deux…");
        assert_eq!(shorten("un", 9), "un");
    }
}
