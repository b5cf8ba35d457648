//! Views of a territory that somebody keeps: a name and an address, for herself or for the pair.

use crate::context::Person;
use crate::desk::table::reach;
use crate::{Cx, Error, Once, Result, Services};
use domain::filter::Listing;
use domain::form::{Errors, Problem};
use domain::ids::SavedViewId;
use domain::text;
use store::saved_view::{self, NewView};

pub use store::saved_view::SavedView;

/// Longest name, in characters.
pub const NAME_MAX: u32 = 80;
/// Longest address kept, in bytes: more than the longest filter one can choose.
const QUERY_MAX: usize = 2000;
/// Views one person keeps.
const MOST: u32 = 40;

/// What the form of a view says.
#[derive(Clone, Copy, Debug)]
pub struct ViewForm<'a> {
    /// Its name.
    pub name: &'a str,
    /// For the pair of the département too.
    pub shared: bool,
}

impl Services {
    /// The views of a person, and those that others share with the seats she holds in a département. One query.
    pub(crate) async fn views_for(
        &self,
        person: &Person,
        departement: Option<&str>,
    ) -> Result<Vec<SavedView>> {
        let seat = departement.filter(|code| person.seat_of(code).is_some());
        Ok(saved_view::list(self.db.read(), person.id, seat).await?)
    }

    /// Keeps a view of what the reader sees. `query` writes the address of a listing.
    ///
    /// Errors: field errors on `nom`; [`Error::NotFound`] for a territory that is not hers.
    pub async fn save_view(
        &self,
        cx: &Cx,
        listing: &Listing,
        query: impl FnOnce(&Listing) -> String,
        form: ViewForm<'_>,
        once: &Once,
    ) -> Result<()> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let name = name(form.name)?;
        let kept = Listing {
            // Whoever opens it later, with other départements of her own, sees the same one.
            departement: reach.departement.clone(),
            after: None,
            ..listing.clone()
        };
        let query = query(&kept);
        if query.len() > QUERY_MAX {
            return Err(Error::field("nom", Problem::TooLong(NAME_MAX)));
        }
        let own = saved_view::list(self.db.read(), person.id, None).await?;
        if own.len() >= MOST as usize {
            return Err(Error::field("nom", Problem::TooManyViews(MOST)));
        }
        let view = NewView {
            id: self.ids.uuid(),
            person: person.id,
            shared: form.shared && reach.departement.is_some(),
            departement: reach.departement,
            name,
            query,
            at: self.clock.now(),
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        saved_view::insert(&tx, &view).await?;
        Ok(tx.commit().await?)
    }

    /// A view of one's own. [`Error::NotFound`] for another's. One query.
    pub async fn own_view(&self, cx: &Cx, view: SavedViewId) -> Result<SavedView> {
        let person = cx.person()?;
        let found = saved_view::own(self.db.read(), view, person.id).await?;
        found.ok_or(Error::NotFound)
    }

    /// Changes the name of a view, and who sees it.
    ///
    /// Errors: field errors on `nom`; [`Error::NotFound`] for another's view.
    pub async fn change_view(
        &self,
        cx: &Cx,
        view: SavedViewId,
        form: ViewForm<'_>,
        once: &Once,
    ) -> Result<()> {
        let found = self.own_view(cx, view).await?;
        let name = name(form.name)?;
        let shared = form.shared && found.departement_code.is_some();
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        saved_view::change(&tx, view, &name, shared).await?;
        Ok(tx.commit().await?)
    }

    /// Deletes a view. [`Error::NotFound`] for another's and for one that is gone.
    pub async fn delete_view(&self, cx: &Cx, view: SavedViewId, once: &Once) -> Result<()> {
        let person = cx.person()?.id;
        let tx = self.db.begin().await?;
        // Before the view is looked for: the second of two presses does not find it any more.
        self.claim(&tx, cx, once).await?;
        let found = saved_view::own(&*tx, view, person).await?;
        found.ok_or(Error::NotFound)?;
        saved_view::delete(&tx, view).await?;
        Ok(tx.commit().await?)
    }
}

fn name(typed: &str) -> Result<String> {
    let mut errors = Errors::new();
    let name = errors.keep("nom", text::line(typed, NAME_MAX));
    errors.finish(name).map_err(Error::Fields)
}
