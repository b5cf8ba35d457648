//! The words of a ground, for who typed one that none of its projects has.

use super::wanted::{Asked, Wanted};
use crate::error::Result;
use crate::sql;
use domain::filter::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult};

#[derive(FromQueryResult)]
struct Text {
    search_text: String,
}

/// The words, as stems between spaces, of each of the latest projects of the ground, `limit` projects at most. One
/// query.
pub async fn vocabulary(
    db: &impl ConnectionTrait,
    asked: &Asked<'_>,
    limit: u32,
) -> Result<Vec<String>> {
    let everything = Filter::default();
    let mut wanted = Wanted::new(&Asked {
        filter: &everything,
        words: &[],
        number: None,
        blocked_until: None,
        deposited_from: None,
        deposited_before: None,
        ..asked.clone()
    });
    let limit = wanted.bind(i64::from(limit));
    let sql = format!(
        "SELECT p.search_text FROM project p WHERE {} ORDER BY p.last_activity_at DESC LIMIT {limit}",
        wanted.all()
    );
    let texts: Vec<Text> = sql::all(db, &sql, wanted.values).await?;
    Ok(texts.into_iter().map(|text| text.search_text).collect())
}
