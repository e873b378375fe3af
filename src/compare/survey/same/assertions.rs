//! What a text says to be so and not to be so, and what of it two texts may say of one thing.
//!
//! A thing is filed under all by which another text may tell of it as well: what is done, the lines of opposites it
//! stands in, and the bare word where it is denied. Only what is filed under one of them is held against one another,
//! and what two passages that are like one another say of one person or thing.

use std::collections::BTreeSet;

use super::super::pair::Both;
use super::super::reading::Reading;
use super::super::sentence::Sentence;
use super::super::tale::{Doers, Tale};
use super::passages::{Common, Shared};

/// How often a text may tell of one kind of thing for it to be compared: what it tells more often is what it is
/// about, and it would be compared with all of it.
const OFTEN: usize = 40;

/// As above, of a thing that is known by its word alone.
const OFTEN_WORD: usize = 24;

/// How like two passages are, to those that are the likest to either, that are held against one another whatever is
/// done in them; from 0 to 1.
const LIKE: f32 = 0.6;

/// By what two things are known that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// What is done in two clauses.
    Clause,
    /// A line of words and their opposites, of two clauses.
    Line,
    /// Words that people have for a deed and for what undoes it.
    Deed,
    /// A word and its opposite, wherever they stand.
    Stance,
    /// The word that is denied.
    Word,
    /// By whom it is done, or to what, and not what is done.
    Argument,
}

impl By {
    /// How many there are.
    pub(super) const N: usize = 6;
}

/// Something that is said to be so, or not to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Assertion {
    /// The sentence, and the word that says what is so; by number.
    pub(super) at: [u32; 2],
    /// The first word of all that says so, what denies it included.
    pub(super) cue: u32,
    pub(super) is_denied: bool,
}

/// What is said, under one of its kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Filed {
    by: By,
    kind: u32,
    said: Assertion,
}

/// What a text says to be so and not to be so.
pub(in super::super) struct Assertions {
    /// In order of their kinds.
    all: Vec<Filed>,
    /// What the clauses of each sentence say.
    told: Vec<Vec<Told>>,
}

/// What a clause says, and what belongs to it: who does it, to what.
struct Told {
    said: Assertion,
    matters: Vec<u32>,
}

impl Assertions {
    /// What the sentences of `text` say; what is asked is not said to be so.
    pub(in super::super) fn new(sentences: &[Sentence], doers: &Doers, text: &str) -> Self {
        let mut all = Vec::new();
        for (sentence, number) in sentences.iter().zip(0..) {
            if !sentence.span.of(text).trim_end().ends_with('?') {
                file(sentence, number, &mut all);
            }
        }
        all.sort_unstable();
        all.dedup();
        let told = (0..sentences.len()).map(|number| told(number, sentences, doers));
        Self {
            all,
            told: told.collect(),
        }
    }

    fn of(&self, by: By, kind: u32) -> &[Filed] {
        let start = self.all.partition_point(|it| (it.by, it.kind) < (by, kind));
        let own = &self.all[start..];
        &own[..own.partition_point(|it| (it.by, it.kind) == (by, kind))]
    }

    /// All that is filed in one way or another, kind by kind.
    fn kinds(&self, is_by: impl Fn(By) -> bool) -> impl Iterator<Item = &[Filed]> {
        let runs = self.all.chunk_by(|x, y| (x.by, x.kind) == (y.by, y.kind));
        runs.filter(move |run| is_by(run[0].by))
    }
}

/// Files what a sentence says.
fn file(sentence: &Sentence, number: u32, all: &mut Vec<Filed>) {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut add = |by, kind, [word, cue]: [usize; 2], is_denied| {
        let said = Assertion {
            at: [number, place(word)],
            cue: place(cue.min(word)),
            is_denied,
        };
        all.push(Filed { by, kind, said });
    };
    let matter = |word: usize| sentence.words[word].word.matter;
    for clause in &sentence.clauses {
        let at = [clause.words.start, clause.cue];
        for (kind, is_denied) in clause.kinds() {
            let is_own = Some(kind) == clause.matter;
            add(
                if is_own { By::Clause } else { By::Line },
                kind,
                at,
                is_denied,
            );
        }
        if clause.is_denied {
            add(By::Word, matter(at[0]), at, true);
        }
    }
    for deed in &sentence.deeds {
        let at = [deed.words.start, deed.cue];
        add(By::Deed, deed.kind, at, deed.is_denied);
        if deed.is_denied {
            add(By::Word, matter(at[0]), at, true);
        }
    }
    for stance in &sentence.stances {
        let at = [stance.word, stance.cue];
        add(By::Stance, stance.subject, at, stance.is_denied);
        if stance.is_denied {
            add(By::Word, matter(at[0]), at, true);
        }
    }
}

/// Something that each text says, which may be one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// Where: in each text, the sentence and the word, by number.
    pub(super) at: [[u32; 2]; 2],
    pub(super) by: By,
    pub(super) said: [Assertion; 2],
}

impl Link {
    fn new(by: By, said: [Assertion; 2]) -> Self {
        Self {
            at: said.map(|it| it.at),
            by,
            said,
        }
    }

    /// Whether one says what the other denies.
    pub(super) fn differs(&self) -> bool {
        self.said[0].is_denied != self.said[1].is_denied
    }
}

