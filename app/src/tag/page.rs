//! The tags of a département: the list, the page to rename one, the page to delete one.

use super::TAGS;
use crate::desk::actions::{address, other_departements};
use crate::desk::cells::FILTER;
use crate::desk::view::View;
use crate::http::FormState;
use crate::i18n::numbers;
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, ColumnHead, EmptyState, ErrorSummary, Field, FieldWidth,
    Table, Tone,
};
use domain::tag::{FIELD, NAME_MAX};
use leptos::prelude::*;
use services::read_models::tag::TagLine;
use services::tag::list::TagsView;

const LABELS: &[(&str, &str)] = &[(FIELD, "Nom de l'étiquette")];

/// The tags, with how many projects bear each, and the form that adds one.
pub fn list(tags: &TagsView, named: &str, form: &FormState, key: String) -> AnyView {
    let of = tags.departement.clone();
    let others = other_departements(TAGS, &of, &tags.departements);
    let desk = address("/territoire", &[("departement", of.clone())]);
    let add = tags.may_edit.then(|| {
        view! {
            <section class="stack">
                <h2>"Ajouter une étiquette"</h2>
                <form class="stack" method="post" action=TAGS novalidate>
                    <input type="hidden" name="cle" value=key/>
                    <input type="hidden" name="departement" value=of.clone()/>
                    {name(form)}
                    <p><Button>"Ajouter cette étiquette"</Button></p>
                </form>
            </section>
        }
    });
    view! {
        <div class="page page-narrow stack stack-wide">
            <div class="stack">
                <h1>{format!("Les étiquettes {named}")}</h1>
                <p>"Des mots à vous pour retrouver des projets : une étiquette se met sur la fiche d'un projet, ou sur plusieurs projets à la fois depuis la liste. Seuls les services de l'État les voient."</p>
                <p><a href=desk>"Revenir à ce qui vous attend"</a></p>
                {others}
                <ErrorSummary problems=form.summary(LABELS)/>
            </div>
            <section class="stack">
                <h2>"Vos étiquettes"</h2>
                {lines(tags)}
            </section>
            {add}
        </div>
    }
    .into_any()
}

fn lines(tags: &TagsView) -> AnyView {
    if tags.tags.is_empty() {
        return view! {
            <EmptyState title="Aucune étiquette pour l'instant">
                <p>"Par exemple : À revoir en juin, Visite du préfet, Contrat 2027."</p>
            </EmptyState>
        }
        .into_any();
    }
    let lines = tags
        .tags
        .iter()
        .map(|tag| line(tag, tags.may_edit))
        .collect_view();
    let deeds = tags
        .may_edit
        .then(|| view! { <ColumnHead label="Modifier"/> });
    view! {
        <Table id="etiquettes" caption="Les étiquettes, et combien de projets portent chacune" caption_hidden=true stacked=true>
            <thead><tr><ColumnHead label="Étiquette"/><ColumnHead label="Projets" number=true/>{deeds}</tr></thead>
            <tbody>{lines}</tbody>
        </Table>
    }
    .into_any()
}

fn line(tag: &TagLine, may_edit: bool) -> AnyView {
    let deed = |part: &str, word: &'static str| {
        let of = format!(" l'étiquette {}", tag.name);
        view! { <a href=format!("{TAGS}/{}/{part}", tag.id)>{word}<span class="visually-hidden">{of}</span></a> }
    };
    let deeds = may_edit.then(|| {
        view! { <td data-label="Modifier"><span class="cluster">{deed("modifier", "Renommer")}{deed("supprimer", "Supprimer")}</span></td> }
    });
    let bearing = address(
        View::Table.path(),
        &[
            ("departement", tag.departement_code.clone()),
            (FILTER, tag.id.to_string()),
        ],
    );
    view! {
        <tr>
            <th scope="row"><a href=bearing>{tag.name.clone()}</a></th>
            <td class="number" data-label="Projets">{numbers::whole(tag.n)}</td>
            {deeds}
        </tr>
    }
    .into_any()
}

fn name(form: &FormState) -> AnyView {
    view! {
        <Field name=FIELD label="Nom de l'étiquette" hint="Quarante caractères au plus, par exemple : À revoir en juin" width=FieldWidth::Medium
            value=form.value(FIELD) error=form.error(FIELD) autocomplete="off" maxlength=NAME_MAX/>
    }
    .into_any()
}

/// The list that a tag is in.
fn back(tag: &TagLine) -> String {
    address(TAGS, &[("departement", tag.departement_code.clone())])
}

/// Another name, on every project at once.
pub fn rename(tag: &TagLine, form: &FormState, key: String) -> AnyView {
    view! {
        <div class="page page-narrow stack">
            <h1>"Renommer une étiquette"</h1>
            <ErrorSummary problems=form.summary(LABELS)/>
            <p>{format!("L'étiquette change de nom partout où elle est mise ({}). L'historique garde l'ancien nom.", projects(tag.n))}</p>
            <form class="stack" method="post" action=format!("{TAGS}/{}/modifier", tag.id) novalidate>
                <input type="hidden" name="cle" value=key/>
                {name(form)}
                <p class="cluster">
                    <Button>"Enregistrer"</Button>
                    <ButtonLink kind=ButtonKind::Quiet href=back(tag)>"Ne rien changer"</ButtonLink>
                </p>
            </form>
        </div>
    }
    .into_any()
}

fn projects(n: i64) -> String {
    numbers::counted(n, "projet", "projets")
}

/// Delete a tag?
pub fn delete(tag: &TagLine, key: String) -> AnyView {
    let what = match tag.n {
        0 => "Aucun projet ne la porte.".to_owned(),
        1 => "Un projet la perd ; le projet, lui, reste.".to_owned(),
        n => format!("{} la perdent ; les projets, eux, restent.", projects(n)),
    };
    let sentence = format!("L'étiquette « {} » sera supprimée. {what}", tag.name);
    view! {
        <div class="page page-narrow stack">
            <h1>"Supprimer une étiquette"</h1>
            <Alert tone=Tone::Warning>{sentence}</Alert>
            <form class="cluster" method="post" action=format!("{TAGS}/{}/supprimer", tag.id)>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=tag.departement_code.clone()/>
                <Button kind=ButtonKind::Danger>"Supprimer cette étiquette"</Button>
                <ButtonLink kind=ButtonKind::Quiet href=back(tag)>"La garder"</ButtonLink>
            </form>
        </div>
    }
    .into_any()
}
