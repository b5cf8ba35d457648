//! Words of unfinished work: nothing half done is committed, no test is left out.

use super::tree::Tree;

const IN_RUST: [&str; 4] = ["todo!", "unimplemented!", "dbg!", "#[ignore"];
const IN_SCRIPTS: [&str; 4] = [".only(", "test.skip", "test.fixme", "describe.skip"];
/// This check has to spell them.
const EXCEPT: &str = "xtask/src/tidy/words.rs";

pub fn check(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for file in tree.with(&["rs", "ts", "js", "mjs"]) {
        if file.path == EXCEPT {
            continue;
        }
        let words = if file.extension() == "rs" {
            &IN_RUST
        } else {
            &IN_SCRIPTS
        };
        for (number, line) in file.lines() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                problems.push(format!("{}:{number}: `{word}`", file.path));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_in_their_own_language() {
        let count = |path: &str, text: &str| check(&Tree::of(&[(path, text)])).len();
        assert_eq!(count("a.rs", "fn a() { todo!() }\n"), 1);
        assert_eq!(count("a.rs", "#[ignore = \"slow\"]\n"), 1);
        assert_eq!(count("a.rs", "// nothing is ignored\n"), 0);
        assert_eq!(count("end2end/a.spec.ts", "test.only('x', () => {});\n"), 1);
        assert_eq!(count("end2end/a.spec.ts", "test.skip(true);\n"), 1);
        assert_eq!(count(EXCEPT, "todo!()\n"), 0);
    }
}
