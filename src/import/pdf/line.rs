//! Letters to lines.
//!
//! Letters come in the order in which the page draws them. Those that stand side by side on one
//! height are a line; the space between two of them is a space of the text if it is wide enough.

use super::page::Letter;

/// The least width of a space between words, in the size of the letters.
const SPACE: f64 = 0.15;
/// From this width on, in the size of the letters, two words are not on one line: a column lies
/// between them.
const COLUMN: f64 = 1.8;
/// How far letters may stand above or below their line, in its size: notes' marks do.
const RAISED: f64 = 0.45;

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) turn: u8,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its height on the page: where its letters stand.
    pub(super) base: f64,
    pub(super) size: f64,
    /// Whether a paragraph begins with it; [`super::order`] says so.
    pub(super) opens_paragraph: bool,
}

/// The lines of `letters`, in the order in which they were drawn.
pub(super) fn lines(letters: Vec<Letter>) -> Vec<Line> {
    let mut lines: Vec<Row> = Vec::new();
    for letter in letters {
        match lines.last_mut() {
            Some(row) if row.takes(&letter) => row.add(letter),
            _ => lines.push(Row::new(letter)),
        }
    }
    lines.into_iter().filter_map(Row::finish).collect()
}

/// A line under construction.
struct Row {
    letters: Vec<Letter>,
    base: f64,
    size: f64,
    left: f64,
    right: f64,
}

impl Row {
    fn new(letter: Letter) -> Self {
        Self {
            base: letter.base,
            size: letter.size,
            left: letter.start,
            right: letter.end,
            letters: vec![letter],
        }
    }

    fn takes(&self, letter: &Letter) -> bool {
        let size = self.size.max(letter.size);
        let gap = letter.start - self.right;
        self.letters
            .first()
            .is_some_and(|first| first.turn == letter.turn)
            && (letter.base - self.base).abs() <= RAISED * size
            && gap <= COLUMN * size
            && (gap >= -0.5 * size || self.repeats(letter))
    }

    /// Whether `letter` is drawn again over itself, as programs do that have no bold font.
    fn repeats(&self, letter: &Letter) -> bool {
        self.letters.iter().rev().take(64).any(|old| {
            old.text == letter.text
                && (old.start - letter.start).abs() < 0.1 * old.size
                && (old.base - letter.base).abs() < 0.1 * old.size
        })
    }

    fn add(&mut self, letter: Letter) {
        if self.repeats(&letter) {
            return;
        }
        if letter.size > self.size && !letter.text.trim().is_empty() {
            // The first letter was a raised or small one: the line is that of the larger letters.
            self.size = letter.size;
            self.base = letter.base;
        }
        self.right = self.right.max(letter.end);
        self.left = self.left.min(letter.start);
        self.letters.push(letter);
    }

    fn finish(self) -> Option<Line> {
        let wide = self.letter_gap() + SPACE * self.size;
        let mut text = String::new();
        let mut end = self.left;
        let mut digits: Option<String> = None;
        for letter in &self.letters {
            let is_space = letter
                .text
                .chars()
                .all(|c| c == ' ' || c == '\t' || c == '\n');
            let is_raised =
                letter.size < 0.85 * self.size && self.base - letter.base > 0.15 * self.size;
            let is_digit = is_raised && letter.text.bytes().all(|b| b.is_ascii_digit());
            if !is_digit && let Some(number) = digits.take() {
                text.push_str(&crate::import::markup::raised(&number));
            }
            if letter.start - end > wide && !text.ends_with(' ') && digits.is_none() {
                text.push(' ');
            }
            end = letter.end;
            if is_digit {
                digits.get_or_insert_default().push_str(&letter.text);
            } else if !is_space {
                text.push_str(&letter.text);
            } else if !text.ends_with(' ') {
                text.push(' ');
            }
        }
        text.push_str(&crate::import::markup::raised(&digits.unwrap_or_default()));
        let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
        let turn = self.letters.first()?.turn;
        (!text.is_empty()).then_some(Line {
            text,
            turn,
            left: self.left,
            right: self.right,
            base: self.base,
            size: self.size,
            opens_paragraph: false,
        })
    }

    /// The usual gap between the letters of a word: more than nothing where they are spaced out.
    fn letter_gap(&self) -> f64 {
        let mut gaps: Vec<f64> = self
            .letters
            .windows(2)
            .filter(|pair| pair.iter().all(|letter| !letter.text.trim().is_empty()))
            .map(|pair| pair[1].start - pair[0].end)
            .collect();
        if gaps.len() < 4 {
            return 0.0;
        }
        gaps.sort_by(f64::total_cmp);
        gaps[gaps.len() / 2].clamp(0.0, self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters half as wide as their size of 10, each at a place.
    fn letters(placed: &[(&str, f64, f64)]) -> Vec<Letter> {
        placed
            .iter()
            .map(|&(text, start, base)| Letter {
                text: text.to_owned(),
                turn: 0,
                start,
                end: start + 5.0,
                base,
                size: 10.0,
            })
            .collect()
    }

    #[test]
    fn letters_side_by_side_are_a_line() {
        for (placed, expected) in [
            (
                vec![("a", 0.0, 0.0), ("b", 5.0, 0.0), ("c", 12.0, 0.0)],
                vec!["ab c"],
            ),
            (
                vec![("a", 0.0, 0.0), (" ", 5.0, 0.0), ("b", 10.0, 0.0)],
                vec!["a b"],
            ),
            (vec![("a", 0.0, 0.0), ("b", 0.0, 12.0)], vec!["a", "b"]),
            (vec![("a", 0.0, 0.0), ("b", 100.0, 0.0)], vec!["a", "b"]),
            (
                vec![
                    ("a", 0.0, 0.0),
                    ("b", 5.0, 0.0),
                    ("a", 0.2, 0.0),
                    ("b", 5.2, 0.0),
                ],
                vec!["ab"],
            ),
            (
                vec![
                    ("T", 0.0, 0.0),
                    ("H", 8.0, 0.0),
                    ("E", 16.0, 0.0),
                    ("N", 24.0, 0.0),
                    ("X", 32.0, 0.0),
                    ("Y", 43.0, 0.0),
                ],
                vec!["THENX Y"],
            ),
            (vec![(" ", 0.0, 0.0)], vec![]),
        ] {
            let texts: Vec<String> = lines(letters(&placed))
                .into_iter()
                .map(|line| line.text)
                .collect();
            assert_eq!(texts, expected, "{placed:?}");
        }
    }

    #[test]
    fn a_raised_number_is_no_part_of_the_number_before_it() {
        let mut placed = letters(&[
            ("4", 0.0, 0.0),
            ("1", 5.0, -4.0),
            ("2", 8.0, -4.0),
            ("x", 12.0, 0.0),
        ]);
        for letter in &mut placed[1..3] {
            letter.size = 6.0;
            letter.end = letter.start + 3.0;
        }
        assert_eq!(lines(placed)[0].text, "4¹²x");
    }
}
