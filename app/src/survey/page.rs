//! The état des lieux: what is known already, then one form a section.

use super::fields;
use crate::http::FormState;
use crate::i18n::{dates, help, labels, numbers};
use crate::project::view::ago;
use crate::ui::{
    Button, ButtonKind, DescriptionItem, DescriptionList, ErrorSummary, IconName, Timeline,
    TimelineItem,
};
use domain::ids::ProjectId;
use domain::project::Phase;
use domain::survey::Value;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::project::Sheet;
use services::read_models::survey::Earlier;
use services::survey::Question;

/// A section that was refused, as it was typed.
pub struct Refused {
    /// The section.
    pub section: String,
    /// What was typed and what is wrong.
    pub form: FormState,
}

/// What the page shows.
pub struct Model {
    /// The project.
    pub project: ProjectId,
    /// What the project says already.
    pub known: Vec<(&'static str, String)>,
    /// The questions in order, with their answers.
    pub questions: Vec<Question>,
    /// Whether the reader may answer.
    pub editable: bool,
    /// Start of the forms' keys.
    pub key: String,
    /// Now.
    pub now: Timestamp,
    /// The section that was refused.
    pub refused: Option<Refused>,
}

/// What the sheet knows and the questionnaire therefore does not ask.
pub fn known(sheet: &Sheet, communes: &[String]) -> Vec<(&'static str, String)> {
    [
        ("Porteur", Some(sheet.bearer_name.clone())),
        ("Communes concernées", Some(communes.join(", "))),
        (
            "Thème principal",
            Some(labels::of(Theme::parse, &sheet.main_theme)),
        ),
        ("Avancement", Some(labels::of(Phase::parse, &sheet.phase))),
        ("Coût total", sheet.total_cost_cents.map(numbers::euros)),
        ("Début", sheet.start_on.as_deref().map(dates::iso_day)),
        ("Fin", sheet.end_on.as_deref().map(dates::iso_day)),
        ("Adresse du site", Some(sheet.site_address.clone())),
        ("Ce qui manque", Some(sheet.needs.clone())),
    ]
    .into_iter()
    .filter_map(|(label, words)| {
        words
            .filter(|words| !words.is_empty())
            .map(|words| (label, words))
    })
    .collect()
}

/// The whole part.
pub fn part(model: Model) -> AnyView {
    let answered = model
        .questions
        .iter()
        .filter(|question| question.value.is_some())
        .count();
    let total = model.questions.len();
    let many = if answered < 2 {
        "réponse"
    } else {
        "réponses"
    };
    let mut sections: Vec<(String, Vec<Question>)> = Vec::new();
    for question in model.questions {
        match sections.last_mut() {
            Some((title, questions)) if *title == question.line.section => questions.push(question),
            _ => sections.push((question.line.section.clone(), vec![question])),
        }
    }
    let (mut refused, now) = (model.refused, model.now);
    let summary = refused.as_ref().map(|refused| refused.form.clone());
    let problems = summary
        .map(|form| problems(&form, &sections))
        .unwrap_or_default();
    let sections = sections
        .into_iter()
        .enumerate()
        .map(|(place, (title, questions))| {
            let form = refused
                .take_if(|refused| refused.section == title)
                .map(|refused| refused.form);
            let body = if model.editable {
                section_form(
                    model.project,
                    &title,
                    questions,
                    form,
                    format!("{}-{place}", model.key),
                    now,
                )
            } else {
                section_answers(model.project, questions, now)
            };
            view! { <section class="card stack"><h3>{title}</h3>{body}</section> }
        });
    view! {
        <section class="stack stack-wide">
            <h2>"État des lieux"</h2>
            <ErrorSummary problems=problems/>
            <p class="soft">
                <b>{format!("{answered} {many} sur {total}")}</b>
                {model.editable.then_some(". Répondez dans l'ordre que vous voulez : chaque partie s'enregistre à part, et rien n'est obligatoire.")}
            </p>
            <section class="card stack">
                <h3>"Ce que nous savons déjà"</h3>
                <DescriptionList>
                    {model.known.into_iter().map(|(label, words)| view! {
                        <DescriptionItem label=label><span class="typed">{words}</span></DescriptionItem>
                    }).collect_view()}
                </DescriptionList>
            </section>
            {sections.collect_view()}
        </section>
    }
    .into_any()
}

fn problems(
    form: &FormState,
    sections: &[(String, Vec<Question>)],
) -> Vec<crate::ui::FieldProblem> {
    let names: Vec<(String, String)> = sections
        .iter()
        .flat_map(|(_, questions)| questions)
        .flat_map(|question| {
            let label = question.line.label.clone();
            [
                (question.field(), label.clone()),
                (question.comment_field(), format!("Commentaire, {label}")),
            ]
        })
        .collect();
    let names: Vec<(&str, &str)> = names
        .iter()
        .map(|(name, label)| (name.as_str(), label.as_str()))
        .collect();
    form.summary(&names)
}

fn section_form(
    project: ProjectId,
    title: &str,
    questions: Vec<Question>,
    form: Option<FormState>,
    key: String,
    now: Timestamp,
) -> AnyView {
    let questions = questions.into_iter().map(|question| {
        let who = answered_by(project, &question, now);
        view! { <div class="stack stack-tight">{fields::question(&question, form.as_ref())}{who}</div> }
    });
    view! {
        <form class="form" method="post" action=format!("/projets/{project}/etat-des-lieux") novalidate>
            <input type="hidden" name="cle" value=key/>
            <input type="hidden" name="section" value=title.to_owned()/>
            {questions.collect_view()}
            <div class="form-actions">
                <Button kind=ButtonKind::Secondary>{format!("Enregistrer « {title} »")}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn section_answers(project: ProjectId, questions: Vec<Question>, now: Timestamp) -> AnyView {
    let lines = questions.into_iter().map(move |question| {
        let words = question.value.as_ref().map(|value| words(&question, value));
        let comment = question.comment().to_owned();
        let who = answered_by(project, &question, now);
        view! {
            <DescriptionItem label=question.line.label.clone()>
                {match words {
                    Some(words) => view! { <span class="typed">{words}</span> }.into_any(),
                    None => view! { <span class="soft">"Pas encore de réponse"</span> }.into_any(),
                }}
                {(!comment.is_empty()).then(|| view! { <p class="soft typed">{comment}</p> })}
                {who}
            </DescriptionItem>
        }
    });
    view! { <DescriptionList>{lines.collect_view()}</DescriptionList> }.into_any()
}

/// Who answered and when, and the way to earlier answers.
fn answered_by(project: ProjectId, question: &Question, now: Timestamp) -> AnyView {
    let line = &question.line;
    let who = line.answered_at.map(|at| {
        let name = help::name(
            line.first_name.as_deref().unwrap_or_default(),
            line.last_name.as_deref().unwrap_or_default(),
        );
        view! { "Réponse de " {name} ", " {ago(Timestamp(at), now)} }
    });
    let earlier = (line.earlier > 0).then(|| {
        let href = format!("/projets/{project}/etat-des-lieux/{}", line.code);
        let words = numbers::counted(line.earlier, "réponse précédente", "réponses précédentes");
        view! { " " <a href=href>{words}<span class="visually-hidden">{format!(" à : {}", line.label)}</span></a> }
    });
    if who.is_none() && earlier.is_none() {
        return ().into_any();
    }
    view! { <p class="soft small">{who}{earlier}</p> }.into_any()
}

/// An answer in words.
fn words(question: &Question, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::YesNo(true) => "Oui".to_owned(),
        Value::YesNo(false) => "Non".to_owned(),
        Value::Number(plain) => help::number(plain),
        Value::Money(cents) => numbers::euros(cents.0),
        Value::Date(iso) => dates::iso_day(iso),
        Value::Choices(codes) => {
            let label = |code: &String| {
                let choice = question.choices.iter().find(|choice| choice.code == *code);
                choice.map_or_else(|| code.clone(), |choice| choice.label.clone())
            };
            codes.iter().map(label).collect::<Vec<_>>().join(" ; ")
        }
    }
}

/// Every answer to one question, the newest first.
pub fn history(
    project: ProjectId,
    question: &Question,
    answers: Vec<Earlier>,
    now: Timestamp,
) -> AnyView {
    let items = answers.into_iter().map(|answer| {
        let value: Option<Value> = serde_json::from_str(&answer.value).unwrap_or(None);
        let words = value.map_or_else(|| "Sans réponse".to_owned(), |value| words(question, &value));
        let current = answer.replaced_at.is_none();
        view! {
            <TimelineItem icon=IconName::Edit when=ago(Timestamp(answer.answered_at), now)>
                <p>{help::name(&answer.first_name, &answer.last_name)}{current.then_some(" (réponse actuelle)")}</p>
                <p class="typed">{words}</p>
                {(!answer.comment.is_empty()).then(|| view! { <p class="soft typed">{answer.comment}</p> })}
            </TimelineItem>
        }
    });
    let (items, title) = (items.collect_view(), question.line.label.clone());
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <p><a href=format!("/projets/{project}/etat-des-lieux")>"Revenir à l'état des lieux"</a></p>
            <Timeline>{items}</Timeline>
        </section>
    }
    .into_any()
}
