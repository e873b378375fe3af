//! Numbers and counts: “16,181”, “a hundred and five”, “once”, “three times”, “never”, “one in five”.
//!
//! “never”, “none”, “no” and “nobody” count zero. “doubled” and “threefold” are 2 and 3, as “twice”
//! and “three times” are. What names a number only roughly (“dozens”, “several hundred”) is read by
//! [`super::indefinite`].
//!
//! Not read, because they name no number: “several”, “a few”, “many”, “some” alone, “both”, “a
//! number of”; and “one” where it is the pronoun (“the one who”, “one of them” is read with a note,
//! as it can be either). “no longer”, “no doubt” and “No. 5” do not count zero things.

use super::super::exact::Exact;
use super::super::scan::Scan;
use super::super::token::Shape;
use super::fraction;
use super::numeral::{self, Numeral, Style};
use super::unit::Unit;
use super::{Figure, designation, indefinite, quantity};

/// A figure that counts nothing named, with “times” if that follows.
pub(super) fn plain(scan: &Scan<'_>, at: usize, numeral: Numeral) -> Option<Figure> {
    if let Some(ratio) = ratio(scan, &numeral) {
        return Some(ratio);
    }
    let digits = numeral.style == Style::Digits && numeral.value.is_integer();
    if is_ordinal_or_designation(scan, &numeral)
        || is_split_off(scan, &numeral)
        || digits && !scan.is_dash(numeral.end) && designation::is_named(scan, at, numeral.end)
    {
        return None;
    }
    let mut figure = Figure::of(numeral, Unit::One, numeral.end);
    if numeral.value == Exact::ONE
        && numeral.style == Style::Words
        && scan.word(at) == "one"
        && numeral.end == at + 1
    {
        match one(scan, at) {
            One::Number => {}
            One::Pronoun => return None,
            One::Either => figure.note = Some("“one” may be the pronoun"),
        }
    }
    let fold = scan.past_hyphen(numeral.end);
    if matches!(scan.word(fold), "fold") || scan.word(numeral.end) == "times" {
        figure.end = fold + 1;
    }
    let times = scan.mark(numeral.end) == Some('×') || matches!(scan.raw(numeral.end), "x" | "X");
    if times && scan.is_glued(numeral.end) && !scan.is_glued(numeral.end + 1) {
        figure.end = numeral.end + 1;
    }
    Some(figure)
}

/// What “one” is where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum One {
    Number,
    Pronoun,
    Either,
}

fn one(scan: &Scan<'_>, at: usize) -> One {
    let before = scan.word_before(at);
    let noun_like = matches!(
        before,
        "the"
            | "this"
            | "that"
            | "which"
            | "every"
            | "each"
            | "any"
            | "some"
            | "no"
            | "another"
            | "other"
            | "such"
            | "these"
            | "those"
            | "first"
            | "last"
            | "next"
            | "new"
    );
    let verb_follows = matches!(
        scan.word(at + 1),
        "that"
            | "who"
            | "which"
            | "another"
            | "is"
            | "was"
            | "has"
            | "had"
            | "can"
            | "could"
            | "must"
            | "should"
            | "would"
            | "will"
            | "may"
            | "might"
            | "to"
            | "at"
            | "and"
            | "or"
            | "as"
            | "by"
            | "for"
            | "does"
            | "did"
            | "with"
            | "said"
            | "but"
            | "if"
            | "when"
            | "where"
            | "they"
            | "we"
            | "he"
            | "she"
            | "it"
    );
    let hyphen = scan.is_hyphen(at + 1);
    let possessive = matches!(scan.mark(at + 1), Some('\'' | '’')) && scan.is_glued(at + 1);
    let ends = !scan.is_word(at + 1) && !hyphen;
    if scan.is_hyphen(at.wrapping_sub(1)) && scan.word(at.wrapping_sub(2)) == "on" {
        return One::Pronoun;
    }
    if hyphen {
        // “one-sided” counts sides no more than “one-off” does.
        let counts = !noun_like && scan.lexeme(at + 2).is_some() && scan.word(at + 2) != "on";
        return if counts { One::Number } else { One::Pronoun };
    }
    if possessive || verb_follows || (noun_like && ends) {
        return One::Pronoun;
    }
    if scan.word(at + 1) == "of" || ends {
        return One::Either;
    }
    if noun_like && !matches!(before, "the" | "some") {
        One::Pronoun
    } else {
        One::Number
    }
}

/// Whether the figure is part of an ordinal, a decade or a name: “21st”, “1990s”, “777F”.
fn is_ordinal_or_designation(scan: &Scan<'_>, numeral: &Numeral) -> bool {
    let glued = scan.is_glued(numeral.end) && scan.token(numeral.end).shape == Shape::Word;
    if glued && numeral.style != Style::Words {
        let times = scan.raw(numeral.end) == "x";
        return !times && !quantity::is_symbol(scan, numeral.end);
    }
    let next = scan.past_hyphen(numeral.end);
    numeral.style == Style::Words
        && next == numeral.end + 1
        && scan
            .lexeme(next)
            .is_some_and(|lexeme| lexeme.ordinal.is_some() && lexeme.time.is_none())
}

/// Whether a clock time or date goes on after the figure: “10:30”, “3/4/2023”.
fn is_split_off(scan: &Scan<'_>, numeral: &Numeral) -> bool {
    matches!(scan.mark(numeral.end), Some(':' | '/'))
        && scan.is_glued(numeral.end)
        && scan.is_digits(numeral.end + 1)
}

