//! Stops: whether one ends a sentence, or belongs to the word before it: “Mr.”, “5 a.m.”, “example.com”.

use super::abbreviation::{Abbreviation, abbreviation, starts_sentences};

/// What comes after the marks.
pub(super) struct Next<'a> {
    /// White space stands between.
    pub(super) after_space: bool,
    /// The next word, without the marks that open it.
    pub(super) word: &'a str,
    /// It opens with a quotation mark or a bracket.
    opened: bool,
    /// It goes on with the sentence: lower case, or a mark that no sentence begins with.
    pub(super) continues: bool,
}

impl<'a> Next<'a> {
    pub(super) fn read(tail: &'a str) -> Self {
        let trimmed = tail.trim_start();
        let bare = trimmed.trim_start_matches(['“', '"', '‘', '\'', '«', '(', '[', '„', '`', '*']);
        let end = bare.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        let word = &bare[..end.unwrap_or(bare.len()).min(bare.floor_char_boundary(64))];
        let first = bare.chars().next();
        let opened = bare.len() < trimmed.len();
        let lower = first.is_some_and(char::is_lowercase);
        let is_mark = |c| {
            matches!(
                c,
                ',' | ';' | ':' | '%' | ')' | ']' | '}' | '.' | '!' | '?' | '&' | '/'
            )
        };
        let mark = first.is_some_and(is_mark) && !opened;
        Self {
            after_space: trimmed.len() < tail.len() || tail.is_empty(),
            word,
            opened,
            continues: mark || (lower && !opened) || (lower && !trimmed.starts_with(['“', '"'])),
        }
    }

    fn is_capital(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }

    fn is_number(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Whether a single full stop after `body` ends its sentence.
pub(super) fn full_stop(body: &str, marks: &str, next: &Next) -> bool {
    if marks.len() > 1 && !marks.starts_with(". ") && marks.contains(['”', '"', '»']) {
        // “…conquest.” Undeterred: the mark is inside the quotation, which ends with its sentence.
        return next.is_capital() || next.opened || next.is_number();
    }
    let word = last_word(body);
    let before = body[..body.len() - word.len()].trim_end();
    if before.trim_start_matches(['•', '⁃']).is_empty() && is_item(word) {
        return false;
    }
    let after_number = before.ends_with(|c: char| c.is_ascii_digit());
    let Some(kind) = abbreviation(word, after_number) else {
        return true;
    };
    let begins = starts_sentences(next.word);
    match kind {
        Abbreviation::Title => next.opened && begins,
        Abbreviation::Never => false,
        Abbreviation::Reference => !next.is_number() && !is_roman(next.word) && next.is_capital(),
        Abbreviation::Month | Abbreviation::Word => begins || next.opened,
        Abbreviation::Time => {
            begins || (next.is_number() && !fronted(body)) || (next.is_capital() && !fronted(body))
        }
        Abbreviation::Degree | Abbreviation::Unit => next.is_capital() || next.opened,
        Abbreviation::Initial => initial(before, word, next),
    }
}

/// Whether the full stop after a single capital letter ends a sentence.
fn initial(before: &str, word: &str, next: &Next) -> bool {
    let previous = last_word(before);
    let named = previous.starts_with(char::is_uppercase) || before.is_empty();
    if word == "I" && matches!(previous, "and" | "or" | "than" | "as") {
        return true;
    }
    let begins = starts_sentences(next.word);
    if named {
        begins && next.word != "A" && !before.is_empty() && !before.ends_with('.')
    } else {
        begins || next.opened
    }
}

/// Whether the sentence so far is only an adverbial in front of it: “At 5 a.m. Mr. Smith went…”.
fn fronted(body: &str) -> bool {
    let first = body.split_whitespace().next().unwrap_or("");
    let opens = matches!(
        first.to_lowercase().as_str(),
        "at" | "by"
            | "on"
            | "in"
            | "around"
            | "before"
            | "after"
            | "until"
            | "since"
            | "from"
            | "about"
    );
    opens && body.split_whitespace().take(9).count() < 9
}

/// The last word of `body`, its inner full stops included: “U.S”, “a. m”.
fn last_word(body: &str) -> &str {
    let window = &body[body.ceil_char_boundary(body.len().saturating_sub(40))..];
    let start = window
        .rfind(|c: char| {
            c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '(' | '[' | '\'' | '—' | '–' | '/')
        })
        .map_or(0, |at| {
            at + window[at..].chars().next().map_or(0, char::len_utf8)
        });
    let word = &window[start..];
    if word == "m" && (window.ends_with(" a. m") || window.ends_with(" p. m")) {
        return &window[window.len() - 4..];
    }
    word
}

/// Whether a sentence that consists of `word` is the mark of a list item: “1.”, “b.”, “•”.
fn is_item(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) && word.len() < 4
        || word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() < 8 && word.chars().all(|c| "IVXLC".contains(c)) && word != "I"
}

/// Whether marks without white space after them end a sentence: “world.Today”, not “example.com”.
pub(super) fn glued(body: &str, marks: &str, tail: &str) -> bool {
    let mut following = tail.chars();
    let capital = following.next().is_some_and(char::is_uppercase);
    if !capital || marks.is_empty() {
        return false;
    }
    let lower = following
        .next()
        .is_some_and(|c| c.is_lowercase() || c == ' ');
    let word = last_word(body);
    let ended = word.len() > 2
        && word
            .chars()
            .all(|c| c.is_lowercase() || c == '\'' || c == '’');
    let number = word.ends_with(|c: char| c.is_ascii_digit());
    let next = tail
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let begins = starts_sentences(next) || abbreviation(next, false) == Some(Abbreviation::Title);
    let name = word.len() > 3 && word.chars().skip(1).all(char::is_lowercase);
    lower && (ended && abbreviation(word, false).is_none() || (number || name) && begins)
}
