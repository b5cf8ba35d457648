//! What a ZIP archive says it holds, read from its end (APPNOTE 6.3.10, 4.3.12 and 4.3.16): office
//! files are archives too, and a small one may unpack into something that fills a disk.

use crate::form::Problem;

/// Largest sum of what an archive unpacks into, in bytes.
pub const UNPACKED_BYTES: u64 = 200_000_000;
/// Most entries of an archive.
pub const ENTRIES: u64 = 5_000;
/// Largest unpacked size as a multiple of the packed one.
pub const RATIO: u64 = 100;
/// Bytes of an archive's end that [`check`] needs: room for the directory of [`ENTRIES`] entries.
pub const TAIL_BYTES: usize = 1_048_576;

const END_SIGN: [u8; 4] = *b"PK\x05\x06";
const ENTRY_SIGN: [u8; 4] = *b"PK\x01\x02";
const END_BYTES: usize = 22;
const ENTRY_BYTES: usize = 46;

/// Refuses an archive that unpacks into too much, or whose directory cannot be read. `tail` is its end
/// (all of it when shorter than [`TAIL_BYTES`]), `size` its whole size.
pub fn check(tail: &[u8], size: u64) -> Result<(), Problem> {
    let unpacked = unpacked(tail).ok_or(Problem::ArchiveRefused)?;
    let ratio_ok = unpacked <= size.saturating_mul(RATIO);
    if unpacked <= UNPACKED_BYTES && ratio_ok {
        Ok(())
    } else {
        Err(Problem::ArchiveRefused)
    }
}

/// The sum of the sizes that the directory gives; `None` when it is damaged or has too many entries.
fn unpacked(tail: &[u8]) -> Option<u64> {
    let end = find_end(tail)?;
    let entries = u64::from(number16(tail, end + 10)?);
    let length = usize::try_from(number32(tail, end + 12)?).ok()?;
    if entries > ENTRIES {
        return None;
    }
    let mut at = end.checked_sub(length)?;
    let (mut sum, mut seen) = (0_u64, 0_u64);
    while at < end {
        if tail.get(at..at + 4)? != ENTRY_SIGN {
            return None;
        }
        sum = sum.saturating_add(u64::from(number32(tail, at + 24)?));
        seen += 1;
        let variable = [28, 30, 32]
            .into_iter()
            .map(|offset| number16(tail, at + offset).map(usize::from));
        at += ENTRY_BYTES + variable.sum::<Option<usize>>()?;
    }
    (at == end && seen == entries).then_some(sum)
}

/// The last end-of-directory record whose comment reaches the end of the file.
fn find_end(tail: &[u8]) -> Option<usize> {
    let last = tail.len().checked_sub(END_BYTES)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| {
        let comment = number16(tail, at + 20).map(usize::from);
        tail.get(*at..at + 4) == Some(END_SIGN.as_slice()) && comment == Some(last - at)
    })
}

fn number16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..at + 2)?
        .try_into()
        .ok()
        .map(u16::from_le_bytes)
}

fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)?
        .try_into()
        .ok()
        .map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn archive(sizes: &[u32]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(400, 0);
        let start = bytes.len();
        for size in sizes {
            let mut entry = [0_u8; ENTRY_BYTES];
            entry[..4].copy_from_slice(&ENTRY_SIGN);
            entry[24..28].copy_from_slice(&size.to_le_bytes());
            entry[28..30].copy_from_slice(&1_u16.to_le_bytes());
            bytes.extend(entry);
            bytes.push(b'a');
        }
        let length = u32::try_from(bytes.len() - start).unwrap();
        let count = u16::try_from(sizes.len()).unwrap().to_le_bytes();
        bytes.extend(END_SIGN);
        bytes.extend([0; 4]);
        bytes.extend(count);
        bytes.extend(count);
        bytes.extend(length.to_le_bytes());
        bytes.extend([0; 6]);
        bytes
    }

    fn verdict(sizes: &[u32]) -> Result<(), Problem> {
        let bytes = archive(sizes);
        check(&bytes, bytes.len() as u64)
    }

    #[test]
    fn bombs_are_refused_and_documents_taken() {
        assert_eq!(verdict(&[1_000, 20_000]), Ok(()));
        assert_eq!(verdict(&[4_000_000]), Err(Problem::ArchiveRefused), "ratio");
        assert_eq!(
            verdict(&[u32::MAX]),
            Err(Problem::ArchiveRefused),
            "64-bit sizes"
        );
        assert_eq!(
            verdict(&vec![1; 5_001]),
            Err(Problem::ArchiveRefused),
            "entries"
        );
        let big = archive(&[100_000_000, 100_000_001]);
        assert_eq!(check(&big, 25_000_000), Err(Problem::ArchiveRefused), "sum");
        assert_eq!(
            check(&archive(&[100_000_000, 100_000_000]), 25_000_000),
            Ok(())
        );
    }

    #[test]
    fn a_damaged_directory_is_refused() {
        let bytes = archive(&[1, 2, 3]);
        for cut in 0..bytes.len() {
            assert_eq!(
                check(&bytes[..cut], 400),
                Err(Problem::ArchiveRefused),
                "{cut}"
            );
        }
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), flip in 0_usize..500, value: u8) {
            let _ = check(&bytes, 400);
            let mut archive = archive(&[5, 6]);
            let at = flip % archive.len();
            archive[at] = value;
            let _ = check(&archive, 400);
        }
    }
}
