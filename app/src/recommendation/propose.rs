//! A person recommends: an offer found in the catalogue, or a free advice.

use crate::http::FormState;
use crate::i18n::{help, numbers};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, ErrorSummary, Field, FieldKind, IconName, RadioGroup,
    Select, TextArea,
};
use domain::ids::ProjectId;
use domain::recommendation::{ADVICE_MAX, TITLE_MAX};
use leptos::prelude::*;
use services::offer::Found;
use services::read_models::blocker::Line as Blocker;

/// What the page shows.
pub struct Model {
    /// The project.
    pub project: ProjectId,
    /// The first offers that the words find.
    pub found: Found,
    /// The project's blockers.
    pub blockers: Vec<Blocker>,
    /// Key of the form.
    pub key: String,
    /// What was typed: `q` is the search.
    pub form: FormState,
}

/// The whole part: search first, then the form with what was found.
pub fn part(model: Model) -> AnyView {
    let Model {
        project,
        found,
        blockers,
        key,
        form,
    } = model;
    let action = format!("/projets/{project}/recommandations/proposer");
    let mut offers = vec![
        Choice::new("", "Aucune : je donne un conseil libre")
            .selected(form.value("offre").is_empty()),
    ];
    offers.extend(found.offers.iter().map(|offer| {
        let id = offer.id.to_string();
        let chosen = form.ticked("offre", &id);
        Choice::new(id, offer.title.clone())
            .hint(offer.provider.clone())
            .selected(chosen)
    }));
    let about: Vec<Choice> = blockers
        .into_iter()
        .filter(|blocker| blocker.solved_at.is_none())
        .map(|blocker| {
            let id = blocker.id.to_string();
            let chosen = form.value("blocage") == id;
            let words: String = blocker.sentence.chars().take(80).collect();
            Choice::new(id, format!("{} : {words}", help::kind(&blocker.kind))).selected(chosen)
        })
        .collect();
    let labels = [
        ("offre", "Aide"),
        ("titre", "Titre"),
        ("conseil", "Conseil"),
        ("blocage", "Blocage"),
    ];
    let count = numbers::counted(found.total, "aide trouvée", "aides trouvées");
    let shown = i64::try_from(found.offers.len()).unwrap_or(0);
    let more = (found.total > shown).then(|| {
        format!(" Les {shown} premières sont ci-dessous : précisez vos mots pour les autres.")
    });
    view! {
        <section class="stack stack-wide">
            <h2>"Recommander une aide"</h2>
            <ErrorSummary problems=form.summary(&labels)/>
            <form class="form" method="get" action=action.clone() role="search">
                <Field name="q" label="Chercher dans le catalogue" value=form.value("q") kind=FieldKind::Search optional=true/>
                <div class="form-actions form-actions-start"><Button kind=ButtonKind::Secondary icon=IconName::Search>"Chercher"</Button></div>
            </form>
            <p role="status">{count}"."{more}</p>
            <form class="form" method="post" action=action novalidate>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="q" value=form.value("q")/>
                <RadioGroup name="offre" label="Quelle aide recommandez-vous ?" options=offers error=form.error("offre")/>
                <Select name="blocage" label="Pour quel blocage ?" options=about placeholder="Pour le projet dans son ensemble" error=form.error("blocage") optional=true/>
                <Field name="titre" label="Titre du conseil" value=form.value("titre") error=form.error("titre") hint="Pour un conseil libre seulement." maxlength=TITLE_MAX optional=true/>
                <TextArea name="conseil" label="Pourquoi, et par où commencer ?" value=form.value("conseil") error=form.error("conseil") hint="La collectivité lit ces mots avec votre nom. Nécessaire pour un conseil libre." maxlength=ADVICE_MAX optional=true/>
                <div class="form-actions">
                    <Button>"Recommander"</Button>
                    <ButtonLink href=format!("/projets/{project}/recommandations") kind=ButtonKind::Quiet>"Revenir aux recommandations"</ButtonLink>
                </div>
            </form>
        </section>
    }
    .into_any()
}
