//! Each filter, what it finds, and what it counts.

use super::ground::{self, Land};
use super::{between, titles};
use crate::world::worlds;
use http::StatusCode;

const SCHOOL: &str = "Rénovation de l'école";
const HALL: &str = "Halle de marché";
const RIVER: &str = "Berges de la Maine";
const BRIDGE: &str = "Pont de Segré";
const PATH: &str = "Voie verte";
const MUSEUM: &str = "Musée du vin";
const CLOSED: &str = "Gymnase terminé";
const VILLAGE: &str = "Épicerie du village";
const ALL: &[&str] = &[SCHOOL, HALL, RIVER, BRIDGE, PATH, MUSEUM, CLOSED, VILLAGE];

/// A query and what the DDT of Maine-et-Loire finds with it.
const FOUND: &[(&str, &[&str])] = &[
    ("", ALL),
    ("q=ecole", &[SCHOOL]),
    ("q=R%C3%89NOVER", &[SCHOOL]),
    ("q=renov", &[SCHOOL]),
    ("q=r%C3%A9novatio", &[SCHOOL]),
    ("q=r%C3%A9novati+ecol", &[SCHOOL]),
    ("q=renovatio+gymn", &[]),
    ("q=4127", &[SCHOOL]),
    ("q=n%C2%B0+4+127", &[SCHOOL]),
    ("q=4128", &[]),
    ("q=voisine", &[]),
    ("q=la", &[]),
    ("q=%25", &[]),
    ("etat=submitted", &[SCHOOL, VILLAGE]),
    ("etat=submitted&etat=closed", &[SCHOOL, VILLAGE, CLOSED]),
    ("etat=draft", ALL),
    ("etat=nimporte", ALL),
    ("phase=idee", &[HALL]),
    ("avancement=en_retard&avancement=termine", &[RIVER, CLOSED]),
    ("theme=commerces&theme=eau", &[HALL, RIVER]),
    ("priorite=haute", &[BRIDGE]),
    (
        "priorite=aucun",
        &[SCHOOL, HALL, RIVER, MUSEUM, CLOSED, VILLAGE],
    ),
    ("priorite=moyenne&priorite=haute", &[BRIDGE, PATH]),
    ("suivi=moi", &[PATH]),
    ("suivi=personne&etat=submitted", &[SCHOOL, VILLAGE]),
    ("tour=ddt", &[SCHOOL, VILLAGE, HALL, BRIDGE]),
    ("tour=prefecture", &[SCHOOL, VILLAGE, HALL, RIVER, BRIDGE]),
    ("attente=cotation&tour=ddt", &[HALL]),
    ("attente=cotation", &[HALL, RIVER]),
    ("attente=priorite", &[HALL]),
    ("attente=signature&tour=prefecture", &[RIVER]),
    ("attente=signature&tour=ddt", &[]),
    ("attente=affectation", &[BRIDGE]),
    ("contrat=crte-49", &[BRIDGE]),
    ("contrat=aucun&etat=prioritised", &[]),
    ("programme=va", &[VILLAGE]),
    ("programme=pvd", &[]),
    ("epci=244900015", &[SCHOOL]),
    ("epci=aucun&etat=submitted", &[VILLAGE]),
    ("arrondissement=491", &[SCHOOL]),
    ("commune=49331", &[VILLAGE]),
    ("cout_min=1+M%E2%82%AC", &[SCHOOL]),
    ("cout_max=350+k%E2%82%AC", &[HALL]),
    ("cout_min=100000&cout_max=2+M", &[SCHOOL, HALL]),
    ("cout_min=beaucoup", ALL),
    ("depose_au=01/01/2000", &[]),
    ("blocage=tous", &[MUSEUM]),
    ("blocage=land", &[MUSEUM]),
    ("blocage=funding", &[]),
    ("bloque_depuis=10", &[MUSEUM]),
    ("bloque_depuis=60000", &[]),
    ("blocage=land&bloque_depuis=10", &[MUSEUM]),
    ("silence=60", &[PATH]),
    ("silence=100", &[]),
    ("retard=oui", &[SCHOOL]),
    ("nonlu=oui", &[SCHOOL]),
    ("theme=eau&etat=submitted", &[]),
];

async fn lands() -> Vec<Land> {
    let mut lands = Vec::new();
    for world in worlds().await {
        lands.push(ground::make(world).await);
    }
    lands
}

