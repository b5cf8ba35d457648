//! The load generator of the bench: light enough to share two cores with what it measures.

use super::apt;
use crate::Result;
use crate::shop::Shop;

pub fn ensure(shop: &Shop) -> Result {
    if shop.which("wrk").is_some() {
        return Ok(());
    }
    apt::install(shop, &["wrk"], "10 s")?;
    match shop.which("wrk") {
        Some(_) => Ok(()),
        None => Err("wrk was installed but is not found in PATH".to_owned()),
    }
}
