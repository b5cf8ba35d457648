//! Bytes of a file to lines of text, a block at a time: any encoding, any line end, bounded memory.

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

const BLOCK: usize = 64 * 1024;

/// The encoding of a file: its mark, else UTF-8 when all of it is, else Windows-1252, which is what is left in French
/// offices. Reads the file once, a block at a time.
pub fn detect(path: &Path) -> io::Result<&'static Encoding> {
    let mut file = File::open(path)?;
    let mut block = vec![0; BLOCK];
    let mut carried: Vec<u8> = Vec::new();
    let mut first = true;
    loop {
        let read = file.read(&mut block)?;
        if read == 0 {
            // A letter cut at the very end of the file is not UTF-8.
            return Ok(if carried.is_empty() {
                UTF_8
            } else {
                WINDOWS_1252
            });
        }
        carried.extend_from_slice(block.get(..read).unwrap_or_default());
        if std::mem::take(&mut first)
            && let Some((encoding, _)) = Encoding::for_bom(&carried)
            && (encoding == UTF_16LE || encoding == UTF_16BE)
        {
            return Ok(encoding);
        }
        match std::str::from_utf8(&carried) {
            Ok(_) => carried.clear(),
            Err(error) if error.error_len().is_some() => return Ok(WINDOWS_1252),
            Err(error) => {
                carried.drain(..error.valid_up_to());
            }
        }
    }
}

/// A file as UTF-8 without its mark, every line ended by one `\n`.
pub struct Text {
    inner: BufReader<File>,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    after_return: bool,
    last: u8,
    ended: bool,
}

impl Text {
    /// Opens a file in the encoding of [`detect`].
    pub fn open(path: &Path, encoding: &'static Encoding) -> io::Result<Self> {
        Ok(Self {
            inner: BufReader::with_capacity(BLOCK, File::open(path)?),
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: Vec::new(),
            given: 0,
            after_return: false,
            last: b'\n',
            ended: false,
        })
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.ended {
            let mut block = vec![0; BLOCK];
            let read = self.inner.read(&mut block)?;
            let bytes = block.get(..read).unwrap_or_default();
            let room = self
                .decoder
                .max_utf8_buffer_length(read)
                .unwrap_or(BLOCK * 4);
            let mut text = String::with_capacity(room);
            let _ = self.decoder.decode_to_string(bytes, &mut text, read == 0);
            self.end_lines_alike(text.as_bytes());
            if read == 0 {
                self.ended = true;
                if self.last != b'\n' {
                    self.ready.push(b'\n');
                }
            }
        }
        Ok(())
    }

    /// `\r\n`, `\r` and `\n` all end a line.
    fn end_lines_alike(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
            match byte {
                b'\n' if after_return => continue,
                b'\r' => self.ready.push(b'\n'),
                other => self.ready.push(other),
            }
        }
        self.last = self.ready.last().copied().unwrap_or(self.last);
    }
}

impl Read for Text {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.ready.len() {
            self.fill()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        std::fs::write(&path, bytes).unwrap();
        let encoding = detect(&path).unwrap();
        let mut text = String::new();
        Text::open(&path, encoding)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        (text, encoding.name())
    }

    #[test]
    fn every_encoding_of_an_office_reads_the_same() {
        let wanted = "École;12 €\nà\n".to_owned();
        assert_eq!(
            read("École;12 €\r\nà".as_bytes()),
            (wanted.clone(), "UTF-8")
        );
        assert_eq!(
            read("\u{feff}École;12 €\nà\n".as_bytes()),
            (wanted.clone(), "UTF-8")
        );
        assert_eq!(
            read(b"\xc9cole;12 \x80\r\xe0\r"),
            (wanted.clone(), "windows-1252")
        );
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend(
            "École;12 €\r\nà\r\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        assert_eq!(read(&utf16), (wanted, "UTF-16LE"));
    }

    #[test]
    fn a_letter_across_two_blocks_is_one_letter() {
        let long = format!("{}é;fin", "x".repeat(BLOCK - 1));
        assert_eq!(read(long.as_bytes()), (format!("{long}\n"), "UTF-8"));
        assert_eq!(read(b""), (String::new(), "UTF-8"));
    }
}
