//! No folder of somebody's own machine in what people read or configure.

use super::tree::Tree;

const FOLDERS: [&str; 5] = ["/home/", "/root/", "/work/", "/tmp/", "/Users/"];
const KINDS: [&str; 7] = ["md", "toml", "txt", "yml", "yaml", "json", "html"];

pub fn check(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for file in tree.with(&KINDS) {
        for (number, line) in file.lines() {
            for folder in FOLDERS.iter().filter(|folder| holds(line, folder)) {
                problems.push(format!("{}:{number}: `{folder}`", file.path));
            }
        }
    }
    problems
}

/// Is `folder` the beginning of a path in `line`, and not its middle ("example/work/x", "~/work/")?
fn holds(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        line[..at].chars().next_back().is_none_or(|before| {
            !before.is_alphanumeric() && !matches!(before, '.' | '-' | '_' | '~' | '}')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_beginnings_of_paths_count() {
        let count = |path: &str, text: &str| check(&Tree::of(&[(path, text)])).len();
        assert_eq!(count("README.md", "cd /home/jeanne/mec\n"), 1);
        assert_eq!(count("README.md", "see `/tmp/x`\n"), 1);
        assert_eq!(count("README.md", "https://example.org/home/page\n"), 0);
        assert_eq!(count("app/src/a.rs", "\"/tmp/x\"\n"), 0);
    }
}
