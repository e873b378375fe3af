//! Cardinal numbers in words, up to quintillions.
//!
//! “forty-two”, “a hundred and five”, “nineteen hundred”, “two million three thousand and nineteen”,
//! “two dozen”. Magnitudes must fall from left to right, so that a list of numbers is not one number
//! and reading takes time linear in its words.

use super::super::exact::Exact;
use super::super::lexicon::NumberWord;
use super::super::scan::Scan;
use super::numeral::{Numeral, Style};

/// Reads the cardinal at `at`.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    if matches!(scan.word(at), "a" | "an") {
        return article(scan, at);
    }
    let (value, end) = cardinal(scan, at)?;
    Some(Numeral {
        value,
        step: Some(presumed_step(value)),
        end,
        style: Style::Words,
    })
}

/// A cardinal with the digits after “point”: “five point five”, “nought point two”, “point five”.
pub(crate) fn with_decimals(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let base = read(scan, at);
    let place = base.map_or(at, |base| base.end);
    if base.is_none() && scan.word(at) == "point" && scan.is_digits(at + 1) {
        return after_point(scan, at + 1);
    }
    let first = scan.lexeme(place + 1).and_then(|lexeme| lexeme.number);
    let whole = base.map_or(Exact::ZERO, |base| base.value);
    if scan.word(place) != "point" || first.is_none() || !whole.is_integer() {
        return base;
    }
    let mut written = String::new();
    let mut end = place + 1;
    while let Some(word) = scan.lexeme(end).and_then(|lexeme| lexeme.number) {
        let digits = match word {
            NumberWord::Ones(n) => n,
            NumberWord::Teens(n) if written.is_empty() => n,
            NumberWord::Tens(n) if written.is_empty() => match tens_and_ones(scan, end + 1) {
                Some((ones, after)) => {
                    end = after - 1;
                    n + ones
                }
                None => n,
            },
            _ => break,
        };
        written.push_str(&digits.to_string());
        end += 1;
        if written.len() > 12 || digits > 9 {
            break;
        }
    }
    let places = i32::try_from(written.len()).ok()?;
    let step = Exact::power_of_ten(-places)?;
    let decimals = Exact::new(written.parse().ok()?, 1)?.times(step)?;
    Some(Numeral {
        value: whole.plus(decimals)?,
        step: Some(step),
        end,
        style: Style::Words,
    })
}

/// “point 77”: the digits at `at` as decimals.
fn after_point(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let written = scan.raw(at);
    let places = i32::try_from(written.len())
        .ok()
        .filter(|&places| places <= 12)?;
    let step = Exact::power_of_ten(-places)?;
    let free = !scan.is_glued(at + 1) || !scan.is_word(at + 1) && !scan.is_digits(at + 2);
    free.then(|| {
        Some(Numeral {
            value: Exact::new(written.parse().ok()?, 1)?.times(step)?,
            step: Some(step),
            end: at + 1,
            style: Style::Digits,
        })
    })?
}

/// “-one” after “seventy”.
fn tens_and_ones(scan: &Scan<'_>, at: usize) -> Option<(u8, usize)> {
    let place = scan.past_hyphen(at);
    match scan.lexeme(place)?.number? {
        NumberWord::Ones(n) if n > 0 => Some((n, place + 1)),
        _ => None,
    }
}

/// “a hundred and five”, “a dozen”, “a million”, “a couple of”.
fn article(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let (value, end) = match (scan.lexeme(at + 1)?.number, scan.word(at + 1)) {
        (_, "score") if scan.word(at + 2) == "of" => (Exact::int(20), at + 3),
        (_, "score" | "scores" | "dozens" | "hundreds" | "thousands" | "millions") => return None,
        (Some(NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Collective(_)), _) => {
            cardinal(scan, at + 1)?
        }
        _ => return None,
    };
    Some(Numeral {
        value,
        step: Some(presumed_step(value)),
        end,
        style: Style::Words,
    })
}

/// The place of the last digit that is not zero: what a number in words is given to, at most.
pub(crate) fn presumed_step(value: Exact) -> Exact {
    let mut step = Exact::ONE;
    let Some(mut rest) = value.as_i64().filter(|&value| value != 0) else {
        return step;
    };
    while rest % 10 == 0 {
        rest /= 10;
        step = step.times(Exact::int(10)).unwrap_or(step);
    }
    step
}

/// What has been read of the number so far.
#[derive(Default)]
struct Sum {
    /// Finished groups: what stands left of the last magnitude.
    total: i64,
    /// The group in hand, below a thousand (or below ten thousand: “nineteen hundred”).
    group: i64,
    /// How many digits of the group are still free on the right: 3, 2 after hundred, 1 after tens.
    free: u8,
    /// The power of the last magnitude.
    scale: u8,
}

