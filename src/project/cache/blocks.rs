//! A kept file of which single pieces are read: it is cut into blocks, each with a checksum.
//!
//! The checksums are kept elsewhere, in a file that is trusted as a whole, so that a file of blocks is
//! believed only by what was written with it. It is written piece by piece, as the pieces come.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::checksum::{Checksum, checksum};
use super::{Cache, plain};

/// The bytes of a block; the last one may have fewer. What is read of a few sources are some hundred bytes
/// of each, and a checksum is told of all of their block.
const BLOCK: usize = 1 << 13;

/// So many blocks are read by one thread at a time.
const AT_ONCE: usize = 64;

/// So many are read into the same room, one after the other.
const READ_AT_ONCE: usize = 8;

/// So many blocks are written at a time.
const WRITTEN_AT_ONCE: usize = 8;

/// What tells a file of blocks from all others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::project) struct Blocks {
    len: u64,
    #[serde(with = "plain::many")]
    checksums: Vec<Checksum>,
}

impl Blocks {
    /// How many bytes they have.
    pub(in crate::project) fn len(&self) -> u64 {
        self.len
    }
}

/// A file of blocks that is being written. Unless it is put in place, it goes with this.
#[derive(Debug)]
pub(in crate::project) struct BlockWriter {
    draft: PathBuf,
    place: PathBuf,
    file: File,
    /// What does not fill a block yet.
    rest: Vec<u8>,
    /// How many bytes were added.
    len: u64,
    checksums: Vec<Checksum>,
    /// What went wrong first.
    broken: io::Result<()>,
}

impl BlockWriter {
    /// Begins the file that is kept under `name`; none where nothing can be written.
    pub(in crate::project) fn new(cache: &Cache, name: &str) -> Option<Self> {
        let draft = cache.draft(name).ok()?;
        Some(Self {
            file: File::create(&draft).ok()?,
            draft,
            place: cache.folder.join(name),
            rest: Vec::with_capacity(2 * WRITTEN_AT_ONCE * BLOCK),
            len: 0,
            checksums: Vec::new(),
            broken: Ok(()),
        })
    }

    /// How many bytes were added.
    pub(in crate::project) fn len(&self) -> u64 {
        self.len
    }

    /// Adds bytes.
    pub(in crate::project) fn put(&mut self, bytes: &[u8]) {
        self.len += bytes.len() as u64;
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= WRITTEN_AT_ONCE * BLOCK {
            self.write(self.rest.len() / BLOCK * BLOCK);
        }
    }

    fn write(&mut self, len: usize) {
        let blocks = self.rest[..len].chunks(BLOCK).map(checksum);
        self.checksums.extend(blocks);
        if self.broken.is_ok() {
            self.broken = self.file.write_all(&self.rest[..len]);
        }
        self.rest.drain(..len);
    }

    /// Puts the file in place.
    pub(in crate::project) fn close(mut self) -> Option<Blocks> {
        self.write(self.rest.len());
        std::mem::replace(&mut self.broken, Ok(())).ok()?;
        fs::rename(&self.draft, &self.place).ok()?;
        Some(Blocks {
            len: self.len,
            checksums: std::mem::take(&mut self.checksums),
        })
    }
}

impl Drop for BlockWriter {
    fn drop(&mut self) {
        // It is not there any more where it was put in place.
        let _ = fs::remove_file(&self.draft);
    }
}

/// A file of blocks, of which pieces are read.
#[derive(Debug)]
pub(in crate::project) struct BlockFile {
    name: String,
    file: File,
    blocks: Blocks,
}

/// A piece of a file of blocks, with what stands around it in these.
#[derive(Debug, Default)]
pub(in crate::project) struct Piece {
    /// Where the bytes begin.
    pub(in crate::project) at: u64,
    pub(in crate::project) bytes: Vec<u8>,
}

impl BlockFile {
    /// The file that is kept under `name`, which has these `blocks` if it is the right one.
    pub(in crate::project) fn open(cache: &Cache, name: &str, blocks: &Blocks) -> Option<Self> {
        Some(Self {
            file: File::open(cache.folder.join(name)).ok()?,
            name: name.to_owned(),
            blocks: blocks.clone(),
        })
    }

    /// The name that it is kept under.
    pub(in crate::project) fn name(&self) -> &str {
        &self.name
    }

