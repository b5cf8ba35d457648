//! Looking for communes: several may be chosen.
//!
//! Without scripts: a text field, a button that searches, and boxes to tick. With them: a combobox
//! (WAI-ARIA 1.2, "combobox" with a listbox popup), and the chosen ones as words to take away. Both
//! send the same fields: `communes`, once for each code, and `commune_cherchee`.

#[cfg(feature = "hydrate")]
mod browser;

use super::CommuneChoice;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

const ID: &str = "champ-commune_cherchee";
const LIST: &str = "champ-commune_cherchee-liste";

/// The field.
#[island]
pub fn CommuneField(
    /// Communes chosen.
    chosen: Vec<CommuneChoice>,
    /// Communes found for what was typed.
    results: Vec<CommuneChoice>,
    /// What was typed.
    typed: String,
    /// What is wrong; empty when nothing is.
    error: String,
) -> impl IntoView {
    let enhanced = RwSignal::new(false);
    let results: Vec<CommuneChoice> = results
        .into_iter()
        .filter(|found| !chosen.iter().any(|there| there.code == found.code))
        .collect();
    // On a slow line somebody types and ticks before the script comes: that stays.
    #[cfg(feature = "hydrate")]
    let (picked, typed) = browser::found_in_page(&chosen, &results, typed);
    #[cfg(not(feature = "hydrate"))]
    let picked = chosen.clone();
    let field = State {
        chosen: RwSignal::new(picked),
        options: RwSignal::new(Vec::new()),
        typed: RwSignal::new(typed),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        told: RwSignal::new(String::new()),
        #[cfg(feature = "hydrate")]
        asked: StoredValue::new(0),
    };
    // Only in the browser: the page as it was served stays whole until then.
    Effect::new(move |_| enhanced.set(true));
    let wrong = (!error.is_empty()).then(|| error.clone());
    let invalid = wrong.is_some();
    let plain = StoredValue::new((chosen, results));
    view! {
        <div class="combobox">
            <div class="field" class:field-invalid=invalid>
                <label class="field-label" for=ID>"Commune(s) concernée(s)"</label>
                <p class="field-hint" id="champ-commune_cherchee-aide">
                    "Nom, ancien nom ou code postal, par exemple «\u{a0}Saint-Aubin\u{a0}» ou «\u{a0}49190\u{a0}»."
                </p>
                {wrong.map(|error| view! {
                    <p class="field-error" id="champ-commune_cherchee-erreur">
                        <Icon name=IconName::Danger/>
                        <span><span class="visually-hidden">"Erreur : "</span>{error}</span>
                    </p>
                })}
                <div class="combobox-row">
                    <input
                        class="input"
                        type="text"
                        id=ID
                        name="commune_cherchee"
                        maxlength="100"
                        autocomplete="off"
                        spellcheck="false"
                        value=move || field.typed.get()
                        prop:value=move || field.typed.get()
                        aria-describedby=if invalid { "champ-commune_cherchee-erreur champ-commune_cherchee-aide" } else { "champ-commune_cherchee-aide" }
                        aria-invalid=invalid.then_some("true")
                        role=move || enhanced.get().then_some("combobox")
                        aria-autocomplete=move || enhanced.get().then_some("list")
                        aria-expanded=move || enhanced.get().then(|| field.open.get().to_string())
                        aria-controls=move || (enhanced.get() && field.open.get()).then_some(LIST)
                        aria-activedescendant=move || field.active.get().filter(|_| field.open.get()).map(option_id)
                        on:input=move |event| field.type_in(event_target_value(&event))
                        on:keydown=move |event| field.press(&event)
                        on:blur=move |_| field.open.set(false)
                    />
                    // Taken away rather than hidden: the first button of a form is what Enter presses.
                    {move || (!enhanced.get()).then(|| view! {
                        <button class="button button-secondary" type="submit" name="action" value="chercher">"Chercher"</button>
                    })}
                    {move || (enhanced.get() && field.open.get()).then(|| field.list())}
                </div>
            </div>
            {move || if enhanced.get() { field.chips() } else { plain.with_value(|(chosen, results)| boxes(chosen, results)) }}
            <p class="visually-hidden" role="status">{move || field.told.get()}</p>
        </div>
    }
}

/// What moves while one types.
#[derive(Clone, Copy)]
struct State {
    chosen: RwSignal<Vec<CommuneChoice>>,
    options: RwSignal<Vec<CommuneChoice>>,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    told: RwSignal<String>,
    /// Number of the last question, so that a stale answer is not shown.
    #[cfg(feature = "hydrate")]
    asked: StoredValue<u32>,
}

