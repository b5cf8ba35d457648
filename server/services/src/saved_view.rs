//! Views of a territory that somebody keeps: a name and an address, for herself or for the pair.

pub mod by_mail;

use crate::context::Person;
use crate::desk::departements_of;
use crate::desk::table::reach;
use crate::pair::history::PairFact;
use crate::{Cx, Error, Once, Result, Services};
use domain::filter::Listing;
use domain::form::{Errors, Problem};
use domain::ids::SavedViewId;
use domain::text;
use store::saved_view::{self, NewView, Wanted};

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
    /// The views of a person of where she works now, and those that others share with the seats she holds in a
    /// département as long as they work for it too. One query.
    pub(crate) async fn views_for(
        &self,
        person: &Person,
        departement: Option<&str>,
    ) -> Result<Vec<SavedView>> {
        let of = departements_of(person);
        let wanted = Wanted {
            person: person.id,
            of: (!person.admin).then_some(of.as_slice()),
            elsewhere: person.admin || !person.manages.is_empty(),
            seat_of: departement.filter(|code| person.seat_of(code).is_some()),
        };
        Ok(saved_view::list(self.db.read(), wanted).await?)
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
        if self.views_for(person, None).await?.len() >= MOST as usize {
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

    /// A view that the reader may delete: her own, and one shared with a seat of hers. [`Error::NotFound`] for any
    /// other. One query.
    pub async fn deletable_view(&self, cx: &Cx, view: SavedViewId) -> Result<SavedView> {
        let person = cx.person()?;
        let found = saved_view::one(self.db.read(), view).await?;
        found
            .filter(|view| may_delete(person, view))
            .ok_or(Error::NotFound)
    }

    /// Deletes a view: one's own, or one shared with a seat of one's own, which outlives its author's stay otherwise.
    /// The pair's history tells of the latter.
    ///
    /// Errors: [`Error::NotFound`] for another's and for one that is gone.
    pub async fn delete_view(&self, cx: &Cx, view: SavedViewId, once: &Once) -> Result<()> {
        let person = cx.person()?;
        let tx = self.db.begin().await?;
        // Before the view is looked for: the second of two presses does not find it any more.
        self.claim(&tx, cx, once).await?;
        let found = saved_view::one(&*tx, view).await?;
        let found = found
            .filter(|view| may_delete(person, view))
            .ok_or(Error::NotFound)?;
        saved_view::delete(&tx, view).await?;
        if let (true, Some(departement)) = (
            found.person_id != person.id.0,
            found.departement_code.as_deref(),
        ) {
            let told = [
                ("name", found.name.clone()),
                ("of", format!("{} {}", found.first_name, found.last_name)),
            ];
            let fact = PairFact::SharedViewDeleted;
            self.note_pair(&tx, cx, departement, fact, &told).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Whether a person may delete a view.
pub fn may_delete(person: &Person, view: &SavedView) -> bool {
    let of_her_seat = || {
        let code = view.departement_code.as_deref();
        view.shared && code.is_some_and(|code| person.seat_of(code).is_some())
    };
    view.person_id == person.id.0 || of_her_seat()
}

fn name(typed: &str) -> Result<String> {
    let mut errors = Errors::new();
    let name = errors.keep("nom", text::line(typed, NAME_MAX));
    errors.finish(name).map_err(Error::Fields)
}
