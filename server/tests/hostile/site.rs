//! One demonstration site, its people, and a project on it into whose forms one string is typed.

use super::form::{self, Form, Kind, Sent};
use super::look;
use super::roles;
use super::scene::{self, Scene};
use super::table::{Needs, Row};
use super::world::answer::Answer;
use super::world::{Cast, Someone, World};
use domain::deposit::Step;
use http::StatusCode;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Who fills forms in, in the order in which a form is looked for.
pub const WRITERS: &[&str] = &[
    "lead",
    "ddt",
    "prefecture",
    "assignee",
    "expert",
    "admin",
    "nobody",
];

/// A form and where it is found.
#[derive(Clone, Debug)]
pub struct Found {
    pub row: usize,
    pub role: &'static str,
    /// The step of a deposit whose page holds it; empty elsewhere.
    pub step: &'static str,
    pub names: Vec<String>,
    pub method: String,
    /// Its address, ids left out.
    pub action: String,
    /// Which fields are typed.
    pub typed: Vec<String>,
}

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Taken with the hostile string in every typed field.
    Taken,
    /// Taken once fields of another kind held plain values.
    TakenInPart,
    /// Never taken.
    Refused,
}

pub struct Site {
    pub world: World,
    pub cast: Cast,
    pub wrong: RefCell<BTreeSet<String>>,
}

impl Site {
    pub async fn new(world: World) -> Self {
        let cast = roles::cast(&world).await;
        Self {
            world,
            cast,
            wrong: RefCell::default(),
        }
    }

    pub async fn scene(&self, intake: &str) -> Scene {
        scene::make(&self.world, &self.cast, "lead", intake, false).await
    }

    pub fn who(&self, role: &str) -> &Someone {
        self.cast.get(role)
    }

    /// Asks for a page and looks at it.
    pub async fn read(&self, role: &str, path: &str) -> Answer {
        let answer = self.world.get(path, self.who(role)).await;
        self.look(&answer, &format!("GET {path} as {role}"));
        answer
    }

    /// Notes what is wrong with an answer, whatever it is.
    fn look(&self, answer: &Answer, name: &str) {
        let mut wrong = match answer.kind() {
            "text/html" => look::page(&answer.body),
            "text/csv" => look::table(&answer.body),
            "application/json" => match serde_json::from_str::<serde_json::Value>(&answer.body) {
                Ok(_) => Vec::new(),
                Err(error) => vec![error.to_string()],
            },
            _ => Vec::new(),
        };
        if answer.status.is_server_error() {
            wrong.push(answer.status.to_string());
        }
        for (header, value) in &answer.headers {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            wrong.extend(look::header(header.as_str(), &value));
        }
        let mut all = self.wrong.borrow_mut();
        all.extend(
            wrong
                .into_iter()
                .map(|what| format!("{}: {what}", without_ids(name))),
        );
    }

    /// The pages of a row: one, or one a step of a deposit.
    pub fn pages(scene: &Scene, row: &Row) -> Vec<(&'static str, String)> {
        let path = format!("{}{}", scene.fill(row.pattern), row.query);
        if !row.pattern.contains("{etape}") {
            return vec![("", path)];
        }
        let base = path.rsplit_once('/').unwrap().0.to_owned();
        Step::ALL
            .iter()
            .map(|step| (step.code(), format!("{base}/{}", step.code())))
            .collect()
    }

