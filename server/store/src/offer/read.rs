//! Offers: one, a search, all.

pub use crate::entity::offer::Model as Offer;

use crate::error::Result;
use crate::{search, sql};
use domain::ids::OfferId;
use domain::project::OfferFamily;
use domain::theme::Theme;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

const COLUMNS: &str = "id, code, family, title, summary, provider, link, themes, blockers, bearers, phases, \
     territories, programmes, max_population, checked_on, withdrawn_at, search_text";

/// Most words of a search that count.
const WORDS: usize = 6;

/// Every offer that was not withdrawn, for the ranking. At most 5,000.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Offer>> {
    sql::all(
        db,
        &format!("SELECT {COLUMNS} FROM offer WHERE withdrawn_at IS NULL ORDER BY code LIMIT 5000"),
        [],
    )
    .await
}

/// Every offer, withdrawn ones too, for the import. At most 20,000.
pub async fn all_with_withdrawn(db: &impl ConnectionTrait) -> Result<Vec<Offer>> {
    sql::all(
        db,
        &format!("SELECT {COLUMNS} FROM offer ORDER BY code LIMIT 20000"),
        [],
    )
    .await
}

/// One offer, withdrawn or not: links to it live on.
pub async fn one(db: &impl ConnectionTrait, offer: OfferId) -> Result<Option<Offer>> {
    sql::one(
        db,
        &format!("SELECT {COLUMNS} FROM offer WHERE id = $1"),
        [offer.0.into()],
    )
    .await
}

/// What is looked for in the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, as typed; each must be the start of a word of the offer.
    pub words: String,
    /// Only this family.
    pub family: Option<OfferFamily>,
    /// Only offers about this theme, or about any.
    pub theme: Option<Theme>,
}

#[derive(FromQueryResult)]
struct Count {
    total: i64,
}

/// How many offers a filter finds.
pub async fn count(db: &impl ConnectionTrait, filter: &Filter) -> Result<i64> {
    let (conditions, values) = conditions(filter);
    let row: Option<Count> = sql::one(
        db,
        &format!("SELECT COUNT(*) AS total FROM offer WHERE {conditions}"),
        values,
    )
    .await?;
    Ok(row.map_or(0, |row| row.total))
}

/// A page of what a filter finds: offers about the theme before those about any, then by title.
pub async fn search(
    db: &impl ConnectionTrait,
    filter: &Filter,
    limit: u32,
    offset: u32,
) -> Result<Vec<Offer>> {
    let (conditions, mut values) = conditions(filter);
    let next = values.len() + 1;
    values.push(i64::from(limit).into());
    values.push(i64::from(offset).into());
    let sql = format!(
        "SELECT {COLUMNS} FROM offer WHERE {conditions} \
         ORDER BY CASE WHEN themes = '' THEN 1 ELSE 0 END, title, code LIMIT ${next} OFFSET ${}",
        next + 1
    );
    sql::all(db, &sql, values).await
}

/// Stems hold letters and digits only, and codes of ours neither `%` nor `_` that matter: nothing typed
/// acts as a pattern.
fn conditions(filter: &Filter) -> (String, Vec<Value>) {
    let mut sql = "withdrawn_at IS NULL".to_owned();
    let mut values: Vec<Value> = Vec::new();
    for needles in search::needles(&filter.words).iter().take(WORDS) {
        let likes: Vec<String> = needles
            .iter()
            .map(|needle| {
                values.push(needle.pattern().into());
                format!("search_text LIKE ${}", values.len())
            })
            .collect();
        sql.push_str(&format!(" AND ({})", likes.join(" OR ")));
    }
    if let Some(family) = filter.family {
        values.push(family.code().into());
        sql.push_str(&format!(" AND family = ${}", values.len()));
    }
    if let Some(theme) = filter.theme {
        values.push(format!("%,{},%", theme.code()).into());
        sql.push_str(&format!(
            " AND (themes = '' OR (',' || themes || ',') LIKE ${})",
            values.len()
        ));
    }
    (sql, values)
}
