//! One time of day: its hour, minute and second, and whether it is before or after noon.

use super::super::lexicon::NumberWord;
use super::super::scan::Scan;
use super::super::token::Shape;
use super::Moment;

/// A time as it is written, before it is known which half of the day it lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    hour: i64,
    minute: Option<i64>,
    second: Option<i64>,
    /// Whether it is after noon, where it says so.
    pub(super) afternoon: Option<bool>,
    /// Whether it can be nothing but a time.
    pub(super) sure: bool,
}

impl Point {
    fn new(hour: i64, minute: Option<i64>) -> Self {
        Self {
            hour,
            minute,
            second: None,
            afternoon: None,
            sure: false,
        }
    }

    fn sure(self) -> Self {
        Self { sure: true, ..self }
    }

    /// Whether it is given on the dial of twelve hours, and says nothing of the half of the day.
    pub(super) fn is_open(&self) -> bool {
        self.afternoon.is_none() && (1..=12).contains(&self.hour)
    }

    /// The moment it is, in the half of the day that it says or that is given.
    pub(super) fn moment(&self, afternoon: Option<bool>) -> Option<Moment> {
        let hour = match self.afternoon.or(afternoon.filter(|_| self.is_open())) {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            Some(_) if self.afternoon.is_some() && self.hour > 23 => return None,
            _ => self.hour,
        };
        Moment::at(hour, self.minute, self.second)
    }
}

/// Reads the time at `at`, and the place after it.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    named(scan, at)
        .or_else(|| turned(scan, at))
        .or_else(|| digits(scan, at))
        .or_else(|| words(scan, at))
}

/// “noon”, “midnight”, “12 noon”, “mid-day”.
fn named(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let twelve = scan.raw(at) == "12" || scan.word(at) == "twelve";
    let place = if twelve { at + 1 } else { at };
    let mid = scan.word(place) == "mid";
    let place = if mid {
        scan.past_hyphen(place + 1)
    } else {
        place
    };
    let hour = match (mid, scan.word(place)) {
        (false, "noon" | "midday") | (true, "day") => 12,
        (false, "midnight") | (true, "night") => 0,
        _ => return None,
    };
    Some((Point::new(hour, None).sure(), place + 1))
}

/// Whether the word names an hour without a number, or begins what does.
pub(super) fn names_hour(word: &str) -> bool {
    matches!(word, "noon" | "midday" | "midnight" | "mid")
}

/// “half past seven”, “a quarter to noon”, “20 minutes past eight”.
fn turned(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let start = at + usize::from(scan.word(at) == "a" && scan.word(at + 1) == "quarter");
    let (minutes, place) = match scan.word(start) {
        "half" => (30, start + 1),
        "quarter" => (15, start + 1),
        _ => {
            let (minutes, place) = number(scan, start).filter(|(n, _)| (1..60).contains(n))?;
            let named = matches!(scan.word(place), "minute" | "minutes" | "min" | "mins");
            (minutes, place + usize::from(named))
        }
    };
    let (hour, end) = match scan.word(place) {
        "past" | "after" | "to" | "before" => read_hour(scan, place + 1)?,
        _ => return None,
    };
    // “20 to 30” and “five after eight” say other things as well.
    let later = matches!(scan.word(place), "past" | "after");
    let says = scan.word(place) == "past"
        || matches!(scan.word(start), "half" | "quarter") && scan.word(place) != "before"
        || hour.sure && place > start + 1;
    let told = says && (hour.minute.is_none() || hour.minute == Some(0));
    let (turned, minutes) = if later {
        (hour.hour, minutes)
    } else {
        (hour.hour - 1, 60 - minutes)
    };
    let point = Point {
        hour: if turned < 0 { 23 } else { turned },
        minute: Some(minutes),
        ..hour
    };
    told.then_some((point.sure(), end))
}

/// The hour that minutes are counted from: “seven”, “seven o’clock”, “3pm”, “noon”.
fn read_hour(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    if let Some(read) = named(scan, at) {
        return Some(read);
    }
    let (hour, end) = number(scan, at).filter(|(hour, _)| (0..=24).contains(hour))?;
    let point = Point::new(hour, None);
    Some(with_half(scan, point, end).unwrap_or((point, end)))
}

/// A number of at most two digits or two words.
fn number(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    if scan.is_digits(at) {
        let number = scan.small_number(at).filter(|_| scan.raw(at).len() <= 2)?;
        return Some((number, at + 1));
    }
    match scan.lexeme(at)?.number? {
        NumberWord::Ones(n) | NumberWord::Teens(n) => Some((i64::from(n), at + 1)),
        NumberWord::Tens(n) => {
            let last = scan.past_hyphen(at + 1);
            match scan.lexeme(last).and_then(|lexeme| lexeme.number) {
                Some(NumberWord::Ones(ones)) if ones > 0 => Some((i64::from(n + ones), last + 1)),
                _ => Some((i64::from(n), at + 1)),
            }
        }
        _ => None,
    }
}

