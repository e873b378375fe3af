//! What a text tells in its own words, line by line, and which of its lines stand in another text.
//!
//! Words between quotation marks are somebody else's and are left out: two reports that quote one
//! statement copy nothing. A line stands in another text when at least half of its words, and half of
//! those that say something, come there in one sentence and in the same order. Copies that a program
//! has reworded still do, where one word in two was swapped. Of the lines of reports of one event that
//! were written apart, one in fifty does.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::compare::frame;
use crate::index::{Places, Postings};
use crate::source::Source;
use crate::source::memo::Memo;
use crate::source::quotation;
use crate::source::token::{Kind, Tokens};
use crate::span::Span;

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
#[derive(Debug)]
pub(super) struct Narration {
    lines: Vec<Line>,
    /// The stems of the words that say something, without repeats.
    stems: Vec<u32>,
    /// By those: the numbers of the lines they stand in.
    holding: OnceLock<Postings>,
}

#[derive(Debug, Default)]
struct Line {
    /// The stems of its words.
    words: Vec<u32>,
    /// Those that say something.
    says: Vec<u32>,
}

impl Narration {
    pub(super) fn new(source: &Source) -> Self {
        let text = &source.text;
        let tokens = text.tokens();
        let is_long = |quoted: &Span| tokens.within(*quoted).len() >= QUOTED;
        let mut quoted = quotation::between_marks(text.original(), text.paragraphs());
        quoted.retain(is_long);
        let mut quoted = quoted.into_iter().peekable();
        let mut lines = Vec::new();
        for &span in text.sentences() {
            let mut line = Line::default();
            for idx in tokens.within(span) {
                if tokens.all()[idx].kind != Kind::Word {
                    continue;
                }
                if quoted.peek().is_some() {
                    let place = tokens.span(idx, idx + 1);
                    while quoted.next_if(|quoted| quoted.end <= place.start).is_some() {}
                    if quoted.peek().is_some_and(|it| it.start < place.end) {
                        continue;
                    }
                }
                let (stem, says) = stem(tokens, idx);
                line.words.push(stem);
                if says {
                    line.says.push(stem);
                }
                if line.words.len() == LONGEST {
                    break;
                }
            }
            if line.says.len() >= FEWEST {
                lines.push(line);
            }
        }
        let mut stems: Vec<u32> = lines.iter().flat_map(|line| &line.says).copied().collect();
        stems.sort_unstable();
        stems.dedup();
        Self {
            lines,
            stems,
            holding: OnceLock::new(),
        }
    }

    /// By stem, the numbers of the lines that have the word.
    fn holding(&self) -> &Postings {
        self.holding.get_or_init(|| {
            let lines = self.lines.iter().zip(0..);
            Postings::new(lines.flat_map(|(line, number)| {
                let says = line.says.iter().enumerate();
                let first = says.filter(|(at, stem)| !line.says[..*at].contains(stem));
                first.map(move |(_, &stem)| (stem, number))
            }))
        })
    }

    /// For each line, whether it stands in `other`.
    pub(super) fn lines_in(&self, other: &Self) -> Vec<bool> {
        let mut n_shared = vec![0_u16; other.lines.len()];
        let lines = self.lines.iter();
        lines
            .map(|line| line.stands_in(other, &mut n_shared))
            .collect()
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
/// A text in which a line stands lacks no more than half of the line's words. So of its rarest three
/// quarters it has one quarter, and the common words, which hundreds of texts have, are not looked at.
pub(super) fn likely(texts: &[&Narration]) -> BTreeSet<(usize, usize)> {
    if texts.len() <= FEW_TEXTS {
        let pairs = (0..texts.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        return pairs.collect();
    }
    let numbered = texts.iter().zip(0..);
    let holders = Postings::new(numbered.flat_map(|(text, number)| {
        let stems = text.stems.iter();
        stems.map(move |&stem| (stem, number))
    }));
    let mut likely = BTreeSet::new();
    let mut n_words = vec![0; texts.len()];
    let mut n_lines = vec![0; texts.len()];
    let mut rarest = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        n_lines.fill(0);
        for line in &text.lines {
            rarest.clear();
            rarest.extend(line.says.iter().map(|&stem| holders.of(stem)));
            rarest.sort_unstable_by_key(|holders| holders.len());
            let (half, quarter) = (line.says.len() / 2, line.says.len() / 4);
            rarest.truncate(half + quarter + 1);
            let texts = || {
                rarest
                    .iter()
                    .flat_map(|holders: &Places<'_>| holders.iter())
            };
            for other in texts() {
                n_words[other] += 1;
                n_lines[other] += usize::from(n_words[other] == quarter + 1);
            }
            texts().for_each(|other| n_words[other] = 0);
        }
        let is_half = |(other, n): &(usize, &usize)| {
            *other != number && **n > 0 && 2 * **n >= text.lines.len()
        };
        let others = n_lines.iter().enumerate().filter(is_half);
        likely.extend(others.map(|(other, _)| (number.min(other), number.max(other))));
    }
    likely
}

impl Line {
    /// `n_shared` has a zero for each line of `other`, before and after.
    fn stands_in(&self, other: &Narration, n_shared: &mut [u16]) -> bool {
        let mut touched: Vec<usize> = Vec::new();
        let mut n_common = 0;
        for &stem in &self.says {
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
            .filter(|(n, _)| 2 * (usize::from(*n) + n_common) >= self.says.len())
            .collect();
        likely.sort_unstable_by_key(|&(n, number)| (std::cmp::Reverse(n), number));
        let (says, words) = (Sought::new(&self.says), Sought::new(&self.words));
        likely.iter().take(MOST_TRIED).any(|&(_, number)| {
            let line = &other.lines[number];
            line.says.len() <= LONGER * self.says.len()
                && 2 * says.in_order(&line.says) >= self.says.len()
                && 2 * words.in_order(&line.words) >= self.words.len()
        })
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
