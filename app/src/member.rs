//! People of a project and invitations to it.

pub mod actions;
pub mod invitation;
pub mod invited;
pub mod page;

use crate::http::Routes;

/// The addresses of members and invitations.
pub fn routes() -> Routes {
    actions::routes().merge(invited::routes())
}
