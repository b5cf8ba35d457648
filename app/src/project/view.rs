//! Small pieces of the sheet.

use crate::i18n::dates;
use crate::ui::{Person, Time};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::project::Sheet;

/// "il y a 3 jours", the exact moment on hover.
pub fn ago(at: Timestamp, now: Timestamp) -> AnyView {
    view! { <Time datetime=dates::machine(at) words=dates::relative(at, now) exact=dates::moment(at)/> }.into_any()
}

/// Who follows the project for the State, and how to reach that person.
pub fn follower(sheet: &Sheet) -> AnyView {
    let name = [
        sheet.assignee_first_name.clone(),
        sheet.assignee_last_name.clone(),
    ];
    let name: Vec<String> = name.into_iter().flatten().collect();
    if sheet.assignee_id.is_none() {
        return view! { <p class="muted">"Personne n'est encore désigné. La direction départementale des territoires et la préfecture répondent ensemble de ce projet."</p> }.into_any();
    }
    let email = sheet.assignee_email.clone();
    let phone = sheet
        .assignee_phone
        .clone()
        .filter(|phone| !phone.is_empty());
    view! {
        <Person name=name.join(" ") detail=sheet.assignee_job.clone()>
            {email.map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> })}
            {phone.map(|phone| view! { <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> })}
        </Person>
        {given(sheet)}
    }
    .into_any()
}

/// Whose hand gave the project to that person, or which rule.
fn given(sheet: &Sheet) -> Option<AnyView> {
    let at = Timestamp(sheet.assigned_at?);
    let why = sheet.assigned_sentence.clone().unwrap_or_default();
    let giver = [
        sheet.assigned_by_first_name.clone(),
        sheet.assigned_by_last_name.clone(),
    ];
    let giver: Vec<String> = giver
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect();
    let (by, why) = match (sheet.assigned_by, giver.is_empty()) {
        (None, _) if why.is_empty() => ("Projet confié".to_owned(), None),
        (None, _) => (format!("Projet confié par la règle « {why} »"), None),
        (Some(_), true) => (
            "Projet confié par une personne du binôme".to_owned(),
            Some(why),
        ),
        (Some(_), false) => (format!("Projet confié par {}", giver.join(" ")), Some(why)),
    };
    let why = why.filter(|why| !why.is_empty());
    Some(
        view! {
            <p class="muted">{by}" le "<Time datetime=dates::machine(at) words=dates::moment_day(at)/></p>
            {why.map(|why| view! { <p class="typed">{why}</p> })}
        }
        .into_any(),
    )
}
