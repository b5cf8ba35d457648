//! Every address, as everybody. The addresses come from the router; what each needs is in `walk/table.rs`;
//! what is expected follows from the policy. Read `snapshots/walk__who_is_let_in.snap`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "walk/roles.rs"]
mod roles;
#[path = "walk/scene.rs"]
mod scene;
#[path = "walk/standing.rs"]
mod standing;
#[path = "walk/table.rs"]
mod table;
#[path = "support/world.rs"]
mod world;

use domain::permission::{Action, Decision};
use http::StatusCode;
use roles::{NOBODY, ROLES};
use scene::{Scene, TITLE};
use services::{Actor, Cx, policy};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use table::{Needs, ROWS, Row};
use world::answer::Answer;
use world::{Cast, World, worlds};

/// How somebody is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answered {
    LetIn,
    SignIn,
    Forbidden,
    Hidden,
}

/// What the policy says of a row for somebody.
async fn expected(world: &World, row: &Row, scene: &Scene, cx: &Cx) -> Answered {
    let resource = policy::resource(&world.services.db, cx, scene.project)
        .await
        .unwrap();
    let can = |action: Action| policy::can(&cx.actor, action, &resource);
    let person = match &cx.actor {
        Actor::Person(person) => Some(person),
        Actor::Visitor | Actor::System => None,
    };
    let decision = match (row.needs, person) {
        (Needs::Nothing, _) => Decision::Allow,
        (Needs::Elsewhere, _) => return Answered::Hidden,
        (Needs::OwnDraft, None) => return draft_of_nobody(row),
        (_, None) => return Answered::SignIn,
        (Needs::SignedIn, Some(_)) => Decision::Allow,
        (Needs::Standing(standing), Some(person)) => standing(person),
        (Needs::OwnDraft, Some(person)) if person.email == "lead@exemple.fr" => Decision::Allow,
        (Needs::OwnDraft, Some(_)) => Decision::Unknown,
        (Needs::StateOnly(_), Some(_)) if !can(Action::ReadStateOnly).allows() => Decision::Unknown,
        (Needs::StateOnly(action), Some(_)) => can(action),
        (Needs::Right(actions), Some(_)) => actions
            .iter()
            .map(|action| can(*action))
            .find(|decision| decision.allows())
            .unwrap_or_else(|| can(actions[0])),
    };
    match decision {
        Decision::Allow | Decision::AllowLogged => Answered::LetIn,
        Decision::Forbidden => Answered::Forbidden,
        Decision::Unknown => Answered::Hidden,
    }
}

/// A draft begun in another browser is unknown to this one; finishing one asks who one is first.
fn draft_of_nobody(row: &Row) -> Answered {
    if row.method == "GET" && row.pattern.ends_with("/envoyer") {
        Answered::SignIn
    } else {
        Answered::Hidden
    }
}

/// What the answer says.
fn read(row: &Row, answer: &Answer) -> Answered {
    let status = answer.status;
    assert!(
        !status.is_server_error() && status != StatusCode::BAD_REQUEST,
        "{} {}: {status}",
        row.method,
        row.pattern
    );
    match status {
        StatusCode::FORBIDDEN => Answered::Forbidden,
        _ if status.as_u16() == row.hidden => Answered::Hidden,
        StatusCode::SEE_OTHER if answer.location().starts_with("/connexion?suite=") => {
            Answered::SignIn
        }
        _ => Answered::LetIn,
    }
}

