//! The forms of a page and how somebody hostile fills them in.

use super::html::{Tag, Token, tokens};
use super::strings::PLAIN;

/// What a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sent as it is.
    Fixed(String),
    /// Typed.
    Text,
    /// One of these.
    Choice(Vec<String>),
    /// A file.
    File,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub kind: Kind,
    /// Marked as wrong.
    pub refused: bool,
}

/// One form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub method: String,
    pub multipart: bool,
    pub fields: Vec<Field>,
}

/// What is sent under one name.
#[derive(Clone, Debug)]
pub enum Sent {
    Text(String),
    /// A file of this name.
    File(String),
}

impl Form {
    /// Whether something can be typed into it.
    pub fn takes_text(&self) -> bool {
        let typed = |field: &Field| matches!(field.kind, Kind::Text | Kind::File);
        self.fields.iter().any(typed)
    }

    /// What tells it from other forms: the names of its fields.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        names.dedup();
        names
    }

    /// Fills it in. `plain` says, field by field, how many plain values were tried after the hostile one.
    pub fn fill(&self, hostile: &str, plain: &dyn Fn(&str) -> usize) -> Vec<(String, Sent)> {
        self.fields
            .iter()
            .map(|field| {
                let tries = plain(&field.name);
                let sent = match &field.kind {
                    Kind::Fixed(value) => Sent::Text(value.clone()),
                    Kind::Choice(values) => Sent::Text(values[tries % values.len()].clone()),
                    Kind::File => Sent::File(format!("{hostile}.txt")),
                    Kind::Text if tries == 0 => Sent::Text(hostile.to_owned()),
                    Kind::Text => Sent::Text(PLAIN[(tries - 1) % PLAIN.len()].to_owned()),
                };
                (field.name.clone(), sent)
            })
            .collect()
    }
}

/// Every form of a page at `path`.
pub fn forms(html: &str, path: &str) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    let mut inside = false;
    let mut select: Option<(String, bool, Vec<String>)> = None;
    for token in tokens(html) {
        match token {
            Token::Open(tag) if tag.name == "form" => {
                inside = true;
                found.push(form(&tag, path));
            }
            Token::Close(name) if name == "form" => inside = false,
            Token::Open(tag) if inside && tag.name == "select" => {
                select = Some((tag.text("name"), is_refused(&tag), Vec::new()));
            }
            Token::Open(tag) if inside && tag.name == "option" => {
                if let Some((_, _, values)) = &mut select {
                    values.extend(
                        tag.get("value")
                            .filter(|v| !v.is_empty())
                            .map(str::to_owned),
                    );
                }
            }
            Token::Close(name) if inside && name == "select" => {
                if let (Some((name, refused, values)), Some(form)) =
                    (select.take(), found.last_mut())
                {
                    let kind = if values.is_empty() {
                        Kind::Fixed(String::new())
                    } else {
                        Kind::Choice(values)
                    };
                    form.fields.push(Field {
                        name,
                        kind,
                        refused,
                    });
                }
            }
            Token::Open(tag) if inside => {
                if let Some(form) = found.last_mut() {
                    add(form, &tag);
                }
            }
            _ => {}
        }
    }
    found
}

fn form(tag: &Tag, path: &str) -> Form {
    let action = tag.get("action").filter(|action| !action.is_empty());
    Form {
        action: action.unwrap_or(path).to_owned(),
        method: tag.get("method").unwrap_or("get").to_ascii_uppercase(),
        multipart: tag.get("enctype") == Some("multipart/form-data"),
        fields: Vec::new(),
    }
}

fn is_refused(tag: &Tag) -> bool {
    tag.get("aria-invalid") == Some("true")
}

fn add(form: &mut Form, tag: &Tag) {
    let name = tag.text("name");
    if name.is_empty() {
        return;
    }
    let kind = match (tag.name.as_str(), tag.get("type").unwrap_or("text")) {
        ("textarea", _) => Kind::Text,
        ("input", "hidden") => Kind::Fixed(tag.text("value")),
        ("input", "radio" | "checkbox") => {
            let value = tag.get("value").unwrap_or("on").to_owned();
            let group = form.fields.iter_mut().find(|field| field.name == name);
            match group {
                Some(Field {
                    kind: Kind::Choice(values),
                    refused,
                    ..
                }) => {
                    values.push(value);
                    *refused |= is_refused(tag);
                    return;
                }
                _ => Kind::Choice(vec![value]),
            }
        }
        ("input", "file") => Kind::File,
        ("input", "submit" | "image" | "reset" | "button") => return,
        ("input", _) => Kind::Text,
        // The first button is what the form is for.
        ("button", _) if form.fields.iter().all(|field| field.name != name) => {
            Kind::Fixed(tag.text("value"))
        }
        _ => return,
    };
    form.fields.push(Field {
        name,
        kind,
        refused: is_refused(tag),
    });
}
