//! Reading: every reader is asked at every place where it may start, and the longest reading wins.
//!
//! Of readings that end at the same place the more specific one wins: a time before a date, a date
//! before an amount (a year is not a count), an amount before an ordinal.

use super::cue::{self, Cues};
use super::lexicon::{self, start};
use super::scan::Scan;
use super::token::{self, Shape, Token};
use super::{Content, Context, Kind, Span, Value, amount, date, polarity, time};

/// What a reader found, in tokens.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) content: Content,
    pub(super) end: usize,
    /// The tokens of the figure.
    pub(super) figure: (usize, usize),
}

/// Reads every value in `text`, in order; spans never overlap.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Vec<Value> {
    let mut reader = Reader::new(text, context);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        tokens.clear();
        at = token::paragraph(text, at, &mut tokens);
        reader.read(&tokens);
    }
    reader.values
}

/// How many bytes of a sentence there are to a token, about.
const LETTERS: usize = 5;

/// A text of which it is told what kinds of value may stand in it, before any is read.
pub(crate) struct Unread {
    tokens: Vec<Token>,
    cues: Cues,
}

impl Unread {
    /// Cuts `text` into tokens.
    pub(crate) fn new(text: &str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / LETTERS);
        let mut at = 0;
        while at < text.len() {
            at = token::paragraph(text, at, &mut tokens);
        }
        let cues = tokens.iter().fold(Cues::NONE, |all, it| all | it.cues);
        Self { tokens, cues }
    }

    /// Whether a value of `kind` may stand in the text.
    pub(crate) fn may_hold(&self, kind: Kind) -> bool {
        self.cues.may_hold(kind)
    }

    /// Stretches of the text, in order, of which one has every value of `kind` that stands there.
    pub(crate) fn stretches(&self, kind: Kind) -> impl Iterator<Item = Span> {
        let paragraphs = token::paragraphs(&self.tokens);
        let stretches = paragraphs.flat_map(|tokens| tokens.split(Token::is_of_no_value));
        stretches.filter_map(move |tokens| {
            let (first, last) = (tokens.first()?, tokens.last()?);
            let may_hold = first.cues.may_hold(kind);
            may_hold.then(|| Span::new(first.start, last.end))
        })
    }

    /// Every value in `text`, which it was made of.
    pub(crate) fn read(&self, text: &str, context: &Context<'_>) -> Vec<Value> {
        let mut reader = Reader::new(text, context);
        for paragraph in token::paragraphs(&self.tokens) {
            reader.read(paragraph);
        }
        reader.values
    }
}

/// Whether a word has a part without which no value of one of `kinds` stands in any text.
pub(crate) fn may_be_part(word: &str, kinds: &[Kind]) -> bool {
    let cues = if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        cue::of_token(Shape::Word, lexicon::look_up(word), word)
    } else {
        Unread::new(word).cues
    };
    kinds.iter().any(|kind| cues.has_part(*kind))
}

/// Reads every value in `text` with all readers asked everywhere, whatever tokens tell.
#[cfg(test)]
pub(super) fn read_unled(text: &str, context: &Context<'_>) -> Vec<Value> {
    let mut unread = Unread::new(text);
    for token in &mut unread.tokens {
        token.cues = Cues::ALL;
    }
    unread.read(text, context)
}

/// Reads paragraph by paragraph.
struct Reader<'a> {
    text: &'a str,
    context: &'a Context<'a>,
    values: Vec<Value>,
    /// What the paragraph before has given; “a year earlier” may count from it.
    last: date::Before,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, context: &'a Context<'a>) -> Self {
        Self {
            text,
            context,
            values: Vec::new(),
            last: date::Before::default(),
        }
    }

    /// Reads the values among the tokens of a paragraph.
    fn read(&mut self, tokens: &[Token]) {
        let mut scan = Scan {
            said: self.last,
            ..Scan::new(self.text, tokens, self.context)
        };
        self.last = date::Before::default();
        let mut place = 0;
        while let Some(token) = tokens.get(place) {
            match reading_at(&scan, place, possible_starts(&scan, place, token)) {
                Some(reading) => {
                    debug_assert!(token.cues.may_hold(kind_of(&reading.content)));
                    debug_assert!(!tokens[place..reading.end].iter().any(Token::is_of_no_value));
                    if let Content::Date(calendar) = &reading.content {
                        scan.said.note(calendar);
                        self.last.note(calendar);
                    }
                    self.values.push(value(&scan, place, &reading));
                    place = reading.end;
                }
                None => place += 1,
            }
        }
    }
}

