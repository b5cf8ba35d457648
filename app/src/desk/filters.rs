//! The form of the filters: everything one may ask, with how many there are of each value.

use super::labels::Labels;
use super::listing::Pairs;
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::ui::{Button, ButtonKind, Choice, DateField, Field, FieldKind, FieldWidth, MoneyField};
use domain::blocker::BlockerKind;
use domain::filter::{Filter, Listing, Programme, Typed, Waiting};
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority, SeatKind};
use domain::theme::Theme;
use leptos::prelude::*;
use services::desk::table::Frame;
use uuid::Uuid;

/// Values of one filter that are shown; of more, those with the most projects.
const SHOWN: usize = 40;

/// The form. `own` are the pairs that the view alone knows.
pub fn form(path: &str, listing: &Listing, frame: &Frame, own: &Pairs) -> AnyView {
    let filter = &listing.filter;
    let counts = Counts { listing, frame };
    let on = filter.pairs().len();
    let summary = if on == 0 {
        "Tous les filtres".to_owned()
    } else {
        format!("Tous les filtres ({on})")
    };
    // On a phone the rows come first: what is on stands above them as chips. What was not understood is said here.
    let open = is_misunderstood(filter);
    let hidden = hidden(listing, own);
    let contract =
        (!path.starts_with("/crte/")).then(|| counts.found("contrat", "CRTE", &["aucun"]));
    let places = [
        contract,
        Some(counts.all(
            "programme",
            "Programme",
            codes(Programme::ALL, Programme::code),
        )),
        Some(counts.found("epci", "Intercommunalité", &["aucun"])),
        Some(counts.found("arrondissement", "Arrondissement", &["aucun"])),
    ];
    let turns = frame.of_the_state.then(|| turns(filter));
    let tags = counts
        .has_tags()
        .then(|| counts.found("etiquette", "Étiquette", &["aucun"]));
    view! {
        <form class="filters" method="get" action=path.to_owned()>
            {hidden}
            <Field name="q" label="Mots, porteur, commune ou numéro" kind=FieldKind::Search value=filter.text.clone() optional=true maxlength=200/>
            <Button kind=ButtonKind::Secondary>"Filtrer les projets"</Button>
            <details class="fold" open=open>
                <summary>{summary}</summary>
                <div class="filters-body">
                    {counts.all("etat", "État", states())}
                    {turns}
                    {counts.all("priorite", "Priorité", [vec!["aucun"], codes(Priority::ALL, Priority::code)].concat())}
                    {counts.found("suivi", "Suivi par", &["moi", "personne"])}
                    {tags}
                    {counts.all("theme", "Thème", themes())}
                    {counts.all("phase", "Phase", codes(Phase::ALL, Phase::code))}
                    {counts.all("avancement", "Avancement", codes(PhaseStatus::ALL, PhaseStatus::code))}
                    {places.into_iter().flatten().collect_view()}
                    {blocked(&counts, filter)}
                    {attention(&counts, filter)}
                    {sums_and_dates(filter)}
                    <Button kind=ButtonKind::Secondary>"Appliquer ces filtres"</Button>
                </div>
            </details>
        </form>
    }
    .into_any()
}

/// Something was typed that means nothing.
fn is_misunderstood(filter: &Filter) -> bool {
    let sums = [&filter.cost_from, &filter.cost_to];
    let days = [&filter.deposited_from, &filter.deposited_to];
    let counts = [&filter.blocked_days, &filter.silent_days];
    sums.iter().any(|typed| typed.is_unread())
        || days.iter().any(|typed| typed.is_unread())
        || counts.iter().any(|typed| typed.is_unread())
}

/// What the form keeps of the address without showing it.
fn hidden(listing: &Listing, own: &Pairs) -> AnyView {
    const KEPT: &[&str] = &["departement", "commune", "tri", "colonne", "densite"];
    let pairs = listing.pairs().into_iter();
    let kept = pairs.filter(|(name, _)| KEPT.contains(&name.as_str()));
    kept.chain(own.iter().cloned())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
        .into_any()
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|value| code(*value)).collect()
}

fn states() -> Vec<&'static str> {
    let all = Intake::ALL.iter().filter(|state| **state != Intake::Draft);
    all.map(|state| state.code()).collect()
}

