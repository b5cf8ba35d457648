//! One project of a meeting: what one looks at together on the left, what is decided on the right, the way to the next.

use super::{href, outcome};
use crate::desk::decision_forms::{levels, reason};
use crate::desk::scoring::page::together;
use crate::http::FormState;
use crate::i18n::labels;
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, Choice, ErrorSummary, RadioGroup, TextArea, Tone,
};
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::meeting::{NOTE_MAX, Outcome};
use domain::project::{Phase, PhaseStatus, Priority};
use domain::theme::Theme;
use leptos::prelude::*;
use services::meeting::decide::Turn;
use services::read_models::meeting::ItemLine;

const LABELS: &[(&str, &str)] = &[
    ("niveau", "Priorité"),
    ("motif", "Motif"),
    ("suite", "Suite"),
    ("note", "Phrase"),
];

/// The page. `key` draws one-time keys.
pub fn page(turn: &Turn, form: &FormState, key: &dyn Fn() -> String) -> AnyView {
    let Some(item) = turn.item() else {
        return ().into_any();
    };
    let sheet = &turn.head.sheet;
    let project = turn.head.resource.id;
    let facts = turn
        .scoring
        .as_ref()
        .map(|scoring| together(scoring, project, key));
    view! {
        <div class="page page-wide stack">
            {way(turn)}
            <ErrorSummary problems=form.summary(LABELS)/>
            <header class="stack">
                <h1>{sheet.title.clone()}</h1>
                <p class="soft">{place(turn)}</p>
                <p class="cluster">{outcome(item)}<a href=format!("/projets/{project}")>"Ouvrir la fiche"</a></p>
            </header>
            <div class="meeting-turn">
                <div class="stack">
                    <section class="stack">
                        <h2>"Le projet"</h2>
                        <p class="typed">{sheet.summary.clone()}</p>
                        {facts}
                    </section>
                </div>
                <div class="stack">
                    <section class="card stack" id="decision">
                        <h2>"La décision"</h2>
                        {decision(turn, item, project, form, key)}
                    </section>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// "Projet 3 sur 12", the one before, the one behind.
fn way(turn: &Turn) -> AnyView {
    let base = href(turn.meeting.id);
    let step = |item: Option<&ItemLine>, words: &'static str, rel: &'static str| {
        item.map(|item| {
            let to = format!("{base}/{}", item.position);
            view! { <li><a href=to rel=rel>{words}</a></li> }
        })
    };
    let before = turn.at.checked_sub(1).and_then(|at| turn.items.get(at));
    let next = turn.items.get(turn.at + 1);
    let count = format!("Projet {} sur {}", turn.at + 1, turn.items.len());
    view! {
        <nav class="meeting-way" aria-label="Ordre du jour">
            <ul class="cluster list-plain">
                <li><a href=base.clone()>{turn.meeting.name.clone()}</a></li>
                <li>{count}</li>
                {step(before, "Projet précédent", "prev")}
                {step(next, "Projet suivant", "next")}
            </ul>
        </nav>
    }
    .into_any()
}

/// "Blaison-Saint-Sulpice, énergie, étude, déposé".
fn place(turn: &Turn) -> String {
    let sheet = &turn.head.sheet;
    [
        sheet.bearer_name.clone(),
        labels::of(Theme::parse, &sheet.main_theme).to_lowercase(),
        labels::of(Phase::parse, &sheet.phase).to_lowercase(),
        labels::of(PhaseStatus::parse, &sheet.phase_status).to_lowercase(),
        labels::of(Intake::parse, &sheet.intake).to_lowercase(),
    ]
    .join(" · ")
}

fn decision(
    turn: &Turn,
    item: &ItemLine,
    project: ProjectId,
    form: &FormState,
    key: &dyn Fn() -> String,
) -> AnyView {
    let current = turn.head.sheet.priority.as_deref().map(|code| {
        let level = labels::of(Priority::parse, code).to_lowercase();
        view! { <p>{format!("Priorité actuelle : {level}.")}</p> }
    });
    let said = (!item.note.is_empty()).then(|| view! { <p class="typed">{item.note.clone()}</p> });
    if !turn.part.writes {
        return view! { {current}{said}<p class="muted">"La personne qui a ouvert la séance écrit les décisions."</p> }
            .into_any();
    }
    let base = format!("{}/{}", href(turn.meeting.id), item.position);
    let acknowledge = (turn.head.resource.intake == Intake::Submitted).then(|| {
        view! {
            <p>"Ce projet n'est pas encore pris en charge : il se décide ensuite."</p>
            <form method="post" action=format!("/projets/{project}/prise-en-charge")>
                <input type="hidden" name="cle" value=key()/>
                <input type="hidden" name="retour" value="seance"/>
                <Button>"Prendre en charge"</Button>
            </form>
        }
    });
    let decide = turn.waits.then(|| decide(turn, form, &base, key()));
    let decided = item.outcome.as_deref() == Some(Outcome::Decided.code());
    let note = (!decided).then(|| note(form, &base, key()));
    let next = turn.items.get(turn.at + 1).filter(|_| decided).map(|next| {
        let to = format!("{}/{}", href(turn.meeting.id), next.position);
        view! { <p><ButtonLink href=to>"Passer au projet suivant"</ButtonLink></p> }
    });
    view! { {current}{said}{acknowledge}{decide}{note}{next} }.into_any()
}

fn decide(turn: &Turn, form: &FormState, base: &str, key: String) -> AnyView {
    let partner = turn.meeting.partner.as_ref().filter(|one| one.signs);
    let what = match partner {
        Some(partner) => view! {
            <p>{format!("La décision vaut aussitôt : {} la signe avec vous.", partner.present.name)}</p>
        }
        .into_any(),
        None => view! {
            <Alert tone=Tone::Info>"L'autre siège ne participe pas à la séance : votre décision sera une proposition, à signer plus tard."</Alert>
        }
        .into_any(),
    };
    let button = if partner.is_some() {
        "Décider cette priorité"
    } else {
        "Proposer cette priorité"
    };
    view! {
        <form class="stack" method="post" action=format!("{base}/priorite")>
            <input type="hidden" name="cle" value=key/>
            {what}
            {levels(form)}
            {reason(form, "Motif", "La collectivité le lit une fois la décision signée par les deux sièges.", false)}
            <Button>{button}</Button>
        </form>
    }
    .into_any()
}

fn note(form: &FormState, base: &str, key: String) -> AnyView {
    let choice = |outcome: Outcome, words: &'static str, hint: &'static str| {
        Choice::new(outcome.code(), words)
            .hint(hint)
            .selected(form.ticked("suite", outcome.code()))
    };
    let options = vec![
        choice(
            Outcome::Postponed,
            "Reporter",
            "À revoir plus tard : dites ce qui manque.",
        ),
        choice(
            Outcome::Noted,
            "Vu, rien à décider",
            "Une phrase facultative pour le compte rendu.",
        ),
    ];
    view! {
        <form class="stack" method="post" action=format!("{base}/note")>
            <h3>"Sans décider aujourd'hui"</h3>
            <input type="hidden" name="cle" value=key/>
            <RadioGroup name="suite" label="Suite" options=options error=form.error("suite")/>
            <TextArea name="note" label="Phrase" hint="Elle reste entre les services de l'État." rows=3 optional=true
                value=form.value("note") error=form.error("note") maxlength=NOTE_MAX/>
            <Button kind=ButtonKind::Secondary>"Noter et passer au suivant"</Button>
        </form>
    }
    .into_any()
}
