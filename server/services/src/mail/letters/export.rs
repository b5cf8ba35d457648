//! A long list was made into a file, or could not be.

use super::Letter;
use askama::Template;

/// The file that somebody asked for is there; or there will be none. Of the projects nothing is told.
#[derive(Clone, Debug)]
pub struct ExportDone {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// The file is there; else there will be none.
    pub ready: bool,
    /// How many days it is kept.
    pub days: i64,
    /// The page of the export.
    pub link: String,
}

#[derive(Template)]
#[template(path = "export_done.txt")]
struct ExportDoneText<'a> {
    letter: &'a ExportDone,
}

#[derive(Template)]
#[template(path = "export_done.html")]
struct ExportDoneHtml<'a> {
    letter: &'a ExportDone,
}

impl Letter for ExportDone {
    fn text(&self) -> askama::Result<String> {
        ExportDoneText { letter: self }.render()
    }

    fn html(&self) -> askama::Result<String> {
        ExportDoneHtml { letter: self }.render()
    }
}
