//! Members and invitations.

use super::support::{Someone, World, worlds};
use http::StatusCode;
use sea_orm::FromQueryResult;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Payload {
    payload: String,
}

/// The links of the invitations in the outbox, the oldest first.
async fn links(world: &World) -> Vec<String> {
    let text = "SELECT payload FROM outbox WHERE kind = 'mail' ORDER BY id";
    let rows: Vec<Payload> = sql::all(world.services.db.read(), text, []).await.unwrap();
    rows.iter()
        .map(|row| {
            let rest = row
                .payload
                .split("http://localhost:3000/invitations/")
                .nth(1)
                .unwrap();
            let token: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .collect();
            format!("/invitations/{token}")
        })
        .collect()
}

async fn invite(world: &World, by: &Someone, project: Uuid, email: &str, role: &str) -> StatusCode {
    let fields = [
        ("email", email),
        ("role", role),
        ("message", "Bienvenue <b>"),
    ];
    world
        .post(by, &format!("/projets/{project}/membres"), &fields)
        .await
        .status
}

#[tokio::test]
async fn an_invitation_is_for_one_address_and_used_once() {
    for world in worlds(None).await {
        let project = world.project("École <i>").await;
        let (lead, guest) = (
            world.someone("maire@a.fr").await,
            world.someone("invite@b.fr").await,
        );
        let other = world.someone("autre@c.fr").await;
        world.join(project, &lead, "lead").await;
        assert_eq!(
            invite(&world, &lead, project, " Invite@B.fr ", "expert").await,
            StatusCode::SEE_OTHER
        );
        let link = links(&world).await.pop().unwrap();

        let page = world.get(&world.visitor(), &link).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert!(
            text.contains("École &lt;i&gt;") || text.contains("École &lt;i"),
            "{text}"
        );
        assert!(
            text.contains("Expert")
                && text.contains("propose des recommandations")
                && text.contains("maire Test")
        );
        assert!(
            text.contains("/connexion?suite=%2Finvitations%2F") && text.contains("Bienvenue &lt;b")
        );
        assert_eq!(
            world
                .post(&world.visitor(), &link, &[("reponse", "accepter")])
                .await
                .location()
                .split('?')
                .next(),
            Some("/connexion")
        );

        let page = world.get(&other, &link).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.text().contains("i…@b…") && !page.text().contains("École"));
        assert_eq!(
            world
                .post(&other, &link, &[("reponse", "accepter")])
                .await
                .status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(world.count("member", vec![]).await, 1);

        assert!(
            world
                .get(&guest, &link)
                .await
                .text()
                .contains("Rejoindre le projet")
        );
        assert_eq!(
            world
                .get(&guest, &format!("/projets/{project}"))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        let accept = || world.post(&guest, &link, &[("reponse", "accepter")]);
        let (one, two) = futures::future::join(accept(), accept()).await;
        assert_eq!(
            (one.status, two.status),
            (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
        );
        assert!(
            one.location().starts_with(&format!("/projets/{project}")),
            "{}",
            one.location()
        );
        assert_eq!(world.count("member WHERE role = 'expert'", vec![]).await, 1);
        assert_eq!(
            world
                .count("event WHERE kind = 'member_joined'", vec![])
                .await,
            1
        );
        assert_eq!(
            world
                .get(&guest, &format!("/projets/{project}"))
                .await
                .status,
            StatusCode::OK
        );

        let removal = format!("/projets/{project}/membres/{}/retirer", guest.id);
        assert!(
            world
                .get(&lead, &removal)
                .await
                .text()
                .contains("Retirer invite Test")
        );
        assert_eq!(
            world.post(&lead, &removal, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world
                .get(&guest, &format!("/projets/{project}"))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        let replay = world.post(&guest, &link, &[("reponse", "accepter")]).await;
        assert_eq!(
            world.count("member", vec![]).await,
            1,
            "a used link does not bring back: {}",
            replay.status
        );
    }
}

#[tokio::test]
async fn late_revoked_and_resent_links_are_clear() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, guest) = (
            world.someone("maire@a.fr").await,
            world.someone("invite@b.fr").await,
        );
        world.join(project, &lead, "lead").await;
        invite(&world, &lead, project, "invite@b.fr", "reader").await;
        let page = world
            .get(&lead, &format!("/projets/{project}/membres"))
            .await
            .text();
        assert!(page.contains("invite@b.fr") && page.contains("10 mars 2026"));
        let base = page
            .split(&format!("/projets/{project}/invitations/"))
            .nth(1)
            .unwrap()[..36]
            .to_owned();
        let base = format!("/projets/{project}/invitations/{base}");
        let first = links(&world).await.pop().unwrap();
        assert_eq!(
            invite(&world, &lead, project, "invite@b.fr", "reader").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );

        world.pass_seconds(7 * 86_400 + 1);
        let over = world.get(&guest, &first).await;
        assert_eq!(over.status, StatusCode::GONE);
        assert!(over.text().contains("n'est plus valable"));
        assert_eq!(
            world
                .post(&guest, &first, &[("reponse", "accepter")])
                .await
                .status,
            StatusCode::GONE
        );
        assert_eq!(
            world
                .post(&lead, &format!("{base}/renvoyer"), &[])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        let second = links(&world).await.pop().unwrap();
        assert_ne!(first, second);
        assert_eq!(world.get(&guest, &first).await.status, StatusCode::GONE);
        assert_eq!(world.get(&guest, &second).await.status, StatusCode::OK);

        assert!(
            world
                .get(&lead, &format!("{base}/annuler"))
                .await
                .text()
                .contains("invite@b.fr")
        );
        assert_eq!(
            world
                .post(&lead, &format!("{base}/annuler"), &[])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world
                .post(&guest, &second, &[("reponse", "accepter")])
                .await
                .status,
            StatusCode::GONE
        );
        assert_eq!(
            world.get(&guest, "/invitations/nimporte-quoi").await.status,
            StatusCode::GONE
        );
        assert_eq!(world.count("member", vec![]).await, 1);
    }
}

#[tokio::test]
async fn a_declined_invitation_is_used_up() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, guest) = (
            world.someone("maire@a.fr").await,
            world.someone("invite@b.fr").await,
        );
        world.join(project, &lead, "lead").await;
        invite(&world, &lead, project, "invite@b.fr", "reader").await;
        let link = links(&world).await.pop().unwrap();
        let declined = world.post(&guest, &link, &[("reponse", "decliner")]).await;
        assert_eq!(declined.location(), "/projets?fait=invitation-declinee");
        assert_eq!(
            world
                .post(&guest, &link, &[("reponse", "accepter")])
                .await
                .status,
            StatusCode::GONE
        );
        assert_eq!(world.count("member", vec![]).await, 1);
    }
}

