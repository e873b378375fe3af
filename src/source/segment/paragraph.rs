//! Paragraphs: told apart by blank lines, or by single line breaks where a line is a paragraph.
//!
//! A line break is one of three things: the end of a paragraph, the wrap of a line that had no room
//! for the next word, or both cannot be told. A wrap is recognised by the room that was left on the
//! line, and by a sentence that plainly goes on.

use crate::source::scan::Mask;
use crate::span::Span;

/// No editor wraps lines wider than this many characters; a wider line is a paragraph of its own.
const WIDEST_WRAP: usize = 140;
/// Lines all narrower than this many characters show nothing about a wrap.
const NARROWEST_WRAP: usize = 40;

/// The most words of a heading that stands on the line above what it is over.
const LONGEST_HEADING: usize = 6;

/// The paragraphs of `text`, in order, without the white space around them.
///
/// A blank line ends a paragraph. Between blank lines a single line break is a wrap, unless a line
/// on either side of it is too wide to have been wrapped, or the next line opens a list item. In a
/// text without any blank line each line is a paragraph, unless the text is hard-wrapped.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let blocks = lines.split(|line| line.span.is_empty());
    let filled = blocks.filter(|block| !block.is_empty());
    let has_blank_lines = filled.clone().nth(1).is_some();
    let widths = lines.iter().map(|line| width(text, line.span));
    let widest = (!has_blank_lines).then(|| widths.max()).flatten();
    let mut spans: Vec<Span> = Vec::with_capacity(lines.len() / 2 + 1);
    for block in filled {
        for line in block {
            match spans.last_mut() {
                Some(last) if wraps(text, *last, block, line, widest) => {
                    *last = last.joined(line.span);
                }
                _ => spans.push(line.span),
            }
        }
    }
    let has_feed = memchr::memchr(b'\x0C', text.as_bytes()).is_some();
    let may_be_cut = has_feed || spans.iter().any(|it| is_page_number(it.of(text)));
    if may_be_cut {
        joined_over_pages(text, &spans)
    } else {
        spans
    }
}

/// Joins what a page's end cuts: a line that has not ended its sentence, a form feed or the number of the
/// page, and a line that goes on in lower case, or goes on after a small word.
fn joined_over_pages(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for (idx, &span) in spans.iter().enumerate() {
        let is_number = |span: &Span| is_page_number(span.of(text));
        let has_number = joined.last().is_some_and(is_number);
        let above = joined.len().checked_sub(1 + usize::from(has_number));
        let goes_on = |above: Span| {
            let between = &text[above.end..span.start];
            let words = span.of(text);
            (has_number || between.contains('\u{c}'))
                && (words.starts_with(char::is_lowercase) || is_cut(above.of(text)))
                && !is_number(&above)
                && !has_ended(above.of(text))
                && above.of(text).chars().nth(NARROWEST_WRAP).is_some()
        };
        match above.filter(|&above| idx > 0 && goes_on(joined[above])) {
            Some(above) => {
                joined.truncate(above + 1);
                joined[above] = joined[above].joined(span);
            }
            None => joined.push(span),
        }
    }
    joined
}

/// Whether no sentence and no heading can end where `line` does: after a comma or a small word.
fn is_cut(line: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "and", "as", "at", "by", "for", "from", "her", "his", "in", "into", "is", "its",
        "of", "on", "or", "our", "than", "that", "the", "their", "to", "was", "were", "with",
    ];
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    line.ends_with([',', ';']) || SMALL.contains(&last)
}

/// `17`, `- 17 -`, `Page 17`, `p. 17`, `Page 17 of 30`, `17/30`, `[17]`.
fn is_page_number(line: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    if line.len() > 24 || !line.contains(is_digit) {
        return false;
    }
    let mut words = line.split(|c: char| !c.is_alphanumeric());
    words.all(|word| {
        word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
            || ["page", "p", "of"]
                .iter()
                .any(|it| word.eq_ignore_ascii_case(it))
    })
}

/// One line.
#[derive(Clone, Copy)]
struct Line {
    /// Its words without the white space around them.
    span: Span,
    /// Those of the line before it in the file; nothing for the first.
    above: Span,
}

impl Line {
    /// Whether it is too wide to have been wrapped, or the line above it is.
    fn is_wide(&self, text: &str) -> bool {
        let mut both = [self.span, self.above].into_iter();
        both.any(|line| line.len() > WIDEST_WRAP && width(text, line) > WIDEST_WRAP)
    }
}

