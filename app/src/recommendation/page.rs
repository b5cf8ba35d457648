//! The recommendations of a project, blocker by blocker, family by family; the answered ones below.

use crate::http::FormState;
use crate::i18n::labels::{self, Label};
use crate::i18n::{help, numbers};
use crate::project::view::ago;
use crate::ui::{
    Alert, Badge, Button, ButtonKind, ButtonLink, Choice, EmptyState, ErrorSummary, Icon, IconName,
    RadioGroup, TextArea, Tone,
};
use domain::ids::{BlockerId, ProjectId};
use domain::project::{OfferFamily, RecommendationState as State};
use domain::recommendation::{ADVICE_MAX, Reason, Refusal};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::read_models::blocker::Line as Blocker;
use services::read_models::recommendation::Line;
use services::recommendation::WhyNot;
use uuid::Uuid;

/// What the page shows.
pub struct Model {
    /// The project.
    pub project: ProjectId,
    /// The best first.
    pub lines: Vec<Line>,
    /// The project's blockers.
    pub blockers: Vec<Blocker>,
    /// The blocker to show first.
    pub first: Option<BlockerId>,
    /// Whether the reader answers.
    pub may_answer: bool,
    /// Whether the reader recommends.
    pub may_recommend: bool,
    /// Start of the forms' keys.
    pub key: String,
    /// Now.
    pub now: Timestamp,
}

/// What every card needs.
struct Cards {
    project: ProjectId,
    may_answer: bool,
    key: String,
    now: Timestamp,
}

/// The whole part.
pub fn part(model: Model) -> AnyView {
    let Model {
        project,
        lines,
        mut blockers,
        first,
        may_answer,
        may_recommend,
        key,
        now,
    } = model;
    blockers.sort_by_key(|blocker| first.is_none_or(|first| first.0 != blocker.id));
    let empty = lines.is_empty();
    let (waiting, answered): (Vec<Line>, Vec<Line>) = lines
        .into_iter()
        .partition(|line| line.state == State::Proposed.code());
    let count = i64::try_from(waiting.len()).unwrap_or(0);
    let cards = Cards {
        project,
        may_answer,
        key,
        now,
    };
    let mut groups: Vec<AnyView> = Vec::new();
    let mut rest = waiting;
    for blocker in &blockers {
        let (mine, others): (Vec<Line>, Vec<Line>) = rest
            .into_iter()
            .partition(|line| line.blocker_id == Some(blocker.id));
        rest = others;
        groups.extend(group(&cards, Some(blocker), mine));
    }
    groups.extend(group(&cards, None, rest));
    let shown_without = first.is_some_and(|first| !groups_hold(&blockers, first.0));
    view! {
        <section class="stack stack-wide">
            <div class="cluster cluster-between">
                <h2>"Recommandations"</h2>
                {may_recommend.then(|| view! {
                    <ButtonLink href=format!("/projets/{project}/recommandations/proposer") kind=ButtonKind::Secondary>"Recommander une aide"</ButtonLink>
                })}
            </div>
            {shown_without.then(|| view! { <Alert tone=Tone::Info>"Ce blocage n'est plus sur ce projet."</Alert> })}
            {empty.then(|| empty_state(project))}
            {(!empty).then(|| view! { <p class="soft">{format!("{} à examiner.", numbers::counted(count, "recommandation", "recommandations"))}</p> })}
            {groups}
            {examined(&cards, answered)}
        </section>
    }
    .into_any()
}

/// What was answered, by answer: what the collectivité works with comes first.
fn examined(cards: &Cards, answered: Vec<Line>) -> AnyView {
    if answered.is_empty() {
        return ().into_any();
    }
    let mut parts: Vec<AnyView> = Vec::new();
    for (state, title) in [
        (State::Accepted, "Retenues"),
        (State::Done, "Faites"),
        (State::Refused, "Écartées"),
    ] {
        let mine = answered.iter().filter(|line| line.state == state.code());
        let mine: Vec<AnyView> = mine.map(|line| card(cards, line.clone())).collect();
        if !mine.is_empty() {
            parts.push(view! { <h4>{title}</h4> {mine} }.into_any());
        }
    }
    view! { <section class="stack"><h3>"Déjà examinées"</h3>{parts}</section> }.into_any()
}

