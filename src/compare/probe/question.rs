//! One cited passage as a question: what it asks for, and the words that an answer must have.

use std::ops::Range;
use std::sync::OnceLock;

use super::frame::{Frame, weigh};
use crate::check::{Ground, answers};
use crate::claim::{Claim, Passage, Template};
use crate::compare::frame::{self, Around, Stance, Word};
use crate::source::token::{self, Tokens};
use crate::source::{Source, SourceId};
use crate::span::Span;
use crate::value::{self, Context, Kind, Polarity, Value};

/// How much of what somebody said another wording of it must have.
pub(super) const UTTERANCE: f32 = 0.5;

/// How much of a sentence another must have to be the same statement.
pub(super) const SAME: f32 = 0.8;

/// What a word counts at least where two wordings are laid beside each other, so that “in terms of”
/// tells one from another.
const FUNCTION_WORD: f32 = 0.06;

/// How many words that say something must be in an utterance or a statement to be known by them.
pub(super) const FEWEST: usize = 3;

/// Whether a word says something by itself.
pub(super) fn says_something(word: &Word) -> bool {
    word.rank > 0.9
}

/// Whether a value is compared as one where statements are: whether they deny the same is asked apart.
pub(super) fn says_how_much(value: &Value) -> bool {
    value.kind != Kind::Polarity
}

/// A question to sources.
#[derive(Debug)]
pub(super) struct Question<'c> {
    /// The claim, by number.
    pub(super) claim: usize,
    /// Which way of asking it is: the claim's evidence, by number.
    pub(super) way: usize,
    /// The part of that way, by number: a passage.
    pub(super) part: usize,
    /// How many parts that way has.
    pub(super) n_parts: usize,
    /// The source in which its values are to be read.
    pub(super) source: &'c SourceId,
    /// The words that ask.
    pub(super) passage: &'c Passage,
    pub(super) tokens: Tokens,
    pub(super) words: Vec<Word>,
    /// What each of them means, which is gone through far more often than all that is known of them.
    pub(super) meanings: Vec<u32>,
    /// What the claim itself says.
    statement: &'c Template,
    pub(super) asks: Asks<'c>,
    /// What each word counts where wordings are laid beside each other; nothing where a value is asked for.
    pub(super) weights: Vec<f32>,
    /// What each meaning counts towards the floor, by meaning.
    counts: Vec<(u32, f32)>,
    /// What a passage must have, where [`Self::floor`] is 1.
    pub(super) total: f32,
    /// The share of it that an answer has, from 0 to 1.
    pub(super) floor: f32,
    /// Whether the text that it is taken from has the like of it with other values, once it was asked.
    pub(super) is_of_form: OnceLock<bool>,
    /// What it denies, and what has an opposite, once it was asked.
    stances: OnceLock<Vec<Stance>>,
    /// A place of its words, in bytes, and whether they deny there, once it was asked.
    polarity: OnceLock<(usize, Polarity)>,
    /// Its id, once it was asked.
    id: OnceLock<answers::Question>,
}

/// What is asked for.
#[derive(Debug)]
pub(super) enum Asks<'c> {
    /// Values that can be told from the words around them, in the order of the braces.
    Values(Vec<Slot<'c>>),
    /// Words and names in places of a sentence, in the order of the braces.
    Words(Vec<Blank<'c>>),
    /// The same utterance in other words.
    Utterance,
    /// The same statement, and whether it says the same.
    Statement(Vec<Value>),
}

/// A value that is asked for.
#[derive(Debug)]
pub(super) struct Slot<'c> {
    /// What the claim asserts.
    pub(super) asserted: &'c str,
    pub(super) kind: Kind,
    pub(super) frame: Frame,
    /// Whether the passage denies it.
    pub(super) polarity: Polarity,
}

/// Words that are asked for.
#[derive(Debug)]
pub(super) struct Blank<'c> {
    /// What the claim asserts.
    pub(super) asserted: &'c str,
    pub(super) kind: Kind,
    /// The words of the question that stand there, by number.
    pub(super) words: Range<usize>,
}