    /// What tells it from all others.
    pub(in crate::project) fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// The bytes in `range`, by themselves; none where they have another checksum than they had.
    pub(in crate::project) fn read_by(
        &self,
        range: Range<u64>,
        checksum_of_all: Checksum,
    ) -> Option<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(range.end - range.start).ok()?];
        read_at(&self.file, &mut bytes, range.start).ok()?;
        (checksum(&bytes) == checksum_of_all).then_some(bytes)
    }

    /// Reads the bytes at `at`, whatever they are.
    pub(in crate::project) fn read_into(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        read_at(&self.file, bytes, at)
    }

    /// Whether the bytes in `range` are what was written.
    pub(in crate::project) fn is_whole(&self, range: &Range<u64>) -> bool {
        range.is_empty() || self.are_whole(range).is_some()
    }

    fn are_whole(&self, range: &Range<u64>) -> Option<()> {
        let size = BLOCK as u64;
        let first = usize::try_from(range.start / size).ok()?;
        let end = usize::try_from(range.end.div_ceil(size)).ok()?;
        (range.end <= self.blocks.len).then_some(())?;
        let several = self.blocks.checksums.get(first..end)?;
        let several = several.par_chunks(READ_AT_ONCE).enumerate();
        let are_same = several.map_init(
            || vec![0; READ_AT_ONCE * BLOCK],
            |room, (number, checksums)| {
                let start = (first + number * READ_AT_ONCE) as u64 * size;
                let end = self.blocks.len.min(start + checksums.len() as u64 * size);
                let bytes = &mut room[..usize::try_from(end - start).ok()?];
                read_at(&self.file, bytes, start).ok()?;
                let mut blocks = bytes.chunks(BLOCK).zip(checksums);
                blocks
                    .all(|(block, it)| checksum(block) == *it)
                    .then_some(())
            },
        );
        are_same.collect()
    }

    /// The bytes in `range` and some before and after; none where one of them is not what was written.
    pub(in crate::project) fn read(&self, range: Range<u64>) -> Option<Piece> {
        let size = BLOCK as u64;
        if range.is_empty() {
            let (at, bytes) = (range.start, Vec::new());
            return Some(Piece { at, bytes });
        }
        if range.end > self.blocks.len {
            return None;
        }
        let first = range.start / size;
        let (start, end) = (
            first * size,
            (range.end.div_ceil(size) * size).min(self.blocks.len),
        );
        let mut bytes = vec![0; usize::try_from(end - start).ok()?];
        let first = usize::try_from(first).ok()?;
        let several = bytes.par_chunks_mut(AT_ONCE * BLOCK).enumerate();
        let are_same = several.all(|(number, several)| {
            let at = start + (number * AT_ONCE * BLOCK) as u64;
            let checksums = self.blocks.checksums[first + number * AT_ONCE..].iter();
            read_at(&self.file, several, at).is_ok()
                && several
                    .chunks(BLOCK)
                    .zip(checksums)
                    .all(|(block, it)| checksum(block) == *it)
        });
        are_same.then_some(Piece { at: start, bytes })
    }
}

impl Piece {
    /// The bytes of `range`, which are among these.
    pub(in crate::project) fn get(&self, range: &Range<u64>) -> Option<&[u8]> {
        let start = usize::try_from(range.start.checked_sub(self.at)?).ok()?;
        let end = usize::try_from(range.end.checked_sub(self.at)?).ok()?;
        self.bytes.get(start..end)
    }
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
pub(super) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    use std::io::{Read as _, Seek as _};
    // A place to read from is common to all handles of a file that was opened once.
    static READING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _reading = READING.lock();
    let mut file = file;
    file.seek(io::SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_what_was_written_or_nothing() {
        let folder = std::env::temp_dir().join(format!("claimtest-blocks-{}", std::process::id()));
        fs::create_dir_all(folder.join("target")).unwrap();
        let cache = Cache::of(&folder, None, "a test").unwrap();
        let bytes: Vec<u8> = (0..=250).cycle().take(9 * BLOCK + 100).collect();
        let mut writer = BlockWriter::new(&cache, "b").unwrap();
        for (n, piece) in bytes.chunks(1000).enumerate() {
            assert_eq!(writer.len(), 1000 * n as u64);
            writer.put(piece);
        }
        let blocks = writer.close().unwrap();
        let read = |range: Range<u64>| {
            let piece = BlockFile::open(&cache, "b", &blocks)?.read(range.clone())?;
            Some(piece.get(&range)?.to_vec())
        };
        let is_whole = |range: Range<u64>| {
            let file = BlockFile::open(&cache, "b", &blocks).unwrap();
            file.is_whole(&range)
        };
        let len = bytes.len() as u64;
        let third = 3 * BLOCK as u64;
        for range in [0..1, 0..len, third - 5..third + 5, len - 1..len, len..len] {
            let [start, end] = [range.start, range.end].map(|it| usize::try_from(it).unwrap());
            assert_eq!(read(range.clone()).as_deref(), Some(&bytes[start..end]));
            assert!(is_whole(range));
        }
        assert_eq!(read(len - 1..len + 1), None, "there is no more");
        assert!(!is_whole(len - 1..len + 1));
        let some = &bytes[100..9000];
        let read_by =
            |checksum| BlockFile::open(&cache, "b", &blocks)?.read_by(100..9000, checksum);
        assert_eq!(read_by(checksum(some)).as_deref(), Some(some));
        assert_eq!(read_by(checksum(&bytes)), None);
        drop(BlockWriter::new(&cache, "c"));
        assert_eq!(
            fs::read_dir(folder.join("target/claimtest"))
                .unwrap()
                .count(),
            1
        );

        let path = folder.join("target/claimtest/b");
        let mut damaged = bytes.clone();
        damaged[3 * BLOCK] ^= 1;
        fs::write(&path, &damaged).unwrap();
        assert_eq!(read(third..third + 1), None);
        assert_eq!(read(third + 9..third + 10), None, "it is in the same block");
        assert!(!is_whole(third + 9..third + 10) && !is_whole(0..len) && is_whole(0..third));
        assert!(read(0..third).is_some() && read(len - 1..len).is_some());
        fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
        assert_eq!(read(len - 9..len - 8), None, "cut short");
        assert!(!is_whole(len - 9..len - 8));
        fs::remove_dir_all(&folder).unwrap();
    }
}
