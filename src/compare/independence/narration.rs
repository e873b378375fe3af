//! What a text tells in its own words, line by line, and which of its lines stand in another text.
//!
//! Words between quotation marks are somebody else's and are left out: two reports that quote one
//! statement copy nothing. A line stands in another text when at least half of its words, and half of
//! those that say something, come there in one sentence and in the same order. Copies that a program
//! has reworded still do, where one word in two was swapped. Of the lines of reports of one event that
//! were written apart, one in fifty does.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::compare::frame;
use crate::index::{Places, Postings};
use crate::source::Source;
use crate::source::memo::Memo;
use crate::source::quotation;
use crate::source::token::{Kind, Tokens};

/// How many words that say something a line has at the least: headings and credits have fewer.
const FEWEST: usize = 5;

/// How many words of a line are looked at.
const LONGEST: usize = 64;

/// How many times as many words a line may have in which another stands.
const LONGER: usize = 3;

/// How many lines a word may stand in and still lead from one text to lines of the other.
const MOST_HOLDING: usize = 256;

/// Of so few texts each pair is looked at.
const FEW_TEXTS: usize = 8;

/// With how many lines a line is compared word by word at the most, those that share most with it first.
const MOST_TRIED: usize = 32;

/// How many words between quotation marks are somebody's words, and no mere term.
const QUOTED: usize = 5;

/// How many lines a site puts at the head and the foot of all its pages, at the most.
const LONGEST_NOTICE: usize = 5;

/// Of so many words of what stands at the head or the foot of two texts, one comes in the rest of a text
/// where it belongs to what the text tells.
const BELONGS: usize = 10;

/// What a text tells in its own words.
#[derive(Debug, Default)]
pub(super) struct Narration {
    lines: Vec<Line>,
    /// The stems of the words of all lines, in order.
    words: Vec<u32>,
    /// Those of the words that say something.
    says: Vec<u32>,
    /// The latter in order, without repeats.
    stems: Vec<u32>,
    /// By those: the numbers of the lines they stand in.
    holding: OnceLock<Postings>,
}

/// A line, as places in the words of all.
#[derive(Clone, Debug)]
struct Line {
    words: Range<usize>,
    says: Range<usize>,
}

impl Narration {
    pub(super) fn new(source: &Source) -> Self {
        let text = &source.text;
        let tokens = text.tokens();
        let quoted = quotation::between_marks(text.original(), text.paragraphs());
        let quoted = quoted.into_iter().map(|quoted| tokens.within(quoted));
        let mut quoted = quoted.filter(|quoted| quoted.len() >= QUOTED).peekable();
        let mut narration = Self::default();
        for &span in text.sentences() {
            let (n_words, n_says) = (narration.words.len(), narration.says.len());
            for idx in tokens.within(span) {
                while quoted.next_if(|quoted| quoted.end <= idx).is_some() {}
                let is_quoted = quoted.peek().is_some_and(|quoted| quoted.start <= idx);
                if tokens.all()[idx].kind != Kind::Word || is_quoted {
                    continue;
                }
                let (stem, says) = stem(tokens, idx);
                narration.words.push(stem);
                if says {
                    narration.says.push(stem);
                }
                if narration.words.len() == n_words + LONGEST {
                    break;
                }
            }
            let line = Line {
                words: n_words..narration.words.len(),
                says: n_says..narration.says.len(),
            };
            if line.says.len() >= FEWEST {
                narration.lines.push(line);
            } else {
                narration.words.truncate(n_words);
                narration.says.truncate(n_says);
            }
        }
        narration.stems.clone_from(&narration.says);
        narration.stems.sort_unstable();
        narration.stems.dedup();
        narration.stems.shrink_to_fit();
        narration.says.shrink_to_fit();
        narration.words.shrink_to_fit();
        narration
    }

    /// How many bytes it takes.
    pub(super) fn n_bytes(&self) -> usize {
        let n_words = self.words.capacity() + self.says.capacity() + self.stems.capacity();
        let held = n_words * size_of::<u32>() + self.lines.capacity() * size_of::<Line>();
        held + self.holding.get().map_or(0, Postings::n_bytes)
    }

    /// By stem, the numbers of the lines that have the word.
    fn holding(&self) -> &Postings {
        self.holding.get_or_init(|| {
            let lines = self.lines.iter().zip(0..);
            Postings::new(lines.flat_map(|(line, number)| {
                let says = &self.says[line.says.clone()];
                let words = says.iter().enumerate();
                let first = words.filter(|(at, stem)| !says[..*at].contains(stem));
                first.map(move |(_, &stem)| (stem, number))
            }))
        })
    }

