//! What a run leaves for the next one: the state of every file, what each source answered, what became of
//! each claim and what was said of it.
//!
//! What is always needed is one file, in a form that is quickly read, and is written anew by every run. The
//! bytes that most runs only pass on, or never look at, are another one, cut into blocks: a run over what
//! has changed leaves that as it is, and adds its own bytes to the first one.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::said::{Loaded, Said};
use super::table::Part;
use crate::check::answers::Question;
use crate::compare::Bearing;
use crate::project::cache::{
    BlockFile, BlockWriter, Blocks, Cache, Checksum, Contents, Piece, State,
};

/// What a run left.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// A hash of the settings' files.
    pub(super) settings: [u8; 32],
    /// The day of the run: waivers end.
    pub(super) today: String,
    /// The folders that sources and claims were looked for in.
    pub(super) folders: Vec<Folder>,
    /// The manifest, if there is one, and the ids of its entries in their order.
    pub(super) manifest: Option<(Listed, Vec<String>)>,
    /// The claim files, in the order of their paths.
    pub(super) files: Vec<ClaimFile>,
    /// The sources, in the order of their ids.
    #[serde(skip)]
    pub(super) sources: Vec<KeptSource>,
    /// The claims, in the order of their files and of places in them.
    #[serde(skip)]
    pub(super) claims: Vec<KeptClaim>,
    /// Pairs of sources that claims count once, by number, and how much of each stands in the other.
    pub(super) shares: Vec<([u32; 2], [u32; 2])>,
    /// The file of bytes that goes with this.
    pub(super) blocks: Blocks,
    /// Where in it the words of sources stand, and what was said of claims.
    pub(super) words: Range<u64>,
    pub(super) said: Range<u64>,
    /// The bytes of all answers after the last run that looked at everything.
    pub(super) answered: u64,
    /// The state of the snapshots, where each that was `reviewed` was held against its file.
    pub(super) snapshots: Option<String>,
}

/// What stands at the head of a ledger: the lengths of its pieces, which are read by several threads.
#[derive(Debug, Serialize, Deserialize)]
struct Lengths {
    /// Of everything but sources and claims.
    rest: usize,
    sources: Vec<usize>,
    claims: Vec<usize>,
}

/// So many sources or claims are one piece of a ledger.
const OF_A_PIECE: usize = 1024;

fn pack<T: Serialize + Sync>(all: &[T]) -> Option<Vec<Vec<u8>>> {
    let pieces = all.par_chunks(OF_A_PIECE);
    pieces.map(|it| postcard::to_stdvec(it).ok()).collect()
}

/// What was packed to pieces of these lengths, which `bytes` begin with; those are taken away.
fn unpack<T: DeserializeOwned + Send>(bytes: &mut &[u8], lengths: &[usize]) -> Option<Vec<T>> {
    let mut pieces = Vec::with_capacity(lengths.len());
    for &len in lengths {
        pieces.push(bytes.split_off(..len)?);
    }
    let pieces = pieces.par_iter().map(|it| postcard::from_bytes(it).ok());
    let pieces: Vec<Vec<T>> = pieces.collect::<Option<_>>()?;
    Some(pieces.into_iter().flatten().collect())
}

impl Ledger {
    /// The ledger in `bytes`, and what comes behind it.
    fn open(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (lengths, mut rest): (Lengths, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
        let ledger: Self = postcard::from_bytes(rest.split_off(..lengths.rest)?).ok()?;
        let ledger = Self {
            sources: unpack(&mut rest, &lengths.sources)?,
            claims: unpack(&mut rest, &lengths.claims)?,
            ..ledger
        };
        Some((ledger, rest))
    }

    /// The bytes of this, in pieces.
    fn close(&self) -> Option<Vec<Vec<u8>>> {
        let (sources, claims) = (pack(&self.sources)?, pack(&self.claims)?);
        let rest = postcard::to_stdvec(self).ok()?;
        let lengths = |pieces: &[Vec<u8>]| pieces.iter().map(Vec::len).collect();
        let lengths = Lengths {
            rest: rest.len(),
            sources: lengths(&sources),
            claims: lengths(&claims),
        };
        let mut pieces = vec![postcard::to_stdvec(&lengths).ok()?, rest];
        pieces.extend(sources);
        pieces.extend(claims);
        Some(pieces)
    }
}

/// A folder that sources and claims were looked for in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Folder {
    pub(super) path: String,
    pub(super) state: Option<State>,
    /// The names in it, where nothing else decides what is found there.
    pub(super) names: Option<Contents>,
}

