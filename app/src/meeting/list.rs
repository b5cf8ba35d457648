//! The meetings of a pair, the form that opens one, the agenda of one, the question before it ends.

use super::{MEETINGS, href, outcome, present, who};
use crate::desk::actions::other_departements;
use crate::desk::listing::{Pairs, href as address_of, query, with};
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::i18n::{dates, numbers};
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, ColumnHead, EmptyState, ErrorSummary, Field, FieldWidth,
    Table, Tone,
};
use domain::intake::Intake;
use domain::meeting::{NAME_MAX, PROJECTS_MAX};
use leptos::prelude::*;
use services::meeting::{Agenda, Meeting, Meetings};
use services::read_models::meeting::ItemLine;

/// What the list shows.
pub struct Model {
    pub meetings: Meetings,
    /// « de Maine-et-Loire ».
    pub named: String,
    /// Projects the address names.
    pub chosen: i64,
    /// What it asks for, in words.
    pub words: Vec<String>,
    /// The address itself.
    pub pairs: Pairs,
    pub key: String,
    pub form: FormState,
}

/// The meetings and, for a seat, the form that opens one.
pub fn page(model: Model) -> AnyView {
    let others = other_departements(
        MEETINGS,
        &model.meetings.departement,
        &model.meetings.departements,
    );
    let new = model.meetings.may_open.then(|| opening(&model));
    view! {
        <div class="page page-narrow stack stack-wide">
            <div class="stack">
                <h1>{format!("Les séances du binôme {}", model.named)}</h1>
                <p>"Une séance fait défiler des projets un par un sur un écran partagé. Les deux sièges y décident ensemble, et le compte rendu s'écrit tout seul."</p>
                <p><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
                {others}
            </div>
            {new}
            <section class="stack">
                <h2>"Séances ouvertes et passées"</h2>
                {past(&model.meetings.latest)}
            </section>
        </div>
    }
    .into_any()
}

fn opening(model: &Model) -> AnyView {
    let count = numbers::counted(model.chosen, "projet", "projets");
    let limit = (model.chosen > i64::from(PROJECTS_MAX))
        .then(|| format!(" Une séance en prend {PROJECTS_MAX}, dans l'ordre de la liste."));
    let asked = if model.words.is_empty() {
        let waiting = with(model.pairs.clone(), "etat", Intake::Acknowledged.code());
        view! {
            <p>{format!("Tous les projets du département : {count}.")}{limit}</p>
            <p><a href=address_of(MEETINGS, &waiting)>"Prendre seulement ceux qui attendent une priorité"</a></p>
        }
        .into_any()
    } else {
        let words = model
            .words
            .iter()
            .map(|word| view! { <li>{word.clone()}</li> });
        view! {
            <p>{format!("{count} qui répondent à :")}</p>
            <ul>{words.collect_view()}</ul>
            {limit.map(|limit| view! { <p>{limit}</p> })}
        }
        .into_any()
    };
    let choose = format!("/territoire/projets?{}", query(&model.pairs));
    let none = (model.chosen == 0).then(|| {
        view! { <Alert tone=Tone::Warning>"Aucun projet ne correspond : choisissez-en d'autres dans la liste."</Alert> }
    });
    let form = (model.chosen > 0).then(|| {
        view! {
            <form class="stack" method="post" action=MEETINGS>
                <input type="hidden" name="cle" value=model.key.clone()/>
                <input type="hidden" name="adresse" value=query(&model.pairs)/>
                <Field name="nom" label="Nom de la séance" hint="Par exemple : Réunion du 3 mars, écoles" width=FieldWidth::Medium
                    value=model.form.value("nom") error=model.form.error("nom") maxlength=NAME_MAX/>
                <p><Button>"Ouvrir la séance"</Button></p>
            </form>
        }
    });
    view! {
        <section class="stack">
            <ErrorSummary problems=model.form.summary(&[("nom", "Nom de la séance")])/>
            <h2>"Nouvelle séance"</h2>
            {asked}
            <p><a href=choose>"Choisir d'autres projets dans la liste"</a></p>
            {none}
            {form}
        </section>
    }
    .into_any()
}

