//! Comparators: the words before and after a figure that say which values it allows.
//!
//! Sharp ones give half-open or closed rays (“more than 12” is `(12, ∞)`, “at least 12” `[12, ∞)`).
//! Soft ones have no sharp meaning in prose; they read as a tenth of the figure either way: “about
//! 40” allows 36 to 44, “nearly 100” 90 up to but not 100, “just over 100” more than 100 up to 110.
//! Focus words (“only”, “exactly”, “a total of”) change nothing and belong to the reading.

use std::sync::LazyLock;

use super::super::exact::Exact;
use super::super::interval::{Bound, Interval};
use super::super::scan::Scan;
use Comparator::{About, AtLeast, AtMost, Exactly, JustOver, LessThan, MoreThan, Nearly, Odd};

/// How a figure bounds what it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// The figure and nothing else: “only”, “exactly”.
    Exactly,
    /// “more than”, “over”.
    MoreThan,
    /// “at least”, “or more”.
    AtLeast,
    /// “less than”, “under”.
    LessThan,
    /// “up to”, “at most”.
    AtMost,
    /// “nearly”, “almost”: below, but not by much.
    Nearly,
    /// “just over”: above, but not by much.
    JustOver,
    /// “about”, “some”.
    About,
    /// “40-odd”, “dozens”: from the figure up, without an end that is known.
    Odd,
    /// “between 20 and 30”, “20 to 30”.
    Range,
}

impl Comparator {
    /// Whether its bounds are a matter of judgement.
    #[must_use]
    pub fn is_soft(self) -> bool {
        matches!(
            self,
            Self::Nearly | Self::JustOver | Self::About | Self::Odd
        )
    }

    /// The values that it allows about `figure`.
    pub(crate) fn allowed(self, figure: Interval<Exact>) -> Option<Interval<Exact>> {
        let low = figure.low();
        let high = figure.high();
        match self {
            Self::Exactly | Self::Range => Some(figure),
            Self::MoreThan => Some(Interval::more_than(*high.value()?)),
            Self::AtLeast => Some(Interval::at_least(*low.value()?)),
            Self::LessThan => Some(Interval::less_than(*low.value()?)),
            Self::AtMost => Some(Interval::at_most(*high.value()?)),
            Self::Nearly => {
                let high = *high.value()?;
                let low = high.minus(tenth(high)?)?;
                Interval::new(Bound::Closed(low), Bound::Open(high))
            }
            Self::JustOver => {
                let low = *low.value()?;
                Interval::new(Bound::Open(low), Bound::Closed(low.plus(tenth(low)?)?))
            }
            Self::About => {
                let (low, high) = (*low.value()?, *high.value()?);
                Interval::closed(low.minus(tenth(low)?)?, high.plus(tenth(high)?)?)
            }
            Self::Odd => {
                let low = *low.value()?;
                let step = super::words::presumed_step(low);
                Interval::new(Bound::Closed(low), Bound::Open(low.plus(step)?))
            }
        }
    }
}

fn tenth(value: Exact) -> Option<Exact> {
    value.abs()?.times(Exact::new(1, 10)?)
}

/// A phrase that stands before a figure, and what it says.
pub(crate) type Prefix = (&'static [&'static str], Comparator);

