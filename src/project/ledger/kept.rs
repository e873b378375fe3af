//! What a run leaves for the next one: the state of every file, what each source answered, what became of
//! each claim and what was said of it.
//!
//! What is always needed is one file, in a form that is quickly read, and is written anew by every run. The
//! bytes that most runs only pass on, or never look at, are another one, cut into blocks: a run over what
//! has changed leaves that as it is, and adds its own bytes to the first one.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::rows::Rows;
use super::said::{Loaded, Said};
use super::table::Part;
use crate::check::answers::Question;
use crate::compare::Bearing;
use crate::project::cache::plain::{self, Bytes, Name};
use crate::project::cache::{
    BlockFile, BlockWriter, Blocks, Cache, Checksum, Contents, Piece, State,
};

/// What a run left. What of it is words and numbers lies where it was read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger<'b> {
    /// A hash of the settings' files.
    #[serde(with = "plain")]
    pub(super) settings: [u8; 32],
    /// The day of the run: waivers end.
    pub(super) today: String,
    /// The folders that sources and claims were looked for in.
    pub(super) folders: Vec<Folder>,
    /// The manifest, if there is one, and the ids of its entries in their order.
    #[serde(borrow)]
    pub(super) manifest: Option<(Listed, Vec<Name<'b>>)>,
    /// The claim files, in the order of their paths.
    pub(super) files: Vec<ClaimFile>,
    /// The sources, in the order of their ids.
    #[serde(skip)]
    pub(super) sources: Rows<'b, KeptSource<'b>>,
    /// The claims, in the order of their files and of places in them.
    #[serde(skip)]
    pub(super) claims: Rows<'b, KeptClaim<'b>>,
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

impl<'b> Ledger<'b> {
    /// The ledger in `bytes`, and what comes behind it.
    fn open(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let (lengths, mut bytes): (Lengths, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
        let rest = bytes.split_off(..lengths.rest)?;
        let sources = bytes.split_off(..lengths.sources.iter().sum())?;
        let claims = bytes.split_off(..lengths.claims.iter().sum())?;
        let (ledger, (sources, claims)) = rayon::join(
            || postcard::from_bytes::<Self>(rest).ok(),
            || {
                rayon::join(
                    || Rows::read(sources, &lengths.sources),
                    || Rows::read(claims, &lengths.claims),
                )
            },
        );
        let ledger = Self {
            sources: sources?,
            claims: claims?,
            ..ledger?
        };
        Some((ledger, bytes))
    }

    /// The bytes of this, in pieces.
    fn close(&self) -> Option<Vec<Cow<'b, [u8]>>> {
        let (rest, (sources, claims)) = rayon::join(
            || postcard::to_stdvec(self).ok(),
            || rayon::join(|| self.sources.pack(), || self.claims.pack()),
        );
        let (rest, sources, claims) = (rest?, sources?, claims?);
        let lengths = |pieces: &[Cow<'_, [u8]>]| pieces.iter().map(|it| it.len()).collect();
        let lengths = Lengths {
            rest: rest.len(),
            sources: lengths(&sources),
            claims: lengths(&claims),
        };
        let mut pieces = vec![
            Cow::Owned(postcard::to_stdvec(&lengths).ok()?),
            Cow::Owned(rest),
        ];
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
pub(super) struct KeptSource<'b> {
    #[serde(borrow)]
    pub(super) id: Name<'b>,
    #[serde(borrow)]
    pub(super) file: Name<'b>,
    pub(super) state: Option<State>,
    #[serde(with = "plain")]
    pub(super) hash: [u8; 32],
    /// The bytes of its text.
    pub(super) len: u32,
    /// Whether anything is wrong with it, or with what the manifest says of it.
    pub(super) is_wrong: bool,
    /// What it answered, and the checksum of that: it is read of a few sources, each by itself.
    pub(super) answers: Slice,
    #[serde(with = "plain")]
    pub(super) checksum: Checksum,
    /// Which words it has.
    pub(super) words: Slice,
}

/// A claim, and what became of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct KeptClaim<'b> {
    #[serde(borrow)]
    pub(super) name: Name<'b>,
    /// Where its name stands in its part of the file, and how long that is.
    pub(super) at: u32,
    pub(super) len: u32,
    pub(super) tags: Vec<String>,
    /// Whether it is waived, for as long as that holds.
    pub(super) may_lapse: bool,
    pub(super) counts: Counts,
    /// The sources whose change may change the outcome, by number: those that it names, and those that
    /// answer it.
    #[serde(borrow)]
    pub(super) rests_on: Numbers<'b>,
    /// Whether it asks something of every source.
    pub(super) asks_all: bool,
    /// Passages that are missing where they are cited.
    pub(super) missing: Vec<Missing>,
    /// What its probes ask for.
    #[serde(borrow)]
    pub(super) asked: Asks<'b>,
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

/// Numbers of sources, in rising order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Numbers<'b>(#[serde(borrow)] Bytes<'b>);

impl Numbers<'_> {
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let (numbers, _) = self.0.0.as_chunks();
        numbers.iter().map(|it| u32::from_le_bytes(*it))
    }
}

impl FromIterator<u32> for Numbers<'_> {
    fn from_iter<I: IntoIterator<Item = u32>>(all: I) -> Self {
        let bytes = all.into_iter().flat_map(u32::to_le_bytes);
        Self(Bytes(bytes.collect()))
    }
}

