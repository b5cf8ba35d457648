//! Reads the form that sends a list, which goes to the store as it comes.

use crate::attachment::upload::{broken, text_of};
use crate::http::{AppState, PageError, Typed};
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Request};
use domain::form::Problem;
use domain::text;
use services::attachment::receive::Received;
use services::import::lists::Importer;

/// What the form sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// Its text fields.
    pub typed: Typed,
    /// The first file, or why it was refused.
    pub file: Option<Result<Received, Problem>>,
}

/// Reads it. When its reading fails a list that came already is thrown away.
pub async fn read(
    state: &AppState,
    importer: &Importer,
    request: Request,
) -> Result<Sent, PageError> {
    let mut form = Multipart::from_request(request, state)
        .await
        .map_err(|_| broken())?;
    let mut sent = Sent::default();
    match gather(state, importer, &mut form, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(error) => {
            if let Some(Ok(file)) = sent.file {
                state.services.throw_away(vec![file]).await;
            }
            Err(error)
        }
    }
}

async fn gather(
    state: &AppState,
    importer: &Importer,
    form: &mut Multipart,
    sent: &mut Sent,
) -> Result<(), PageError> {
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        match field.file_name().map(str::to_owned).as_deref() {
            None => {
                let name = field.name().unwrap_or_default().to_owned();
                let words = text_of(field).await?;
                sent.typed.0.push((name, text::typed(&words)));
            }
            // Nothing was chosen; and one form sends one list.
            Some("") => {}
            Some(_) if sent.file.is_some() => {}
            Some(name) => {
                let taken = state.services.receive_list(importer, name, field).await?;
                sent.file = Some(taken);
            }
        }
    }
    Ok(())
}