#[tokio::test]
async fn each_filter_finds_what_it_says_and_nothing_of_the_neighbour() {
    for land in lands().await {
        land.bell("seat").await;
        let seat = land.cast.get("seat");
        for (query, expected) in FOUND {
            let page = land
                .world
                .get(&format!("/territoire/projets?{query}"), seat)
                .await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            let (mut found, mut expected) = (titles(&page), expected.to_vec());
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{query}");
            let count = between(&page.body, "class=\"results-count\"", "</b>");
            let word = if expected.len() < 2 {
                "projet"
            } else {
                "projets"
            };
            let said = format!("<b>{}\u{a0}{word}", expected.len());
            assert!(count.contains(&said), "{query}: {count}");
            for hidden in ["voisine", "Brouillon", "4\u{202f}128"] {
                let asked = query.contains("voisine");
                assert!(asked || !page.body.contains(hidden), "{query}: {hidden}");
            }
        }
    }
}

#[tokio::test]
async fn a_decision_opened_again_waits_for_both_seats_anew() {
    for land in lands().await {
        let (world, seat) = (&land.world, land.cast.get("seat"));
        let waits = async |query: &str| {
            let page = world
                .get(&format!("/territoire/projets?{query}"), seat)
                .await;
            titles(&page).contains(&BRIDGE.to_owned())
        };
        assert!(!waits("attente=cotation&tour=ddt").await);
        let scored = "INSERT INTO assessment (project_id, seat_kind, round, maturity, impact, urgency, \
             territorial_need, feasibility, strategy_fit, scored_by, scored_at) \
             SELECT id, 'ddt', $1, 1, 1, 1, 1, 1, 1, $2, 0 FROM project WHERE title = 'Pont de Segré'";
        world.run(scored, [1_i64.into(), seat.id.0.into()]).await;
        world
            .run(
                "INSERT INTO priority_round (project_id, round, reason, opened_by, opened_at) \
                 SELECT id, 2, 'Le coût a doublé.', $1, 0 FROM project WHERE title = 'Pont de Segré'",
                [seat.id.0.into()],
            )
            .await;
        world
            .run(
                "UPDATE project SET round_due_at = 1 WHERE title = 'Pont de Segré'",
                [],
            )
            .await;
        assert!(
            waits("attente=cotation&tour=ddt").await,
            "the first round is over"
        );
        assert!(waits("attente=priorite").await);
        world.run(scored, [2_i64.into(), seat.id.0.into()]).await;
        assert!(!waits("attente=cotation&tour=ddt").await);
        assert!(waits("attente=cotation&tour=prefecture").await);
    }
}

#[tokio::test]
async fn a_day_of_deposit_is_a_day_in_paris() {
    for land in lands().await {
        // 23:30 UTC on 30 June is 1:30 on 1 July in Paris.
        land.world
            .run(
                "UPDATE project SET submitted_at = $2 WHERE id = $1",
                [land.school.0.into(), 1_782_862_200_000_i64.into()],
            )
            .await;
        let seat = land.cast.get("seat");
        for (query, found) in [
            ("depose_du=01/07/2026&depose_au=01/07/2026", true),
            ("depose_du=30/06/2026&depose_au=30/06/2026", false),
        ] {
            let page = land
                .world
                .get(&format!("/territoire/projets?{query}"), seat)
                .await;
            assert_eq!(titles(&page).contains(&SCHOOL.to_owned()), found, "{query}");
        }
    }
}

#[tokio::test]
async fn a_word_mistyped_by_one_letter_still_finds() {
    for land in lands().await {
        let seat = land.cast.get("seat");
        for typed in ["rennovation", "gynmase", "epicrie"] {
            let page = land
                .world
                .get(&format!("/territoire/projets?q={typed}"), seat)
                .await;
            assert_eq!(titles(&page).len(), 1, "{typed}");
            assert!(
                page.body.contains("diffère d'une lettre")
                    || page.body.contains("diffère d&#x27;une lettre"),
                "{typed}"
            );
        }
        for typed in ["voisyne", "xyzzyx"] {
            let page = land
                .world
                .get(&format!("/territoire/projets?q={typed}"), seat)
                .await;
            assert_eq!(titles(&page).len(), 0, "{typed}");
        }
    }
}

/// The number beside a value of a filter.
fn beside(body: &str, name: &str, value: &str) -> Option<String> {
    let at = body.find(&format!("name=\"{name}\" value=\"{value}\""))?;
    let row = between(&body[at..], "", "</label>");
    let count = between(row, "class=\"choice-count\">", "<");
    Some(count.to_owned())
}

