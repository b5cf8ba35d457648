//! Answers and questions in.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{AnswerId, PersonId, ProjectId, QuestionId, SurveyId};
use domain::timestamp::Timestamp;

/// An answer to write.
#[derive(Clone, Debug)]
pub struct NewAnswer<'a> {
    /// Drawn by the caller.
    pub id: AnswerId,
    /// The project.
    pub project: ProjectId,
    /// The question.
    pub question: QuestionId,
    /// JSON of the value, `null` for a comment alone.
    pub value: &'a str,
    /// The comment beside it.
    pub comment: &'a str,
    /// Who answers.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Ends the current answer, if any: it stays as history.
pub async fn replace(
    tx: &Tx,
    project: ProjectId,
    question: QuestionId,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE answer SET replaced_at = $3 WHERE project_id = $1 AND question_id = $2 AND replaced_at IS NULL",
        [project.0.into(), question.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Writes the current answer; [`crate::Error::Duplicate`] when somebody else wrote one in between.
pub async fn answer(tx: &Tx, new: &NewAnswer<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO answer (id, project_id, question_id, value, comment, answered_by, answered_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            new.id.0.into(),
            new.project.0.into(),
            new.question.0.into(),
            new.value.into(),
            new.comment.into(),
            new.by.0.into(),
            new.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Adds a survey.
pub async fn survey(tx: &Tx, id: SurveyId, code: &str, title: &str, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO survey (id, code, title, created_at) VALUES ($1, $2, $3, $4)",
        [id.0.into(), code.into(), title.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// A question to write.
#[derive(Clone, Debug)]
pub struct NewQuestion<'a> {
    /// Drawn by the caller, or the one kept.
    pub id: QuestionId,
    /// Its stable code.
    pub code: &'a str,
    /// The section it stands in.
    pub section: &'a str,
    /// Its place.
    pub position: i64,
    /// The kind of answer. It never changes once answers may exist.
    pub kind: &'a str,
    /// The question.
    pub label: &'a str,
    /// A line that helps.
    pub hint: &'a str,
    /// JSON of what may be chosen.
    pub choices: &'a str,
}

/// Adds a question.
pub async fn question(tx: &Tx, survey: SurveyId, new: &NewQuestion<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO question (id, survey_id, code, section, position, kind, label, hint, choices) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            new.id.0.into(),
            survey.0.into(),
            new.code.into(),
            new.section.into(),
            new.position.into(),
            new.kind.into(),
            new.label.into(),
            new.hint.into(),
            new.choices.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Gives a kept question its new words, place and choices.
pub async fn reword(tx: &Tx, new: &NewQuestion<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE question SET section = $2, position = $3, label = $4, hint = $5, choices = $6 WHERE id = $1",
        [
            new.id.0.into(),
            new.section.into(),
            new.position.into(),
            new.label.into(),
            new.hint.into(),
            new.choices.into(),
        ],
    )
    .await?;
    Ok(())
}
