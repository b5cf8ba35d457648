//! Views that somebody keeps: the list above the projects, the page to keep one, to rename it, to delete it.

mod actions;
mod by_mail;

pub use actions::routes;

use super::listing::{Asked, Pairs, href, with};
use crate::http::FormState;
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, Checkbox, EmptyState, ErrorSummary, Field, FieldWidth,
    Tone,
};
use leptos::prelude::*;
use services::saved_view::{NAME_MAX, SavedView};
use uuid::Uuid;

/// Where views are kept.
const PATH: &str = "/territoire/vues";

/// The kept views, each leading to the same way of looking, and the way to keep this one.
pub fn links(path: &str, views: &[SavedView], pairs: &Pairs) -> AnyView {
    let items = views
        .iter()
        .map(|view| {
            let address = href(path, &Asked::read(&view.query).pairs);
            view! { <li><a href=address>{view.name.clone()}</a></li> }
        })
        .collect_view();
    let list = (!views.is_empty()).then(|| {
        view! { <ul class="cluster list-plain">{items}</ul> }
    });
    view! {
        <nav class="cluster kept-views" aria-label="Vues gardées">
            {list}
            <a href=href(PATH, pairs)>"Garder cette vue"</a>
        </nav>
    }
    .into_any()
}

/// What the page of the views shows.
pub struct Model {
    /// Views the reader sees.
    pub views: Vec<SavedView>,
    /// Who reads.
    pub reader: Uuid,
    /// The address to keep.
    pub pairs: Pairs,
    /// What it asks for, in words.
    pub words: Vec<String>,
    /// Sharing is possible.
    pub may_share: bool,
    /// The reader may delete what others share with the seats of her département.
    pub of_a_seat: bool,
    /// The form as it was typed.
    pub form: FormState,
    /// The form's key.
    pub key: String,
}

/// Keep this view, and those kept so far.
pub fn page(model: Model) -> AnyView {
    let back = href(super::view::View::Table.path(), &model.pairs);
    let asked = if model.words.is_empty() {
        view! { <p>"Cette vue montre tous les projets."</p> }.into_any()
    } else {
        let words = model
            .words
            .iter()
            .map(|word| view! { <li>{word.clone()}</li> });
        view! { <p>"Cette vue montre les projets qui répondent à :"</p><ul>{words.collect_view()}</ul> }
            .into_any()
    };
    let query = super::listing::query(&model.pairs);
    view! {
        <div class="page page-narrow stack">
            <h1>"Garder cette vue"</h1>
            <p><a href=back>"Revenir aux projets"</a></p>
            <ErrorSummary problems=model.form.summary(&[("nom", "Nom de la vue")])/>
            {asked}
            <form class="stack" method="post" action=PATH>
                <input type="hidden" name="cle" value=model.key/>
                <input type="hidden" name="adresse" value=query/>
                {fields(&model.form, model.may_share)}
                <p><Button>"Garder cette vue"</Button></p>
            </form>
            <h2>"Vos vues"</h2>
            {list(model.views, model.reader, model.of_a_seat)}
        </div>
    }
    .into_any()
}

fn fields(form: &FormState, may_share: bool) -> AnyView {
    let shared = form.ticked("partage", "oui");
    view! {
        <Field name="nom" label="Nom de la vue" hint="Par exemple : Écoles en retard" width=FieldWidth::Medium
            value=form.value("nom") error=form.error("nom") maxlength=NAME_MAX/>
        {may_share.then(|| view! {
            <Checkbox name="partage" value="oui" label="La montrer aussi à tout le binôme du département" checked=shared/>
        })}
    }
    .into_any()
}

fn list(views: Vec<SavedView>, reader: Uuid, of_a_seat: bool) -> AnyView {
    if views.is_empty() {
        return view! {
            <EmptyState title="Aucune vue gardée"><p>"Les vues que vous gardez arrivent ici."</p></EmptyState>
        }
        .into_any();
    }
    let items = views.into_iter().map(|view| {
        let own = view.person_id == reader;
        let address = href(
            super::view::View::Table.path(),
            &Asked::read(&view.query).pairs,
        );
        let from = format!("{} {}", view.first_name, view.last_name);
        let note = match (own, view.shared) {
            (true, true) => " (montrée au binôme)".to_owned(),
            (true, false) => String::new(),
            (false, _) => format!(" (de {})", from.trim()),
        };
        let deed = |may: bool, part: &str, word: &'static str| {
            may.then(|| {
                let path = format!("{PATH}/{}/{part}", view.id);
                let name = format!(" {}", view.name);
                view! { " "<a href=path>{word}<span class="visually-hidden">{name}</span></a> }
            })
        };
        let mails = deed(own || of_a_seat, "courriel", "Recevoir par e-mail");
        let change = deed(own, "modifier", "Modifier");
        let delete = deed(own || of_a_seat, "supprimer", "Supprimer");
        view! { <li><a href=address>{view.name.clone()}</a>{note}{mails}{change}{delete}</li> }
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

/// Rename a view, show it or not.
pub fn change(view: &SavedView, form: &FormState, key: String) -> AnyView {
    view! {
        <div class="page page-narrow stack">
            <h1>"Modifier une vue"</h1>
            <ErrorSummary problems=form.summary(&[("nom", "Nom de la vue")])/>
            <form class="stack" method="post" action=format!("{PATH}/{}/modifier", view.id)>
                <input type="hidden" name="cle" value=key/>
                {fields(form, view.departement_code.is_some())}
                <p class="cluster">
                    <Button>"Enregistrer"</Button>
                    <ButtonLink kind=ButtonKind::Quiet href=PATH>"Ne rien changer"</ButtonLink>
                </p>
            </form>
        </div>
    }
    .into_any()
}

/// Delete a view?
pub fn delete(view: &SavedView, own: bool, key: String) -> AnyView {
    let note = match (own, view.shared) {
        (false, _) => " Son auteur et le binôme ne la verront plus.",
        (true, true) => " Le binôme ne la verra plus non plus.",
        (true, false) => "",
    };
    let from = format!("{} {}", view.first_name, view.last_name);
    let whose = if own {
        String::new()
    } else {
        format!(" de {}", from.trim())
    };
    let sentence = format!(
        "La vue « {} »{whose} sera supprimée. Les projets, eux, restent.",
        view.name
    );
    view! {
        <div class="page page-narrow stack">
            <h1>"Supprimer une vue"</h1>
            <Alert tone=Tone::Warning>{sentence}{note}</Alert>
            <form class="cluster" method="post" action=format!("{PATH}/{}/supprimer", view.id)>
                <input type="hidden" name="cle" value=key/>
                <Button kind=ButtonKind::Danger>"Supprimer cette vue"</Button>
                <ButtonLink kind=ButtonKind::Quiet href=PATH>"La garder"</ButtonLink>
            </form>
        </div>
    }
    .into_any()
}

/// Where one comes back to after a view was kept.
fn kept_at(pairs: Pairs) -> String {
    href(
        super::view::View::Table.path(),
        &with(pairs, "fait", "vue-gardee"),
    )
}
