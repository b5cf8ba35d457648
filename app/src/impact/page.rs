//! The indicators of a project, and the form of one.

use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::i18n::{dates, help};
use crate::ui::{
    Button, ButtonKind, ButtonLink, DateField, DescriptionItem, DescriptionList, EmptyState,
    ErrorSummary, Field, FieldWidth, IconName, Tag,
};
use domain::ids::ProjectId;
use domain::impact::{Measure, NAME_MAX, UNIT_MAX};
use leptos::prelude::*;
use services::read_models::impact::Indicator;
use uuid::Uuid;

/// What the page shows.
pub struct Model {
    /// The project.
    pub project: ProjectId,
    /// The oldest first.
    pub indicators: Vec<Indicator>,
    /// Whether the reader may change them.
    pub editable: bool,
    /// Key of the form.
    pub key: String,
    /// The form that adds one.
    pub form: FormState,
}

/// The whole part.
pub fn part(model: Model) -> AnyView {
    let Model {
        project,
        indicators,
        editable,
        key,
        form,
    } = model;
    let unused: Vec<Measure> = Measure::ALL
        .iter()
        .copied()
        .filter(|measure| {
            indicators
                .iter()
                .all(|indicator| indicator.indicator != measure.label())
        })
        .collect();
    let empty = indicators.is_empty().then(|| {
        view! {
            <EmptyState title="Aucun indicateur pour l'instant" icon=IconName::Flag>
                <p>"Ce que le projet change se lit ici : d'où l'on part, où l'on veut aller, ce qui a été mesuré, et par qui."</p>
            </EmptyState>
        }
    });
    let add = editable.then(|| {
        let proposals = unused.into_iter().map(|measure| {
            let href = format!("/projets/{project}/impact?mesure={}#ajouter", measure.code());
            view! { <li><Tag label=measure.label() href=href/></li> }
        });
        view! {
            <section class="card stack" id="ajouter">
                <h3>"Ajouter un indicateur"</h3>
                <p class="soft">"Partez d'une mesure courante, ou écrivez la vôtre."</p>
                <ul class="cluster">{proposals.collect_view()}</ul>
                {indicator_form(format!("/projets/{project}/impact"), form, key, "Ajouter l'indicateur", None)}
            </section>
        }
    });
    view! {
        <section class="stack stack-wide">
            <h2>"Impact"</h2>
            {empty}
            {indicators.into_iter().map(|indicator| card(project, indicator, editable)).collect_view()}
            {add}
        </section>
    }
    .into_any()
}

fn with_unit(number: &str, unit: &str) -> String {
    if number.is_empty() {
        "Pas encore".to_owned()
    } else {
        format!("{}\u{a0}{unit}", help::number(number))
    }
}

fn card(project: ProjectId, indicator: Indicator, editable: bool) -> AnyView {
    let measured = match indicator
        .measured_on
        .as_deref()
        .filter(|_| !indicator.measured.is_empty())
    {
        Some(day) => format!(
            "{}, le {}",
            with_unit(&indicator.measured, &indicator.unit),
            dates::iso_day(day)
        ),
        None => with_unit(&indicator.measured, &indicator.unit),
    };
    let name = indicator.indicator.clone();
    let title = name.clone();
    let baseline = with_unit(&indicator.baseline, &indicator.unit);
    let target = with_unit(&indicator.target, &indicator.unit);
    let source = Some(indicator.source).filter(|source| !source.is_empty());
    let id = indicator.id;
    let links = editable.then(|| {
        let href = format!("/projets/{project}/impact/{id}");
        view! {
            <p class="cluster">
                <a href=href.clone()>"Modifier"<span class="visually-hidden">{format!(" : {name}")}</span></a>
                <a href=format!("{href}/retirer")>"Retirer"<span class="visually-hidden">{format!(" : {name}")}</span></a>
            </p>
        }
    });
    view! {
        <article class="card stack stack-tight">
            <h3 class="card-title">{title}</h3>
            <DescriptionList>
                <DescriptionItem label="Au départ">{baseline}</DescriptionItem>
                <DescriptionItem label="Cible">{target}</DescriptionItem>
                <DescriptionItem label="Mesuré">{measured}</DescriptionItem>
                {source.map(|source| view! { <DescriptionItem label="Source">{source}</DescriptionItem> })}
            </DescriptionList>
            {links}
        </article>
    }
    .into_any()
}

