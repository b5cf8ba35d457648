//! What is measured: one row an address.

use super::data::Ground;

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: &'static str,
    /// Answered by the bare handler rather than by `mec`.
    pub bare: bool,
    /// How it is asked for.
    pub how: How,
    /// Asked in turn. `{n}` in one is another number each time.
    pub paths: Vec<String>,
    /// The session's token of who asks; nobody where it is empty.
    pub session: String,
    /// The body of a POST. `{key}` in it is another one each time.
    pub body: Option<&'static str>,
}

/// How a row is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As fast as it is answered.
    Load,
    /// So many requests a second, whatever the answers take.
    Paced(u32),
    /// Cards are moved on a board and back; `follow`: each time the board that answers is loaded too, as the board's script does.
    Moves { follow: bool },
}

impl Row {
    /// The first address, its number filled in.
    pub fn first(&self) -> String {
        self.path(0, FIRST)
    }

    /// The address of the `n`th request of a run that counts from `base`.
    pub fn path(&self, n: usize, base: u64) -> String {
        let path = self.paths.get(n % self.paths.len().max(1));
        let number = base + n as u64;
        path.map_or("/", String::as_str)
            .replace(NUMBER, &number.to_string())
    }
}

/// Stands for a number in an address.
pub const NUMBER: &str = "{n}";
/// Where the numbers of the first request, of the warming up, and of the measure begin: no run asks again what another one asked. As sums in
/// euros they are more than a project costs.
const FIRST: u64 = 100_000_000;
pub const WARM: u64 = 200_000_000;
pub const MAIN: u64 = 300_000_000;

const MESSAGE: &str = "message=Bonjour%2C+le+devis+est+arriv%C3%A9+ce+matin.+Pouvons-nous+en+parler+avant+la+commission+%3F&cle={key}";

/// What somebody looks for at the weekly meeting.
const FILTERED: &str = "/territoire/projets?q=renovation&etat=submitted&etat=acknowledged&etat=assigned&priorite=haute&priorite=aucun&cout_min=50+k%E2%82%AC&suivi=personne&tri=-cout";

/// Requests a second of many people at once: what a table is to bear without anybody waiting.
const STEADY: u32 = 50;

/// No project costs that much: the same projects, but a question that nobody asked before, so that nothing is known of its counts.
const ANEW: &str = "cout_max={n}";

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
    let bare = |name, path: &str, body| Row {
        bare: true,
        body,
        ..page(name, path, "")
    };
    let mut rows = vec![
        bare("bare: 7 queries", "/seven", None),
        bare("bare: 7 queries, 200 rows", "/rows", None),
        bare("bare: 1 insert", "/insert", Some("")),
        page("home", "/", ""),
        page("sign-in page", "/connexion", ""),
    ];
    rows.extend(of_a_project(ground));
    rows.extend(of_a_territory(ground));
    rows.extend(of_a_contract(ground));
    rows.extend(of_hundred(ground));
    rows.extend(written(ground));
    rows
}

fn page(name: &'static str, path: &str, session: &str) -> Row {
    Row {
        name,
        bare: false,
        how: How::Load,
        paths: vec![path.to_owned()],
        session: session.to_owned(),
        body: None,
    }
}

fn of_a_project(ground: &Ground) -> Vec<Row> {
    let sheet = format!("/projets/{}", ground.project);
    let conversation = format!("{sheet}/conversation");
    vec![
        page("my projects", "/projets", &ground.lead),
        page("sheet", &sheet, &ground.lead),
        page("sheet, by the seat", &sheet, &ground.seat),
        page("conversation of 200", &conversation, &ground.lead),
    ]
}

