//! Signing in, the account, the bell and the demonstration through the whole router, as a browser
//! without scripts sees them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use app::http::AppState;
use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use server::config::Config;
use services::Services;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tower::ServiceExt;

/// A site and one browser: it keeps its cookies.
struct Site {
    router: Router,
    services: Services,
    cookies: Mutex<BTreeMap<String, String>>,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    location: String,
    set_cookies: Vec<String>,
    body: String,
}

async fn site(demo: bool, base: &str) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let vars = [
        ("MEC_DATABASE_URL".to_owned(), url),
        (
            "MEC_DEMO".to_owned(),
            if demo { "1" } else { "0" }.to_owned(),
        ),
        ("MEC_BASE_URL".to_owned(), base.to_owned()),
    ];
    let config = Config::from_vars(&vars.into()).unwrap();
    let services = server::start::services(&config).await.unwrap();
    let state = AppState {
        services: services.clone(),
        leptos: LeptosOptions::builder().output_name("mec").build(),
    };
    Site {
        router: server::router::build(state, &config),
        services,
        cookies: Mutex::default(),
        _folder: folder,
    }
}

impl Site {
    async fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookies.join("; "))
            .header(
                header::USER_AGENT,
                "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0",
            )
            .body(Body::from(body.to_owned()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let all = |name: header::HeaderName| -> Vec<String> {
            response
                .headers()
                .get_all(name)
                .iter()
                .map(|value| value.to_str().unwrap().to_owned())
                .collect()
        };
        let set_cookies = all(header::SET_COOKIE);
        let location = all(header::LOCATION).pop().unwrap_or_default();
        let status = response.status();
        for line in &set_cookies {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies
                .lock()
                .unwrap()
                .insert(name.to_owned(), value.to_owned());
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            location,
            set_cookies,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "").await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.ask("POST", path, body).await
    }

    /// The path of the link in the latest mail, and its six digits.
    async fn mail(&self) -> (String, String) {
        while self.services.run_due_jobs().await.unwrap() > 0 {}
        let mails = store::mailbox::latest(self.services.db.read(), 1)
            .await
            .unwrap();
        let text = &mails[0].text_body;
        let link = text
            .lines()
            .find(|line| line.contains("/connexion/lien/"))
            .unwrap();
        let code = text
            .lines()
            .find(|line| line.len() == 7 && line.as_bytes()[3] == b' ')
            .unwrap();
        let path = link.split_once("/connexion").unwrap().1;
        (format!("/connexion{path}"), code.to_owned())
    }

    async fn sign_in(&self, email: &str) -> Answer {
        self.post("/connexion", &format!("email={email}&suite="))
            .await;
        let (link, _) = self.mail().await;
        self.post(&link, "").await
    }
}

#[tokio::test]
async fn the_code_signs_in_and_leads_where_one_was_going() {
    let site = site(false, "http://localhost:3000").await;
    let refused = site.get("/compte").await;
    assert_eq!(refused.location, "/connexion?suite=%2Fcompte");
    let form = site.get(&refused.location).await;
    assert!(
        form.body.contains("name=\"suite\" value=\"/compte\""),
        "{}",
        form.body
    );
    let asked = site
        .post("/connexion", "email=Odile%40mairie.fr&suite=%2Fcompte")
        .await;
    assert_eq!(
        (asked.status, asked.location.as_str()),
        (StatusCode::SEE_OTHER, "/connexion/code")
    );
    let page = site.get("/connexion/code").await;
    assert!(page.body.contains("odile@mairie.fr") && page.body.contains("one-time-code"));
    let (_, code) = site.mail().await;
    let wrong = site.post("/connexion/code", "code=12").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("<title>Erreur"), "{}", wrong.body);
    let signed = site
        .post(
            "/connexion/code",
            &format!("code={}", code.replace(' ', "+")),
        )
        .await;
    assert_eq!(
        (signed.status, signed.location.as_str()),
        (StatusCode::SEE_OTHER, "/compte")
    );
    let account = site.get("/compte").await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(
        account.body.contains("Firefox sur Linux"),
        "{}",
        account.body
    );
}

