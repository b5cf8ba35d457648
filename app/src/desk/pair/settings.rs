//! What the pair agreed on: who settles its differences, and how much each criterion counts.

use super::super::actions::address;
use crate::http::FormState;
use crate::ui::{Button, ButtonKind, Field, FieldKind, FieldWidth};
use leptos::prelude::*;
use services::pair::PairView;

/// The name of the referent's field.
pub const REFERENT: &str = "email-referent";

/// The referent, with the form to name another one for those who may; the way to the weights.
pub fn section(pair: &PairView, filled: &FormState, key: String) -> AnyView {
    let href = address(
        "/territoire/binome/ponderation",
        &[("departement", pair.departement.clone())],
    );
    let weights = pair.sees_weights.then(|| {
        view! { <p><a href=href>"Voir les poids"</a></p> }
    });
    let referent = match &pair.referent {
        Some(referent) => {
            let (name, email) = (referent.name.clone(), referent.email.clone());
            view! { <p><b>{name}</b>" "<a href=format!("mailto:{email}")>{email.clone()}</a></p> }
                .into_any()
        }
        None => view! { <p class="muted">"Aucun référent n'est désigné : un désaccord du binôme n'aurait personne pour le trancher."</p> }
            .into_any(),
    };
    let summary = match &pair.referent {
        Some(_) => "Désigner un autre référent",
        None => "Désigner un référent",
    };
    let form = pair
        .may_name_referent()
        .then(|| form(&pair.departement, summary, filled, key));
    view! {
        <section class="card stack">
            <h2>"Référent du département"</h2>
            <p>"Si les deux sièges ne signent pas la même priorité en cinq jours ouvrés, le référent tranche. Il lit les projets et les cotations, et ne siège pas au binôme."</p>
            {referent}
            {form}
        </section>
        <section class="card stack">
            <h2>"Poids des critères"</h2>
            <p>"Les six critères de la cotation comptent plus ou moins, de 0 à 5. L'effet d'un changement se voit sur les projets déjà cotés avant d'être enregistré."</p>
            {weights}
        </section>
    }
    .into_any()
}

fn form(departement: &str, summary: &'static str, filled: &FormState, key: String) -> AnyView {
    let (value, error) = (filled.value(REFERENT), filled.error(REFERENT));
    let open = error.is_some();
    view! {
        <details open=open>
            <summary>{summary}</summary>
            <form class="stack" method="post" action="/territoire/binome/referent">
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=departement.to_owned()/>
                <Field name=REFERENT label="Adresse e-mail du référent" kind=FieldKind::Email width=FieldWidth::Medium hint="Cette personne doit déjà avoir un compte. Laissez vide pour n'en désigner aucun." value=value error=error optional=true/>
                <Button kind=ButtonKind::Secondary>"Enregistrer le référent"</Button>
            </form>
        </details>
    }
    .into_any()
}