/// The form filled with an indicator, as people would type it.
pub fn filled(indicator: &Indicator) -> FormState {
    let number = |plain: &str| plain.replace('.', ",");
    FormState::filled([
        ("indicateur", indicator.indicator.clone()),
        ("unite", indicator.unit.clone()),
        ("depart", number(&indicator.baseline)),
        ("cible", number(&indicator.target)),
        ("mesure", number(&indicator.measured)),
        (
            "mesure-le",
            indicator
                .measured_on
                .as_deref()
                .map(dates::typed)
                .unwrap_or_default(),
        ),
        ("source", indicator.source.clone()),
    ])
}

fn indicator_form(
    action: String,
    form: FormState,
    key: String,
    send: &'static str,
    back: Option<String>,
) -> AnyView {
    let labels = [
        ("indicateur", "Indicateur"),
        ("unite", "Unité"),
        ("depart", "Au départ"),
        ("cible", "Cible"),
        ("mesure", "Mesuré"),
        ("mesure-le", "Date de la mesure"),
        ("source", "Source"),
    ];
    view! {
        <ErrorSummary problems=form.summary(&labels)/>
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name="cle" value=key/>
            <div class="form-row">
                <Field name="indicateur" label="Ce qui est mesuré" value=form.value("indicateur") error=form.error("indicateur") maxlength=NAME_MAX/>
                <Field name="unite" label="Unité" value=form.value("unite") error=form.error("unite") maxlength=UNIT_MAX width=FieldWidth::Short/>
            </div>
            <div class="form-row">
                <Field name="depart" label="Au départ" value=form.value("depart") error=form.error("depart") optional=true width=FieldWidth::Short/>
                <Field name="cible" label="Cible" value=form.value("cible") error=form.error("cible") optional=true width=FieldWidth::Short/>
                <Field name="mesure" label="Mesuré" value=form.value("mesure") error=form.error("mesure") optional=true width=FieldWidth::Short/>
            </div>
            <DateField name="mesure-le" label="Date de la mesure" value=form.value("mesure-le") error=form.error("mesure-le") hint="JJ/MM/AAAA. Nécessaire avec une valeur mesurée." optional=true/>
            <Field name="source" label="Source" value=form.value("source") error=form.error("source") hint="D'où vient le chiffre : relevé, facture, étude, comptage. Nécessaire avec une valeur mesurée." maxlength=NAME_MAX optional=true/>
            <div class="form-actions">
                <Button>{send}</Button>
                {back.map(|href| view! { <ButtonLink href=href kind=ButtonKind::Quiet>"Revenir aux indicateurs"</ButtonLink> })}
            </div>
        </form>
    }
    .into_any()
}

/// The page that changes an indicator.
pub fn edit(project: ProjectId, indicator: Uuid, form: FormState, key: String) -> AnyView {
    let action = format!("/projets/{project}/impact/{indicator}");
    let back = format!("/projets/{project}/impact");
    view! {
        <section class="stack">
            <h2>"Modifier un indicateur"</h2>
            {indicator_form(action, form, key, "Enregistrer l'indicateur", Some(back))}
        </section>
    }
    .into_any()
}

/// The page that asks before an indicator goes.
pub fn confirm(project: ProjectId, indicator: Indicator, key: String) -> AnyView {
    let action = format!("/projets/{project}/impact/{}/retirer", indicator.id);
    view! {
        <section class="stack confirm">
            <h2>"Retirer cet indicateur ?"</h2>
            <p><b>{indicator.indicator}</b></p>
            <p>"Ses valeurs ne sont plus affichées. L'historique garde la trace de ce retrait."</p>
            <form method="post" action=action>
                <input type="hidden" name="cle" value=key/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Danger>"Retirer l'indicateur"</Button>
                    <ButtonLink href=format!("/projets/{project}/impact") kind=ButtonKind::Quiet>"Garder l'indicateur"</ButtonLink>
                </div>
            </form>
        </section>
    }
    .into_any()
}
