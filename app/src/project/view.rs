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
    }
    .into_any()
}
