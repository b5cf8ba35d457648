//! Drafts: begun, kept, found again.

use crate::journal::to_json;
use crate::{Actor, Cx, Error, Result, Services, secret};
use domain::deposit::{self, Answers, Step};
use domain::form::FieldError;
use domain::ids::{DraftId, ProjectId};
use domain::timestamp::Timestamp;
use store::deposit::draft::{self as table, DraftRow, NewDraft};

/// A draft as its screens show it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The draft.
    pub id: DraftId,
    /// What was typed.
    pub answers: Answers,
    /// Last save.
    pub saved_at: Timestamp,
    /// The project it became, once sent.
    pub project: Option<ProjectId>,
}

/// One line of a list of drafts.
#[derive(Clone, Debug)]
pub struct DraftLine {
    /// The draft.
    pub id: DraftId,
    /// Its title as typed; empty when none was.
    pub title: String,
    /// The first screen that is not finished.
    pub step: Step,
    /// Last save.
    pub saved_at: Timestamp,
}

/// The answer to a save.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The draft as it is now kept.
    pub draft: Draft,
    /// Why the screen saved is not finished; empty when one can go on.
    pub refused: Vec<FieldError>,
}

/// How the one who asks is tied to a draft.
enum Hold {
    /// Hers.
    Owner,
    /// Nobody's yet, and she signed in: it becomes hers.
    ToClaim,
    /// Nobody's yet, in the browser it was begun in.
    Browser,
    /// Somebody's, in the browser it was last opened in, after the session ended: it may be written,
    /// so that nothing typed is lost, and not read.
    Ended,
}

/// Most drafts shown; a person with more finishes or removes some first.
const DRAFTS: u32 = 20;

