//! Hostile cells of an imported list: into the report, the screen of the one who imports, and the log.

use super::look;
use super::strings::{MARK, strings};
use std::process::Command;

#[test]
fn a_hostile_list_is_told_of_harmlessly() {
    let folder = tempfile::tempdir().unwrap();
    let (list, report) = (
        folder.path().join("liste.csv"),
        folder.path().join("remarques.csv"),
    );
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_path(&list)
        .unwrap();
    let columns = [
        "Intitulé",
        "Code INSEE",
        "Coût total HT",
        "Maître d'ouvrage",
        "Début des travaux",
        MARK,
    ];
    writer.write_record(columns).unwrap();
    for (_, hostile) in strings() {
        for at in 0..columns.len() {
            let mut row = [
                "Rénover l'école",
                "49007",
                "1 000,00 €",
                "Angers",
                "01/09/2026",
                "x",
            ];
            row[at] = &hostile;
            writer.write_record(row).unwrap();
        }
    }
    writer.flush().unwrap();
    let database = format!("sqlite://{}", folder.path().join("mec.db").display());
    let done = Command::new(env!("CARGO_BIN_EXE_mec"))
        .args(["import", "projects"])
        .arg(&list)
        .arg("--report")
        .arg(&report)
        .env("MEC_DATABASE_URL", database)
        .env("RUST_LOG", "debug")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let (out, log) = (
        String::from_utf8(done.stdout).unwrap(),
        String::from_utf8(done.stderr).unwrap(),
    );
    assert!(done.status.success(), "{out}{log}");
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains(MARK), "the report tells what was refused");
    assert_eq!(look::table(&report), Vec::<String>::new());
    let acting = out.chars().find(|c| look::is_unwanted(*c));
    assert_eq!(
        acting, None,
        "a character that acts on the terminal: {out:?}"
    );
    assert!(
        !log.contains(MARK),
        "the log tells what the list says: {log}"
    );
}