/// The phrases that stand before a figure, longer ones first.
#[rustfmt::skip]
const PREFIXES: &[Prefix] = &[
    (&["in", "the", "region", "of"], About),
    (&["in", "the", "neighborhood", "of"], About),
    (&["in", "the", "neighbourhood", "of"], About),
    (&["at", "the", "very", "least"], AtLeast),
    (&["a", "little", "more", "than"], JustOver),
    (&["a", "little", "less", "than"], Nearly),
    (&["in", "excess", "of"], MoreThan),
    (&["at", "the", "least"], AtLeast),
    (&["at", "a", "minimum"], AtLeast),
    (&["no", "fewer", "than"], AtLeast),
    (&["no", "less", "than"], AtLeast),
    (&["not", "less", "than"], AtLeast),
    (&["not", "fewer", "than"], AtLeast),
    (&["no", "smaller", "than"], AtLeast),
    (&["no", "lower", "than"], AtLeast),
    (&["no", "more", "than"], AtMost),
    (&["not", "more", "than"], AtMost),
    (&["no", "greater", "than"], AtMost),
    (&["no", "larger", "than"], AtMost),
    (&["as", "many", "as"], AtMost),
    (&["as", "much", "as"], AtMost),
    (&["as", "few", "as"], AtLeast),
    (&["as", "little", "as"], AtLeast),
    (&["just", "shy", "of"], Nearly),
    (&["just", "short", "of"], Nearly),
    (&["just", "more", "than"], JustOver),
    (&["just", "less", "than"], Nearly),
    (&["slightly", "more", "than"], JustOver),
    (&["slightly", "less", "than"], Nearly),
    (&["little", "more", "than"], JustOver),
    (&["little", "less", "than"], Nearly),
    (&["a", "little", "over"], JustOver),
    (&["a", "little", "under"], Nearly),
    (&["a", "minimum", "of"], AtLeast),
    (&["a", "maximum", "of"], AtMost),
    (&["a", "total", "of"], Exactly),
    (&["more", "than"], MoreThan),
    (&["excess", "of"], MoreThan),
    (&["north", "of"], MoreThan),
    (&["well", "over"], MoreThan),
    (&["well", "above"], MoreThan),
    (&["well", "under"], LessThan),
    (&["well", "below"], LessThan),
    (&["at", "least"], AtLeast),
    (&["at", "most"], AtMost),
    (&["not", "quite"], Nearly),
    (&["not", "even"], LessThan),
    (&["not", "over"], AtMost),
    (&["not", "under"], AtLeast),
    (&["minimum", "of"], AtLeast),
    (&["maximum", "of"], AtMost),
    (&["shy", "of"], Nearly),
    (&["up", "to"], AtMost),
    (&["upwards", "of"], AtLeast),
    (&["close", "to"], About),
    (&["just", "over"], JustOver),
    (&["just", "above"], JustOver),
    (&["just", "under"], Nearly),
    (&["just", "below"], Nearly),
    (&["just", "about"], About),
    (&["slightly", "over"], JustOver),
    (&["slightly", "above"], JustOver),
    (&["slightly", "under"], Nearly),
    (&["slightly", "below"], Nearly),
    (&["little", "over"], JustOver),
    (&["little", "under"], Nearly),
    (&["a", "mere"], Exactly),
    (&["a", "further"], Exactly),
    (&["an", "additional"], Exactly),
    (&["an", "estimated"], About),
    (&["an", "approximate"], About),
    (&["only", "about"], About),
    (&["only", "around"], About),
    (&["upward", "of"], AtLeast),
    (&["over"], MoreThan),
    (&["above"], MoreThan),
    (&["beyond"], MoreThan),
    (&["under"], LessThan),
    (&["below"], LessThan),
    (&["just"], Exactly),
    (&["some"], About),
    (&["only"], Exactly),
    (&["exceeding"], MoreThan),
    (&["exceeds"], MoreThan),
    (&["exceeded"], MoreThan),
    (&["exceed"], MoreThan),
    (&["nearly"], Nearly),
    (&["almost"], Nearly),
    (&["approaching"], Nearly),
    (&["nearing"], Nearly),
    (&["about"], About),
    (&["around"], About),
    (&["roughly"], About),
    (&["approximately"], About),
    (&["circa"], About),
    (&["approx"], About),
    (&["estimated"], About),
    (&["exactly"], Exactly),
    (&["precisely"], Exactly),
    (&["merely"], Exactly),
];

/// Those phrases by their first words; of one word, the longer ones first.
static BY_FIRST_WORD: LazyLock<Vec<Prefix>> = LazyLock::new(|| {
    let mut prefixes = PREFIXES.to_vec();
    prefixes.sort_by_key(|(words, _)| words[0]);
    prefixes
});

/// The words with which the phrases begin that stand before a figure, and which phrases those are.
pub(crate) fn first_words() -> impl Iterator<Item = (&'static str, &'static [Prefix])> {
    let of_word = BY_FIRST_WORD.chunk_by(|a, b| a.0[0] == b.0[0]);
    of_word.map(|prefixes| (prefixes[0].0[0], prefixes))
}

