//! What changed in a view that somebody asked to be sent.

use super::Letter;
use askama::Template;

/// Projects of one kind of change.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// How many there are.
    pub count: usize,
    /// The titles of the first ones.
    pub titles: Vec<String>,
    /// How many are not named.
    pub more: usize,
}

/// A project that moved.
#[derive(Clone, Debug)]
pub struct MovedLine {
    /// Its title.
    pub title: String,
    /// Where it stood.
    pub from: String,
    /// Where it stands.
    pub to: String,
}

/// What changed in a view since the mail before. Of the projects, titles and states alone.
#[derive(Clone, Debug)]
pub struct ViewNews {
    /// Address of the site.
    pub base: String,
    /// First name of the reader, may be empty.
    pub reader: String,
    /// Name of the view.
    pub view: String,
    /// Where to see it.
    pub link: String,
    /// What entered it.
    pub entered: Part,
    /// What left it.
    pub left: Part,
    /// How many moved inside it.
    pub moved_count: usize,
    /// The first ones.
    pub moved: Vec<MovedLine>,
    /// How many of them are not named.
    pub moved_more: usize,
    /// Out of these mails.
    pub way_out: String,
}

#[derive(Template)]
#[template(path = "view_news.txt")]
struct ViewNewsText<'a> {
    letter: &'a ViewNews,
}

#[derive(Template)]
#[template(path = "view_news.html")]
struct ViewNewsHtml<'a> {
    letter: &'a ViewNews,
}

impl Letter for ViewNews {
    fn text(&self) -> askama::Result<String> {
        ViewNewsText { letter: self }.render()
    }

    fn html(&self) -> askama::Result<String> {
        ViewNewsHtml { letter: self }.render()
    }
}
