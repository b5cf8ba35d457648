//! The shipped questionnaire, put into the database at start.

use super::STARTER;
use crate::journal::to_json;
use crate::{Error, Result, Services};
use domain::ids::{QuestionId, SurveyId};
use domain::project::QuestionKind;
use domain::survey::Choice;
use serde::Deserialize;
use store::survey::read::{Kept, questions, survey_id};
use store::survey::write::{self, NewQuestion};

const FILE: &str = include_str!("../../data/survey-starter.toml");

#[derive(Deserialize)]
struct File {
    code: String,
    title: String,
    section: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    title: String,
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    code: String,
    kind: QuestionKind,
    label: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    choices: Vec<Choice>,
}

fn file() -> Result<File> {
    let file: File = toml::from_str(FILE)
        .map_err(|error| Error::Outside(format!("survey-starter.toml: {error}")))?;
    if file.code == STARTER {
        Ok(file)
    } else {
        Err(Error::Outside(
            "survey-starter.toml: another code".to_owned(),
        ))
    }
}

impl Services {
    /// Puts the shipped questionnaire into the database, or brings its words up to date. Nothing is written
    /// when nothing changed; a question is never taken away, since answers refer to it.
    pub async fn ensure_starter_survey(&self) -> Result<()> {
        let file = file()?;
        let known = survey_id(self.db.read(), STARTER).await?;
        let kept = match known {
            Some(survey) => questions(self.db.read(), survey).await?,
            None => Vec::new(),
        };
        let wanted = file.section.iter().flat_map(|section| {
            section
                .question
                .iter()
                .map(move |question| (section.title.as_str(), question))
        });
        let mut work = Vec::new();
        for (position, (section, question)) in (1_i64..).zip(wanted) {
            let kept = kept.iter().find(|kept| kept.code == question.code);
            let choices = to_json(&question.choices);
            if !kept.is_some_and(|kept| is_same(kept, section, position, question, &choices)) {
                work.push((
                    kept.map(|kept| kept.id),
                    section,
                    position,
                    question,
                    choices,
                ));
            }
        }
        if work.is_empty() && known.is_some() {
            return Ok(());
        }
        let tx = self.db.begin().await?;
        let survey = match known {
            Some(survey) => survey,
            None => {
                let survey = SurveyId(self.ids.uuid());
                write::survey(&tx, survey, STARTER, &file.title, self.clock.now()).await?;
                survey
            }
        };
        for (id, section, position, question, choices) in &work {
            let new = NewQuestion {
                id: QuestionId(id.unwrap_or_else(|| self.ids.uuid())),
                code: &question.code,
                section,
                position: *position,
                kind: question.kind.code(),
                label: &question.label,
                hint: &question.hint,
                choices,
            };
            match id {
                Some(_) => write::reword(&tx, &new).await?,
                None => write::question(&tx, survey, &new).await?,
            }
        }
        Ok(tx.commit().await?)
    }
}

fn is_same(kept: &Kept, section: &str, position: i64, question: &Question, choices: &str) -> bool {
    kept.section == section
        && kept.position == position
        && kept.label == question.label
        && kept.hint == question.hint
        && kept.choices == choices
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_shipped_file_asks_fifteen_questions_of_every_kind() {
        let file = file().unwrap();
        let sections: Vec<&str> = file.section.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(
            sections,
            [
                "Le besoin",
                "Le site",
                "Les moyens",
                "Les partenaires",
                "Le calendrier"
            ]
        );
        let questions: Vec<&Question> = file.section.iter().flat_map(|s| &s.question).collect();
        assert_eq!(questions.len(), 15);
        let codes: BTreeSet<&str> = questions.iter().map(|q| q.code.as_str()).collect();
        assert_eq!(codes.len(), 15, "each code once");
        for kind in QuestionKind::ALL {
            assert!(questions.iter().any(|q| q.kind == *kind), "{kind} is asked");
        }
        for question in questions {
            let chooses = matches!(
                question.kind,
                QuestionKind::SingleChoice | QuestionKind::MultipleChoice
            );
            assert_eq!(chooses, !question.choices.is_empty(), "{}", question.code);
        }
    }
}
