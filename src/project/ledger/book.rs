//! The files of a ledger, which a run leaves for the next one.
//!
//! What is always needed is one file, in a form that is quickly read, and is written anew by every run. The
//! bytes that most runs only pass on, or never look at, are another one, cut into blocks: a run over what
//! has changed leaves that as it is, and adds its own bytes to the first one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::kept::{KeptSource, Ledger};
use super::said::{Loaded, Said};
use crate::compare::independence::{Outline, Outlines};
use crate::project::cache::{BlockFile, BlockWriter, Cache, Piece};
use crate::source::SourceId;

/// Some of the bytes that are not always needed: of the file of blocks, or behind all of them of those that
/// were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::project) struct Slice {
    at: u64,
    len: u32,
}

impl Slice {
    fn new(at: u64, bytes: &[u8]) -> Self {
        let len = u32::try_from(bytes.len()).expect("what is said of a claim is less than 4 GB");
        Self { at, len }
    }

    pub(super) fn len(self) -> u64 {
        self.len.into()
    }

    /// Where what comes behind it begins.
    pub(super) fn end(self) -> u64 {
        self.at + self.len()
    }

    fn range(self) -> Range<u64> {
        self.at..self.end()
    }
}

/// The bytes that a run leaves and that are not always needed.
#[derive(Debug)]
pub(super) enum Store {
    /// All of them.
    Blocks(BlockWriter),
    /// Those that come behind so many others.
    Added(u64, Vec<u8>),
}

impl Store {
    /// The file of blocks of the runs of `command`.
    pub(super) fn new(cache: &Cache, command: &str) -> Option<Self> {
        BlockWriter::new(cache, &name("blocks", command)).map(Self::Blocks)
    }

    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Blocks(writer) => writer.len(),
            Self::Added(from, bytes) => from + bytes.len() as u64,
        }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Slice {
        let slice = Slice::new(self.len(), bytes);
        match self {
            Self::Blocks(writer) => writer.put(bytes),
            Self::Added(_, added) => added.extend_from_slice(bytes),
        }
        slice
    }

    /// What was kept of an earlier run, where it is to be found after this one.
    pub(super) fn keep(&mut self, book: &Book<'_>, slice: Slice) -> Slice {
        match book.added(slice) {
            Some(bytes) => self.put(bytes),
            None => slice,
        }
    }
}

/// The file of a ledger as it lies in memory.
pub(super) struct Lying {
    bytes: Arc<Loaded>,
    /// Where the ledger begins.
    start: usize,
}

impl Lying {
    /// The ledger's file of the runs of `command`, if one was kept and is whole.
    pub(super) fn read(cache: &Cache, command: &str) -> Option<Self> {
        let (bytes, start) = cache.open(&name("ledger", command))?.into_bytes();
        Some(Self {
            bytes: Arc::new(Loaded::new(bytes)),
            start,
        })
    }
}

/// A ledger as it was read.
pub(super) struct Book<'b> {
    pub(super) ledger: Ledger<'b>,
    /// The file that it was in, and where in that the bytes begin that were added.
    bytes: &'b Arc<Loaded>,
    start: usize,
    file: Arc<BlockFile>,
    said: OnceLock<Arc<Loaded>>,
}

impl<'b> Book<'b> {
    /// The ledger that a run of `command` left, if it can be trusted.
    pub(super) fn open(lying: &'b Lying, cache: &Cache, command: &str) -> Option<Self> {
        let bytes = lying.bytes.bytes();
        let (ledger, added) = Ledger::open(bytes.get(lying.start..)?)?;
        Some(Self {
            file: Arc::new(BlockFile::open(
                cache,
                &name("blocks", command),
                &ledger.blocks,
            )?),
            ledger,
            bytes: &lying.bytes,
            start: bytes.len() - added.len(),
            said: OnceLock::new(),
        })
    }

    /// The ledger, and the bytes that were added.
    pub(super) fn into_ledger(self) -> (Ledger<'b>, Store) {
        let added = self.bytes.bytes()[self.start..].to_vec();
        let store = Store::Added(self.ledger.blocks.len(), added);
        (self.ledger, store)
    }

    /// Reads what was said of claims; none where it cannot be trusted.
    pub(super) fn read_said(&self) -> Option<()> {
        let piece = self.file.read(self.ledger.said.clone())?;
        self.said.set(Arc::new(Loaded::of(piece, &self.file))).ok()
    }

