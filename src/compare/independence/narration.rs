//! What a text tells in its own words, line by line, and which of its lines stand in another text.
//!
//! Words between quotation marks are somebody else's and are left out: two reports that quote one
//! statement copy nothing. A line stands in another text when at least half of its words, and half of
//! those that say something, come there in one sentence and in the same order. Copies that a program
//! has reworded still do, where one word in two was swapped. Of the lines of reports of one event that
//! were written apart, one in fifty does.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use super::holding::{Holding, common};
use super::outline::Outline;
use crate::compare::frame;
use crate::source::Source;
use crate::source::memo::Memo;
use crate::source::token::{Kind, Tokens};

/// How many words that say something a line has at the least: headings and credits have fewer.
const FEWEST: usize = 5;

/// How many words of a line are looked at.
pub(super) const LONGEST: usize = 64;

/// How many times as many words a line may have in which another stands.
const LONGER: usize = 3;

/// How many lines a word may stand in and still lead from one text to lines of the other.
const MOST_HOLDING: usize = 256;

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
    /// The stems of the words of all lines, in order.
    words: Vec<u32>,
    /// Those of the words that say something, as places among `stems`.
    says: Vec<u32>,
    /// The latter in order, without repeats.
    stems: Vec<u32>,
    /// By the places of those: the lines they stand in.
    holding: OnceLock<Holding>,
}

/// Room to look for lines of one text in another.
#[derive(Debug, Default)]
struct Room {
    /// For each line of the other text, a zero between two searches.
    n_shared: Vec<u16>,
    /// The lines that are counted, and those that may be the same.
    touched: Vec<usize>,
    likely: Vec<(u16, usize)>,
}

/// A line, as places in the words of all.
#[derive(Clone, Debug)]
struct Line {
    words: Range<usize>,
    says: Range<usize>,
}

/// The lines of a text, and the stems of their words.
#[derive(Debug, Default)]
struct Lines {
    all: Vec<Line>,
    words: Vec<u32>,
    /// Of the words that say something.
    says: Vec<u32>,
}

impl Lines {
    fn read(source: &Source) -> Self {
        let text = &source.text;
        let tokens = text.tokens();
        let quoted = text.between_marks().map(|quoted| tokens.within(quoted));
        let mut quoted = quoted.filter(|quoted| quoted.len() >= QUOTED).peekable();
        let mut lines = Self::default();
        for &span in text.sentences() {
            let (n_words, n_says) = (lines.words.len(), lines.says.len());
            for idx in tokens.within(span) {
                while quoted.next_if(|quoted| quoted.end <= idx).is_some() {}
                let is_quoted = quoted.peek().is_some_and(|quoted| quoted.start <= idx);
                if tokens.all()[idx].kind != Kind::Word || is_quoted {
                    continue;
                }
                let (stem, says) = stem(tokens, idx);
                lines.words.push(stem);
                if says {
                    lines.says.push(stem);
                }
                if lines.words.len() == n_words + LONGEST {
                    break;
                }
            }
            let line = Line {
                words: n_words..lines.words.len(),
                says: n_says..lines.says.len(),
            };
            if line.says.len() >= FEWEST {
                lines.all.push(line);
            } else {
                lines.words.truncate(n_words);
                lines.says.truncate(n_says);
            }
        }
        lines
    }
}

/// What a source tells, in short: as [`Narration::outline`] has it, for less.
pub(super) fn outline(source: &Source) -> Outline {
    let Lines { all, says, .. } = Lines::read(source);
    let lines = all.into_iter();
    Outline::new(lines.map(|line| says[line.says].iter().copied()))
}

impl Narration {
    pub(super) fn new(source: &Source) -> Self {
        let Lines {
            all: lines,
            mut words,
            mut says,
        } = Lines::read(source);
        let mut stems = says.clone();
        stems.sort_unstable();
        stems.dedup();
        stems.shrink_to_fit();
        for stem in &mut says {
            let at = stems.partition_point(|it| it < stem);
            *stem = u32::try_from(at).unwrap_or(u32::MAX);
        }
        says.shrink_to_fit();
        words.shrink_to_fit();
        Self {
            lines,
            words,
            says,
            stems,
            holding: OnceLock::new(),
        }
    }

    /// How many bytes it takes.
    pub(super) fn n_bytes(&self) -> usize {
        let n_words = self.words.capacity() + self.says.capacity() + self.stems.capacity();
        let held = n_words * size_of::<u32>() + self.lines.capacity() * size_of::<Line>();
        held + self.holding.get().map_or(0, Holding::n_bytes)
    }

    /// What is told, in short.
    pub(super) fn outline(&self) -> Outline {
        Outline::new(self.lines.iter().map(|line| self.says(line)))
    }

