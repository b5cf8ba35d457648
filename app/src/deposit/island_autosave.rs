//! Keeps what is typed while it is typed: 1.5 s after the last key, and again when the network is back.

use leptos::prelude::*;

/// The line that says when the form was last saved. Where scripts run, it saves the form by itself.
#[island]
pub fn Autosave(
    /// The id of the form in the page.
    #[prop(into)]
    form: String,
    /// Where the form is posted to be kept.
    #[prop(into)]
    address: String,
    /// "Enregistré à 14 h 32".
    #[prop(into)]
    saved: String,
) -> impl IntoView {
    let words = RwSignal::new(saved);
    #[cfg(feature = "hydrate")]
    browser::watch(form, address, words);
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, address);
    view! { <p class="form-saved" role="status">{move || words.get()}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::browser_fetch::{self, Answer};
    use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout, window_event_listener_untyped};
    use leptos::prelude::*;
    use std::time::Duration;
    use wasm_bindgen::{JsCast, closure::Closure};

    /// After the last key.
    const PAUSE: Duration = Duration::from_millis(1_500);
    /// Between two tries without network.
    const RETRY: Duration = Duration::from_secs(20);

    #[derive(Clone)]
    struct Saver {
        form: String,
        address: String,
        words: RwSignal<String>,
        waiting: StoredValue<Option<TimeoutHandle>>,
        pending: StoredValue<bool>,
    }

    pub fn watch(form: String, address: String, words: RwSignal<String>) {
        let saver = Saver {
            form,
            address,
            words,
            waiting: StoredValue::new(None),
            pending: StoredValue::new(false),
        };
        Effect::new(move |_| saver.attach());
    }

    impl Saver {
        fn attach(&self) {
            let Some(form) = self.element() else { return };
            for event in ["input", "change"] {
                let saver = self.clone();
                let listen = Closure::<dyn Fn()>::new(move || saver.later(PAUSE));
                // The page lives as long as the form: nothing to take away.
                let _ =
                    form.add_event_listener_with_callback(event, listen.as_ref().unchecked_ref());
                listen.forget();
            }
            let saver = self.clone();
            let sending = Closure::<dyn Fn()>::new(move || saver.forget_copy());
            let _ =
                form.add_event_listener_with_callback("submit", sending.as_ref().unchecked_ref());
            sending.forget();
            let saver = self.clone();
            let _ = window_event_listener_untyped("online", move |_| {
                if saver.pending.get_value() {
                    saver.clone().save();
                }
            });
            self.send_copy_left();
        }

        fn element(&self) -> Option<web_sys::HtmlFormElement> {
            document().get_element_by_id(&self.form)?.dyn_into().ok()
        }

        fn later(&self, pause: Duration) {
            self.pending.set_value(true);
            if let Some(Some(handle)) = self.waiting.try_get_value() {
                handle.clear();
            }
            let saver = self.clone();
            let handle = set_timeout(move || saver.clone().save(), pause).ok();
            self.waiting.set_value(handle);
        }

        fn save(self) {
            let Some(body) = self
                .element()
                .and_then(|form| browser_fetch::form_body(&form))
            else {
                return;
            };
            leptos::task::spawn_local(async move { self.post(body).await });
        }

        async fn post(&self, body: String) {
            match browser_fetch::post_form(&self.address, &body).await {
                Answer::Text(hour) => {
                    self.pending.set_value(false);
                    self.forget_copy();
                    self.words.set(format!("Enregistré à {hour}"));
                }
                Answer::Refused(410) => self.words.set(
                    "La session de ce navigateur est terminée. Appuyez sur « Continuer » : rien n'est perdu.".to_owned(),
                ),
                Answer::Refused(_) | Answer::Unreachable => {
                    let kept = self.keep_copy(&body);
                    self.words.set(if kept {
                        "Pas de réseau : votre texte est gardé sur cet appareil et sera enregistré dès que possible.".to_owned()
                    } else {
                        "Pas de réseau : gardez cette page ouverte, nous réessayons.".to_owned()
                    });
                    self.later(RETRY);
                }
            }
        }

        fn keep_copy(&self, body: &str) -> bool {
            storage().is_some_and(|storage| storage.set_item(&self.address, body).is_ok())
        }

        fn forget_copy(&self) {
            if let Some(storage) = storage() {
                let _ = storage.remove_item(&self.address);
            }
        }

        /// A copy kept when the network failed is sent when the page opens again.
        fn send_copy_left(&self) {
            let copy = storage().and_then(|storage| storage.get_item(&self.address).ok().flatten());
            if let Some(body) = copy {
                let saver = self.clone();
                leptos::task::spawn_local(async move {
                    saver.post(body).await;
                    if !saver.pending.get_value() {
                        // What was kept here is newer than what the page shows.
                        let _ = window().location().reload();
                    }
                });
            }
        }
    }

    fn storage() -> Option<web_sys::Storage> {
        window().local_storage().ok().flatten()
    }
}