/// “17:30”, “5:30 p.m.”, “5pm”, “9.30 am”, “15h30”, “0730 hours”, “5”.
fn digits(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    if !scan.is_digits(at) || is_joined(scan, at) {
        return None;
    }
    if scan.raw(at).len() == 4 {
        return military(scan, at);
    }
    let hour = scan.small_number(at).filter(|_| scan.raw(at).len() <= 2)?;
    let pair = |place: usize, mark: char| {
        let held =
            scan.mark(place) == Some(mark) && scan.is_glued(place) && scan.is_glued(place + 1);
        scan.small_number(place + 1)
            .filter(|_| held && scan.raw(place + 1).len() == 2)
            .filter(|&n| n < 60)
    };
    if scan.raw(at + 1) == "h" && scan.is_glued(at + 1) {
        return Some(hours(scan, at, hour));
    }
    let colon = pair(at + 1, ':');
    let mut end = at + 1 + 2 * usize::from(colon.is_some());
    let second = colon.and_then(|_| pair(end, ':'));
    end += 2 * usize::from(second.is_some());
    let point = Point {
        second,
        ..Point::new(hour, colon)
    };
    if let Some(read) = with_half(scan, point, end) {
        return Some(read);
    }
    if let (Some(minute), None) = (pair(at + 1, '.'), colon) {
        let point = Point::new(hour, Some(minute));
        let decimal = scan.mark(at + 3) == Some('%');
        return with_half(scan, point, at + 3).or_else(|| {
            (scan.word_before(at) == "at" && hour < 24 && !decimal && !scan.is_word(at + 3))
                .then(|| (point.sure(), at + 3))
        });
    }
    // “3:2” is a score and “16:9” a format; a time has two digits of minutes.
    let ends = scan.mark(end) != Some(':')
        && !(scan.is_glued(end) && scan.is_word(end) && scan.raw(end) != "Z");
    if colon.is_some() {
        return (ends && hour <= 24).then(|| (point.sure(), end));
    }
    (hour <= 24 && !scan.is_glued(at + 1) || ends_hour(scan, at + 1)).then_some((point, at + 1))
}

/// Whether what is glued to a bare hour may follow one.
fn ends_hour(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_dash(at)
        || matches!(scan.mark(at), Some(',' | '.' | ')' | '?' | '!' | ';'))
            && !(scan.is_digits(at + 1) && scan.is_glued(at + 1))
}

/// “15h30”, “16h”.
fn hours(scan: &Scan<'_>, at: usize, hour: i64) -> (Point, usize) {
    let minutes = scan
        .small_number(at + 2)
        .filter(|&n| n < 60 && scan.is_glued(at + 2) && scan.raw(at + 2).len() == 2);
    match minutes {
        Some(minute) => (Point::new(hour, Some(minute)).sure(), at + 3),
        // “for 3h” lasts so long.
        None => (Point::new(hour, None), at + 2),
    }
}

/// “0730 hours”, “1140 a.m.”, “0930-0730”.
fn military(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let number = scan.small_number(at)?;
    let point = Point::new(number / 100, Some(number % 100));
    let valid = number / 100 < 24 && number % 100 < 60;
    if let Some(read) = with_half(scan, point, at + 1).filter(|_| valid) {
        return Some(read);
    }
    let hours = matches!(scan.word(at + 1), "hours" | "hrs") && valid;
    let padded = scan.raw(at).starts_with('0') && valid;
    if hours {
        return Some((point.sure(), at + 2));
    }
    padded.then_some((point, at + 1))
}

fn is_joined(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_glued(at)
        && matches!(
            scan.before(at).shape,
            Shape::Mark(':' | '.' | '/' | '$' | '€' | '£' | '#') | Shape::Word
        )
        && scan.raw(at - 1) != "T"
}

/// “five p.m.”, “seven o’clock”, “seven thirty pm”, “seven”.
fn words(scan: &Scan<'_>, at: usize) -> Option<(Point, usize)> {
    let (hour, end) = match scan.lexeme(at)?.number? {
        NumberWord::Ones(n) | NumberWord::Teens(n) => (i64::from(n), at + 1),
        _ => return None,
    };
    if !(1..=24).contains(&hour) {
        return None;
    }
    let rest = scan.past_hyphen(end);
    let minutes = number(scan, rest)
        .filter(|&(minutes, _)| (5..60).contains(&minutes) && !scan.is_digits(rest));
    if let Some((minute, end)) = minutes {
        let point = Point::new(hour, Some(minute));
        return Some(with_half(scan, point, end).unwrap_or((point, end)));
    }
    let point = Point::new(hour, None);
    Some(with_half(scan, point, end).unwrap_or((point, end)))
}

/// The time with “p.m.” or “o’clock” after it, which make it one.
fn with_half(scan: &Scan<'_>, point: Point, end: usize) -> Option<(Point, usize)> {
    let (point, end) = match o_clock(scan, end) {
        Some(end) => (point.sure(), end),
        None => (point, end),
    };
    match half_of_day(scan, end) {
        Some((afternoon, end)) if point.hour <= 12 || afternoon && point.hour < 24 => {
            let afternoon = Some(afternoon);
            Some((Point { afternoon, ..point }.sure(), end))
        }
        None if point.sure => Some((point, end)),
        _ => None,
    }
}

/// “a.m.”, “PM”, “p”: whether it is the afternoon, and the place after it.
fn half_of_day(scan: &Scan<'_>, at: usize) -> Option<(bool, usize)> {
    match scan.word(at) {
        "am" => Some((false, at + 1)),
        "pm" => Some((true, at + 1)),
        letter @ ("a" | "p") => {
            let point = scan.mark(at + 1) == Some('.') && scan.is_glued(at + 1);
            let m = at + 1 + usize::from(point);
            if scan.word(m) == "m" && (point || letter == "p" || scan.raw(m) == "m") {
                let last = usize::from(scan.mark(m + 1) == Some('.') && scan.is_glued(m + 1));
                return Some((letter == "p", m + 1 + last));
            }
            // “9p”, “8:45a”
            (scan.is_glued(at) && !(point && scan.is_word(m) && scan.is_glued(m)))
                .then_some((letter == "p", at + 1))
        }
        _ => None,
    }
}

/// “o’clock”, “oclock”.
fn o_clock(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if scan.word(at) == "oclock" {
        return Some(at + 1);
    }
    let apostrophe = matches!(scan.mark(at + 1), Some('\'' | '’'));
    (scan.word(at) == "o" && apostrophe && scan.word(at + 2) == "clock").then_some(at + 3)
}
