//! Long lists as files: asked for, made by the worker, told by mail, taken, forgotten.

use super::files::{ASKED, PROJECTS, bytes, fill};
use crate::world::answer::Answer;
use crate::world::{Someone, World, worlds};
use calamine::{Data, Reader, Xlsx};
use domain::filter::Column;
use domain::list_export::ExportFormat;
use futures::StreamExt;
use http::{StatusCode, header};
use services::desk::table::export::Export;
use services::ports::{ByteStream, Sheets};
use services::{Error, Result, Services};
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

const LIST: &str = "/territoire/exports";

/// Asks for a file as the page does; gives the answer to the form.
async fn ask(world: &World, who: &Someone, query: &str, format: &str) -> Answer {
    let page = world.get(&format!("{LIST}/nouveau?{query}"), who).await;
    assert_eq!(page.status, StatusCode::OK);
    let address = page.hidden("adresse").replace("&amp;", "&");
    let key = page.hidden("cle");
    let form = [("cle", &*key), ("adresse", &address), ("format", format)];
    let sent = world.ask("POST", LIST, who, &form).await;
    let again = world.ask("POST", LIST, who, &form).await;
    assert_eq!(sent.location(), again.location(), "two presses ask once");
    sent
}

async fn asked(world: &World, who: &Someone, query: &str, format: &str) -> String {
    let sent = ask(world, who, query, format).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.location().to_owned()
}

async fn work(services: &Services) {
    while services.run_due_jobs().await.unwrap() > 0 {}
}

async fn mails(world: &World) -> Vec<(String, String)> {
    let mails = "SELECT subject AS a, text_body AS b FROM mailbox ORDER BY id";
    world.pairs(mails).await
}

async fn count(world: &World, of: &str) -> String {
    let query = format!("SELECT CAST(COUNT(*) AS text) AS a, '' AS b FROM {of}");
    world.pairs(&query).await.remove(0).0
}

/// Where the contents are of all that was asked for.
async fn keys(world: &World) -> Vec<String> {
    let keys = world
        .pairs("SELECT file_key AS a, '' AS b FROM list_export")
        .await;
    keys.into_iter().map(|(key, _)| key).collect()
}

fn cells(book: Vec<u8>) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let sheet = book.worksheet_range("Projets").unwrap();
    let formulas = book.worksheet_formula("Projets").unwrap();
    assert!(formulas.used_cells().next().is_none());
    sheet.rows().map(<[Data]>::to_vec).collect()
}

async fn leaves(world: &World, who: &Someone) {
    let ended = "UPDATE seat_person SET ended_at = 1 WHERE person_id = $1";
    world.run(ended, [who.id.0.into()]).await;
}

#[tokio::test]
async fn the_worker_makes_the_file_that_one_would_have_been_sent_at_once() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let none = world.get(LIST, seat).await;
        assert!(none.body.contains("Aucun export"), "{}", none.body);
        fill(&world, 0..PROJECTS).await;
        let mut sent = Vec::new();
        for kind in ["xlsx", "csv"] {
            let path = format!("/territoire/projets.{kind}?{ASKED}");
            sent.push(bytes(&world, &path, seat).await.2);
        }
        let book = asked(&world, seat, ASKED, "xlsx").await;
        let same = asked(&world, seat, ASKED, "xlsx").await;
        assert_eq!(book, same, "the same question while it is being answered");
        let lines = asked(&world, seat, ASKED, "csv").await;
        assert_eq!(count(&world, "list_export").await, "2");
        let waits = world.get(&book, seat).await;
        assert!(
            waits.body.contains("<progress") && waits.body.contains("0 sur 1\u{202f}210"),
            "{}",
            waits.body
        );
        let early = world.get(&format!("{book}/fichier"), seat).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);
        work(&world.services).await;
        let ready = world.get(&book, seat).await;
        assert!(ready.body.contains("Votre export est prêt"));
        let (status, headers, made) = bytes(&world, &format!("{book}/fichier"), seat).await;
        assert_eq!(status, StatusCode::OK);
        let name = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(
            name.starts_with("attachment; filename=\"projets-20") && name.ends_with(".xlsx\""),
            "{name}"
        );
        assert_eq!(headers[header::CACHE_CONTROL], "private, no-store");
        let made = cells(made);
        assert_eq!(made.len() as i64, PROJECTS + 1);
        assert_eq!(made, cells(sent[0].clone()), "cell by cell");
        let (_, _, made) = bytes(&world, &format!("{lines}/fichier"), seat).await;
        assert_eq!(made, sent[1]);
        let told = mails(&world).await;
        assert_eq!(told.len(), 2);
        assert_eq!(told[0].0, "Votre export est prêt");
        let page = format!("{book}\n");
        assert!(told.iter().any(|(_, text)| text.contains(&page)));
        for (_, text) in &told {
            assert!(!text.contains("/fichier") && !text.contains("École"));
        }
        for role in ["prefecture", "admin", "lead"] {
            for path in [
                book.clone(),
                format!("{book}/fichier"),
                format!("{book}/supprimer"),
            ] {
                let page = world.get(&path, cast.get(role)).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{role} {path}");
            }
        }
    }
}

