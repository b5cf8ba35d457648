//! A thread and its composer.

use super::island_composer::ComposerHelp;
use super::view::{address, words};
use crate::attachment::page::{kept_notice, limits, line};
use crate::attachment::upload::FILES;
use crate::http::{AppState, FormState};
use crate::i18n::dates;
use crate::project::frame::Tab;
use crate::ui::{
    Button, ButtonKind, ButtonLink, CheckboxGroup, Choice, EmptyState, ErrorSummary, FileField,
    Icon, IconName, LinkItem, Tabs, TextArea, field_id,
};
use domain::attachment::accepted;
use domain::ids::{PersonId, ProjectId};
use domain::permission::Action;
use domain::project::Audience;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::Cx;
use services::conversation::{ThreadPage, is_editable, may_write};
use services::project::SheetHead;
use services::read_models::attachment::FileLine;
use services::read_models::conversation::MessageLine;

/// What the page of a thread shows.
pub struct Thread {
    project: ProjectId,
    page: ThreadPage,
    reader: Option<PersonId>,
    may_write: bool,
    both_threads: bool,
    form: FormState,
    kept: Vec<FileLine>,
    key: String,
    now: Timestamp,
}

impl Thread {
    /// Gathers it.
    pub fn new(
        state: &AppState,
        cx: &Cx,
        head: &SheetHead,
        page: ThreadPage,
        form: FormState,
        kept: Vec<FileLine>,
    ) -> Self {
        Self {
            project: head.resource.id,
            reader: cx.person_id(),
            may_write: may_write(cx, &head.resource, page.audience),
            both_threads: head.may(cx, Action::ReadStateOnly),
            page,
            form,
            kept,
            key: state.services.ids.uuid().to_string(),
            now: state.services.clock.now(),
        }
    }
}

/// The part of the sheet.
pub fn thread(model: Thread) -> AnyView {
    let audience = model.page.audience;
    let private = audience == Audience::StateOnly;
    let threads = model.both_threads.then(|| threads(model.project, audience));
    let older = model.page.older.map(|message| {
        let address = address(model.project, audience);
        let joint = if private { '&' } else { '?' };
        format!("{address}{joint}avant={message}")
    });
    let problems = model
        .form
        .summary(&[("message", "Votre message"), (FILES, "Fichiers")]);
    let many = model.page.messages.len() > 10;
    view! {
        <section class=if private { "thread thread-private" } else { "thread" }>
            <ErrorSummary problems=problems/>
            <div class="thread-head">
                <h2>{if private { "Conversation des services de l'État" } else { "Conversation" }}</h2>
                {audience_line(private)}
            </div>
            {threads}
            {older.map(|href| view! { <p><ButtonLink href=href kind=ButtonKind::Secondary>"Messages plus anciens"</ButtonLink></p> })}
            {many.then(|| view! { <p><a href="#dernier">"Aller au dernier message"</a></p> })}
            {messages(&model)}
            <div id="dernier" tabindex="-1"></div>
            {composer(model)}
        </section>
    }
    .into_any()
}

fn audience_line(private: bool) -> AnyView {
    let (icon, words) = if private {
        (
            IconName::Lock,
            "Lue par les services de l'État qui suivent le projet. La collectivité ne la voit pas.",
        )
    } else {
        (
            IconName::Users,
            "Lue par tous les membres du projet et par les services de l'État qui le suivent.",
        )
    };
    view! { <p class="thread-audience"><Icon name=icon/>{words}</p> }.into_any()
}

fn threads(project: ProjectId, current: Audience) -> AnyView {
    let link = |label, audience| {
        LinkItem::new(label, address(project, audience)).current(audience == current)
    };
    let links = vec![
        link("Avec la collectivité", Audience::All),
        link("Entre services de l'État", Audience::StateOnly),
    ];
    view! { <Tabs label="Conversations du projet" links=links/> }.into_any()
}

fn messages(model: &Thread) -> AnyView {
    if model.page.messages.is_empty() {
        let sentence = if model.page.audience == Audience::StateOnly {
            "Les échanges entre services sur ce projet sont ici."
        } else {
            "Les questions, les réponses et les fichiers échangés sur ce projet sont ici. Chacun est prévenu d'un nouveau message."
        };
        return view! { <EmptyState title="Aucun message pour l'instant" icon=IconName::Message><p>{sentence}</p></EmptyState> }.into_any();
    }
    // Nothing is noted of a thread that was empty when it was opened: all that came since is new.
    let seen = model
        .page
        .thread
        .as_ref()
        .and_then(|thread| thread.read_until)
        .unwrap_or(i64::MIN);
    let mut rows = Vec::with_capacity(model.page.messages.len() + 32);
    let (mut day, mut marked) = (None, false);
    for message in &model.page.messages {
        let this_day = dates::local_day(Timestamp(message.created_at));
        if day != Some(this_day) {
            day = Some(this_day);
            let words = dates::day_heading(this_day, model.now);
            rows.push(view! { <li class="messages-day">{words}</li> }.into_any());
        }
        let others = model
            .reader
            .is_none_or(|reader| reader.0 != message.author_id);
        if !marked && others && message.created_at > seen {
            marked = true;
            rows.push(view! { <li class="messages-new">"Nouveaux messages"</li> }.into_any());
        }
        rows.push(one(message, model));
    }
    view! { <ol class="messages" role="list">{rows}</ol> }.into_any()
}

