//! The files of a ledger, which a run leaves for the next one.
//!
//! What is always needed is one file, in a form that is quickly read. The bytes that most runs only pass on, or
//! never look at, are another one, cut into blocks. A run over what has changed leaves both as they are, and
//! writes a third one: what is otherwise since the first one was written, and the bytes that have been added. It
//! names the checksum of the first one, and is nothing beside another: what that says by itself is what an earlier
//! run left. Once a third of the first one is otherwise, that is written anew.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::kept::{KeptSource, Ledger};
use super::said::{Said, Whole};
use crate::compare::independence::{Outline, Outlines};
use crate::project::cache::{BlockFile, BlockWriter, Cache, Checksum, Piece, Sealed};
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
    /// Those that come behind so many others, which lie in blocks.
    Added(u64, Vec<u8>),
    /// Those that come behind so many others, some of which were added by earlier runs.
    Behind(u64, Vec<u8>),
}

impl Store {
    /// The file of blocks of the runs of `command`.
    pub(super) fn new(cache: &Cache, command: &str) -> Option<Self> {
        BlockWriter::new(cache, &name("blocks", command)).map(Self::Blocks)
    }

    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Blocks(writer) => writer.len(),
            Self::Added(from, bytes) | Self::Behind(from, bytes) => from + bytes.len() as u64,
        }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Slice {
        let slice = Slice::new(self.len(), bytes);
        match self {
            Self::Blocks(writer) => writer.put(bytes),
            Self::Added(_, added) | Self::Behind(_, added) => added.extend_from_slice(bytes),
        }
        slice
    }

    /// What was kept of an earlier run, where it is to be found after this one.
    pub(super) fn keep(&mut self, book: &Book<'_>, slice: Slice) -> Slice {
        match self.lacks(book, slice) {
            Some(bytes) => self.put(bytes),
            None => slice,
        }
    }

    /// What was kept of an earlier run, where it will not be there any more after this one.
    pub(super) fn lacks<'b>(&self, book: &'b Book<'_>, slice: Slice) -> Option<&'b [u8]> {
        match self {
            Self::Behind(..) => None,
            Self::Blocks(_) | Self::Added(..) => book.added(slice),
        }
    }

    /// Takes in what earlier runs added.
    pub(super) fn take_in(&mut self, book: &Book<'_>) {
        if let Self::Behind(_, bytes) = self {
            let mut all = book.all_added().concat();
            all.append(bytes);
            *self = Self::Added(book.n_in_blocks, all);
        }
    }
}

/// The files of a ledger as they lie in memory.
pub(super) struct Lying {
    whole: Kept,
    /// What is otherwise since.
    edits: Option<Kept>,
    /// The checksum of the first one.
    sum: Checksum,
}

/// A file as it lies in memory, and where what it says begins.
struct Kept {
    bytes: Arc<Vec<u8>>,
    start: usize,
}

impl Kept {
    fn of(sealed: Sealed, behind: usize) -> Self {
        let (bytes, start) = sealed.into_bytes();
        Self {
            bytes: Arc::new(bytes),
            start: start + behind,
        }
    }

    fn said(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
}

impl Lying {
    /// The ledger's files of the runs of `command`, if they were kept and are whole.
    pub(super) fn read(cache: &Cache, command: &str) -> Option<Self> {
        let open = |what| cache.open(&name(what, command));
        let (whole, edits) = rayon::join(|| open("ledger"), || open("edits"));
        let whole = whole?;
        let sum = whole.sum();
        let edits = edits.filter(|it| it.body().starts_with(&sum));
        Some(Self {
            whole: Kept::of(whole, 0),
            edits: edits.map(|it| Kept::of(it, sum.len())),
            sum,
        })
    }
}

/// A ledger as it was read.
pub(super) struct Book<'b> {
    pub(super) ledger: Ledger<'b>,
    lying: &'b Lying,
    /// How many bytes lie in blocks.
    n_in_blocks: u64,
    /// The bytes that were added to these, and to those by edits.
    added: [&'b [u8]; 2],
    file: Arc<BlockFile>,
    said: OnceLock<Arc<Whole>>,
}

/// Where one of so many bytes of the file that is always read is otherwise, it is written anew.
const MOST_EDITED: usize = 3;

impl<'b> Book<'b> {
    /// The ledger that a run of `command` left, if it can be trusted.
    pub(super) fn open(lying: &'b Lying, cache: &Cache, command: &str) -> Option<Self> {
        let edits = lying.edits.as_ref().map(Kept::said);
        let (ledger, added) = Ledger::open(lying.whole.said(), edits)?;
        let file = BlockFile::open(cache, &name("blocks", command), &ledger.blocks)?;
        Some(Self {
            file: Arc::new(file),
            n_in_blocks: ledger.blocks.len(),
            ledger,
            lying,
            added,
            said: OnceLock::new(),
        })
    }