fn past(meetings: &[Meeting]) -> AnyView {
    if meetings.is_empty() {
        return view! {
            <EmptyState title="Aucune séance pour l'instant"><p>"Les séances du binôme et leurs comptes rendus arrivent ici."</p></EmptyState>
        }
        .into_any();
    }
    let rows = meetings
        .iter()
        .map(|meeting| {
            let (to, state) = match meeting.closed_at {
                Some(_) => (format!("{}/compte-rendu", href(meeting.id)), "Close"),
                None => (href(meeting.id), "Ouverte"),
            };
            let treated = format!("{} sur {}", meeting.treated, meeting.items);
            view! {
                <tr>
                    <th scope="row"><a href=to>{meeting.name.clone()}</a></th>
                    <td data-label="Date">{dates::moment_day(meeting.opened_at)}</td>
                    <td data-label="État">{state}</td>
                    <td class="number" data-label="Projets traités">{treated}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="seances" caption="Séances du binôme" caption_hidden=true stacked=true>
            <thead><tr>
                <ColumnHead label="Séance"/><ColumnHead label="Date"/><ColumnHead label="État"/>
                <ColumnHead label="Projets traités" number=true/>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// A meeting: who is there, what comes, what was said. `key` draws one-time keys.
pub fn agenda(agenda: Agenda, key: &dyn Fn() -> String) -> AnyView {
    let meeting = &agenda.meeting;
    let base = href(meeting.id);
    let next = agenda.items.iter().find(|item| item.outcome.is_none());
    let begin = next.filter(|_| meeting.closed_at.is_none()).map(|item| {
        let words = if meeting.treated == 0 {
            "Commencer par le premier projet"
        } else {
            "Reprendre au projet suivant"
        };
        view! { <ButtonLink href=format!("{base}/{}", item.position)>{words}</ButtonLink> }
    });
    let end = agenda.part.writes.then(|| {
        view! { <ButtonLink kind=ButtonKind::Secondary href=format!("{base}/fin")>"Clore la séance"</ButtonLink> }
    });
    let minute = format!("{base}/compte-rendu");
    let lines = agenda.items.iter().map(|item| line(item, &base));
    view! {
        <div class="page page-narrow stack stack-wide">
            <div class="stack">
                <h1>{meeting.name.clone()}</h1>
                <p class="soft">{format!("Séance du {}. ", dates::moment_day(meeting.opened_at))}{who(meeting)}</p>
                {signature(&agenda, key)}
                <p class="cluster">{begin}{end}</p>
                <p class="cluster"><a href=minute>"Compte rendu"</a><a href=MEETINGS>"Toutes les séances"</a></p>
            </div>
            <section class="stack">
                <h2>"Ordre du jour"</h2>
                <ol class="meeting-agenda">{lines.collect_view()}</ol>
            </section>
        </div>
    }
    .into_any()
}

fn line(item: &ItemLine, base: &str) -> AnyView {
    view! {
        <li value=item.position>
            <a href=format!("{base}/{}", item.position)>{item.title.clone()}</a>
            <span class="muted">{format!(" {} ", item.bearer_name)}</span>
            {outcome(item)}
        </li>
    }
    .into_any()
}

/// Whether decisions are signed by both on the spot, and the way to lend one's signature or to take it back.
fn signature(agenda: &Agenda, key: &dyn Fn() -> String) -> AnyView {
    let meeting = &agenda.meeting;
    if meeting.closed_at.is_some() {
        return view! { <Alert tone=Tone::Info title="Séance close">"Son compte rendu ne change plus."</Alert> }
            .into_any();
    }
    let (base, once) = (href(meeting.id), key());
    let other = meeting.opener.seat.other().label();
    let opener = meeting.opener.name.clone();
    if agenda.part.lends {
        return view! {
            <Alert tone=Tone::Success title="Vous signez en séance">
                <p>{format!("Les décisions que {} saisit valent votre signature.", opener)}</p>
                <form method="post" action=format!("{base}/signature/retrait")>
                    <input type="hidden" name="cle" value=once/>
                    <Button kind=ButtonKind::Secondary>"Reprendre ma signature"</Button>
                </form>
            </Alert>
        }
        .into_any();
    }
    if agenda.part.may_join {
        return view! {
            <Alert tone=Tone::Info title="Participer à cette séance">
                <p>{format!("En participant, vous prêtez votre signature : chaque décision que {} saisit à l'écran vaut pour les deux sièges. Vous pouvez la reprendre à tout moment ; elle cesse à la clôture.", opener)}</p>
                <form method="post" action=format!("{base}/signature")>
                    <input type="hidden" name="cle" value=once/>
                    <Button>"Participer et prêter ma signature"</Button>
                </form>
            </Alert>
        }
        .into_any();
    }
    match meeting.partner.as_ref().filter(|partner| partner.signs) {
        Some(partner) => {
            let words = format!("{} signe avec vous : chaque décision vaut aussitôt.", present(&partner.present));
            view! { <Alert tone=Tone::Success title="Les deux sièges sont là">{words}</Alert> }.into_any()
        }
        None => view! {
            <Alert tone=Tone::Info title=format!("L'autre siège ({other}) n'est pas là")>"Quand cette personne ouvre la séance depuis son propre compte et y participe, vos décisions valent aussitôt. Sinon elles attendent sa signature, comme d'habitude."</Alert>
        }
        .into_any(),
    }
}

/// End it?
pub fn end(agenda: &Agenda, key: String) -> AnyView {
    let meeting = &agenda.meeting;
    let left = meeting.items - meeting.treated;
    let words = match left {
        0 => "Tous les projets ont été vus.".to_owned(),
        n => format!(
            "{} : le compte rendu le dira.",
            numbers::counted(n, "projet n'a pas été vu", "projets n'ont pas été vus")
        ),
    };
    view! {
        <div class="page page-narrow stack">
            <h1>"Clore la séance"</h1>
            <Alert tone=Tone::Warning>{words}" Une fois la séance close, son compte rendu ne change plus."</Alert>
            <form class="cluster" method="post" action=format!("{}/fin", href(meeting.id))>
                <input type="hidden" name="cle" value=key/>
                <Button>"Clore la séance"</Button>
                <ButtonLink kind=ButtonKind::Quiet href=href(meeting.id)>"Continuer"</ButtonLink>
            </form>
        </div>
    }
    .into_any()
}