/// Reads the longest value of `kind` (or of any) that starts with `text`.
///
/// This is what a probe asks: it knows where the answer starts, and not where it ends. Names and
/// plain words are not read here.
#[must_use]
pub fn read_start(text: &str, kind: Option<Kind>, context: &Context<'_>) -> Option<Value> {
    let mut tokens = Vec::new();
    token::paragraph(text, 0, &mut tokens);
    let scan = Scan::new(text, &tokens, context);
    let mut longest: Option<Reading> = None;
    each_reading(&scan, 0, readers_of(kind), |reading| {
        let is_meant = kind.is_none_or(|kind| kind_of(&reading.content) == kind);
        if is_meant && longest.as_ref().is_none_or(|it| reading.end >= it.end) {
            longest = Some(reading);
        }
    });
    longest.map(|reading| value(&scan, 0, &reading))
}

/// The readers of values of `kind`, as bits of [`start`]; all of them where none is given.
pub(super) fn readers_of(kind: Option<Kind>) -> u8 {
    match kind {
        None => u8::MAX,
        Some(
            Kind::Number
            | Kind::Percentage
            | Kind::Money
            | Kind::Quantity
            | Kind::Duration
            | Kind::Age,
        ) => start::AMOUNT,
        Some(Kind::Ordinal) => start::ORDINAL,
        Some(Kind::Date) => start::DATE,
        Some(Kind::Time) => start::TIME,
        Some(Kind::Polarity) => start::POLARITY,
        Some(Kind::Name | Kind::Text) => 0,
    }
}

/// Which readers may read something at a token.
fn possible_starts(scan: &Scan<'_>, at: usize, token: &Token) -> u8 {
    match starts(scan, at, token) {
        0 => 0,
        starts => token.cues.readers(starts),
    }
}

/// Which readers may start at a token.
fn starts(scan: &Scan<'_>, at: usize, token: &Token) -> u8 {
    match token.shape {
        Shape::Word if is_currency(scan, at, token) => start::AMOUNT,
        Shape::Digits => start::AMOUNT | start::ORDINAL | start::DATE | start::TIME,
        Shape::Word => token.lexeme.map_or(0, |lexeme| {
            lexeme.starts
                | if lexeme.currency.is_some() {
                    start::AMOUNT
                } else {
                    0
                }
                | if lexeme.weekday.is_some() || lexeme.month.is_some() {
                    start::TIME
                } else {
                    0
                }
        }),
        Shape::Mark(mark) => match mark {
            '\'' | '’' | '‘' => start::DATE,
            ' '..='~' if !"$-~<>.+".contains(mark) => 0,
            '–' | '—' | '“' | '”' | '…' | '•' => 0,
            _ => start::AMOUNT,
        },
        Shape::End => 0,
    }
}

/// Whether letters that belong to a currency's sign stand at `at`: “US$”, “R4bn”.
fn is_currency(scan: &Scan<'_>, at: usize, token: &Token) -> bool {
    token.cues.has(Cues::CURRENCY) && (scan.mark(at + 1) == Some('$') || amount::is_rand(scan, at))
}

/// The best reading at `at`.
fn reading_at(scan: &Scan<'_>, at: usize, starts: u8) -> Option<Reading> {
    if starts == 0 {
        return None;
    }
    let mut best: Option<Reading> = None;
    each_reading(scan, at, starts, |next| {
        // The first of equals is the more specific.
        if best.as_ref().is_none_or(|best| next.end > best.end) {
            best = Some(next);
        }
    });
    best.filter(|best| !begins_date(scan, at, best))
}

/// Whether the figure after a comparator is where a longer date begins: “about 2019-08-01”.
fn begins_date(scan: &Scan<'_>, at: usize, reading: &Reading) -> bool {
    let (figure, _) = reading.figure;
    let bounded = matches!(reading.content, Content::Amount(_)) && figure > at;
    bounded
        && scan.is_digits(figure)
        && date::read(scan, figure).is_some_and(|(_, end)| end > reading.end)
}

/// Gives `take` what each reader makes of `at`, the most specific first.
pub(super) fn each_reading(scan: &Scan<'_>, at: usize, starts: u8, mut take: impl FnMut(Reading)) {
    let asked = |reader: u8| starts & reader != 0;
    let whole = |content: Content, end: usize| Reading {
        content,
        end,
        figure: (at, end),
    };
    let dated = (asked(start::DATE) || asked(start::TIME))
        .then(|| date::read(scan, at))
        .flatten();
    if (asked(start::TIME) || dated.is_some())
        && let Some((clock, end)) = time::read(scan, at, dated.as_ref())
    {
        take(whole(Content::Time(clock), end));
    }
    if let Some(read) = dated {
        take(of_date(scan, at, read));
    }
    if asked(start::AMOUNT)
        && let Some((amount, end)) = amount::read(scan, at)
    {
        take(Reading {
            content: Content::Amount(amount),
            end,
            figure: amount.tokens,
        });
    }
    if asked(start::ORDINAL)
        && let Some((number, end)) = amount::ordinal::read(scan, at)
    {
        take(whole(Content::Ordinal(number), end));
    }
    if asked(start::POLARITY)
        && let Some((polarity, end)) = polarity::read(scan, at)
    {
        take(whole(Content::Polarity(polarity), end));
    }
}