    /// Where the next run finds what this one adds.
    pub(super) fn store(&self) -> Store {
        let n_edited = self.lying.edits.as_ref().map_or(0, |it| it.said().len());
        if n_edited > self.lying.whole.said().len() / MOST_EDITED {
            Store::Added(self.n_in_blocks, Vec::new())
        } else {
            self.behind()
        }
    }

    /// A place behind all bytes that there are.
    pub(super) fn behind(&self) -> Store {
        let n_added: usize = self.added.iter().map(|it| it.len()).sum();
        Store::Behind(self.n_in_blocks + n_added as u64, Vec::new())
    }

    fn all_added(&self) -> [&'b [u8]; 2] {
        self.added
    }

    /// What was said of claims, which is still to be looked at.
    pub(super) fn telling(&self) -> Telling {
        Telling {
            file: Arc::clone(&self.file),
            range: self.ledger.said.clone(),
        }
    }

    /// Takes what was said of claims, which is whole.
    pub(super) fn hold_said(&self, said: Arc<Whole>) {
        // It is the same where it was looked at twice.
        let _ = self.said.set(said);
    }

    /// The words of some sources, as far as they lie in blocks; none where they cannot be trusted.
    pub(super) fn read_words(&self, all: impl Iterator<Item = Slice>) -> Option<Piece> {
        let lying = all.filter(|it| it.at < self.n_in_blocks);
        let range = lying
            .map(Slice::range)
            .reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
        self.file.read(range.unwrap_or_default())
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

    /// The file in which bytes that were added lie, and where.
    fn place(&self, slice: Slice) -> Option<(&'b Kept, Range<usize>)> {
        let at = slice.at.checked_sub(self.n_in_blocks)?;
        let mut start = usize::try_from(at).ok()?;
        let [first, second] = self.added.map(<[u8]>::len);
        let (kept, n_behind) = if start < first {
            (&self.lying.whole, first)
        } else {
            start -= first;
            (self.lying.edits.as_ref()?, second)
        };
        start += kept.bytes.len() - n_behind;
        Some((kept, start..start + slice.len as usize))
    }

    fn added(&self, slice: Slice) -> Option<&'b [u8]> {
        let (kept, range) = self.place(slice)?;
        kept.bytes.get(range)
    }

    /// What was said of a claim, once that was read.
    pub(super) fn said(&self, slice: Slice) -> Option<Said> {
        if slice.len == 0 {
            return Some(Said::default());
        }
        if let Some((kept, range)) = self.place(slice) {
            let is_there = range.end <= kept.bytes.len();
            return is_there.then(|| Said::kept(&kept.bytes, range));
        }
        Said::lying(self.said.get()?, slice.range())
    }

    /// What a source answered; none where that cannot be trusted.
    pub(super) fn answers(&self, source: &KeptSource<'_>) -> Option<Cow<'b, [u8]>> {
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

/// What was said of claims, as it lies in the file of blocks.
pub(super) struct Telling {
    file: Arc<BlockFile>,
    range: Range<u64>,
}

impl Telling {
    /// Looks whether all of it is there; none where it cannot be trusted.
    pub(super) fn look(self) -> Option<Arc<Whole>> {
        Whole::of(self.file, self.range)
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
        if let Store::Added(from, added) | Store::Behind(from, added) = self.added
            && let Some(start) = range.start.checked_sub(*from)
        {
            let start = usize::try_from(start).ok()?;
            return added.get(start..start + slice.len as usize);
        }
        if range.start >= self.book.n_in_blocks {
            return self.book.added(slice);
        }
        if self.piece.get(&range).is_none() {
            let ahead = (range.start + Self::AHEAD).min(self.book.ledger.blocks.len());
            self.piece = self.book.file.read(range.start..ahead.max(range.end))?;
        }
        self.piece.get(&range)
    }
}

impl Ledger<'_> {
    /// Keeps this for the next run of `command`, with what it added or all that goes with it. What comes behind
    /// what earlier runs added is an edit of the ledger in `book`, of which these have the rows.
    pub(super) fn write(
        mut self,
        store: Store,
        book: Option<&Book<'_>>,
        cache: &Cache,
        command: &str,
    ) -> Option<()> {
        let added = match store {
            Store::Blocks(writer) => {
                self.blocks = writer.close()?;
                Vec::new()
            }
            Store::Added(_, added) => added,
            Store::Behind(_, added) => {
                let book = book?;
                let pieces = self.close_edits()?;
                let mut all: Vec<&[u8]> = vec![&book.lying.sum];
                all.extend(pieces.iter().map(Vec::as_slice));
                all.extend([book.added[1], &added]);
                cache.write(&name("edits", command), &all);
                cache.sweep();
                return Some(());
            }
        };
        let pieces = self.close()?;
        let mut pieces: Vec<&[u8]> = pieces.iter().map(AsRef::as_ref).collect();
        pieces.push(&added);
        cache.write(&name("ledger", command), &pieces);
        cache.remove(&name("edits", command));
        cache.sweep();
        Some(())
    }
}

fn name(what: &str, command: &str) -> String {
    let hash = blake3::hash(command.as_bytes()).to_hex();
    format!("{what}-{}", &hash[..16])
}