impl Services {
    /// Begins a deposit, or gives the empty one that was begun before.
    ///
    /// `browser`: the token that the browser keeps.
    pub async fn start_deposit(&self, cx: &Cx, browser: Option<&str>) -> Result<DraftId> {
        let hash = browser.map(secret::hash);
        for row in self.unfinished(cx, hash.as_deref()).await? {
            if !begun(&answers_of(&row)) {
                return Ok(DraftId(row.id));
            }
        }
        let id = DraftId(self.ids.uuid());
        let form = to_json(&self.known_answers(cx).await?);
        let tx = self.db.begin().await?;
        let draft = NewDraft {
            id,
            person: cx.person_id(),
            browser_hash: hash.as_deref(),
            form: &form,
            at: self.clock.now(),
        };
        table::insert(&tx, &draft).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What is known is not asked: nothing for a visitor, the account's words for a signed-in person.
    async fn known_answers(&self, cx: &Cx) -> Result<Answers> {
        let mut answers = Answers::default();
        let Some(person) = cx.person_id() else {
            return Ok(answers);
        };
        let profile = store::deposit::read::profile(self.db.read(), person)
            .await?
            .unwrap_or_default();
        for (field, known) in [
            ("contact_prenom", profile.first_name),
            ("contact_nom", profile.last_name),
            ("contact_fonction", profile.job),
            ("contact_telephone", profile.phone),
        ] {
            if !known.is_empty() {
                answers.set(field, known);
            }
        }
        Ok(answers)
    }

    /// The drafts that the one who asks can resume, the last saved first, at most 20. Drafts where
    /// nothing was typed are left out.
    pub async fn my_drafts(&self, cx: &Cx, browser: Option<&str>) -> Result<Vec<DraftLine>> {
        let hash = browser.map(secret::hash);
        let rows = self.unfinished(cx, hash.as_deref()).await?;
        let with_email = cx.person_id().is_none();
        let lines = rows
            .iter()
            .map(|row| (row, answers_of(row)))
            .filter(|(_, answers)| begun(answers));
        Ok(lines
            .map(|(row, answers)| line(row, &answers, with_email))
            .collect())
    }

    async fn unfinished(&self, cx: &Cx, hash: Option<&str>) -> Result<Vec<DraftRow>> {
        let email = match &cx.actor {
            Actor::Person(person) => Some(person.email.as_str()),
            Actor::Visitor | Actor::System => None,
        };
        if cx.person_id().is_none() && hash.is_none() {
            return Ok(Vec::new());
        }
        Ok(table::unfinished(self.db.read(), cx.person_id(), email, hash, DRAFTS).await?)
    }

    /// A draft to show. One that nobody had signed in for becomes the signed-in person's.
    ///
    /// Errors: [`Error::NotFound`] for a draft of somebody else or of another browser,
    /// [`Error::SignInNeeded`] when the session ended in the browser it was opened in.
    pub async fn open_draft(&self, cx: &Cx, browser: Option<&str>, id: DraftId) -> Result<Draft> {
        let hash = browser.map(secret::hash);
        let row = table::find(self.db.read(), id)
            .await?
            .ok_or(Error::NotFound)?;
        let hold = hold(cx, hash.as_deref(), &row)?;
        if matches!(hold, Hold::Ended) {
            return Err(Error::SignInNeeded);
        }
        let moved = hash.is_some() && row.browser_hash != hash;
        if let (Some(person), true) = (cx.person_id(), matches!(hold, Hold::ToClaim) || moved) {
            let tx = self.db.begin().await?;
            table::claim(&tx, id, person, hash.as_deref()).await?;
            tx.commit().await?;
        }
        Ok(draft_of(&row))
    }

    /// Keeps what a screen sent, valid or not, and says what is not finished there. A commune typed
    /// without being chosen is chosen when it can mean one only.
    pub async fn save_draft(
        &self,
        cx: &Cx,
        browser: Option<&str>,
        id: DraftId,
        step: Step,
        typed: &[(String, String)],
    ) -> Result<Saved> {
        let settle = |answers: &mut Answers| {
            if step == Step::Where {
                self.settle_communes(answers);
            }
        };
        let draft = self.keep(cx, browser, id, step, typed, settle).await?;
        let refused = self.refusals(cx, &draft.answers, step).await?;
        Ok(Saved { draft, refused })
    }

    /// Keeps what a screen holds while somebody is typing.
    pub async fn keep_draft(
        &self,
        cx: &Cx,
        browser: Option<&str>,
        id: DraftId,
        step: Step,
        typed: &[(String, String)],
    ) -> Result<Draft> {
        self.keep(cx, browser, id, step, typed, |_| {}).await
    }

    /// The last save wins; other screens are left alone, and so is a draft that was sent.
    async fn keep(
        &self,
        cx: &Cx,
        browser: Option<&str>,
        id: DraftId,
        step: Step,
        typed: &[(String, String)],
        settle: impl Fn(&mut Answers),
    ) -> Result<Draft> {
        let hash = browser.map(secret::hash);
        let tx = self.db.begin().await?;
        let row = table::lock(&tx, id).await.map_err(Error::from)?;
        hold(cx, hash.as_deref(), &row)?;
        let mut draft = draft_of(&row);
        if draft.project.is_none() {
            draft.answers.take(step, typed);
            settle(&mut draft.answers);
            draft.saved_at = self.clock.now();
            table::save(&tx, id, &to_json(&draft.answers), draft.saved_at).await?;
            tx.commit().await?;
        }
        Ok(draft)
    }

    /// What is not finished on a screen.
    pub async fn refusals(
        &self,
        cx: &Cx,
        answers: &Answers,
        step: Step,
    ) -> Result<Vec<FieldError>> {
        let with_email = cx.person_id().is_none();
        let mut refused = deposit::check(answers, step, with_email)
            .err()
            .unwrap_or_default();
        if refused.is_empty() {
            refused = match step {
                Step::Where => self.unknown_communes(answers),
                Step::Who => self.unknown_bearer(answers),
                Step::Missing => self.unknown_contract(answers).await?,
                Step::What | Step::Progress | Step::Review => Vec::new(),
            };
        }
        Ok(refused)
    }

    /// Everything that keeps a draft from being sent.
    pub async fn all_refusals(&self, cx: &Cx, answers: &Answers) -> Result<Vec<FieldError>> {
        let mut all = Vec::new();
        for &step in Step::ALL {
            all.extend(self.refusals(cx, answers, step).await?);
        }
        Ok(all)
    }

    /// Throws a draft away.
    pub async fn discard_draft(&self, cx: &Cx, browser: Option<&str>, id: DraftId) -> Result<()> {
        self.open_draft(cx, browser, id).await?;
        let tx = self.db.begin().await?;
        table::delete(&tx, id).await?;
        Ok(tx.commit().await?)
    }
}

fn hold(cx: &Cx, hash: Option<&str>, row: &DraftRow) -> Result<Hold> {
    let same_browser = hash.is_some() && row.browser_hash.as_deref() == hash;
    match (&cx.actor, row.person_id) {
        (Actor::Person(person), Some(owner)) if owner == person.id.0 => Ok(Hold::Owner),
        (Actor::Person(person), None)
            if same_browser || row.email.as_ref() == Some(&person.email) =>
        {
            Ok(Hold::ToClaim)
        }
        (Actor::Visitor, None) if same_browser => Ok(Hold::Browser),
        (Actor::Visitor, Some(_)) if same_browser => Ok(Hold::Ended),
        _ => Err(Error::NotFound),
    }
}

fn answers_of(row: &DraftRow) -> Answers {
    serde_json::from_str(&row.form).unwrap_or_default()
}

pub(super) fn draft_of(row: &DraftRow) -> Draft {
    Draft {
        id: DraftId(row.id),
        answers: answers_of(row),
        saved_at: Timestamp(row.updated_at),
        project: row.project_id.map(ProjectId),
    }
}

/// Whether something was typed besides what the account knew.
fn begun(answers: &Answers) -> bool {
    answers
        .0
        .iter()
        .any(|(field, value)| !field.starts_with("contact_") && !value.trim().is_empty())
}

fn line(row: &DraftRow, answers: &Answers, with_email: bool) -> DraftLine {
    let unfinished = Step::ALL
        .iter()
        .find(|step| deposit::check(answers, **step, with_email).is_err());
    DraftLine {
        id: DraftId(row.id),
        title: answers.get("titre").trim().to_owned(),
        step: unfinished.copied().unwrap_or(Step::Review),
        saved_at: Timestamp(row.updated_at),
    }
}
