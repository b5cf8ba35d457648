//! The list of rules: in their order, what each does, what none does, who follows how many.

use super::actions::{ALL, RULES};
use super::trial;
use super::words::{self, Said};
use crate::desk::actions::{address, other_departements};
use crate::i18n::{dates, numbers};
use crate::ui::{Alert, Badge, Button, ButtonKind, ButtonLink, EmptyState, Time, Tone};
use leptos::prelude::*;
use services::rule::form::Kept;
use services::rule::list::{RuleView, RulesView};

/// The page. `key` draws a one-time key.
pub fn list(rules: RulesView, named: &str, key: &dyn Fn() -> String) -> AnyView {
    let of = rules.departement.clone();
    let others = other_departements(RULES, &of, &rules.departements);
    let new = rules.may_edit.then(|| {
        let href = address(&format!("{RULES}/nouvelle"), &[("departement", of.clone())]);
        view! { <ButtonLink href=href>"Ajouter une règle"</ButtonLink> }
    });
    let try_all = (!rules.rules.is_empty()).then(|| {
        let parts = [("departement", of.clone()), ("essai", ALL.to_owned())];
        view! { <ButtonLink kind=ButtonKind::Secondary href=address(RULES, &parts)>"Essayer la liste à blanc"</ButtonLink> }
    });
    let desk = address("/territoire", &[("departement", of.clone())]);
    view! {
        <div class="page stack stack-wide">
            <div class="stack">
                <h1>{format!("Les règles d'affectation {named}")}</h1>
                <p>"Dès que les deux sièges ont signé une priorité, la première règle qui retient le projet le confie à quelqu'un. Si aucune ne le retient, il attend sur la liste « à confier à quelqu'un » : rien ne se perd."</p>
                <p><a href=desk>"Revenir à ce qui vous attend"</a></p>
                {others}
                <p class="cluster">{new}{try_all}</p>
            </div>
            {waiting(&rules, key)}
            {rules.trial.as_ref().map(|tried| trial::section(&rules, tried))}
            <section class="stack">
                <h2>"Les règles, dans l'ordre"</h2>
                {ordered(&rules, key)}
            </section>
            {trial::gaps(&rules)}
            {trial::loads(&rules.colleagues)}
        </div>
    }
    .into_any()
}

fn waiting(rules: &RulesView, key: &dyn Fn() -> String) -> Option<AnyView> {
    if rules.waiting == 0 {
        return None;
    }
    let parts = [
        ("departement", rules.departement.clone()),
        ("groupe", "assign".to_owned()),
    ];
    let words = numbers::counted(
        rules.waiting,
        "projet priorisé attend",
        "projets priorisés attendent",
    );
    let apply = (rules.may_edit && !rules.rules.is_empty()).then(|| {
        view! {
            <form method="post" action=format!("{RULES}/appliquer")>
                <input type="hidden" name="cle" value=key()/>
                <input type="hidden" name="departement" value=rules.departement.clone()/>
                <Button kind=ButtonKind::Secondary>"Leur appliquer les règles d'aujourd'hui"</Button>
            </form>
        }
        .into_any()
    });
    Some(
        view! {
            <Alert tone=Tone::Info title="À confier à la main">
                <p>{format!("{words} une affectation. ")}<a href=address("/territoire", &parts)>"Les voir et pourquoi"</a></p>
                {apply}
            </Alert>
        }
        .into_any(),
    )
}

fn ordered(rules: &RulesView, key: &dyn Fn() -> String) -> AnyView {
    if rules.rules.is_empty() {
        return view! {
            <EmptyState title="Aucune règle pour l'instant">
                <p>"Chaque projet priorisé attend alors qu'un siège le confie à quelqu'un. Une règle le fait à votre place, par exemple tous les projets d'eau à votre spécialiste."</p>
            </EmptyState>
        }
        .into_any();
    }
    let last = rules.rules.len();
    let items = (1..)
        .zip(&rules.rules)
        .map(|(position, rule)| {
            let id = format!("regle-{}", rule.rule.id);
            let actions = actions(rules, rule, position, last, key);
            view! { <li class="card stack" id=id>{item(rule, position)}{actions}</li> }
        })
        .collect_view();
    view! { <ol class="rules">{items}</ol> }.into_any()
}

