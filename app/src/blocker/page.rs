//! The blockers of a project, and the forms that raise and solve one.

use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::i18n::{dates, help, numbers};
use crate::project::view::ago;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonLink, Choice, DateField, EmptyState, ErrorSummary, IconName,
    RadioGroup, TextArea, Tone,
};
use domain::blocker::{BlockerKind, SENTENCE_MAX, SOLUTION_MAX};
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::blocker::Line;

/// What the page shows.
pub struct Model {
    /// The project.
    pub project: ProjectId,
    /// Open ones first.
    pub blockers: Vec<Line>,
    /// Whether the reader may solve.
    pub editable: bool,
    /// Whether the reader may raise one, here and now.
    pub may_raise: bool,
    /// Key of the form.
    pub key: String,
    /// Now.
    pub now: Timestamp,
    /// The form that raises one.
    pub form: FormState,
}

/// The whole part.
pub fn part(model: Model) -> AnyView {
    let Model {
        project,
        blockers,
        editable,
        may_raise,
        key,
        now,
        form,
    } = model;
    let (solved, open): (Vec<Line>, Vec<Line>) = blockers
        .into_iter()
        .partition(|line| line.solved_at.is_some());
    let none = open.is_empty() && solved.is_empty();
    let empty = none.then(|| {
        view! {
            <EmptyState title="Aucun blocage signalé" icon=IconName::Blocked>
                <p>"Quand quelque chose arrête le projet, dites-le ici en une phrase : des aides vous sont proposées aussitôt, et l'État vous répond sous dix jours ouvrés."</p>
            </EmptyState>
        }
    });
    let solved_part = (!solved.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h3>"Blocages levés"</h3>
                {solved.into_iter().map(|line| card(project, line, false, now)).collect_view()}
            </section>
        }
    });
    let open_part = (!open.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h3>{numbers::counted(i64::try_from(open.len()).unwrap_or(0), "blocage en cours", "blocages en cours")}</h3>
                {open.into_iter().map(|line| card(project, line, editable, now)).collect_view()}
            </section>
        }
    });
    let raise = may_raise.then(|| raise_form(project, form, key));
    view! {
        <section class="stack stack-wide">
            <h2>"Blocages"</h2>
            {empty}
            {open_part}
            {raise}
            {solved_part}
        </section>
    }
    .into_any()
}

fn card(project: ProjectId, line: Line, editable: bool, now: Timestamp) -> AnyView {
    let raised = help::name(&line.raised_first_name, &line.raised_last_name);
    let solved = line.solved_at.map(|at| {
        let who = help::name(
            line.solved_first_name.as_deref().unwrap_or_default(),
            line.solved_last_name.as_deref().unwrap_or_default(),
        );
        view! {
            <p class="typed">{line.solution.clone()}</p>
            <p class="soft small">"Levé par " {who} ", " {ago(Timestamp(at), now)}</p>
        }
    });
    let due = line
        .due_at
        .map(Timestamp)
        .filter(|_| line.solved_at.is_none());
    let late = due.is_some_and(|due| due < now);
    let badge = match (line.solved_at.is_some(), late) {
        (true, _) => view! { <Badge tone=Tone::Success label="Levé"/> },
        (false, true) => view! { <Badge tone=Tone::Danger label="Réponse en retard"/> },
        (false, false) => view! { <Badge tone=Tone::Warning label="En cours"/> },
    };
    let help_link = (line.recommendations > 0).then(|| {
        let href = format!("/projets/{project}/recommandations?blocage={}", line.id);
        view! { <a href=href>{numbers::counted(line.recommendations, "recommandation", "recommandations")}</a> }
    });
    let solve = editable.then(|| {
        view! {
            <ButtonLink href=format!("/projets/{project}/blocages/{}/lever", line.id) kind=ButtonKind::Secondary>"Lever ce blocage"</ButtonLink>
        }
    });
    view! {
        <article class="card stack stack-tight">
            <h4 class="card-title">{help::kind(&line.kind)}</h4>
            <p class="cluster">{badge}<span class="soft">{format!("depuis le {}", dates::iso_day(&line.since_on))}</span></p>
            <p class="typed">{line.sentence.clone()}</p>
            <p class="soft small">"Signalé par " {raised} ", " {ago(Timestamp(line.raised_at), now)}</p>
            {due.map(|due| view! { <p class="soft small">{format!("Réponse de l'État attendue au plus tard le {}.", dates::due(due, now))}</p> })}
            {solved}
            <p class="cluster">{solve}{help_link}</p>
        </article>
    }
    .into_any()
}

fn raise_form(project: ProjectId, form: FormState, key: String) -> AnyView {
    let kinds = BlockerKind::ALL.iter().map(|kind| {
        Choice::new(kind.code(), kind.label()).selected(form.ticked("nature", kind.code()))
    });
    let labels = [
        ("nature", "Nature du blocage"),
        ("phrase", "Ce qui se passe"),
        ("depuis", "Depuis quand"),
    ];
    view! {
        <section class="card stack" id="signaler">
            <h3>"Signaler un blocage"</h3>
            <ErrorSummary problems=form.summary(&labels)/>
            <form class="form" method="post" action=format!("/projets/{project}/blocages") novalidate>
                <input type="hidden" name="cle" value=key/>
                <RadioGroup name="nature" label="Qu'est-ce qui bloque ?" options=kinds.collect() error=form.error("nature")/>
                <TextArea name="phrase" label="En une phrase, que se passe-t-il ?" value=form.value("phrase") error=form.error("phrase") rows=3 maxlength=SENTENCE_MAX/>
                <DateField name="depuis" label="Depuis quand ?" value=form.value("depuis") error=form.error("depuis") hint="JJ/MM/AAAA. Laissez vide si c'est depuis aujourd'hui." optional=true/>
                <div class="form-actions"><Button>"Signaler ce blocage"</Button></div>
            </form>
        </section>
    }
    .into_any()
}

/// The page that solves one.
pub fn solve(project: ProjectId, line: Line, form: FormState, key: String) -> AnyView {
    let back = format!("/projets/{project}/blocages");
    let action = format!("/projets/{project}/blocages/{}/lever", line.id);
    view! {
        <section class="stack">
            <h2>"Lever un blocage"</h2>
            <ErrorSummary problems=form.summary(&[("solution", "Solution")])/>
            <div class="card stack stack-tight">
                <h3 class="card-title">{help::kind(&line.kind)}</h3>
                <p class="typed">{line.sentence}</p>
                <p class="soft">{format!("Depuis le {}", dates::iso_day(&line.since_on))}</p>
            </div>
            <form class="form" method="post" action=action novalidate>
                <input type="hidden" name="cle" value=key/>
                <TextArea name="solution" label="Comment a-t-il été levé ?" value=form.value("solution") error=form.error("solution") hint="Une phrase suffit. Elle aidera les projets qui rencontrent le même blocage." maxlength=SOLUTION_MAX/>
                <div class="form-actions">
                    <Button>"Lever ce blocage"</Button>
                    <ButtonLink href=back kind=ButtonKind::Quiet>"Revenir aux blocages"</ButtonLink>
                </div>
            </form>
        </section>
    }
    .into_any()
}
