//! Every e-mail has both a text and an HTML template.

use super::tree::Tree;

pub fn check(tree: &Tree) -> Vec<String> {
    let templates: Vec<&str> = tree
        .files
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| path.starts_with("server/") && path.contains("/templates/"))
        .collect();
    let mut problems = Vec::new();
    for path in &templates {
        let (Some((stem, kind)), name) = (
            path.rsplit_once('.'),
            path.rsplit('/').next().unwrap_or(path),
        ) else {
            continue;
        };
        let other = match kind {
            "txt" => "html",
            "html" => "txt",
            _ => continue,
        };
        // Frames and parts that others include.
        let shared =
            name.starts_with('_') || name.starts_with("layout.") || name.starts_with("base.");
        let twin = format!("{stem}.{other}");
        if !shared && !templates.contains(&twin.as_str()) {
            problems.push(format!("{path}: without its {twin}"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_without_its_twin_is_found() {
        let tree = Tree::of(&[
            ("server/adapters/templates/sign_in.txt", ""),
            ("server/adapters/templates/sign_in.html", ""),
            ("server/adapters/templates/invited.txt", ""),
            ("server/adapters/templates/_frame.html", ""),
            ("app/templates/page.html", ""),
        ]);
        let expected = "server/adapters/templates/invited.txt: without its server/adapters/templates/invited.html";
        assert_eq!(check(&tree), vec![expected]);
    }
}
