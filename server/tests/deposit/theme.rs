//! The search of a theme, without scripts.

use super::site;
use http::StatusCode;

#[tokio::test]
async fn a_theme_is_found_by_the_words_of_people() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    let screen = format!("{draft}/quoi");
    let asked = |words: &'static str| [("theme_cherche", words), ("action", "chercher")];
    let ask = async |fields: &[(&'static str, &'static str)]| {
        let sent = site.ask("POST", &screen, &browser, fields).await;
        assert_eq!(sent.location, screen, "{fields:?}");
        site.get(&sent.location, &browser).await
    };
    let found = ask(&asked("piscine")).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(
        found
            .body
            .contains("type=\"radio\" name=\"theme_principal\""),
        "{}",
        found.body
    );
    assert!(found.body.contains("value=\"sport\""));
    let unknown = ask(&asked("xyzzy")).await;
    assert!(unknown.body.contains("Aucun thème ne correspond"));
    assert!(unknown.body.contains("<select"));
}

#[tokio::test]
async fn the_enter_key_searches_new_words_and_otherwise_goes_on() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    let screen = format!("{draft}/quoi");
    // It presses the first button of the form, which is this one.
    let page = site.get(&screen, &browser).await.body;
    let form = &page[page.find("id=\"depot\"").unwrap()..];
    let button = &form[form.find("<button").unwrap()..];
    let button = &button[..button.find('>').unwrap()];
    assert!(button.contains("value=\"entree\""), "{button}");
    let enter = |words: &'static str, looked_for: &'static str| {
        [
            ("titre", "Rénover l'école Jean-Moulin"),
            ("resume", "Isoler les murs."),
            ("theme_cherche", words),
            ("theme_cherche_avant", looked_for),
            ("theme_principal", "ecole_enfance"),
            ("action", "entree"),
        ]
    };
    for (words, looked_for, to) in [
        ("", "", "ou"),
        ("piscine", "", "quoi"),
        ("piscine", "piscine", "ou"),
        ("église", "piscine", "quoi"),
    ] {
        let fields = enter(words, looked_for);
        let answer = site.ask("POST", &screen, &browser, &fields).await;
        assert_eq!(
            answer.location,
            format!("{draft}/{to}"),
            "{words} {looked_for}"
        );
    }
    // The page tells which words were looked for.
    let page = site.get(&screen, &browser).await.body;
    let seen = &page[page.find("name=\"theme_cherche_avant\"").unwrap()..];
    assert!(seen[..80].contains("value=\"église\""), "{}", &seen[..80]);
}

#[tokio::test]
async fn the_enter_key_searches_the_words_of_a_commune_before_it_goes_on() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    let screen = format!("{draft}/ou");
    for (words, to) in [("blaison", "ou"), ("", "qui")] {
        let fields = [
            ("communes", "49029"),
            ("commune_cherchee", words),
            ("action", "entree"),
        ];
        let answer = site.ask("POST", &screen, &browser, &fields).await;
        assert_eq!(answer.location, format!("{draft}/{to}"), "{words}");
    }
}
