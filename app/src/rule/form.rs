//! The form of a rule.

use super::actions::RULES;
use super::trial;
use super::words::{self, Said};
use crate::desk::actions::address;
use crate::http::{FormState, Typed};
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::ui::{
    Alert, Button, ButtonKind, CheckboxGroup, Choice, ErrorSummary, Field, RadioGroup, TextArea,
    Tone,
};
use domain::ids::RuleId;
use domain::project::Phase;
use domain::rule::{GroundKind, Membership, NAME_MAX, Target};
use domain::theme::Theme;
use leptos::prelude::*;
use services::assignment::Colleague;
use services::rule::Place;
use services::rule::form::{Choices, Kept};
use services::rule::trial::Trial;

/// Which rule the form is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The département.
    pub departement: String,
    /// The rule to change; none for a new one.
    pub rule: Option<RuleId>,
    /// As of which version.
    pub version: i64,
    /// What somebody else saved while this was typed.
    pub there: Option<Kept>,
    /// The dry run of what is typed.
    pub trial: Option<Trial>,
}

impl Subject {
    /// A new rule.
    pub fn new(departement: String) -> Self {
        Self {
            departement,
            ..Self::default()
        }
    }

    /// A rule to change.
    pub fn of(kept: &Kept) -> Self {
        Self {
            departement: kept.departement.clone(),
            rule: Some(kept.rule.id),
            version: kept.version,
            ..Self::default()
        }
    }
}

const LABELS: &[(&str, &str)] = &[
    ("nom", "Nom de la règle"),
    ("themes", "Thème principal"),
    ("territoire", "Territoire"),
    ("arrondissements", "Arrondissements"),
    ("epci", "Intercommunalités"),
    ("communes", "Communes"),
    ("programmes", "Programmes et contrats"),
    ("phases", "Phase"),
    ("cible", "À qui confier le projet"),
];

/// The fields of the form as the rule is saved.
pub fn filled(kept: &Kept) -> FormState {
    let draft = &kept.rule.draft;
    let asked = &draft.conditions;
    let mut typed = vec![
        ("nom", draft.name.clone()),
        ("territoire", asked.ground.kind.code().to_owned()),
        ("communes", communes_typed(&kept.communes)),
        ("cible", draft.target.to_string()),
    ];
    let of = |name, codes: Vec<String>| codes.into_iter().map(move |code| (name, code));
    typed.extend(of("themes", codes(&asked.themes)));
    typed.extend(of("programmes", codes(&asked.memberships)));
    typed.extend(of("phases", codes(&asked.phases)));
    match asked.ground.kind {
        GroundKind::Arrondissement => {
            typed.extend(of("arrondissements", asked.ground.codes.clone()));
        }
        GroundKind::Epci => typed.extend(of("epci", asked.ground.codes.clone())),
        GroundKind::Departement | GroundKind::Commune => {}
    }
    let typed = typed
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    FormState::refused(Typed(typed), Vec::new())
}

fn codes<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// "49099 Cholet", one a line.
fn communes_typed(communes: &[Place]) -> String {
    let lines: Vec<String> = communes
        .iter()
        .map(|place| format!("{} {}", place.code, place.name))
        .collect();
    lines.join("\n")
}

