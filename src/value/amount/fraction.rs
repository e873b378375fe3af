//! Fractions: “half”, “two-thirds”, “three quarters of a million”, ½, 3/4, “two and a half”.
//!
//! “a third” is a fraction only where the whole is named (“a third of”); elsewhere it is the ordinal.
//! “second” never is one, and “half” is not read where it names a period (“the first half”).

use super::super::exact::Exact;
use super::super::lexicon::{NumberWord, OrdinalWord};
use super::super::scan::Scan;
use super::super::token::Shape;
use super::numeral::{self, Numeral, Style};
use super::{digits, words};

/// Reads a figure that is a fraction from its start.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let part = bare(scan, at)?;
    Some(of_magnitude(scan, part).unwrap_or(part))
}

fn bare(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    if let Some((value, end)) = glyph(scan, at) {
        return Some(fraction(value, end));
    }
    if scan.is_digits(at) {
        return slashed(scan, at);
    }
    if scan.word(at) == "half" {
        return half(scan, at);
    }
    if scan.word(at) == "quarter" {
        let quarter = fraction(Exact::new(1, 4)?, at + 1);
        return of_magnitude(scan, quarter).map(|_| quarter);
    }
    let (count, after) = count(scan, at)?;
    let article = matches!(scan.word(at), "a" | "an");
    let hyphen = scan.is_hyphen(after);
    let (part, plural, end) = part(scan, after + usize::from(hyphen))?;
    let named = matches!(scan.word(end), "of");
    let sure = plural || named || (hyphen && !article) || scan.word(end - 1) == "half";
    let large = matches!(
        scan.word(end - 1),
        "hundredth" | "thousandth" | "millionth" | "billionth" | "trillionth"
    );
    let sure = sure || (large && article && !scan.is_word(end));
    let sure = sure || (article && is_share(scan, at, end));
    let sure = sure || (!article && count == 1 && scan.word(after) != "second" && part != 4);
    if !sure || (scan.word(end - 1) == "quarters" && !named && !hyphen && scan.word(at) != "three")
    {
        return None;
    }
    Some(fraction(
        Exact::new(i128::from(count), i128::from(part))?,
        end,
    ))
}

/// Whether “a third” from `at` to `end` is a share without a whole: “cut by a third”, not “by a third party”.
fn is_share(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let led = matches!(
        scan.word_before(at),
        "by" | "about"
            | "nearly"
            | "almost"
            | "over"
            | "than"
            | "roughly"
            | "around"
            | "least"
            | "under"
            | "to"
            | "lost"
            | "only"
            | "just"
    );
    let last = !scan.is_word(end)
        || matches!(
            scan.word(end),
            "in" | "to"
                | "from"
                | "on"
                | "since"
                | "this"
                | "last"
                | "over"
                | "as"
                | "and"
                | "or"
                | "but"
                | "by"
                | "at"
                | "after"
                | "during"
                | "when"
                | "while"
                | "between"
                | "for"
                | "with"
                | "within"
                | "because"
        );
    let compared = matches!(
        scan.word(end),
        "more" | "less" | "fewer" | "higher" | "lower" | "larger" | "smaller"
    );
    led && last && !scan.is_hyphen(end) || compared
}

fn fraction(value: Exact, end: usize) -> Numeral {
    Numeral {
        value,
        step: None,
        end,
        style: Style::Fraction,
    }
}

/// “half”, where it is a part: not “half-time”, not “first half”.
fn half(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let before = at.saturating_sub(1 + usize::from(at > 0 && scan.is_hyphen(at - 1)));
    let period = scan
        .token(before)
        .lexeme
        .filter(|_| at > 0)
        .is_some_and(|lexeme| lexeme.ordinal.is_some())
        || matches!(
            scan.word_before(at),
            "other" | "better" | "last" | "latter" | "next"
        );
    let compound = scan.is_hyphen(at + 1)
        && scan
            .lexeme(at + 2)
            .is_none_or(|lexeme| lexeme.time.is_none() && lexeme.number.is_none());
    if period || compound {
        return None;
    }
    Some(fraction(Exact::new(1, 2)?, at + 1))
}

/// How many parts: “a”, “one”, “three”, up to 99.
fn count(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    if matches!(scan.word(at), "a" | "an") {
        return Some((1, at + 1));
    }
    let number = match scan.lexeme(at)?.number? {
        NumberWord::Ones(n) | NumberWord::Teens(n) if n > 0 => i64::from(n),
        _ => return None,
    };
    Some((number, at + 1))
}

/// The parts that have names of their own: how many make one, whether the word is plural.
pub(super) fn named_part(word: &str) -> Option<(i64, bool)> {
    Some(match word {
        "half" | "halves" => (2, false),
        "quarter" => (4, false),
        "quarters" => (4, true),
        _ => return None,
    })
}

