//! The content security policy forbids inline style and script, so no view writes any. The shell alone starts the scripts, with a nonce.

use super::tree::{File, Tree};

/// The one file that may hold a script element.
const SHELL: &str = "app/src/shell.rs";

pub fn check(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for file in tree.with(&["rs"]).filter(|file| is_view(file)) {
        for (number, line) in file.lines() {
            let line = line.trim_start();
            if line.starts_with("//") {
                continue;
            }
            if has_attribute(line, "style=") || has_attribute(line, "style:") {
                problems.push(format!("{}:{number}: inline style", file.path));
            }
            if line.contains("<script") {
                problems.push(format!("{}:{number}: inline script", file.path));
            }
        }
    }
    problems
}

fn is_view(file: &File) -> bool {
    file.path.starts_with("app/src/") && file.path != SHELL
}

/// Does `line` hold `attribute` as a word of its own, followed at once by its value? `let style = …` and `style: Style` are Rust.
fn has_attribute(line: &str, attribute: &str) -> bool {
    line.match_indices(attribute).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + attribute.len()..].chars().next();
        before.is_none_or(char::is_whitespace)
            && after.is_some_and(|c| !c.is_whitespace() && c != '=' && c != ':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_have_no_inline_style_or_script() {
        let count = |path: &str, text: &str| check(&Tree::of(&[(path, text)])).len();
        assert_eq!(count("app/src/a.rs", "<p style=\"color:red\">\n"), 1);
        assert_eq!(count("app/src/a.rs", "<p style:width=move || w>\n"), 1);
        assert_eq!(count("app/src/a.rs", "    style=\"x\"\n"), 1);
        assert_eq!(
            count(
                "app/src/a.rs",
                "let style = Style::default();\nstyle: Style,\nstyle::new();\n"
            ),
            0
        );
        assert_eq!(count("app/src/a.rs", "<script>\n"), 1);
        assert_eq!(count(SHELL, "<script nonce=nonce>\n"), 0);
        assert_eq!(count("app/src/a.rs", "// no <script> here\n"), 0);
        assert_eq!(count("server/src/a.rs", "\"<script>\"\n"), 0);
    }
}
