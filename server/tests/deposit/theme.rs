//! The search of a theme, without scripts.

use super::site;
use http::StatusCode;

#[tokio::test]
async fn a_theme_is_found_by_the_words_of_people() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    let screen = format!("{draft}/quoi");
    let asked = |words: &'static str| [("theme_cherche", words), ("action", "chercher")];
    let found = site.ask("POST", &screen, &browser, &asked("piscine")).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(
        found
            .body
            .contains("type=\"radio\" name=\"theme_principal\""),
        "{}",
        found.body
    );
    assert!(found.body.contains("value=\"sport\""));
    let unknown = site.ask("POST", &screen, &browser, &asked("xyzzy")).await;
    assert!(unknown.body.contains("Aucun thème ne correspond"));
    assert!(unknown.body.contains("<select"));
    // The Enter key presses the first button of the form: without words it goes on.
    let enter = [
        ("titre", "Rénover l'école Jean-Moulin"),
        ("resume", "Isoler les murs."),
        ("theme_cherche", ""),
        ("theme_principal", "ecole_enfance"),
        ("action", "chercher"),
    ];
    let next = site.ask("POST", &screen, &browser, &enter).await;
    assert_eq!(next.location, format!("{draft}/ou"));
}
