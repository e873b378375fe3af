//! How many voices bear a claim out, as far as that is known from an earlier time.
//!
//! Who is a copy of whom is told from texts, which have to be cut into words for that. It depends on the
//! texts that bear a claim out and on what the manifest says of their origins, and on nothing else: so it
//! is known under a hash of these.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::independence::{MOST_COUNTED, Outlines};
use super::is_answer;
use crate::source::{Source, SourceId};
use crate::verdict::{Answer, Role, Verdict};

/// A hash of the sources that bear a claim out.
pub(crate) type Bearing = [u8; 16];

/// How many voices there are among sources, and which pairs of them count once, by the hash of the sources.
#[derive(Default)]
pub(crate) struct KnownVoices {
    counted: HashMap<Bearing, (usize, Vec<[SourceId; 2]>)>,
    /// What the texts of sources tell in short, by which the others are counted.
    pub(crate) outlines: Outlines,
    /// The hashes that sources had which have changed since.
    changed: BTreeMap<SourceId, blake3::Hash>,
}

impl KnownVoices {
    /// Nothing is known but these outlines, and which hashes sources had that have `changed` since.
    pub(crate) fn with(outlines: Outlines, changed: BTreeMap<SourceId, blake3::Hash>) -> Self {
        Self {
            counted: HashMap::new(),
            outlines,
            changed,
        }
    }

    pub(crate) fn add(&mut self, bearing: Bearing, n: usize, copies: Vec<[SourceId; 2]>) {
        self.counted.insert(bearing, (n, copies));
    }

    /// The voices that bear out a claim with these `answers`, if they are known.
    pub(super) fn of<'s>(
        &self,
        answers: &[Answer],
        source: impl Fn(&SourceId) -> Option<&'s Source>,
    ) -> Option<&(usize, Vec<[SourceId; 2]>)> {
        if self.counted.is_empty() {
            return None;
        }
        self.counted.get(&bearing(answers, source)?)
    }

    /// The pairs that counted once before the texts of some sources changed, if these are the same sources that
    /// bear out a claim with these `answers`.
    pub(super) fn before<'s>(
        &self,
        answers: &[Answer],
        source: impl Fn(&SourceId) -> Option<&'s Source>,
    ) -> Option<&[[SourceId; 2]]> {
        if self.changed.is_empty() {
            return None;
        }
        let hash = |source: &Source| *self.changed.get(&source.id).unwrap_or(&source.hash);
        let bearing = bearing_by(answers, source, hash)?;
        self.counted
            .get(&bearing)
            .map(|(_, copies)| copies.as_slice())
    }

    /// The sources that have changed.
    pub(super) fn changed(&self) -> impl Iterator<Item = &SourceId> {
        self.changed.keys()
    }
}

/// The sources that bear a claim out: those that it cites, and the others.
pub(super) fn bearing_out(answers: &[Answer]) -> [BTreeSet<&SourceId>; 2] {
    let mut sources = [BTreeSet::new(), BTreeSet::new()];
    for answer in answers {
        if is_answer(answer) && answer.verdict == Verdict::Supported {
            sources[usize::from(answer.role == Role::Probe)].insert(&answer.source);
        }
    }
    let [cited, mut others] = sources;
    others.retain(|id| !cited.contains(id));
    [cited, others]
}

/// A hash of those sources that decide how many voices bear out a claim with these `answers`; none where there
/// are not several.
pub(crate) fn bearing<'s>(
    answers: &[Answer],
    source: impl Fn(&SourceId) -> Option<&'s Source>,
) -> Option<Bearing> {
    bearing_by(answers, source, |source| source.hash)
}

/// As [`bearing`], of sources that have these hashes.
fn bearing_by<'s>(
    answers: &[Answer],
    source: impl Fn(&SourceId) -> Option<&'s Source>,
    hash: impl Fn(&Source) -> blake3::Hash,
) -> Option<Bearing> {
    let [cited, others] = bearing_out(answers);
    (cited.len() + others.len() > 1).then_some(())?;
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(&(cited.len() as u64).to_le_bytes());
    for id in cited
        .into_iter()
        .chain(others.into_iter().take(MOST_COUNTED))
    {
        let source = source(id)?;
        add(id.as_str().as_bytes());
        add(hash(source).as_bytes());
        add(&[u8::from(source.meta.origin.is_some())]);
        add(source.meta.origin.as_deref().unwrap_or_default().as_bytes());
    }
    let mut short = Bearing::default();
    short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Some(short)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::Text;
    use crate::source::manifest::Meta;

    fn source(id: &str) -> Source {
        Source {
            id: SourceId::new(id),
            file: String::new(),
            text: Text::default(),
            hash: blake3::hash(id.as_bytes()),
            meta: Arc::default(),
        }
    }

    /// What is known of a source that goes back to `origin`.
    fn from(origin: &str) -> Arc<Meta> {
        Arc::new(Meta {
            origin: Some(origin.to_owned()),
            ..Meta::default()
        })
    }

    #[test]
    fn voices_are_known_while_the_sources_that_bear_out_are_the_same() {
        let sources = ["a", "b", "c"].map(source);
        let answer = |id: &str, role, verdict| Answer::new(&SourceId::new(id), role, verdict);
        let told = |role, verdict| {
            let cited = answer("a", Role::Per, Verdict::Supported);
            [cited, answer("b", role, verdict)]
        };
        let of = |answers: &[Answer], sources: &[Source]| {
            bearing(answers, |id| sources.iter().find(|it| it.id == *id))
        };
        let both = told(Role::Probe, Verdict::Supported);
        let before = of(&both, &sources);
        assert!(before.is_some());
        assert_eq!(of(&told(Role::Probe, Verdict::Refuted), &sources), None);
        assert_ne!(of(&told(Role::Per, Verdict::Supported), &sources), before);
        let change = |at: usize, change: fn(&mut Source)| {
            let mut sources = sources.clone();
            change(&mut sources[at]);
            of(&both, &sources)
        };
        assert_ne!(change(1, |it| it.hash = blake3::hash(b"new")), before);
        assert_ne!(change(1, |it| it.meta = from("a")), before);
        assert_eq!(change(2, |it| it.hash = blake3::hash(b"new")), before);
    }

    #[test]
    fn what_was_known_counts_where_only_a_text_has_changed() {
        let sources = ["a", "b"].map(source);
        let [a, b] = ["a", "b"].map(SourceId::new);
        let answers = [&a, &b].map(|id| Answer::new(id, Role::Per, Verdict::Supported));
        let find = |sources: &[Source], id: &SourceId| sources.iter().position(|it| it.id == *id);
        let earlier = BTreeMap::from([(b.clone(), sources[1].hash)]);
        let mut known = KnownVoices::with(Outlines::default(), earlier);
        let before = bearing(&answers, |id| Some(&sources[find(&sources, id)?]));
        known.add(before.unwrap(), 1, vec![[a, b]]);
        let mut now = sources.clone();
        now[1].hash = blake3::hash(b"new");
        assert!(
            known
                .of(&answers, |id| Some(&now[find(&now, id)?]))
                .is_none()
        );
        let copies = known.before(&answers, |id| Some(&now[find(&now, id)?]));
        assert_eq!(copies.map(<[_]>::len), Some(1));
        now[0].meta = from("c");
        assert!(
            known
                .before(&answers, |id| Some(&now[find(&now, id)?]))
                .is_none()
        );
    }
}
