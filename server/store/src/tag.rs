//! Tags of a département, and the projects that bear them.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId, TagId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// More than a département has.
const LIMIT: u32 = 200;

/// A tag by its name.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Named {
    /// The tag.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A tag of a département, as one of its projects sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Offered {
    /// The tag.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The project bears it: 1, else 0.
    pub borne: i32,
}

/// A tag and how many projects bear it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TagLine {
    /// The tag.
    pub id: Uuid,
    /// Whose it is.
    pub departement_code: String,
    /// Its name.
    pub name: String,
    /// How many projects bear it.
    pub n: i64,
}

/// A tag to write.
#[derive(Clone, Copy, Debug)]
pub struct NewTag<'a> {
    /// Drawn by the caller.
    pub id: TagId,
    /// Whose it is.
    pub departement: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is found by.
    pub folded: &'a str,
    /// Who made it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// The tags of a département by name, with how many projects bear each. One query.
pub async fn list(db: &impl ConnectionTrait, departement: &str) -> Result<Vec<TagLine>> {
    let sql = format!(
        "SELECT t.id, t.departement_code, t.name, \
                (SELECT COUNT(*) FROM project_tag g WHERE g.tag_id = t.id) AS n \
         FROM tag t WHERE t.departement_code = $1 ORDER BY t.folded LIMIT {LIMIT}"
    );
    sql::all(db, &sql, [departement.into()]).await
}

/// The tags of a département by name. One query.
pub async fn names(db: &impl ConnectionTrait, departement: &str) -> Result<Vec<Named>> {
    let sql = format!(
        "SELECT id, name FROM tag WHERE departement_code = $1 ORDER BY folded LIMIT {LIMIT}"
    );
    sql::all(db, &sql, [departement.into()]).await
}

/// A tag, whosever it is, with how many projects bear it.
pub async fn one(db: &impl ConnectionTrait, tag: TagId) -> Result<Option<TagLine>> {
    sql::one(
        db,
        "SELECT t.id, t.departement_code, t.name, \
                (SELECT COUNT(*) FROM project_tag g WHERE g.tag_id = t.id) AS n \
         FROM tag t WHERE t.id = $1",
        [tag.0.into()],
    )
    .await
}

/// The tag of a département that has this folded name.
pub async fn find(
    db: &impl ConnectionTrait,
    departement: &str,
    folded: &str,
) -> Result<Option<Named>> {
    sql::one(
        db,
        "SELECT id, name FROM tag WHERE departement_code = $1 AND folded = $2",
        [departement.into(), folded.into()],
    )
    .await
}

/// As [`find`], of the département that answers for a project.
pub async fn find_for(
    db: &impl ConnectionTrait,
    project: ProjectId,
    folded: &str,
) -> Result<Option<Named>> {
    sql::one(
        db,
        "SELECT t.id, t.name FROM project p JOIN tag t ON t.departement_code = p.departement_code \
         WHERE p.id = $1 AND t.folded = $2",
        [project.0.into(), folded.into()],
    )
    .await
}

/// The tags of a département by name, each with whether this project bears it. One query.
pub async fn offered(
    db: &impl ConnectionTrait,
    project: ProjectId,
    departement: &str,
) -> Result<Vec<Offered>> {
    let sql = format!(
        "SELECT t.id, t.name, CASE WHEN g.tag_id IS NULL THEN 0 ELSE 1 END AS borne \
         FROM tag t LEFT JOIN project_tag g ON g.tag_id = t.id AND g.project_id = $2 \
         WHERE t.departement_code = $1 ORDER BY t.folded LIMIT {LIMIT}"
    );
    sql::all(db, &sql, [departement.into(), project.0.into()]).await
}

/// The tags of this département on a project, by name. One query.
pub async fn of_project(
    db: &impl ConnectionTrait,
    project: ProjectId,
    departement: &str,
) -> Result<Vec<Named>> {
    let found = of_projects(db, &[project.0], departement).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// The tags of this département on each of these projects, by name; projects without one are left out. One query.
pub async fn of_projects(
    db: &impl ConnectionTrait,
    projects: &[Uuid],
    departement: &str,
) -> Result<HashMap<Uuid, Vec<Named>>> {
    #[derive(FromQueryResult)]
    struct Borne {
        project_id: Uuid,
        id: Uuid,
        name: String,
    }
    let mut found: HashMap<Uuid, Vec<Named>> = HashMap::new();
    if projects.is_empty() {
        return Ok(found);
    }
    let these = sql::placeholders(2, projects.len());
    let sql = format!(
        "SELECT g.project_id, t.id, t.name FROM project_tag g JOIN tag t ON t.id = g.tag_id \
         WHERE g.project_id IN ({these}) AND t.departement_code = $1 ORDER BY t.folded"
    );
    let mut values = vec![departement.into()];
    values.extend(projects.iter().map(|id| (*id).into()));
    let lines: Vec<Borne> = sql::all(db, &sql, values).await?;
    for line in lines {
        let tags = found.entry(line.project_id).or_default();
        tags.push(Named {
            id: line.id,
            name: line.name,
        });
    }
    Ok(found)
}

/// Writes a tag; false when the département has one of this name.
pub async fn insert(tx: &Tx, tag: NewTag<'_>) -> Result<bool> {
    let written = sql::run(
        &**tx,
        "INSERT INTO tag (id, departement_code, name, folded, created_by, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (departement_code, folded) DO NOTHING",
        [
            tag.id.0.into(),
            tag.departement.into(),
            tag.name.into(),
            tag.folded.into(),
            tag.by.map(|person| person.0).into(),
            tag.at.0.into(),
        ],
    )
    .await?;
    Ok(written > 0)
}

/// Gives a tag another name; [`crate::Error::Duplicate`] when another one has it.
pub async fn rename(tx: &Tx, tag: TagId, name: &str, folded: &str, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE tag SET name = $2, folded = $3, changed_at = $4 WHERE id = $1",
        [tag.0.into(), name.into(), folded.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Deletes a tag and takes it off every project.
pub async fn delete(tx: &Tx, tag: TagId) -> Result<()> {
    for statement in [
        "DELETE FROM project_tag WHERE tag_id = $1",
        "DELETE FROM tag WHERE id = $1",
    ] {
        sql::run(&**tx, statement, [tag.0.into()]).await?;
    }
    Ok(())
}

/// Deletes a tag that somebody made since a moment and that is as it was made, when no project bears it.
pub async fn forget_unused(tx: &Tx, tag: TagId, by: PersonId, since: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM tag WHERE id = $1 AND created_by = $2 AND created_at >= $3 AND changed_at = created_at \
         AND NOT EXISTS (SELECT 1 FROM project_tag g WHERE g.tag_id = tag.id)",
        [tag.0.into(), by.0.into(), since.0.into()],
    )
    .await?;
    Ok(())
}

/// Puts a tag on a project; false when it is there already.
pub async fn put(tx: &Tx, project: ProjectId, tag: TagId) -> Result<bool> {
    let written = sql::run(
        &**tx,
        "INSERT INTO project_tag (project_id, tag_id) VALUES ($1, $2) \
         ON CONFLICT (project_id, tag_id) DO NOTHING",
        [project.0.into(), tag.0.into()],
    )
    .await?;
    Ok(written > 0)
}

/// Takes a tag off a project; false when it is not there.
pub async fn take(tx: &Tx, project: ProjectId, tag: TagId) -> Result<bool> {
    let taken = sql::run(
        &**tx,
        "DELETE FROM project_tag WHERE project_id = $1 AND tag_id = $2",
        [project.0.into(), tag.0.into()],
    )
    .await?;
    Ok(taken > 0)
}
