//! The State's own design system and typeface may only be shipped by the State's own sites: none of their bytes or names is here. A sentence
//! in the documentation may say why.

use super::tree::Tree;

const NAMES: [&str; 2] = ["dsfr", "marianne"];
/// Data may hold a person or a place of that name.
const KINDS: [&str; 8] = ["rs", "ts", "js", "mjs", "scss", "css", "html", "svg"];
/// This check has to spell them.
const EXCEPT: &str = "xtask/src/tidy/theme.rs";

pub fn check(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for file in tree.files.iter().filter(|file| file.path != EXCEPT) {
        let path = file.path.to_lowercase();
        problems.extend(
            NAMES
                .iter()
                .filter(|name| path.contains(**name))
                .map(|name| format!("{}: a file named after `{name}`", file.path)),
        );
        if !KINDS.contains(&file.extension()) {
            continue;
        }
        for (number, line) in file.lines() {
            let line = line.to_lowercase();
            for name in NAMES.iter().filter(|name| line.contains(**name)) {
                problems.push(format!("{}:{number}: `{name}`", file.path));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_code_and_in_file_names_but_not_in_documents() {
        let count = |path: &str, text: &str| check(&Tree::of(&[(path, text)])).len();
        assert_eq!(count("style/main.scss", "font-family: Marianne;\n"), 1);
        assert_eq!(count("public/fonts/Marianne-Bold.woff2", ""), 1);
        assert_eq!(count("app/src/ui.rs", "class=\"fr-btn DSFR\"\n"), 1);
        assert_eq!(
            count(
                "ARCHITECTURE.md",
                "No DSFR: its licence keeps it to State sites.\n"
            ),
            0
        );
        assert_eq!(count("data/people.csv", "Marianne Durand\n"), 0);
    }
}
