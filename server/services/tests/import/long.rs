//! A long list with every oddity, in each form an office may save it: the first import adds, all others change nothing.

use super::support::{databases, services_on};
use super::{import, tally, troubles};
use services::Services;
use services::import::Remark;
use services::import::projects::Options;
use services::import::projects::mapping::Mapping;
use std::path::{Path, PathBuf};

/// Lines of the list, its header not counted.
const LINES: usize = 5_000;
/// Every so many lines, one that gives no project: a repeated line, the same reference with other words, no title,
/// no place.
const EVERY: usize = 50;

const HEADER: [&str; 9] = [
    "N° de dossier",
    "Intitulé du projet",
    "Maître d'ouvrage",
    "SIRET",
    "Commune",
    "Code INSEE",
    "Coût total HT",
    "Date de début",
    "Observations",
];

type Line = [String; 9];

/// Capitals without accents, as an old application prints them.
fn capitals(name: &str) -> String {
    domain::territory::fold(name).to_uppercase()
}

/// The list: communes of the Ain, whose codes lose their zero, and of Maine-et-Loire.
fn list(services: &Services) -> Vec<Line> {
    let dataset = services.territories.dataset();
    let communes: Vec<_> = dataset
        .communes()
        .iter()
        .filter(|commune| matches!(commune.departement.as_str(), "01" | "49"))
        .collect();
    let mut lines: Vec<Line> = Vec::with_capacity(LINES);
    for n in 0..LINES {
        let commune = communes[n % communes.len()];
        let code = commune.code.as_str();
        let cost = ["21 667,00 €", "1,2 M€", "350000", "12,50", "", "néant"][n % 6];
        let start = ["01/09/2023", "2023-09-01", "45170", "", "31/02/2024"][n % 5];
        let siren = commune.siren.map(|siren| siren.to_string());
        let mut line: Line = [
            format!("23-{n:05}"),
            format!("Réfection de l'école n° {n}"),
            format!("COMMUNE DE {}", capitals(&commune.name)),
            siren.filter(|_| n % 3 == 0).unwrap_or_default(),
            capitals(&commune.name),
            code.strip_prefix('0').unwrap_or(code).to_owned(),
            cost.to_owned(),
            start.to_owned(),
            if n % 7 == 0 {
                "=1+1"
            } else {
                "Vu le 3 mars ; à suivre"
            }
            .to_owned(),
        ];
        match n % EVERY {
            1 => line = lines[n - 1].clone(),
            2 => line[0].clone_from(&lines[n - 2][0]),
            3 => line[1].clear(),
            4 => {
                line[2] = "Commune de Nulle-Part-sur-Rien".to_owned();
                line[3..6].fill(String::new());
            }
            _ => {}
        }
        lines.push(line);
    }
    lines
}

fn text(lines: &[Line], separator: &str) -> String {
    let row = |cells: Vec<&str>| {
        let quoted = cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        quoted.collect::<Vec<_>>().join(separator) + "\r\n"
    };
    let mut text = row(HEADER.to_vec());
    for (n, line) in lines.iter().enumerate() {
        text.push_str(&row(line.iter().map(String::as_str).collect()));
        if n == 0 {
            text.push_str(&separator.repeat(8));
            text.push_str("\r\n");
        }
    }
    text
}

fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '€' => 0x80,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

fn workbook(path: &Path, lines: &[Line]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Lisez-moi").unwrap();
    let sheet = book.add_worksheet();
    for (column, cell) in (0_u16..).zip(HEADER) {
        sheet.write_string(0, column, cell).unwrap();
    }
    for (n, line) in lines.iter().enumerate() {
        // The line after the first is empty, as in the other forms.
        let row = u32::try_from(n).unwrap() + if n == 0 { 1 } else { 2 };
        for (column, cell) in (0_u16..).zip(line) {
            let number = cell.parse::<f64>().ok().filter(|_| column != 0);
            match number {
                Some(number) => {
                    sheet.write_number(row, column, number).unwrap();
                }
                None if cell.is_empty() => {}
                None => {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
    }
    book.save(path).unwrap();
}

fn forms(folder: &Path, lines: &[Line]) -> Vec<PathBuf> {
    let path = |name: &str| folder.join(name);
    let semicolons = text(lines, ";");
    std::fs::write(path("office.csv"), windows_1252(&semicolons)).unwrap();
    std::fs::write(path("utf8.csv"), format!("\u{feff}{}", text(lines, ","))).unwrap();
    workbook(&path("list.xlsx"), lines);
    vec![path("office.csv"), path("utf8.csv"), path("list.xlsx")]
}

fn count(remarks: &[Remark], code: &str) -> usize {
    let told = remarks.iter().filter(|remark| remark.reason.code() == code);
    told.count()
}

#[tokio::test]
async fn a_long_list_is_taken_once_in_whatever_form() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        mapping: Mapping::parse("system = \"prefecture\"").unwrap(),
        dry_run: false,
        ..Options::default()
    };
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let lines = list(&services);
        let odd = (LINES / EVERY) as u64;
        let projects = LINES as u64 - 4 * odd;
        for (n, file) in forms(folder.path(), &lines).iter().enumerate() {
            let (outcome, remarks) = import(&services, file, &options).await;
            let wanted = if n == 0 {
                tally(projects, 0, 0)
            } else {
                tally(0, 0, projects)
            };
            let name = file.display();
            assert_eq!(outcome.tally, wanted, "{name}");
            assert_eq!(
                (outcome.lines, outcome.refused),
                (LINES as u64, 3 * odd),
                "{name}"
            );
            for (code, wanted) in [
                ("repeated_line", LINES / EVERY),
                ("repeated_reference", LINES / EVERY),
                ("no_title", LINES / EVERY),
                ("no_place", LINES / EVERY),
            ] {
                assert_eq!(count(&remarks, code), wanted, "{code} in {name}");
            }
            assert!(count(&remarks, "repaired_code") > 1_000, "{name}");
            assert!(count(&remarks, "bad_date") > 500, "{name}");
            // The line without a title is where an editor or a spreadsheet shows it.
            let first = remarks
                .iter()
                .find(|remark| remark.reason.code() == "no_title");
            assert_eq!(first.unwrap().line, 6, "{name}");
        }
        assert_eq!(troubles(&services).await, []);
    }
}
