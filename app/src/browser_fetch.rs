//! Asking our own server from an island.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Status 2xx, and the text.
    Text(String),
    /// Another status.
    Refused(u16),
    /// No answer: no network.
    Unreachable,
}

/// The fields of a form as the browser would send them.
pub fn form_body(form: &web_sys::HtmlFormElement) -> Option<String> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    // `URLSearchParams` takes the pairs of a `FormData` without files.
    let params = web_sys::UrlSearchParams::new_with_str_sequence_sequence(data.as_ref()).ok()?;
    Some(String::from(params.to_string()))
}

/// Posts a form's fields.
pub async fn post_form(address: &str, body: &str) -> Answer {
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    let Ok(headers) = web_sys::Headers::new() else {
        return Answer::Unreachable;
    };
    let _ = headers.set(
        "content-type",
        "application/x-www-form-urlencoded;charset=UTF-8",
    );
    init.set_headers(headers.as_ref());
    ask(address, &init).await
}

/// Reads an address.
pub async fn get(address: &str) -> Answer {
    ask(address, &web_sys::RequestInit::new()).await
}

async fn ask(address: &str, init: &web_sys::RequestInit) -> Answer {
    let promise = leptos::prelude::window().fetch_with_str_and_init(address, init);
    let Some(response) = JsFuture::from(promise)
        .await
        .ok()
        .and_then(|r| r.dyn_into::<web_sys::Response>().ok())
    else {
        return Answer::Unreachable;
    };
    if !response.ok() {
        return Answer::Refused(response.status());
    }
    let Ok(text) = response.text() else {
        return Answer::Unreachable;
    };
    match JsFuture::from(text).await {
        Ok(text) => Answer::Text(text.as_string().unwrap_or_default()),
        Err(_) => Answer::Unreachable,
    }
}
