//! The decisions on a project's sheet: what was decided, for everybody; what can be decided now, for the
//! one who can.

use super::decision_forms::{self, Form};
use crate::http::{AppState, RequestCx};
use crate::i18n::dates;
use crate::i18n::labels::{self, Label};
use crate::project::view::ago;
use crate::ui::{Alert, Button, ButtonKind, ButtonLink, Time, Tone};
use domain::ids::ProjectId;
use domain::intake::{Intake, Move};
use domain::permission::Action;
use domain::project::Priority;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::decision::panel::{Panel, Parked, Proposed, Signed};
use services::priority::round::Round;
use services::project::SheetHead;

/// Reads the decisions of a sheet and gives what draws their section, with the way to change the sheet.
pub async fn section(
    state: &AppState,
    request: &RequestCx,
    head: &SheetHead,
) -> services::Result<impl FnOnce() -> AnyView + Send + 'static + use<>> {
    let decided = state.services.panel(request.cx(), head).await?;
    let key = state.services.ids.uuid().to_string();
    let now = state.services.clock.now();
    let project = head.resource.id;
    let edit = head.may(request.cx(), Action::Edit) && head.resource.intake != Intake::Draft;
    Ok(move || {
        let edit = edit.then(|| {
            let href = format!("/projets/{project}/modifier");
            view! { <p><ButtonLink kind=ButtonKind::Secondary href=href>"Modifier le projet"</ButtonLink></p> }
        });
        view! { {edit}{panel(decided, project, key, now)} }.into_any()
    })
}

/// The section of the sheet's first part; nothing when there is nothing to say or to do. `key`: the
/// one-time key of the one form it may hold.
pub fn panel(panel: Panel, project: ProjectId, key: String, now: Timestamp) -> AnyView {
    let said = panel.signed.is_some() || panel.parked.is_some() || panel.proposed.is_some();
    if !said && panel.moves.is_empty() && !panel.can_hand_over {
        return ().into_any();
    }
    let parked = panel.parked.as_ref().map(parked);
    let signed = panel.signed.as_ref().map(signed);
    view! {
        <section class="stack" id="decisions">
            <h2>"Décisions"</h2>
            {parked}
            {signed}
            {now_possible(&panel, project, key, now)}
            {links(&panel, project)}
        </section>
    }
    .into_any()
}

