//! The état des lieux: what the project is made of, asked once and kept with its history.

mod starter;

use crate::journal::{Fact, details, to_json};
use crate::policy;
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::{Errors, FieldError};
use domain::ids::{AnswerId, PersonId, ProjectId, QuestionId};
use domain::permission::Action;
use domain::project::{Audience, QuestionKind};
use domain::survey::{self, Choice, Value};
use domain::territory::CommuneCode;
use domain::text;
use domain::timestamp::Timestamp;
use store::Tx;
use store::survey::read::{Earlier, Line};
use store::survey::write::{self, NewAnswer};

/// Code of the questionnaire every project answers.
pub const STARTER: &str = "starter";

/// A question with its current answer.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its row, for its words and who answered.
    pub line: Line,
    /// The kind of answer.
    pub kind: QuestionKind,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// The current answer.
    pub value: Option<Value>,
}

impl Question {
    fn of(line: Line) -> Result<Self> {
        let unreadable = || Error::from(store::Error::Unreadable("question"));
        let kind = QuestionKind::parse(&line.kind).ok_or_else(unreadable)?;
        let choices = serde_json::from_str(&line.choices).map_err(|_| unreadable())?;
        let value = line
            .value
            .as_deref()
            .and_then(|json| serde_json::from_str(json).unwrap_or(None));
        Ok(Self {
            line,
            kind,
            choices,
            value,
        })
    }

    /// The name of the field of its answer.
    pub fn field(&self) -> String {
        format!("q-{}", self.line.code)
    }

    /// The name of the field of the comment beside it.
    pub fn comment_field(&self) -> String {
        format!("c-{}", self.line.code)
    }

    /// The comment beside the answer; empty when there is none.
    pub fn comment(&self) -> &str {
        self.line.comment.as_deref().unwrap_or_default()
    }
}

/// What one question becomes.
struct Change {
    question: QuestionId,
    value: Option<Value>,
    comment: String,
}

impl Services {
    /// The questions with their current answers, in order. The caller may read the sheet (its head says so).
    pub async fn survey(&self, head: &SheetHead) -> Result<Vec<Question>> {
        let lines = store::survey::read::lines(self.db.read(), STARTER, head.resource.id).await?;
        lines.into_iter().map(Question::of).collect()
    }

    /// The names of the project's communes, known already and so not asked. A code that the territories no
    /// longer know is given as it is.
    pub async fn commune_names(&self, head: &SheetHead) -> Result<Vec<String>> {
        let tags = store::recommendation::read::tags(self.db.read(), head.resource.id).await?;
        let france = self.territories.dataset();
        let name = |code: &str| {
            let commune = CommuneCode::parse(code)
                .ok()
                .and_then(|code| france.resolve(code));
            commune.map_or_else(|| code.to_owned(), |commune| commune.name.to_string())
        };
        Ok(tags
            .iter()
            .filter(|tag| tag.kind == "commune")
            .map(|tag| name(&tag.code))
            .collect())
    }

    /// Every answer a project gave to one question, the newest first.
    pub async fn answer_history(&self, head: &SheetHead, code: &str) -> Result<Vec<Earlier>> {
        Ok(store::survey::read::history(self.db.read(), STARTER, head.resource.id, code).await?)
    }

    /// Saves a section: each answer that changed takes the place of the one before, which stays as history.
    ///
    /// `typed` gives the values sent under a field's name. When one answer of the section is refused, none
    /// is saved: the page shows all of them again as they were typed.
    pub async fn answer_section(
        &self,
        cx: &Cx,
        project: ProjectId,
        section: &str,
        typed: impl Fn(&str) -> Vec<String>,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::Edit, project).await?;
        let by = cx.person()?.id;
        let lines = store::survey::read::lines(self.db.read(), STARTER, project).await?;
        let questions: Vec<Question> = lines
            .into_iter()
            .filter(|line| line.section == section)
            .map(Question::of)
            .collect::<Result<_>>()?;
        if questions.is_empty() {
            return Err(Error::NotFound);
        }
        let changes = changes(&questions, typed).map_err(Error::Fields)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if changes.is_empty() {
            return Ok(tx.commit().await?);
        }
        let now = self.clock.now();
        for change in &changes {
            self.write_answer(&tx, project, change, by, now).await?;
        }
        let told = details([("section", section.to_owned())]);
        self.record(&tx, cx, project, Fact::SurveyAnswered, Audience::All, told)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn write_answer(
        &self,
        tx: &Tx,
        project: ProjectId,
        change: &Change,
        by: PersonId,
        at: Timestamp,
    ) -> Result<()> {
        write::replace(tx, project, change.question, at).await?;
        if change.value.is_none() && change.comment.is_empty() {
            return Ok(());
        }
        let value = to_json(&change.value);
        let new = NewAnswer {
            id: AnswerId(self.ids.uuid()),
            project,
            question: change.question,
            value: &value,
            comment: &change.comment,
            by,
            at,
        };
        match write::answer(tx, &new).await {
            // Somebody answered the same question at the same moment.
            Err(store::Error::Duplicate(_)) => Err(Error::Conflict),
            other => Ok(other?),
        }
    }
}

fn changes(
    questions: &[Question],
    typed: impl Fn(&str) -> Vec<String>,
) -> std::result::Result<Vec<Change>, Vec<FieldError>> {
    let mut errors = Errors::new();
    let mut changes = Vec::new();
    for question in questions {
        let value = survey::read(question.kind, &question.choices, &typed(&question.field()));
        let value = errors.keep(&question.field(), value);
        let comment = typed(&question.comment_field())
            .into_iter()
            .next()
            .unwrap_or_default();
        let comment = errors.keep(
            &question.comment_field(),
            text::optional_line(&comment, survey::LINE_MAX),
        );
        if let (Some(value), Some(comment)) = (value, comment) {
            let comment = comment.unwrap_or_default();
            if value != question.value || comment != question.comment() {
                let question = QuestionId(question.line.question_id);
                changes.push(Change {
                    question,
                    value,
                    comment,
                });
            }
        }
    }
    errors.finish(Some(changes))
}