/// The questions that a claim's passages ask.
pub(super) fn of_claim<'c>(
    number: usize,
    claim: &'c Claim,
    ground: &Ground<'_>,
) -> Vec<Question<'c>> {
    let mut questions = Vec::new();
    for (way, evidence) in claim.evidence.iter().enumerate() {
        let mut asserted = claim.statement.values();
        let first = questions.len();
        for (part, passage) in evidence.passages.iter().enumerate() {
            let n_slots = passage.template.slots.len();
            let values: Vec<&str> = asserted.by_ref().take(n_slots).collect();
            let mut question = Question {
                claim: number,
                way,
                part,
                n_parts: 0,
                source: &evidence.source.value,
                passage,
                tokens: Tokens::new(&passage.template.text),
                words: Vec::new(),
                meanings: Vec::new(),
                statement: &claim.statement,
                asks: Asks::Utterance,
                weights: Vec::new(),
                counts: Vec::new(),
                total: 0.0,
                floor: ground.floor,
                is_of_form: OnceLock::new(),
                stances: OnceLock::new(),
                polarity: OnceLock::new(),
                id: OnceLock::new(),
            };
            question.words = read(&question.tokens, claim);
            question.meanings = question.words.iter().map(|word| word.meaning).collect();
            if let Some(asks) = question.asks_for(claim, passage, &values, ground) {
                question.asks = asks;
                question.count();
                questions.push(question);
            } else if n_slots > 0 {
                // An answer with one of its values missing could not be compared with the others.
                questions.truncate(first);
                break;
            }
        }
        let n = questions.len() - first;
        for question in &mut questions[first..] {
            question.n_parts = n;
        }
    }
    questions
}

/// The stems of what the claim itself writes as names.
fn names(claim: &Claim) -> Vec<u32> {
    let tokens = Tokens::new(&claim.statement.text);
    let mut words = frame::words(&tokens, 0..tokens.len());
    frame::name_openings(&mut words, &tokens);
    let names = words.iter().filter(|word| word.is_name);
    names.map(|word| word.stem).collect()
}

/// The words of a passage. One that opens it is a name where the claim has it as one.
fn read(tokens: &Tokens, claim: &Claim) -> Vec<Word> {
    let mut words = frame::words(tokens, 0..tokens.len());
    if let Some(first) = words.first_mut().filter(|word| word.rank > 0.9) {
        let letters = tokens.text(first.token as usize);
        let is_large = letters.starts_with(char::is_uppercase);
        first.is_name |= is_large && names(claim).contains(&first.stem);
    }
    frame::name_openings(&mut words, tokens);
    words
}

impl<'c> Question<'c> {
    /// Its id among the answers of a source: a hash of everything that an answer depends on.
    pub(super) fn id(&self, claim: &Claim) -> answers::Question {
        *self.id.get_or_init(|| self.hash(claim))
    }

    fn hash(&self, claim: &Claim) -> answers::Question {
        let mut hashing = answers::Hashing::default();
        let mut add = |text: &str| hashing.add(text.as_bytes());
        add(&claim.id.to_string());
        add(&claim.statement.to_string());
        add(claim.speaker.as_ref().map_or("", |name| &name.value));
        add(&format!("{}.{} {}", self.way, self.part, self.floor));
        for evidence in &claim.evidence {
            add(evidence.source.value.as_str());
            for passage in &evidence.passages {
                add(&passage.template.to_string());
            }
        }
        for (id, _) in &claim.unrelated {
            add(id.value.as_str());
        }
        hashing.finish()
    }

