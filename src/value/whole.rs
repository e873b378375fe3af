//! Reading a text as one value and nothing else, as the braces of a claim assert it.

use super::lexicon::start;
use super::read::{Reading, each_reading, kind_of, of_date, readers_of, value};
use super::scan::Scan;
use super::{Content, Context, Kind, Span, Value, amount, canonical, date, name, polarity, token};

/// Reads the whole of `text` as one value, as a claim's braces assert it.
///
/// With a `kind` it reads a value of that kind or nothing; without, the most specific kind that
/// covers the whole text, and [`Kind::Text`] where nothing else fits.
#[must_use]
pub fn read_whole(text: &str, kind: Option<Kind>, context: &Context<'_>) -> Option<Value> {
    if text.trim().is_empty() {
        return None;
    }
    let wanted = |content: &Content| kind.is_none_or(|kind| kind_of(content) == kind);
    let mut tokens = Vec::new();
    let end = token::paragraph(text, 0, &mut tokens);
    let one_paragraph = text[end..].trim().is_empty();
    let scan = Scan::new(text, &tokens, context);
    let whole = |content: Content| whole_value(text, &content);
    if one_paragraph
        && !matches!(kind, Some(Kind::Name | Kind::Text))
        && let Some((place, reading)) = covering(&scan, readers_of(kind), &wanted)
    {
        return Some(Value {
            span: Span::new(0, text.len()),
            words: text.to_owned(),
            ..value(&scan, place, &reading)
        });
    }
    if kind != Some(Kind::Name)
        && let Some(content) = canonical::parse(text.trim()).filter(wanted)
    {
        return Some(whole(content));
    }
    let is_listed = || context.names?.canonical(text);
    match kind {
        None if name::looks_like_name(text) || is_listed().is_some() => Some(named_value(text)),
        Some(Kind::Name) => Some(named_value(text)),
        None | Some(Kind::Text) => Some(whole(Content::Words)),
        Some(_) => None,
    }
}

fn whole_value(text: &str, content: &Content) -> Value {
    let span = Span::new(0, text.len());
    Value {
        kind: kind_of(content),
        span,
        words: text.to_owned(),
        figure: span,
        note: None,
        ends: None,
        content: content.clone(),
    }
}

fn named_value(text: &str) -> Value {
    Value {
        kind: Kind::Name,
        ..whole_value(text, &Content::Words)
    }
}

/// The first reading of `readers`, most specific kind first, that covers all tokens but quotation marks, a
/// leading article and closing punctuation.
fn covering(
    scan: &Scan<'_>,
    readers: u8,
    wanted: &impl Fn(&Content) -> bool,
) -> Option<(usize, Reading)> {
    let asked = |reader: u8| readers & reader != 0;
    let mut from = 0;
    while matches!(scan.mark(from), Some('“' | '"' | '‘' | '\'' | '”')) {
        from += 1;
    }
    let mut to = scan.tokens.len();
    while to > from && matches!(scan.mark(to - 1), Some('”' | '"' | '’' | '\'' | ',' | ';')) {
        to -= 1;
    }
    let stop = to
        - usize::from(to > from && (scan.mark(to - 1) == Some('.') || scan.word(to - 1) == "of"));
    // Alone in braces, “- 1,200” is no list.
    let minus = matches!(scan.mark(from), Some('-' | '−')) && !scan.is_glued(from + 1);
    let article = from
        + usize::from(matches!(
            scan.word(from),
            "the" | "on" | "in" | "a" | "an" | "at" | "for"
        ));
    let places = if article == from {
        &[from][..]
    } else {
        &[from, article]
    };
    let fits =
        |reading: &Reading| (reading.end == to || reading.end == stop) && wanted(&reading.content);
    for &place in places {
        let mut found = None;
        each_reading(scan, place, readers, |reading| {
            if found.is_none() && fits(&reading) {
                found = Some(reading);
            }
        });
        let bounded = || {
            let read = asked(start::DATE).then(|| date::read_bounded(scan, place));
            let reading = read.flatten().map(|read| of_date(scan, place, read));
            reading.filter(fits)
        };
        let polar = || {
            let read = asked(start::POLARITY).then(|| polarity::whole(scan, place, to));
            let reading = read.flatten().map(|polarity| Reading {
                content: Content::Polarity(polarity),
                end: to,
                figure: (place, to),
            });
            reading.filter(fits)
        };
        if let Some(reading) = found.or_else(bounded).or_else(polar) {
            return Some((place, reading));
        }
    }
    if minus && let Some((amount, end)) = amount::read(scan, from + 1).filter(|&(_, end)| end == to)
    {
        let content = Content::Amount(amount.negated()?);
        let figure = (from, end);
        return wanted(&content).then_some((
            from,
            Reading {
                content,
                end,
                figure,
            },
        ));
    }
    None
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

    #[test]
    fn braces_read_as_the_most_specific_kind_that_covers_them() {
        for (text, kind, canonical) in [
            ("only once", Kind::Number, "1"),
            ("once", Kind::Number, "1"),
            ("never", Kind::Number, "0"),
            ("Wednesday", Kind::Date, "2023-03-22"),
            ("fortieth", Kind::Ordinal, "40th"),
            ("the fortieth", Kind::Ordinal, "40th"),
            ("more than a dozen", Kind::Number, "(12, ∞)"),
            ("three-day", Kind::Duration, "3 days"),
            ("refused to", Kind::Polarity, "not"),
            ("did", Kind::Polarity, "did"),
            ("Xi Jinping", Kind::Name, "Xi Jinping"),
            ("consonant", Kind::Text, "consonant"),
            ("since October 2022", Kind::Date, "[2022-10-01, ∞)"),
            ("(12, ∞)", Kind::Number, "(12, ∞)"),
            ("≈40 km", Kind::Quantity, "≈40 km"),
            ("2/3", Kind::Number, "2/3"),
        ] {
            let value = read_whole(text, None, &context()).unwrap();
            assert_eq!(
                (value.kind, value.canonical().as_str()),
                (kind, canonical),
                "{text}"
            );
            assert_eq!(value.words, text);
        }
    }

    #[test]
    fn a_kind_asked_for_is_read_or_nothing() {
        assert!(read_whole("consonant", Some(Kind::Number), &context()).is_none());
        assert!(read_whole("13 months", Some(Kind::Number), &context()).is_none());
        let text = read_whole("13", Some(Kind::Text), &context()).unwrap();
        assert_eq!(text.kind, Kind::Text);
        assert!(read_whole("  ", None, &context()).is_none());
    }
}
