//! Data in and out: lists as offices have them, reference data, copies, checks. Every test runs on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::territory::{CommuneCode, DepartementCode, RegionCode, Siren};
use serde_json::Value as Json;
use services::Services;
use services::check::Trouble;
use services::import::projects::Options;
use services::import::projects::mapping::Mapping;
use services::import::{Outcome, Remark, Tally};
use services::territory::dataset::{Departement, Parts, Region, Zone};
use services::territory::generate::Generated;
use services::territory::grammar::Liaison;
use services::territory::{
    Commune, Dataset, Epci, EpciKind, FormerCommune, FormerKind, Territories,
};
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
        "?",
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

const CONTRACTS: &str = "insee_reg,lib_reg,dep_chef_file,lib_dep,id_crte,lib_crte,type_grp_crte,crte_interreg,\
crte_interdep,siren_groupement,lib_groupement,nature_juridique,siren_grp_supra,lib_grp_supra,nat_jur_grp_supra
52,Pays de la Loire,49,Maine-et-Loire,crte-52-49-5,CRTE Anjou Loir et Sarthe,mono,0,0,200068955,CC ALS,CC,200068955,CC ALS,CC
52,Pays de la Loire,49,Maine-et-Loire,crte-52-49-6,CRTE Deux,mono,0,0,244900882,CC Baugeois Vallée,CC,244900882,x,CC
52,Pays de la Loire,49,Maine-et-Loire,crte-52-49-7,CRTE Trois,pluri,0,0,244900882,CC Baugeois Vallée,CC,244900882,x,CC
53,Bretagne,29,Finistère,crte-53-29-2,CRTE Iroise,pluri,0,0,212900401,Le Conquet,COM,200062974,x,CC
";

async fn import_contracts(services: &Services, text: &str) -> (Tally, Vec<String>) {
    let mut told = Vec::new();
    let tell = &mut |remark: Remark| told.push(format!("{} {}", remark.line, remark.reason.code()));
    let outcome = services
        .import_contracts(text.as_bytes(), tell)
        .await
        .unwrap();
    (outcome.tally, told)
}

#[tokio::test]
async fn contracts_attach_projects_and_a_second_run_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    let list = "Intitulé,Maître d'ouvrage,Commune,Code INSEE\nA,,Tiercé,49347\nB,,Baugé,49018\nC,,Le Conquet,29040\n";
    std::fs::write(&file, list).unwrap();
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let (done, told) = import_contracts(&services, CONTRACTS).await;
        assert_eq!(done, tally(4, 0, 0));
        assert_eq!(told, ["4 shared_member"]);
        assert_eq!(
            import_contracts(&services, CONTRACTS).await.0,
            tally(0, 0, 4)
        );
        let alone = query(
            &test.db,
            "SELECT commune_code FROM contract_member WHERE siren = '212900401'",
        )
        .await;
        assert_eq!(alone, [serde_json::json!({"commune_code": "29040"})]);
        let (_, remarks) = import(&services, &file, &Options::default()).await;
        let several = remarks
            .iter()
            .filter(|remark| remark.reason.code() == "several_contracts")
            .count();
        assert_eq!(several, 1);
        let rows = query(
            &test.db,
            "SELECT title, contract_code FROM project ORDER BY title",
        )
        .await;
        assert_eq!(rows[0]["contract_code"], "crte-52-49-5");
        assert_eq!(rows[1]["contract_code"], Json::Null);
        assert_eq!(rows[2]["contract_code"], "crte-53-29-2");
        // One contract renamed, one gone, and one that projects hang on gone from the file.
        let other: String = CONTRACTS.replace("CRTE Iroise", "CRTE Pays d'Iroise");
        let other: Vec<&str> = other
            .lines()
            .filter(|l| !l.contains("crte-52-49-7") && !l.contains("49-5"))
            .collect();
        let (done, told) = import_contracts(&services, &other.join("\n")).await;
        let wanted = Tally {
            changed: 1,
            unchanged: 1,
            removed: 1,
            kept: 1,
            ..Tally::default()
        };
        assert_eq!(done, wanted);
        assert_eq!(told, ["0 still_used"]);
    }
}

#[tokio::test]
async fn programmes_are_read_once() {
    let file = br#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id_territoire":"pvd-52-49-1","lib_territoire":"Segre","date_signature":"2021-05-12","liste_geo":"Segre-en-Anjou Bleu (49331)"},"geometry":{"type":"Point","coordinates":[-0.8,47.6]}},
{"type":"Feature","properties":{"id_territoire":"va-49-01","lib_territoire":"X","liste_geo":"Nulle part (49999)"},"geometry":null}]}"#;
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        for wanted in [tally(1, 0, 0), tally(0, 0, 1)] {
            let outcome = services
                .import_programmes(&[file.to_vec()], &mut |_| {})
                .await
                .unwrap();
            assert_eq!((outcome.tally, outcome.refused), (wanted, 1));
        }
    }
}

fn commune(code: &str, name: &str, epci: &str) -> Commune {
    Commune {
        code: CommuneCode::parse(code).unwrap(),
        name: name.into(),
        liaison: Liaison::None,
        departement: DepartementCode::parse("49").unwrap(),
        region: RegionCode::parse("52").unwrap(),
        arrondissement: None,
        siren: None,
        epci: Some(Siren::parse(epci).unwrap()),
        ept: None,
        postal_codes: Box::default(),
        population: Some(1_000),
    }
}