/// What probes ask for, one after the other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Asks<'b>(#[serde(borrow)] Bytes<'b>);

/// What a probe asks for: a text that answers has words whose counts come to so much.
#[derive(Clone, Debug)]
pub(super) struct Asked<'b> {
    pub(super) least: f32,
    /// Meanings, and what each counts.
    counts: Cow<'b, [Count]>,
}

/// A meaning and what it counts; or how many of these come next, and to how much they must come.
type Count = [u8; 8];

fn count(number: u32, much: f32) -> Count {
    let mut count = [0; 8];
    count[..4].copy_from_slice(&number.to_le_bytes());
    count[4..].copy_from_slice(&much.to_le_bytes());
    count
}

fn counted(count: Count) -> (u32, f32) {
    let (halves, _) = count.as_chunks();
    (u32::from_le_bytes(halves[0]), f32::from_le_bytes(halves[1]))
}

impl Asked<'_> {
    pub(super) fn of(least: f32, counts: &[(u32, f32)]) -> Self {
        let counts = counts.iter().map(|&(meaning, much)| count(meaning, much));
        Self {
            least,
            counts: counts.collect(),
        }
    }

    pub(super) fn counts(&self) -> impl Iterator<Item = (u32, f32)> {
        self.counts.iter().copied().map(counted)
    }
}

impl Asks<'_> {
    pub(super) fn push(&mut self, asked: &Asked<'_>) {
        let n = u32::try_from(asked.counts.len()).unwrap_or(u32::MAX);
        let bytes = self.0.0.to_mut();
        bytes.extend_from_slice(&count(n, asked.least));
        bytes.extend_from_slice(asked.counts.as_flattened());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Asked<'_>> {
        let (mut rest, _) = self.0.0.as_chunks();
        std::iter::from_fn(move || {
            let (head, others) = rest.split_first()?;
            let (n, least) = counted(*head);
            let (counts, others) = others.split_at_checked(n as usize)?;
            rest = others;
            let counts = Cow::Borrowed(counts);
            Some(Asked { least, counts })
        })
    }
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
    file: BlockFile,
    said: OnceLock<Arc<Loaded>>,
}

impl<'b> Book<'b> {
    /// The ledger that a run of `command` left, if it can be trusted.
    pub(super) fn open(lying: &'b Lying, cache: &Cache, command: &str) -> Option<Self> {
        let bytes = lying.bytes.bytes();
        let (ledger, added) = Ledger::open(bytes.get(lying.start..)?)?;
        Some(Self {
            file: BlockFile::open(cache, &name("blocks", command), &ledger.blocks)?,
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
