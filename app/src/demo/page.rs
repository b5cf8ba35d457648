//! The pages of the demonstration.

use crate::i18n::dates;
use crate::ui::{DescriptionItem, DescriptionList, EmptyState, IconName, Time};
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::demo::{DemoPerson, Hat, PEOPLE, person_id};
use services::read_models::mailbox::KeptMail;

/// Everybody one may be, each with what to try.
pub(super) fn people(here: Option<PersonId>) -> AnyView {
    let list = PEOPLE
        .iter()
        .map(|person| one_person(person, here))
        .collect_view();
    view! {
        <div class="page stack stack-wide">
            <div class="stack">
                <h1>"Choisir une personne"</h1>
                <p class="measure">"Devenez une des personnes de cette démonstration, d'un clic et sans e-mail. Revenez ici pour en changer : chacune voit le même projet à sa manière."</p>
            </div>
            <ul class="people-pick">{list}</ul>
            <p><a href="/demo/courrier">"Lire les e-mails que le service leur a envoyés"</a></p>
        </div>
    }
    .into_any()
}

fn one_person(person: &'static DemoPerson, here: Option<PersonId>) -> AnyView {
    let current = here == Some(person_id(person.key));
    let action = format!("/demo/devenir/{}", person.key);
    view! {
        <li class="stack">
            <h2>{role(person.hat)}</h2>
            <form method="post" action=action>
                <button class="people-pick-button" type="submit" aria-current=current.then_some("true")>
                    // Inside a button only phrases may stand.
                    <b>{format!("{} {}", person.first_name, person.last_name)}</b>
                    <span>{person.job}</span>
                </button>
            </form>
            <p>{to_try(person.hat)}</p>
        </li>
    }
    .into_any()
}

const fn role(hat: Hat) -> &'static str {
    match hat {
        Hat::Collectivity => "La mairie",
        Hat::Seat(SeatKind::Ddt) => "La direction départementale des territoires",
        Hat::Seat(SeatKind::Prefecture) => "La préfecture",
        Hat::Agent => "Une agente de l'État",
        Hat::Expert => "Un expert",
        Hat::ContractManager => "La responsable d'un contrat",
        Hat::Admin => "L'administration nationale",
    }
}

const fn to_try(hat: Hat) -> &'static str {
    match hat {
        Hat::Collectivity => {
            "Déposez un projet, répondez à l'état des lieux, signalez un blocage, invitez un collègue."
        }
        Hat::Seat(SeatKind::Ddt) => {
            "Prenez un dépôt en charge, proposez sa priorité, confiez-le à une agente."
        }
        Hat::Seat(SeatKind::Prefecture) => {
            "Signez la priorité proposée par l'autre siège, suivez ce qui attend dans le département."
        }
        Hat::Agent => {
            "Suivez un projet qui vous est confié, écrivez à la collectivité, recommandez une aide."
        }
        Hat::Expert => "Lisez les projets où l'on vous invite, conseillez, recommandez une aide.",
        Hat::ContractManager => "Voyez les projets de votre contrat et où ils en sont.",
        Hat::Admin => {
            "Consultez l'ensemble : chaque lecture d'une fiche est inscrite à son historique."
        }
    }
}

/// The mails of the local mailbox, one of them open.
pub(super) fn mailbox(mails: Vec<KeptMail>, open: Option<KeptMail>, base: String) -> AnyView {
    if mails.is_empty() {
        return view! {
            <div class="page stack">
                <h1>"E-mails envoyés"</h1>
                <EmptyState title="Aucun e-mail pour l'instant" icon=IconName::Mail>
                    <p>"Les e-mails que le service envoie restent ici, dans cette démonstration. Ils arrivent en quelques secondes : rechargez la page."</p>
                </EmptyState>
            </div>
        }
        .into_any();
    }
    let shown = open.as_ref().map(|mail| mail.id);
    let items = mails.into_iter().map(|mail| {
        let at = Timestamp(mail.sent_at);
        view! {
            <li>
                <a class="mail-item" href=format!("/demo/courrier/{}", mail.id) aria-current=(shown == Some(mail.id)).then_some("page")>
                    <b>{mail.subject}</b>
                    <span>{format!("À {}", mail.recipient)}</span>
                    <Time datetime=dates::machine(at) words=dates::moment(at)/>
                </a>
            </li>
        }
    });
    view! {
        <div class="page stack">
            <h1>"E-mails envoyés"</h1>
            <div class="mailbox">
                {open.map(|mail| one_mail(mail, &base))}
                <ul class="mail-list">{items.collect_view()}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn one_mail(mail: KeptMail, base: &str) -> AnyView {
    let at = Timestamp(mail.sent_at);
    view! {
        <article class="mail">
            <header class="mail-head">
                <h2>{mail.subject}</h2>
                <DescriptionList tight=true>
                    <DescriptionItem label="À">{mail.recipient}</DescriptionItem>
                    <DescriptionItem label="Envoyé">{dates::moment(at)}</DescriptionItem>
                </DescriptionList>
            </header>
            <pre class="mail-text">{linked(&mail.text_body, base)}</pre>
        </article>
    }
    .into_any()
}

/// The text with the links to this very site made clickable. Other addresses stay text: in a mail they
/// come from what people typed.
fn linked(text: &str, base: &str) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let path = word
            .strip_prefix(base)
            .filter(|path| path.is_empty() || path.starts_with('/'));
        match path {
            Some(path) if !path.starts_with("//") => {
                let href = if path.is_empty() {
                    "/".to_owned()
                } else {
                    path.to_owned()
                };
                let rest = piece.get(word.len()..).unwrap_or_default().to_owned();
                parts.push(view! { <a href=href>{word.to_owned()}</a>{rest} }.into_any());
            }
            _ => parts.push(piece.to_owned().into_any()),
        }
    }
    parts.into_any()
}