fn themes() -> Vec<&'static str> {
    let mut themes = Theme::ALL.to_vec();
    themes.sort_by_key(|theme| domain::territory::fold(theme.label()));
    codes(&themes, Theme::code)
}

/// How many there are of each value.
struct Counts<'a> {
    listing: &'a Listing,
    frame: &'a Frame,
}

impl Counts<'_> {
    fn of(&self, facet: &str, value: &str) -> i64 {
        let own = |counted: Option<&str>| match counted {
            Some(counted) => counted == value || (is_id(facet) && same_id(counted, value)),
            None => matches!(value, "aucun" | "personne"),
        };
        let counts = self.frame.facets.iter();
        counts
            .filter(|count| count.facet == facet && own(count.value.as_deref()))
            .map(|count| count.n)
            .sum()
    }

    /// The reader works with tags here, and there are some.
    fn has_tags(&self) -> bool {
        let mut counts = self.frame.facets.iter();
        let some = counts.any(|count| count.facet == "etiquette" && count.value.is_some());
        self.frame.tagged && (some || !self.listing.filter.tags.is_empty())
    }

    /// A group with all the values of a list; those without a project are left out unless they are chosen.
    fn all(&self, facet: &'static str, legend: &'static str, values: Vec<&'static str>) -> AnyView {
        let values = values.into_iter().map(str::to_owned).collect();
        self.group(facet, legend, values)
    }

    /// A group with the values that projects have, by name, and a few that are always there.
    fn found(&self, facet: &'static str, legend: &'static str, always: &[&str]) -> AnyView {
        let labels = Labels::of(self.frame);
        let counts = self.frame.facets.iter();
        let mut found: Vec<_> = counts
            .filter(|count| count.facet == facet)
            .filter_map(|count| Some((value_of(facet, count.value.as_deref()?), count.n)))
            .collect();
        found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        found.truncate(SHOWN);
        let mut named: Vec<(String, String)> = found
            .into_iter()
            .map(|(value, _)| (labels.value(facet, &value), value))
            .collect();
        named.sort_by_key(|(label, _)| domain::territory::fold(label));
        let chosen = self.listing.filter.pairs().into_iter();
        let mut values: Vec<String> = always.iter().map(|value| (*value).to_owned()).collect();
        values.extend(named.into_iter().map(|(_, value)| value));
        for (name, value) in chosen {
            if name == facet && !values.contains(&value) {
                values.push(value);
            }
        }
        self.group(facet, legend, values)
    }

    fn group(&self, facet: &'static str, legend: &'static str, values: Vec<String>) -> AnyView {
        let labels = Labels::of(self.frame);
        let pairs = self.listing.filter.pairs();
        let is_on = |value: &str| pairs.iter().any(|(name, on)| *name == facet && on == value);
        let choices: Vec<Choice> = values
            .into_iter()
            .filter_map(|value| {
                let (on, n) = (is_on(&value), self.count(facet, &value));
                (on || n > 0).then(|| {
                    Choice::new(&value, labels.value(facet, &value))
                        .count(numbers::whole(n))
                        .selected(on)
                })
            })
            .collect();
        if choices.is_empty() {
            return ().into_any();
        }
        let on = choices.iter().filter(|choice| choice.selected).count();
        folded(facet, legend, choices, on)
    }

    /// The count of a value as the reader understands it: "moi" is a person too.
    fn count(&self, facet: &str, value: &str) -> i64 {
        match (facet, value) {
            ("suivi", "moi") => self.of("suivi", &self.frame.reader.to_string()),
            _ => self.of(facet, value),
        }
    }
}

/// Whether the values of a filter are ids, which come as each engine prints them.
fn is_id(facet: &str) -> bool {
    matches!(facet, "suivi" | "etiquette")
}

fn same_id(a: &str, b: &str) -> bool {
    let (a, b) = (Uuid::try_parse(a), Uuid::try_parse(b));
    a.is_ok() && a.ok() == b.ok()
}

/// A value as addresses write it.
fn value_of(facet: &str, value: &str) -> String {
    match (facet, Uuid::try_parse(value)) {
        (facet, Ok(id)) if is_id(facet) => id.to_string(),
        _ => value.to_owned(),
    }
}

