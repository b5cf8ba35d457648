//! A list as it comes: a CSV or a sheet of an `.xlsx` workbook read line by line. The reader of older workbooks (`.xls`,
//! `.xlsb`, `.ods`) loads a sheet whole, some 500 bytes a cell.

mod stream;

use super::header;
use super::mapping::Mapping;
use super::text::{self, Text};
use calamine::{Data, Range, Reader as _, open_workbook_auto};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::Receiver;

/// Lines in which the header is looked for.
pub const HEADER_WITHIN: usize = 20;

/// A line of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Line of the file or row of the sheet, from 1.
    pub line: u64,
    /// Cells as text, trimmed.
    pub cells: Vec<String>,
}

/// A line that cannot be read at all.
#[derive(Debug)]
pub struct BadRow {
    /// Line of the file.
    pub line: u64,
    /// What the reader says.
    pub message: String,
}

/// Where rows come from.
pub struct Source {
    rows: Rows,
    ahead: VecDeque<Result<Row, BadRow>>,
    /// What was made of the file: encoding and separator, or sheet.
    pub read_as: String,
}

enum Rows {
    Csv(Box<csv::Reader<Text>>),
    Stream(Receiver<Result<Row, BadRow>>),
    Sheet { range: Range<Data>, next: u32 },
}

impl Source {
    /// Opens a file; workbooks are told by their names.
    ///
    /// # Errors
    /// What the reader says, for the operator.
    pub fn open(path: &Path, mapping: &Mapping) -> Result<Self, String> {
        let extension = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default()
            .to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" | "xlsm" => Self::stream(path, mapping),
            "xlsb" | "xls" | "ods" => Self::sheet(path, mapping),
            _ => Self::csv(path, mapping).map_err(|error| error.to_string()),
        }
    }

    fn stream(path: &Path, mapping: &Mapping) -> Result<Self, String> {
        let (read_as, rows) = stream::open(path, mapping)?;
        Ok(Self {
            rows: Rows::Stream(rows),
            ahead: VecDeque::new(),
            read_as,
        })
    }

    fn csv(path: &Path, mapping: &Mapping) -> std::io::Result<Self> {
        let encoding = text::detect(path)?;
        let delimiter = delimiter(path, encoding, mapping)?;
        let reader = reader(Text::open(path, encoding)?, delimiter);
        let separator = match delimiter {
            b'\t' => "tab".to_owned(),
            other => char::from(other).to_string(),
        };
        Ok(Self {
            rows: Rows::Csv(Box::new(reader)),
            ahead: VecDeque::new(),
            read_as: format!("{} {separator}", encoding.name()),
        })
    }

    fn sheet(path: &Path, mapping: &Mapping) -> Result<Self, String> {
        let mut book = open_workbook_auto(path).map_err(|error| error.to_string())?;
        let names = match &mapping.sheet {
            Some(name) => vec![name.clone()],
            None => book.sheet_names(),
        };
        let mut best: Option<(usize, String, Range<Data>)> = None;
        for name in names {
            let range = book
                .worksheet_range(&name)
                .map_err(|error| error.to_string())?;
            let score = range
                .rows()
                .take(HEADER_WITHIN)
                .map(|row| header::score(&cells(row), mapping))
                .max();
            let score = score.unwrap_or(0);
            if best.as_ref().is_none_or(|(found, ..)| score > *found) {
                best = Some((score, name, range));
            }
        }
        let (_, name, range) = best.ok_or("the workbook holds no sheet")?;
        Ok(Self {
            rows: Rows::Sheet { range, next: 0 },
            ahead: VecDeque::new(),
            read_as: name,
        })
    }

    /// The next line that holds anything.
    pub fn next_row(&mut self) -> Option<Result<Row, BadRow>> {
        self.ahead.pop_front().or_else(|| self.rows.next())
    }

    /// Looks at the first lines without taking them.
    pub fn peek(&mut self, count: usize) -> impl Iterator<Item = &Row> {
        while self.ahead.len() < count
            && let Some(row) = self.rows.next()
        {
            self.ahead.push_back(row);
        }
        self.ahead
            .iter()
            .take(count)
            .filter_map(|row| row.as_ref().ok())
    }
}

impl Rows {
    fn next(&mut self) -> Option<Result<Row, BadRow>> {
        loop {
            let row = match self {
                Self::Csv(reader) => read_record(reader)?,
                Self::Stream(rows) => rows.recv().ok()?,
                Self::Sheet { range, next } => {
                    let (height, width) = range.get_size();
                    let place = usize::try_from(*next).ok().filter(|row| *row < height)?;
                    let first = range.start().map_or(0, |(row, _)| row);
                    *next += 1;
                    let cells = (0..width)
                        .map(|column| range.get((place, column)).map(cell).unwrap_or_default());
                    Ok(Row {
                        line: u64::from(first + *next),
                        cells: cells.collect(),
                    })
                }
            };
            match row {
                Ok(row) if row.cells.iter().all(String::is_empty) => {}
                other => return Some(other),
            }
        }
    }
}

