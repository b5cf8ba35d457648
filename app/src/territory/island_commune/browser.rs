//! What the field does in the browser.

use super::{CommuneChoice, ID, State};
use crate::browser_fetch::{self, Answer};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The communes ticked and the words typed when the script comes, which may be newer than what the server sent.
pub(super) fn found_in_page(
    chosen: &[CommuneChoice],
    results: &[CommuneChoice],
    typed: String,
) -> (Vec<CommuneChoice>, String) {
    let field = document().get_element_by_id(ID);
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
        return (chosen.to_vec(), typed);
    };
    let Ok(Some(form)) = field.closest("form") else {
        return (chosen.to_vec(), typed);
    };
    let ticked = |commune: &&CommuneChoice| {
        let its_box = format!("input[name=communes][value=\"{}\"]:checked", commune.code);
        matches!(form.query_selector(&its_box), Ok(Some(_)))
    };
    let picked = chosen.iter().chain(results).filter(ticked).cloned();
    (picked.collect(), field.value())
}

/// After the last key, before the question is asked.
const PAUSE: Duration = Duration::from_millis(120);

impl State {
    pub(super) fn type_in(self, text: String) {
        self.typed.set(text.clone());
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        if text.trim().is_empty() {
            self.close();
            return;
        }
        // A browser that refuses a timer only goes without proposals.
        let _ = set_timeout(move || self.ask(text, question), PAUSE);
    }

    fn ask(self, text: String, question: u32) {
        if self.asked.get_value() != question {
            return;
        }
        let query = String::from(js_sys::encode_uri_component(&text));
        leptos::task::spawn_local(async move {
            let answer = browser_fetch::get(&format!("/api/interne/communes?q={query}")).await;
            if self.asked.get_value() == question
                && let Answer::Text(json) = answer
            {
                self.show(serde_json::from_str(&json).unwrap_or_default());
            }
        });
    }

    fn show(self, options: Vec<CommuneChoice>) {
        let count = options.len();
        self.told.set(match count {
            0 => "Aucune commune ne correspond.".to_owned(),
            1 => "1 commune proposée.".to_owned(),
            _ => format!("{count} communes proposées."),
        });
        self.active.set((count > 0).then_some(0));
        self.options.set(options);
        self.open.set(count > 0);
    }

    /// Tells the form that a choice was made, as a field would: what listens saves it.
    pub(super) fn changed(self) {
        let field = document().get_element_by_id(ID);
        // After the hidden fields are in place.
        let _ = set_timeout(
            move || {
                let form = field.and_then(|field| field.closest("form").ok().flatten());
                let event = web_sys::Event::new("change");
                if let (Some(form), Ok(event)) = (form, event) {
                    let _ = form
                        .unchecked_ref::<web_sys::EventTarget>()
                        .dispatch_event(&event);
                }
            },
            Duration::from_millis(0),
        );
    }
}
