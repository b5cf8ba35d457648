//! HTML as a browser reads it, as far as our pages and mails need: tags with their attributes, and text.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Open(Tag),
    Close(String),
    Text(String),
    /// `<!…>`: a comment or the doctype.
    Mark(String),
}

/// An element's opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    /// In order, values decoded.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of an attribute, empty when it is not there.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }
}

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Reads a page.
pub fn tokens(html: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(at) = next_tag(rest) else {
            found.push(Token::Text(decoded(rest)));
            break;
        };
        if at > 0 {
            found.push(Token::Text(decoded(&rest[..at])));
        }
        rest = &rest[at..];
        let (token, after) = tag(rest);
        rest = after;
        let raw = match &token {
            Token::Open(tag) if RAW.contains(&tag.name.as_str()) => Some(tag.name.clone()),
            _ => None,
        };
        found.push(token);
        if let Some(name) = raw {
            let end = rest
                .to_ascii_lowercase()
                .find(&format!("</{name}"))
                .unwrap_or(rest.len());
            found.push(Token::Text(match name.as_str() {
                "script" | "style" => rest[..end].to_owned(),
                _ => decoded(&rest[..end]),
            }));
            rest = &rest[end..];
        }
    }
    found
}

/// Where the next markup starts: a `<` that a letter, `/`, `!` or `?` follows.
fn next_tag(text: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        text[at + 1..]
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    })
}

fn tag(text: &str) -> (Token, &str) {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = comment.find("-->").unwrap_or(comment.len());
        let after = comment.get(end + 3..).unwrap_or_default();
        return (Token::Mark(comment[..end].to_owned()), after);
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        let end = text.find('>').unwrap_or(text.len() - 1);
        return (Token::Mark(text[2..end].to_owned()), &text[end + 1..]);
    }
    if let Some(close) = text.strip_prefix("</") {
        let end = close.find('>').unwrap_or(close.len() - 1);
        let name = close[..end].trim().to_ascii_lowercase();
        return (Token::Close(name), &close[end + 1..]);
    }
    let name_end = text[1..]
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
        .map_or(text.len(), |end| end + 1);
    let name = text[1..name_end].to_ascii_lowercase();
    let (attributes, after) = attributes(&text[name_end..]);
    (Token::Open(Tag { name, attributes }), after)
}

fn attributes(mut text: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    loop {
        text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = text.strip_prefix('>') {
            return (found, after);
        }
        if text.is_empty() {
            return (found, text);
        }
        let end = text[1..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(text.len(), |end| end + 1);
        let name = text[..end].to_ascii_lowercase();
        text = text[end..].trim_start();
        let Some(value) = text.strip_prefix('=') else {
            found.push((name, String::new()));
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
                (&value[1..end], value.get(end + 1..).unwrap_or_default())
            }
            _ => {
                let end = value
                    .find(|c: char| c.is_ascii_whitespace() || c == '>')
                    .unwrap_or(value.len());
                (&value[..end], &value[end..])
            }
        };
        found.push((name, decoded(value)));
        text = after;
    }
}

/// Character references resolved: the named ones that our renderers write, and all numbers.
pub fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let character = end.and_then(|end| reference(&rest[1..end]));
        match (character, end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    let number = |text: &str, base| {
        u32::from_str_radix(text, base)
            .ok()
            .and_then(char::from_u32)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => match name.strip_prefix('#') {
            Some(hex) if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            Some(decimal) => number(decimal, 10),
            None => None,
        },
    }
}

#[test]
fn reads_what_a_browser_reads() {
    let page = "<!DOCTYPE html><p class=a title='<b>'>1 < 2 &amp; 3<br/><textarea>\n<i></textarea><a href=\"x&quot;y\">é</a>";
    let open = |name: &str, attributes: &[(&str, &str)]| {
        Token::Open(Tag {
            name: name.to_owned(),
            attributes: attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        })
    };
    assert_eq!(
        tokens(page),
        [
            Token::Mark("DOCTYPE html".to_owned()),
            open("p", &[("class", "a"), ("title", "<b>")]),
            Token::Text("1 < 2 & 3".to_owned()),
            open("br", &[]),
            open("textarea", &[]),
            Token::Text("\n<i>".to_owned()),
            Token::Close("textarea".to_owned()),
            open("a", &[("href", "x\"y")]),
            Token::Text("é".to_owned()),
            Token::Close("a".to_owned()),
        ]
    );
}