#[tokio::test]
async fn one_gives_only_the_places_one_may_give() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, editor) = (
            world.someone("maire@a.fr").await,
            world.someone("adjoint@a.fr").await,
        );
        let reader = world.someone("lecteur@a.fr").await;
        world.join(project, &lead, "lead").await;
        world.join(project, &editor, "editor").await;
        world.join(project, &reader, "reader").await;
        assert_eq!(
            invite(&world, &editor, project, "x@b.fr", "lead").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(
            invite(&world, &editor, project, "x@b.fr", "reader").await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            invite(&world, &reader, project, "y@b.fr", "reader").await,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            invite(&world, &lead, project, "pas une adresse", "").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let members = format!("/projets/{project}/membres");
        let seen = world.get(&reader, &members).await.text();
        assert!(!seen.contains("x@b.fr") && !seen.contains("Inviter quelqu'un"));
        let removal = |who: &Someone| format!("{members}/{}/retirer", who.id);
        assert_eq!(
            world.post(&editor, &removal(&lead), &[]).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.post(&reader, &removal(&editor), &[]).await.status,
            StatusCode::FORBIDDEN
        );
        let role = format!("{members}/{}/role", editor.id);
        assert_eq!(
            world.post(&editor, &role, &[("role", "lead")]).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.get(&editor, &role).await.status,
            StatusCode::FORBIDDEN
        );

        let last = world.post(&lead, &removal(&lead), &[]).await;
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(last.text().contains("dernier référent"));
        let own_role = format!("{members}/{}/role", lead.id);
        assert_eq!(
            world
                .post(&lead, &own_role, &[("role", "reader")])
                .await
                .status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert!(
            world
                .get(&lead, &role)
                .await
                .text()
                .contains("Changer le rôle de")
        );
        assert_eq!(
            world.post(&lead, &role, &[("role", "lead")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world.post(&lead, &removal(&lead), &[]).await.location(),
            "/projets?fait=projet-quitte"
        );
        assert_eq!(
            world.get(&lead, &members).await.status,
            StatusCode::NOT_FOUND
        );
        let history = world
            .get(&editor, &format!("/projets/{project}/historique"))
            .await
            .text();
        assert!(history.contains("a quitté le projet") && history.contains("le rôle « Référent »"));
        assert_eq!(
            world.post(&reader, &removal(&reader), &[]).await.status,
            StatusCode::SEE_OTHER
        );
    }
}

#[tokio::test]
async fn two_last_leads_cannot_both_leave() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (one, two) = (
            world.someone("un@a.fr").await,
            world.someone("deux@a.fr").await,
        );
        world.join(project, &one, "lead").await;
        world.join(project, &two, "lead").await;
        let leave = |who: &Someone| {
            let (who, path) = (
                who.clone(),
                format!("/projets/{project}/membres/{}/retirer", who.id),
            );
            let world = &world;
            async move { world.post(&who, &path, &[]).await.status }
        };
        futures::future::join(leave(&one), leave(&two)).await;
        assert_eq!(world.count("member WHERE role = 'lead'", vec![]).await, 1);
    }
}

#[tokio::test]
async fn thirty_invitations_an_hour() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let lead = world.someone("maire@a.fr").await;
        world.join(project, &lead, "lead").await;
        for number in 0..30 {
            let email = format!("invite{number}@b.fr");
            assert_eq!(
                invite(&world, &lead, project, &email, "reader").await,
                StatusCode::SEE_OTHER
            );
        }
        assert_eq!(
            invite(&world, &lead, project, "trop@b.fr", "reader").await,
            StatusCode::TOO_MANY_REQUESTS
        );
        world.pass_seconds(3_601);
        assert_eq!(
            invite(&world, &lead, project, "trop@b.fr", "reader").await,
            StatusCode::SEE_OTHER
        );
    }
}

#[tokio::test]
async fn the_state_people_who_follow_are_shown_apart() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, seat) = (
            world.someone("maire@a.fr").await,
            world.someone("claire@etat.fr").await,
        );
        world.join(project, &lead, "lead").await;
        world.seat(&seat).await;
        let page = world
            .get(&lead, &format!("/projets/{project}/membres"))
            .await;
        let text = page.text();
        assert!(text.contains("claire Test") && text.contains("Préfecture"));
        let queries: u32 = page.headers["x-queries"].to_str().unwrap().parse().unwrap();
        assert!(queries <= 8, "{queries} queries");
    }
}
