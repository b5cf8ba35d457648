//! Hostile text through every field of every form, into every page, mail, table and log.
//!
//! The forms are found on the pages, the pages in the table of the walk (which fails for an address that it does
//! not list), the fields in the forms: what is added later is covered without being named here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "hostile/deposit.rs"]
mod deposit;
#[path = "hostile/form.rs"]
mod form;
#[path = "hostile/html.rs"]
mod html;
#[path = "hostile/lists.rs"]
mod lists;
#[path = "hostile/log.rs"]
mod log;
#[path = "hostile/look.rs"]
mod look;
#[path = "walk/roles.rs"]
mod roles;
#[path = "walk/scene.rs"]
mod scene;
#[path = "hostile/site.rs"]
mod site;
#[path = "walk/standing.rs"]
mod standing;
#[path = "hostile/strings.rs"]
mod strings;
#[path = "walk/table.rs"]
mod table;
#[path = "support/world.rs"]
mod world;

use form::Kind;
use scene::Scene;
use services::mail::Posted;
use site::{Found, Outcome, Site, WRITERS, without_ids};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use strings::{MARK, strings};
use table::{ROWS, Row};
use world::World;

/// The states in which a project has forms of its own.
const INTAKES: &[&str] = &[
    "assigned",
    "submitted",
    "acknowledged",
    "prioritised",
    "withdrawn",
];

fn pages_of(intake: &str) -> Vec<&'static Row> {
    ROWS.iter()
        .filter(|row| row.method == "GET" && row.intake == intake)
        .collect()
}

/// Every form with a typed field, each once, for the first of the writers who sees it.
async fn find_forms(site: &Site) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for intake in INTAKES {
        let scene = site.scene(intake).await;
        for (index, row) in ROWS.iter().enumerate() {
            if row.method != "GET" || row.intake != *intake {
                continue;
            }
            for (step, path) in Site::pages(&scene, row) {
                for role in WRITERS {
                    let page = site.read(role, &path).await;
                    // Files hold no form, and a workbook is no text.
                    if page.kind() != "text/html" {
                        continue;
                    }
                    for form in form::forms(&page.body, &path) {
                        let known = |known: &Found| {
                            known.action == without_ids(&form.action) && known.names == form.names()
                        };
                        if form.takes_text() && !found.iter().any(known) {
                            found.push(as_found(index, role, step, &form));
                        }
                    }
                }
            }
        }
    }
    found
}

fn as_found(row: usize, role: &'static str, step: &'static str, form: &form::Form) -> Found {
    let typed = form
        .fields
        .iter()
        .filter(|field| matches!(field.kind, Kind::Text | Kind::File));
    Found {
        row,
        role,
        step,
        names: form.names().into_iter().map(str::to_owned).collect(),
        method: form.method.clone(),
        action: without_ids(&form.action),
        typed: typed.map(|field| field.name.clone()).collect(),
    }
}

/// Who reads what was typed: the project's side, the State's, and those who only look.
const READERS: &[&str] = &["lead", "ddt", "admin"];

/// Types one string everywhere, then reads everything. Gives what became of each form.
async fn type_everywhere(
    site: &Site,
    found: &[Found],
    hostile: &str,
) -> (BTreeMap<usize, Outcome>, Vec<Posted>) {
    let mut outcomes = BTreeMap::new();
    let mut scenes: BTreeMap<&str, Scene> = BTreeMap::new();
    for (number, found) in found.iter().enumerate() {
        let row = &ROWS[found.row];
        if !scenes.contains_key(row.intake) {
            scenes.insert(row.intake, site.scene(row.intake).await);
        }
        let scene = &scenes[row.intake];
        let (_, path) = Site::pages(scene, row)
            .into_iter()
            .find(|(step, _)| *step == found.step)
            .unwrap();
        if let Some(outcome) = site.submit(found, &path, hostile).await {
            outcomes.insert(number, outcome);
        }
        // Whoever answers for an arrondissement has its work on her desk, which then no reader of this test looks at.
        let given = "UPDATE seat_person SET ended_at = since WHERE arrondissement_code IS NOT NULL";
        site.world.run(given, []).await;
        // A project that moved has other forms: what was typed into it is read, and the next form gets a new one.
        if site.world.intake(scene.project).await != row.intake {
            site.read_all(&project_pages(), scene, READERS).await;
            scenes.remove(row.intake);
        }
    }
    let posted = deposit::send(site, &scenes["assigned"], hostile).await;
    for (intake, scene) in &scenes {
        let mut rows = pages_of(intake);
        if *intake != "assigned" {
            rows.extend(project_pages());
        }
        site.read_all(&rows, scene, READERS).await;
    }
    read_files(site).await;
    (outcomes, posted)
}

