//! One's own account.

use super::mails;
use crate::http::FormState;
use crate::i18n::{dates, labels};
use crate::ui::{
    Badge, Button, ButtonKind, DescriptionItem, DescriptionList, ErrorSummary, Field, FieldKind,
    FieldWidth, Time, Tone,
};
use domain::ids::SessionId;
use domain::project::BearerKind;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::account::profile::MyAccount;
use services::read_models::account_person::Belonging;
use services::read_models::account_sessions::OpenSession;

/// What the page shows.
pub(super) struct Model {
    pub account: MyAccount,
    pub sessions: Vec<OpenSession>,
    /// The session of this browser.
    pub here: SessionId,
    pub now: Timestamp,
    pub form: FormState,
    /// The form of mails.
    pub mails: FormState,
}

const LABELS: &[(&str, &str)] = &[
    ("prenom", "Prénom"),
    ("nom", "Nom"),
    ("fonction", "Fonction"),
    ("organisation", "Service ou collectivité"),
    ("telephone", "Téléphone"),
];

/// The whole page.
pub(super) fn account(model: Model) -> AnyView {
    let mut problems = model.form.summary(LABELS);
    problems.extend(model.mails.summary(mails::LABELS));
    let row = model.account.row;
    view! {
        <div class="page page-narrow stack stack-wide">
            <ErrorSummary problems=problems/>
            <h1>"Mon compte"</h1>
            {profile(&model.form, row.email)}
            {collectivities(model.account.collectivities)}
            {mails::section(&model.mails)}
            {sessions(model.sessions, model.here, model.now)}
            <section class="stack">
                <h2>"Mes données"</h2>
                <p>"Tout ce que le service garde à votre sujet tient dans un fichier, que vous seul pouvez télécharger."</p>
                <p><a href="/compte/mes-donnees.json" download>"Télécharger mes données (JSON)"</a></p>
            </section>
        </div>
    }
    .into_any()
}

fn profile(form: &FormState, email: String) -> AnyView {
    view! {
        <section class="stack">
            <h2>"Profil"</h2>
            <p>"Les personnes avec qui vous suivez un projet voient ces lignes : elles savent qui vous êtes et comment vous joindre."</p>
            <form class="form" method="post" action="/compte">
                <DescriptionList><DescriptionItem label="Adresse e-mail">{email}</DescriptionItem></DescriptionList>
                <Field name="prenom" label="Prénom" optional=true autocomplete="given-name" maxlength=80
                    width=FieldWidth::Medium value=form.value("prenom") error=form.error("prenom")/>
                <Field name="nom" label="Nom" optional=true autocomplete="family-name" maxlength=80
                    width=FieldWidth::Medium value=form.value("nom") error=form.error("nom")/>
                <Field name="fonction" label="Fonction" optional=true autocomplete="organization-title" maxlength=120
                    hint="Par exemple : secrétaire de mairie" value=form.value("fonction") error=form.error("fonction")/>
                <Field name="organisation" label="Service ou collectivité" optional=true autocomplete="organization"
                    maxlength=160 value=form.value("organisation") error=form.error("organisation")/>
                <Field name="telephone" label="Téléphone" optional=true kind=FieldKind::Tel autocomplete="tel"
                    width=FieldWidth::Short hint="Par exemple 02 41 00 00 00"
                    value=form.value("telephone") error=form.error("telephone")/>
                <div class="form-actions"><Button>"Enregistrer le profil"</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn collectivities(list: Vec<Belonging>) -> AnyView {
    let body = if list.is_empty() {
        view! { <p>"Aucune pour l'instant. La collectivité qui porte un projet que vous déposez s'ajoute ici d'elle-même."</p> }
            .into_any()
    } else {
        let lines = list.into_iter().map(|line| {
            let kind = labels::of(BearerKind::parse, &line.kind);
            let place = line.departement_code.map(|code| format!(" ({code})")).unwrap_or_default();
            view! { <li>{line.name}{place}<span class="soft">{format!(" : {}", kind.to_lowercase())}</span></li> }
        });
        view! { <ul>{lines.collect_view()}</ul> }.into_any()
    };
    view! { <section class="stack"><h2>"Mes collectivités"</h2>{body}</section> }.into_any()
}

fn sessions(list: Vec<OpenSession>, here: SessionId, now: Timestamp) -> AnyView {
    let several = list.len() > 1;
    let lines = list
        .into_iter()
        .map(|session| session_line(session, here, now))
        .collect_view();
    let others = several.then(|| {
        view! {
            <form method="post" action="/compte/sessions/fermer-les-autres">
                <Button kind=ButtonKind::Secondary>"Déconnecter les autres appareils"</Button>
            </form>
        }
    });
    view! {
        <section class="stack">
            <h2>"Appareils connectés"</h2>
            <p>"Vous restez connecté trente jours au plus. Si vous ne reconnaissez pas un appareil, déconnectez-le."</p>
            <ul class="stack session-list">{lines}</ul>
            <div class="cluster">
                {others}
                <form method="post" action="/compte/sessions/fermer-toutes">
                    <Button kind=ButtonKind::Quiet>"Me déconnecter partout"</Button>
                </form>
            </div>
        </section>
    }
    .into_any()
}

fn session_line(session: OpenSession, here: SessionId, now: Timestamp) -> AnyView {
    let at = Timestamp(session.last_seen_at);
    let device = device(&session.device);
    let action = format!("/compte/sessions/{}/fermer", session.id);
    let is_here = session.id == here.0;
    let side = if is_here {
        view! { <Badge tone=Tone::Success label="Cet appareil"/> }.into_any()
    } else {
        let of = device.clone();
        view! {
            <form method="post" action=action>
                <Button kind=ButtonKind::Quiet>"Déconnecter"<span class="visually-hidden">{format!(" : {of}")}</span></Button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="cluster cluster-between">
            <span>
                <b>{device}</b>
                ", vu "
                <Time datetime=dates::machine(at) words=dates::relative(at, now) exact=dates::moment(at)/>
                ", connecté le "
                {dates::moment_day(Timestamp(session.created_at))}
            </span>
            {side}
        </li>
    }
    .into_any()
}

/// "Firefox sur Windows".
fn device(code: &str) -> String {
    let (browser, system) = code.split_once(' ').unwrap_or((code, ""));
    let browser = match browser {
        "edge" => "Edge",
        "opera" => "Opera",
        "firefox" => "Firefox",
        "samsung" => "Navigateur Samsung",
        "chrome" => "Chrome",
        "safari" => "Safari",
        _ => "Navigateur",
    };
    let system = match system {
        "android" => "Android",
        "iphone" => "iPhone",
        "ipad" => "iPad",
        "windows" => "Windows",
        "mac" => "Mac",
        "chromeos" => "Chromebook",
        "linux" => "Linux",
        _ => return format!("{browser} sur un appareil inconnu"),
    };
    format!("{browser} sur {system}")
}
