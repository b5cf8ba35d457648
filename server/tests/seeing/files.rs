//! What is seen, as files: opened again and compared cell by cell.

use super::ground;
use crate::world::{Cast, Someone, World, worlds};
use axum::body::Body;
use calamine::{Data, Reader, Xlsx};
use domain::filter::Listing;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use sea_orm::Value;
use std::io::Cursor;
use store::sql;
use tower::ServiceExt;

/// More than are read at once.
pub const PROJECTS: i64 = 1210;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Noon in Paris on 1 January 2026.
const START: i64 = 1_767_265_200_000;

pub async fn bytes(world: &World, path: &str, who: &Someone) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::builder()
        .uri(path)
        .header(header::COOKIE, format!("session={}", who.cookie()))
        .body(Body::empty())
        .unwrap();
    let answer = world.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status, parts.headers, bytes)
}

fn title(n: i64) -> String {
    match n % 4 {
        0 => format!("=HYPERLINK(\"x\";{n})"),
        1 => format!("École \"{n}\"; rue\u{202f}Émile"),
        2 => format!("  -{n}"),
        _ => format!("Projet {n}"),
    }
}

fn cost(n: i64) -> Option<i64> {
    (n % 3 != 0).then_some(n * 12_345)
}

fn deposited(n: i64) -> Option<i64> {
    (n % 5 != 0).then_some(START + (n % 300) * DAY)
}

