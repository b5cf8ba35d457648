//! Writes on SQLite that share a commit: none is lost, none that failed stays.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use sea_orm::FromQueryResult;
use std::time::Duration;
use store::{Db, sql};

#[derive(FromQueryResult)]
struct Key {
    key: String,
}

async fn database(folder: &tempfile::TempDir) -> Db {
    let path = folder.path().join("mec.db");
    let db = Db::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    db.migrate().await.unwrap();
    db
}

async fn write(db: &Db, key: String, keep: bool) -> store::Result<()> {
    let tx = db.begin_shared().await?;
    let insert =
        "INSERT INTO idempotency_key (scope, key, location, created_at) VALUES ('t', $1, '', 0)";
    sql::run(&*tx, insert, [key.into()]).await?;
    tokio::task::yield_now().await;
    if keep { tx.commit().await } else { Ok(()) }
}

async fn kept(db: &Db) -> Vec<String> {
    let rows: Vec<Key> = sql::all(
        db.read(),
        "SELECT key FROM idempotency_key ORDER BY key",
        [],
    )
    .await
    .unwrap();
    rows.into_iter().map(|row| row.key).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_is_told_saved_is_saved_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let tasks = (0..200).map(|n| {
        let db = db.clone();
        // Every third one gives its writes up; every seventh writes a key that is there.
        tokio::spawn(async move {
            let key = if n % 7 == 0 {
                "same".to_owned()
            } else {
                format!("{n:03}")
            };
            (key.clone(), n % 3 != 0, write(&db, key, n % 3 != 0).await)
        })
    });
    let mut told: Vec<String> = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        let (key, kept, done) = task.await.unwrap();
        if kept && done.is_ok() {
            told.push(key);
        }
    }
    told.sort();
    assert_eq!(told.iter().filter(|key| *key == "same").count(), 1);
    assert_eq!(kept(&db).await, told);
}

#[tokio::test]
async fn who_meets_a_write_of_another_answers_once_it_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let insert =
        "INSERT INTO idempotency_key (scope, key, location, created_at) VALUES ('t', 'a', '', 0)";
    let first = db.begin_shared().await.unwrap();
    sql::run(&*first, insert, []).await.unwrap();
    let mut second = Box::pin(db.begin_shared());
    assert!(futures::poll!(&mut second).is_pending());
    let first = tokio::spawn(first.commit());
    let second = second.await.unwrap();
    assert!(sql::run(&*second, insert, []).await.is_err());
    assert!(!first.is_finished() && kept(&db).await.is_empty());
    second.settle().await.unwrap();
    assert_eq!(kept(&db).await, ["a"]);
    first.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_given_up_in_the_middle_take_nothing_from_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let mut others = Vec::new();
    for n in 0..300_u64 {
        let one = db.clone();
        let given_up = tokio::spawn(async move { write(&one, format!("gone-{n}"), true).await });
        let one = db.clone();
        others.push(tokio::spawn(async move {
            write(&one, format!("{n:03}"), true).await
        }));
        tokio::time::sleep(Duration::from_micros(n * 7 % 900)).await;
        given_up.abort();
    }
    for other in others {
        other.await.unwrap().unwrap();
    }
    // The next one finds the way free, and whatever is there is whole.
    write(&db, "last".to_owned(), true).await.unwrap();
    let kept = kept(&db).await;
    let whole = kept.iter().filter(|key| !key.starts_with("gone")).count();
    assert_eq!(whole, 301);
}

#[tokio::test]
async fn one_that_waited_and_gave_up_leaves_nobody_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(&folder).await;
    let first = db.begin_shared().await.unwrap();
    let insert =
        "INSERT INTO idempotency_key (scope, key, location, created_at) VALUES ('t', 'a', '', 0)";
    sql::run(&*first, insert, []).await.unwrap();
    let mut waiting = Box::pin(db.begin_shared());
    assert!(futures::poll!(&mut waiting).is_pending());
    let mut commit = Box::pin(first.commit());
    let short = Duration::from_millis(100);
    // It is left to the one who waits to commit for both …
    assert!(tokio::time::timeout(short, &mut commit).await.is_err());
    // … and who goes away instead.
    drop(waiting);
    tokio::time::timeout(Duration::from_secs(5), commit)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept(&db).await, ["a"]);
}
