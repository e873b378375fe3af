//! What a run leaves for the next one: the state of every file, what each source answered, what became of
//! each claim and what was said of it.
//!
//! It is one file: first what is always needed, in a form that is quickly read; then the bytes that most
//! runs only pass on, or never look at.

use serde::{Deserialize, Serialize};

use super::table::Part;
use crate::check::answers::Question;
use crate::project::cache::{Cache, Sealed, State};

/// What a run left.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// A hash of the settings' files.
    pub(super) settings: [u8; 32],
    /// The day of the run: waivers end.
    pub(super) today: String,
    /// The folders that sources and claims were looked for in.
    pub(super) folders: Vec<(String, Option<State>)>,
    /// The manifest, if there is one, and the ids of its entries in their order.
    pub(super) manifest: Option<(Listed, Vec<String>)>,
    /// The claim files, in the order of their paths.
    pub(super) files: Vec<ClaimFile>,
    /// The sources, in the order of their ids.
    pub(super) sources: Vec<KeptSource>,
    /// The claims, in the order of their files and of places in them.
    pub(super) claims: Vec<KeptClaim>,
    /// Pairs of sources that claims count once, by number, and how much of each stands in the other.
    pub(super) shares: Vec<([u32; 2], [u32; 2])>,
    /// The hash of the words of the sources, which are kept apart.
    pub(super) words: String,
    /// The bytes of all answers after the last run that looked at everything.
    pub(super) answered: u64,
    /// The state of the snapshots, where each that was `reviewed` was held against its file.
    pub(super) snapshots: Option<String>,
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
    /// What it answered.
    pub(super) answers: Slice,
    /// Which words it has.
    pub(super) words: Words,
}

/// Where the bits stand that say which words a source has.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Words {
    /// In a file of their own, which the last run wrote that looked at everything.
    Apart(Slice),
    /// With the rest.
    Here(Slice),
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

/// Bytes behind what is always read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slice {
    at: u64,
    len: u32,
}

/// The bytes that most runs only pass on.
#[derive(Debug, Default)]
pub(super) struct Store {
    bytes: Vec<u8>,
}

impl Store {
    pub(super) fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Slice {
        let at = self.bytes.len() as u64;
        self.bytes.extend_from_slice(bytes);
        let len = u32::try_from(bytes.len()).expect("what is said of a claim is less than 4 GB");
        Slice { at, len }
    }
}

/// A ledger as it was read.
pub(super) struct Book {
    pub(super) ledger: Ledger,
    sealed: Sealed,
    /// Where the bytes begin that are not always read.
    start: usize,
}

impl Book {
    /// The ledger of the runs of `command`, if one was kept and can be trusted.
    pub(super) fn read(cache: &Cache, command: &str) -> Option<Self> {
        let sealed = cache.open(&name("ledger", command))?;
        let body = sealed.body();
        let (len, rest) = body.split_first_chunk::<8>()?;
        let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
        let ledger = postcard::from_bytes(rest.get(..len)?).ok()?;
        Some(Self {
            ledger,
            sealed,
            start: 8 + len,
        })
    }

    pub(super) fn bytes(&self, slice: Slice) -> &[u8] {
        slice.of(self.sealed.body().get(self.start..).unwrap_or_default())
    }

    pub(super) fn text(&self, slice: Slice) -> &str {
        str::from_utf8(self.bytes(slice)).unwrap_or_default()
    }
}

/// The words of sources, as they were read.
pub(super) struct Apart(Sealed);

impl Apart {
    /// The words that go with a ledger, if they were kept and can be trusted.
    pub(super) fn read(cache: &Cache, command: &str, ledger: &Ledger) -> Option<Self> {
        let sealed = cache.open(&name("words", command))?;
        (sealed.hash() == ledger.words.as_bytes()).then_some(Self(sealed))
    }

    pub(super) fn bytes(&self, slice: Slice) -> &[u8] {
        slice.of(self.0.body())
    }
}

impl Store {
    /// Keeps this as the words of the sources; returns its hash.
    pub(super) fn write_words(&self, cache: &Cache, command: &str) -> String {
        cache.write(&name("words", command), &[&self.bytes]);
        blake3::hash(&self.bytes).to_hex().to_string()
    }
}

impl Slice {
    fn of(self, bytes: &[u8]) -> &[u8] {
        let start = usize::try_from(self.at).unwrap_or(usize::MAX);
        let end = start.saturating_add(self.len as usize);
        bytes.get(start..end).unwrap_or_default()
    }
}

impl Ledger {
    /// Keeps this for the next run of `command`.
    pub(super) fn write(&self, store: &Store, cache: &Cache, command: &str) {
        let Ok(head) = postcard::to_stdvec(self) else {
            return;
        };
        let len = (head.len() as u64).to_le_bytes();
        cache.write(&name("ledger", command), &[&len, &head, &store.bytes]);
        cache.sweep();
    }
}

fn name(what: &str, command: &str) -> String {
    let hash = blake3::hash(command.as_bytes()).to_hex();
    format!("{what}-{}", &hash[..16])
}