pub async fn fill(world: &World, projects: std::ops::Range<i64>) {
    let tx = world.services.db.begin().await.unwrap();
    for n in projects {
        let values: [Value; 7] = [
            world.services.ids.uuid().into(),
            (n + 1).into(),
            title(n).into(),
            world.bearer.into(),
            cost(n).into(),
            deposited(n).into(),
            (START + n).into(),
        ];
        sql::run(
            &*tx,
            "INSERT INTO project (id, number, title, bearer_id, departement_code, main_theme, phase, phase_status, \
                intake, intake_since, created_at, updated_at, total_cost_cents, submitted_at, last_activity_at) \
             VALUES ($1, $2, $3, $4, '49', 'eau', 'etude', 'en_cours', 'submitted', 0, 0, 0, $5, $6, $7)",
            values,
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

pub const ASKED: &str = "tri=numero&colonne=cout&colonne=depot&colonne=etat&colonne=priorite";

#[tokio::test]
async fn a_workbook_holds_what_the_table_holds() {
    for world in worlds().await {
        let cast = world.cast().await;
        fill(&world, 0..PROJECTS).await;
        let path = format!("/territoire/projets.xlsx?{ASKED}");
        let (status, headers, bytes) = bytes(&world, &path, cast.get("seat")).await;
        assert_eq!(status, StatusCode::OK);
        let disposition = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(disposition, "attachment; filename=\"projets.xlsx\"");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Projets").unwrap();
        let heads: Vec<String> = sheet
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(Data::to_string)
            .collect();
        assert_eq!(
            heads,
            [
                "Numéro",
                "Projet",
                "Porteur",
                "Coût total",
                "Déposé le",
                "État",
                "Priorité",
            ],
            "in the order asked for"
        );
        assert_eq!(sheet.rows().count() as i64, PROJECTS + 1);
        for (n, row) in (0..).zip(sheet.rows().skip(1)) {
            assert_eq!(row[0], Data::Float((n + 1) as f64));
            assert_eq!(row[1].to_string(), title(n), "text, never a formula");
            assert_eq!(row[2], Data::String("Angers".to_owned()));
            assert_eq!(row[5], Data::String("Déposé".to_owned()));
            assert_eq!(row[6], Data::Empty);
            let expected = cost(n).map_or(Data::Empty, |cents| Data::Float(cents as f64 / 100.0));
            assert_eq!(row[3], expected, "row {n}");
            match (&row[4], deposited(n)) {
                (Data::Empty, None) => {}
                // 1 January 2026 is day 46,023 of a workbook.
                (Data::DateTime(day), Some(_)) => {
                    assert_eq!(day.as_f64(), (46_023 + n % 300) as f64)
                }
                other => panic!("row {n}: {other:?}"),
            }
        }
        let formulas = book.worksheet_formula("Projets").unwrap();
        assert!(formulas.used_cells().next().is_none());
    }
}

#[tokio::test]
async fn a_csv_holds_what_the_table_holds() {
    for world in worlds().await {
        let cast = world.cast().await;
        fill(&world, 0..PROJECTS).await;
        let path = format!("/territoire/projets.csv?{ASKED}");
        let (status, headers, bytes) = bytes(&world, &path, cast.get("seat")).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        let text = String::from_utf8(bytes).unwrap();
        let text = text.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        let mut count = 0;
        for (n, record) in (0..).zip(reader.records()) {
            let record = record.unwrap();
            count += 1;
            assert_eq!(record[0], (n + 1).to_string());
            let plain = title(n);
            let formula = plain.trim_start().starts_with(['=', '-']);
            let expected = if formula { format!("'{plain}") } else { plain };
            assert_eq!(record[1], expected, "row {n}");
            let expected = cost(n).map(|c| format!("{},{:02}", c / 100, c % 100));
            assert_eq!(record[3], expected.unwrap_or_default(), "row {n}");
            let day = deposited(n).map(|at| {
                let day = domain::timestamp::Timestamp(at).to_utc().date();
                format!(
                    "{:02}/{:02}/{}",
                    day.day(),
                    u8::from(day.month()),
                    day.year()
                )
            });
            assert_eq!(record[4], day.unwrap_or_default(), "row {n}");
        }
        assert_eq!(count, PROJECTS);
    }
}

/// The first project of a file that is not read yet when the first rows are.
async fn moved_meanwhile(world: &World, cast: &Cast, change: &str) -> Vec<i64> {
    let cx = world.cx(cast.get("seat")).await;
    let listing = Listing::read(&[]);
    let mut export = world
        .services
        .territory_export(&cx, &listing)
        .await
        .unwrap();
    let mut numbers = Vec::new();
    while let Some(rows) = export.next().await.unwrap() {
        numbers.extend(rows.iter().filter_map(|row| row.number));
        if numbers.len() < 600 {
            // By activity, the latest first: number 1 is the last.
            world
                .run(&format!("UPDATE project SET {change} WHERE number = 1"), [])
                .await;
        }
    }
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn a_project_that_moves_meanwhile_is_written_once() {
    for world in worlds().await {
        let cast = world.cast().await;
        fill(&world, 0..PROJECTS).await;
        let all: Vec<i64> = (1..=PROJECTS).collect();
        let active = "last_activity_at = 9000000000000";
        assert_eq!(moved_meanwhile(&world, &cast, active).await, all);
        let last = "UPDATE project SET last_activity_at = 0 WHERE number = 1";
        world.run(last, []).await;
        // What is not the reader's any more is not hers to carry away.
        let gone = moved_meanwhile(&world, &cast, "departement_code = '44'").await;
        assert_eq!(gone, all[1..]);
    }
}

#[tokio::test]
async fn a_file_holds_what_its_reader_may_see_and_what_is_asked() {
    for world in worlds().await {
        let land = ground::make(world).await;
        let read = async |role: &str, query: &str| {
            let path = format!("/territoire/projets.csv?{query}");
            let (status, _, bytes) = bytes(&land.world, &path, land.cast.get(role)).await;
            (status, String::from_utf8(bytes).unwrap())
        };
        let (_, all) = read("seat", "").await;
        assert_eq!(all.lines().count(), 9);
        assert!(!all.contains("voisine") && !all.contains("Brouillon"));
        let (_, some) = read("seat", "etat=submitted&q=ecole").await;
        assert_eq!(some.lines().count(), 2);
        let (_, forgiven) = read("seat", "q=rennovation").await;
        assert_eq!(forgiven.lines().count(), 2, "as on the page");
        let (_, none) = read("seat", "q=introuvable").await;
        assert_eq!(none.lines().count(), 1, "the heads alone");
        let (_, contract) = read("manager", "").await;
        assert!(contract.contains("Pont de Segré") && contract.lines().count() == 2);
        let (status, _) = read("stranger", "departement=49").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, _) = read("lead", "").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
