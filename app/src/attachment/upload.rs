//! Reads a form that carries files, each file going to the store as it comes.

use crate::http::{AppState, PageError, Typed};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use domain::attachment::FILES_AT_ONCE;
use domain::form::{FieldError, Problem};
use domain::text;
use http::header;
use services::Error;
use services::attachment::Place;
use services::attachment::receive::Received;

/// Longest text field that is kept, in bytes: far above what any field takes.
const TEXT_BYTES: usize = 256 * 1024;

/// The name of the field that sends files.
pub const FILES: &str = "fichiers";

/// What a form sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// Its text fields.
    pub typed: Typed,
    /// The files taken in.
    pub files: Vec<Received>,
    /// The files refused, with why.
    pub refused: Vec<FieldError>,
}

/// Reads a `multipart/form-data` form; one without files may come `urlencoded` too. When its reading
/// fails the files already taken in are thrown away.
pub async fn read(state: &AppState, place: &Place, request: Request) -> Result<Sent, PageError> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let mut sent = Sent::default();
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        sent.typed = Typed::from_request(request, state)
            .await
            .map_err(|_| broken())?;
        return Ok(sent);
    }
    let mut form = Multipart::from_request(request, state)
        .await
        .map_err(|_| broken())?;
    match gather(state, place, &mut form, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(error) => {
            state.services.throw_away(sent.files).await;
            Err(error)
        }
    }
}

async fn gather(
    state: &AppState,
    place: &Place,
    form: &mut Multipart,
    sent: &mut Sent,
) -> Result<(), PageError> {
    let mut files = 0;
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let file_name = field.file_name().map(str::to_owned);
        match file_name.as_deref() {
            None => {
                let name = field.name().unwrap_or_default().to_owned();
                let text = text_of(field).await?;
                sent.typed.0.push((name, text::typed(&text)));
            }
            // A file field in which nothing was chosen.
            Some("") => {}
            Some(name) => {
                files += 1;
                take(state, place, files, name, field, sent).await?;
            }
        }
    }
    Ok(())
}

async fn take(
    state: &AppState,
    place: &Place,
    rank: u32,
    name: &str,
    field: Field<'_>,
    sent: &mut Sent,
) -> Result<(), PageError> {
    if rank > FILES_AT_ONCE {
        if rank == FILES_AT_ONCE + 1 {
            sent.refused
                .push(FieldError::new(FILES, Problem::TooManyFiles(FILES_AT_ONCE)));
        }
        return Ok(());
    }
    match state.services.receive(place, name, field).await? {
        Ok(file) => sent.files.push(file),
        Err(problem) => sent.refused.push(FieldError::new(FILES, problem)),
    }
    Ok(())
}

/// A text field, cut at [`TEXT_BYTES`]: what is longer is refused by its own rule.
pub(crate) async fn text_of(mut field: Field<'_>) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| broken())? {
        let room = TEXT_BYTES.saturating_sub(bytes.len());
        bytes.extend(piece.iter().take(room));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The form cannot be read: cut off on its way, or too large as a whole.
pub(crate) fn broken() -> PageError {
    Error::field(FILES, Problem::Missing).into()
}