/// The page.
pub fn page(subject: &Subject, choices: &Choices, key: String, state: &FormState) -> AnyView {
    let (title, action) = match subject.rule {
        Some(rule) => ("Modifier la règle", format!("{RULES}/{rule}/modifier")),
        None => ("Nouvelle règle", format!("{RULES}/nouvelle")),
    };
    let list = address(RULES, &[("departement", subject.departement.clone())]);
    let there = subject.there.as_ref().map(|there| both(there, choices));
    let tried = subject.trial.as_ref().map(trial::typed);
    let rule = subject.rule.map(|rule| {
        view! {
            <input type="hidden" name="regle" value=rule.to_string()/>
            <input type="hidden" name="version" value=subject.version.to_string()/>
        }
    });
    view! {
        <div class="page stack stack-wide">
            <ErrorSummary problems=state.summary(LABELS)/>
            <div class="stack">
                <h1>{title}</h1>
                <p>"Une règle retient les projets qui remplissent toutes ses conditions. Une condition laissée vide retient tout."</p>
            </div>
            {there}
            {tried}
            <form class="stack stack-wide" method="post" action=action>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="departement" value=subject.departement.clone()/>
                {rule}
                <Field name="nom" label="Nom de la règle" hint="La collectivité le lit quand cette règle confie son projet." value=state.value("nom") error=state.error("nom") maxlength=NAME_MAX/>
                {what(choices, state)}
                {place(choices, state)}
                {target(choices, state)}
                <div class="cluster">
                    <Button>"Enregistrer la règle"</Button>
                    <Button kind=ButtonKind::Secondary formaction=format!("{RULES}/essai")>"Essayer à blanc sans enregistrer"</Button>
                </div>
            </form>
            <p><a href=list>"Revenir aux règles sans rien changer"</a></p>
        </div>
    }
    .into_any()
}

fn what(choices: &Choices, state: &FormState) -> AnyView {
    let themes = Theme::ALL
        .iter()
        .map(|theme| choice(state, "themes", theme.code(), theme.label()))
        .collect();
    let phases = Phase::ALL
        .iter()
        .map(|phase| choice(state, "phases", phase.code(), phase.label()))
        .collect();
    let mut memberships: Vec<Choice> = Membership::PROGRAMMES
        .iter()
        .map(|one| choice(state, "programmes", one.code(), words::programme(*one)))
        .collect();
    memberships.extend(
        choices
            .contracts
            .iter()
            .map(|(code, name)| choice(state, "programmes", code, name)),
    );
    view! {
        <CheckboxGroup name="themes" label="Thème principal" dense=true optional=true hint="Rien de coché : tous les thèmes." options=themes error=state.error("themes")/>
        <CheckboxGroup name="phases" label="Phase" dense=true optional=true hint="Rien de coché : toutes les phases." options=phases error=state.error("phases")/>
        <CheckboxGroup name="programmes" label="Programmes et contrats" dense=true optional=true hint="Rien de coché : avec ou sans programme. Sinon, un seul des programmes cochés suffit." options=memberships error=state.error("programmes")/>
    }
    .into_any()
}

fn place(choices: &Choices, state: &FormState) -> AnyView {
    let kinds = [
        (GroundKind::Departement, "Tout le département"),
        (GroundKind::Arrondissement, "Des arrondissements"),
        (GroundKind::Epci, "Des intercommunalités"),
        (GroundKind::Commune, "Des communes"),
    ];
    let nothing = state.value("territoire").is_empty();
    let kinds = kinds
        .into_iter()
        .map(|(kind, label)| {
            let first = nothing && kind == GroundKind::Departement;
            let ticked = state.ticked("territoire", kind.code());
            Choice::new(kind.code(), label).selected(first || ticked)
        })
        .collect();
    let arrondissements = places(state, "arrondissements", &choices.arrondissements);
    let epcis = places(state, "epci", &choices.epcis);
    let open = |kind: GroundKind| state.ticked("territoire", kind.code());
    view! {
        <RadioGroup name="territoire" label="Territoire" options=kinds error=state.error("territoire")/>
        <details open=open(GroundKind::Arrondissement)>
            <summary>"Choisir des arrondissements"</summary>
            <CheckboxGroup name="arrondissements" label="Arrondissements" dense=true optional=true options=arrondissements error=state.error("arrondissements")/>
        </details>
        <details open=open(GroundKind::Epci)>
            <summary>"Choisir des intercommunalités"</summary>
            <CheckboxGroup name="epci" label="Intercommunalités" dense=true optional=true options=epcis error=state.error("epci")/>
        </details>
        <details open=open(GroundKind::Commune)>
            <summary>"Choisir des communes"</summary>
            <TextArea name="communes" label="Communes" optional=true hint="Une par ligne : son nom exact ou son code INSEE, par exemple 49099." value=state.value("communes") error=state.error("communes")/>
        </details>
    }
    .into_any()
}

