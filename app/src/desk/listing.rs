//! The address of a set of projects: read from a request, written into links.

use axum::extract::{FromRequestParts, RawQuery};
use domain::filter::Listing;
use domain::text;
use http::request::Parts;
use std::convert::Infallible;

/// Names and values of a query string, a name possibly several times.
pub type Pairs = Vec<(String, String)>;

/// What an address asks for. Nothing in it is refused.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The set, and how it is shown.
    pub listing: Listing,
    /// Everything, for what one view alone knows.
    pub pairs: Pairs,
}

impl Asked {
    /// Reads a query string.
    pub fn read(query: &str) -> Self {
        let pairs: Pairs = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), text::typed(&value)))
            .collect();
        Self {
            listing: Listing::read(&pairs),
            pairs,
        }
    }

    /// The first value of a name; empty without one.
    pub fn one(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let RawQuery(query) = RawQuery::from_request_parts(parts, state).await?;
        Ok(Self::read(&query.unwrap_or_default()))
    }
}

/// Pairs as the query of an address.
pub fn query(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// An address with its query.
pub fn href(path: &str, pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query(pairs))
    }
}

/// The pairs with one more.
pub fn with(mut pairs: Pairs, name: &str, value: impl Into<String>) -> Pairs {
    pairs.push((name.to_owned(), value.into()));
    pairs
}

/// The pairs without those of some names.
pub fn without(pairs: Pairs, names: &[&str]) -> Pairs {
    let kept = |(name, _): &(String, String)| !names.contains(&name.as_str());
    pairs.into_iter().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let asked = Asked::read("q=l%27eau+%26+l%27air&etat=submitted&etat=assigned&tri=-cout");
        let again = Asked::read(&query(&asked.listing.pairs()));
        assert_eq!(again.listing, asked.listing);
        assert_eq!(asked.listing.filter.text, "l'eau & l'air");
        assert_eq!(asked.listing.filter.states.len(), 2);
    }

    #[test]
    fn bytes_that_are_no_text_are_passed_over() {
        let asked = Asked::read("q=%FF%00%0A&etat=%FF&apres=%00&&&=&%=%");
        assert!(asked.listing.filter.states.is_empty());
        assert!(!asked.listing.filter.text.contains('\0'));
    }
}