/// All that the two texts say which may be of one thing, in order, where anything of it is denied.
pub(super) fn links(both: &Both<'_>, common: &Common) -> Vec<Link> {
    let mut links = Vec::new();
    let [a, b] = [both.a, both.b].map(|it| &it.assertions);
    for own in a.kinds(|by| by != By::Word) {
        let others = b.of(own[0].by, own[0].kind);
        let has_denied = own.iter().chain(others).any(|it| it.said.is_denied);
        if !has_denied || own.len() > OFTEN || others.len() > OFTEN {
            continue;
        }
        let own = own.iter().filter(|it| !is_said_both_ways(it, own));
        let others = others.iter().filter(|it| !is_said_both_ways(it, others));
        let others: Vec<&Filed> = others.collect();
        let pairs = own.flat_map(|x| others.iter().map(move |y| [x, *y]));
        links.extend(pairs.map(|pair| Link::new(pair[0].by, pair.map(|it| it.said))));
    }
    for side in 0..2 {
        link_words(side, both, &mut links);
    }
    link_arguments(both, common, &mut links);
    links.retain(|link| shared(link, common).is_some());
    links.sort_unstable();
    links.dedup();
    // What agrees is of use only where one of the two may be denied by another.
    let differ = links.iter().filter(|link| link.differs());
    let differ = [0, 1].map(|side| differ.clone().map(|link| link.at[side]).collect());
    let differ: [BTreeSet<[u32; 2]>; 2] = differ;
    links.retain(|link| (0..2).any(|side| differ[side].contains(&link.at[side])));
    links
}

/// What the passages have in common in which two things stand; none where that is nothing.
pub(super) fn shared(link: &Link, common: &Common) -> Option<Shared> {
    let [a, b] = link.at.map(|at| at[0]);
    let with = &common.rows[a as usize].with;
    let place = with.binary_search_by_key(&b, |it| it.0).ok()?;
    Some(with[place].1)
}

/// Whether the sentence of something that is said says the opposite too, given all that is filed beside it: “not the
/// heart, but the people”.
fn is_said_both_ways(it: &Filed, all: &[Filed]) -> bool {
    let mut all = all.iter().map(|other| other.said);
    all.any(|other| other.at[0] == it.said.at[0] && other.is_denied != it.said.is_denied)
}

/// What is denied in the text of `side`, and where the other text has the word for it.
fn link_words(side: usize, both: &Both<'_>, links: &mut Vec<Link>) {
    let texts = [both.a, both.b];
    let (own, other) = (texts[side], texts[1 - side]);
    for run in own.assertions.kinds(|by| by == By::Word) {
        let kind = run[0].kind;
        let sentences = other.matters.sentences(kind);
        if sentences.len() > OFTEN_WORD || run.len() > OFTEN_WORD {
            continue;
        }
        let denied = other.assertions.of(By::Word, kind);
        for said in sentences
            .iter()
            .flat_map(|number| words(*number, kind, other))
        {
            let denied = denied.iter().find(|it| it.said.at == said.at);
            let said = denied.map_or(said, |it| it.said);
            for x in run {
                let mut pair = [x.said, said];
                pair.rotate_left(side);
                links.push(Link::new(By::Word, pair));
            }
        }
    }
}

/// The words of a sentence about a matter, as what is so.
fn words(number: u32, matter: u32, reading: &Reading<'_>) -> impl Iterator<Item = Assertion> {
    let words = reading.sentences[number as usize].words.iter().zip(0..);
    let own = words.filter(move |(term, _)| term.word.matter == matter && term.weight > 0.0);
    own.map(move |(_, at)| Assertion {
        at: [number, at],
        cue: at,
        is_denied: false,
    })
}

/// What is denied in one of two passages that are like one another, and what is done in the other by whom or to what
/// the same.
fn link_arguments(both: &Both<'_>, common: &Common, links: &mut Vec<Link>) {
    let texts = [both.a, both.b];
    for (a, row) in common.rows.iter().enumerate() {
        for (b, shared) in &row.with {
            let most = row.most.min(common.most[*b as usize]);
            if shared.weight < LIKE * most {
                continue;
            }
            let numbers = [a, *b as usize];
            let [of_a, of_b] = [0, 1].map(|side| &texts[side].assertions.told[numbers[side]]);
            for x in of_a {
                let others = of_b.iter();
                let others = others.filter(|y| x.said.is_denied != y.said.is_denied);
                let is_one = |y: &&Told| x.matters.iter().any(|it| y.matters.contains(it));
                let others = others.filter(is_one);
                links.extend(others.map(|y| Link::new(By::Argument, [x.said, y.said])));
            }
        }
    }
}

/// What the clauses of a sentence say that say what is done.
fn told(number: usize, sentences: &[Sentence], doers: &Doers) -> Vec<Told> {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let clauses = sentences[number].clauses.iter().zip(0..);
    let says = clauses.filter(|(clause, _)| clause.matter.is_some());
    let told = says.map(|(clause, at)| {
        let words = Tale::new([place(number), at], sentences, doers).all();
        let said = Assertion {
            at: [place(number), place(clause.words.start)],
            cue: place(clause.cue.min(clause.words.start)),
            is_denied: clause.is_denied,
        };
        Told {
            said,
            matters: words.iter().map(|term| term.word.matter).collect(),
        }
    });
    told.collect()
}
