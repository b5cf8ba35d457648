//! Safe copies, and the check of histories.

use super::support::{databases, services_on};
use super::{PROJECTS, csv_text, import, query, run, troubles};
use services::check::Trouble;
use services::import::projects::Options;
use store::Db;

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
    services::backup::copy_database(&databases[0].db, &copy)
        .await
        .unwrap();
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
