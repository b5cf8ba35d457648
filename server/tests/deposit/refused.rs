//! A refused screen of a deposit.

use super::site;
use http::StatusCode;

#[tokio::test]
async fn a_refused_screen_keeps_what_was_typed() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    let fields = [("titre", "abc"), ("resume", "Un texte long.")];
    let sent = site
        .ask("POST", &format!("{draft}/quoi"), &browser, &fields)
        .await;
    assert_eq!(
        (sent.status, sent.location.as_str()),
        (
            StatusCode::SEE_OTHER,
            format!("{draft}/quoi?a-revoir=1").as_str()
        )
    );
    // Reloading asks for the same page again, and sends nothing.
    for _ in 0..2 {
        let refused = site.get(&sent.location, &browser).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("<title>Erreur : "));
        assert!(
            refused
                .body
                .contains("Thème principal : Choisissez une réponse.")
        );
        assert!(refused.body.contains("Un texte long.") && refused.body.contains("value=\"abc\""));
    }
    // A screen that is not refused at that address says nothing of it, and one that one only opens neither.
    let opened = site.get(&format!("{draft}/quoi"), &browser).await;
    assert!(opened.status == StatusCode::OK && !opened.body.contains("error-summary"));
    let mended = [
        ("titre", "Une école"),
        ("resume", "Un texte long."),
        ("theme_principal", "eau"),
    ];
    site.ask(
        "POST",
        &format!("{draft}/quoi/brouillon"),
        &browser,
        &mended,
    )
    .await;
    let reloaded = site.get(&sent.location, &browser).await;
    assert!(reloaded.status == StatusCode::OK && !reloaded.body.contains("error-summary"));
    // Going back and stopping ask for nothing.
    let back = site
        .ask(
            "POST",
            &format!("{draft}/ou"),
            &browser,
            &[("action", "retour")],
        )
        .await;
    assert_eq!(back.location, format!("{draft}/quoi"));
    // Searching shows boxes to tick.
    let fields = [("commune_cherchee", "saint aubin"), ("action", "chercher")];
    let found = site
        .ask("POST", &format!("{draft}/ou"), &browser, &fields)
        .await;
    let found = site.get(&found.location, &browser).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.body.contains("type=\"checkbox\" name=\"communes\""));
    // A name that means several places is asked back.
    let vague = site
        .ask(
            "POST",
            &format!("{draft}/ou"),
            &browser,
            &[("commune_cherchee", "saint")],
        )
        .await;
    let vague = site.get(&vague.location, &browser).await;
    assert_eq!(vague.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = site
        .ask(
            "POST",
            &format!("{draft}/quoi/brouillon"),
            &browser,
            &[("titre", "En route")],
        )
        .await;
    assert!(
        saved.status.is_success() && saved.body.contains('h'),
        "{}",
        saved.body
    );
}