/// The comparator whose words start at `at`, and the place after them.
pub(crate) fn prefix(scan: &Scan<'_>, at: usize) -> Option<(Comparator, usize)> {
    let first = scan.word(at);
    match first {
        "" => return symbol(scan, at),
        "greater" | "larger" | "better" | "bigger" => {
            return or_equal(scan, at + 1, AtLeast, MoreThan);
        }
        "less" | "fewer" | "lower" | "smaller" => return or_equal(scan, at + 1, AtMost, LessThan),
        _ => {}
    }
    let mut prefixes = scan.lexeme(at)?.comparators.iter();
    let (comparator, end) =
        prefixes.find_map(|&(words, comparator)| Some((comparator, scan.past(at, words)?)))?;
    let point = first == "approx" && scan.mark(end) == Some('.');
    Some((comparator, end + usize::from(point)))
}

/// “greater than”, “greater than or equal to”.
fn or_equal(
    scan: &Scan<'_>,
    at: usize,
    equal: Comparator,
    strict: Comparator,
) -> Option<(Comparator, usize)> {
    for words in [
        ["than", "or", "equal", "to"].as_slice(),
        &["or", "equal", "to"],
        &["or", "equal", "than"],
        &["to", "or", "equal"],
    ] {
        if let Some(end) = scan.past(at, words) {
            return Some((equal, end));
        }
    }
    Some((strict, scan.past(at, &["than"])?))
}

fn symbol(scan: &Scan<'_>, at: usize) -> Option<(Comparator, usize)> {
    let followed = scan.mark(at + 1) == Some('=') && scan.is_glued(at + 1);
    let end = at + 1 + usize::from(followed);
    Some(match scan.mark(at)? {
        '>' if followed => (Comparator::AtLeast, end),
        '<' if followed => (Comparator::AtMost, end),
        '>' => (Comparator::MoreThan, at + 1),
        '<' => (Comparator::LessThan, at + 1),
        '≥' => (Comparator::AtLeast, at + 1),
        '≤' => (Comparator::AtMost, at + 1),
        '~' | '≈' | '∼' => (Comparator::About, at + 1),
        _ => return None,
    })
}

/// The phrases that stand after a figure.
#[rustfmt::skip]
const SUFFIXES: &[(&[&str], Comparator)] = &[
    (&["or", "more"], AtLeast),
    (&["or", "greater"], AtLeast),
    (&["or", "higher"], AtLeast),
    (&["or", "above"], AtLeast),
    (&["or", "larger"], AtLeast),
    (&["or", "over"], AtLeast),
    (&["or", "longer"], AtLeast),
    (&["or", "older"], AtLeast),
    (&["or", "better"], AtLeast),
    (&["or", "less"], AtMost),
    (&["or", "fewer"], AtMost),
    (&["or", "lower"], AtMost),
    (&["or", "under"], AtMost),
    (&["or", "below"], AtMost),
    (&["or", "younger"], AtMost),
    (&["or", "so"], About),
    (&["or", "thereabouts"], About),
    (&["and", "up"], AtLeast),
    (&["and", "above"], AtLeast),
    (&["and", "over"], AtLeast),
    (&["and", "older"], AtLeast),
];

/// The comparator whose words end the figure that ends at `at`, and the place after them.
pub(crate) fn suffix(scan: &Scan<'_>, at: usize) -> Option<(Comparator, usize)> {
    if scan.mark(at) == Some('+') && scan.is_glued(at) {
        return Some((AtLeast, at + 1));
    }
    let place = scan.past_hyphen(at);
    match scan.word(place) {
        "odd" => return Some((Odd, place + 1)),
        // “four plus five” is a sum.
        "plus" if !scan.is_digits(place + 1) && !is_number(scan, place + 1) => {
            return Some((AtLeast, place + 1));
        }
        _ => {}
    }
    SUFFIXES
        .iter()
        .find_map(|&(words, comparator)| Some((comparator, scan.past(at, words)?)))
        .filter(|&(_, end)| scan.word(end) != "than" || scan.word(at) == "and")
}

fn is_number(scan: &Scan<'_>, at: usize) -> bool {
    scan.lexeme(at)
        .is_some_and(|lexeme| lexeme.number.is_some())
}
