//! Documents on paper: what one holds, and who makes a PDF of it.

use crate::Result;
use domain::timestamp::Timestamp;
use serde::Serialize;

/// A document in French for A4. Every text is shown as it is, whoever typed it; a line break stays one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// What it is called, also in the list of a reader's open files.
    pub title: String,
    /// At the foot of every page, beside its number.
    pub foot: String,
    /// When it was made.
    #[serde(skip)]
    pub made_at: Timestamp,
    /// Under the title.
    pub opening: Vec<Block>,
    /// What follows.
    pub sections: Vec<Section>,
}

/// A part of a document under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// One thing after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading within a section.
    Heading {
        /// Its words.
        words: String,
    },
    /// A paragraph.
    Text {
        /// Its words.
        words: String,
        /// Said in passing.
        soft: bool,
    },
    /// What has to be seen first.
    Notice {
        /// Its words.
        words: String,
    },
    /// Names and what they are.
    Facts {
        /// Each name with its value.
        lines: Vec<(String, String)>,
    },
    /// Large numbers.
    Figures {
        /// Each number with its words.
        values: Vec<(String, String)>,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<String>,
    },
    /// A table.
    Table(Table),
    /// A drawing.
    Picture {
        /// The drawing, as SVG without outside references.
        svg: String,
        /// Its height by its width, in thousandths.
        tall: u32,
        /// What is seen there, for who does not see it.
        instead: String,
    },
    /// What the colours of a drawing mean.
    Legend {
        /// Each colour (`#rrggbb`) with its words.
        colours: Vec<(String, String)>,
    },
}

/// A table whose first column names its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What stands above each column.
    pub heads: Vec<String>,
    /// Lines of as many cells; all but the first are numbers.
    pub rows: Vec<Vec<String>>,
    /// Too wide for a page that stands upright.
    pub wide: bool,
}

/// Makes files of documents.
#[async_trait::async_trait]
pub trait Press: Send + Sync {
    /// The document as a PDF that screen readers read.
    ///
    /// Errors: [`crate::Error::Outside`], without a word of what people typed.
    async fn pdf(&self, paper: Paper) -> Result<Vec<u8>>;
}

impl Block {
    /// A paragraph.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        Self::Text { words, soft: false }
    }

    /// A paragraph said in passing.
    pub fn soft(words: impl Into<String>) -> Self {
        let words = words.into();
        Self::Text { words, soft: true }
    }
}
