//! A router that remembers the addresses it answers. axum's own does not tell them, and a test walks every
//! one of them as every role: an address that nobody listed there must not slip by.

use super::AppState;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{self, MethodRouter};
use http::Method;

/// One address: a method and the pattern of a path, `/projets/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The method.
    pub method: Method,
    /// The pattern of the path.
    pub pattern: &'static str,
}

/// What answers one path, method by method. Made by [`get`] and [`post`].
pub struct Methods {
    router: MethodRouter<AppState>,
    names: Vec<Method>,
}

/// Answers GET, and HEAD with it.
pub fn get<H, T>(handler: H) -> Methods
where
    H: Handler<T, AppState>,
    T: 'static,
{
    Methods {
        router: routing::get(handler),
        names: vec![Method::GET],
    }
}

/// Answers POST.
pub fn post<H, T>(handler: H) -> Methods
where
    H: Handler<T, AppState>,
    T: 'static,
{
    Methods {
        router: routing::post(handler),
        names: vec![Method::POST],
    }
}

impl Methods {
    /// Answers POST too.
    #[must_use]
    pub fn post<H, T>(mut self, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.router = self.router.post(handler);
        self.names.push(Method::POST);
        self
    }
}

/// Addresses and what answers them.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    addresses: Vec<Address>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a path.
    #[must_use]
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place where a path enters axum's router"
    )]
    pub fn route(mut self, pattern: &'static str, methods: Methods) -> Self {
        let names = methods.names.into_iter();
        self.addresses
            .extend(names.map(|method| Address { method, pattern }));
        self.router = self.router.route(pattern, methods.router);
        self
    }

    /// Adds those of another part.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.addresses.extend(other.addresses);
        self
    }

    /// Puts layers around what was added so far.
    #[must_use]
    pub fn layered(mut self, layers: impl FnOnce(Router<AppState>) -> Router<AppState>) -> Self {
        self.router = layers(self.router);
        self
    }

    /// Every address, in the order of its addition.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// axum's router.
    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}
