//! Answers to a questionnaire: one value a question, of the question's kind.

use crate::form::Problem;
use crate::money::Cents;
use crate::project::QuestionKind;
use crate::{date, number, text};
use serde::{Deserialize, Serialize};

/// Longest one-line answer and longest comment, in characters.
pub const LINE_MAX: u32 = 300;
/// Longest answer of several lines, in characters.
pub const TEXT_MAX: u32 = 4000;

/// A valid answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// One line or several.
    Text(String),
    /// The codes chosen: one for a single choice, in the order of the question.
    Choices(Vec<String>),
    /// Yes or no.
    YesNo(bool),
    /// A number in the plain form of [`number::decimal`].
    Number(String),
    /// A sum.
    Money(Cents),
    /// A day, ISO.
    Date(String),
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Kept in the answer.
    pub code: String,
    /// Read by people.
    pub label: String,
}

/// Reads what was typed for one question. `None`: nothing was typed, the question has no answer.
///
/// `typed` holds each value sent under the question's name; `choices` what may be chosen.
pub fn read(
    kind: QuestionKind,
    choices: &[Choice],
    typed: &[String],
) -> Result<Option<Value>, Problem> {
    let first = typed.first().map(String::as_str).unwrap_or_default();
    let answer = match kind {
        QuestionKind::Text => text::line(first, LINE_MAX).map(Value::Text),
        QuestionKind::LongText => text::paragraph(first, TEXT_MAX).map(Value::Text),
        QuestionKind::SingleChoice => chosen(choices, typed.get(..1).unwrap_or_default()),
        QuestionKind::MultipleChoice => chosen(choices, typed),
        QuestionKind::YesNo => match first {
            "" => Err(Problem::Missing),
            "oui" => Ok(Value::YesNo(true)),
            "non" => Ok(Value::YesNo(false)),
            _ => Err(Problem::NotAChoice),
        },
        QuestionKind::Number => number::decimal(first, false).map(Value::Number),
        QuestionKind::Money => Cents::parse(first).map(Value::Money),
        QuestionKind::Date => date::parse(first).map(|day| Value::Date(date::to_iso(day))),
    };
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    }
}

fn chosen(choices: &[Choice], typed: &[String]) -> Result<Value, Problem> {
    let typed: Vec<&String> = typed.iter().filter(|code| !code.is_empty()).collect();
    if typed.is_empty() {
        return Err(Problem::Missing);
    }
    if typed
        .iter()
        .any(|code| choices.iter().all(|choice| choice.code != **code))
    {
        return Err(Problem::NotAChoice);
    }
    let in_order = choices
        .iter()
        .map(|choice| &choice.code)
        .filter(|code| typed.contains(code));
    Ok(Value::Choices(in_order.cloned().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choices() -> Vec<Choice> {
        ["a", "b", "c"]
            .map(|code| Choice {
                code: code.into(),
                label: code.to_uppercase(),
            })
            .to_vec()
    }

    fn one(kind: QuestionKind, typed: &str) -> Result<Option<Value>, Problem> {
        read(kind, &choices(), &[typed.to_owned()])
    }

    #[test]
    fn each_kind_reads_its_own() {
        use QuestionKind as K;
        assert_eq!(
            one(K::Text, "  un\nmot "),
            Ok(Some(Value::Text("un mot".into())))
        );
        assert_eq!(
            one(K::SingleChoice, "b"),
            Ok(Some(Value::Choices(vec!["b".into()])))
        );
        assert_eq!(one(K::SingleChoice, "z"), Err(Problem::NotAChoice));
        assert_eq!(one(K::YesNo, "non"), Ok(Some(Value::YesNo(false))));
        assert_eq!(
            one(K::Number, "1 250"),
            Ok(Some(Value::Number("1250".into())))
        );
        assert_eq!(
            one(K::Money, "1,5 k€"),
            Ok(Some(Value::Money(Cents(150_000))))
        );
        assert_eq!(
            one(K::Date, "1/9/2026"),
            Ok(Some(Value::Date("2026-09-01".into())))
        );
        let several = ["c".to_owned(), String::new(), "a".to_owned()];
        assert_eq!(
            read(K::MultipleChoice, &choices(), &several),
            Ok(Some(Value::Choices(vec!["a".into(), "c".into()])))
        );
    }

    proptest! {
        #[test]
        fn any_text_is_an_answer_nothing_or_a_refusal(typed in ".{0,60}", at in 0_usize..8) {
            let kind = QuestionKind::ALL.get(at).copied().unwrap_or(QuestionKind::Text);
            let _ = one(kind, &typed);
            prop_assert_eq!(one(kind, ""), Ok(None));
        }
    }
}
