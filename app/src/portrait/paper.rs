//! A portrait on paper, for a steering committee.

use super::{beside, map, tables, words};
use crate::i18n::help::kind as blocker_kind;
use crate::i18n::{dates, numbers};
use crate::outline::printed;
use crate::paper;
use domain::timestamp::Timestamp;
use services::portrait::{Count, Listed, Portrait, Subject};
use services::ports::{Block, Paper, Section};

/// Communes that are named to who does not see the map, those with most projects first.
const TOLD: usize = 30;

/// What the page of a portrait holds.
pub fn paper(found: &Portrait, now: Timestamp) -> Paper {
    let title = words::title(&found.subject, &found.of);
    let counted = words::counted(found);
    let count = &found.count;
    let orientations = (!count.orientations.is_empty()).then(|| {
        let rows = &count.orientations;
        let blocks = by_year("Orientation", &count.years, rows, tables::orientation);
        section(tables::ORIENTATIONS, blocks)
    });
    let themes = by_year("Thème", &count.years, &count.themes, tables::theme);
    let sections = [
        Some(section(words::TERRITORY, territory(found))),
        map::ground(found).map(|ground| section(map::TITLE, drawn(found, &ground))),
        orientations,
        Some(section(tables::THEMES, themes)),
        Some(section(tables::PHASES, phases(count))),
        Some(section(tables::BLOCKERS, blockers(count))),
        Some(section(tables::MONEY, money(count))),
        Some(section(words::LISTS, lists(count))),
        Some(section(beside::TITLE, compared(found))),
    ];
    Paper {
        foot: format!("{title} · {counted}"),
        title,
        made_at: now,
        opening: opening(found, counted.clone()),
        sections: sections.into_iter().flatten().collect(),
    }
}

/// "bilan-crte-49.pdf", "bilan-pvd-49.pdf", "bilan-departement-49.pdf".
pub fn file_name(subject: &Subject) -> String {
    let of = match subject {
        Subject::Contract { code, .. } => code.clone(),
        Subject::Programme(programme, departement) => format!("{programme}-{departement}"),
        Subject::Departement(departement) => format!("departement-{departement}"),
    };
    // A code may hold anything; the name of a file may not.
    let plain = |one: char| {
        if one.is_ascii_alphanumeric() {
            one
        } else {
            '-'
        }
    };
    format!("bilan-{}.pdf", of.chars().map(plain).collect::<String>())
}

fn section(title: &str, blocks: Vec<Block>) -> Section {
    Section {
        title: title.to_owned(),
        blocks,
    }
}

fn opening(found: &Portrait, counted: String) -> Vec<Block> {
    let notice = |words: String| Block::Notice { words };
    let demo = matches!(found.subject, Subject::Contract { demo: true, .. });
    let figures = words::sums(found);
    let figures = figures.into_iter().map(|(n, what)| (n, what.to_owned()));
    let blocks = [
        words::contract(&found.subject, &found.places).map(Block::soft),
        Some(Block::soft(counted)),
        demo.then(|| notice(words::INVENTED.to_owned())),
        words::in_part(found).map(notice),
        Some(Block::Figures {
            values: figures.collect(),
        }),
    ];
    blocks.into_iter().flatten().collect()
}

fn territory(found: &Portrait) -> Vec<Block> {
    let mut blocks = vec![Block::text(words::who_lives_there(found))];
    let signatories = &found.territory.signatories;
    if !signatories.is_empty() {
        let items = signatories.iter().map(|one| {
            let others = one.others.iter();
            let others: String = others
                .map(|(_, name)| format!("{}{name}", words::ALSO_SIGNED))
                .collect();
            format!("{}{others}", words::signed(one))
        });
        blocks.push(heading(words::SIGNATORIES));
        blocks.push(Block::List {
            items: items.collect(),
        });
    }
    blocks
}

fn heading(words: impl Into<String>) -> Block {
    Block::Heading {
        words: words.into(),
    }
}

fn drawn(found: &Portrait, ground: &map::Ground) -> Vec<Block> {
    let told = ground.marks.iter().filter(|(_, mark)| mark.tone > 0);
    let told: Vec<&str> = told.map(|(_, mark)| mark.name.as_str()).collect();
    let (first, others) = told.split_at(told.len().min(TOLD));
    let instead = match (first, others) {
        ([], _) => map::NONE.to_owned(),
        (some, []) => some.join(" ; "),
        (some, others) => format!("{} ; et {} autres communes", some.join(" ; "), others.len()),
    };
    let instead = format!("{}. {instead}.", map::LABEL);
    vec![
        Block::soft(map::words(found)),
        Block::Picture {
            svg: printed::printed(&ground.drawing, &ground.marks),
            tall: printed::tall(&ground.drawing),
            instead,
        },
        Block::Legend {
            colours: printed::colours(&ground.classes, map::NONE),
        },
    ]
}