/// How many characters the words of a line are.
fn width(text: &str, line: Span) -> usize {
    line.of(text).chars().count()
}

/// Most lines have as many bytes, or more.
const BYTES_OF_LINE: usize = 64;

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_OF_LINE);
    let mut at = 0;
    let mut above = Span::default();
    let plain = Mask::new(text.as_bytes(), is_within_line);
    loop {
        let end = line_end(text, &plain, at);
        let raw = &text[at..end];
        let words = trimmed(raw);
        let lead = words.as_ptr() as usize - raw.as_ptr() as usize;
        let span = Span::new(at + lead, at + lead + words.len());
        let ends_crlf = text[..at].ends_with('\r') && text[at..].starts_with('\n');
        if !(ends_crlf && raw.is_empty()) {
            lines.push(Line { span, above });
            above = span;
        }
        match text[end..].chars().next() {
            Some(line_break) => at = end + line_break.len_utf8(),
            None => return lines,
        }
    }
}

/// A line without the white space around it.
fn trimmed(line: &str) -> &str {
    match line.as_bytes() {
        [] => line,
        [one] if one.is_ascii_graphic() => line,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => line,
        _ => line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'),
    }
}

/// Whether no line break begins with a byte.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a way out it is a few instructions on vectors"
)]
fn is_within_line(byte: u8) -> bool {
    let is_ascii_break = byte.wrapping_sub(b'\n') <= b'\r' - b'\n';
    // The others begin with C2 and E2, which differ in one bit.
    !(is_ascii_break | (byte & 0b1101_1111 == 0xC2))
}

/// Where the line ends that goes on at byte `at`: at the next line break, or with the text. `plain` marks the
/// bytes that begin none.
fn line_end(text: &str, plain: &Mask, mut at: usize) -> usize {
    loop {
        at = plain.end(at);
        match text[at..].chars().next() {
            Some('\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}') | None => return at,
            Some(other) => at += other.len_utf8(),
        }
    }
}

/// Whether `line` goes on with the paragraph that ends right above it; `widest` is the width of the widest line in
/// a text without blank lines.
fn wraps(text: &str, last: Span, block: &[Line], line: &Line, widest: Option<usize>) -> bool {
    let first_of_block = block.first().is_some_and(|first| first.span == line.span);
    let (above, mut below) = (last.of(text), line.span.of(text));
    if first_of_block {
        return false;
    }
    if is_page_number(above) {
        return false;
    }
    if let Some(words) = quotes_on(above, below) {
        below = words;
    } else if opens_item(below) {
        return false;
    }
    if line.is_wide(text) {
        return false;
    }
    if block.first().is_some_and(|first| first.span == last) && is_heading(text, last, line) {
        return false;
    }
    widest.is_none_or(|widest| runs_on(above, below) || fills(text, line, widest))
}

/// Whether the first line of a block is a heading over the next one: a few words in capitals or all written
/// large, with no mark at their end, on a line that had room for more.
fn is_heading(text: &str, first: Span, next: &Line) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
    ];
    let (words, below) = (first.of(text), next.span.of(text));
    let word = below.split_whitespace().next().unwrap_or("");
    let next_width = width(text, next.span);
    let had_room = width(text, next.above) + 1 + word.chars().count() <= next_width;
    let is_large = |word: &str| {
        let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        letters.starts_with(char::is_uppercase)
    };
    let mut own = words.split_whitespace();
    let goes_on = below.starts_with(|c: char| c.is_lowercase());
    next_width >= NARROWEST_WRAP
        && had_room
        && !goes_on
        && !words.ends_with(|c: char| !c.is_alphanumeric())
        && (1..=LONGEST_HEADING).contains(&own.clone().count())
        && own.next().is_some_and(is_large)
        && own.all(|word| is_large(word) || SMALL.contains(&word))
}

/// The words of the line `below` where it goes on with the quoted lines of mail at the end of `above`:
/// both begin with the same marks `>`.
fn quotes_on<'a>(above: &str, below: &'a str) -> Option<&'a str> {
    let cut = |line: &'a str| {
        let words = line.trim_start_matches(['>', ' ']);
        let marks = &line[..line.len() - words.len()];
        (marks.matches('>').count(), words)
    };
    let (depth, words) = cut(below);
    let above = above
        .rsplit(['\n', '\r'])
        .next()
        .unwrap_or(above)
        .trim_start();
    let marks = above.chars().take_while(|&c| c == '>' || c == ' ');
    let is_same = depth > 0 && marks.filter(|&c| c == '>').count() == depth;
    let has_words = above.contains(|c: char| c != '>' && c != ' ') && !words.is_empty();
    (is_same && has_words).then_some(words)
}

