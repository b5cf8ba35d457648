//! Documents as PDF, by the compiler of typst.
//!
//! The layout is one file of ours, `press/paper.typ`; what people typed reaches it as values of a JSON file and is never
//! read as markup. Nothing else can be opened from there: no folder, no package, no network.

mod desk;
mod words;

use async_trait::async_trait;
use desk::{Desk, Shelf};
use services::ports::{Paper, Press};
use services::{Error, Result};
use std::sync::Arc;
use tokio::sync::Semaphore;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Documents that are made at once; others wait.
const AT_ONCE: usize = 2;

/// Makes PDF files that hold to PDF/UA-1.
#[derive(Clone)]
pub struct Typst {
    shelf: Arc<Shelf>,
    places: Arc<Semaphore>,
}

impl Typst {
    /// With its fonts and its layout. Errors: a sentence for the operator.
    pub fn new() -> std::result::Result<Self, String> {
        Ok(Self {
            shelf: Arc::new(Shelf::new()?),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }
}

#[async_trait]
impl Press for Typst {
    async fn pdf(&self, paper: Paper) -> Result<Vec<u8>> {
        let places = self.places.clone();
        let place = places.acquire_owned().await.map_err(outside)?;
        let shelf = self.shelf.clone();
        // The place is given back when the work is done, also where nobody waits for it any more.
        let work = move || {
            let made = make(&shelf, &paper);
            drop(place);
            made
        };
        tokio::task::spawn_blocking(work).await.map_err(outside)?
    }
}

fn make(shelf: &Shelf, paper: &Paper) -> Result<Vec<u8>> {
    let document = laid_out(shelf, paper)?;
    let made = typst_pdf::pdf(&document, &options(paper, &[PdfStandard::Ua_1])?).or_else(|why| {
        // Its reasons quote the document.
        tracing::warn!(reasons = why.len(), "a document is no PDF/UA-1");
        let plain = options(paper, &[])?;
        typst_pdf::pdf(&document, &plain).map_err(|why| told(&why))
    });
    // What it remembers of one document is of no use for the next.
    comemo::evict(0);
    made
}

fn laid_out(shelf: &Shelf, paper: &Paper) -> Result<PagedDocument> {
    let desk = Desk::new(shelf, paper)?;
    typst::compile(&desk).output.map_err(|why| told(&why))
}

fn options(paper: &Paper, standards: &[PdfStandard]) -> Result<PdfOptions> {
    let standards = PdfStandards::new(standards)
        .map_err(|why| Error::Outside(format!("typst: {}", why.message())))?;
    let at = paper.made_at.to_utc();
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    let at = Datetime::from_ymd_hms(year, month.into(), day, hour, minute, second);
    Ok(PdfOptions {
        standards,
        creator: Smart::Custom(None),
        timestamp: at.map(Timestamp::new_utc),
        ..PdfOptions::default()
    })
}

/// The first reason alone: they are about our layout, and mostly one follows from another.
fn told(why: &[SourceDiagnostic]) -> Error {
    let first = why.first().map(|one| one.message.as_str());
    Error::Outside(format!("typst: {}", first.unwrap_or("no reason")))
}

fn outside(error: impl std::fmt::Display) -> Error {
    Error::Outside(format!("typst: {error}"))
}

#[cfg(test)]
mod tests;
