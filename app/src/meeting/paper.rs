//! The minute of a meeting on paper.

use super::{minute, outcome_words};
use crate::i18n::dates;
use domain::timestamp::Timestamp;
use services::meeting::Agenda;
use services::ports::{Block, Paper, Section};
use services::read_models::meeting::ItemLine;

/// What the page of the minute holds.
pub fn paper(agenda: &Agenda, named: &str, now: Timestamp) -> Paper {
    let meeting = &agenda.meeting;
    let title = minute::title(meeting);
    let draft = meeting.closed_at.is_none().then(|| Block::Notice {
        words: format!("{}. {}", minute::DRAFT, minute::STILL_OPEN),
    });
    let lines = minute::facts(agenda);
    let lines = lines
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    let facts = Block::Facts {
        lines: lines.collect(),
    };
    let opening = [Block::soft(minute::of(named))].into_iter().chain(draft);
    let opening = opening.chain([facts, Block::soft(minute::KEPT)]);
    Paper {
        foot: format!("{title} · {}", dates::moment_day(meeting.opened_at)),
        title,
        made_at: now,
        opening: opening.collect(),
        sections: agenda.items.iter().map(section).collect(),
    }
}

/// "compte-rendu-2026-03-03.pdf".
pub fn file_name(agenda: &Agenda) -> String {
    let day = dates::local_day(agenda.meeting.opened_at);
    let (year, month, day) = day.to_calendar_date();
    format!("compte-rendu-{year:04}-{:02}-{day:02}.pdf", u8::from(month))
}

fn section(item: &ItemLine) -> Section {
    let (_, said) = outcome_words(item);
    let at = minute::at(item).unwrap_or_default();
    let note = (!item.note.is_empty()).then(|| Block::text(item.note.clone()));
    let blocks = [
        Block::soft(minute::where_it_stands(item)),
        Block::text(format!("{said}{at}")),
    ];
    Section {
        title: format!("{}. {}", item.position, item.title),
        blocks: blocks.into_iter().chain(note).collect(),
    }
}