fn item(view: &RuleView, position: usize) -> AnyView {
    let draft = &view.rule.draft;
    let sentence = words::sentence(Said {
        asked: &draft.conditions,
        places: &view.places,
        contracts: &view.contracts,
        target: &view.target,
        of_service: view.of_service(),
    });
    let off = (!view.rule.enabled).then(|| view! { <Badge label="Désactivée"/> });
    let covered = view.covered.then(|| {
        view! { <Alert tone=Tone::Warning title="Cette règle ne sert jamais"><p>"Les règles placées avant retiennent déjà tout ce qu'elle pourrait retenir. Montez-la ou supprimez-la."</p></Alert> }
    });
    let gone = view.gone.then(|| {
        let words = if view.of_service() {
            "Ce service n'a plus personne dans le département."
        } else {
            "Cette personne n'est plus agent du département ni au binôme."
        };
        view! { <Alert tone=Tone::Warning title="Plus personne ne reçoit ces projets"><p>{words}" Les projets retenus attendent d'être confiés à la main : modifiez la règle."</p></Alert> }
    });
    let conflicts = (!view.covered).then(|| view.conflicts.iter().map(conflict).collect_view());
    let by = if view.updated_by.is_empty() {
        String::new()
    } else {
        format!(" par {}", view.updated_by)
    };
    view! {
        <h3 class="card-title">{format!("{position}. {}", draft.name)}</h3>
        <p>{sentence}</p>
        {off}
        <p class="soft">{format!("Sur douze mois : {}", lower(&words::counted(view.counted)))}</p>
        {covered}
        {gone}
        {conflicts}
        <p class="muted">"Modifiée"{by}" le "<Time datetime=dates::machine(view.updated_at) words=dates::moment_day(view.updated_at)/></p>
    }
    .into_any()
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn conflict(conflict: &services::rule::list::Conflict) -> AnyView {
    let shared = match conflict.projects {
        0 => "aucun sur douze mois".to_owned(),
        n => format!("{} sur douze mois", words::projects(n)),
    };
    let words = format!(
        "Peut retenir les mêmes projets que la règle {} « {} », qui passe avant ({shared}).",
        conflict.position, conflict.name
    );
    view! { <p><Badge tone=Tone::Warning label="Recouvrement"/>" "{words}</p> }.into_any()
}

fn actions(
    rules: &RulesView,
    view: &RuleView,
    position: usize,
    last: usize,
    key: &dyn Fn() -> String,
) -> AnyView {
    let (id, name) = (view.rule.id, view.rule.draft.name.as_str());
    let of = rules.departement.as_str();
    let parts = [("departement", of.to_owned()), ("essai", id.to_string())];
    let tried = link(
        ButtonKind::Quiet,
        address(RULES, &parts),
        "Essayer à blanc",
        name,
    );
    if !rules.may_edit {
        return view! { <div class="cluster">{tried}</div> }.into_any();
    }
    let at = |path: &str| format!("{RULES}/{id}/{path}");
    let press = |path: &str, words: &'static str, active: Option<&'static str>| {
        press(at(path), [of, name], key(), words, active)
    };
    let up = (position > 1).then(|| press("monter", "Monter", None));
    let down = (position < last).then(|| press("descendre", "Descendre", None));
    let switch = if view.rule.enabled {
        press("etat", "Désactiver", Some("non"))
    } else {
        press("etat", "Activer", Some("oui"))
    };
    view! {
        <div class="cluster">
            {up}
            {down}
            {switch}
            {link(ButtonKind::Secondary, at("modifier"), "Modifier", name)}
            {tried}
            {link(ButtonKind::Quiet, at("supprimer"), "Supprimer", name)}
        </div>
    }
    .into_any()
}

/// A link about one rule, whose name is heard and not seen.
fn link(kind: ButtonKind, href: String, words: &'static str, rule: &str) -> AnyView {
    let rule = format!(" la règle « {rule} »");
    view! { <ButtonLink kind=kind href=href>{words}<span class="visually-hidden">{rule}</span></ButtonLink> }
        .into_any()
}

/// One press on one rule. `active`: what the state becomes.
fn press(
    action: String,
    [departement, rule]: [&str; 2],
    key: String,
    words: &'static str,
    active: Option<&'static str>,
) -> AnyView {
    let rule = format!(" la règle « {rule} »");
    view! {
        <form method="post" action=action>
            <input type="hidden" name="cle" value=key/>
            <input type="hidden" name="departement" value=departement.to_owned()/>
            {active.map(|value| view! { <input type="hidden" name="active" value=value/> })}
            <Button kind=ButtonKind::Secondary>{words}<span class="visually-hidden">{rule}</span></Button>
        </form>
    }
    .into_any()
}

/// The page where a deletion is confirmed.
pub fn delete(kept: &Kept, key: String) -> AnyView {
    let list = address(RULES, &[("departement", kept.departement.clone())]);
    view! {
        <div class="page stack">
            <h1>"Supprimer une règle"</h1>
            <p><b>{kept.rule.draft.name.clone()}</b></p>
            <Alert tone=Tone::Warning>"Les projets qu'elle a confiés restent confiés. Les prochains ne le seront plus par elle. Pour l'arrêter un temps, désactivez-la plutôt."</Alert>
            <form class="stack" method="post" action=format!("{RULES}/{}/supprimer", kept.rule.id)>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=kept.departement.clone()/>
                <Button kind=ButtonKind::Danger>"Supprimer la règle"</Button>
            </form>
            <p><a href=list>"Revenir aux règles sans rien changer"</a></p>
        </div>
    }
    .into_any()
}