fn year(year: u16, communes: Vec<Commune>, former: Vec<FormerCommune>) -> Dataset {
    let epci = |siren: &str, name: &str| Epci {
        siren: Siren::parse(siren).unwrap(),
        name: name.into(),
        kind: EpciKind::Cc,
        population: 1,
    };
    Dataset::build(Parts {
        year,
        source: format!("test {year}").into(),
        regions: vec![Region {
            code: RegionCode::parse("52").unwrap(),
            name: "Pays de la Loire".into(),
            liaison: Liaison::None,
            seat: None,
            zone: Zone::Metropole,
        }],
        departements: vec![Departement {
            code: DepartementCode::parse("49").unwrap(),
            region: RegionCode::parse("52").unwrap(),
            name: "Maine-et-Loire".into(),
            liaison: Liaison::None,
            seat: None,
            zone: Zone::Metropole,
        }],
        epci: vec![epci("200068955", "CC Un"), epci("244900882", "CC Deux")],
        communes,
        former,
        ..Parts::default()
    })
    .unwrap()
}

#[tokio::test]
async fn communes_merge_and_projects_stay_attached() {
    let before = || {
        let communes = vec![
            commune("49001", "Alpha", "200068955"),
            commune("49002", "Beta", "200068955"),
            commune("49003", "Gamma", "200068955"),
        ];
        year(2025, communes, Vec::new())
    };
    let after = || {
        let merged = FormerCommune {
            code: CommuneCode::parse("49002").unwrap(),
            name: Some("Beta".into()),
            kind: FormerKind::Deleguee,
            present: CommuneCode::parse("49001").unwrap(),
        };
        let communes = vec![
            commune("49001", "Alpha", "200068955"),
            commune("49003", "Gamma", "244900882"),
        ];
        let dataset = year(2026, communes, vec![merged]);
        Generated {
            dataset,
            problems: Vec::new(),
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    let list = "Intitulé;Code INSEE\nUn;49001\nDeux;49002\nTrois;49003\nQuatre;49002,49001\n";
    std::fs::write(&file, list).unwrap();
    for test in databases().await {
        let (mut services, _) = services_on(&test.db);
        services.territories = Territories::new(before());
        import(&services, &file, &Options::default()).await;
        let outcome = services
            .adopt_territories(after(), &mut |_| {})
            .await
            .unwrap();
        assert_eq!(
            (outcome.merged, outcome.transferred, outcome.moved_projects),
            (1, 1, 2)
        );
        assert_eq!(outcome.regrouped_projects, 1);
        let rows = query(
            &test.db,
            "SELECT p.title, b.code, p.epci_siren, c.commune_code FROM project p JOIN collectivity b ON b.id = p.bearer_id \
             JOIN project_commune c ON c.project_id = p.id ORDER BY p.number, c.commune_code",
        )
        .await;
        let told: Vec<String> = rows
            .iter()
            .map(|row| {
                format!(
                    "{} {} {} {}",
                    row["title"], row["code"], row["epci_siren"], row["commune_code"]
                )
                .replace('"', "")
            })
            .collect();
        assert_eq!(
            told,
            [
                "Un 49001 200068955 49001",
                "Deux 49001 200068955 49001",
                "Trois 49003 244900882 49003",
                "Quatre 49001 200068955 49001",
            ]
        );
        let again = services
            .adopt_territories(after(), &mut |_| {})
            .await
            .unwrap();
        assert!(again.unchanged);
        assert_eq!((again.moved_codes, again.regrouped_projects), (0, 0));
        let loaded = services::import::load_territories(&test.db).await.unwrap();
        assert_eq!(loaded.dataset().year(), 2026);
        let (outcome, _) = import(&services, &file, &Options::default()).await;
        assert_eq!(outcome.tally.added, 0);
        assert_eq!(troubles(&services).await, []);
    }
}

#[tokio::test]
async fn a_history_that_was_touched_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    std::fs::write(&file, csv_text()).unwrap();
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        import(&services, &file, &Options::default()).await;
        assert_eq!(troubles(&services).await, []);
        let one = "(SELECT id FROM project WHERE title = 'Halle couverte')";
        run(
            &test.db,
            &format!("UPDATE event SET payload = '{{}}' WHERE project_id = {one}"),
        )
        .await;
        let found = troubles(&services).await;
        assert!(
            matches!(found.as_slice(), [Trouble::BrokenChain { seq: 1, .. }]),
            "{found:?}"
        );
        run(
            &test.db,
            &format!("DELETE FROM event WHERE project_id = {one}"),
        )
        .await;
        let found = troubles(&services).await;
        assert!(
            matches!(found.as_slice(), [Trouble::MissingEvent { seq: 1, .. }]),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn a_copy_holds_everything_and_opens() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liste.csv");
    std::fs::write(&file, csv_text()).unwrap();
    // The embedded database only: PostgreSQL has its own tool, which the command calls.
    let databases = databases().await;
    let (services, _) = services_on(&databases[0].db);
    import(&services, &file, &Options::default()).await;
    let copy = folder.path().join("copie");
    services::backup::empty_folder(&copy).unwrap();
    services.copy_database(&copy).await.unwrap();
    services::backup::Manifest::of(&copy)
        .unwrap()
        .write(&copy)
        .unwrap();
    assert!(services::backup::empty_folder(&copy).is_err());
    assert_eq!(
        services::backup::Manifest::read(&copy)
            .unwrap()
            .verify(&copy)
            .unwrap(),
        []
    );
    let url = format!(
        "sqlite://{}",
        copy.join(services::backup::DATABASE).display()
    );
    let copied = Db::connect(&url).await.unwrap();
    assert_eq!(
        query(&copied, PROJECTS).await,
        query(&databases[0].db, PROJECTS).await
    );
    let (services, _) = services_on(&copied);
    assert_eq!(troubles(&services).await, []);
}
