//! What operators ask, through the whole router, on each engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/world.rs"]
mod world;

use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, StatusCode};
use std::net::SocketAddr;
use tower::ServiceExt;
use world::answer::Answer;
use world::{METRICS_TOKEN, World, worlds};

const HERE: &str = "127.0.0.1:40000";
const ELSEWHERE: &str = "198.51.100.7:40000";

/// Names and values of a request's head.
type Head<'a> = &'a [(&'a str, &'a str)];

async fn metrics(world: &World, from: &str, headers: Head<'_>) -> Answer {
    let mut request = Request::get("/metrics");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    let peer: SocketAddr = from.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    Answer::of(world.router.clone().oneshot(request).await.unwrap()).await
}

#[tokio::test]
async fn counts_are_for_this_machine_and_for_those_who_know_the_token() {
    let world = worlds().await.remove(0);
    let bearer = format!("Bearer {METRICS_TOKEN}");
    let told: [(&str, Head<'_>, bool); 8] = [
        (HERE, &[], true),
        ("[::1]:40000", &[], true),
        // A proxy on this machine that nobody said to believe asks for somebody else.
        (HERE, &[("x-forwarded-for", "127.0.0.1")], false),
        (HERE, &[("forwarded", "for=198.51.100.7")], false),
        (ELSEWHERE, &[], false),
        (ELSEWHERE, &[("x-forwarded-for", "127.0.0.1")], false),
        (ELSEWHERE, &[("authorization", "Bearer faux")], false),
        (ELSEWHERE, &[("authorization", &bearer)], true),
    ];
    for (from, headers, yes) in told {
        let answer = metrics(&world, from, headers).await;
        let expected = if yes {
            StatusCode::OK
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(answer.status, expected, "{from} {headers:?}");
        assert_eq!(answer.body.contains("mec_build_info"), yes);
    }
}

#[tokio::test]
async fn requests_are_counted_by_route_and_name_nobody() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        world
            .get(&format!("/projets/{project}"), cast.get("lead"))
            .await;
        world
            .get(&format!("/projets/{project}"), cast.get("stranger"))
            .await;
        world
            .get("/une-adresse-de-personne", cast.get("lead"))
            .await;
        let text = metrics(&world, HERE, &[]).await.body;
        for line in [
            "mec_http_requests_total{method=\"GET\",route=\"/projets/{id}\",status=\"2xx\"} 1",
            "mec_http_requests_total{method=\"GET\",route=\"/projets/{id}\",status=\"4xx\"} 1",
            "mec_http_requests_total{method=\"GET\",route=\"other\",status=\"4xx\"} 1",
            "mec_http_request_duration_seconds_count{route=\"/projets/{id}\"} 2",
            "mec_database_up 1",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        for typed in [&project.to_string(), "personne", "exemple.fr", "Lead"] {
            assert!(!text.contains(typed), "{typed} in\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
    }
}

#[tokio::test]
async fn jobs_and_connections_are_counted() {
    for world in worlds().await {
        let job = "INSERT INTO outbox (id, kind, payload, created_at, available_at, dead_at) VALUES ($1, 'digest', '{}', $2, $2, $3)";
        let ids = &world.services.ids;
        let now = world.now();
        for dead in [None, Some(now), Some(now)] {
            let values = [ids.uuid().into(), now.into(), dead.into()];
            world.run(job, values).await;
        }
        let text = metrics(&world, HERE, &[]).await.body;
        for line in [
            "mec_outbox_jobs{state=\"waiting\"} 1",
            "mec_outbox_jobs{state=\"dead\"} 2",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        let pools = text
            .lines()
            .filter(|line| line.starts_with("mec_database_connections{"));
        assert!(pools.count() >= 3, "{text}");
    }
}