fn of_a_territory(ground: &Ground) -> Vec<Row> {
    let (seat, nation) = (ground.seat.as_str(), ground.nation.as_str());
    let anew = format!("/territoire/projets?{ANEW}");
    let filtered_anew = format!("{FILTERED}&{ANEW}");
    let paced = |name, path: &str| Row {
        how: How::Paced(STEADY),
        ..page(name, path, seat)
    };
    let spots = "/territoire/carte/projets.geojson";
    let outlines = format!("/contours/{}.geojson?v=2026", ground.departement);
    vec![
        page("desk", "/territoire", seat),
        page("table of the département", "/territoire/projets", seat),
        page("table, counted anew", &anew, seat),
        page("table, four filters and words", FILTERED, seat),
        page(
            "table, four filters and words, counted anew",
            &filtered_anew,
            seat,
        ),
        paced("table, four filters and words, at 50/s", FILTERED),
        paced(
            "table, four filters and words, counted anew, at 50/s",
            &filtered_anew,
        ),
        page("board", "/territoire/tableau", seat),
        page("map", "/territoire/carte", seat),
        page("map of France", "/territoire/carte", nation),
        page("map data of the département", spots, seat),
        page("map data of France", spots, nation),
        page("outlines of the département", &outlines, seat),
        page(
            "outlines of France",
            "/contours/france.geojson?v=2026",
            seat,
        ),
        page("portrait of the département", "/territoire/bilan", seat),
        page("figures of the département", "/territoire/chiffres", seat),
        page(
            "export of the département, CSV",
            "/territoire/projets.csv",
            seat,
        ),
        page(
            "export of the département, XLSX",
            "/territoire/projets.xlsx",
            seat,
        ),
    ]
}

fn of_a_contract(ground: &Ground) -> Vec<Row> {
    let (manager, seat) = (ground.manager.as_str(), ground.seat.as_str());
    let contract = format!("/crte/{}", ground.contract);
    let table = format!("{contract}/projets");
    let paper = format!("{contract}/bilan.pdf");
    vec![
        page("contract, by its manager", &contract, manager),
        page("contract: table, by its manager", &table, manager),
        page("contract: portrait as PDF", &paper, manager),
        page(
            "portrait of the département as PDF",
            "/territoire/bilan.pdf",
            seat,
        ),
    ]
}

/// The same size in every nation: what differs between two sizes of the nation is the price of the others.
fn of_hundred(ground: &Ground) -> Vec<Row> {
    let home = &ground.hundred;
    let (seat, lead) = (home.seat.as_str(), home.lead.as_str());
    let sheet = format!("/projets/{}", home.project);
    let anew = format!("{FILTERED}&{ANEW}");
    vec![
        page("of 100: my projects", "/projets", lead),
        page("of 100: sheet", &sheet, lead),
        page("of 100: sheet, by the seat", &sheet, seat),
        page("of 100: desk", "/territoire", seat),
        page("of 100: table", "/territoire/projets", seat),
        page("of 100: table, four filters and words", FILTERED, seat),
        page(
            "of 100: table, four filters and words, counted anew",
            &anew,
            seat,
        ),
        page("of 100: board", "/territoire/tableau", seat),
        page("of 100: map", "/territoire/carte", seat),
        page("of 100: portrait", "/territoire/bilan", seat),
        page("of 100: figures", "/territoire/chiffres", seat),
    ]
}

fn written(ground: &Ground) -> Vec<Row> {
    let seat = ground.seat.as_str();
    let searches = SEARCHES
        .iter()
        .map(|words| format!("/api/interne/communes?q={words}"))
        .collect();
    let posted = ground
        .posted
        .iter()
        .map(|project| format!("/projets/{project}/conversation"))
        .collect();
    let moves = |name, follow| Row {
        how: How::Moves { follow },
        paths: ground.moved.clone(),
        ..page(name, "", seat)
    };
    vec![
        Row {
            paths: searches,
            ..page("commune search", "", "")
        },
        Row {
            paths: posted,
            body: Some(MESSAGE),
            ..page("post a message", "", seat)
        },
        moves("move a card", false),
        moves("move a card, and the board that answers", true),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_another_one_each_time() {
        let row = Row {
            paths: vec!["/a?n={n}".to_owned(), "/b".to_owned()],
            ..page("row", "", "")
        };
        assert_eq!(row.first(), "/a?n=100000000");
        assert_eq!(row.path(1, MAIN), "/b");
        assert_eq!(row.path(2, MAIN), "/a?n=300000002");
        assert_eq!(page("row", "/", "").first(), "/");
    }
}
