//! The control of one question, and the comment beside it.

use crate::http::FormState;
use crate::i18n::{dates, numbers};
use crate::ui::{
    CheckboxGroup, Choice, DateField, Field, FieldKind, FieldWidth, MoneyField, RadioGroup,
    TextArea,
};
use domain::project::QuestionKind;
use domain::survey::Value;
use leptos::prelude::*;
use services::survey::Question;

/// The control, with what was typed when the form was refused, else with the answer kept.
pub fn question(question: &Question, form: Option<&FormState>) -> AnyView {
    let name = question.field();
    let label = question.line.label.clone();
    let hint = question.line.hint.clone();
    let error = form.and_then(|form| form.error(&name));
    let typed = form.map_or_else(
        || kept(question.value.as_ref()),
        |form| form.typed.all(&name),
    );
    let first = typed.first().cloned().unwrap_or_default();
    let control = match question.kind {
        QuestionKind::Text => {
            view! { <Field name=name label=label value=first hint=hint error=error optional=true/> }.into_any()
        }
        QuestionKind::LongText => {
            view! { <TextArea name=name label=label value=first hint=hint error=error optional=true/> }.into_any()
        }
        QuestionKind::Number => view! {
            <Field name=name label=label value=first hint=hint error=error optional=true kind=FieldKind::Number width=FieldWidth::Short/>
        }
        .into_any(),
        QuestionKind::Money => {
            view! { <MoneyField name=name label=label value=first hint=hint error=error optional=true/> }.into_any()
        }
        QuestionKind::Date => {
            view! { <DateField name=name label=label value=first hint=hint error=error optional=true/> }.into_any()
        }
        QuestionKind::YesNo => {
            let options = [("oui", "Oui"), ("non", "Non")].map(|(value, label)| Choice::new(value, label).selected(first == value));
            view! { <RadioGroup name=name label=label options=options.to_vec() hint=hint error=error optional=true inline=true/> }.into_any()
        }
        QuestionKind::SingleChoice => {
            view! { <RadioGroup name=name label=label options=choices(question, &typed) hint=hint error=error optional=true/> }.into_any()
        }
        QuestionKind::MultipleChoice => {
            view! { <CheckboxGroup name=name label=label options=choices(question, &typed) hint=hint error=error optional=true/> }.into_any()
        }
    };
    view! { {control} {comment(question, form)} }.into_any()
}

fn choices(question: &Question, typed: &[String]) -> Vec<Choice> {
    let choice = |choice: &domain::survey::Choice| {
        Choice::new(choice.code.clone(), choice.label.clone())
            .selected(typed.contains(&choice.code))
    };
    question.choices.iter().map(choice).collect()
}

/// Folded while there is nothing to read in it.
fn comment(question: &Question, form: Option<&FormState>) -> AnyView {
    let name = question.comment_field();
    let error = form.and_then(|form| form.error(&name));
    let value = form.map_or_else(|| question.comment().to_owned(), |form| form.value(&name));
    let open = !value.is_empty() || error.is_some();
    let label = format!("Commentaire sur « {} »", question.line.label);
    view! {
        <details open=open>
            <summary>"Ajouter un commentaire"</summary>
            <Field name=name label=label value=value error=error optional=true/>
        </details>
    }
    .into_any()
}

/// An answer as people would type it again.
fn kept(value: Option<&Value>) -> Vec<String> {
    match value {
        None => Vec::new(),
        Some(Value::Text(text)) => vec![text.clone()],
        Some(Value::Choices(codes)) => codes.clone(),
        Some(Value::YesNo(yes)) => vec![if *yes { "oui" } else { "non" }.to_owned()],
        Some(Value::Number(plain)) => vec![plain.replace('.', ",")],
        Some(Value::Money(cents)) => vec![numbers::euros(cents.0)],
        Some(Value::Date(iso)) => vec![dates::typed(iso)],
    }
}
