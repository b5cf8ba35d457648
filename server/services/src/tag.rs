//! Tags on projects: words of its own that the State works with. Whoever may not read what the State keeps to itself
//! never learns that there are any.

pub mod list;

use crate::attachment::require_state_only;
use crate::journal::{Fact, details};
use crate::policy::{self, Resource};
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::{ProjectId, TagId};
use domain::permission::Action;
use domain::project::Audience;
use domain::tag::{FIELD, ON_PROJECT_MAX, TAGS_MAX, TagName};
use store::Tx;
use store::tag::{self, Named, NewTag, Offered};

/// The tags of a sheet.
#[derive(Clone, Debug)]
pub struct SheetTags {
    /// Those the project bears, by name.
    pub borne: Vec<Named>,
    /// The other tags of its département.
    pub others: Vec<Named>,
    /// The reader may put and take.
    pub may_write: bool,
}

/// A tag, by what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Which<'a> {
    /// The one of this name; where it is put and the département has none, it is made.
    Called(&'a TagName),
    /// This one.
    Known(TagId),
}

impl Services {
    /// The tags of a sheet whose head was read; `None` for whoever may not know that there are any. One query.
    pub async fn tags_on(&self, cx: &Cx, head: &SheetHead) -> Result<Option<SheetTags>> {
        if !head.may(cx, Action::ReadStateOnly) {
            return Ok(None);
        }
        let of = head.resource.departement.as_str();
        let offered = tag::offered(self.db.read(), head.resource.id, of).await?;
        let (borne, others): (Vec<_>, Vec<_>) = offered.into_iter().partition(|tag| tag.borne > 0);
        Ok(Some(SheetTags {
            borne: named(borne),
            others: named(others),
            may_write: head.may(cx, Action::WriteStateOnly),
        }))
    }

    /// The frame of a sheet for who may put tags on it.
    ///
    /// Errors: [`Error::NotFound`] for whoever may not know of tags; [`Error::Forbidden`] for who only reads them.
    pub async fn head_for_tags(&self, cx: &Cx, project: ProjectId) -> Result<SheetHead> {
        self.may_tag(cx, project).await?;
        self.sheet_head(cx, project).await
    }

    /// Puts the tag of this name on a project; the département gets it where it has none.
    ///
    /// Errors: those of the policy, [`Error::NotFound`] for whoever may not know of tags; field errors on `etiquette`.
    pub async fn put_tag(
        &self,
        cx: &Cx,
        project: ProjectId,
        typed: &str,
        once: &Once,
    ) -> Result<()> {
        match TagName::parse(typed) {
            Ok(name) => {
                self.put_which(cx, project, Which::Called(&name), once)
                    .await
            }
            Err(problem) => {
                // Rights first: a refused name tells nobody that there are tags.
                self.may_tag(cx, project).await?;
                Err(Error::field(FIELD, problem))
            }
        }
    }

    /// Takes a tag off a project. Errors: as [`Services::put_tag`]; a field error when it is not there.
    pub async fn take_tag(
        &self,
        cx: &Cx,
        project: ProjectId,
        tag: TagId,
        once: &Once,
    ) -> Result<()> {
        self.take_which(cx, project, Which::Known(tag), once).await
    }

    pub(crate) async fn put_which(
        &self,
        cx: &Cx,
        project: ProjectId,
        which: Which<'_>,
        once: &Once,
    ) -> Result<()> {
        let resource = self.may_tag(cx, project).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        store::project::write::hold(&tx, project, resource.intake).await?;
        let of = resource.departement.as_str();
        let found = match which {
            Which::Called(name) => self.found_or_made(&tx, cx, of, name).await?,
            Which::Known(_) => found(&tx, of, which).await?.ok_or(Error::NotFound)?,
        };
        let borne = tag::of_project(&*tx, project, of).await?;
        if borne.contains(&found) {
            return Err(Error::field(FIELD, Problem::AlreadyThere));
        }
        if borne.len() >= ON_PROJECT_MAX as usize {
            let problem = Problem::TooManyOnProject(ON_PROJECT_MAX);
            return Err(Error::field(FIELD, problem));
        }
        tag::put(&tx, project, TagId(found.id)).await?;
        self.note_tag(&tx, cx, project, Fact::Tagged, found.name)
            .await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn take_which(
        &self,
        cx: &Cx,
        project: ProjectId,
        which: Which<'_>,
        once: &Once,
    ) -> Result<()> {
        let resource = self.may_tag(cx, project).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        store::project::write::hold(&tx, project, resource.intake).await?;
        let there = found(&tx, &resource.departement, which).await?;
        let Some(there) = there else {
            return Err(match which {
                Which::Called(_) => Error::field(FIELD, Problem::AlreadyThere),
                Which::Known(_) => Error::NotFound,
            });
        };
        if !tag::take(&tx, project, TagId(there.id)).await? {
            return Err(Error::field(FIELD, Problem::AlreadyThere));
        }
        self.note_tag(&tx, cx, project, Fact::Untagged, there.name)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn may_tag(&self, cx: &Cx, project: ProjectId) -> Result<Resource> {
        let resource = policy::require(&self.db, cx, Action::Read, project).await?;
        require_state_only(cx, &resource)?;
        policy::require_on(cx, Action::WriteStateOnly, &resource)?;
        Ok(resource)
    }

    async fn found_or_made(
        &self,
        tx: &Tx,
        cx: &Cx,
        departement: &str,
        name: &TagName,
    ) -> Result<Named> {
        if let Some(found) = found(tx, departement, Which::Called(name)).await? {
            return Ok(found);
        }
        self.make_tag(tx, cx, departement, name).await?;
        // Somebody else may have made it at the same moment: hers is taken.
        found(tx, departement, Which::Called(name))
            .await?
            .ok_or(Error::Conflict)
    }

    /// Writes a tag of a département; false when it has one of this name.
    async fn make_tag(&self, tx: &Tx, cx: &Cx, departement: &str, name: &TagName) -> Result<bool> {
        if tag::names(&**tx, departement).await?.len() >= TAGS_MAX as usize {
            return Err(Error::field(FIELD, Problem::TooManyTags(TAGS_MAX)));
        }
        let new = NewTag {
            id: TagId(self.ids.uuid()),
            departement,
            name: name.as_str(),
            folded: &name.folded(),
            by: cx.person_id(),
            at: self.clock.now(),
        };
        Ok(tag::insert(tx, new).await?)
    }

    /// Nobody is told: a tag is a tool, and the history says who put it.
    async fn note_tag(
        &self,
        tx: &Tx,
        cx: &Cx,
        project: ProjectId,
        fact: Fact,
        name: String,
    ) -> Result<()> {
        let (now, told) = (self.clock.now(), details([("name", name)]));
        self.note(tx, cx, project, fact, Audience::StateOnly, told, now)
            .await?;
        Ok(())
    }
}

fn named(tags: Vec<Offered>) -> Vec<Named> {
    let named = |tag: Offered| Named {
        id: tag.id,
        name: tag.name,
    };
    tags.into_iter().map(named).collect()
}

/// The tag of a département, if it has it.
pub(crate) async fn found(tx: &Tx, departement: &str, which: Which<'_>) -> Result<Option<Named>> {
    Ok(match which {
        Which::Called(name) => tag::find(&**tx, departement, &name.folded()).await?,
        Which::Known(id) => tag::one(&**tx, id)
            .await?
            .filter(|line| line.departement_code == departement)
            .map(|line| Named {
                id: line.id,
                name: line.name,
            }),
    })
}