async fn knock(world: &World, cast: &Cast, row: &Row, role: &str, scene: &Scene) -> Answer {
    // Some addresses end the session: each request has its own.
    let who = match role {
        NOBODY => world.nobody(),
        role => world.signed_in(cast.get(role).id).await,
    };
    let path = format!("{}{}", scene.fill(row.pattern), row.query);
    let form: Vec<(&str, String)> = row
        .form
        .iter()
        .map(|(name, value)| (*name, scene.value(value)))
        .collect();
    if row.files {
        let kind = "multipart/form-data; boundary=fin";
        let body = "--fin\r\nContent-Disposition: form-data; name=\"cle\"\r\n\r\n\r\n--fin--\r\n";
        return world.send(row.method, &path, &who, kind, body).await;
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    world.ask(row.method, &path, &who, &form).await
}

/// What a reader of the table sees.
fn cell(answer: &Answer) -> String {
    let status = answer.status.as_u16();
    match answer.location() {
        to if to.starts_with("/connexion?suite=") => "sign in".to_owned(),
        _ => status.to_string(),
    }
}

struct Line {
    name: String,
    needs: String,
    cells: Vec<String>,
}

#[tokio::test]
async fn everybody_gets_in_where_the_policy_says() {
    let world = worlds().await.remove(0);
    let cast = roles::cast(&world).await;
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    for row in ROWS {
        let mut cells = Vec::new();
        for &role in ROLES {
            let state_only = matches!(row.needs, Needs::StateOnly(_));
            let scene = scene::make(&world, &cast, role, row.intake, state_only).await;
            let cx = match role {
                NOBODY => nobody(),
                role => world.cx(&world.signed_in(cast.get(role).id).await).await,
            };
            let expected = expected(&world, row, &scene, &cx).await;
            let facts = world.facts(scene.project).await;
            let answer = knock(&world, &cast, row, role, &scene).await;
            let found = read(row, &answer);
            let name = format!("{} {}{} as {role}", row.method, row.pattern, row.query);
            if found != expected {
                wrong.push(format!(
                    "{name}: {found:?} ({}), the policy says {expected:?}",
                    answer.status
                ));
            }
            if found != Answered::LetIn {
                if answer.body.contains(TITLE) {
                    wrong.push(format!("{name}: the refusal tells the project's title"));
                }
                if world.facts(scene.project).await != facts {
                    wrong.push(format!(
                        "{name}: refused, and something was written all the same"
                    ));
                }
            }
            if matches!(found, Answered::Hidden | Answered::SignIn) {
                let nothing = scene.of_nothing(&world);
                let of_nothing = knock(&world, &cast, row, role, &nothing).await;
                if cell(&of_nothing) != cell(&answer) {
                    wrong.push(format!(
                        "{name}: {} for what is there, {} for what is not",
                        cell(&answer),
                        cell(&of_nothing)
                    ));
                }
            }
            cells.push(cell(&answer));
        }
        lines.push(Line {
            name: format!("{} {}{}", row.method, row.pattern, row.query),
            needs: needs(row),
            cells,
        });
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    insta::assert_snapshot!("who_is_let_in", printed(&lines));
}

fn nobody() -> Cx {
    Cx {
        actor: Actor::Visitor,
        request_id: "test".to_owned(),
    }
}

fn needs(row: &Row) -> String {
    let needs = match row.needs {
        Needs::Nothing => "nothing".to_owned(),
        Needs::SignedIn => "an account".to_owned(),
        Needs::Right(actions) => {
            let codes: Vec<&str> = actions.iter().map(|action| action.code()).collect();
            codes.join(" or ")
        }
        Needs::StateOnly(action) => action.code().to_owned(),
        Needs::OwnDraft => "one's own draft".to_owned(),
        Needs::Standing(_) => "a seat or grant".to_owned(),
        Needs::Elsewhere => "another site".to_owned(),
    };
    match row.needs {
        Needs::Right(_) if row.intake != "assigned" => format!("{needs}, {}", row.intake),
        _ => needs,
    }
}

fn printed(lines: &[Line]) -> String {
    let longest = |of: &dyn Fn(&Line) -> usize| lines.iter().map(of).max().unwrap_or(0);
    let name = longest(&|line| line.name.chars().count());
    let needs = longest(&|line| line.needs.chars().count());
    let mut text = format!("{:name$} | {:needs$} |", "", "needs");
    for role in ROLES {
        write!(text, " {role:^7} |").unwrap();
    }
    for line in lines {
        write!(text, "\n{:name$} | {:needs$} |", line.name, line.needs).unwrap();
        for (cell, role) in line.cells.iter().zip(ROLES) {
            let width = role.len().max(7);
            write!(text, " {cell:^width$} |").unwrap();
        }
    }
    text
}

#[test]
fn every_address_is_listed_and_nothing_else() {
    let served: BTreeSet<(String, String)> = server::router::routes()
        .addresses()
        .iter()
        .map(|address| (address.method.to_string(), address.pattern.to_owned()))
        .chain(server_functions())
        .collect();
    let listed: BTreeSet<(String, String)> = ROWS
        .iter()
        .map(|row| (row.method.to_owned(), row.pattern.to_owned()))
        .collect();
    let unlisted: Vec<_> = served.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&served).collect();
    assert!(
        unlisted.is_empty(),
        "list in walk/table.rs what these need: {unlisted:?}"
    );
    assert!(gone.is_empty(), "the router does not know these: {gone:?}");
}

/// Functions marked `#[server]` are addresses too.
fn server_functions() -> impl Iterator<Item = (String, String)> {
    server_fn::axum::server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned()))
}

#[tokio::test]
async fn an_address_of_nothing_is_not_found_for_anybody() {
    let world = worlds().await.remove(0);
    let cast = roles::cast(&world).await;
    for &role in ROLES {
        for path in [
            "/inconnu",
            "/projets/1",
            "/administration",
            "/pkg/rien.js",
            "/.git/config",
        ] {
            let answer = world.get(path, cast.get(role)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} as {role}");
        }
    }
}