fn reader<R: std::io::Read>(text: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text)
}

/// The reader skips empty lines and counts those it has read: the line of a record is counted back from its end.
fn read_record<R: std::io::Read>(reader: &mut csv::Reader<R>) -> Option<Result<Row, BadRow>> {
    let mut record = csv::StringRecord::new();
    let read = reader.read_record(&mut record);
    let after = reader.position().line();
    match read {
        Ok(false) => None,
        Ok(true) => {
            let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
            Some(Ok(Row {
                line: after.saturating_sub(1 + inside as u64).max(1),
                cells: record.iter().map(clean).collect(),
            }))
        }
        Err(error) if error.is_io_error() => {
            tracing::error!(%error, "the file cannot be read further");
            None
        }
        Err(error) => Some(Err(BadRow {
            line: after.saturating_sub(1).max(1),
            message: error.to_string(),
        })),
    }
}

/// Trimmed; `="01004"`, with which people keep a zero from a spreadsheet, is what it guards. Any other formula is text.
fn clean(cell: &str) -> String {
    let cell = cell.trim();
    let guarded = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    guarded
        .filter(|text| !text.contains('"'))
        .unwrap_or(cell)
        .trim()
        .to_owned()
}

fn cells(row: &[Data]) -> Vec<String> {
    row.iter().map(cell).collect()
}

/// A cell's value as a person would type it; of a formula, the value the spreadsheet kept.
fn cell(data: &Data) -> String {
    match data {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::String(text) => clean(text),
        Data::Bool(value) => if *value { "oui" } else { "non" }.to_owned(),
        Data::DateTime(moment) => super::cells::serial(moment.as_f64())
            .map_or_else(|| decimal(moment.as_f64()), domain::date::to_iso),
        Data::DateTimeIso(text) => text.clone(),
        Data::DurationIso(_) | Data::Error(_) | Data::Empty => String::new(),
    }
}

/// With a comma, as French sums are typed; whole numbers without.
fn decimal(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        format!("{number}").replace('.', ",")
    }
}

/// The separator with which the beginning of the file reads most like a list.
fn delimiter(
    path: &Path,
    encoding: &'static encoding_rs::Encoding,
    mapping: &Mapping,
) -> std::io::Result<u8> {
    use std::io::Read as _;
    let mut sample = Vec::new();
    Text::open(path, encoding)?
        .take(256 * 1024)
        .read_to_end(&mut sample)?;
    let score = |delimiter: u8| {
        let mut reader = reader(sample.as_slice(), delimiter);
        let mut best = (0, 0);
        for _ in 0..HEADER_WITHIN {
            let Some(row) = read_record(&mut reader) else {
                break;
            };
            if let Ok(row) = row {
                best = best.max((header::score(&row.cells, mapping), row.cells.len()));
            }
        }
        best
    };
    Ok([b';', b',', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|&d| score(d))
        .unwrap_or(b';'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        std::fs::write(&path, text).unwrap();
        let mut source = Source::open(&path, &Mapping::default()).unwrap();
        std::iter::from_fn(|| source.next_row())
            .map(|row| row.unwrap())
            .map(|row| (row.line, row.cells))
            .collect()
    }

    #[test]
    fn lines_are_numbered_as_an_editor_does() {
        let text =
            "\r\nIntitulé;Commune\r\n\r\n\"deux\r\nlignes\";x\r\n;;\r\n=\"01004\";=1+1\r\nfin;y";
        let found: Vec<(u64, String)> = rows(text)
            .into_iter()
            .map(|(line, cells)| (line, cells.join("|")))
            .collect();
        assert_eq!(
            found,
            [
                (2, "Intitulé|Commune".to_owned()),
                (4, "deux\nlignes|x".to_owned()),
                (7, "01004|=1+1".to_owned()),
                (8, "fin|y".to_owned()),
            ]
        );
    }

    #[test]
    fn the_separator_is_the_one_of_the_header() {
        for text in [
            "Liste, à jour, au 1,2\nIntitulé;Commune;Coût\na, b;c;1,5",
            "Intitulé\tCommune\tCoût\na, b\tc\t1,5",
            "Intitulé,Commune,Coût\n\"a, b\",c,\"1,5\"",
        ] {
            assert_eq!(rows(text).last().unwrap().1, ["a, b", "c", "1,5"], "{text}");
        }
    }

    #[test]
    fn numbers_of_a_sheet_read_as_typed() {
        assert_eq!(decimal(49007.0), "49007");
        assert_eq!(decimal(1.125), "1,125");
        assert_eq!(decimal(21_667.005), "21667,005");
    }
}