/// How many parts make one, where the ordinal is what they are called: from thirds on.
pub(super) fn parts(ordinal: OrdinalWord) -> Option<i64> {
    let parts = match ordinal.number {
        NumberWord::Ones(n) | NumberWord::Teens(n) | NumberWord::Tens(n) => i64::from(n),
        NumberWord::Hundred => 100,
        NumberWord::Scale(power) => 10_i64.checked_pow(u32::from(power))?,
        NumberWord::Collective(_) => return None,
    };
    Some(parts).filter(|&parts| parts > 2)
}

/// What the parts are called: how many make one, whether the word is plural, the place after.
fn part(scan: &Scan<'_>, at: usize) -> Option<(i64, bool, usize)> {
    let lexeme = scan.lexeme(at)?;
    if let Some((part, plural)) = named_part(lexeme.word) {
        return Some((part, plural, at + 1));
    }
    if let Some(ordinal) = lexeme.ordinal {
        return Some((parts(ordinal)?, ordinal.plural, at + 1));
    }
    // “twenty-fifths”
    let NumberWord::Tens(tens) = lexeme.number? else {
        return None;
    };
    let last = scan.past_hyphen(at + 1);
    let ordinal = scan.lexeme(last)?.ordinal?;
    match ordinal.number {
        NumberWord::Ones(n) if n > 0 => Some((i64::from(tens + n), ordinal.plural, last + 1)),
        _ => None,
    }
}

/// “3/4”, where it can be nothing but a part: a small denominator that is larger than the numerator
/// and no third number after it.
fn slashed(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let glued = scan.mark(at + 1) == Some('/') && scan.is_glued(at + 1) && scan.is_glued(at + 2);
    let free =
        !scan.is_glued(at) || matches!(scan.before(at).shape, Shape::Mark('(' | '[' | '"' | '“'));
    if !glued || !free {
        return None;
    }
    let (num, den) = (scan.small_number(at)?, scan.small_number(at + 2)?);
    let more = scan.mark(at + 3) == Some('/')
        || (scan.is_word(at + 3) && scan.is_glued(at + 3) && scan.lexeme(at + 3).is_none());
    if more || num == 0 || num >= den || den > 100 || scan.raw(at).starts_with('0') {
        return None;
    }
    Some(fraction(
        Exact::new(i128::from(num), i128::from(den))?,
        at + 3,
    ))
}

/// “132 fifths”, “one hundred thirty-two fifths”, “one over twenty”: a figure of any size, and what it is
/// divided by. “over” divides only where nothing follows that it could count.
pub(crate) fn of_parts(scan: &Scan<'_>, count: &Numeral) -> Option<Numeral> {
    if !count.value.is_integer() || count.value == Exact::ZERO {
        return None;
    }
    if scan.word(count.end) == "over" {
        let whole = if scan.is_digits(count.end + 1) {
            digits::digits(scan, count.end + 1)
        } else {
            words::read(scan, count.end + 1)
        }?;
        let alone = !scan.is_word(whole.end)
            && !scan.is_dash(whole.end)
            && scan.mark(whole.end).is_none_or(|mark| mark == '.');
        let value = count.value.over(whole.value)?;
        return (alone && whole.value.is_integer()).then(|| fraction(value, whole.end));
    }
    let dash = scan.is_dash(count.end);
    let (part, plural, end) = part(scan, count.end + usize::from(dash))?;
    // A figure in digits counts so many hundredths and thousandths only where it is small.
    if count.style == Style::Digits && count.value > Exact::int(99) {
        return None;
    }
    let named = plural && !matches!(scan.word(end - 1), "quarters" | "halves");
    let value = split(scan, count, part).or_else(|| count.value.over(Exact::int(part)))?;
    named.then(|| fraction(value, end))
}

/// The value where not the whole figure counts the parts: 100 of them in “one hundred thirty-fifths”, 54 in
/// “two hundred and fifty-four hundredths”.
fn split(scan: &Scan<'_>, count: &Numeral, part: i64) -> Option<Exact> {
    let tens = match scan.before(count.end).lexeme?.number? {
        NumberWord::Tens(tens) if part < 10 => Exact::int(i64::from(tens)),
        _ => Exact::ZERO,
    };
    let upper = count.value.minus(tens)?;
    if tens > Exact::ZERO && upper > Exact::ZERO {
        let whole = tens.plus(Exact::int(part))?;
        return upper.over(whole);
    }
    let and = (count.end.saturating_sub(4)..count.end).rfind(|&at| scan.word(at) == "and")?;
    let (counted, end) = words::cardinal(scan, and + 1)?;
    let decimal = matches!(part, 10 | 100 | 1000 | 1_000_000);
    if end != count.end || !decimal {
        return None;
    }
    count
        .value
        .minus(counted)?
        .plus(counted.over(Exact::int(part))?)
}

