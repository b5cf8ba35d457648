//! What the compiler may reach: our layout, two fonts, one document.

use super::{outside, words};
use services::Result;
use services::ports::Paper;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// What all documents share.
pub struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layout: Source,
    document: FileId,
}

impl Shelf {
    /// Errors: a sentence for the operator.
    pub fn new() -> std::result::Result<Self, String> {
        let fonts: Vec<Font> = [notosans::REGULAR_TTF, notosans::BOLD_TTF]
            .into_iter()
            .flat_map(|font| Font::iter(Bytes::new(font)))
            .collect();
        // The names of the lines of a table are told as such.
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            layout: Source::new(file("paper.typ")?, include_str!("paper.typ").to_owned()),
            document: file("document.json")?,
        })
    }

    /// Whether a font has a character.
    pub fn has(&self, one: char) -> bool {
        let glyph = |font: &Font| font.info().coverage.contains(u32::from(one));
        !self.fonts.is_empty() && self.fonts.iter().all(glyph)
    }
}

fn file(name: &str) -> std::result::Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|error| error.to_string())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One document on its way to paper.
pub struct Desk<'a> {
    shelf: &'a Shelf,
    document: Bytes,
}

impl<'a> Desk<'a> {
    /// Errors: [`services::Error::Outside`].
    pub fn new(shelf: &'a Shelf, paper: &Paper) -> Result<Self> {
        let mut value = serde_json::to_value(paper).map_err(outside)?;
        words::clean(&mut value, &|one| shelf.has(one));
        let document = serde_json::to_vec(&value).map_err(outside)?;
        Ok(Self {
            shelf,
            document: Bytes::new(document),
        })
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.shelf.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shelf.layout.id() {
            return Ok(self.shelf.layout.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shelf.document {
            return Ok(self.document.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
