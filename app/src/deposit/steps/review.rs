//! Everything typed, in words, before it is sent.

use super::LABELS;
use super::progress::how;
use crate::deposit::actions::step_path;
use crate::deposit::page::{ReviewModel, title};
use crate::http::FormState;
use crate::i18n::labels::{self, Label};
use crate::i18n::{dates, numbers, problems};
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, Card, DescriptionItem, DescriptionList, Stepper, Tone,
};
use domain::blocker::BlockerKind;
use domain::deposit::{FUNDING_LINES, Step, Who};
use domain::money::Cents;
use domain::project::{FundingState, Phase, PhaseStatus};
use domain::theme::Theme;
use leptos::prelude::*;
use services::deposit::Likeness;

/// The last screen.
pub fn review(model: ReviewModel) -> AnyView {
    let id = model.draft.id;
    let ready = model.refused.is_empty();
    let saved = format!("Enregistré à {}", dates::hour(model.draft.saved_at));
    let sections = [
        Step::What,
        Step::Where,
        Step::Who,
        Step::Progress,
        Step::Missing,
    ]
    .map(|step| section(&model, step))
    .collect_view();
    let alike = !model.similar.is_empty();
    let likeness = alike.then(|| likenesses(&model.similar));
    let sent = model.sent;
    let signed_in = model.signed_in;
    let label = if alike {
        "C'est un autre : déposer le projet"
    } else {
        "Déposer le projet"
    };
    view! {
        <div class="page page-narrow deposit">
            <Stepper step=Step::Review.position() steps=Step::ALL.len() title=title(Step::Review)/>
            {(!ready).then(|| unfinished(&model))}
            {(sent && ready).then(|| view! {
                <Alert tone=Tone::Success title="Votre adresse est vérifiée">
                    "Il ne reste qu'à relire, puis à déposer le projet avec le bouton en bas de la page."
                </Alert>
            })}
            <div class="recap">{sections}</div>
            {likeness}
            {(ready && !signed_in).then(|| view! {
                <p class="soft">"Nous vérifions d'abord votre adresse e-mail : vous recevez un lien et un code. Votre projet est déposé juste après, d'un seul bouton."</p>
            })}
            <form class="form" method="post" action=format!("/projets/nouveau/{id}/envoyer")>
                <p class="form-saved">{saved}</p>
                <div class="form-actions">
                    {ready.then(|| view! { <Button>{label}</Button> })}
                    <ButtonLink href=step_path(id, Step::Missing) kind=ButtonKind::Quiet>"Retour"</ButtonLink>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// What keeps the deposit from being sent, each with a link to where it is typed.
fn unfinished(model: &ReviewModel) -> AnyView {
    let id = model.draft.id;
    let lines = model.refused.iter().map(|error| {
        let label = LABELS.iter().find(|(name, _)| *name == error.field).map_or("", |(_, label)| *label);
        let place = format!("{}#{}", step_path(id, Step::of_field(&error.field)), crate::ui::field_id(&error.field));
        view! { <li><a href=place>{format!("{label} : {}", problems::sentence(&error.problem))}</a></li> }
    });
    view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="a-terminer">
            <h2 id="a-terminer">"Avant de déposer, il reste à compléter"</h2>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn likenesses(similar: &[Likeness]) -> AnyView {
    let cards = similar.iter().map(|project| {
        let why = match (project.same_title, project.same_cost) {
            (true, true) => "Même territoire, titre et coût voisins",
            (false, true) => "Même territoire, coût voisin",
            _ => "Même territoire, titre voisin",
        };
        let number = project.number.map(|n| format!("n°\u{a0}{}", numbers::whole(n)));
        let parts = [number, Some(project.bearer.clone()), project.cost.map(numbers::euros)];
        let (title, href) = (project.title.clone(), format!("/projets/{}", project.id));
        let meta = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! {
            <Card title=title meta=meta>
                <p>{format!("{why}.")}</p>
                <div class="card-foot">
                    <ButtonLink href=href kind=ButtonKind::Secondary>"C'est le même : ouvrir ce projet"</ButtonLink>
                </div>
            </Card>
        }
    });
    view! {
        <section class="deposit-likeness stack">
            <Alert tone=Tone::Warning title="Ce projet ressemble à un projet déjà déposé">
                "Regardez s'il s'agit du même. Votre brouillon est gardé : vous pourrez y revenir."
            </Alert>
            {cards.collect_view()}
        </section>
    }
    .into_any()
}

fn section(model: &ReviewModel, step: Step) -> AnyView {
    let items = match step {
        Step::What => what(model),
        Step::Where => place(model),
        Step::Who => who(model),
        Step::Progress => progress(model),
        Step::Missing | Step::Review => missing(model),
    };
    let items = items.into_iter().map(|(label, words)| {
        let words = if words.trim().is_empty() {
            view! { <span class="soft">"Non renseigné"</span> }.into_any()
        } else {
            view! { <span class="typed">{words}</span> }.into_any()
        };
        view! { <DescriptionItem label=label>{words}</DescriptionItem> }
    });
    let edit = step_path(model.draft.id, step);
    view! {
        <section>
            <div class="recap-head">
                <h2>{title(step)}</h2>
                <a href=edit>"Modifier"<span class="visually-hidden">{format!(" : {}", title(step))}</span></a>
            </div>
            <DescriptionList>{items.collect_view()}</DescriptionList>
        </section>
    }
    .into_any()
}

type Items = Vec<(&'static str, String)>;

fn form(model: &ReviewModel) -> FormState {
    FormState::refused(
        crate::http::Typed(model.draft.answers.0.clone()),
        Vec::new(),
    )
}

fn what(model: &ReviewModel) -> Items {
    let form = form(model);
    let others = form.typed.all("themes");
    let others: Vec<String> = others
        .iter()
        .map(|code| labels::of(Theme::parse, code))
        .collect();
    vec![
        ("Titre du projet", form.value("titre")),
        ("Ce que vous voulez faire", form.value("resume")),
        (
            "Thème principal",
            labels::of(Theme::parse, form.typed.get("theme_principal")),
        ),
        ("Autres thèmes", others.join(", ")),
    ]
}

fn place(model: &ReviewModel) -> Items {
    let communes: Vec<String> = model
        .communes
        .iter()
        .map(|c| format!("{} ({})", c.name, c.detail))
        .collect();
    vec![
        ("Commune(s) concernée(s)", communes.join(", ")),
        (
            "Adresse ou lieu-dit",
            model.draft.answers.get("adresse").to_owned(),
        ),
    ]
}

fn who(model: &ReviewModel) -> Items {
    let form = form(model);
    let value = form.value("porteur");
    let known = model.bearers.iter().find(|body| body.value == value);
    let bearer = match known {
        Some(body) => format!("{} ({})", body.name, body.kind.label()),
        None if value == Who::SYNDICAT => format!(
            "{} ({})",
            form.value("porteur_nom"),
            form.value("porteur_siren")
        ),
        None => String::new(),
    };
    let name = format!(
        "{} {}",
        form.value("contact_prenom"),
        form.value("contact_nom")
    );
    let mut items = vec![
        ("Collectivité qui porte le projet", bearer),
        ("Personne à joindre", name),
        ("Fonction", form.value("contact_fonction")),
        ("Téléphone", form.value("contact_telephone")),
    ];
    if !model.signed_in {
        items.push(("Adresse e-mail", form.value("courriel")));
    }
    items
}

fn progress(model: &ReviewModel) -> Items {
    let form = form(model);
    let sum = |name: &str| {
        let typed = form.value(name);
        Cents::parse(&typed).map_or(typed, |cents| numbers::euros(cents.0))
    };
    let day = |name: &str| {
        let typed = form.value(name);
        domain::date::parse(&typed).map_or(typed, dates::day)
    };
    let mut items = vec![
        (
            "Avancement",
            labels::of(Phase::parse, form.typed.get("phase")),
        ),
        (
            "Comment cela se passe",
            PhaseStatus::parse(form.typed.get("etat"))
                .map_or("", how)
                .to_owned(),
        ),
        ("Coût total", sum("cout")),
        ("Début", day("debut")),
        ("Fin", day("fin")),
    ];
    for rank in 1..=FUNDING_LINES {
        let source = form.value(&format!("aide_source_{rank}"));
        let amount = sum(&format!("aide_montant_{rank}"));
        if !source.is_empty() || !amount.is_empty() {
            let state = labels::of(
                FundingState::parse,
                &form.value(&format!("aide_etat_{rank}")),
            );
            items.push(("Aide", [source, amount, state].join(" · ")));
        }
    }
    items
}

fn missing(model: &ReviewModel) -> Items {
    let form = form(model);
    let blockers = form.typed.all("blocages");
    let blockers: Vec<String> = blockers
        .iter()
        .map(|code| labels::of(BlockerKind::parse, code))
        .collect();
    let code = form.value("contrat");
    let contract = model
        .contracts
        .iter()
        .find(|contract| contract.code == code);
    let mut items = vec![
        ("Ce qui bloque", blockers.join(", ")),
        ("Ce qui vous manque", form.value("besoins")),
    ];
    if !model.contracts.is_empty() {
        items.push((
            "Contrat",
            contract.map_or_else(|| "Aucun".to_owned(), |c| c.name.clone()),
        ));
    }
    items
}
