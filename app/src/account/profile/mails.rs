//! Which mails one wants: in general, then by topic, and the hour of the mail of the day.

use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::ui::{Button, ButtonKind, Choice, RadioGroup, Select};
use domain::account::{DIGEST_HOURS, MailChoice, MailFrequency, Topic};
use leptos::prelude::*;

/// The names of the fields in the summary of what was refused.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("courriers", "E-mails"),
    ("heure", "Heure de l'e-mail du jour"),
    ("sujet-reminder", "Échéances et rappels"),
    ("sujet-step", "Étapes du projet"),
    ("sujet-message", "Messages et fichiers"),
    ("sujet-help", "Blocages et recommandations"),
    ("sujet-sheet", "Fiche et membres"),
];

/// The form as it is kept.
pub(super) fn filled(choice: &MailChoice) -> Vec<(String, String)> {
    let mut fields = vec![
        ("courriers".to_owned(), choice.frequency.code().to_owned()),
        ("heure".to_owned(), choice.hour.to_string()),
    ];
    fields.extend(choice.topics.iter().map(|(topic, own)| {
        let own = own.map(MailFrequency::code).unwrap_or_default();
        (field(*topic), own.to_owned())
    }));
    fields
}

fn field(topic: Topic) -> String {
    format!("sujet-{topic}")
}

/// The section of the account.
pub(super) fn section(form: &FormState) -> AnyView {
    let chosen = form.value("courriers");
    let choice = |value: MailFrequency, label: &str| {
        Choice::new(value.code(), label).selected(value.code() == chosen)
    };
    let options = vec![
        choice(MailFrequency::Now, "Un e-mail à chaque nouvelle"),
        choice(MailFrequency::Daily, "Un seul e-mail par jour")
            .hint("À l'heure choisie plus bas, s'il y a du nouveau"),
        choice(MailFrequency::Never, "Aucun e-mail")
            .hint("Les nouvelles restent dans vos notifications"),
    ];
    let topics = Topic::ALL
        .iter()
        .map(|topic| one(form, *topic))
        .collect_view();
    let hour = form.value("heure");
    let hours = DIGEST_HOURS
        .map(|one| {
            let value = one.to_string();
            let selected = value == hour;
            Choice::new(value, format!("{one}\u{a0}h")).selected(selected)
        })
        .collect();
    view! {
        <section class="stack" id="courriels">
            <h2>"E-mails reçus"</h2>
            <form class="form" method="post" action="/compte/courriers">
                <RadioGroup name="courriers" label="Quand un de vos projets avance" options=options
                    error=form.error("courriers")/>
                <details>
                    <summary>"Choisir par sujet"</summary>
                    <div class="stack">
                        <p>"Un projet dont vous ne voulez plus de nouvelles se met en sourdine depuis sa fiche."</p>
                        {topics}
                    </div>
                </details>
                <Select name="heure" label="Heure de l'e-mail du jour" options=hours hint="Heure de Paris"
                    error=form.error("heure")/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>"Enregistrer ce choix"</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn one(form: &FormState, topic: Topic) -> AnyView {
    let name = field(topic);
    let chosen = form.value(&name);
    let choice = |value: &str, label: &str| Choice::new(value, label).selected(value == chosen);
    let options = vec![
        choice("", "Comme ci-dessus"),
        choice(MailFrequency::Now.code(), "À chaque nouvelle"),
        choice(MailFrequency::Daily.code(), "Dans l'e-mail du jour"),
        choice(MailFrequency::Never.code(), "Jamais"),
    ];
    let error = form.error(&name);
    view! { <Select name=name label=topic.label() options=options error=error/> }.into_any()
}
