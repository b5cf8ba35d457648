//! Modules are `foo.rs` beside `foo/`.

use super::tree::Tree;

pub fn check(tree: &Tree) -> Vec<String> {
    tree.files
        .iter()
        .filter(|file| file.name() == "mod.rs")
        .map(|file| {
            let folder = file.path.trim_end_matches("/mod.rs");
            format!("{}: call it {folder}.rs", file.path)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_style_is_refused() {
        let tree = Tree::of(&[("app/src/ui/mod.rs", ""), ("app/src/ui.rs", "")]);
        assert_eq!(
            check(&tree),
            vec!["app/src/ui/mod.rs: call it app/src/ui.rs"]
        );
    }
}