pub(super) fn of_date(
    scan: &Scan<'_>,
    at: usize,
    (calendar, end): (date::Calendar, usize),
) -> Reading {
    let start = date::limit(scan, at).map_or(at, |(_, start)| start);
    Reading {
        content: Content::Date(calendar),
        end,
        figure: (start, end),
    }
}

pub(super) fn value(scan: &Scan<'_>, at: usize, reading: &Reading) -> Value {
    let bytes = |from: usize, to: usize| Span::new(scan.token(from).start, scan.token(to - 1).end);
    let whole = bytes(at, reading.end);
    let note = match &reading.content {
        Content::Amount(amount) => amount.note,
        _ => None,
    };
    let ends = match &reading.content {
        Content::Date(calendar) => calendar.joint,
        _ => None,
    };
    Value {
        kind: kind_of(&reading.content),
        ends: ends
            .map(|(first, second)| [bytes(reading.figure.0, first), bytes(second, reading.end)]),
        span: whole,
        words: whole.of(scan.text).to_owned(),
        figure: bytes(reading.figure.0, reading.figure.1),
        note,
        content: reading.content.clone(),
    }
}

pub(super) fn kind_of(content: &Content) -> Kind {
    match content {
        Content::Amount(amount) => amount.kind(),
        Content::Ordinal(_) => Kind::Ordinal,
        Content::Date(_) => Kind::Date,
        Content::Time(_) => Kind::Time,
        Content::Polarity(_) => Kind::Polarity,
        Content::Words => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context<'static> {
        Context {
            written: Some(jiff::civil::date(2023, 3, 22)),
            ..Context::default()
        }
    }

    /// Every value of `text`, as `words = canonical`.
    fn listed(text: &str) -> Vec<String> {
        read(text, &context())
            .iter()
            .map(|value| format!("{} = {}", value.words, value.canonical()))
            .collect()
    }

    #[test]
    fn the_longest_sensible_reading_wins() {
        for (text, expected) in [
            ("featured only once near the end", &["only once = 1"][..]),
            (
                "more than a dozen agreements",
                &["more than a dozen = (12, ∞)"],
            ),
            ("the fortieth meeting", &["fortieth = 40th"]),
            ("the seventy fifth anniversary", &["seventy fifth = 75th"]),
            ("a three-day state visit", &["three-day = 3 days"]),
            ("13 months after", &["13 months = 13 months"]),
            ("is now ten times that", &["now = now", "ten times = 10"]),
            ("greater than 40 occasions", &["greater than 40 = (40, ∞)"]),
            ("on Tuesday night", &["Tuesday night = 2023-03-21"]),
            ("in May 2022 they may march", &["May 2022 = 2022-05"]),
            (
                "since May 2022 it fell",
                &["since May 2022 = [2022-05-01, ∞)"],
            ),
            ("since May 2022, when it fell", &["May 2022 = 2022-05"]),
            ("2018 was a year", &["2018 = 2018", "a year = 1 year"]),
            (
                "the nineteenth century",
                &["the nineteenth century = 19th century"],
            ),
            ("China has doubled down", &[]),
            ("no longer obliged", &[]),
            ("an F-16 and a Boeing 777F", &[]),
            ("$1.2bn of aid", &["$1.2bn = 1200000000 USD"]),
            (
                "16,181 to 17,000 people",
                &["16,181 to 17,000 = [16181, 17000]"],
            ),
            ("at 5 p.m. EST", &["5 p.m. EST = 17:00 EST"]),
            ("twenty-five percent", &["twenty-five percent = 25%"]),
            (
                "March 20–22, 2023",
                &["March 20–22, 2023 = 2023-03-20/2023-03-22"],
            ),
        ] {
            assert_eq!(listed(text), expected, "{text}");
        }
    }

    #[test]
    fn what_starts_a_text_is_read_without_its_end_being_known() {
        let value = read_start("three days of talks", Some(Kind::Duration), &context()).unwrap();
        assert_eq!(value.words, "three days");
        assert!(read_start("talks of three days", None, &context()).is_none());
    }
}