/// Whether the line above `line` had no room left for its first word.
fn fills(text: &str, line: &Line, widest: usize) -> bool {
    let word = line.span.of(text).split_whitespace().next().unwrap_or("");
    let room = NARROWEST_WRAP..=WIDEST_WRAP;
    let with_word = || width(text, line.above) + 1 + word.chars().count();
    room.contains(&widest) && with_word() > widest
}

/// Whether a sentence plainly goes on over the line break: it has not ended, and goes on in lower case.
fn runs_on(above: &str, below: &str) -> bool {
    !has_ended(above) && below.starts_with(|c: char| c.is_lowercase() || c == '“' || c == '(')
}

fn has_ended(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a line opens with the mark of a list item or of a heading in mark-up.
fn opens_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(char::is_whitespace) else {
        return false;
    };
    if matches!(mark, "-" | "*" | "+" | "•" | "·" | "–" | "◦" | "▪") {
        return true;
    }
    if mark.bytes().all(|b| b == b'#' || b == b'>') {
        return true;
    }
    let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    number.len() < mark.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_told_apart_by_blank_lines_or_by_lines() {
        let wide = "A line that is far too wide to have been wrapped by any editor goes on and on \
                    and on until it is well past the hundred and forty characters that it takes.";
        let wide_pair = format!("{wide}\n{wide}");
        let first = "The quick brown fox jumps over the lazy Swiss\nDog and sleeps for an hour. Then \
                     it wakes up\nAnd eats. Fine.";
        let second = "The next paragraph starts on a line of its own\nAgain.";
        let wrapped = format!("{first}\n{second}");
        let met = "They met there for the first time in many years";
        let cut = format!("{met}\n\n- Page 17 of 30 -\n\nin March");
        let cut_wide = format!("{}\n17\nin March", wide.trim_end_matches('.'));
        let cut_at_name = format!("{met} with\n\n17\n\nAnn Lee.");
        let cut_by_feed = format!("{met}\u{c}in March");
        let uncut = format!("{met}.\n\n- 17 -\n\nin March");
        let headed = format!("Two\n\nNORTH POST\n{met}");
        let titled = format!("Two\n\nThe Valley Ledger\n{met}");
        let signed_line = format!("Ann Lee said\n{met}");
        let signed = format!("{signed_line}\n\nTwo");
        for (text, expected) in [
            ("", vec![]),
            ("\n \n\t\n", vec![]),
            ("one", vec!["one"]),
            ("  one  \n\n  two  ", vec!["one", "two"]),
            ("one\r\n\r\ntwo\r\n", vec!["one", "two"]),
            ("one\r\ntwo\r\n\r\nthree", vec!["one\r\ntwo", "three"]),
            ("one\n \u{a0}\ntwo", vec!["one", "two"]),
            ("A heading\nAnother line", vec!["A heading", "Another line"]),
            ("It goes\non here.", vec!["It goes\non here."]),
            ("One\nTwo goes\n\nThree", vec!["One\nTwo goes", "Three"]),
            ("\u{feff}one\n\ntwo", vec!["one", "two"]),
            ("a:\n- one\n- two\n\nb", vec!["a:", "- one", "- two", "b"]),
            (
                "> One goes\n> on here.\n\nTwo",
                vec!["> One goes\n> on here.", "Two"],
            ),
            (
                "> One.\n>\n> Two\n>> three\n\nb",
                vec!["> One.\n>", "> Two", ">> three", "b"],
            ),
            (&cut, vec![cut.as_str()]),
            (&cut_wide, vec![cut_wide.as_str()]),
            (&cut_at_name, vec![cut_at_name.as_str()]),
            (&cut_by_feed, vec![cut_by_feed.as_str()]),
            (
                &uncut,
                vec![
                    "They met there for the first time in many years.",
                    "- 17 -",
                    "in March",
                ],
            ),
            (&wide_pair, vec![wide, wide]),
            (&headed, vec!["Two", "NORTH POST", met]),
            (&titled, vec!["Two", "The Valley Ledger", met]),
            (&signed, vec![signed_line.as_str(), "Two"]),
            (&wrapped, vec![first, second]),
        ] {
            let found: Vec<&str> = paragraphs(text).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
