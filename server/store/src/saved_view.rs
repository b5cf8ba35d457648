//! Views that somebody keeps.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{PersonId, SavedViewId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// A view that is kept.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SavedView {
    /// The view.
    pub id: Uuid,
    /// Whose it is.
    pub person_id: Uuid,
    /// Her first name.
    pub first_name: String,
    /// Her last name.
    pub last_name: String,
    /// The département it is of; none for contracts and the nation.
    pub departement_code: Option<String>,
    /// Its name.
    pub name: String,
    /// The query of its address.
    pub query: String,
    /// The pair sees it too.
    pub shared: bool,
}

const COLUMNS: &str =
    "v.id, v.person_id, o.first_name, o.last_name, v.departement_code, v.name, v.query, v.shared";

/// Whose views are listed, and which.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Views of this person.
    pub person: PersonId,
    /// Of these départements only; `None` for all of them.
    pub of: Option<&'a [String]>,
    /// Those of no département too: of contracts, of the nation.
    pub elsewhere: bool,
    /// And those shared with the seats of this département by whoever still works for it.
    pub seat_of: Option<&'a str>,
}

/// The author still works for the view's département, or for all of them.
const STILL_THERE: &str = "o.disabled_at IS NULL AND ( \
    EXISTS (SELECT 1 FROM seat_person sp JOIN seat s ON s.id = sp.seat_id JOIN pair ON pair.id = s.pair_id \
            WHERE sp.person_id = o.id AND sp.ended_at IS NULL AND pair.departement_code = v.departement_code) \
    OR EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = o.id AND g.ended_at IS NULL \
               AND (g.kind = 'national_admin' OR (g.kind = 'agent' AND g.scope = v.departement_code))) \
    OR EXISTS (SELECT 1 FROM pair WHERE pair.referent_id = o.id AND pair.departement_code = v.departement_code))";

/// At most 120 views, by name.
pub async fn list(db: &impl ConnectionTrait, wanted: Wanted<'_>) -> Result<Vec<SavedView>> {
    let mut values: Vec<Value> = vec![
        wanted.person.0.into(),
        wanted.seat_of.unwrap_or_default().into(),
        true.into(),
    ];
    let mut places = Vec::new();
    if let Some(codes) = wanted.of {
        let names: Vec<String> = codes
            .iter()
            .map(|code| {
                values.push(code.as_str().into());
                format!("${}", values.len())
            })
            .collect();
        if !names.is_empty() {
            places.push(format!("v.departement_code IN ({})", names.join(", ")));
        }
    } else {
        places.push("v.departement_code IS NOT NULL".to_owned());
    }
    if wanted.elsewhere {
        places.push("v.departement_code IS NULL".to_owned());
    }
    let own = if places.is_empty() {
        "1 = 0".to_owned()
    } else {
        places.join(" OR ")
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_view v JOIN person o ON o.id = v.person_id \
         WHERE (v.person_id = $1 AND ({own})) \
            OR (v.departement_code = $2 AND v.shared = $3 AND {STILL_THERE}) \
         ORDER BY v.name, v.id LIMIT 120"
    );
    sql::all(db, &sql, values).await
}

/// A view, whosever it is.
pub async fn one(db: &impl ConnectionTrait, view: SavedViewId) -> Result<Option<SavedView>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_view v JOIN person o ON o.id = v.person_id WHERE v.id = $1"
    );
    sql::one(db, &sql, [view.0.into()]).await
}

/// A view of this person.
pub async fn own(
    db: &impl ConnectionTrait,
    view: SavedViewId,
    person: PersonId,
) -> Result<Option<SavedView>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_view v JOIN person o ON o.id = v.person_id \
         WHERE v.id = $1 AND v.person_id = $2"
    );
    sql::one(db, &sql, [view.0.into(), person.0.into()]).await
}

/// A view to keep.
#[derive(Clone, Debug)]
pub struct NewView {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub person: PersonId,
    /// The département it is of.
    pub departement: Option<String>,
    /// Its name.
    pub name: String,
    /// The query of its address.
    pub query: String,
    /// The pair sees it too.
    pub shared: bool,
    /// When it was made.
    pub at: Timestamp,
}

/// Writes a view.
pub async fn insert(tx: &Tx, view: &NewView) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO saved_view (id, person_id, departement_code, name, query, shared, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            view.id.into(),
            view.person.0.into(),
            view.departement.clone().into(),
            view.name.as_str().into(),
            view.query.as_str().into(),
            view.shared.into(),
            view.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Changes the name of a view and who sees it.
pub async fn change(tx: &Tx, view: SavedViewId, name: &str, shared: bool) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE saved_view SET name = $2, shared = $3 WHERE id = $1",
        [view.0.into(), name.into(), shared.into()],
    )
    .await?;
    Ok(())
}

/// Deletes a view.
pub async fn delete(tx: &Tx, view: SavedViewId) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM saved_view WHERE id = $1",
        [view.0.into()],
    )
    .await?;
    Ok(())
}
