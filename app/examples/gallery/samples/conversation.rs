//! A conversation, in its sheet.

use app::ui::{
    Breadcrumb, Button, ButtonKind, FileField, Icon, IconName, LinkItem, TextArea, Time,
    layout::Sheet,
};
use leptos::prelude::*;

use super::{Reader, sheet, shell};

fn message(mine: bool, name: &str, role: &str, when: &str, text: &str, file: bool) -> AnyView {
    let (name, role, when, text) = (
        name.to_owned(),
        role.to_owned(),
        when.to_owned(),
        text.to_owned(),
    );
    let files = file.then(|| {
        view! {
            <ul class="file-list">
                <li class="file"><Icon name=IconName::File/><a href="#fichier">"devis-isolation.pdf"</a><span class="file-meta">"PDF, 412 ko"</span></li>
            </ul>
        }
    });
    view! {
        <li class=if mine { "message message-mine" } else { "message" }>
            <p class="message-head"><b>{name}</b><span>{role}</span><Time datetime="2026-03-05T09:12:00Z" words=when/></p>
            <div class="message-body">{text}</div>
            {files}
        </li>
    }
    .into_any()
}

fn composer() -> AnyView {
    view! {
        <form class="composer" method="post" enctype="multipart/form-data">
            <TextArea name="texte" label="Votre message" rows=3/>
            <FileField name="fichiers" label="Fichiers joints" multiple=true optional=true/>
            <div class="form-actions">
                <Button icon=IconName::Send>"Envoyer le message"</Button>
            </div>
        </form>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let content = view! {
        <div class="stack">
            <Breadcrumb links=vec![LinkItem::new("Mes projets", "/projets")] here="Rénover l'école Jean-Moulin"/>
            <Sheet header=sheet::header() tabs=sheet::tabs("Conversation") rail=sheet::rail() rail_label="Qui suit, dates, argent">
                <section class="thread">
                    <div class="thread-head">
                        <h2>"Conversation"</h2>
                        <p class="thread-audience"><Icon name=IconName::Users/>"Lue par tous les membres du projet et les services de l'État qui le suivent"</p>
                    </div>
                    <ol class="messages">
                        {message(false, "Claire Martin", "préfecture", "jeudi 5 mars", "Bonjour Monsieur le Maire,\nvotre projet est bien reçu. Avez-vous un devis pour l'isolation ?", false)}
                        <li class="message message-event">"Hugo Bernard rejoint le projet."</li>
                        {message(true, "Vous", "maire", "hier, 9 h 12", "Bonjour, le voici. L'entreprise peut commencer en septembre.", true)}
                        <li class="messages-new">"Nouveau"</li>
                        {message(false, "Hugo Bernard", "direction départementale des territoires", "il y a 20 minutes", "Merci. L'étude thermique manque encore : je vous propose une aide dans « Recommandations ».", false)}
                    </ol>
                    {composer()}
                </section>
                <section class="thread thread-private">
                    <div class="thread-head">
                        <h2>"Entre services de l'État"</h2>
                        <p class="thread-audience"><Icon name=IconName::Lock/>"La collectivité ne voit pas ce fil"</p>
                    </div>
                    <ol class="messages">
                        {message(false, "Hugo Bernard", "direction départementale des territoires", "hier", "Le dossier me paraît mûr.", false)}
                    </ol>
                    <div class="form-actions form-actions-start"><Button kind=ButtonKind::Secondary>"Écrire dans ce fil"</Button></div>
                </section>
            </Sheet>
        </div>
    };
    shell(Reader::Seat, "page", content.into_any())
}