fn signed(signed: &Signed) -> AnyView {
    let by: Vec<&str> = [signed.ddt.as_str(), signed.prefecture.as_str()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    let by = if signed.referent.is_empty() {
        format!("Décision signée par {}", by.join(" et "))
    } else {
        format!("Décision du référent du département, {}", signed.referent)
    };
    let level = labels::of(Priority::parse, &signed.level);
    view! {
        <div class="card">
            <h3 class="card-title">{level}</h3>
            <p class="typed">{signed.reason.clone()}</p>
            <p class="muted">
                {by}", le "
                <Time datetime=dates::machine(signed.at) words=dates::moment_day(signed.at)/>
                "."
            </p>
        </div>
    }
    .into_any()
}

fn parked(parked: &Parked) -> AnyView {
    let detail = |name: &str| parked.details.get(name).cloned().unwrap_or_default();
    let title = match parked.kind.as_str() {
        "redirected" => format!("Projet réorienté vers {}", detail("to_whom")),
        "withdrawn" => "Projet retiré".to_owned(),
        _ => "Projet clos".to_owned(),
    };
    let by = if parked.by.is_empty() {
        String::new()
    } else {
        format!("{}, ", parked.by)
    };
    let (reason, at) = (detail("reason"), parked.at);
    view! {
        <Alert tone=Tone::Info title=title>
            <p class="typed">{reason}</p>
            <p class="muted">{by}<Time datetime=dates::machine(at) words=dates::moment_day(at)/></p>
        </Alert>
    }
    .into_any()
}

/// The one decision of the moment, ready to be taken.
fn now_possible(panel: &Panel, project: ProjectId, key: String, now: Timestamp) -> AnyView {
    if panel.may(Move::Acknowledge) {
        return view! {
            <form method="post" action=format!("/projets/{project}/prise-en-charge")>
                <input type="hidden" name="cle" value=key/>
                <Button>"Prendre en charge"</Button>
            </form>
        }
        .into_any();
    }
    if panel.can_settle {
        return settle(panel, project, now);
    }
    if panel.may_prioritise() {
        let again = panel.round.as_ref().map(again);
        let scoring = view! {
            <p><a href=format!("/projets/{project}/cotation")>"Coter le projet sur les six critères"</a></p>
        };
        let decision = match &panel.proposed {
            Some(proposed) => waiting(panel, proposed, project, key, now),
            None => decision_forms::form(Form::Priority, panel, project, key),
        };
        return view! { {again}{scoring}{decision} }.into_any();
    }
    if panel.may(Move::Assign) {
        return decision_forms::form(Form::Assign, panel, project, key);
    }
    ().into_any()
}

/// Why the decision is looked at again.
fn again(round: &Round) -> AnyView {
    let Some(opened) = &round.opened else {
        return ().into_any();
    };
    let by = format!("{} {}", opened.first_name, opened.last_name);
    let (by, reason) = (by.trim().to_owned(), opened.reason.clone());
    let at = Timestamp(opened.opened_at);
    view! {
        <Alert tone=Tone::Info title="La décision est rouverte">
            <p class="typed">{reason}</p>
            <p class="muted">{by}", "<Time datetime=dates::machine(at) words=dates::moment_day(at)/></p>
        </Alert>
    }
    .into_any()
}

/// What waits for the referent.
fn settle(panel: &Panel, project: ProjectId, now: Timestamp) -> AnyView {
    let proposed = panel.proposed.as_ref().map(|proposed| {
        let level = labels::of(Priority::parse, &proposed.level).to_lowercase();
        view! {
            <p><b>{format!("{} propose : {level}", proposed.seat.label())}</b></p>
            <p class="typed">{proposed.reason.clone()}</p>
            <p class="muted">{proposed.by.clone()}", "{ago(proposed.at, now)}</p>
        }
    });
    view! {
        <div class="card">
            {proposed}
            <p>"Les deux sièges du binôme ne se sont pas accordés en cinq jours ouvrés. La décision vous revient."</p>
            <p class="cluster">
                <ButtonLink href=Form::Settle.href(project)>"Trancher la priorité"</ButtonLink>
                <ButtonLink kind=ButtonKind::Secondary href=format!("/projets/{project}/cotation")>"Lire les deux cotations"</ButtonLink>
            </p>
        </div>
    }
    .into_any()
}

/// A proposal that waits: for the reader's signature, or for the other seat's.
fn waiting(
    panel: &Panel,
    proposed: &Proposed,
    project: ProjectId,
    key: String,
    now: Timestamp,
) -> AnyView {
    let level = labels::of(Priority::parse, &proposed.level);
    let other = format!("/projets/{project}/priorite");
    let action = other.clone();
    let escalated = proposed.escalated.map(|at| {
        view! {
            <Alert tone=Tone::Warning>
                "Faute d'accord en cinq jours ouvrés, la décision est transmise au référent du département depuis le "
                <Time datetime=dates::machine(at) words=dates::moment_day(at)/>
                ". Le binôme peut encore signer."
            </Alert>
        }
    });
    let said = view! {
        <p><b>{format!("{} propose : {}", proposed.seat.label(), level.to_lowercase())}</b></p>
        <p class="typed">{proposed.reason.clone()}</p>
        <p class="muted">{proposed.by.clone()}", "{ago(proposed.at, now)}</p>
    };
    if proposed.can_sign && panel.seat.is_some() {
        return view! {
            <div class="card">
                {escalated}
                {said}
                <form class="cluster" method="post" action=action>
                    <input type="hidden" name="cle" value=key/>
                    <input type="hidden" name="decision" value=proposed.id.to_string()/>
                    <input type="hidden" name="siege" value=proposed.seat.other().code()/>
                    <Button>"Signer cette décision"</Button>
                    <ButtonLink kind=ButtonKind::Secondary href=other>"Proposer une autre priorité"</ButtonLink>
                </form>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="card">
            {escalated}
            {said}
            <p>"La décision attend la signature de l'autre siège du binôme."</p>
            <p><a href=other>"Changer la proposition"</a></p>
        </div>
    }
    .into_any()
}

/// The other decisions, each a page of its own where it is confirmed.
fn links(panel: &Panel, project: ProjectId) -> AnyView {
    let possible = [
        (
            panel.can_hand_over,
            Form::Assign,
            "Confier le projet à une autre personne",
        ),
        (
            panel.may(Move::Redirect),
            Form::Redirect,
            "Réorienter le projet",
        ),
        (
            panel.can_reopen_priority,
            Form::ReopenPriority,
            "Rouvrir la décision de priorité",
        ),
        (panel.may(Move::Close), Form::Close, "Clore le projet"),
        (
            panel.may(Move::Withdraw),
            Form::Withdraw,
            "Retirer le projet",
        ),
        (panel.may(Move::Reopen), Form::Reopen, "Rouvrir le projet"),
    ];
    let links: Vec<AnyView> = possible
        .into_iter()
        .filter(|(possible, _, _)| *possible)
        .map(|(_, form, words)| {
            let href = form.href(project);
            view! { <ButtonLink kind=ButtonKind::Secondary href=href>{words}</ButtonLink> }
                .into_any()
        })
        .collect();
    if links.is_empty() {
        return ().into_any();
    }
    view! { <p class="cluster">{links}</p> }.into_any()
}

/// The state before a project was parked, in words: what reopening brings back.
pub fn state_before(before: Option<Intake>) -> String {
    before.map_or_else(
        || "son état précédent".to_owned(),
        |state| format!("l'état « {} »", state.label()),
    )
}
