//! What the état des lieux shows.

use crate::error::Result;
use crate::sql;
use domain::ids::{ProjectId, SurveyId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A question, with the project's current answer when there is one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// The question.
    pub question_id: Uuid,
    /// Its stable code, the name of its field.
    pub code: String,
    /// The section it stands in.
    pub section: String,
    /// The kind of answer.
    pub kind: String,
    /// The question.
    pub label: String,
    /// A line that helps.
    pub hint: String,
    /// JSON of what may be chosen.
    pub choices: String,
    /// The current answer.
    pub answer_id: Option<Uuid>,
    /// JSON of its value; `null` for a comment alone.
    pub value: Option<String>,
    /// The comment beside it.
    pub comment: Option<String>,
    /// When it was given, milliseconds UTC.
    pub answered_at: Option<i64>,
    /// First name of who gave it.
    pub first_name: Option<String>,
    /// Last name of who gave it.
    pub last_name: Option<String>,
    /// How many answers it took the place of.
    pub earlier: i64,
}

/// The questions of a survey in order, with the current answers of a project. At most 200.
pub async fn lines(
    db: &impl ConnectionTrait,
    survey: &str,
    project: ProjectId,
) -> Result<Vec<Line>> {
    sql::all(
        db,
        "SELECT q.id AS question_id, q.code, q.section, q.kind, q.label, q.hint, q.choices, \
                a.id AS answer_id, a.value, a.comment, a.answered_at, p.first_name, p.last_name, \
                (SELECT COUNT(*) FROM answer o WHERE o.project_id = $2 AND o.question_id = q.id \
                   AND o.replaced_at IS NOT NULL) AS earlier \
         FROM survey s JOIN question q ON q.survey_id = s.id \
         LEFT JOIN answer a ON a.question_id = q.id AND a.project_id = $2 AND a.replaced_at IS NULL \
         LEFT JOIN person p ON p.id = a.answered_by \
         WHERE s.code = $1 ORDER BY q.position, q.code LIMIT 200",
        [survey.into(), project.0.into()],
    )
    .await
}

/// An answer that another one took the place of.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Earlier {
    /// JSON of its value.
    pub value: String,
    /// The comment beside it.
    pub comment: String,
    /// When it was given, milliseconds UTC.
    pub answered_at: i64,
    /// When it was replaced, milliseconds UTC; none for the current one.
    pub replaced_at: Option<i64>,
    /// First name of who gave it.
    pub first_name: String,
    /// Last name of who gave it.
    pub last_name: String,
}

/// The answers a project ever gave to a question, the newest first, at most 50.
pub async fn history(
    db: &impl ConnectionTrait,
    survey: &str,
    project: ProjectId,
    code: &str,
) -> Result<Vec<Earlier>> {
    sql::all(
        db,
        "SELECT a.value, a.comment, a.answered_at, a.replaced_at, p.first_name, p.last_name \
         FROM answer a JOIN question q ON q.id = a.question_id JOIN survey s ON s.id = q.survey_id \
         JOIN person p ON p.id = a.answered_by \
         WHERE s.code = $1 AND a.project_id = $2 AND q.code = $3 \
         ORDER BY a.answered_at DESC, a.id DESC LIMIT 50",
        [survey.into(), project.0.into(), code.into()],
    )
    .await
}

/// The id of a survey.
pub async fn survey_id(db: &impl ConnectionTrait, code: &str) -> Result<Option<SurveyId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let row: Option<Row> =
        sql::one(db, "SELECT id FROM survey WHERE code = $1", [code.into()]).await?;
    Ok(row.map(|row| SurveyId(row.id)))
}

/// A question as it is kept, to compare it with the shipped one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Kept {
    /// The question.
    pub id: Uuid,
    /// Its stable code.
    pub code: String,
    /// The section it stands in.
    pub section: String,
    /// Its place.
    pub position: i64,
    /// The question.
    pub label: String,
    /// A line that helps.
    pub hint: String,
    /// JSON of what may be chosen.
    pub choices: String,
}

/// The questions of a survey, as kept.
pub async fn questions(db: &impl ConnectionTrait, survey: SurveyId) -> Result<Vec<Kept>> {
    sql::all(
        db,
        "SELECT id, code, section, position, label, hint, choices FROM question WHERE survey_id = $1 LIMIT 500",
        [survey.0.into()],
    )
    .await
}
