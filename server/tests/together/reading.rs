//! How far a thread was read, and what is new in it.

use super::support::worlds;

#[tokio::test]
async fn reading_is_noted_once() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, editor) = (
            world.someone("maire@a.fr").await,
            world.someone("adjoint@a.fr").await,
        );
        world.join(project, &lead, "lead").await;
        world.join(project, &editor, "editor").await;
        let address = format!("/projets/{project}/conversation");
        world.post(&lead, &address, &[("message", "Bonjour")]).await;
        world.get(&editor, &address).await;
        let noted = async || {
            world
                .count("read_mark WHERE person_id = $1", vec![editor.id.into()])
                .await
        };
        for _ in 0..100 {
            if noted().await == 1 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(noted().await, 1);
    }
}

#[tokio::test]
async fn what_came_after_an_empty_conversation_was_opened_is_new() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, editor) = (
            world.someone("maire@a.fr").await,
            world.someone("adjoint@a.fr").await,
        );
        world.join(project, &lead, "lead").await;
        world.join(project, &editor, "editor").await;
        let address = format!("/projets/{project}/conversation");
        let empty = world.get(&editor, &address).await.text();
        assert!(!empty.contains("Nouveaux messages"));
        world.post(&lead, &address, &[("message", "Bonjour")]).await;
        let page = world.get(&editor, &address).await.text();
        assert!(page.contains("Nouveaux messages"));
        // One's own are not.
        let own = world.get(&lead, &address).await.text();
        assert!(!own.contains("Nouveaux messages"));
    }
}