#[tokio::test]
async fn each_value_is_counted_with_the_other_filters_and_without_its_own() {
    for land in lands().await {
        let seat = land.cast.get("seat");
        let page = land
            .world
            .get(
                "/territoire/projets?etat=submitted&theme=ecole_enfance",
                seat,
            )
            .await;
        for (name, value, n) in [
            // All states of the theme, all themes of the state.
            ("etat", "submitted", Some("2")),
            ("etat", "acknowledged", None),
            ("etat", "assigned", Some("2")),
            ("etat", "draft", None),
            ("theme", "ecole_enfance", Some("2")),
            ("theme", "eau", None),
            // With both.
            ("epci", "244900015", Some("1")),
            ("epci", "aucun", Some("1")),
            ("programme", "va", Some("1")),
            ("retard", "oui", Some("1")),
            ("suivi", "personne", Some("2")),
            ("suivi", "moi", None),
        ] {
            assert_eq!(
                beside(&page.body, name, value).as_deref(),
                n,
                "{name}={value}"
            );
        }
        let all = land.world.get("/territoire/projets", seat).await;
        for (name, value, n) in [
            ("etat", "submitted", Some("2")),
            ("priorite", "aucun", Some("6")),
            ("suivi", "moi", Some("1")),
            ("contrat", "crte-49", Some("1")),
            ("blocage", "tous", Some("1")),
            ("blocage", "land", Some("1")),
            ("arrondissement", "491", Some("1")),
        ] {
            assert_eq!(
                beside(&all.body, name, value).as_deref(),
                n,
                "{name}={value}"
            );
        }
        assert!(all.queries <= 6, "{} queries", all.queries);
    }
}