/// “half a million”, “three quarters of a million”, “half a dozen”.
fn of_magnitude(scan: &Scan<'_>, part: Numeral) -> Option<Numeral> {
    let of = part.end + usize::from(scan.word(part.end) == "of");
    let place = scan.past_hyphen(of + usize::from(matches!(scan.word(of), "a" | "an" | "one")));
    let magnitude = match scan.lexeme(place)?.number? {
        NumberWord::Scale(power) => Exact::power_of_ten(i32::from(power))?,
        NumberWord::Collective(12) => Exact::int(12),
        NumberWord::Hundred => Exact::int(100),
        _ => return None,
    };
    if matches!(scan.word(place), "dozens" | "hundreds") {
        return None;
    }
    let value = part.value.times(magnitude)?;
    Some(Numeral {
        value,
        step: Some(words::presumed_step(value)),
        end: place + 1,
        style: Style::Words,
    })
}

/// The figure with a fraction added after it: “two and a half”, “2 1/2”, “2½”.
pub(crate) fn added(scan: &Scan<'_>, base: Numeral) -> Option<Numeral> {
    let magnitude =
        numeral::magnitude_before(scan, base.end).is_some_and(|by| by >= Exact::int(1000));
    if !base.value.is_integer() || magnitude {
        return None;
    }
    let (value, end) = glyph(scan, base.end)
        .or_else(|| digits_after(scan, base))
        .or_else(|| words_after(scan, base.end))?;
    Some(Numeral {
        value: base.value.plus(value)?,
        step: None,
        end,
        style: base.style,
    })
}

/// “3 million and a half”, “a billion and a half million”: a part of the magnitude before it, or of
/// the one after it.
pub(crate) fn of_last_magnitude(scan: &Scan<'_>, base: Numeral) -> Option<Numeral> {
    let magnitude = numeral::magnitude_before(scan, base.end)?;
    let (part, end) = words_after(scan, base.end).filter(|_| magnitude >= Exact::int(1000))?;
    let part = fraction(part, end);
    let (value, end) = match of_magnitude(scan, part) {
        Some(smaller) if smaller.value < magnitude => (smaller.value, smaller.end),
        _ => (part.value.times(magnitude)?, end),
    };
    Some(Numeral {
        value: base.value.plus(value)?,
        step: None,
        end,
        ..base
    })
}

/// “2 1/2”: a slashed fraction after a whole number in digits.
fn digits_after(scan: &Scan<'_>, base: Numeral) -> Option<(Exact, usize)> {
    let place = scan.past_hyphen(base.end);
    if base.style != Style::Digits || !scan.is_digits(place) || scan.raw(place + 2).len() > 2 {
        return None;
    }
    let (num, den) = (scan.small_number(place)?, scan.small_number(place + 2)?);
    let held =
        scan.mark(place + 1) == Some('/') && scan.is_glued(place + 1) && scan.is_glued(place + 2);
    (held && num > 0 && num < den && scan.mark(place + 3) != Some('/'))
        .then(|| Some((Exact::new(i128::from(num), i128::from(den))?, place + 3)))?
}

/// “and a half”, “and three quarters”, “and two-thirds”.
fn words_after(scan: &Scan<'_>, at: usize) -> Option<(Exact, usize)> {
    let hyphen = scan.is_hyphen(at);
    let and = at + usize::from(hyphen);
    if scan.word(and) != "and" {
        return None;
    }
    let place = scan.past_hyphen(and + 1);
    let (count, after) = count(scan, place).unwrap_or((1, place));
    let (part, _, end) = part(scan, scan.past_hyphen(after))?;
    // “first and third” and “two and fourth” are lists.
    if after == place && !matches!(scan.word(place), "half" | "quarter") {
        return None;
    }
    Some((Exact::new(i128::from(count), i128::from(part))?, end))
}

fn glyph(scan: &Scan<'_>, at: usize) -> Option<(Exact, usize)> {
    let (num, den) = of_glyph(scan.mark(at)?)?;
    Some((Exact::new(num, den)?, at + 1))
}

/// What ½ and its like stand for: how many parts, and how many make one.
pub(super) fn of_glyph(mark: char) -> Option<(i128, i128)> {
    Some(match mark {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

/// Whether the figure at `at`, if any, is written as a fraction.
pub(crate) fn is_fraction(numeral: &numeral::Numeral) -> bool {
    numeral.style == Style::Fraction
}
