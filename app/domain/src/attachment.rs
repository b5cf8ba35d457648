//! Files people send: which kinds, how large, under which name.

pub mod archive;
pub mod name;

use crate::form::Problem;

/// Largest file, in bytes.
pub const FILE_BYTES: u64 = 25_000_000;
/// Most files in one sending.
pub const FILES_AT_ONCE: u32 = 10;
/// Bytes of a file's beginning that tell its kind.
pub const HEAD_BYTES: usize = 8_192;

/// How the beginning of a file must look for its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Exactly this media type is recognised.
    Exactly(&'static str),
    /// A ZIP archive: current office files and archives.
    Zip,
    /// A compound file of older office programs.
    Compound,
    /// No known binary kind and no NUL byte.
    Text,
}

/// A kind of file that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its extension, in lower case.
    pub extension: &'static str,
    /// The media type it is served with.
    pub media_type: &'static str,
    /// What its content must look like.
    pub look: Look,
}

macro_rules! kinds {
    ($($extension:literal $media_type:literal $look:expr;)+) => {
        &[$(Kind { extension: $extension, media_type: $media_type, look: $look }),+]
    };
}

/// Every kind that is accepted. No kind that a browser could run (HTML, SVG) and no program.
pub const KINDS: &[Kind] = kinds! {
    "pdf" "application/pdf" Look::Exactly("application/pdf");
    "jpg" "image/jpeg" Look::Exactly("image/jpeg");
    "jpeg" "image/jpeg" Look::Exactly("image/jpeg");
    "png" "image/png" Look::Exactly("image/png");
    "webp" "image/webp" Look::Exactly("image/webp");
    "gif" "image/gif" Look::Exactly("image/gif");
    "odt" "application/vnd.oasis.opendocument.text" Look::Zip;
    "ods" "application/vnd.oasis.opendocument.spreadsheet" Look::Zip;
    "odp" "application/vnd.oasis.opendocument.presentation" Look::Zip;
    "docx" "application/vnd.openxmlformats-officedocument.wordprocessingml.document" Look::Zip;
    "xlsx" "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" Look::Zip;
    "pptx" "application/vnd.openxmlformats-officedocument.presentationml.presentation" Look::Zip;
    "doc" "application/msword" Look::Compound;
    "xls" "application/vnd.ms-excel" Look::Compound;
    "ppt" "application/vnd.ms-powerpoint" Look::Compound;
    "csv" "text/csv" Look::Text;
    "txt" "text/plain" Look::Text;
    "zip" "application/zip" Look::Zip;
};

/// What the `accept` attribute of a file field proposes.
pub fn accepted() -> String {
    let extensions: Vec<String> = KINDS
        .iter()
        .map(|kind| format!(".{}", kind.extension))
        .collect();
    extensions.join(",")
}

/// The kind of a file of this (cleaned) name, by its last extension.
pub fn kind_of(name: &str) -> Result<Kind, Problem> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    KINDS
        .iter()
        .find(|kind| kind.extension.eq_ignore_ascii_case(extension))
        .copied()
        .ok_or(Problem::FileTypeRefused)
}

/// Whether the beginning of a file is what its extension says. `sniffed`: the media type that its
/// magic number tells, if any.
pub fn looks_right(kind: Kind, head: &[u8], sniffed: Option<&str>) -> bool {
    match kind.look {
        Look::Exactly(expected) => sniffed == Some(expected),
        Look::Zip => head.starts_with(b"PK\x03\x04") && sniffed.is_none_or(is_zip_family),
        Look::Compound => head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        Look::Text => {
            let binary = sniffed.is_some_and(|kind| !kind.starts_with("text/"));
            !binary && (!head.contains(&0) || is_utf16(head))
        }
    }
}

fn is_zip_family(media_type: &str) -> bool {
    media_type == "application/zip"
        || media_type.starts_with("application/vnd.openxmlformats-officedocument.")
        || media_type.starts_with("application/vnd.oasis.opendocument.")
}

/// Spreadsheets save "Unicode text" as UTF-16 with its mark.
fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_extension_decides() {
        assert_eq!(kind_of("Plan.PDF").unwrap().media_type, "application/pdf");
        for refused in [
            "devis.pdf.exe",
            "page.html",
            "dessin.svg",
            "sans-extension",
            "",
            ".",
            "pdf",
        ] {
            assert_eq!(kind_of(refused), Err(Problem::FileTypeRefused), "{refused}");
        }
    }

    #[test]
    fn a_false_name_is_seen() {
        let pdf = kind_of("a.pdf").unwrap();
        assert!(!looks_right(
            pdf,
            b"MZ\x90\0",
            Some("application/vnd.microsoft.portable-executable")
        ));
        assert!(looks_right(pdf, b"%PDF-1.7", Some("application/pdf")));
        let text = kind_of("a.txt").unwrap();
        assert!(looks_right(text, "Déjà".as_bytes(), None));
        assert!(!looks_right(text, b"a\0b", None));
        assert!(!looks_right(
            text,
            b"MZ",
            Some("application/vnd.microsoft.portable-executable")
        ));
        let document = kind_of("a.docx").unwrap();
        assert!(!looks_right(
            document,
            b"PK\x03\x04",
            Some("application/java-archive")
        ));
        assert!(looks_right(document, b"PK\x03\x04", None));
    }

    proptest! {
        #[test]
        fn any_name_and_any_bytes_are_judged(name in ".{0,40}", head in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(kind) = kind_of(&name) {
                let ending = format!(".{}", kind.extension);
                prop_assert!(name.to_lowercase().ends_with(&ending));
            }
            for kind in KINDS {
                prop_assert_eq!(kind_of(&format!("{name}.{}", kind.extension)), Ok(*kind));
                let _ = looks_right(*kind, &head, None);
            }
        }
    }
}
