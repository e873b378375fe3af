//! What a run leaves for the next one: the state of every file, what each source answered, what became of
//! each claim and what was said of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::book::Slice;
use super::rows::Rows;
use super::table::Part;
use crate::check::answers::Question;
use crate::compare::Bearing;
use crate::project::cache::plain::{self, Bytes, Name};
use crate::project::cache::{Blocks, Checksum, Contents, State};

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
    /// Where in it stands what was said of claims.
    pub(super) said: Range<u64>,
    /// The bytes of all answers after the last run that looked at everything.
    pub(super) answered: u64,
    /// The state of the snapshots, where each that was `reviewed` was held against its file.
    pub(super) snapshots: Option<Checksum>,
}

/// What stands at the head of a ledger: the lengths of its pieces, which are read by several threads.
#[derive(Debug, Serialize, Deserialize)]
struct Lengths {
    /// Of everything but sources and claims.
    rest: usize,
    sources: Vec<usize>,
    claims: Vec<usize>,
}

/// What stands at the head of the edits of a ledger: the lengths of what is in the place of what it has.
#[derive(Debug, Serialize, Deserialize)]
struct EditLengths {
    /// Of everything but sources and claims.
    rest: usize,
    /// Of the sources and claims that are others, with their numbers.
    sources: usize,
    claims: usize,
}

/// The edits of a ledger, as they lie in memory.
struct Edits<'b> {
    rest: &'b [u8],
    sources: &'b [u8],
    claims: &'b [u8],
}

impl<'b> Edits<'b> {
    /// The edits in `bytes`, and what comes behind them.
    fn open(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let (lengths, mut bytes): (EditLengths, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
        let edits = Self {
            rest: bytes.split_off(..lengths.rest)?,
            sources: bytes.split_off(..lengths.sources)?,
            claims: bytes.split_off(..lengths.claims)?,
        };
        Some((edits, bytes))
    }
}

/// A ledger that was opened, and the bytes that come behind it and behind its edits.
pub(super) type Opened<'b> = (Ledger<'b>, [&'b [u8]; 2]);

impl<'b> Ledger<'b> {
    /// The ledger in `bytes` as it is after the `edits`, if there are any.
    pub(super) fn open(bytes: &'b [u8], edits: Option<&'b [u8]>) -> Option<Opened<'b>> {
        let (lengths, mut bytes): (Lengths, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
        let mut rest = bytes.split_off(..lengths.rest)?;
        let sources = bytes.split_off(..lengths.sources.iter().sum())?;
        let claims = bytes.split_off(..lengths.claims.iter().sum())?;
        let mut added = [bytes, &[]];
        let edits = match edits {
            Some(edits) => {
                let (edits, behind) = Edits::open(edits)?;
                (rest, added[1]) = (edits.rest, behind);
                Some(edits)
            }
            None => None,
        };
        let (ledger, (sources, claims)) = rayon::join(
            || postcard::from_bytes::<Self>(rest).ok(),
            || {
                rayon::join(
                    || Rows::read(sources, &lengths.sources),
                    || Rows::read(claims, &lengths.claims),
                )
            },
        );
        let mut ledger = Self {
            sources: sources?,
            claims: claims?,
            ..ledger?
        };
        if let Some(edits) = edits {
            let (sources, claims) = (edits.sources, edits.claims);
            ledger.sources.edit(postcard::from_bytes(sources).ok()?)?;
            ledger.claims.edit(postcard::from_bytes(claims).ok()?)?;
        }
        Some((ledger, added))
    }

    /// The bytes of what is not as the last run that wrote all of it left it, in pieces.
    pub(super) fn close_edits(&self) -> Option<Vec<Vec<u8>>> {
        let (rest, (sources, claims)) = rayon::join(
            || postcard::to_stdvec(self).ok(),
            || (others(self.sources.others()), others(self.claims.others())),
        );
        let (rest, sources, claims) = (rest?, sources?, claims?);
        let lengths = EditLengths {
            rest: rest.len(),
            sources: sources.len(),
            claims: claims.len(),
        };
        let lengths = postcard::to_stdvec(&lengths).ok()?;
        Some(vec![lengths, rest, sources, claims])
    }

    /// The bytes of this, in pieces.
    pub(super) fn close(&self) -> Option<Vec<Cow<'b, [u8]>>> {
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

/// The bytes of rows with their numbers.
fn others<T: Serialize>(rows: &BTreeMap<usize, T>) -> Option<Vec<u8>> {
    let rows: Vec<(usize, &T)> = rows.iter().map(|(at, row)| (*at, row)).collect();
    postcard::to_stdvec(&rows).ok()
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
    /// What it tells in short, if that was asked for since it has changed.
    pub(super) outline: Slice,
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
