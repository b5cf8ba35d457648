//! Which room may lean on which: the arrows of the architecture, read from every `Cargo.toml`.

use super::tree::Tree;

/// Each room with the rooms it may lean on.
const ROOMS: [(&str, &[&str]); 9] = [
    ("frontend", &["app"]),
    ("app", &["domain", "services"]),
    ("domain", &[]),
    (
        "server",
        &["adapters", "app", "domain", "services", "store"],
    ),
    ("services", &["domain", "store"]),
    ("store", &["domain", "migrations"]),
    ("adapters", &["domain", "services"]),
    ("migrations", &[]),
    ("xtask", &[]),
];

/// What a room may not take from outside, tests included.
const FORBIDDEN: [(&str, &[&str]); 5] = [
    (
        "domain",
        &["axum", "getrandom", "leptos", "sea-orm", "sqlx", "tokio"],
    ),
    (
        "services",
        &[
            "axum",
            "leptos",
            "leptos_axum",
            "sea-orm",
            "sqlx",
            "tower-http",
        ],
    ),
    (
        "store",
        &["axum", "leptos", "leptos_axum", "lettre", "tower-http"],
    ),
    ("adapters", &["axum", "leptos", "leptos_axum", "sea-orm"]),
    ("app", &["sea-orm", "sqlx", "lettre", "object_store"]),
];

#[derive(Debug, PartialEq)]
struct Dependency {
    name: String,
    optional: bool,
    only_tests: bool,
}

pub fn check(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for file in tree.files.iter().filter(|file| file.name() == "Cargo.toml") {
        let text = file.text.as_deref().unwrap_or("");
        let Some(room) = package(text) else {
            continue;
        };
        let found = dependencies(text);
        let say = |what: String| format!("{}: {what}", file.path);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            problems.push(say(format!(
                "the room `{room}` is not in the list of arrows"
            )));
            continue;
        };
        for dependency in &found {
            let name = dependency.name.as_str();
            let is_room = ROOMS.iter().any(|(known, _)| *known == name);
            if is_room && !allowed.contains(&name) {
                problems.push(say(format!("`{room}` may not lean on `{name}`")));
            }
            if room == "app" && name == "services" && !dependency.optional {
                problems.push(say(
                    "`services` must be optional: the browser's half goes without".to_owned(),
                ));
            }
            if FORBIDDEN
                .iter()
                .any(|(known, list)| *known == room && list.contains(&name))
            {
                problems.push(say(format!("`{room}` has no business with `{name}`")));
            }
            if room == "xtask" {
                problems.push(say(format!(
                    "`xtask` takes no dependency, not even `{name}`"
                )));
            }
            if room == "migrations" && name != "sea-orm-migration" && !dependency.only_tests {
                problems.push(say(format!(
                    "`migrations` takes `sea-orm-migration` only, not `{name}`"
                )));
            }
        }
    }
    problems
}

fn package(text: &str) -> Option<String> {
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line == "[package]";
        } else if inside && let Some(("name", value)) = split(line) {
            return Some(value.trim_matches('"').to_owned());
        }
    }
    None
}

/// `name.workspace = true`, `name = "1"`, `name = { … }`, `[dependencies.name]`, for each kind of dependency and each target.
fn dependencies(text: &str) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    // Inside which kind of section, and whether the section is about one dependency alone.
    let mut section: Option<bool> = None;
    let mut alone = false;
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'))
    {
        if let Some(header) = line
            .strip_prefix('[')
            .and_then(|rest| rest.split(']').next_back().map(|_| rest))
        {
            let header = header.trim_end_matches(']');
            (section, alone) = (None, false);
            if let Some((kind, name)) = section_of(header) {
                section = Some(kind);
                if let Some(name) = name {
                    alone = true;
                    found.push(Dependency {
                        name,
                        optional: false,
                        only_tests: kind,
                    });
                }
            }
        } else if let (Some(only_tests), Some((key, value))) = (section, split(line)) {
            let optional = value.replace(' ', "").contains("optional=true");
            if !alone {
                let name = key
                    .split('.')
                    .next()
                    .unwrap_or(key)
                    .trim_matches('"')
                    .to_owned();
                found.push(Dependency {
                    name,
                    optional,
                    only_tests,
                });
            } else if key == "optional"
                && value == "true"
                && let Some(last) = found.last_mut()
            {
                last.optional = true;
            }
        }
    }
    found
}

/// "target.'cfg(unix)'.dev-dependencies.foo" → (only for tests, Some("foo")); nothing for a section of something else, such as
/// "workspace.dependencies", which only names versions.
fn section_of(header: &str) -> Option<(bool, Option<String>)> {
    if header.starts_with("workspace") {
        return None;
    }
    for (word, only_tests) in [
        ("dev-dependencies", true),
        ("build-dependencies", false),
        ("dependencies", false),
    ] {
        let starts = header.strip_prefix(word);
        let inside = header.split_once(&format!(".{word}")).map(|(_, rest)| rest);
        if let Some(rest) = starts.or(inside) {
            return match rest.strip_prefix('.') {
                Some(name) => Some((only_tests, Some(name.trim_matches('"').to_owned()))),
                None => Some((only_tests, None)),
            };
        }
    }
    None
}

fn split(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_read_in_every_form() {
        let text = "\
[package]
name = \"app\"
[dependencies]
domain.workspace = true
# store.workspace = true
services = { workspace = true, optional = true }
[target.'cfg(unix)'.dependencies]
libc = \"1\"
[dev-dependencies.tempfile]
workspace = true
[features]
ssr = [\"dep:axum\"]
";
        let dependency = |name: &str, optional, only_tests| Dependency {
            name: name.to_owned(),
            optional,
            only_tests,
        };
        let expected = vec![
            dependency("domain", false, false),
            dependency("services", true, false),
            dependency("libc", false, false),
            dependency("tempfile", false, true),
        ];
        assert_eq!(dependencies(text), expected);
        assert_eq!(package(text).as_deref(), Some("app"));
    }

    #[test]
    fn a_wrong_arrow_is_found() {
        let problem = |text: &str| check(&Tree::of(&[("x/Cargo.toml", text)]));
        assert!(
            problem("[package]\nname = \"store\"\n[dependencies]\ndomain.workspace = true\n")
                .is_empty()
        );
        assert_eq!(
            problem("[package]\nname = \"store\"\n[dependencies]\nservices.workspace = true\n")
                .len(),
            1
        );
        assert_eq!(
            problem("[package]\nname = \"store\"\n[dev-dependencies]\nservices.workspace = true\n")
                .len(),
            1
        );
        assert_eq!(
            problem("[package]\nname = \"app\"\n[dependencies]\nservices.workspace = true\n").len(),
            1
        );
        assert_eq!(
            problem("[package]\nname = \"services\"\n[dependencies]\naxum = \"0.8\"\n").len(),
            1
        );
        assert_eq!(
            problem("[package]\nname = \"xtask\"\n[dependencies]\nanyhow = \"1\"\n").len(),
            1
        );
        assert_eq!(problem("[package]\nname = \"cellar\"\n").len(), 1);
        assert!(problem("[workspace.dependencies]\naxum = \"0.8\"\n").is_empty());
    }
}