    /// For each line, whether it stands in `other`.
    pub(super) fn lines_in(&self, other: &Self) -> Vec<bool> {
        let mut n_shared = vec![0_u16; other.lines.len()];
        let lines = self.lines.iter();
        lines
            .map(|line| self.stands_in(line, other, &mut n_shared))
            .collect()
    }

    /// Whether a line stands in `other`; `n_shared` has a zero for each line of that, before and after.
    fn stands_in(&self, line: &Line, other: &Self, n_shared: &mut [u16]) -> bool {
        let own_says = &self.says[line.says.clone()];
        let mut touched: Vec<usize> = Vec::new();
        let mut n_common = 0;
        for &stem in own_says {
            let holders = other.holding().of(stem);
            if holders.len() > MOST_HOLDING {
                n_common += 1;
                continue;
            }
            for number in holders.iter() {
                if n_shared[number] == 0 {
                    touched.push(number);
                }
                n_shared[number] += 1;
            }
        }
        let mut likely: Vec<(u16, usize)> = touched
            .into_iter()
            .map(|number| (std::mem::take(&mut n_shared[number]), number))
            .filter(|(n, _)| 2 * (usize::from(*n) + n_common) >= own_says.len())
            .collect();
        if likely.is_empty() {
            return false;
        }
        likely.sort_unstable_by_key(|&(n, number)| (std::cmp::Reverse(n), number));
        let own_words = &self.words[line.words.clone()];
        let (says, words) = (Sought::new(own_says), Sought::new(own_words));
        likely.iter().take(MOST_TRIED).any(|&(_, number)| {
            let line = &other.lines[number];
            line.says.len() <= LONGER * own_says.len()
                && 2 * says.in_order(&other.says[line.says.clone()]) >= own_says.len()
                && 2 * words.in_order(&other.words[line.words.clone()]) >= own_words.len()
        })
    }

    /// Whether the lines in `notice` have next to no word of the others: what a site puts at the head and
    /// the foot of all its pages, and not what this text tells.
    pub(super) fn is_foreign(&self, notice: &[bool]) -> bool {
        let (mut n_words, mut n_known) = (0, 0);
        for (_, lines) in self.holding().by_key() {
            let n_inside = lines.iter().filter(|&line| notice[line]).count();
            n_words += usize::from(n_inside > 0);
            n_known += usize::from(n_inside > 0 && n_inside < lines.len());
        }
        let n_lines = notice.iter().filter(|is_inside| **is_inside).count();
        n_lines <= LONGEST_NOTICE && BELONGS * n_known < n_words
    }
}

/// The stem of a token that is a word, and whether it says anything.
fn stem(tokens: &Tokens, idx: usize) -> (u32, bool) {
    thread_local! {
        static STEMS: RefCell<(Memo<(u32, bool)>, String)> = RefCell::default();
    }
    let token = tokens.all()[idx];
    STEMS.with_borrow_mut(|(memo, lower)| {
        let letters = tokens.fold().text();
        memo.get(letters, token.folded(), || {
            frame::stem(tokens.text(idx), lower)
        })
    })
}