    /// Types a string into a form of a page until the form takes it, and looks at every answer.
    pub async fn submit(&self, found: &Found, path: &str, hostile: &str) -> Option<Outcome> {
        let page = self.read(found.role, path).await;
        let mut form = again(&page.body, path, found)?;
        let who = self.who(found.role).clone();
        let mut tries: BTreeMap<String, usize> = BTreeMap::new();
        for _ in 0..9 {
            let filled = form.fill(hostile, &|name| tries.get(name).copied().unwrap_or(0));
            let mut answer = self.send(&form, &who, &filled).await;
            self.look(
                &answer,
                &format!("{} {} as {}", form.method, form.action, found.role),
            );
            // A refused step of a deposit is told at an address of its own.
            if answer.location().ends_with("?a-revoir=1") {
                answer = self.read(found.role, answer.location()).await;
            }
            if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
                let to = answer.location().to_owned();
                if to.starts_with('/') {
                    self.read(found.role, &to).await;
                }
                return Some(match answer.status {
                    StatusCode::SEE_OTHER | StatusCode::OK if tries.is_empty() => Outcome::Taken,
                    StatusCode::SEE_OTHER | StatusCode::OK => Outcome::TakenInPart,
                    _ => Outcome::Refused,
                });
            }
            let again = again(&answer.body, path, found)?;
            let refused: Vec<&str> = again
                .fields
                .iter()
                .filter(|field| field.refused)
                .map(|field| field.name.as_str())
                .collect();
            // Where the page does not say which field is wrong, another choice may be the right one.
            for field in &again.fields {
                let choice = matches!(field.kind, Kind::Choice(_));
                if refused.contains(&field.name.as_str()) || refused.is_empty() && choice {
                    *tries.entry(field.name.clone()).or_default() += 1;
                }
            }
            form = again;
        }
        Some(Outcome::Refused)
    }

    async fn send(&self, form: &Form, who: &Someone, filled: &[(String, Sent)]) -> Answer {
        let text: Vec<(&str, &str)> = filled
            .iter()
            .filter_map(|(name, sent)| match sent {
                Sent::Text(text) => Some((name.as_str(), text.as_str())),
                Sent::File(_) => None,
            })
            .collect();
        if form.method == "GET" {
            let query = super::world::answer::urlencoded(&text);
            let path = form.action.split('?').next().unwrap_or_default();
            return self.world.get(&format!("{path}?{query}"), who).await;
        }
        if !form.multipart {
            return self.world.ask("POST", &form.action, who, &text).await;
        }
        let kind = "multipart/form-data; boundary=frontiere";
        self.world
            .send("POST", &form.action, who, kind, multipart(filled))
            .await
    }

    /// Every page of the rows that these people may open, for one project.
    pub async fn read_all(&self, rows: &[&Row], scene: &Scene, people: &[&'static str]) {
        for row in rows {
            if matches!(row.needs, Needs::Elsewhere) {
                continue;
            }
            for (_, path) in Self::pages(scene, row) {
                for role in people {
                    self.read(role, &path).await;
                }
            }
        }
    }
}

/// The form on a page; where what was typed elsewhere gave it other fields, the one that holds all it had.
fn again(html: &str, path: &str, found: &Found) -> Option<Form> {
    let mut forms = form::forms(html, path);
    forms.retain(|form| form.method == found.method && without_ids(&form.action) == found.action);
    let same = forms.iter().position(|form| form.names() == found.names);
    let wider = |form: &Form| {
        let names = form.names();
        found
            .names
            .iter()
            .all(|name| names.contains(&name.as_str()))
    };
    let at = same.or_else(|| forms.iter().position(wider))?;
    Some(forms.swap_remove(at))
}

/// An address with its ids and tokens left out.
pub fn without_ids(path: &str) -> String {
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| {
            let bare = part.split(['?', ' ']).next().unwrap_or_default();
            if bare.len() >= 36 { "…" } else { part }
        })
        .collect();
    parts.join("/")
}

/// As browsers write it: quotes and line ends of a file's name are percent-encoded.
fn multipart(filled: &[(String, Sent)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, sent) in filled {
        let (file, content) = match sent {
            Sent::Text(text) => (String::new(), text.as_str()),
            Sent::File(file) => {
                let file = file
                    .replace('"', "%22")
                    .replace('\r', "%0D")
                    .replace('\n', "%0A");
                let head = format!("; filename=\"{file}\"\r\nContent-Type: text/plain");
                (head, "Bonjour.\n")
            }
        };
        body.extend(
            format!("--frontiere\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
                .into_bytes(),
        );
    }
    body.extend(b"--frontiere--\r\n");
    body
}