    /// Its words as they were written, without braces.
    pub(super) fn template(&self) -> &'c Template {
        &self.passage.template
    }

    /// What it denies, and what has an opposite.
    pub(super) fn stances(&self) -> &[Stance] {
        self.stances
            .get_or_init(|| frame::stances(&self.words, &self.tokens))
    }

    /// Whether its words deny what stands before byte number `end` of them.
    pub(super) fn polarity_at(&self, end: usize) -> Polarity {
        let place = Span::new(end, end);
        let read = || value::around(&self.template().text, place, &Context::default());
        // It is asked for where they end, for the most part.
        let &(at, polarity) = self.polarity.get_or_init(|| (end, read()));
        if at == end { polarity } else { read() }
    }

    /// Whether the passage or its claim has a word of that meaning.
    pub(super) fn knows(&self, meaning: u32) -> bool {
        let tokens = Tokens::new(&self.statement.text);
        let stated = frame::words(&tokens, 0..tokens.len());
        let mut words = self.words.iter().chain(&stated);
        words.any(|word| word.meaning == meaning)
    }

    /// What the passage asks for, if anything can be known by its words.
    fn asks_for(
        &self,
        claim: &Claim,
        passage: &Passage,
        asserted: &[&'c str],
        ground: &Ground<'_>,
    ) -> Option<Asks<'c>> {
        // What a passage is read as must not depend on the day of its source, which may be elsewhere.
        let context = ground.context_without_day();
        if passage.template.slots.is_empty() {
            let says = self
                .words
                .iter()
                .filter(|word| says_something(word))
                .count();
            let is_quoted = passage.template.text.starts_with(['“', '"']);
            return if claim.speaker.is_some() || is_quoted {
                (says >= FEWEST).then_some(Asks::Utterance)
            } else {
                (says > FEWEST).then(|| {
                    let mut values = value::read(&passage.template.text, &context);
                    values.retain(says_how_much);
                    Asks::Statement(values)
                })
            };
        }
        let slots = || passage.template.slots.iter().zip(asserted);
        let kinds: Option<Vec<Kind>> = slots()
            .map(|(slot, asserted)| kind(asserted, slot.of(&passage.template.text), &context))
            .collect();
        let kinds = kinds?;
        let is_worded = |kind: &Kind| matches!(kind, Kind::Text | Kind::Name | Kind::Polarity);
        Some(if kinds.iter().any(is_worded) {
            let blanks = slots().zip(kinds).map(|((slot, asserted), kind)| Blank {
                asserted,
                kind,
                words: self.words_within(*slot),
            });
            Asks::Words(blanks.collect())
        } else {
            let values = value::read(&passage.template.text, &context);
            let slots = slots().zip(kinds).map(|((slot, asserted), kind)| Slot {
                asserted,
                kind,
                frame: self.frame(kind, *slot, &values),
                polarity: value::around(&passage.template.text, *slot, &context),
            });
            Asks::Values(slots.collect())
        })
    }

    fn words_within(&self, span: Span) -> Range<usize> {
        frame::words_within(&self.words, self.tokens.within(span))
    }

    /// The frame of the value of that kind at `slot`.
    fn frame(&self, kind: Kind, slot: Span, values: &[Value]) -> Frame {
        let inside = self.words_within(slot);
        let around = Around::new(&self.words, &inside, kind, values, &self.tokens);
        Frame::new(around, |word| self.tokens.text(word.token as usize))
    }

    /// What each word counts where wordings are laid beside each other.
    fn weigh(&self) -> Vec<f32> {
        let open: Vec<Range<usize>> = match &self.asks {
            Asks::Words(blanks) => blanks.iter().map(|blank| blank.words.clone()).collect(),
            Asks::Statement(values) => {
                let spans = values.iter().map(|value| value.span);
                spans.map(|span| self.words_within(span)).collect()
            }
            Asks::Utterance | Asks::Values(_) => Vec::new(),
        };
        let is_open = |at: usize| open.iter().any(|words| words.contains(&at));
        let words = self.words.iter().enumerate();
        words
            .map(|(at, word)| {
                if is_open(at) {
                    0.0
                } else {
                    weigh_wording(word)
                }
            })
            .collect()
    }

    /// Works out what each meaning counts: for the first value, or for the wording as a whole.
    fn count(&mut self) {
        self.weights = self.weigh();
        let mut counts: Vec<(u32, f32)> = if let Asks::Values(slots) = &self.asks {
            let first = slots.first().map(|slot| slot.frame.counts());
            first.into_iter().flatten().collect()
        } else {
            let words = self.words.iter().map(|word| word.meaning);
            words.zip(self.weights.iter().copied()).collect()
        };
        self.total = counts.iter().map(|(_, count)| count).sum();
        self.floor = match &self.asks {
            Asks::Values(_) | Asks::Words(_) => self.floor,
            Asks::Utterance => UTTERANCE,
            Asks::Statement(_) => SAME,
        };
        // A word that comes again counts for all its places.
        counts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        counts.dedup_by(|next, first| {
            let is_same = next.0 == first.0;
            if is_same {
                first.1 += next.1;
            }
            is_same
        });
        counts.retain(|(_, count)| *count > 0.0);
        self.counts = counts;
    }

    /// Whether the words that it cites in its braces stand at `slots` of a source.
    pub(super) fn is_cited_at(&self, slots: &[Span], source: &Source) -> bool {
        let Template {
            text, slots: cited, ..
        } = self.template();
        let found = slots.iter().map(|slot| slot.of(source.text.original()));
        found.eq(cited.iter().map(|slot| slot.of(text)))
    }

    /// Whether what it asks for depends on the day on which a text was written.
    pub(super) fn asks_when(&self) -> bool {
        let is_when = |kind: Kind| matches!(kind, Kind::Date | Kind::Time);
        match &self.asks {
            Asks::Values(slots) => slots.iter().any(|slot| is_when(slot.kind)),
            Asks::Words(blanks) => blanks.iter().any(|blank| is_when(blank.kind)),
            Asks::Utterance | Asks::Statement(_) => false,
        }
    }

    /// The share of it that a sentence has, in whatever order.
    pub(super) fn share(&self, words: &[Word]) -> f32 {
        let has = |meaning: u32| words.iter().any(|word| word.meaning == meaning);
        let counts = self.counts.iter().filter(|(meaning, _)| has(*meaning));
        counts.map(|(_, count)| count).sum::<f32>() / self.total.max(f32::EPSILON)
    }

    /// The keys of the words that are its values.
    pub(super) fn value_keys(&self) -> Vec<u32> {
        let spans: Vec<Span> = match &self.asks {
            Asks::Statement(values) => values.iter().map(|value| value.span).collect(),
            _ => self.template().slots.clone(),
        };
        let tokens = spans.iter().flat_map(|&span| self.tokens.within(span));
        let words = tokens.map(|at| self.tokens.all()[at]);
        let words = words.filter(|token| token.kind == token::Kind::Word);
        words.map(|token| token.key).collect()
    }

    /// What each meaning counts towards the floor.
    pub(super) fn counts(&self) -> &[(u32, f32)] {
        &self.counts
    }

    /// How often each meaning occurs, and what it counts towards the floor, the rarest word first.
    pub(super) fn rarest(&self, rarity: &impl Fn(u32) -> usize) -> Vec<(usize, u32, f32)> {
        let mut words: Vec<(usize, u32, f32)> = self
            .counts
            .iter()
            .map(|&(meaning, count)| {
                let word = self.words.iter().find(|word| word.meaning == meaning);
                let holders = word.map_or(0, |word| rarity(self.key(word)));
                (holders, meaning, count)
            })
            .collect();
        // Of words that are as rare, those that say more come first, so that fewer are needed.
        words.sort_by(|a, b| {
            (a.0.cmp(&b.0))
                .then(b.2.total_cmp(&a.2))
                .then(a.1.cmp(&b.1))
        });
        words
    }

    fn key(&self, word: &Word) -> u32 {
        self.tokens.all()[word.token as usize].key
    }
}

/// What a word counts where wordings are laid beside each other.
pub(super) fn weigh_wording(word: &Word) -> f32 {
    weigh(word).max(FUNCTION_WORD)
}

/// The kind of value that the words in a claim's braces and in those of its passage are.
fn kind(asserted: &str, cited: &str, context: &Context<'_>) -> Option<Kind> {
    let claimed = value::read_whole(asserted, None, context)?;
    if asserted == cited {
        return Some(claimed.kind);
    }
    let found = value::read_whole(cited, Some(claimed.kind), context)
        .or_else(|| value::read_whole(cited, None, context))?;
    Some(found.kind)
}