/// The pairs of texts, by number in order, of which half of one's lines may stand in the other: every pair
/// of which they do, and, where there are many texts, few others.
///
/// A text in which a line stands lacks no more than half of the line's words, so that it has some of its
/// rarest ones if more than half of them are asked for. The common words, which hundreds of texts have, are
/// not looked at, nor are the lines that have no others.
pub(super) fn likely(texts: &[&Narration]) -> BTreeSet<(usize, usize)> {
    if texts.len() <= FEW_TEXTS {
        let pairs = (0..texts.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        return pairs.collect();
    }
    let numbered = texts.iter().zip(0..);
    let postings = Postings::new(numbered.flat_map(|(text, number)| {
        let stems = text.stems.iter();
        stems.map(move |&stem| (stem, number))
    }));
    let holders: Vec<Places<'_>> = postings.by_key().map(|(_, holders)| holders).collect();
    // By text, which of those its stems have: both are in the order of the stems.
    let mut of_text: Vec<Vec<u32>> = texts
        .iter()
        .map(|text| Vec::with_capacity(text.stems.len()))
        .collect();
    for (holders, number) in holders.iter().zip(0..) {
        for text in holders.iter() {
            of_text[text].push(number);
        }
    }
    let mut likely = BTreeSet::new();
    let mut n_words = vec![0; texts.len()];
    let mut n_lines = vec![0; texts.len()];
    for (number, text) in texts.iter().enumerate() {
        let of_stem = of_text[number].iter().map(|&it| holders[it as usize]);
        let (lines, least) = text.telling(&of_stem.collect::<Vec<_>>());
        n_lines.fill(0);
        for line in lines {
            let texts = || line.words.iter().flat_map(|holders| holders.iter());
            for other in texts() {
                n_words[other] += 1;
                n_lines[other] += usize::from(n_words[other] == line.least);
            }
            texts().for_each(|other| n_words[other] = 0);
        }
        let is_enough = |(other, n): &(usize, &usize)| *other != number && **n >= least;
        let others = n_lines.iter().enumerate().filter(is_enough);
        likely.extend(others.map(|(other, _)| (number.min(other), number.max(other))));
    }
    likely
}

/// The rarest words of a line: the texts that have each.
struct Telling<'p> {
    words: Vec<Places<'p>>,
    /// How many of them a text has at the least in which the line stands.
    least: usize,
    /// How many texts all of them have together.
    n_holders: usize,
}

impl Narration {
    /// The lines by whose rarest words the texts are found in which half of them stand, and in how many of
    /// those lines such a text has enough words; for each stem in order, `holders` has the texts that have it.
    fn telling<'p>(&self, holders: &[Places<'p>]) -> (Vec<Telling<'p>>, usize) {
        let of_stem = |stem: &u32| holders[self.stems.partition_point(|it| it < stem)];
        let lines = self.lines.iter().map(|line| {
            let says = &self.says[line.says.clone()];
            let mut words: Vec<Places<'p>> = says.iter().map(of_stem).collect();
            words.sort_unstable_by_key(|holders| holders.len());
            let least = 1 + says.len() / 4;
            words.truncate(says.len() / 2 + least);
            let n_holders = words.iter().map(|holders| holders.len()).sum();
            Telling {
                words,
                least,
                n_holders,
            }
        });
        let mut lines: Vec<Telling<'p>> = lines.collect();
        // The lines of common words are left out: half of the lines need that many of the others.
        let n_left_out = lines.len() / 8;
        let least = lines.len().div_ceil(2) - n_left_out;
        lines.sort_unstable_by_key(|line| line.n_holders);
        lines.truncate(lines.len() - n_left_out);
        (lines, least.max(1))
    }
}

/// Words that are looked for in another line, at most [`LONGEST`].
struct Sought {
    /// Each word with a bit for every place in which it stands, in order.
    places: Vec<(u32, u64)>,
    n: usize,
}

impl Sought {
    fn new(words: &[u32]) -> Self {
        let mut places: Vec<(u32, u64)> =
            words.iter().zip(0..).map(|(&w, at)| (w, 1 << at)).collect();
        places.sort_unstable();
        places.dedup_by(|next, first| {
            let is_same = next.0 == first.0;
            if is_same {
                first.1 |= next.1;
            }
            is_same
        });
        Self {
            places,
            n: words.len(),
        }
    }

    /// How many of the words come in `line` in the same order: the longest common subsequence, a machine
    /// word at a time (Crochemore and others, 2001).
    fn in_order(&self, line: &[u32]) -> usize {
        let mut rows = u64::MAX;
        for word in line {
            if let Ok(at) = self.places.binary_search_by_key(word, |(own, _)| *own) {
                let places = self.places[at].1;
                rows = rows.wrapping_add(rows & places) | (rows & !places);
            }
        }
        let own = u64::MAX >> (64 - self.n.clamp(1, 64));
        (!rows & own).count_ones() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_their_order() {
        for (a, b, expected) in [
            (vec![1, 2, 3, 4], vec![1, 2, 3, 4], 4),
            (vec![1, 2, 3, 4], vec![4, 3, 2, 1], 1),
            (vec![1, 2, 3, 4], vec![9, 2, 9, 4, 9], 2),
            (vec![1, 1, 2, 1], vec![1, 2, 1], 3),
            (vec![1], vec![], 0),
            ((0..64).collect(), (0..64).collect(), 64),
        ] {
            assert_eq!(Sought::new(&a).in_order(&b), expected, "{a:?} {b:?}");
        }
    }
}
