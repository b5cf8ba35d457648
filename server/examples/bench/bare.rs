//! The ceiling: what axum and sea-orm do on this machine without a page, a session or a rule. Measured in
//! the same run, so that the ratio means something on any machine.

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use http::StatusCode;
use sea_orm::{ActiveModelTrait, EntityTrait, QueryOrder, QuerySelect, Set};
use server::config::Config;
use server::start;
use services::Services;
use std::fmt::Write;
use store::entity::{
    collectivity, event, idempotency_key, member, message, person, project, recommendation,
};

/// `/seven`: seven queries; `/rows`: seven and two hundred rows; `/insert`: one row, durably.
#[allow(
    clippy::disallowed_methods,
    reason = "plain axum is what is measured; none of these addresses is the service's"
)]
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let services = start::services(config).await?;
    let app = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/seven", get(seven))
        .route("/rows", get(rows))
        .route("/insert", post(insert))
        .with_state(services);
    let listener = tokio::net::TcpListener::bind(config.addr).await?;
    axum::serve(listener, app).await?;
    Ok(())
}

async fn seven(State(services): State<Services>) -> Result<String, StatusCode> {
    seven_queries(&services).await.map_err(failed)
}

async fn rows(State(services): State<Services>) -> Result<String, StatusCode> {
    let mut text = seven_queries(&services).await.map_err(failed)?;
    let messages = message::Entity::find()
        .order_by_asc(message::Column::Id)
        .limit(200)
        .all(services.db.read())
        .await
        .map_err(failed)?;
    for line in messages {
        let _ = writeln!(text, "{} {}", line.created_at, line.body);
    }
    Ok(text)
}

async fn seven_queries(services: &Services) -> Result<String, sea_orm::DbErr> {
    let db = services.db.read();
    let mut text = String::new();
    let one = project::Entity::find().one(db).await?;
    let Some(one) = one else { return Ok(text) };
    let _ = writeln!(text, "{}", one.title);
    let bearer = collectivity::Entity::find_by_id(one.bearer_id)
        .one(db)
        .await?;
    let _ = writeln!(text, "{:?}", bearer.map(|row| row.name));
    let author = person::Entity::find().one(db).await?;
    let _ = writeln!(text, "{:?}", author.map(|row| row.last_name));
    let members = member::Entity::find().limit(10).all(db).await?;
    let events = event::Entity::find().limit(10).all(db).await?;
    let helped = recommendation::Entity::find().limit(10).all(db).await?;
    let again = project::Entity::find_by_id(one.id).one(db).await?;
    let _ = writeln!(
        text,
        "{} {} {} {}",
        members.len(),
        events.len(),
        helped.len(),
        again.is_some()
    );
    Ok(text)
}

async fn insert(State(services): State<Services>) -> Result<&'static str, StatusCode> {
    let row = idempotency_key::ActiveModel {
        scope: Set("bench".to_owned()),
        key: Set(services.ids.uuid().to_string()),
        location: Set(String::new()),
        created_at: Set(0),
    };
    let tx = services.db.begin().await.map_err(failed)?;
    row.insert(&*tx).await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    Ok("ok")
}

fn failed(error: impl std::fmt::Display) -> StatusCode {
    tracing::error!(%error, "the bare handler failed");
    StatusCode::INTERNAL_SERVER_ERROR
}