fn groups_hold(blockers: &[Blocker], id: Uuid) -> bool {
    blockers.iter().any(|blocker| blocker.id == id)
}

fn empty_state(project: ProjectId) -> AnyView {
    view! {
        <EmptyState title="Aucune recommandation pour l'instant" icon=IconName::Idea>
            <p>"Signalez un blocage : des financements, de l'ingénierie et des services d'experts choisis pour votre projet sont proposés ici aussitôt."</p>
            <ButtonLink href=format!("/projets/{project}/blocages#signaler")>"Signaler un blocage"</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

fn group(cards: &Cards, blocker: Option<&Blocker>, lines: Vec<Line>) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let title = match blocker {
        Some(blocker) => format!(
            "Pour ce blocage : {}",
            help::lower(&help::kind(&blocker.kind))
        ),
        None => "Pour le projet dans son ensemble".to_owned(),
    };
    let sentence = blocker.map(|blocker| blocker.sentence.clone());
    let id = blocker.map(|blocker| format!("blocage-{}", blocker.id));
    let mut families: Vec<(String, Vec<Line>)> = OfferFamily::ALL
        .iter()
        .map(|family| (family.code().to_owned(), Vec::new()))
        .collect();
    let mut free: Vec<Line> = Vec::new();
    for line in lines {
        match families
            .iter_mut()
            .find(|(code, _)| Some(code) == line.family.as_ref())
        {
            Some((_, found)) => found.push(line),
            None => free.push(line),
        }
    }
    let families = families
        .into_iter()
        .map(|(code, found)| (labels::of(OfferFamily::parse, &code), found));
    let parts = families
        .chain([("Conseils".to_owned(), free)])
        .filter(|(_, found)| !found.is_empty())
        .map(|(label, found)| {
            view! {
                <h4>{label}</h4>
                {found.into_iter().map(|line| card(cards, line)).collect_view()}
            }
        });
    Some(
        view! {
            <section class="stack" id=id>
                <h3>{title}</h3>
                {sentence.map(|sentence| view! { <p class="soft typed">{sentence}</p> })}
                {parts.collect_view()}
            </section>
        }
        .into_any(),
    )
}

fn card(cards: &Cards, line: Line) -> AnyView {
    let reasons: Vec<Reason> = serde_json::from_str(&line.reasons).unwrap_or_default();
    let state = State::parse(&line.state).unwrap_or(State::Proposed);
    let title = match line.offer_id {
        Some(offer) => {
            view! { <a href=format!("/offres/{offer}")>{line.title.clone()}</a> }.into_any()
        }
        None => line.title.clone().into_any(),
    };
    let by = line.by_first_name.as_deref().map(|first| {
        let job = line
            .by_job
            .as_deref()
            .filter(|job| !job.is_empty())
            .map(|job| format!(", {job}"));
        format!(
            "{}{}",
            help::name(first, line.by_last_name.as_deref().unwrap_or_default()),
            job.unwrap_or_default()
        )
    });
    let by = by.unwrap_or_else(|| "Choisie automatiquement dans le catalogue".to_owned());
    let link = line.link.clone().zip(line.provider.clone()).map(|(link, provider)| {
        view! { <p><a href=link rel="external noopener noreferrer">{format!("Aller sur le site : {provider}")}<Icon name=IconName::External/></a></p> }
    });
    view! {
        <article class="card stack stack-tight">
            <h5>{title}</h5>
            {line.provider.clone().map(|provider| view! { <p class="card-meta">{provider}</p> })}
            {(state != State::Proposed).then(|| state_badge(state))}
            {line.summary.clone().map(|summary| view! { <p class="typed">{summary}</p> })}
            {(!line.advice.is_empty()).then(|| view! { <p class="typed">{line.advice.clone()}</p> })}
            {(!reasons.is_empty()).then(|| view! {
                <ul class="reasons">{reasons.iter().map(|reason| view! { <li>{help::reason(reason)}"."</li> }).collect_view()}</ul>
            })}
            {line.withdrawn_at.map(|_| view! { <p class="soft">"Cette aide n'est plus au catalogue."</p> })}
            {link}
            <p class="soft small">{by}", "{ago(Timestamp(line.created_at), cards.now)}</p>
            {answer_line(&line, cards.now)}
            {cards.may_answer.then(|| buttons(cards, &line, state))}
        </article>
    }
    .into_any()
}

fn state_badge(state: State) -> AnyView {
    let tone = match state {
        State::Accepted => Tone::Info,
        State::Done => Tone::Success,
        State::Proposed | State::Refused => Tone::Neutral,
    };
    view! { <p><Badge tone=tone label=state.label()/></p> }.into_any()
}

fn answer_line(line: &Line, now: Timestamp) -> AnyView {
    let Some(at) = line.answered_at else {
        return ().into_any();
    };
    let who = help::name(
        line.answered_first_name.as_deref().unwrap_or_default(),
        line.answered_last_name.as_deref().unwrap_or_default(),
    );
    let why: Option<WhyNot> = serde_json::from_str(&line.state_reason).ok();
    view! {
        {why.map(|why| view! {
            <p>{why.why.label()}{(!why.words.is_empty()).then(|| view! { " : " <span class="typed">{why.words}</span> })}</p>
        })}
        <p class="soft small">"Réponse de " {who} ", " {ago(Timestamp(at), now)}</p>
    }
    .into_any()
}

fn buttons(cards: &Cards, line: &Line, state: State) -> AnyView {
    let base = format!("/projets/{}/recommandations/{}", cards.project, line.id);
    let title = line.title.clone();
    let about = || view! { <span class="visually-hidden">{format!(" : {title}")}</span> };
    let answers: &[(State, &str, ButtonKind)] = match state {
        State::Proposed => &[
            (State::Accepted, "Je retiens", ButtonKind::Secondary),
            (State::Done, "C'est fait", ButtonKind::Quiet),
        ],
        State::Accepted => &[(State::Done, "C'est fait", ButtonKind::Secondary)],
        State::Refused => &[(State::Accepted, "Je retiens finalement", ButtonKind::Quiet)],
        State::Done => return ().into_any(),
    };
    let sends = answers.iter().map(|(to, label, kind)| {
        let about = about();
        view! { <Button kind=*kind name="reponse" value=to.code()>{*label}{about}</Button> }
    });
    let sends = sends.collect_view();
    let why = (state != State::Refused).then(|| {
        let about = about();
        view! { <ButtonLink href=format!("{base}/ecarter") kind=ButtonKind::Quiet>"Pas pour moi"{about}</ButtonLink> }
    });
    view! {
        <form class="cluster" method="post" action=base.clone()>
            <input type="hidden" name="cle" value=format!("{}-{}", cards.key.get(..18).unwrap_or("cle-page"), line.id.simple())/>
            <input type="hidden" name="etat" value=state.code()/>
            {sends}
            {why}
        </form>
    }
    .into_any()
}

/// The page that asks why a recommendation is not for the project.
pub fn why(project: ProjectId, line: Line, form: FormState, key: String) -> AnyView {
    let choices = Refusal::ALL.iter().map(|why| {
        Choice::new(why.code(), why.label()).selected(form.ticked("pourquoi", why.code()))
    });
    let labels = [
        ("pourquoi", "Raison"),
        ("precision", "Précision"),
        ("etat", "Recommandation"),
        ("reponse", "Réponse"),
    ];
    let state = if form.typed.has("etat") {
        form.value("etat")
    } else {
        line.state.clone()
    };
    view! {
        <section class="stack">
            <h2>"Écarter une recommandation"</h2>
            <p class="lead">{line.title.clone()}</p>
            <ErrorSummary problems=form.summary(&labels)/>
            <form class="form" method="post" action=format!("/projets/{project}/recommandations/{}", line.id) novalidate>
                <input type="hidden" name="cle" value=key/>
                <input type="hidden" name="etat" value=state/>
                <input type="hidden" name="reponse" value="refused"/>
                <RadioGroup name="pourquoi" label="Pourquoi n'est-ce pas pour vous ?" options=choices.collect() hint="Votre réponse améliore les prochaines recommandations." error=form.error("pourquoi")/>
                <TextArea name="precision" label="Voulez-vous préciser ?" value=form.value("precision") error=form.error("precision") rows=3 maxlength=ADVICE_MAX optional=true/>
                <div class="form-actions">
                    <Button>"Écarter cette recommandation"</Button>
                    <ButtonLink href=format!("/projets/{project}/recommandations") kind=ButtonKind::Quiet>"Revenir aux recommandations"</ButtonLink>
                </div>
            </form>
        </section>
    }
    .into_any()
}