#[tokio::test]
async fn counts_follow_at_once_what_anybody_does() {
    for land in lands().await {
        let (world, seat) = (&land.world, land.cast.get("seat"));
        let address = "/territoire/projets?theme=ecole_enfance";
        for reader in ["seat", "prefecture"] {
            let page = world.get(address, land.cast.get(reader)).await;
            assert_eq!(
                beside(&page.body, "etat", "submitted").as_deref(),
                Some("2")
            );
        }
        let board = world.get("/territoire/tableau?q=ecole", seat).await;
        let waiting = &board.body[board.body.find("id=\"colonne-submitted\"").unwrap()..];
        let form = between(waiting, "<form method=\"post\"", "</form>");
        let key = between(form, "name=\"cle\" value=\"", "\"");
        let action = between(form, "action=\"", "\"");
        let from = "http://localhost:3000/territoire/tableau";
        let sent = world.from(from, action, seat, &[("cle", key)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        for reader in ["seat", "prefecture"] {
            let page = world.get(address, land.cast.get(reader)).await;
            assert_eq!(
                beside(&page.body, "etat", "submitted").as_deref(),
                Some("1"),
                "{reader}"
            );
            assert_eq!(
                beside(&page.body, "etat", "acknowledged").as_deref(),
                Some("1"),
                "{reader}"
            );
        }
    }
}

#[tokio::test]
async fn what_depends_on_the_reader_is_counted_for_each() {
    for land in lands().await {
        land.bell("seat").await;
        for (reader, unread, mine) in [("seat", '1', 1), ("prefecture", '0', 0)] {
            let who = land.cast.get(reader);
            let page = land.world.get("/territoire/projets?nonlu=oui", who).await;
            let said = between(&page.body, "class=\"results-count\"", "</p>");
            assert!(said.contains(&format!("<b>{unread}")), "{reader}: {said}");
            let page = land.world.get("/territoire/projets?suivi=moi", who).await;
            assert_eq!(titles(&page).len(), mine, "{reader}");
        }
    }
}

#[tokio::test]
async fn what_blocks_is_counted_for_as_long_as_is_asked() {
    for land in lands().await {
        let seat = land.cast.get("seat");
        for (query, n) in [
            ("bloque_depuis=10", Some("1")),
            ("bloque_depuis=10&blocage=funding", Some("1")),
            ("bloque_depuis=60000", None),
            ("bloque_depuis=60000&blocage=funding", None),
        ] {
            let page = land
                .world
                .get(&format!("/territoire/projets?{query}"), seat)
                .await;
            for value in ["land", "tous"] {
                let found = beside(&page.body, "blocage", value);
                assert_eq!(found.as_deref(), n, "{query}: {value}");
            }
        }
    }
}

#[tokio::test]
async fn filters_stay_folded_unless_one_was_not_understood() {
    for land in lands().await {
        let seat = land.cast.get("seat");
        for (query, open) in [
            ("", false),
            ("etat=submitted&theme=eau", false),
            ("cout_min=beaucoup", true),
            ("bloque_depuis=longtemps", true),
        ] {
            for view in ["projets", "tableau", "carte"] {
                let page = land
                    .world
                    .get(&format!("/territoire/{view}?{query}"), seat)
                    .await;
                let at = page.body.find("class=\"fold\"").unwrap();
                let fold = page.body[..at].rsplit('<').next().unwrap();
                assert_eq!(fold.contains("open"), open, "{view}?{query}: {fold}");
            }
        }
    }
}

#[tokio::test]
async fn a_departement_is_called_by_its_name() {
    for land in lands().await {
        let seat = land.cast.get("seat");
        for view in ["projets", "tableau", "carte"] {
            let page = land.world.get(&format!("/territoire/{view}"), seat).await;
            let title = between(&page.body, "<h1>", "</h1>");
            assert_eq!(title, "Projets de Maine-et-Loire (49)", "{view}");
        }
        for path in ["/crte/crte-49", "/crte/crte-49/projets"] {
            let contract = land.world.get(path, seat).await;
            assert!(contract.body.contains(" · Maine-et-Loire (49)"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_manager_sees_her_contracts_and_not_whose_turn_it_is() {
    for land in lands().await {
        let manager = land.cast.get("manager");
        let page = land.world.get("/territoire/projets", manager).await;
        assert_eq!(titles(&page), [BRIDGE]);
        let asked = land
            .world
            .get("/territoire/projets?attente=signature", manager)
            .await;
        assert_eq!(titles(&asked), [BRIDGE], "that filter is not hers");
        assert!(!page.body.contains("name=\"tour\""));
        for path in [
            "/territoire/projets",
            "/territoire/tableau",
            "/territoire/carte",
            "/crte/crte-49",
            "/territoire/vues",
        ] {
            let asked = land
                .world
                .get(
                    &format!("{path}?attente=signature&tour=ddt&etat=prioritised"),
                    manager,
                )
                .await;
            assert_eq!(asked.status, StatusCode::OK, "{path}");
            assert!(!asked.body.contains("Au tour de"), "{path}");
            assert!(!asked.body.contains("attente"), "{path}");
        }
        let elsewhere = land
            .world
            .get("/territoire/projets?departement=49", manager)
            .await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        let admin = land
            .world
            .get("/territoire/projets", land.cast.get("admin"))
            .await;
        assert_eq!(titles(&admin).len(), 9, "the nation but its drafts");
        let lead = land
            .world
            .get("/territoire/projets", land.cast.get("lead"))
            .await;
        assert_eq!(lead.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn no_query_string_breaks_the_page() {
    let hostile = [
        "q=%00%FF%0A",
        "q='+OR+1%3D1+--",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "departement=%27",
        "etat[]=x&etat=%00",
        "apres=0198c0de-0000-7000-8000-000000000001_%00",
        "apres=0198c0de-0000-7000-8000-000000000001_9e99",
        "apres=0198c0de-0000-7000-8000-000000000001&tri=cout",
        "apres=0198c0de-0000-7000-8000-000000000001_%27&tri=projet",
        "tri=-nimporte&colonne=x&densite=%00",
        "cout_min=99999999999999999999&silence=99999999&bloque_depuis=-1",
        "depose_du=31/02/2026&depose_au=01/01/2200",
        "suivi=0198c0de-0000-7000-8000-000000000001",
        "contrat=%00&epci=%27%3B+DROP+TABLE+project&commune=%F0%9F%98%80",
        "%=&&&==&q",
    ];
    for land in lands().await {
        for query in hostile {
            for path in ["/territoire/projets", "/crte/crte-49/projets"] {
                let page = land
                    .world
                    .get(&format!("{path}?{query}"), land.cast.get("seat"))
                    .await;
                let known = [StatusCode::OK, StatusCode::NOT_FOUND];
                assert!(known.contains(&page.status), "{query}: {}", page.status);
                assert!(!page.body.contains("<script>alert"), "{query}");
            }
        }
        let many: String = (0..2000).map(|n| format!("commune={n:05}&")).collect();
        let page = land
            .world
            .get(
                &format!("/territoire/projets?{many}"),
                land.cast.get("seat"),
            )
            .await;
        assert_eq!(page.status, StatusCode::OK);
    }
}