/// A file that is a list of tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Its state; none where it was written a moment before.
    pub(super) state: Option<State>,
    pub(super) parts: Vec<Part>,
}

/// A claim file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ClaimFile {
    /// Relative to the project.
    pub(super) file: String,
    pub(super) topic: String,
    pub(super) listed: Listed,
}

/// A source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeptSource {
    pub(super) id: String,
    pub(super) file: String,
    pub(super) state: Option<State>,
    pub(super) hash: [u8; 32],
    /// The bytes of its text.
    pub(super) len: u32,
    /// Whether anything is wrong with it, or with what the manifest says of it.
    pub(super) is_wrong: bool,
    /// What it answered, and the checksum of that: it is read of a few sources, each by itself.
    pub(super) answers: Slice,
    pub(super) checksum: Checksum,
    /// Which words it has.
    pub(super) words: Slice,
}

/// A claim, and what became of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct KeptClaim {
    pub(super) name: String,
    /// Where its name stands in its part of the file, and how long that is.
    pub(super) at: u32,
    pub(super) len: u32,
    pub(super) tags: Vec<String>,
    /// Whether it is waived, for as long as that holds.
    pub(super) may_lapse: bool,
    pub(super) counts: Counts,
    /// The sources whose change may change the outcome, by number: those that it names, and those that
    /// answer it.
    pub(super) rests_on: Vec<u32>,
    /// Whether it asks something of every source.
    pub(super) asks_all: bool,
    /// Passages that are missing where they are cited.
    pub(super) missing: Vec<Missing>,
    /// What its probes ask for.
    pub(super) asked: Vec<Asked>,
    /// Sources that count once, by number.
    pub(super) copies: Vec<[u32; 2]>,
    /// How many voices bear it out, and what that depends on, where several sources do.
    pub(super) voices: Option<(Bearing, u32)>,
    /// Its snapshot's body, where it has one, and whether that is as reviewed.
    pub(super) snapshot: Option<(Slice, bool)>,
    /// What the report says of it.
    pub(super) said: Slice,
}

/// The numbers that a claim adds to those of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) checks: u32,
    pub(super) failed: bool,
    pub(super) unread: u32,
    pub(super) waived: bool,
    pub(super) notes: u32,
}

/// A passage that is missing where it is cited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Missing {
    pub(super) question: Question,
    /// The keys of words that a text must have in which it stands.
    pub(super) keys: Vec<u32>,
    /// The sources in which it stands, by number.
    pub(super) standing: Vec<u32>,
}

/// What a probe asks for: a text that answers has words whose counts come to so much.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) least: f32,
    /// Meanings, and what each counts.
    pub(super) counts: Vec<(u32, f32)>,
}

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
    pub(super) fn keep(&mut self, book: &Book, slice: Slice) -> Slice {
        match book.added(slice) {
            Some(bytes) => self.put(bytes),
            None => slice,
        }
    }
}

/// A ledger as it was read.
pub(super) struct Book {
    pub(super) ledger: Ledger,
    /// The file that it was in, and where in that the bytes begin that were added.
    bytes: Arc<Loaded>,
    start: usize,
    file: BlockFile,
    said: OnceLock<Arc<Loaded>>,
}

impl Book {
    /// The ledger of the runs of `command`, if one was kept and can be trusted.
    pub(super) fn read(cache: &Cache, command: &str) -> Option<Self> {
        let (bytes, start) = cache.open(&name("ledger", command))?.into_bytes();
        let (ledger, added) = Ledger::open(&bytes[start..])?;
        let start = bytes.len() - added.len();
        Some(Self {
            file: BlockFile::open(cache, &name("blocks", command), &ledger.blocks)?,
            ledger,
            bytes: Arc::new(Loaded::new(bytes)),
            start,
            said: OnceLock::new(),
        })
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
            return Some(Said::kept(&self.bytes, range));
        }
        let held = self.said.get()?;
        let start = usize::try_from(slice.at.checked_sub(held.at())?).ok()?;
        let range = start..start + slice.len as usize;
        (range.end <= held.bytes().len()).then(|| Said::kept(held, range))
    }

    /// What a source answered; none where that cannot be trusted.
    pub(super) fn answers(&self, source: &KeptSource) -> Option<Cow<'_, [u8]>> {
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
    book: &'b Book,
    /// Those that a later run added.
    added: &'b Store,
    piece: Piece,
}

impl<'b> Reading<'b> {
    /// So many bytes are read at a time.
    const AHEAD: u64 = 1 << 22;

    pub(super) fn new(book: &'b Book, added: &'b Store) -> Self {
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

impl Ledger {
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
        let mut pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
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
