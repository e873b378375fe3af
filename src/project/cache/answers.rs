//! What sources answered, kept under the hashes of their bytes.
//!
//! An answer depends on the question, the bytes of the source and the program, and on nothing else; so
//! it holds for a file that was moved, and for one that was changed and changed back. The answers lie in
//! several files, each for some of the hashes, so that after an edit one of them is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Cache;
use crate::check::SourceAnswers;
use crate::check::answers::Question;

/// How many files the answers lie in.
const SHELVES: usize = 64;

/// What one source answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::project) struct Kept {
    /// The claims that were put to it, by their hash: as long as they are the same, all of their
    /// questions are answered here.
    pub(in crate::project) asked: String,
    /// The probes that were put to it, by their hash.
    #[serde(default)]
    pub(in crate::project) probes: String,
    #[serde(serialize_with = "serialize", deserialize_with = "deserialize")]
    pub(in crate::project) answers: Arc<SourceAnswers>,
}

fn serialize<S: Serializer>(answers: &Arc<SourceAnswers>, to: S) -> Result<S::Ok, S::Error> {
    answers.as_ref().serialize(to)
}

fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<SourceAnswers>, D::Error> {
    SourceAnswers::deserialize(from).map(Arc::new)
}

/// In which sources passages stand that are missing where they are cited, and what all sources were asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::project) struct Corpus {
    /// The sources that were looked into, by their hashes.
    pub(in crate::project) sources: BTreeSet<String>,
    /// The hashes of those in which a passage stands.
    pub(in crate::project) standing: BTreeMap<Question, BTreeSet<String>>,
    /// The probes that were put to every source.
    #[serde(default)]
    pub(in crate::project) probes: BTreeSet<Question>,
}

type Shelf = BTreeMap<String, Kept>;

/// What was kept by earlier runs.
#[derive(Debug, Default)]
pub(in crate::project) struct Earlier {
    shelves: Vec<Shelf>,
    pub(in crate::project) corpus: Corpus,
}

impl Earlier {
    /// What the source with that hash answered.
    pub(in crate::project) fn of(&self, hash: &blake3::Hash) -> Option<&Kept> {
        self.shelves
            .get(shelf_of(hash))?
            .get(hash.to_hex().as_str())
    }
}

fn shelf_of(hash: &blake3::Hash) -> usize {
    usize::from(hash.as_bytes()[0]) % SHELVES
}

fn name(shelf: usize) -> String {
    format!("answers-{shelf:02}")
}

impl Cache {
    /// What earlier runs kept.
    pub(in crate::project) fn answers(&self) -> Earlier {
        let shelves = (0..SHELVES).into_par_iter().map(|shelf| {
            let bytes = self.read(&name(shelf))?;
            serde_json::from_slice(&bytes).ok()
        });
        let shelves: Vec<Option<Shelf>> = shelves.collect();
        let corpus = self.read("corpus");
        Earlier {
            shelves: shelves.into_iter().map(Option::unwrap_or_default).collect(),
            corpus: corpus
                .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                .unwrap_or_default(),
        }
    }

    /// Keeps what sources answered, each by its hash, and what was found in all of them. `is_whole` says
    /// that these are the answers to all claims.
    pub(in crate::project) fn keep(
        &self,
        mut earlier: Earlier,
        kept: impl Iterator<Item = (blake3::Hash, Kept)>,
        corpus: Corpus,
        is_whole: bool,
    ) {
        let corpus = if is_whole {
            corpus
        } else {
            std::mem::take(&mut earlier.corpus)
        };
        let kept = kept.filter(|(_, kept)| !kept.asked.is_empty());
        self.keep_answers(&earlier, kept.collect(), &corpus, is_whole);
    }

    /// Keeps what sources answered, and writes what is not as it was. `is_whole` says that these are all
    /// sources and all claims, so that what belongs to none of them may go.
    fn keep_answers(
        &self,
        earlier: &Earlier,
        kept: Vec<(blake3::Hash, Kept)>,
        corpus: &Corpus,
        is_whole: bool,
    ) {
        let mut shelves = if is_whole {
            vec![Shelf::new(); SHELVES]
        } else {
            earlier.shelves.clone()
        };
        shelves.resize(SHELVES, Shelf::new());
        for (hash, kept) in kept {
            shelves[shelf_of(&hash)].insert(hash.to_hex().to_string(), kept);
        }
        let write = |(number, shelf): (usize, &Shelf)| {
            let as_it_was = earlier.shelves.get(number).is_some_and(|it| it == shelf);
            if !as_it_was && let Ok(body) = serde_json::to_vec(shelf) {
                self.write(&name(number), &[&body]);
            }
        };
        shelves.par_iter().enumerate().for_each(write);
        if *corpus != earlier.corpus
            && let Ok(body) = serde_json::to_vec(corpus)
        {
            self.write("corpus", &[&body]);
        }
        self.sweep();
    }
}
