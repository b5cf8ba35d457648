//! What scripts add to the composer: Ctrl + Enter sends, and the words typed are kept by this browser
//! until they are sent.

use leptos::prelude::*;

/// Watches the text of the composer. `place` names the project and the thread: each keeps its own words.
///
/// Without scripts this is an empty line, and the form around it works as it is.
#[island]
pub fn ComposerHelp(
    /// Project and thread.
    place: String,
    /// The id of the text's control.
    field: String,
) -> impl IntoView {
    let (sentence, set_sentence) = signal(String::new());
    #[cfg(feature = "hydrate")]
    browser::watch(place, field, set_sentence);
    #[cfg(not(feature = "hydrate"))]
    let _ = (place, field, set_sentence);
    view! { <p class="form-saved" role="status">{move || sentence.get()}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlTextAreaElement, Storage};

    /// Restores what was kept, then listens as long as the page lives.
    pub(super) fn watch(place: String, field: String, say: WriteSignal<String>) {
        let key = format!("message:{place}");
        Effect::new({
            let (key, field) = (key.clone(), field.clone());
            move |_| restore(&key, &field, say)
        });
        let (typed_key, typed_field) = (key, field.clone());
        let _ = window_event_listener(ev::input, move |_| keep(&typed_key, &typed_field, say));
        let _ = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                send(&field);
            }
        });
    }

    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    fn text_of(field: &str) -> Option<HtmlTextAreaElement> {
        document().get_element_by_id(field)?.dyn_into().ok()
    }

    /// The page that follows a sent message says so in its address: its words are then forgotten.
    fn restore(key: &str, field: &str, say: WriteSignal<String>) {
        let (Some(storage), Some(text)) = (storage(), text_of(field)) else {
            return;
        };
        say.set("Ctrl + Entrée envoie le message.".to_owned());
        let address = window().location().search().unwrap_or_default();
        if address.contains("fait=message-envoye") {
            // A browser that refuses to forget keeps a text that is shown once more: no harm.
            let _ = storage.remove_item(key);
            return;
        }
        if let Ok(Some(kept)) = storage.get_item(key)
            && text.value().is_empty()
        {
            text.set_value(&kept);
            say.set("Votre message commencé est retrouvé.".to_owned());
        }
    }

    fn keep(key: &str, field: &str, say: WriteSignal<String>) {
        let (Some(storage), Some(text)) = (storage(), text_of(field)) else {
            return;
        };
        let value = text.value();
        let done = if value.trim().is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, &value)
        };
        if done.is_ok() {
            say.set(
                "Votre message est gardé sur cet appareil tant qu'il n'est pas envoyé.".to_owned(),
            );
        }
    }

    /// Sends the form when the text is where one types.
    fn send(field: &str) {
        let Some(text) = text_of(field) else {
            return;
        };
        let here = document()
            .active_element()
            .is_some_and(|active| active.id() == field);
        if let Some(form) = text.form().filter(|_| here) {
            // A form that the browser holds back shows why by itself.
            let _ = form.request_submit();
        }
    }
}
