#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use domain::timestamp::Timestamp as Moment;
use services::ports::{Block, Section, Table};
use typst::layout::{Frame, FrameItem};

/// What typst would read as code, references, maths, labels, strings and comments.
const HOSTILE: &str = "#panic(\"a\") #read(\"/document.json\") $x$ *b* _i_ `c` @ref <label> [d] = e - f // g /* h */ \\u{41} \"q\" -- ---";

fn paper(sections: Vec<Section>) -> Paper {
    Paper {
        title: format!("Titre {HOSTILE}"),
        foot: format!("Pied {HOSTILE}"),
        made_at: Moment(1_795_777_200_000),
        opening: vec![
            Block::text("Première ligne\nseconde ligne"),
            Block::Notice {
                words: HOSTILE.to_owned(),
            },
        ],
        sections,
    }
}

fn every_block() -> Vec<Section> {
    let words = || HOSTILE.to_owned();
    let table = |wide| Table {
        heads: vec![words(), "2025".to_owned()],
        rows: vec![vec![words(), "10\u{202f}000\u{a0}€".to_owned()]; 90],
        wide,
    };
    let blocks = vec![
        Block::Heading { words: words() },
        Block::soft(words()),
        Block::Facts {
            lines: vec![(words(), words())],
        },
        Block::Figures {
            values: vec![(words(), words()); 5],
        },
        Block::List {
            items: vec![words(), String::new()],
        },
        Block::Table(table(false)),
        Block::Picture {
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 5\"><path d=\"M0 0l10 5\" stroke=\"#000\"/></svg>".to_owned(),
            tall: 500,
            instead: words(),
        },
        Block::Legend {
            colours: vec![("#0b5563".to_owned(), words())],
        },
    ];
    let wide = vec![Block::Table(table(true))];
    let section = |blocks| Section {
        title: words(),
        blocks,
    };
    vec![section(blocks), section(wide), section(Vec::new())]
}

/// The words of a page, without spaces: lines break where there is no room.
fn words_of(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words_of(&group.frame, out),
            FrameItem::Text(text) => out.push_str(&text.text),
            _ => {}
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn words_on(paper: &Paper) -> String {
    let shelf = Shelf::new().unwrap();
    let document = laid_out(&shelf, paper).unwrap();
    let mut out = String::new();
    for page in document.pages() {
        words_of(&page.frame, &mut out);
    }
    squeezed(&out)
}

#[test]
fn what_people_typed_is_shown_and_never_obeyed() {
    let words = words_on(&paper(every_block()));
    let hostile = squeezed(HOSTILE);
    // Title, foot, notice and each block; lines of a table stand for themselves.
    let times = words.matches(&hostile).count();
    assert!(times > 180, "{times}");
    assert!(words.contains(&format!("Titre{hostile}")));
    assert!(words.contains(&format!("Pied{hostile}")));
    assert!(words.contains("10000€"), "no-break spaces have a shape");
}

#[test]
fn every_block_holds_to_the_standard_for_screen_readers() {
    let shelf = Shelf::new().unwrap();
    let sheet = paper(every_block());
    let document = laid_out(&shelf, &sheet).unwrap();
    let strict = options(&sheet, &[PdfStandard::Ua_1]).unwrap();
    let made = typst_pdf::pdf(&document, &strict);
    let made = made.map_err(|why| {
        why.iter()
            .map(|one| one.message.to_string())
            .collect::<Vec<_>>()
    });
    assert!(made.unwrap().starts_with(b"%PDF-1."));
}

#[test]
fn characters_without_a_shape_do_not_cost_the_standard() {
    let shelf = Shelf::new().unwrap();
    let mut sheet = paper(Vec::new());
    sheet.title =
        "Fête \u{1f389} \u{1f469}\u{200d}\u{1f680} مرحبا 日本 \u{e000}\u{202e}e\u{301}\u{0}"
            .to_owned();
    let document = laid_out(&shelf, &sheet).unwrap();
    let strict = options(&sheet, &[PdfStandard::Ua_1]).unwrap();
    assert!(typst_pdf::pdf(&document, &strict).is_ok());
}

#[test]
fn a_wide_table_lies_on_a_page_of_its_own() {
    let shelf = Shelf::new().unwrap();
    let document = laid_out(&shelf, &paper(every_block())).unwrap();
    let lying = |page: &typst_layout::Page| page.frame.width() > page.frame.height();
    let pages = document.pages();
    assert!(pages.iter().any(lying) && !pages.iter().all(lying));
    assert!(!lying(pages.last().unwrap()), "what follows stands again");
}

#[tokio::test]
async fn documents_are_made_side_by_side() {
    let press = Typst::new().unwrap();
    let made = (0..5).map(|_| press.pdf(paper(Vec::new())));
    for pdf in futures::future::join_all(made).await {
        assert!(pdf.unwrap().starts_with(b"%PDF"));
    }
}
