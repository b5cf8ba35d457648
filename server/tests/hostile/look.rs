//! Whether what came out is harmless.

use super::html::{Tag, Token, tokens};
use super::strings::MARK;

/// What is wrong with an HTML page or the HTML part of a mail; nothing when it is harmless.
pub fn page(html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut titles = 0;
    // A shape of a drawing has a title of its own.
    let mut drawn = false;
    let mut raw = "";
    let tokens = tokens(html);
    for token in &tokens {
        match token {
            Token::Open(tag) => {
                drawn |= tag.name == "svg";
                titles += usize::from(tag.name == "title" && !drawn);
                wrong.extend(element(tag));
                raw = tag.name.as_str();
                continue;
            }
            Token::Text(text) if matches!(raw, "script" | "style") => {
                wrong.extend(
                    text.contains(MARK)
                        .then(|| format!("typed text inside <{raw}>")),
                );
            }
            // A field shows what its own reader typed, as it was typed.
            Token::Text(_) if raw == "textarea" => {}
            // A browser reads CR as a line end.
            Token::Text(text) => wrong.extend(unwanted(&text.replace('\r', ""))),
            Token::Mark(text) if text.contains(MARK) => {
                wrong.push(format!("typed text in a comment: {text}"));
            }
            Token::Close(name) => drawn &= name != "svg",
            Token::Mark(_) => {}
        }
        raw = "";
    }
    if titles > 1 {
        wrong.push(format!("{titles} titles"));
    }
    if html.contains('\0') {
        wrong.push("a NUL".to_owned());
    }
    wrong
}

/// Characters that turn the direction of a line or act on a terminal have no place in what others read.
fn unwanted(text: &str) -> Option<String> {
    let bad = text.chars().find(|c| is_unwanted(*c));
    bad.map(|c| format!("U+{:04X} in {text:?}", u32::from(c)))
}

/// Control characters but tab and line end, and those that turn the direction.
pub fn is_unwanted(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn element(tag: &Tag) -> Vec<String> {
    let mut wrong = Vec::new();
    let plain = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | ':' | '_'))
    };
    if !plain(&tag.name) {
        wrong.push(format!("an element <{}>", tag.name));
    }
    if tag.name == "script" && tag.get("nonce").is_none() && tag.get("src").is_none() {
        wrong.push("a script of others".to_owned());
    }
    if matches!(
        tag.name.as_str(),
        "img" | "iframe" | "object" | "embed" | "base"
    ) && !tag.text("src").starts_with('/')
    {
        wrong.push(format!("<{}> of others: {:?}", tag.name, tag.attributes));
    }
    for (name, value) in &tag.attributes {
        if !plain(name) || name.starts_with("on") || name == "style" && value.contains(MARK) {
            wrong.push(format!("an attribute {name:?} on <{}>", tag.name));
        }
        if name != "value" {
            wrong.extend(unwanted(&value.replace('\r', "")));
        }
        if matches!(
            name.as_str(),
            "href" | "src" | "action" | "formaction" | "srcdoc"
        ) {
            wrong.extend(address(value));
        }
    }
    wrong
}

/// An address leads to a page, never to a script.
fn address(value: &str) -> Option<String> {
    let bare: String = value
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let bare = bare.to_ascii_lowercase();
    let scheme = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let allowed = match scheme.split_once(':') {
        None => true,
        Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
    };
    (!allowed).then(|| format!("an address {value:?}"))
}

/// What is wrong with a line of a mail's head.
pub fn header(name: &str, value: &str) -> Option<String> {
    let bad = value.chars().find(|c| is_unwanted(*c) || *c == '\n');
    bad.map(|c| format!("U+{:04X} in the {name} {value:?}", u32::from(c)))
}

/// What is wrong with a table for spreadsheets: cells that one would take for a formula.
pub fn table(csv: &str) -> Vec<String> {
    let delimiter = if csv.lines().next().unwrap_or_default().contains(';') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let mut wrong = Vec::new();
    for record in reader.records() {
        for cell in record.unwrap().iter() {
            let number = cell
                .replace([' ', '\u{a0}', '\u{202f}', ','], "")
                .parse::<f64>();
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && number.is_err() {
                wrong.push(format!("a formula {cell:?}"));
            }
            wrong.extend(
                cell.chars()
                    .find(|c| is_unwanted(*c))
                    .map(|_| format!("a cell {cell:?}")),
            );
        }
    }
    wrong
}

#[test]
fn sees_what_is_wrong() {
    let harmful = [
        "<p><script>alert(1)</script>",
        "<p title=\"\" onfocus='x'>",
        "<p a\"b>",
        "<img src=x>",
        "<a href=\" java\nscript:alert(1)\">",
        "<title>a</title><title>b</title>",
        "<!-- zorglub -->",
        "<p>a\u{202e}b</p>",
        "<svg onload=x>",
    ];
    for html in harmful {
        assert!(!page(html).is_empty(), "{html}");
    }
    let harmless = "<p class=\"a\">&lt;script&gt;alert(1)</p><a href=\"/a?b=c:d\">x</a><script nonce=\"a\">1</script><title>a</title><svg><title>b</title></svg>";
    assert_eq!(page(harmless), Vec::<String>::new());
    assert!(header("subject", "a\r\nBcc: b").is_some());
    assert_eq!(table("a;b\n=1;-2,5\n").len(), 1);
    assert_eq!(table("a,b\n'=1,@x\n").len(), 1);
}
