//! One deposit made of hostile text, sent, and read where others read it.

use super::do_the_jobs;
use super::form::{self, Kind};
use super::html::{Token, tokens};
use super::scene::Scene;
use super::site::{Site, without_ids};
use domain::deposit::Step;
use domain::text;
use http::StatusCode;
use services::mail::Posted;

/// What a project needs to be taken: the values of the fields that hold no free text. A syndicat bears it, since
/// its name is typed.
const SOUND: &[(&str, &str)] = &[
    ("theme_cherche", ""),
    ("theme_principal", "eau"),
    ("commune_cherchee", "49007"),
    ("porteur", "syndicat"),
    ("porteur_siren", "200 000 008"),
    ("contact_telephone", "02 41 00 00 00"),
    ("cout", "1,2 M€"),
    ("debut", "01/09/2026"),
    ("fin", "01/09/2028"),
    ("aide_montant_1", "350 k€"),
    ("aide_montant_2", "1 000"),
    ("aide_montant_3", "0,50"),
    ("blocages", "other"),
    ("action", "continuer"),
];

/// The longest line that every field of one line takes.
const LINE: usize = 80;

/// Fills every screen in, sends, does the jobs and reads; gives the mails. What is not found where it belongs is
/// noted as wrong.
pub async fn send(site: &Site, scene: &Scene, hostile: &str) -> Vec<Posted> {
    let draft = scene.fill("/projets/nouveau/{draft}");
    let line: String = hostile.chars().take(LINE).collect();
    for step in Step::ALL {
        if step.fields().is_empty() {
            continue;
        }
        fill(site, &format!("{draft}/{step}"), &line, hostile).await;
    }
    let sent = site
        .world
        .ask("POST", &format!("{draft}/envoyer"), site.who("lead"), &[])
        .await;
    assert!(
        sent.location().ends_with("?fait=depose"),
        "{hostile:?} is deposited: {} {:?}",
        sent.status,
        sent.location()
    );
    let posted = do_the_jobs(&site.world).await;
    look(site, sent.location(), hostile, &posted).await;
    posted
}

/// One screen, as its form is on the page: free text is hostile.
async fn fill(site: &Site, path: &str, line: &str, hostile: &str) {
    let page = site.read("lead", path).await;
    let forms = form::forms(&page.body, path);
    let form = forms.iter().find(|form| form.takes_text()).unwrap();
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter_map(|field| {
            let name = field.name.as_str();
            let sound = SOUND.iter().find(|(known, _)| *known == name);
            let value = match (sound, &field.kind) {
                (Some((_, value)), _) => *value,
                // Those ticked would be the communes chosen before.
                (None, Kind::Choice(_)) if name == "communes" => return None,
                (None, Kind::Choice(values)) => values[0].as_str(),
                (None, Kind::Fixed(value)) => value.as_str(),
                (None, _) if matches!(name, "resume" | "besoins") => hostile,
                (None, _) => line,
            };
            Some((name, value))
        })
        .collect();
    let answer = site
        .world
        .ask("POST", path, site.who("lead"), &fields)
        .await;
    let next = answer.location();
    assert!(
        answer.status == StatusCode::SEE_OTHER && !next.starts_with(path),
        "{path} takes {fields:?}: {}",
        answer.status
    );
}

/// The sheet, the desk, the table and a mail hold what was typed, as text.
async fn look(site: &Site, sheet: &str, hostile: &str, posted: &[Posted]) {
    let line: String = hostile.chars().take(LINE).collect();
    let line = text::line(&text::typed(&line), 150).unwrap();
    let words = text::paragraph(&text::typed(hostile), 4000).unwrap();
    // A blocker is raised with the beginning of the first line.
    let first: String = words.lines().next().unwrap().chars().take(300).collect();
    let sheet = sheet.split('?').next().unwrap();
    let mut wrong = Vec::new();
    for (role, path, words) in [
        ("lead", sheet.to_owned(), &line),
        ("lead", sheet.to_owned(), &words),
        ("ddt", format!("{sheet}/blocages"), &first),
        ("ddt", format!("{sheet}/financement"), &line),
        ("ddt", "/territoire?groupe=acknowledge".to_owned(), &line),
        ("ddt", "/territoire/projets?q=zorglub".to_owned(), &line),
    ] {
        let answer = site.read(role, &path).await;
        if !holds(&answer.body, words) {
            wrong.push(format!(
                "GET {} as {role} does not hold {words:?}",
                without_ids(&path)
            ));
        }
    }
    if !posted.iter().any(|mail| holds(&mail.html, &line)) {
        wrong.push(format!("no mail holds {line:?}"));
    }
    site.wrong.borrow_mut().extend(wrong);
}

/// Whether a piece of text of a page holds these words, as a browser reads it.
fn holds(html: &str, words: &str) -> bool {
    tokens(html)
        .iter()
        .any(|token| matches!(token, Token::Text(text) if text.contains(words)))
}
