//! A hand-written file over 350 lines wants a reason, over 500 a split.

use super::tree::Tree;

const WANTS_A_REASON: usize = 350;
const HARD: usize = 500;
const KINDS: [&str; 3] = ["rs", "ts", "scss"];

pub fn check(tree: &Tree) -> Vec<String> {
    over(tree, HARD, usize::MAX)
        .map(|(path, count)| format!("{path}: {count} lines, more than {HARD}"))
        .collect()
}

/// The files that are allowed but long.
pub fn long(tree: &Tree) -> Vec<String> {
    over(tree, WANTS_A_REASON, HARD)
        .map(|(path, count)| format!("{path}: {count} lines"))
        .collect()
}

fn over(tree: &Tree, more_than: usize, at_most: usize) -> impl Iterator<Item = (&str, usize)> {
    tree.with(&KINDS)
        .map(|file| (file.path.as_str(), file.lines().count()))
        .filter(move |(_, count)| *count > more_than && *count <= at_most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_exact() {
        let of = |count: usize| Tree::of(&[("app/src/a.rs", "x\n".repeat(count).as_str())]);
        assert_eq!((check(&of(500)).len(), long(&of(500)).len()), (0, 1));
        assert_eq!((check(&of(501)).len(), long(&of(501)).len()), (1, 0));
        assert_eq!(long(&of(350)).len(), 0);
        assert!(check(&Tree::of(&[("a.csv", "x\n".repeat(900).as_str())])).is_empty());
    }
}
