//! What is told of a text's words one by one: which meanings they have, and which may be part of a value.

use super::Sift;
use super::room::Room;
use crate::compare::frame;
use crate::source::token::Tokens;
use crate::value;

/// The bit of a meaning's number that marks a word which may be part of a value.
const OF_VALUE: u32 = 1 << 31;

impl Sift {
    /// Notes the numbers of the meanings of a text's words, and which of these may be part of a value.
    pub(super) fn read(&self, tokens: &Tokens, room: &mut Room) {
        let Room {
            known,
            meanings,
            of_values,
            lower,
            ..
        } = room;
        let text = tokens.fold().text();
        let of_no_question = self.n_meanings();
        let number = |word: &str| {
            let meaning = frame::meaning(word, lower);
            let number = self.meanings.get(meaning).unwrap_or(of_no_question);
            let of_value = u32::from(self.may_be_of_value(word)) * OF_VALUE;
            number | of_value
        };
        known.number_all(text, tokens.all(), (meanings, of_no_question), number);
        of_values.clear();
        if !self.kinds.is_empty() {
            let any = !tokens.fold().keeps_letters();
            of_values.extend(meanings.iter_mut().map(|number| {
                let is_of_value = *number & OF_VALUE != 0;
                *number &= !OF_VALUE;
                is_of_value | any
            }));
        }
    }

    /// Whether a word may be part of a value that a question asks for.
    fn may_be_of_value(&self, word: &str) -> bool {
        !self.kinds.is_empty() && value::may_be_part(word, &self.kinds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;
    use crate::value::{Kind, Unread};

    const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

    const KINDS: [Kind; 9] = [
        Kind::Number,
        Kind::Ordinal,
        Kind::Percentage,
        Kind::Money,
        Kind::Quantity,
        Kind::Duration,
        Kind::Age,
        Kind::Date,
        Kind::Time,
    ];

    #[test]
    fn where_a_value_may_stand_a_word_tells_it() {
        let of_seeds = std::fs::read_dir(SEEDS).unwrap();
        let of_seeds = of_seeds.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let others = [
            "For\u{ad}ty left. One\u{ad}or two came. É\u{200d}one day.",
            "Thir-\nteen of them. Twenty–five, 5-year-olds, the 4º and 3½.",
            "１２ ％ of it. ½ a cup. US$5bn, 1\u{a0}500 €, R4bn. ﬁve. 30km² at noon.",
            "Nine’s enough. “Second,” he said. On ‘Monday’. five\u{4e16} 7\u{4e16}",
        ];
        for text in of_seeds.chain(others.map(str::to_owned)) {
            let text = Text::new(text);
            let tokens = text.tokens();
            for kind in KINDS {
                let sift = Sift {
                    kinds: vec![kind],
                    ..Sift::default()
                };
                let mut room = Room::default();
                sift.read(tokens, &mut room);
                for &sentence in text.sentences() {
                    let words = sentence.of(text.original());
                    if Unread::new(words).may_hold(kind) {
                        let place = tokens.within(sentence);
                        assert!(room.may_have_value(place), "{kind:?} in {words:?}");
                    }
                }
            }
        }
    }
}