/// A group that is open when something in it is chosen.
fn folded(name: &'static str, legend: &'static str, choices: Vec<Choice>, on: usize) -> AnyView {
    let title = if on == 0 {
        legend.to_owned()
    } else {
        format!("{legend} ({on})")
    };
    let open = on > 0;
    let rows = choices
        .into_iter()
        .map(|choice| row(name, choice))
        .collect_view();
    view! {
        <details class="disclose" open=open>
            <summary>{title}</summary>
            <fieldset class="choices choices-dense">
                <legend class="visually-hidden">{legend}</legend>
                {rows}
            </fieldset>
        </details>
    }
    .into_any()
}

fn row(name: &'static str, choice: Choice) -> AnyView {
    view! {
        <label class="choice">
            <input type="checkbox" name=name value=choice.value checked=choice.selected/>
            <span class="choice-text"><span class="choice-label">{choice.label}</span></span>
            {choice.count.map(|count| view! { <span class="choice-count">{count}</span> })}
        </label>
    }
    .into_any()
}

/// Whose turn it is, and for what.
fn turns(filter: &Filter) -> AnyView {
    let seats: Vec<Choice> = SeatKind::ALL
        .iter()
        .map(|seat| Choice::new(seat.code(), seat.label()).selected(filter.turns.contains(seat)))
        .collect();
    let kinds: Vec<Choice> = Waiting::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.label()).selected(filter.waiting.contains(kind)))
        .collect();
    view! {
        {folded("tour", "Au tour de", seats, filter.turns.len())}
        {folded("attente", "En attente de", kinds, filter.waiting.len())}
    }
    .into_any()
}

fn blocked(counts: &Counts<'_>, filter: &Filter) -> AnyView {
    let kinds = [vec!["tous"], codes(BlockerKind::ALL, BlockerKind::code)].concat();
    view! {
        {counts.all("blocage", "Bloqué", kinds)}
        {days("bloque_depuis", "Bloqué depuis, en jours", &filter.blocked_days)}
    }
    .into_any()
}

fn attention(counts: &Counts<'_>, filter: &Filter) -> AnyView {
    let late = numbers::whole(counts.of("retard", "oui"));
    let choices = [
        (
            "retard",
            Choice::new("oui", "En retard")
                .count(late)
                .selected(filter.late),
        ),
        (
            "nonlu",
            Choice::new("oui", "Avec du nouveau pour moi").selected(filter.unread),
        ),
    ];
    let rows = choices.map(|(name, choice)| row(name, choice));
    view! {
        <fieldset class="choices choices-dense">
            <legend class="field-label">"À regarder"</legend>
            {rows.into_iter().collect_view()}
        </fieldset>
        {days("silence", "Sans nouvelle depuis, en jours", &filter.silent_days)}
    }
    .into_any()
}

fn days(name: &'static str, label: &'static str, typed: &Typed<u16>) -> AnyView {
    let error = typed
        .is_unread()
        .then_some("Écrivez un nombre de jours, par exemple 30.");
    view! { <Field name=name label=label kind=FieldKind::Number width=FieldWidth::Short value=typed.text.clone() error=error optional=true maxlength=6/> }
        .into_any()
}

fn sums_and_dates(filter: &Filter) -> AnyView {
    let sum = |typed: bool| typed.then_some("Écrivez une somme, par exemple 1,2 M€ ou 350 000.");
    let day = |typed: bool| typed.then_some("Écrivez une date, par exemple 01/09/2026.");
    view! {
        <MoneyField name="cout_min" label="Coût à partir de" value=filter.cost_from.text.clone() error=sum(filter.cost_from.is_unread()) optional=true/>
        <MoneyField name="cout_max" label="Coût jusqu'à" value=filter.cost_to.text.clone() error=sum(filter.cost_to.is_unread()) optional=true/>
        <DateField name="depose_du" label="Déposé à partir du" value=filter.deposited_from.text.clone() error=day(filter.deposited_from.is_unread()) optional=true/>
        <DateField name="depose_au" label="Déposé jusqu'au" value=filter.deposited_to.text.clone() error=day(filter.deposited_to.is_unread()) optional=true/>
    }
    .into_any()
}
