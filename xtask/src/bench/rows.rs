//! What is measured: one row an address.

use super::data::Ground;

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: &'static str,
    /// Answered by the bare handler rather than by `mec`.
    pub bare: bool,
    /// Asked in turn.
    pub paths: Vec<String>,
    /// The session's token of who asks; nobody where it is empty.
    pub session: String,
    /// The body of a POST. `{key}` in it is another one each time.
    pub body: Option<&'static str>,
}

const MESSAGE: &str = "message=Bonjour%2C+le+devis+est+arriv%C3%A9+ce+matin.+Pouvons-nous+en+parler+avant+la+commission+%3F&cle={key}";

/// What somebody looks for at the weekly meeting.
const FILTERED: &str = "/territoire/projets?q=renovation&etat=submitted&etat=acknowledged&etat=assigned&priorite=haute&priorite=aucun&cout_min=50+k%E2%82%AC&suivi=personne&tri=-cout";

/// What people type into the field for communes, from vague to exact.
const SEARCHES: [&str; 8] = [
    "st%20etienne",
    "saint-%C3%A9tienne",
    "L%27Ha%C3%BF",
    "49000",
    "49029",
    "mar",
    "blaison",
    "villeneuve%20la",
];

/// Every row, the bare handler's first.
pub fn all(ground: &Ground) -> Vec<Row> {
    let sheet = format!("/projets/{}", ground.project);
    // The same size in every nation: what differs between two sizes of the nation is the price of the others.
    let of_hundred = format!("/projets/{}", ground.hundred.project);
    let conversation = format!("{sheet}/conversation");
    let searches = SEARCHES
        .iter()
        .map(|words| format!("/api/interne/communes?q={words}"))
        .collect();
    let posted = ground
        .posted
        .iter()
        .map(|project| format!("/projets/{project}/conversation"))
        .collect();
    let page = |name, path: &str, session: &str| Row {
        name,
        bare: false,
        paths: vec![path.to_owned()],
        session: session.to_owned(),
        body: None,
    };
    let bare = |name, path: &str, body| Row {
        name,
        bare: true,
        paths: vec![path.to_owned()],
        session: String::new(),
        body,
    };
    vec![
        bare("bare: 7 queries", "/seven", None),
        bare("bare: 7 queries, 200 rows", "/rows", None),
        bare("bare: 1 insert", "/insert", Some("")),
        page("home", "/", ""),
        page("sign-in page", "/connexion", ""),
        page("my projects", "/projets", &ground.lead),
        page("sheet", &sheet, &ground.lead),
        page("sheet, by the seat", &sheet, &ground.seat),
        page("conversation of 200", &conversation, &ground.lead),
        page("desk", "/territoire", &ground.seat),
        page(
            "table of the département",
            "/territoire/projets",
            &ground.seat,
        ),
        page("table, four filters and words", FILTERED, &ground.seat),
        page("board", "/territoire/tableau", &ground.seat),
        page("map", "/territoire/carte", &ground.seat),
        page("map of France", "/territoire/carte", &ground.nation),
        page(
            "export of the département, CSV",
            "/territoire/projets.csv",
            &ground.seat,
        ),
        page(
            "export of the département, XLSX",
            "/territoire/projets.xlsx",
            &ground.seat,
        ),
        page("of 100: my projects", "/projets", &ground.hundred.lead),
        page("of 100: sheet", &of_hundred, &ground.hundred.lead),
        page(
            "of 100: sheet, by the seat",
            &of_hundred,
            &ground.hundred.seat,
        ),
        page("of 100: desk", "/territoire", &ground.hundred.seat),
        page("of 100: table", "/territoire/projets", &ground.hundred.seat),
        page(
            "of 100: table, four filters and words",
            FILTERED,
            &ground.hundred.seat,
        ),
        page("of 100: board", "/territoire/tableau", &ground.hundred.seat),
        Row {
            paths: searches,
            ..page("commune search", "", "")
        },
        Row {
            paths: posted,
            body: Some(MESSAGE),
            ..page("post a message", "", &ground.seat)
        },
    ]
}
