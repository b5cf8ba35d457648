//! What was typed in a form, kept as it was typed.

use crate::i18n::problems;
use crate::ui::FieldProblem;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use domain::form::{FieldError, Problem};
use domain::text;
use http::StatusCode;

/// The fields of a posted form, in order; a name may come several times. Values are as they were typed, but for
/// characters that no keyboard types ([`text::typed`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// What was typed in a field; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field that comes several times.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// Whether a field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// The key that makes two sendings of the same form one.
    pub fn once(&self) -> services::Once {
        services::Once::new(self.get("cle"))
    }
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        Ok(Self(
            url_encoded(&body).map_err(|()| StatusCode::BAD_REQUEST.into_response())?,
        ))
    }
}

fn url_encoded(body: &[u8]) -> Result<Vec<(String, String)>, ()> {
    let body = std::str::from_utf8(body).map_err(|_| ())?;
    Ok(form_urlencoded::parse(body.as_bytes())
        .map(|(name, value)| (name.into_owned(), text::typed(&value)))
        .collect())
}

/// A form as its page shows it: what is in the fields and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// What is in the fields.
    pub typed: Typed,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl FormState {
    /// A form filled with known values and nothing wrong.
    pub fn filled<const N: usize>(values: [(&str, String); N]) -> Self {
        let values = values.into_iter().map(|(k, v)| (k.to_owned(), v));
        Self::of(values.collect())
    }

    /// A form as it is kept, from fields that are counted when it runs.
    pub fn of(typed: Vec<(String, String)>) -> Self {
        Self {
            typed: Typed(typed),
            errors: Vec::new(),
        }
    }

    /// A refused form: everything typed is kept.
    pub const fn refused(typed: Typed, errors: Vec<FieldError>) -> Self {
        Self { typed, errors }
    }

    /// What to show in a field.
    pub fn value(&self, name: &str) -> String {
        self.typed.get(name).to_owned()
    }

    /// Whether a choice of this name and value is ticked.
    pub fn ticked(&self, name: &str, value: &str) -> bool {
        self.typed.0.iter().any(|(n, v)| n == name && v == value)
    }

    /// All that is wrong with a field, in words: of several files, each may be refused.
    pub fn error(&self, name: &str) -> Option<String> {
        let sentences: Vec<String> = self
            .errors
            .iter()
            .filter(|error| error.field == name)
            .map(|error| problems::sentence(&error.problem))
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// The lines of the summary; `labels` gives the name of a field as the page shows it.
    pub fn summary(&self, labels: &[(&str, &str)]) -> Vec<FieldProblem> {
        self.errors
            .iter()
            .map(|error| {
                let label = labels.iter().find(|(name, _)| *name == error.field);
                let sentence = problems::sentence(&error.problem);
                let message = label.map_or_else(
                    || sentence.clone(),
                    |(_, label)| format!("{label} : {sentence}"),
                );
                FieldProblem::new(error.field.clone(), message)
            })
            .collect()
    }

    /// Whether something is wrong.
    pub const fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Adds a refusal.
    #[must_use]
    pub fn with_error(mut self, field: &str, problem: Problem) -> Self {
        self.errors.push(FieldError::new(field, problem));
        self
    }
}
