//! The tags of a département: read by the State's people there, written by its seats. An agent makes one by putting
//! it on a project that she follows.

use crate::desk::{departement_of, departements_of};
use crate::once::repeated;
use crate::pair::history::PairFact;
use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::TagId;
use domain::permission::Action;
use domain::tag::{FIELD, TagName};
use store::tag::{self, TagLine};

/// The tags of a département for one reader.
#[derive(Clone, Debug)]
pub struct TagsView {
    /// The département.
    pub departement: String,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The reader's seat lets her change them.
    pub may_edit: bool,
    /// The tags by name.
    pub tags: Vec<TagLine>,
}

impl Services {
    /// The tags of a département. One query.
    ///
    /// Errors: [`Error::NotFound`] for somebody of another département.
    pub async fn tags(&self, cx: &Cx, departement: Option<&str>) -> Result<TagsView> {
        let person = cx.person()?;
        let departement = departement_of(person, departement)?;
        policy::require_in(cx, Action::ReadStateOnly, &departement)?;
        Ok(TagsView {
            departements: departements_of(person),
            may_edit: policy::can_in(&cx.actor, Action::WriteStateOnly, &departement).allows(),
            tags: tag::list(self.db.read(), &departement).await?,
            departement,
        })
    }

    /// Adds a tag to a département.
    ///
    /// Errors: those of the policy; field errors on `etiquette`.
    pub async fn add_tag(
        &self,
        cx: &Cx,
        departement: &str,
        typed: &str,
        once: &Once,
    ) -> Result<()> {
        cx.person()?;
        policy::require_in(cx, Action::WriteStateOnly, departement)?;
        let name = name(typed)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if !self.make_tag(&tx, cx, departement, &name).await? {
            return Err(taken());
        }
        Ok(tx.commit().await?)
    }

    /// A tag that the reader may rename or delete. [`Error::NotFound`] for another département's, [`Error::Forbidden`]
    /// for who only reads. One query.
    pub async fn tag_to_change(&self, cx: &Cx, tag: TagId) -> Result<TagLine> {
        cx.person()?;
        let line = tag::one(self.db.read(), tag)
            .await?
            .ok_or(Error::NotFound)?;
        policy::require_in(cx, Action::WriteStateOnly, &line.departement_code)?;
        Ok(line)
    }

    /// Gives a tag another name, on every project at once.
    ///
    /// Errors: as [`Services::tag_to_change`]; field errors on `etiquette`.
    pub async fn rename_tag(&self, cx: &Cx, tag: TagId, typed: &str, once: &Once) -> Result<()> {
        self.tag_to_change(cx, tag).await?;
        let name = name(typed)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        tag::rename(&tx, tag, name.as_str(), &name.folded(), self.clock.now())
            .await
            .map_err(|error| match repeated(error) {
                Error::Repeated => taken(),
                other => other,
            })?;
        Ok(tx.commit().await?)
    }

    /// Deletes a tag and takes it off every project; the pair's history tells of it.
    ///
    /// Errors: as [`Services::tag_to_change`].
    pub async fn delete_tag(&self, cx: &Cx, tag: TagId, once: &Once) -> Result<()> {
        cx.person()?;
        let tx = self.db.begin().await?;
        // Before the tag is looked for: the second of two presses does not find it any more.
        self.claim(&tx, cx, once).await?;
        let line = tag::one(&*tx, tag).await?.ok_or(Error::NotFound)?;
        let of = line.departement_code.as_str();
        policy::require_in(cx, Action::WriteStateOnly, of)?;
        tag::delete(&tx, tag).await?;
        let told = [
            ("name", line.name.clone()),
            ("projects", line.n.to_string()),
        ];
        self.note_pair(&tx, cx, of, PairFact::TagDeleted, &told)
            .await?;
        Ok(tx.commit().await?)
    }
}

fn name(typed: &str) -> Result<TagName> {
    TagName::parse(typed).map_err(|problem| Error::field(FIELD, problem))
}

fn taken() -> Error {
    Error::field(FIELD, Problem::AlreadyThere)
}
