//! Wordings that answer a question: the same utterance or statement, laid beside the question's own.

use std::ops::Range;

use super::line::{self, Line};
use super::question::{Asks, Blank, FEWEST, Question, says_how_much, says_something};
use super::{Near, Probed};
use crate::check::Ground;
use crate::compare::align::{self, Alignment};
use crate::compare::frame::{Stance, Word};
use crate::span::Span;
use crate::value::{self, Context, Kind, Polarity, Relation, Value};

/// So much of an utterance is known by few words.
const SURE: f32 = 0.75;

/// How like the stretches of two wordings must be.
const STRETCH: f32 = 0.55;

/// How many words may stand between a blank and the words that are known around it.
const LOOSE: usize = 1;

/// How much must be known around a blank, for what stands there to be taken for another word.
const LEAST: f32 = 1.6;

/// As above, where so many words that say something, names among them, are known.
const LEAST_SURROUNDED: f32 = 1.2;
const SURROUNDED: usize = 4;

/// How much must be known around a blank where the same words stand between the same words.
const LEAST_ENCLOSED: f32 = 0.3;

/// How much must be known around a blank that holds the name that is claimed, however it is spelled.
const LEAST_BY_NAME: f32 = 0.6;

/// Looks in `line` for the wording that is asked for.
pub(super) fn answer(
    question: &Question<'_>,
    line: &Line<'_>,
    ground: &Ground<'_>,
) -> Result<Probed, Near> {
    let (weights, own) = (&question.weights[..], line.weights());
    let (asked, words) = (&question.meanings[..], &line.words[..]);
    let is_open = |at: usize| weights[at] == 0.0;
    let same = |a: usize, b: usize| !is_open(a) && asked[a] == words[b].meaning;
    let Some(found) = align::align_around(weights, own, same, is_open) else {
        return Err(Near::new(0.0, "it has too few of the words"));
    };
    let part = found.shared / question.total.max(f32::EPSILON);
    let sum = |weights: &[f32]| weights.iter().sum::<f32>();
    let opened: f32 = match &question.asks {
        // What stands in the place of a blank is no departure from the wording.
        Asks::Words(_) => 0.6 * STRETCH * sum(&own[found.b.clone()]),
        _ => STRETCH * (sum(&weights[found.a.clone()]) + sum(&own[found.b.clone()])),
    };
    if part < question.floor || 2.0 * found.shared < opened {
        return Err(Near::new(
            part,
            "the words come in another order, or far apart",
        ));
    }
    let telling = |(at, _): &&(usize, usize)| says_something(&question.words[*at]);
    match &question.asks {
        Asks::Utterance if found.pairs.iter().filter(telling).count() < fewest(part) => {
            Err(Near::new(part, "it has too few of the words"))
        }
        Asks::Words(blanks) => blanked(question, blanks, line, &found, part, ground),
        Asks::Statement(values) => statement(question, values, line, &found, part, ground),
        Asks::Utterance | Asks::Values(_) => Ok(utterance(question, line, &found, part)),
    }
}

/// How many words that say something an utterance and its answer must have in common: fewer name a thing,
/// which others name too, unless hardly another word differs.
fn fewest(part: f32) -> usize {
    if part >= SURE { FEWEST } else { FEWEST + 1 }
}

/// Another wording of what somebody said.
fn utterance(question: &Question<'_>, line: &Line<'_>, found: &Alignment, part: f32) -> Probed {
    let span = stretch(line, &found.b);
    Probed {
        span,
        slots: Vec::new(),
        part: super::per_mille(part),
        said: said(line, span),
        differs: denies_otherwise(question, line, found)
            || denies(question, &found.a) != denied(line, span),
        repeats: false,
    }
}

/// Whether a word that both have is denied in one of them only, or has its opposite in the other.
fn denies_otherwise(question: &Question<'_>, line: &Line<'_>, found: &Alignment) -> bool {
    let (own, others) = (question.stances(), line.stances());
    let is_alone = |stance: &Stance| stance.cue != stance.word && stance.is_denied;
    let differ = |&(at, other): &(usize, usize)| {
        let own = own.iter().find(|it| it.word == at);
        let other = others.iter().find(|it| it.word == other);
        match (own, other) {
            (Some(own), Some(other)) => {
                own.subject == other.subject && own.is_denied != other.is_denied
            }
            (Some(one), None) | (None, Some(one)) => is_alone(one),
            (None, None) => false,
        }
    };
    let is_in = |at: usize, stretch: &Range<usize>| stretch.contains(&at);
    let is_opposed = |x: &Stance| {
        let mut others = others.iter().filter(|y| is_in(y.word, &found.b));
        is_in(x.word, &found.a)
            && others.any(|y| x.subject == y.subject && x.is_denied != y.is_denied)
    };
    found.pairs.iter().any(differ) || own.iter().any(is_opposed)
}

/// Whether the question's words in `stretch` are denied where they end.
fn denies(question: &Question<'_>, stretch: &Range<usize>) -> Polarity {
    let token = question.words[stretch.end - 1].token as usize;
    let end = question.tokens.span(token, token + 1).end;
    question.polarity_at(end)
}