#[tokio::test]
async fn opening_a_link_consumes_nothing_and_pressing_its_button_does() {
    let site = site(false, "http://localhost:3000").await;
    site.post("/connexion", "email=odile%40mairie.fr&suite=")
        .await;
    let (link, _) = site.mail().await;
    for method in ["GET", "HEAD", "GET"] {
        let page = site.ask(method, &link, "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.set_cookies.is_empty());
    }
    let signed = site.post(&link, "").await;
    assert_eq!(
        (signed.status, signed.location.as_str()),
        (StatusCode::SEE_OTHER, "/projets")
    );
    assert_eq!(site.post(&link, "").await.status, StatusCode::GONE);
    assert_eq!(site.get(&link).await.status, StatusCode::GONE);
    assert_eq!(
        site.get("/connexion/lien/jamais-donne").await.status,
        StatusCode::GONE
    );
}

#[tokio::test]
async fn cookies_are_bound_to_the_host_over_https() {
    let secure = site(false, "https://mec.example.fr").await;
    let signed = secure.sign_in("odile@mairie.fr").await;
    let cookie = signed
        .set_cookies
        .iter()
        .find(|line| line.starts_with("__Host-session="))
        .unwrap();
    for part in [
        "; Path=/",
        "; HttpOnly",
        "; SameSite=Lax",
        "; Secure",
        "; Max-Age=2592000",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // The plain name, which another host of the domain could set, opens nothing.
    let token = secure
        .cookies
        .lock()
        .unwrap()
        .remove("__Host-session")
        .unwrap();
    secure
        .cookies
        .lock()
        .unwrap()
        .insert("session".to_owned(), token);
    assert_eq!(secure.get("/compte").await.status, StatusCode::SEE_OTHER);
    let plain = site(false, "http://localhost:3000").await;
    let signed = plain.sign_in("odile@mairie.fr").await;
    assert!(
        signed
            .set_cookies
            .iter()
            .any(|line| line.starts_with("session=") && !line.contains("Secure"))
    );
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let site = site(false, "http://localhost:3000").await;
    site.sign_in("odile@mairie.fr").await;
    site.post("/deconnexion", "").await;
    let mut answers = Vec::new();
    for email in ["odile@mairie.fr", "autre@mairie.fr"] {
        let asked = site
            .post("/connexion", &format!("email={email}&suite="))
            .await;
        let page = site.get("/connexion/code").await;
        answers.push((
            asked.status,
            asked.location,
            page.status,
            page.body.replace(email, "").len(),
        ));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_elsewhere_in_the_address_is_dropped() {
    let site = site(false, "http://localhost:3000").await;
    for next in [
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "https%3A%2F%2Fevil.example",
        "%2F%09%2Fevil.example",
    ] {
        let form = site.get(&format!("/connexion?suite={next}")).await;
        assert!(!form.body.contains("evil.example"), "{next}");
        site.post(
            "/connexion",
            &format!("email=a{}%40b.fr&suite={next}", next.len()),
        )
        .await;
        let (link, _) = site.mail().await;
        assert_eq!(site.post(&link, "").await.location, "/projets", "{next}");
        site.post("/deconnexion", "").await;
    }
}

#[tokio::test]
async fn too_many_demands_get_a_page_that_says_when_to_come_back() {
    let site = site(false, "http://localhost:3000").await;
    for _ in 0..5 {
        assert_eq!(
            site.post("/connexion", "email=odile%40mairie.fr")
                .await
                .status,
            StatusCode::SEE_OTHER
        );
    }
    let refused = site.post("/connexion", "email=odile%40mairie.fr").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        refused.body.contains("Trop d'essais") || refused.body.contains("Trop d&#x27;essais"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let site = site(false, "http://localhost:3000").await;
    site.sign_in("odile@mairie.fr").await;
    let token = site.cookies.lock().unwrap()["session"].clone();
    assert_eq!(site.get("/compte").await.status, StatusCode::OK);
    site.post("/deconnexion", "").await;
    site.cookies
        .lock()
        .unwrap()
        .insert("session".to_owned(), token);
    assert_eq!(site.get("/compte").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_account_keeps_what_was_typed_and_shows_hostile_names_as_text() {
    let site = site(false, "http://localhost:3000").await;
    site.sign_in("odile@mairie.fr").await;
    let refused = site
        .post(
            "/compte",
            "prenom=Odile&telephone=12&fonction=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"12\""), "{}", refused.body);
    assert!(!refused.body.contains("<script>alert"));
    let saved = site
        .post("/compte", "prenom=%3Cb%3EOdile&telephone=%2B33241000000")
        .await;
    assert_eq!(saved.location, "/compte?fait=profil-enregistre");
    let page = site.get(&saved.location).await;
    assert!(
        page.body.contains("02 41 00 00 00") && page.body.contains("Votre profil est enregistré.")
    );
    assert!(!page.body.contains("<b>Odile"));
    assert_eq!(
        site.post("/compte/courriers", "courriers=daily")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        site.post("/compte/courriers", "courriers=parfois&heure=9")
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let chosen = "courriers=daily&heure=18&sujet-message=now";
    assert_eq!(
        site.post("/compte/courriers", chosen).await.location,
        "/compte?fait=courriers-enregistres"
    );
    let page = site.get("/compte").await.body;
    for kept in [
        "value=\"18\" selected",
        "Messages et fichiers",
        "Heure de Paris",
    ] {
        assert!(page.contains(kept), "{kept}\n{page}");
    }
    let data = site.get("/compte/mes-donnees.json").await;
    let data: serde_json::Value = serde_json::from_str(&data.body).unwrap();
    assert_eq!(data["mail_frequency"], "daily");
    assert_eq!(data["mail_hour"], 18);
    assert_eq!(data["mail_topics"][0]["topic"], "message");
    assert_eq!(data["first_name"], "<b>Odile");
}

#[tokio::test]
async fn the_demonstration_exists_in_the_demonstration_only() {
    let plain = site(false, "http://localhost:3000").await;
    for path in ["/demo", "/demo/courrier"] {
        assert_eq!(plain.get(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        plain.post("/demo/devenir/national", "").await.status,
        StatusCode::NOT_FOUND
    );

    let demo = site(true, "http://localhost:3000").await;
    demo.services.ensure_demo_people(None).await.unwrap();
    demo.services.ensure_demo_people(None).await.unwrap();
    assert!(demo.get("/demo").await.body.contains("Claire Martin"));
    assert_eq!(
        demo.post("/demo/devenir/ddt", "").await.location,
        "/territoire"
    );
    assert_eq!(
        demo.post("/demo/devenir/mairie", "").await.location,
        "/projets"
    );
    assert_eq!(
        demo.get("/administration/envois").await.status,
        StatusCode::NOT_FOUND
    );
    demo.post("/demo/devenir/national", "").await;
    assert_eq!(
        demo.get("/administration/envois").await.status,
        StatusCode::OK
    );
    assert_eq!(
        demo.post("/demo/devenir/personne", "").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(demo.get("/notifications").await.status, StatusCode::OK);

    demo.post("/deconnexion", "").await;
    demo.post("/connexion", "email=odile.renard%40mairie.example")
        .await;
    let (link, _) = demo.mail().await;
    let mailbox = demo.get("/demo/courrier").await.body;
    let first = mailbox
        .split("/demo/courrier/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mail = demo.get(&format!("/demo/courrier/{first}")).await.body;
    assert!(mail.contains(&format!("<a href=\"{link}\">")), "{mail}");
}

#[tokio::test]
async fn a_mail_program_stops_news_by_one_post_without_a_session() {
    let site = site(false, "http://localhost:3000").await;
    for path in ["/desabonnement/rien", "/desabonnement/a.step.b"] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(site.post(path, "").await.status, StatusCode::NOT_FOUND);
    }
    let person = site.services.ids.uuid();
    let tx = site.services.db.begin().await.unwrap();
    store::sql::run(
        &*tx,
        "INSERT INTO person (id, email, created_at, mail_secret) VALUES ($1, 'odile@a.fr', 0, 'secret')",
        [person.into()],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let sign = services::secret::hash("secret:step");
    let path = format!("/desabonnement/{}.step.{sign}", person.simple());
    let shown = site.get(&path).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(
        shown.body.contains("Ne plus les recevoir"),
        "{}",
        shown.body
    );
    assert!(!shown.body.contains("odile@a.fr"));
    // As RFC 8058 has it: no cookie, no origin, and no redirection in the answer.
    let request = Request::builder()
        .method("POST")
        .uri(&path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    let answer = site.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let shown = site.get(&path).await.body;
    assert!(shown.contains("Les recevoir de nouveau"), "{shown}");
    let again = site.post(&path, "choix=reprendre").await;
    assert!(
        again.body.contains("vous recevrez de nouveau"),
        "{}",
        again.body
    );
}