fn places(state: &FormState, name: &str, places: &[Place]) -> Vec<Choice> {
    places
        .iter()
        .map(|place| choice(state, name, &place.code, &place.name))
        .collect()
}

fn choice(state: &FormState, name: &str, code: &str, label: &str) -> Choice {
    Choice::new(code, label).selected(state.ticked(name, code))
}

fn target(choices: &Choices, state: &FormState) -> AnyView {
    if choices.colleagues.is_empty() {
        return view! {
            <Alert tone=Tone::Warning>"Aucun agent n'est encore connu dans ce département. Demandez à l'administration nationale d'ajouter vos collègues."</Alert>
        }
        .into_any();
    }
    let services = choices.services.iter().map(|service| {
        let target = Target::Service(service.clone()).to_string();
        choice(state, "cible", &target, service)
            .hint("Le projet va à la personne de ce service qui suit le moins de projets.")
    });
    let people = choices.colleagues.iter().map(|one| {
        let target = Target::Person(one.id).to_string();
        choice(state, "cible", &target, &one.name).hint(load(one))
    });
    let options = people.chain(services).collect();
    view! {
        <RadioGroup name="cible" label="À qui confier le projet" options=options error=state.error("cible")/>
    }
    .into_any()
}

/// "Service eau. Suit 3 projets, dont 1 premier contact en retard."
fn load(one: &Colleague) -> String {
    let follows = match one.load {
        0 => "Ne suit aucun projet".to_owned(),
        n => format!("Suit {}", numbers::counted(n, "projet", "projets")),
    };
    let late = match one.late {
        0 => String::new(),
        n => format!(
            ", dont {} en retard",
            numbers::counted(n, "premier contact", "premiers contacts")
        ),
    };
    if one.job.is_empty() {
        format!("{follows}{late}.")
    } else {
        format!("{}. {follows}{late}.", one.job)
    }
}

/// What somebody else saved in between, above what is typed.
fn both(there: &Kept, choices: &Choices) -> AnyView {
    let draft = &there.rule.draft;
    let asked = &draft.conditions;
    let ground = &asked.ground;
    let known: &[Place] = match ground.kind {
        GroundKind::Arrondissement => &choices.arrondissements,
        GroundKind::Epci => &choices.epcis,
        GroundKind::Departement | GroundKind::Commune => &there.communes,
    };
    let places: Vec<Place> = known
        .iter()
        .filter(|place| ground.codes.contains(&place.code))
        .cloned()
        .collect();
    let contracts: Vec<String> = choices
        .contracts
        .iter()
        .filter(|(code, _)| asked.memberships.iter().any(|one| one.to_string() == *code))
        .map(|(_, name)| name.clone())
        .collect();
    let target = match &draft.target {
        Target::Service(service) => service.clone(),
        Target::Person(person) => choices
            .colleagues
            .iter()
            .find(|one| one.id == *person)
            .map_or_else(
                || "quelqu'un qui n'est plus là".to_owned(),
                |one| one.name.clone(),
            ),
    };
    let sentence = words::sentence(Said {
        asked,
        places: &places,
        contracts: &contracts,
        target: &target,
        of_service: matches!(draft.target, Target::Service(_)),
    });
    let name = draft.name.clone();
    view! {
        <Alert tone=Tone::Warning title="Quelqu'un a changé cette règle pendant que vous écriviez">
            <p>"Voici ce qui est enregistré maintenant :"</p>
            <p><b>{name}</b></p>
            <p>{sentence}</p>
            <p>"Votre texte est gardé ci-dessous. L'enregistrer remplace la règle ci-dessus."</p>
        </Alert>
    }
    .into_any()
}