/// Whether a line denies what stands at `span`.
fn denied_in_line(line: &Line<'_>, span: Span) -> Polarity {
    polarity(line.text(), span.end - line.span.start)
}

/// Whether what stands at `span` of a line is denied where it ends, by what stands there: a passage, too, has
/// only its own words.
fn denied(line: &Line<'_>, span: Span) -> Polarity {
    polarity(span.of(line.source.text.original()), span.len())
}

fn polarity(sentence: &str, end: usize) -> Polarity {
    value::around(sentence, Span::new(end, end), &Context::default())
}

/// The quotation that a stretch of a line is, or is a part of.
fn said(line: &Line<'_>, stretch: Span) -> Option<Span> {
    let said = line.source.text.said_over(stretch).into_iter();
    said.rev().find(|&said| line.span.contains(said))
}

/// The same statement: word for word, or with other values.
fn statement(
    question: &Question<'_>,
    asked: &[Value],
    line: &Line<'_>,
    found: &Alignment,
    part: f32,
    ground: &Ground<'_>,
) -> Result<Probed, Near> {
    // A value at either end does not align where it differs.
    let start = found.b.start.saturating_sub(found.a.start);
    let end = found.b.end + question.words.len() - found.a.end;
    let span = stretch(line, &(start..end.min(line.words.len())));
    // Both are read without a day, since that of the cited source may not be known here.
    let context = Context {
        written: None,
        ..ground.context(line.source)
    };
    let mut read = line::read(span.of(line.source.text.original()), span, &context);
    read.retain(says_how_much);
    if asked.len() != read.len() || asked.iter().zip(&read).any(|(a, b)| a.kind != b.kind) {
        return Err(Near::new(part, "it has other values"));
    }
    let differs = |(a, b): (&Value, &Value)| value::conflict(a, b, &context);
    let slots: Vec<Span> = asked
        .iter()
        .zip(&read)
        .filter(|pair| differs(*pair))
        .map(|(_, found)| found.span)
        .collect();
    Ok(Probed {
        span,
        differs: !slots.is_empty()
            || denies_otherwise(question, line, found)
            || denies(question, &found.a) != denied(line, span),
        repeats: false,
        slots,
        part: super::per_mille(part),
        said: None,
    })
}