#[tokio::test]
async fn a_long_list_is_not_sent_at_once() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        fill(&world, 0..2_000).await;
        let list = "/territoire/projets?tri=numero&colonne=cout";
        let short = world.get(list, seat).await;
        assert!(short.body.contains("projets.xlsx?") && !short.body.contains(LIST));
        fill(&world, 2_000..2_001).await;
        let long = world.get(list, seat).await;
        assert!(!long.body.contains("projets.xlsx?") && long.body.contains(LIST));
        let path = "/territoire/projets.csv?tri=numero&colonne=cout";
        let file = world.get(path, seat).await;
        let to = format!("{LIST}/nouveau?tri=numero&colonne=cout&format=csv");
        assert_eq!(file.location(), to);
        let page = world.get(&to, seat).await;
        assert!(page.body.contains("2\u{202f}001\u{a0}projets"));
        // Everybody asks for what is hers to see.
        let foreign = world.get(&to, cast.get("stranger")).await;
        assert!(foreign.body.contains("Aucun projet ne correspond"));
    }
}

#[tokio::test]
async fn who_has_left_gets_no_file() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, other) = (cast.get("seat"), cast.get("prefecture"));
        fill(&world, 0..3).await;
        let never = asked(&world, seat, "", "csv").await;
        leaves(&world, seat).await;
        let made = asked(&world, other, "", "csv").await;
        work(&world.services).await;
        let page = world.get(&never, seat).await;
        assert!(
            page.body.contains("le fichier n&#x27;a pas été préparé")
                || page.body.contains("le fichier n'a pas été préparé"),
            "{}",
            page.body
        );
        let file = world.get(&format!("{never}/fichier"), seat).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND);
        let (status, _, _) = bytes(&world, &format!("{made}/fichier"), other).await;
        assert_eq!(status, StatusCode::OK);
        leaves(&world, other).await;
        let file = world.get(&format!("{made}/fichier"), other).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND, "made, and hers no more");
        assert!(
            world
                .get(&made, other)
                .await
                .body
                .contains("ne peut plus être téléchargé")
        );
        assert_eq!(mails(&world).await.len(), 1, "only to who may take it");
    }
}

/// Writes the beginning of a file, then nothing.
struct Hangs;

/// Breaks off behind the beginning of a file.
struct Breaks;

#[async_trait::async_trait]
impl Sheets for Hangs {
    async fn file(&self, _: Export, _: &[Column], _: ExportFormat) -> Result<ByteStream> {
        let beginning = futures::stream::once(async { Ok("Numéro".into()) });
        Ok(beginning.chain(futures::stream::pending()).boxed())
    }
}

#[async_trait::async_trait]
impl Sheets for Breaks {
    async fn file(&self, _: Export, _: &[Column], _: ExportFormat) -> Result<ByteStream> {
        let broken = || Err(Error::Outside("no space left".to_owned()));
        Ok(futures::stream::iter([Ok("Numéro".into()), broken()]).boxed())
    }
}