    /// The lines in which each word stands.
    fn holding(&self) -> &Holding {
        self.holding.get_or_init(|| {
            let mut last = vec![u32::MAX; self.stems.len()];
            let mut standing = Vec::with_capacity(self.says.len());
            for (line, number) in self.lines.iter().zip(0..) {
                for &word in &self.says[line.says.clone()] {
                    if std::mem::replace(&mut last[word as usize], number) != number {
                        standing.push((word, number));
                    }
                }
            }
            Holding::new(self.stems.len(), &standing)
        })
    }

    /// The stems of the words of a line that say something.
    fn says(&self, line: &Line) -> impl ExactSizeIterator<Item = u32> {
        let places = self.says[line.says.clone()].iter();
        places.map(|&place| self.stems[place as usize])
    }

    /// For each line of two texts, whether it stands in the other.
    pub(super) fn lines_in_one_another(a: &Self, b: &Self) -> [Vec<bool>; 2] {
        let [of_a, of_b] = common(&a.stems, &b.stems);
        [a.lines_in(b, &of_a), b.lines_in(a, &of_b)]
    }

    /// For each line, whether it stands in `other`, where each word has that `place`.
    fn lines_in(&self, other: &Self, places: &[Option<u32>]) -> Vec<bool> {
        let mut room = Room {
            n_shared: vec![0; other.lines.len()],
            ..Room::default()
        };
        let lines = self.lines.iter();
        lines
            .map(|line| self.stands_in(line, (other, places), &mut room))
            .collect()
    }

    /// Whether a line stands in `other`, where each word has that of `places`; there is `room` for it.
    fn stands_in(
        &self,
        line: &Line,
        (other, places): (&Self, &[Option<u32>]),
        room: &mut Room,
    ) -> bool {
        let Room {
            n_shared,
            touched,
            likely,
        } = room;
        let n_says = line.says.len();
        let mut n_common = 0;
        let holding = other.holding();
        let shared = self.says[line.says.clone()].iter();
        for place in shared.filter_map(|&own| places[own as usize]) {
            let holders = holding.of(place);
            if holders.len() > MOST_HOLDING {
                n_common += 1;
                continue;
            }
            for &number in holders {
                let number = number as usize;
                if n_shared[number] == 0 {
                    touched.push(number);
                }
                n_shared[number] += 1;
            }
        }
        let counted = touched
            .drain(..)
            .map(|number| (std::mem::take(&mut n_shared[number]), number));
        likely.clear();
        likely.extend(counted.filter(|(n, _)| 2 * (usize::from(*n) + n_common) >= n_says));
        if likely.is_empty() {
            return false;
        }
        likely.sort_unstable_by_key(|&(n, number)| (std::cmp::Reverse(n), number));
        let own_words = &self.words[line.words.clone()];
        let says = Sought::new(self.says(line));
        let words = Sought::new(own_words.iter().copied());
        likely.iter().take(MOST_TRIED).any(|&(_, number)| {
            let line = &other.lines[number];
            let other_words = &other.words[line.words.clone()];
            line.says.len() <= LONGER * n_says
                && 2 * says.in_order(other.says(line)) >= n_says
                && 2 * words.in_order(other_words.iter().copied()) >= own_words.len()
        })
    }

    /// Whether the lines in `notice` have next to no word of the others: what a site puts at the head and
    /// the foot of all its pages, and not what this text tells.
    pub(super) fn is_foreign(&self, notice: &[bool]) -> bool {
        let (mut n_words, mut n_known) = (0, 0);
        for lines in self.holding().all() {
            let n_inside = lines.iter().filter(|&&line| notice[line as usize]).count();
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

/// Words that are looked for in another line, at most [`LONGEST`].
struct Sought {
    /// Each word with a bit for every place in which it stands, in order.
    places: Vec<(u32, u64)>,
    n: usize,
}

impl Sought {
    fn new(words: impl ExactSizeIterator<Item = u32>) -> Self {
        let n = words.len();
        let mut places: Vec<(u32, u64)> = words.zip(0..).map(|(w, at)| (w, 1 << at)).collect();
        places.sort_unstable();
        places.dedup_by(|next, first| {
            let is_same = next.0 == first.0;
            if is_same {
                first.1 |= next.1;
            }
            is_same
        });
        Self { places, n }
    }

    /// How many of the words come in `line` in the same order: the longest common subsequence, a machine
    /// word at a time (Crochemore and others, 2001).
    fn in_order(&self, line: impl Iterator<Item = u32>) -> usize {
        let mut rows = u64::MAX;
        for word in line {
            if let Ok(at) = self.places.binary_search_by_key(&word, |(own, _)| *own) {
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
            let n = Sought::new(a.iter().copied()).in_order(b.iter().copied());
            assert_eq!(n, expected, "{a:?} {b:?}");
        }
    }
}
