//! Data in and out: lists as offices have them, reference data, copies, checks. Every test runs on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "import/copies.rs"]
mod copies;
#[path = "import/long.rs"]
mod long;
#[path = "import/reference.rs"]
mod reference;
mod support;

use serde_json::Value as Json;
use services::Services;
use services::check::Trouble;
use services::import::projects::Options;
use services::import::projects::mapping::Mapping;
use services::import::{Outcome, Remark, Tally};
use std::path::Path;
use store::{Db, sql};
use support::{databases, services_on};

/// Headers and lines of a list, as an office types it; the first cell of the first line is a title.
const LIST: &[&[&str]] = &[
    &["Liste des projets au 1er mars"],
    &[
        "N° de dossier",
        "Intitulé du projet",
        "Maître d'ouvrage",
        "SIRET",
        "Commune",
        "Code INSEE",
        "Coût total HT",
        "DETR accordée",
        "Date de début",
        "Thématique",
        "État d'avancement",
    ],
    &[
        "23-01",
        "RENOVATION DE L'ECOLE",
        "COMMUNE DE SEGRE EN ANJOU BLEU",
        "",
        "SEGRE EN ANJOU BLEU",
        "49331",
        "21 667,00 €",
        "5 000",
        "01/09/2023",
        "École",
        "Travaux en cours",
    ],
    &[
        "23-02",
        "Halle couverte",
        "",
        "21490007800012",
        "ANGERS",
        "",
        "1,2 M€",
        "",
        "45170",
        "Commerces",
        "Etude",
    ],
    &[
        "23-03",
        "Voie verte",
        "COMMUNAUTE DE COMMUNES ANJOU LOIR ET SARTHE",
        "",
        "Tiercé",
        "",
        "abc",
        "",
        "31/02/2024",
        "Mobilité",
        "42",
    ],
    &[
        "23-04",
        "Extension du cimetière",
        "",
        "",
        "Ambérieu en Bugey",
        "1004",
        "néant",
        "",
        "",
        "",
        "",
    ],
    &[
        "23-01",
        "RENOVATION DE L'ECOLE",
        "COMMUNE DE SEGRE EN ANJOU BLEU",
        "",
        "SEGRE EN ANJOU BLEU",
        "49331",
        "21 667,00 €",
        "5 000",
        "01/09/2023",
        "École",
        "Travaux en cours",
    ],
    &[
        "23-01",
        "Autre chose",
        "Angers",
        "",
        "Angers",
        "49007",
        "",
        "",
        "",
        "",
        "",
    ],
    &[
        "23-05", "", "Angers", "", "Angers", "49007", "", "", "", "", "",
    ],
    &[
        "23-06",
        "=1+1",
        "Mairie d'Angers",
        "123",
        "Angers",
        "49007",
        "-5",
        "",
        "",
        "",
        "",
    ],
    &[
        "23-07",
        "Salle des fêtes",
        "Commune de Nulle-Part-sur-Rien",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    &[
        "23-08",
        "Réseau d'eau",
        "SIAEP du Val de Moine",
        "",
        "Beaupréau",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
];

/// What the report says of it: line, column, code. The remarks on the header are left out.
const REMARKS: &[(u64, &str, &str)] = &[
    (4, "Date de début", "serial_date"),
    (5, "Coût total HT", "bad_amount"),
    (5, "Date de début", "bad_date"),
    (5, "État d'avancement", "unknown_phase"),
    (6, "Code INSEE", "repaired_code"),
    (6, "Maître d'ouvrage", "commune_as_bearer"),
    (7, "N° de dossier", "repeated_line"),
    (8, "N° de dossier", "repeated_reference"),
    (9, "Intitulé du projet", "no_title"),
    (10, "Coût total HT", "bad_amount"),
    (10, "SIRET", "bad_siren"),
    (11, "Maître d'ouvrage", "no_place"),
    (11, "Maître d'ouvrage", "unknown_place"),
    (12, "Commune", "former_commune"),
    (12, "Maître d'ouvrage", "kept_as_syndicat"),
];

fn csv_text() -> String {
    let line = |cells: &&[&str]| {
        let quoted: Vec<String> = cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        quoted.join(";") + "\r\n"
    };
    LIST.iter().map(line).collect()
}

/// The same list in Windows-1252, as a spreadsheet of an office saves it.
fn csv_bytes() -> Vec<u8> {
    let byte = |c: char| match c {
        '€' => 0x80,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    csv_text().chars().map(byte).collect()
}

/// The same list as a workbook: numbers where a spreadsheet makes numbers, a formula where there is one.
fn workbook(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(LIST) {
        for (column, cell) in (0_u16..).zip(*cells) {
            match *cell {
                "" => {}
                "45170" | "1004" | "49331" | "49007" => {
                    sheet
                        .write_number(row, column, cell.parse::<f64>().unwrap())
                        .unwrap();
                }
                "21 667,00 €" => {
                    let formula = rust_xlsxwriter::Formula::new("=21000+667").set_result("21667");
                    sheet.write_formula(row, column, formula).unwrap();
                }
                text => {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
        }
    }
    // Offices keep a drawing of their list beside it: a sheet that holds no line.
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values(("Sheet1", 1, 4, 3, 4));
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    book.save(path).unwrap();
}

async fn import(services: &Services, path: &Path, options: &Options) -> (Outcome, Vec<Remark>) {
    let mut remarks = Vec::new();
    let outcome = services
        .import_projects(path, options, &mut |remark| remarks.push(remark))
        .await
        .unwrap();
    (outcome, remarks)
}

async fn query(db: &Db, text: &str) -> Vec<Json> {
    sql::all::<Json>(db.read(), text, []).await.unwrap()
}

async fn run(db: &Db, text: &str) {
    let tx = db.begin().await.unwrap();
    sql::run(&*tx, text, []).await.unwrap();
    tx.commit().await.unwrap();
}

const PROJECTS: &str = "SELECT r.system, r.identifier, p.title, b.kind, b.code, b.name AS bearer, p.departement_code, \
     p.epci_siren, p.contract_code, p.total_cost_cents, p.start_on, p.main_theme, p.phase, p.phase_status, p.intake, \
     p.origin, p.search_text, c.commune_code FROM project p JOIN external_reference r ON r.project_id = p.id \
     JOIN collectivity b ON b.id = p.bearer_id LEFT JOIN project_commune c ON c.project_id = p.id AND c.position = 0 \
     ORDER BY r.identifier";

fn tally(added: u64, changed: u64, unchanged: u64) -> Tally {
    Tally {
        added,
        changed,
        unchanged,
        ..Tally::default()
    }
}

async fn troubles(services: &Services) -> Vec<Trouble> {
    let mut found = Vec::new();
    services
        .check(None, &mut |trouble| found.push(trouble))
        .await
        .unwrap();
    found
}

#[tokio::test]
async fn a_nasty_list_is_understood_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("liste.csv");
    std::fs::write(&csv, csv_bytes()).unwrap();
    let sheet = folder.path().join("liste.xlsx");
    workbook(&sheet);
    for test in databases().await {
        for file in [&csv, &sheet] {
            let (services, _) = services_on(&test.db);
            let (outcome, remarks) = import(&services, file, &Options::default()).await;
            let mut told: Vec<(u64, &str, &str)> = remarks
                .iter()
                .filter(|remark| remark.line > 2)
                .map(|remark| (remark.line, remark.column.as_str(), remark.reason.code()))
                .collect();
            told.sort_unstable();
            assert_eq!(told, REMARKS, "{}", file.display());
            // The workbook after the CSV changes nothing: the same values, whatever the file's form.
            let wanted = if *file == csv {
                tally(6, 0, 0)
            } else {
                tally(0, 0, 6)
            };
            assert_eq!(
                (outcome.lines, outcome.refused, outcome.tally),
                (10, 3, wanted),
                "{}",
                file.display()
            );
        }
        let rows = query(&test.db, PROJECTS).await;
        let row = |identifier: &str| {
            rows.iter()
                .find(|row| row["identifier"] == identifier)
                .unwrap()
        };
        let school = row("23-01");
        assert_eq!(school["system"], "liste-49");
        assert_eq!(
            (&school["kind"], &school["code"]),
            (&"commune".into(), &"49331".into())
        );
        assert_eq!(school["bearer"], "Segré-en-Anjou Bleu");
        assert_eq!(school["total_cost_cents"], 2_166_700);
        assert_eq!(school["start_on"], "2023-09-01");
        assert_eq!(
            (&school["phase"], &school["phase_status"]),
            (&"operation".into(), &"en_cours".into())
        );
        assert_eq!(
            (&school["intake"], &school["origin"]),
            (&"acknowledged".into(), &"import".into())
        );
        assert_eq!(school["main_theme"], "ecole_enfance");
        assert!(school["search_text"].as_str().unwrap().contains(" ecol"));
        assert_eq!(row("23-02")["code"], "49007");
        assert_eq!(row("23-02")["total_cost_cents"], 120_000_000);
        assert_eq!(row("23-02")["start_on"], "2023-09-01");
        assert_eq!(
            (&row("23-03")["kind"], &row("23-03")["code"]),
            (&"epci".into(), &"200068955".into())
        );
        assert_eq!(row("23-03")["total_cost_cents"], Json::Null);
        assert_eq!(
            (&row("23-04")["system"], &row("23-04")["code"]),
            (&"liste-01".into(), &"01004".into())
        );
        assert_eq!(row("23-06")["title"], "=1+1");
        assert_eq!(row("23-08")["kind"], "syndicat");
        let funding = query(
            &test.db,
            "SELECT source, scheme, amount_cents, state FROM funding_line",
        )
        .await;
        assert_eq!(funding.len(), 1);
        assert_eq!(
            (&funding[0]["scheme"], &funding[0]["amount_cents"]),
            (&"DETR".into(), &500_000.into())
        );
        let (services, _) = services_on(&test.db);
        assert_eq!(troubles(&services).await, []);
    }
}

#[tokio::test]
async fn one_changed_cell_changes_one_field_and_leaves_what_people_did() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    std::fs::write(&file, csv_text()).unwrap();
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        import(&services, &file, &Options::default()).await;
        run(
            &test.db,
            "UPDATE project SET title = 'Notre école' WHERE title LIKE 'RENOVATION%'",
        )
        .await;
        clock.pass_seconds(60);
        let changed = folder.path().join("change.csv");
        std::fs::write(
            &changed,
            csv_text()
                .replace("21 667,00 €", "22 000")
                .replace("5 000", "6 000"),
        )
        .unwrap();
        let (outcome, _) = import(&services, &changed, &Options::default()).await;
        assert_eq!(outcome.tally, tally(0, 1, 5));
        let rows = query(&test.db, PROJECTS).await;
        assert_eq!(rows[0]["title"], "Notre école");
        assert_eq!(rows[0]["total_cost_cents"], 2_200_000);
        let funding = query(&test.db, "SELECT amount_cents FROM funding_line").await;
        assert_eq!(funding, [serde_json::json!({"amount_cents": 600_000})]);
        let facts = query(&test.db, "SELECT kind, seq FROM event ORDER BY seq DESC").await;
        assert_eq!((facts.len(), &facts[0]["seq"]), (7, &2.into()));
        let (outcome, _) = import(&services, &changed, &Options::default()).await;
        assert_eq!(outcome.tally, tally(0, 0, 6));
        assert_eq!(troubles(&services).await, []);
    }
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_a_mapping_says_what_columns_are() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    std::fs::write(&file, "Col A,Col B,Col C\nPont,49007,12\nPont,49007,12\n").unwrap();
    let text = "system = \"prefecture-49\"\nintake = \"submitted\"\n[columns]\ntitle = \"col a\"\n\
                commune_code = \"Col B\"\ncost = \"Col C\"\n";
    let mut options = Options {
        mapping: Mapping::parse(text).unwrap(),
        dry_run: true,
        ..Options::default()
    };
    assert!(Mapping::parse("intake = \"closed\"").is_err());
    assert!(Mapping::parse("columns = 1").is_err());
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        options.dry_run = true;
        let (outcome, _) = import(&services, &file, &options).await;
        assert_eq!(outcome.tally, tally(1, 0, 0));
        assert!(query(&test.db, PROJECTS).await.is_empty());
        options.dry_run = false;
        import(&services, &file, &options).await;
        let rows = query(&test.db, PROJECTS).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (&rows[0]["system"], &rows[0]["intake"]),
            (&"prefecture-49".into(), &"submitted".into())
        );
        assert!(rows[0]["identifier"].as_str().unwrap().starts_with("auto-"));
        let (outcome, _) = import(&services, &file, &options).await;
        assert_eq!(outcome.tally, tally(0, 0, 1));
    }
}