fn by_year(
    head: &str,
    years: &[i32],
    rows: &[(String, Vec<i64>)],
    name: impl Fn(&str) -> String,
) -> Vec<Block> {
    if rows.is_empty() {
        return vec![Block::soft(tables::NO_PROJECT)];
    }
    let years = years.iter().map(ToString::to_string);
    let heads: Vec<String> = std::iter::once(head.to_owned())
        .chain(years)
        .chain(["Total".to_owned()])
        .collect();
    let row = |(code, row): &(String, Vec<i64>)| -> Vec<String> {
        let all: i64 = row.iter().sum();
        let values = row.iter().chain([&all]).map(|n| numbers::whole(*n));
        std::iter::once(name(code)).chain(values).collect()
    };
    paper::tables(&heads, &rows.iter().map(row).collect::<Vec<_>>())
}

fn phases(count: &Count) -> Vec<Block> {
    if count.phases.is_empty() {
        return vec![Block::soft(tables::NO_PROJECT)];
    }
    let row = |((phase, status), n): &((String, String), i64)| {
        vec![tables::phase(phase, status), numbers::whole(*n)]
    };
    let rows: Vec<_> = count.phases.iter().map(row).collect();
    paper::tables(&heads(["Phase", "Projets"]), &rows)
}

fn heads<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn blockers(count: &Count) -> Vec<Block> {
    if count.blockers.is_empty() {
        return vec![Block::soft(tables::NO_BLOCKER)];
    }
    let rows = count.blockers.iter().map(|kind| {
        vec![
            blocker_kind(&kind.kind),
            numbers::whole(kind.open),
            numbers::whole(kind.solved),
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper::tables(&heads(["Nature", "En cours", "Levés"]), &rows)
}

fn money(count: &Count) -> Vec<Block> {
    if count.money.is_empty() {
        return vec![Block::soft(tables::NO_MONEY)];
    }
    let years = count.money_years.iter();
    let years = years.flat_map(|year| [format!("{year}\ndemandé"), format!("{year}\naccordé")]);
    let totals = ["Total\ndemandé", "Total\naccordé"].map(str::to_owned);
    let heads: Vec<String> = std::iter::once("Source".to_owned())
        .chain(years)
        .chain(totals)
        .collect();
    let rows = count.money.iter().map(|(source, row)| {
        let asked: i64 = row.iter().map(|cents| cents.asked).sum();
        let granted: i64 = row.iter().map(|cents| cents.granted).sum();
        let cells = row.iter().flat_map(|cents| [cents.asked, cents.granted]);
        let cells = cells.chain([asked, granted]);
        let cells = cells.map(|cents| tables::sum(cents).unwrap_or_default());
        std::iter::once(source.clone()).chain(cells).collect()
    });
    let rows: Vec<_> = rows.collect();
    let mut blocks = vec![Block::soft(tables::YEAR_OF_MONEY)];
    blocks.extend(paper::tables(&heads, &rows));
    blocks
}

fn lists(count: &Count) -> Vec<Block> {
    let list = |projects: &[Listed], none: &str| match projects {
        [] => Block::soft(none),
        some => Block::List {
            items: some.iter().map(listed).collect(),
        },
    };
    vec![
        heading(words::moving_title(count)),
        Block::soft(words::moving_words()),
        list(&count.moving.1, words::NONE_MOVES),
        heading(words::silent_title(count)),
        Block::soft(words::silent_words()),
        list(&count.silent.1, words::NONE_IS_SILENT),
    ]
}

/// Paper is read later: the day, and not how long ago.
fn listed(one: &Listed) -> String {
    let day = dates::moment_day(one.last_activity);
    format!("{}, {} · {day}", one.title, one.bearer)
}

fn compared(found: &Portrait) -> Vec<Block> {
    let Some((heads, rows)) = beside::compared(found) else {
        return vec![Block::soft(beside::NOT_YET)];
    };
    let mut blocks = vec![Block::soft(beside::OF_THE_LAST_HOUR)];
    blocks.extend(paper::tables(&heads, &rows));
    blocks
}