fn one(message: &MessageLine, model: &Thread) -> AnyView {
    let at = Timestamp(message.created_at);
    let mine = model
        .reader
        .is_some_and(|reader| reader.0 == message.author_id);
    let name = name_of(message);
    let gone = message.deleted_at.is_some();
    let class = if mine {
        "message message-mine"
    } else {
        "message"
    };
    let body = if gone {
        view! { <p class="soft">"Message retiré"</p> }.into_any()
    } else {
        let files: Vec<AnyView> = model
            .page
            .files
            .iter()
            .filter(|file| file.message_id == Some(message.id))
            .map(|file| line(file, model.project))
            .collect();
        view! {
            {(!message.body.is_empty()).then(|| view! { <p class="message-body">{words(&message.body)}</p> })}
            {(!files.is_empty()).then(|| view! { <ul class="file-list">{files}</ul> })}
        }
        .into_any()
    };
    view! {
        <li class=class id=format!("m-{}", message.id)>
            <p class="message-head">
                <b>{name}{mine.then_some(" (vous)")}</b>
                {(!message.job.is_empty()).then(|| view! { <span>{message.job.clone()}</span> })}
                {(!gone && message.edited_at.is_some()).then(|| view! { <span>"modifié"</span> })}
                <time datetime=dates::machine(at)>{dates::hour(at)}</time>
            </p>
            {body}
            {(mine && !gone && model.may_write).then(|| tools(message, model))}
        </li>
    }
    .into_any()
}

fn name_of(message: &MessageLine) -> String {
    let name = format!("{} {}", message.first_name, message.last_name);
    match name.trim() {
        "" => "Une personne du projet".to_owned(),
        name => name.to_owned(),
    }
}

fn tools(message: &MessageLine, model: &Thread) -> AnyView {
    let base = format!("{}/{}", Tab::Conversation.href(model.project), message.id);
    let hour = dates::hour(Timestamp(message.created_at));
    let of = format!(" le message de {hour}");
    let edit =
        is_editable(Timestamp(message.created_at), model.now).then(|| format!("{base}/modifier"));
    view! {
        <p class="message-tools">
            {edit.map(|href| view! { <a href=href>"Modifier"<span class="visually-hidden">{of.clone()}</span></a> })}
            <a href=format!("{base}/retirer")>"Retirer"<span class="visually-hidden">{of.clone()}</span></a>
        </p>
    }
    .into_any()
}

fn composer(model: Thread) -> AnyView {
    if !model.may_write {
        return view! {
            <p class="soft">"Votre rôle sur ce projet permet de lire cette conversation, pas d'y écrire. Le référent du projet peut changer votre rôle."</p>
        }
        .into_any();
    }
    let Thread {
        project,
        page,
        form,
        kept,
        key,
        ..
    } = model;
    let thread = format!("{project}:{}", page.audience.code());
    let kept = (!kept.is_empty()).then(|| kept_files(kept));
    view! {
        <form class="composer" method="post" action=address(project, page.audience) enctype="multipart/form-data">
            <input type="hidden" name="cle" value=key/>
            <TextArea name="message" label="Votre message" value=form.value("message") error=form.error("message") rows=4/>
            {kept}
            <FileField name=FILES label="Fichiers" hint=limits() error=form.error(FILES) accept=accepted() multiple=true optional=true/>
            <div class="form-actions"><Button icon=IconName::Send>"Envoyer le message"</Button></div>
            <ComposerHelp place=thread field=field_id("message")/>
        </form>
    }
    .into_any()
}

fn kept_files(kept: Vec<FileLine>) -> AnyView {
    let count = kept.len();
    let options = kept
        .into_iter()
        .map(|file| Choice::new(file.id.to_string(), file.name).selected(true))
        .collect();
    view! {
        {kept_notice(count)}
        <CheckboxGroup name="joint" label="Fichiers déjà reçus" options=options optional=true/>
    }
    .into_any()
}