/// Does what waits in the outbox and gives the mails it held: a mail that left is forgotten there.
async fn do_the_jobs(world: &World) -> Vec<Posted> {
    let query = "SELECT lower(hex(id)) AS a, CAST(payload AS TEXT) AS b FROM outbox WHERE kind = 'mail' AND done_at IS NULL";
    let mut mails = BTreeMap::new();
    loop {
        mails.extend(world.pairs(query).await);
        if world.services.run_due_jobs().await.unwrap() == 0 {
            let read = |mail: &String| serde_json::from_str(mail).unwrap();
            return mails.values().map(read).collect();
        }
    }
}

/// The parts of a sheet that show what was typed into a project.
fn project_pages() -> Vec<&'static Row> {
    let shown = [
        "/projets/{id}",
        "/projets/{id}/historique",
        "/projets/{id}/conversation",
        "/territoire",
        "/territoire/projets",
    ];
    let mut rows = pages_of("assigned");
    rows.retain(|row| shown.contains(&row.pattern));
    rows
}

/// Files leave with their names in a header.
async fn read_files(site: &Site) {
    let query = "SELECT lower(hex(project_id)) AS a, lower(hex(id)) AS b FROM attachment";
    for (project, file) in site.world.pairs(query).await {
        let answer = site
            .read("lead", &format!("/projets/{project}/fichiers/{file}"))
            .await;
        let name = answer.headers.get("content-disposition");
        assert!(name.is_none_or(|name| name.as_bytes().starts_with(b"attachment")));
    }
}

/// Every mail, as it was handed to the outbox and as the demonstration shows it.
async fn look_at_mails(site: &Site, posted: &[Posted]) {
    for mail in posted {
        let mut wrong = look::page(&mail.html);
        wrong.extend(look::header("subject", &mail.subject));
        wrong.extend(look::header("recipient", &mail.to));
        wrong.extend(
            mail.reply_to
                .as_deref()
                .and_then(|to| look::header("reply-to", to)),
        );
        wrong.extend(
            mail.text
                .chars()
                .find(|c| look::is_unwanted(*c))
                .map(|c| format!("U+{:04X} in the text", u32::from(c))),
        );
        let name = format!("mail « {} »", mail.subject);
        let wrong = wrong.into_iter().map(|what| format!("{name}: {what}"));
        site.wrong.borrow_mut().extend(wrong);
    }
    let query = "SELECT lower(hex(id)) AS a, subject AS b FROM mailbox";
    for (id, _) in site.world.pairs(query).await {
        site.read("nobody", &format!("/demo/courrier/{id}")).await;
    }
}

#[tokio::test]
async fn hostile_text_stays_text_everywhere() {
    let log = log::captured();
    let mut site = Site::new(World::demonstration().await).await;
    let found = find_forms(&site).await;
    let mut taken: BTreeMap<usize, BTreeMap<Outcome, Vec<&str>>> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    let mut marked = 0;
    let all = strings();
    for (name, hostile) in &all {
        let (outcomes, posted) = type_everywhere(&site, &found, hostile).await;
        for (form, outcome) in outcomes {
            taken
                .entry(form)
                .or_default()
                .entry(outcome)
                .or_default()
                .push(name);
        }
        marked += posted
            .iter()
            .filter(|mail| mail.html.contains(MARK))
            .count();
        look_at_mails(&site, &posted).await;
        wrong.extend(
            site.wrong
                .take()
                .into_iter()
                .map(|what| format!("{name}: {what}")),
        );
        site = Site::new(World::demonstration().await).await;
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(marked > 50, "only {marked} mails carry what was typed");
    let log = log.text();
    assert!(log.contains("answered"), "the log is captured");
    let told: Vec<&str> = log
        .lines()
        .filter(|line| line.contains(MARK))
        .take(20)
        .collect();
    assert!(
        told.is_empty(),
        "the log tells what was typed:\n{}",
        told.join("\n")
    );
    insta::assert_snapshot!("forms", printed(&found, &taken, all.len()));
}

/// For people: every form, its typed fields, and how often it took a hostile string.
fn printed(
    found: &[Found],
    taken: &BTreeMap<usize, BTreeMap<Outcome, Vec<&str>>>,
    all: usize,
) -> String {
    let mut text = String::new();
    for (number, form) in found.iter().enumerate() {
        let outcomes = taken.get(&number).cloned().unwrap_or_default();
        let words: Vec<String> = outcomes
            .iter()
            .map(|(outcome, names)| match (outcome, names.len()) {
                (Outcome::Taken, n) if n == all => "takes every string".to_owned(),
                (Outcome::Taken, _) => format!("takes {}", names.join(", ")),
                (Outcome::TakenInPart, n) if n == all => {
                    "takes every string in some fields".to_owned()
                }
                (Outcome::TakenInPart, _) => format!("takes in some fields {}", names.join(", ")),
                (Outcome::Refused, n) if n == all => "takes none".to_owned(),
                (Outcome::Refused, _) => format!("refuses {}", names.join(", ")),
            })
            .collect();
        writeln!(
            text,
            "{} {} as {}: {}\n    {}",
            form.method,
            form.action,
            form.role,
            form.typed.join(" "),
            words.join("; ")
        )
        .unwrap();
    }
    text
}
