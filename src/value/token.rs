//! Tokens: words, runs of digits, and marks, with what the lexicon knows of each word.
//!
//! Everything above reads tokens, never characters. A word is a run of letters, so that “Xi’s” is
//! three tokens and “3km” two; whether white space stood before a token is kept with it.

use super::cue::{self, Cues};
use super::lexicon::{self, Lexeme};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters of any script.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other character, alone.
    Mark(char),
    /// The end of the text: what is asked for past the last token.
    End,
}

/// What stood between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// White space with an empty line in it: another paragraph.
    Paragraph,
}

/// One token; `start` and `end` are bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    pub(crate) lexeme: Option<&'static Lexeme>,
    /// What it and those after it, up to the next word that is part of no value, may make values of.
    pub(super) cues: Cues,
}

/// How many bytes there are to a token, about, and to a paragraph.
const LETTERS: usize = 4;
const USUAL: usize = 512;

/// Splits `text[from..]` into tokens, appended to `tokens`, up to the end of the paragraph; returns
/// the byte after the last one read.
pub(crate) fn paragraph(text: &str, from: usize, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut gap = Gap::Paragraph;
    let first = tokens.len();
    if tokens.capacity() == 0 {
        tokens.reserve_exact((text.len() - from).min(USUAL) / LETTERS + 1);
    }
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            let end = skip_space(bytes, at);
            gap = gap_of(&bytes[at..end], gap);
            at = end;
            if gap == Gap::Paragraph && tokens.len() > first {
                break;
            }
            continue;
        }
        let (end, shape) = if byte.is_ascii_digit() {
            (run(bytes, at, u8::is_ascii_digit), Shape::Digits)
        } else if byte.is_ascii_alphabetic() {
            (word_end(text, at), Shape::Word)
        } else if byte.is_ascii() {
            (at + 1, Shape::Mark(byte as char))
        } else {
            let Some(char) = text[at..].chars().next() else {
                break;
            };
            if char.is_whitespace() {
                at += char.len_utf8();
                gap = if gap == Gap::Paragraph {
                    gap
                } else {
                    Gap::Space
                };
                continue;
            }
            if is_letter(char) {
                (word_end(text, at), Shape::Word)
            } else {
                (at + char.len_utf8(), Shape::Mark(char))
            }
        };
        let lexeme = (shape == Shape::Word)
            .then(|| lexicon::look_up(&text[at..end]))
            .flatten();
        tokens.push(Token {
            start: at,
            end,
            shape,
            gap,
            lexeme,
            cues: cue::of_token(shape, lexeme, &text[at..end]),
        });
        gap = Gap::None;
        at = end;
    }
    cue::look_ahead(&mut tokens[first..]);
    at
}

/// The paragraphs among tokens.
pub(crate) fn paragraphs(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens.chunk_by(|_, next| next.gap != Gap::Paragraph)
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    run(bytes, from, u8::is_ascii_whitespace)
}

fn run(bytes: &[u8], from: usize, holds: impl Fn(&u8) -> bool) -> usize {
    from + bytes[from..].iter().take_while(|byte| holds(byte)).count()
}

fn gap_of(space: &[u8], before: Gap) -> Gap {
    let lines = space.iter().filter(|&&byte| byte == b'\n').take(2).count();
    if lines > 1 || before == Gap::Paragraph {
        Gap::Paragraph
    } else {
        Gap::Space
    }
}

fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = run(bytes, at, u8::is_ascii_alphabetic);
        if bytes.get(at).is_none_or(u8::is_ascii) {
            return at;
        }
        match text[at..].chars().next() {
            Some(char) if is_letter(char) || is_combining(char) => at += char.len_utf8(),
            _ => return at,
        }
    }
}

/// Whether a character is a letter; dashes and quotation marks are told at once.
fn is_letter(char: char) -> bool {
    !matches!(char, '\u{2010}'..='\u{2027}') && char.is_alphabetic()
}

/// Accents written after their letter (NFD) belong to the word.
fn is_combining(char: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&char)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let (mut tokens, mut at) = (Vec::new(), 0);
        let mut all = Vec::new();
        while at < text.len() {
            tokens.clear();
            at = paragraph(text, at, &mut tokens);
            all.extend(tokens.iter().map(|token| &text[token.start..token.end]));
        }
        all
    }

    #[test]
    fn texts_split_into_words_digits_and_marks() {
        for (text, expected) in [
            ("Xi’s 3km", vec!["Xi", "’", "s", "3", "km"]),
            ("a\n\nb", vec!["a", "b"]),
            ("1,500\u{a0}€", vec!["1", ",", "500", "€"]),
            ("cafe\u{301} Ünal", vec!["cafe\u{301}", "Ünal"]),
            (" \n\n ", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