/// “one in five”, “3 out of 10”.
fn ratio(scan: &Scan<'_>, first: &Numeral) -> Option<Figure> {
    let place = match (scan.word(first.end), scan.word(first.end + 1)) {
        ("in", "every") => first.end + 2,
        ("out", "of") => first.end + 2 + usize::from(scan.word(first.end + 2) == "every"),
        ("in", _) => first.end + 1,
        _ => return None,
    };
    let second = numeral::read(scan, place)?;
    let whole = first.value.is_integer() && second.value.is_integer() && !first.value.is_negative();
    // Anything larger in plain digits may be a year.
    let whole = whole
        && (second.value <= Exact::int(1000)
            || scan.raw(place).len() < 4
            || second.style != Style::Digits);
    let small = first.value < second.value && first.value > Exact::ZERO;
    let alike = second.style != Style::Mixed || first.value <= Exact::int(10);
    let counted = scan
        .lexeme(scan.past_hyphen(second.end))
        .is_some_and(|lexeme| {
            lexeme.time.is_some()
                || lexeme.measure.is_some()
                || lexeme.month.is_some()
                || lexeme.currency.is_some()
        });
    let ordinal = is_ordinal_or_designation(scan, &second);
    if !whole || !small || !alike || counted || ordinal || fraction::is_fraction(first) {
        return None;
    }
    let value = first.value.over(second.value)?;
    let ratio = Numeral {
        value,
        step: None,
        end: second.end,
        style: Style::Fraction,
    };
    Some(Figure::of(ratio, Unit::One, second.end))
}

/// Counts that are no numerals: “once”, “never”, “dozens of”, “a couple of”, “doubled”.
pub(super) fn special(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let exact = |n: i64, end: usize| {
        let numeral = Numeral {
            value: Exact::int(n),
            step: Some(Exact::ONE),
            end,
            style: Style::Words,
        };
        Some(Figure::of(numeral, Unit::One, end))
    };
    let word = scan.word(at);
    let pair = word == "a"
        && scan.word(at + 1) == PAIR
        && (scan.word(at + 2) == "of" || !scan.is_word(at + 2));
    if pair {
        return exact(2, at + 2);
    }
    let Some(n) = counted(word) else {
        return indefinite::read(scan, at);
    };
    let counts = match word {
        "once" => is_count_of_times(scan, at),
        "no" => return zero(scan, at).and_then(|end| exact(n, end)),
        "doubled" | "doubling" => scan.word(at + 1) != "down",
        "double" | "triple" | "treble" | "quadruple" => is_multiple_of(scan, at),
        _ => true,
    };
    exact(n, at + 1).filter(|_| counts)
}

/// What counts two in “a pair of”.
const PAIR: &str = "pair";

/// Whether the word counts something without being part of a numeral.
pub(super) fn is_count(word: &str) -> bool {
    word == PAIR || counted(word).is_some()
}

/// How many a word counts that is no numeral, where it counts at all: “once”, “never”, “doubled”.
fn counted(word: &str) -> Option<i64> {
    Some(match word {
        "never" | "none" | "nobody" | "no" => 0,
        "once" => 1,
        "twice" | "doubled" | "doubling" | "double" => 2,
        "thrice" | "tripled" | "tripling" | "trebled" | "triple" | "treble" => 3,
        "quadrupled" | "quadruple" => 4,
        _ => return fold(word),
    })
}

/// “double the number”, “triple to 600,000”: by how much, not “double agent”.
fn is_multiple_of(scan: &Scan<'_>, at: usize) -> bool {
    let to = scan.word(at + 1) == "to" && !scan.is_capitalized(at);
    to || matches!(
        scan.word(at + 1),
        "the" | "that" | "what" | "its" | "his" | "her" | "their" | "last" | "this"
    )
}

/// “once” the count, not “once the law passes” or “once more”.
fn is_count_of_times(scan: &Scan<'_>, at: usize) -> bool {
    let counted = matches!(
        scan.word_before(at),
        "only" | "just" | "than" | "least" | "exactly" | "more"
    );
    let conjunction = matches!(
        scan.word(at + 1),
        "the"
            | "it"
            | "they"
            | "he"
            | "she"
            | "we"
            | "you"
            | "i"
            | "that"
            | "this"
            | "again"
            | "his"
            | "her"
            | "their"
            | "its"
            | "more"
            | "all"
    );
    counted || !(conjunction || scan.word_before(at) == "at" || (at == 0 && scan.is_word(at + 1)))
}

/// The place after “no” or “no one”, where it counts zero.
fn zero(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if scan.word(at + 1) == "one" {
        return Some(at + 2);
    }
    let idiom = matches!(
        scan.word(at + 1),
        "longer"
            | "doubt"
            | "matter"
            | "wonder"
            | "more"
            | "less"
            | "fewer"
            | "other"
            | "better"
            | "sooner"
            | "way"
            | "means"
            | "use"
    );
    let number = scan.mark(at + 1) == Some('.') || !scan.is_word(at + 1) && !scan.is_hyphen(at + 1);
    (!idiom && !number).then_some(at + 1)
}

fn fold(word: &str) -> Option<i64> {
    Some(match word {
        "twofold" => 2,
        "threefold" => 3,
        "fourfold" => 4,
        "fivefold" => 5,
        "sixfold" => 6,
        "sevenfold" => 7,
        "eightfold" => 8,
        "ninefold" => 9,
        "tenfold" => 10,
        "hundredfold" => 100,
        _ => return None,
    })
}