/// What stands in the places of the blanks.
fn blanked(
    question: &Question<'_>,
    blanks: &[Blank<'_>],
    line: &Line<'_>,
    found: &Alignment,
    part: f32,
    ground: &Ground<'_>,
) -> Result<Probed, Near> {
    if let [
        Blank {
            kind: Kind::Polarity,
            words,
            ..
        },
    ] = blanks
    {
        return denial(question, words, line, found, part);
    }
    let says = |(at, _): &&(usize, usize)| says_something(&question.words[*at]);
    let n_says = found.pairs.iter().filter(says).count();
    let mut slots = Vec::new();
    for blank in blanks {
        let stated = || stated(question, blank, line, found);
        let Some(place) = place_of(question, blank, line, found).or_else(stated) else {
            return Err(Near::new(
                part,
                "it cannot be told what stands in the place of the braces",
            ));
        };
        let context = ground.context(line.source);
        let words = place.of(line.source.text.original());
        let read = |text: &str| value::read_whole(text, Some(blank.kind), &context);
        let Some((claimed, value)) = read(blank.asserted).zip(read(words)) else {
            return Err(Near::new(
                part,
                "what stands in the place of the braces is of another kind",
            ));
        };
        let relation = value::compare(&claimed, &value, &context);
        let is_same = matches!(
            relation,
            Relation::Supports | Relation::SupportsSpelledDifferently
        );
        let least = match (is_same, is_enclosed(blank, found)) {
            (true, true) => LEAST_ENCLOSED,
            (true, false) => LEAST_BY_NAME,
            (false, _) if n_says >= SURROUNDED => LEAST_SURROUNDED,
            (false, _) => LEAST,
        };
        if found.shared < least {
            return Err(Near::new(part, "too little is known around the braces"));
        }
        slots.push(place);
    }
    let whole = stretch(line, &found.b);
    let span = slots.iter().fold(whole, |span, slot| span.joined(*slot));
    Ok(Probed {
        span,
        repeats: question.is_cited_at(&slots, line.source),
        slots,
        part: super::per_mille(part),
        said: said(line, span),
        differs: false,
    })
}

/// Whether the words right before and right after a blank are known, and stand so in the passage.
fn is_enclosed(blank: &Blank<'_>, found: &Alignment) -> bool {
    let is_known =
        |at: Option<usize>| at.and_then(|at| found.pairs.iter().find(|(own, _)| *own == at));
    let before = is_known(blank.words.start.checked_sub(1));
    let after = is_known(Some(blank.words.end));
    let n_words = blank.words.len();
    before
        .zip(after)
        .is_some_and(|(before, after)| after.1 - before.1 == n_words + 1)
}

/// Whether what follows the words at `blank` is denied or affirmed.
fn denial(
    question: &Question<'_>,
    blank: &Range<usize>,
    line: &Line<'_>,
    found: &Alignment,
    part: f32,
) -> Result<Probed, Near> {
    // What is denied is the first thing after the denial: another that follows says nothing of it.
    let letters = |word: &Word| question.tokens.text(word.token as usize);
    let says = |at: &usize| {
        let word = &question.words[*at];
        word.says() && !word.is_name && !letters(word).ends_with("ly")
    };
    let denied_at = (blank.end..question.words.len()).find(says);
    let mut pairs = found.pairs.iter();
    let Some(&(at, other)) = pairs.find(|(at, _)| Some(*at) == denied_at) else {
        return Err(Near::new(part, "what is denied does not stand there"));
    };
    if found.shared < LEAST {
        return Err(Near::new(part, "too little is known around the braces"));
    }
    let span = stretch(line, &found.b);
    let word = stretch(line, &(other..other + 1));
    Ok(Probed {
        span,
        slots: Vec::new(),
        part: super::per_mille(part),
        said: said(line, span),
        differs: denies(question, &(at..at + 1)) != denied_in_line(line, word),
        repeats: false,
    })
}

/// Where the words stand that take the place of a blank.
fn place_of(
    question: &Question<'_>,
    blank: &Blank<'_>,
    line: &Line<'_>,
    found: &Alignment,
) -> Option<Span> {
    let Range { start, end } = blank.words;
    let before = found.pairs.iter().rev().find(|(at, _)| *at < start);
    let after = found.pairs.iter().find(|(at, _)| *at >= end);
    let is_near_before = before.is_some_and(|(at, _)| start - at <= 1 + LOOSE);
    let is_near_after = after.is_some_and(|(at, _)| at - end <= LOOSE);
    let (is_first, is_last) = (start == 0, end == question.words.len());
    let n_words = end - start;
    let place = match (before, after) {
        (Some((_, left)), Some((_, right))) if is_near_before && is_near_after => left + 1..*right,
        (Some((_, left)), None) if is_near_before && is_last => {
            let from = left + 1;
            from..reach(&line.words, from, n_words, blank)
        }
        // A name ends where its words end, whatever follows; a part of one may be another.
        (Some((_, left)), _) if is_near_before && blank.kind == Kind::Name => {
            let from = left + 1;
            let to = reach(&line.words, from, n_words, blank);
            if to < from + n_words {
                return None;
            }
            from..to
        }
        (None, Some((_, right))) if is_near_after && is_first => {
            let to = *right;
            reach_back(&line.words, to, n_words, blank)..to
        }
        _ => return None,
    };
    let is_long = place.len() > 2 * n_words + 3;
    if place.is_empty() || is_long {
        return None;
    }
    Some(stretch(line, &place))
}

/// Where the very words that are cited stand, among those that align or beside them.
fn stated(
    question: &Question<'_>,
    blank: &Blank<'_>,
    line: &Line<'_>,
    found: &Alignment,
) -> Option<Span> {
    let cited = &question.words[blank.words.clone()];
    let says = cited.iter().any(|word| word.rank > 0.9);
    let from = found.b.start.saturating_sub(cited.len() + LOOSE);
    let to = (found.b.end + cited.len() + LOOSE).min(line.words.len());
    let is_same = |words: &[Word]| words.iter().zip(cited).all(|(a, b)| a.meaning == b.meaning);
    let mut places = line.words[from..to].windows(cited.len().max(1));
    let at = places.position(is_same).filter(|_| says)?;
    Some(stretch(line, &(from + at..from + at + cited.len())))
}

/// Where a name, or so many words, that begin with word `from` end.
fn reach(words: &[Word], from: usize, n_words: usize, blank: &Blank<'_>) -> usize {
    let mut to = from;
    while to < words.len() {
        let is_apart = to > from && words[to].at > words[to - 1].at + 1;
        let goes_on = if blank.kind == Kind::Name {
            words[to].is_name
        } else {
            to - from < n_words
        };
        if is_apart || !goes_on {
            break;
        }
        to += 1;
    }
    to
}

/// Where a name, or so many words, that end before word `to` begin.
fn reach_back(words: &[Word], to: usize, n_words: usize, blank: &Blank<'_>) -> usize {
    let mut from = to;
    while from > 0 {
        let is_apart = from < to && words[from].at > words[from - 1].at + 1;
        let goes_on = if blank.kind == Kind::Name {
            words[from - 1].is_name
        } else {
            to - from < n_words
        };
        if is_apart || !goes_on {
            break;
        }
        from -= 1;
    }
    from
}

/// The bytes that words of a line cover.
fn stretch(line: &Line<'_>, words: &Range<usize>) -> Span {
    let token = |at: usize| line.words[at].token as usize;
    let tokens = line.source.text.tokens();
    tokens.span(token(words.start), token(words.end - 1) + 1)
}