fn option_id(rank: usize) -> String {
    format!("{LIST}-{rank}")
}

impl State {
    /// The list of proposals.
    fn list(self) -> AnyView {
        let options = self
            .options
            .get()
            .into_iter()
            .enumerate()
            .map(move |(rank, option)| {
                let chosen = option.clone();
                view! {
                    <li
                        class="combobox-option"
                        role="option"
                        id=option_id(rank)
                        aria-selected=move || (self.active.get() == Some(rank)).to_string()
                        // Before the field loses the focus.
                        on:mousedown=move |event| {
                            event.prevent_default();
                            self.choose(chosen.clone());
                        }
                    >
                        <span>{option.name}</span>
                        <span class="combobox-detail">{option.detail}</span>
                    </li>
                }
            });
        view! {
            <ul class="combobox-list" role="listbox" id=LIST aria-label="Communes proposées">
                {options.collect_view()}
            </ul>
        }
        .into_any()
    }

    /// The chosen ones, each with its way off.
    fn chips(self) -> AnyView {
        let chips = self.chosen.get().into_iter().map(move |commune| {
            let code = commune.code.clone();
            let label = format!("Retirer {}", commune.full());
            view! {
                <li>
                    <input type="hidden" name="communes" value=commune.code.clone()/>
                    <button class="tag tag-on" type="button" aria-label=label on:click=move |_| self.remove(&code)>
                        {commune.full()}
                        <Icon name=IconName::Close/>
                    </button>
                </li>
            }
        });
        view! { <ul class="combobox-chosen" aria-label="Communes choisies">{chips.collect_view()}</ul> }.into_any()
    }

    fn choose(self, commune: CommuneChoice) {
        self.told.set(format!("{} est choisie.", commune.full()));
        self.chosen.update(|chosen| {
            if !chosen.iter().any(|there| there.code == commune.code) {
                chosen.push(commune);
            }
        });
        self.typed.set(String::new());
        self.close();
        self.changed();
    }

    fn remove(self, code: &str) {
        self.chosen
            .update(|chosen| chosen.retain(|commune| commune.code != code));
        self.told.set("La commune est retirée.".to_owned());
        self.changed();
    }

    fn close(self) {
        self.open.set(false);
        self.active.set(None);
        self.options.set(Vec::new());
    }

    /// Arrows move, Enter chooses, Escape closes then empties.
    fn press(self, event: &leptos::ev::KeyboardEvent) {
        let count = self.options.with(Vec::len);
        let open = self.open.get() && count > 0;
        match event.key().as_str() {
            "ArrowDown" if open => self
                .active
                .set(Some(self.active.get().map_or(0, |rank| (rank + 1) % count))),
            "ArrowUp" if open => {
                self.active.set(Some(
                    self.active
                        .get()
                        .map_or(count - 1, |rank| (rank + count - 1) % count),
                ));
            }
            "ArrowDown" if count > 0 => self.open.set(true),
            "Enter" if open => {
                let rank = self.active.get().unwrap_or(0);
                if let Some(option) = self.options.with(|options| options.get(rank).cloned()) {
                    self.choose(option);
                }
            }
            "Escape" if open => self.close(),
            "Escape" => self.typed.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    }

    #[cfg(not(feature = "hydrate"))]
    fn type_in(self, text: String) {
        self.typed.set(text);
    }

    #[cfg(not(feature = "hydrate"))]
    fn changed(self) {}
}

/// Without scripts: what is chosen and what was found, to tick.
fn boxes(chosen: &[CommuneChoice], results: &[CommuneChoice]) -> AnyView {
    let row = |commune: &CommuneChoice, ticked: bool| {
        let CommuneChoice { code, name, detail } = commune.clone();
        view! {
            <label class="choice">
                <input type="checkbox" name="communes" value=code checked=ticked/>
                <span class="choice-text">
                    <span class="choice-label">{name}</span>
                    <span class="choice-hint">{detail}</span>
                </span>
            </label>
        }
    };
    let group = |legend: &'static str, communes: &[CommuneChoice], ticked: bool| {
        (!communes.is_empty()).then(|| {
            view! {
                <fieldset class="choices">
                    <legend class="field-label">{legend}</legend>
                    {communes.iter().map(|commune| row(commune, ticked)).collect_view()}
                </fieldset>
            }
        })
    };
    view! {
        {group("Communes choisies", chosen, true)}
        {group("Communes trouvées : cochez la bonne", results, false)}
    }
    .into_any()
}