#[tokio::test]
async fn a_machine_that_stops_in_the_middle_forgets_nothing() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        fill(&world, 0..PROJECTS).await;
        let export = asked(&world, seat, ASKED, "csv").await;
        let dying = Services {
            sheets: Arc::new(Hangs),
            ..world.services.clone()
        };
        let killed = tokio::time::timeout(Duration::from_millis(400), dying.run_due_jobs()).await;
        assert!(killed.is_err(), "it was at work when it was killed");
        assert_eq!(world.services.run_due_jobs().await.unwrap(), 0, "its lock");
        assert!(
            world
                .services
                .files
                .open(&keys(&world).await[0])
                .await
                .is_err()
        );
        world.run("UPDATE outbox SET locked_until = 1", []).await;
        work(&world.services).await;
        let (_, _, made) = bytes(&world, &format!("{export}/fichier"), seat).await;
        let path = format!("/territoire/projets.csv?{ASKED}");
        assert_eq!(made, bytes(&world, &path, seat).await.2);
        assert_eq!(mails(&world).await.len(), 1, "told once");
    }
}

#[tokio::test]
async fn what_breaks_three_times_is_given_up_and_told() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        fill(&world, 0..3).await;
        let export = asked(&world, seat, "", "csv").await;
        let broken = Services {
            sheets: Arc::new(Breaks),
            ..world.services.clone()
        };
        for _ in 0..3 {
            assert!(world.get(&export, seat).await.body.contains("<progress"));
            world.run("UPDATE outbox SET available_at = 1", []).await;
            work(&broken).await;
        }
        let page = world.get(&export, seat).await;
        assert!(page.body.contains("Demander de nouveau ce fichier"));
        let told = mails(&world).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, "Votre export n'a pas pu être préparé");
        assert!(
            world
                .services
                .files
                .open(&keys(&world).await[0])
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn few_files_are_kept_and_not_for_long() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        fill(&world, 0..3).await;
        let mut exports = Vec::new();
        for kind in [
            "etat=submitted",
            "etat=assigned",
            "q=projet",
            "",
            "retard=oui",
        ] {
            // Nothing is asked of an empty set on the page; whoever sends the form all the same gets the heads.
            let form = [("adresse", kind), ("format", "csv")];
            let sent = world.ask("POST", LIST, seat, &form).await;
            exports.push(sent.location().to_owned());
        }
        let refused = ask(&world, seat, "tri=numero", "xlsx").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Vous gardez déjà 5 fichiers"));
        // One is deleted before it is made, one behind.
        let delete = async |export: &str| {
            let path = format!("{export}/supprimer");
            let key = world.get(&path, seat).await.hidden("cle");
            let sent = world.ask("POST", &path, seat, &[("cle", &key)]).await;
            assert_eq!(sent.location(), format!("{LIST}?fait=export-supprime"));
            assert_eq!(world.get(export, seat).await.status, StatusCode::NOT_FOUND);
        };
        delete(&exports[0]).await;
        work(&world.services).await;
        assert_eq!(mails(&world).await.len(), 4);
        let gone = keys(&world).await;
        delete(&exports[1]).await;
        let left = keys(&world).await;
        let gone = gone.iter().find(|key| !left.contains(key)).unwrap();
        assert!(world.services.files.open(gone).await.is_err());
        let list = world.get(LIST, seat).await;
        assert_eq!(list.body.matches("/fichier\"").count(), 3);
        world.services.sweep().await.unwrap();
        assert_eq!(count(&world, "list_export").await, "3");
        world.run("UPDATE list_export SET expires_at = 1", []).await;
        assert_eq!(
            world.get(&exports[2], seat).await.status,
            StatusCode::NOT_FOUND
        );
        world.services.sweep().await.unwrap();
        assert_eq!(count(&world, "list_export").await, "0");
        for key in left {
            assert!(world.services.files.open(&key).await.is_err());
        }
    }
}