    /// The words of all sources; none where they cannot be trusted.
    pub(super) fn read_words(&self) -> Option<Piece> {
        self.file.read(self.ledger.words.clone())
    }

    /// What sources tell in short, of those that were noted down at these places. It was told by a run over
    /// everything, and is where that left it.
    pub(super) fn outlines(&self, places: HashMap<SourceId, Slice>) -> Outlines {
        let file = Arc::clone(&self.file);
        Outlines::new(move |id| {
            let range = places.get(id).filter(|slice| slice.len > 0)?.range();
            let piece = file.read(range.clone())?;
            piece.get(&range).map(Outline::from_bytes)
        })
    }

    /// Where bytes that were added stand in the file of the ledger.
    fn place(&self, slice: Slice) -> Option<Range<usize>> {
        let at = slice.at.checked_sub(self.ledger.blocks.len())?;
        let start = self.start + usize::try_from(at).ok()?;
        Some(start..start + slice.len as usize)
    }

    fn added(&self, slice: Slice) -> Option<&[u8]> {
        self.bytes.bytes().get(self.place(slice)?)
    }

    /// What was said of a claim, once that was read.
    pub(super) fn said(&self, slice: Slice) -> Option<Said> {
        if slice.len == 0 {
            return Some(Said::default());
        }
        if let Some(range) = self.place(slice) {
            return Some(Said::kept(self.bytes, range));
        }
        let held = self.said.get()?;
        let start = usize::try_from(slice.at.checked_sub(held.at())?).ok()?;
        let range = start..start + slice.len as usize;
        (range.end <= held.bytes().len()).then(|| Said::kept(held, range))
    }

    /// What a source answered; none where that cannot be trusted.
    pub(super) fn answers(&self, source: &KeptSource<'_>) -> Option<Cow<'_, [u8]>> {
        if let Some(added) = self.added(source.answers) {
            return Some(Cow::Borrowed(added));
        }
        let range = source.answers.range();
        self.file.read_by(range, source.checksum).map(Cow::Owned)
    }

    /// The words of a source, of those that were read.
    pub(super) fn words<'w>(&'w self, read: &'w Piece, slice: Slice) -> Option<&'w [u8]> {
        self.added(slice).or_else(|| read.get(&slice.range()))
    }
}

/// Reads bytes that mostly come one after the other.
pub(super) struct Reading<'b> {
    book: &'b Book<'b>,
    /// Those that a later run added.
    added: &'b Store,
    piece: Piece,
}

impl<'b> Reading<'b> {
    /// So many bytes are read at a time.
    const AHEAD: u64 = 1 << 22;

    pub(super) fn new(book: &'b Book<'b>, added: &'b Store) -> Self {
        Self {
            book,
            added,
            piece: Piece::default(),
        }
    }

    /// Any of the bytes; none where they cannot be trusted.
    pub(super) fn bytes(&mut self, slice: Slice) -> Option<&[u8]> {
        let range = slice.range();
        if range.is_empty() {
            return Some(&[]);
        }
        if let Store::Added(from, added) = self.added
            && let Some(start) = range.start.checked_sub(*from)
        {
            let start = usize::try_from(start).ok()?;
            return added.get(start..start + slice.len as usize);
        }
        if self.piece.get(&range).is_none() {
            let ahead = (range.start + Self::AHEAD).min(self.book.ledger.blocks.len());
            self.piece = self.book.file.read(range.start..ahead.max(range.end))?;
        }
        self.piece.get(&range)
    }
}

impl Ledger<'_> {
    /// Keeps this for the next run of `command`, with what it `added` or all that goes with it.
    pub(super) fn write(mut self, store: Store, cache: &Cache, command: &str) -> Option<()> {
        let added = match store {
            Store::Blocks(writer) => {
                self.blocks = writer.close()?;
                Vec::new()
            }
            Store::Added(_, added) => added,
        };
        let pieces = self.close()?;
        let mut pieces: Vec<&[u8]> = pieces.iter().map(AsRef::as_ref).collect();
        pieces.push(&added);
        cache.write(&name("ledger", command), &pieces);
        cache.sweep();
        Some(())
    }
}

fn name(what: &str, command: &str) -> String {
    let hash = blake3::hash(command.as_bytes()).to_hex();
    format!("{what}-{}", &hash[..16])
}
