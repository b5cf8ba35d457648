//! Dry runs, gaps and loads.

use super::words;
use crate::desk::actions::address;
use crate::i18n::{labels, numbers};
use crate::ui::{Badge, ColumnHead, Table, Tone};
use domain::theme::Theme;
use leptos::prelude::*;
use services::assignment::Colleague;
use services::rule::list::{RulesView, Trying};
use services::rule::trial::{Example, Gap, Trial};

/// The dry run asked for on the list.
pub fn section(rules: &RulesView, (trying, trial): &(Trying, Trial)) -> AnyView {
    let (title, sentence) = match trying {
        Trying::One(id) => {
            let name = rules
                .rules
                .iter()
                .find(|view| view.rule.id == *id)
                .map(|view| view.rule.draft.name.clone())
                .unwrap_or_default();
            (
                format!("Essai à blanc de la règle « {name} »"),
                words::counted(trial.counted),
            )
        }
        Trying::All | Trying::Nothing => (
            "Essai à blanc de la liste".to_owned(),
            format!(
                "Sur {} déposés depuis douze mois, les règles en auraient retenu {}. Voici les derniers déposés.",
                words::projects(rules.projects),
                numbers::whole(i64::try_from(trial.counted.caught).unwrap_or(i64::MAX))
            ),
        ),
    };
    let each = matches!(trying, Trying::All);
    view! {
        <section class="card stack" id="essai">
            <h2>{title}</h2>
            <p>{sentence}</p>
            <p class="muted">"Un essai à blanc ne confie aucun projet."</p>
            {examples(&trial.examples, each)}
        </section>
    }
    .into_any()
}

/// The dry run of what is typed in the form.
pub fn typed(trial: &Trial) -> AnyView {
    view! {
        <section class="card stack" id="essai">
            <h2>"Essai à blanc"</h2>
            <p>{words::counted(trial.counted)}</p>
            <p class="muted">"Sur les projets déposés depuis douze mois. Rien n'est enregistré : votre règle est gardée ci-dessous."</p>
            {examples(&trial.examples, false)}
        </section>
    }
    .into_any()
}

/// `each`: every line says which rule catches it, or that none does.
fn examples(examples: &[Example], each: bool) -> AnyView {
    if examples.is_empty() {
        return ().into_any();
    }
    let lines = examples
        .iter()
        .map(|one| {
            let taken = match (&one.taken_by, each) {
                (Some(rule), true) => Some(format!("retenu par « {rule} »")),
                (Some(rule), false) => Some(format!("retenu avant par « {rule} »")),
                (None, true) => Some("retenu par aucune règle".to_owned()),
                (None, false) => None,
            };
            view! { <li>{link(one)}{taken.map(|words| format!(" : {words}"))}</li> }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}

fn link(one: &Example) -> AnyView {
    let number = one
        .number
        .map(|n| format!("n°\u{a0}{}, ", numbers::whole(n)))
        .unwrap_or_default();
    view! { <a href=format!("/projets/{}", one.id)>{one.title.clone()}</a>{format!(" ({number}{})", one.bearer)} }
        .into_any()
}

/// What no rule catches.
pub fn gaps(rules: &RulesView) -> AnyView {
    let sentence = match (rules.projects, rules.left) {
        (0, _) => "Aucun projet n'a été déposé depuis douze mois.".to_owned(),
        (_, 0) => format!(
            "Les règles retiennent tous les projets déposés depuis douze mois ({}).",
            words::projects(rules.projects)
        ),
        (all, left) => format!(
            "Sur {} déposés depuis douze mois, {} par aucune règle.",
            words::projects(all),
            numbers::counted(
                i64::try_from(left).unwrap_or(i64::MAX),
                "projet n'est retenu",
                "projets ne sont retenus"
            )
        ),
    };
    let rows: Vec<AnyView> = rules
        .gaps
        .iter()
        .map(|gap| row(gap, &rules.departement))
        .collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table id="trous" caption="Ce qu'aucune règle ne retient, le plus fréquent d'abord" caption_hidden=true stacked=true>
                <thead>
                    <tr>
                        <ColumnHead label="Thème"/>
                        <ColumnHead label="Arrondissement"/>
                        <ColumnHead label="Projets" number=true/>
                        <ColumnHead label="Exemple"/>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    view! {
        <section class="stack">
            <h2>"Ce qu'aucune règle ne retient"</h2>
            <p>{sentence}</p>
            {table}
        </section>
    }
    .into_any()
}

fn row(gap: &Gap, departement: &str) -> AnyView {
    let parts = [
        ("departement", departement.to_owned()),
        ("theme", gap.theme.clone()),
    ];
    let theme = labels::of(Theme::parse, &gap.theme);
    let place = match gap.arrondissement.as_str() {
        "" => "Inconnu".to_owned(),
        of => format!("Arrondissement {of}"),
    };
    let number = numbers::whole(i64::try_from(gap.projects).unwrap_or(i64::MAX));
    view! {
        <tr>
            <th scope="row"><a href=address("/territoire/projets", &parts)>{theme}</a></th>
            <td data-label="Arrondissement">{place}</td>
            <td data-label="Projets" class="number">{number}</td>
            <td data-label="Exemple">{link(&gap.example)}</td>
        </tr>
    }
    .into_any()
}

/// Who follows how many.
pub fn loads(colleagues: &[Colleague]) -> AnyView {
    if colleagues.is_empty() {
        return ().into_any();
    }
    let rows = colleagues
        .iter()
        .map(|one| {
            let late = if one.late == 0 {
                view! { "0" }.into_any()
            } else {
                view! { <Badge tone=Tone::Danger label=numbers::whole(one.late)/> }.into_any()
            };
            view! {
                <tr>
                    <th scope="row">{one.name.clone()}</th>
                    <td data-label="Service">{one.job.clone()}</td>
                    <td data-label="Projets suivis" class="number">{numbers::whole(one.load)}</td>
                    <td data-label="Premiers contacts en retard" class="number">{late}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>"Qui suit combien de projets"</h2>
            <Table id="charges" caption="Projets suivis par chacun aujourd'hui" caption_hidden=true stacked=true>
                <thead>
                    <tr>
                        <ColumnHead label="Personne"/>
                        <ColumnHead label="Service"/>
                        <ColumnHead label="Projets suivis" number=true/>
                        <ColumnHead label="Premiers contacts en retard" number=true/>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}
