//! No trailing space, no tab, one newline at the end.

use super::tree::Tree;

const KINDS: [&str; 11] = [
    "rs", "ts", "scss", "css", "toml", "md", "html", "sh", "sql", "mjs", "js",
];

pub fn check(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for file in tree.with(&KINDS) {
        let text = file.text.as_deref().unwrap_or("");
        for (number, line) in file.lines() {
            if line.ends_with([' ', '\t']) {
                problems.push(format!(
                    "{}:{number}: space at the end of the line",
                    file.path
                ));
            }
            if line.contains('\t') {
                problems.push(format!("{}:{number}: tab", file.path));
            }
        }
        if text.contains('\r') {
            problems.push(format!("{}: carriage return", file.path));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            problems.push(format!("{}: no newline at the end", file.path));
        }
        if text.ends_with("\n\n") {
            problems.push(format!("{}: empty line at the end", file.path));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found() {
        let count = |text: &str| check(&Tree::of(&[("a.rs", text)])).len();
        assert_eq!(count("fn a() {}\n"), 0);
        assert_eq!(count("fn a() {} \n"), 1);
        assert_eq!(count("\tfn a() {}\n"), 1);
        assert_eq!(count("fn a() {}"), 1);
        assert_eq!(count("fn a() {}\n\n"), 1);
        assert_eq!(count("a\r\n"), 1);
        assert_eq!(count(""), 0);
    }
}