/// Reads a cardinal; a leading magnitude stands for one of it (“hundred”, after an article).
pub(crate) fn cardinal(scan: &Scan<'_>, at: usize) -> Option<(Exact, usize)> {
    let mut sum = Sum {
        free: 3,
        scale: u8::MAX,
        ..Sum::default()
    };
    let mut end = at;
    let mut place = at;
    while let Some(word) = scan.lexeme(place).and_then(|lexeme| lexeme.number) {
        let bare_score = scan.word(place) == "score" && scan.word(place + 1) != "of" && end == at;
        let part = end > at && is_part_of_fraction(scan, place);
        if is_indefinite(scan, place, end == at) || bare_score || part || !sum.take(word, end == at)
        {
            break;
        }
        end = place + 1;
        if matches!(word, NumberWord::Collective(_)) {
            break;
        }
        place = next(scan, end, &sum);
    }
    (end > at).then(|| {
        Some((
            Exact::new(i128::from(sum.total.checked_add(sum.group)?), 1)?,
            end,
        ))
    })?
}

/// Whether the word at `at` counts the parts of a fraction after “and”: “two million and three fifths”.
fn is_part_of_fraction(scan: &Scan<'_>, at: usize) -> bool {
    let next = scan.lexeme(scan.past_hyphen(at + 1));
    scan.word_before(at) == "and"
        && next.is_some_and(|next| {
            next.ordinal.is_some_and(|ordinal| ordinal.plural)
                || matches!(next.word, "quarters" | "halves")
        })
}

/// “hundreds”, “dozens” and their like are no exact numbers, unless a number goes before them.
fn is_indefinite(scan: &Scan<'_>, at: usize, first: bool) -> bool {
    let plural = matches!(
        scan.word(at),
        "hundreds" | "thousands" | "millions" | "billions" | "trillions" | "dozens" | "scores"
    ) || first && matches!(scan.word(at), "bn" | "mln" | "bln" | "trn" | "lac" | "cr");
    plural && (first || matches!(scan.word(at), "hundreds" | "scores"))
}

/// The place of the next number word: past a hyphen, or past “and” where one may stand.
fn next(scan: &Scan<'_>, at: usize, sum: &Sum) -> usize {
    if scan.is_dash(at) && scan.is_glued(at) && scan.is_glued(at + 1) {
        return at + 1;
    }
    let comma = scan.mark(at) == Some(',') && sum.free == 3;
    let place = at + usize::from(comma);
    let after_and = scan.lexeme(place + 1).and_then(|lexeme| lexeme.number);
    let small = matches!(
        after_and,
        Some(NumberWord::Ones(_) | NumberWord::Teens(_) | NumberWord::Tens(_))
    );
    let and = scan.word(place) == "and" || scan.mark(place) == Some('&');
    if and && small && sum.free >= 2 && (sum.total > 0 || sum.group > 0) {
        return place + 1;
    }
    if comma && after_and.is_some() {
        return place;
    }
    at
}

impl Sum {
    /// Takes one more word in, if the number can go on with it.
    fn take(&mut self, word: NumberWord, first: bool) -> bool {
        match word {
            NumberWord::Ones(0) => {
                if !first {
                    return false;
                }
                self.free = 0;
                self.scale = 0;
            }
            NumberWord::Ones(n) if self.free >= 1 => {
                self.group += i64::from(n);
                self.free = 0;
            }
            NumberWord::Teens(n) if self.free >= 2 => {
                self.group += i64::from(n);
                self.free = 0;
            }
            NumberWord::Tens(n) if self.free >= 2 => {
                self.group += i64::from(n);
                self.free = 1;
            }
            NumberWord::Hundred if first || (1..100).contains(&self.group) => {
                self.group = self.group.max(1) * 100;
                self.free = 2;
            }
            NumberWord::Scale(power) if power < self.scale && (first || self.group > 0) => {
                let Some(scaled) = 10_i64
                    .checked_pow(u32::from(power))
                    .and_then(|factor| factor.checked_mul(self.group.max(1)))
                    .and_then(|scaled| scaled.checked_add(self.total))
                else {
                    return false;
                };
                self.total = scaled;
                self.group = 0;
                self.free = 3;
                self.scale = power;
            }
            NumberWord::Collective(n)
                if self.total == 0
                    && (first
                        || (n == 12 && self.group > 0)
                        || self.group < 10 && self.group > 0) =>
            {
                self.group = self.group.max(1) * i64::from(n);
                self.free = 0;
            }
            _ => return false,
        }
        true
    }
}
