//! Figures of one fact: “gas worth $18.4bn”, “fuels had a volume of 14.8 billion dollars”.

use std::collections::{BTreeMap, BTreeSet};

use super::super::frame::{Apart, FAR_FLOOR, Frame};
use super::super::likeness::of_one_class;
use super::super::pair::Both;
use super::super::reading::Reading;
use super::super::sentence::Sentence;
use super::super::value::{MANY_TIMES, NEVER_TIMES, apart, differ};
use super::evidence::Two;
use super::passages::{Common, Shared};
use super::weigh::{self, Evidence, one};
use super::{At, Clear, Pair};
use crate::compare::frame::{Class, Fate};
use crate::source::token::key;
use crate::value::{self, Kind, Value};

/// A figure has so many digits where it is hardly given twice by chance, and where it is exact.
const LONG: usize = 2;
const EXACT: usize = 3;

/// How many characters a time of day has: “14:25”.
const HH_MM: usize = 5;

/// How likely it is that two figures of one vote are of one fact.
const SURE: f32 = 1.0;

/// So many figures of votes are looked at in a text.
const MOST_VOTES: usize = 64;

/// The most that the logarithm of how many times another a figure is counts for.
const MOST_LOG: f64 = 3.0;

/// How many times another a figure is that is in another unit.
const UNKNOWN: f64 = 20.0;

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// A kind, and a number for what it counts.
    Of(Kind, u32),
    /// A count of people.
    People,
    /// A count of people whom this befell.
    Fate(Fate),
}

/// The figures of a text.
#[derive(Default)]
pub(in super::super) struct Figures {
    /// How many different ones it has of each question in each unit.
    of: BTreeMap<(Question, u32), usize>,
    /// All of them, as they are written canonically.
    given: BTreeSet<(Kind, String)>,
}

impl Figures {
    /// The figures of a text's sentences.
    pub(in super::super) fn new(sentences: &[Sentence]) -> Self {
        let mut of: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        let mut given = BTreeSet::new();
        for sentence in sentences {
            for ((value, frame), canonical) in sentence.values.iter().zip(&sentence.canonicals) {
                if !is_figure(value.kind) {
                    continue;
                }
                given.insert((value.kind, canonical.clone()));
                if let Some(question) = question(value, frame, canonical) {
                    let own = of.entry((question, unit(value.kind, canonical)));
                    own.or_default().insert(canonical);
                }
            }
        }
        Self {
            of: of.into_iter().map(|(of, own)| (of, own.len())).collect(),
            given,
        }
    }
}

/// Whether values of a kind are figures.
pub(in super::super) fn is_figure(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number
            | Kind::Quantity
            | Kind::Money
            | Kind::Percentage
            | Kind::Duration
            | Kind::Time
            | Kind::Ordinal
    )
}

/// What a value is a figure of, whatever the unit.
fn question(value: &Value, frame: &Frame, canonical: &str) -> Option<Question> {
    match value.kind {
        // None, one and all are no figures.
        Kind::Number if matches!(canonical, "0" | "1") => None,
        Kind::Number => {
            if let Some(fate) = frame.around.fate {
                return Some(Question::Fate(fate));
            }
            let head = frame.head.filter(|head| head.follows)?;
            Some(match head.class {
                Class::Anybody | Class::Somebody => Question::People,
                Class::Any(kind) | Class::One(kind) => {
                    Question::Of(Kind::Number, u32::try_from(kind).ok()?)
                }
                Class::Thing => Question::Of(Kind::Number, head.meaning),
            })
        }
        Kind::Quantity | Kind::Duration | Kind::Percentage | Kind::Money => {
            Some(Question::Of(value.kind, 0))
        }
        Kind::Time => canonical
            .contains(':')
            .then_some(Question::Of(Kind::Time, 0)),
        _ => None,
    }
}

/// A number for the unit of a figure that is written canonically; one for all that have none.
fn unit(kind: Kind, canonical: &str) -> u32 {
    let has_none = matches!(kind, Kind::Number | Kind::Ordinal | Kind::Time);
    let unit = canonical.rsplit_once(' ').filter(|_| !has_none);
    unit.map_or(0, |(_, unit)| key(unit))
}

/// The digits of an amount but for closing zeros; none of what is no amount, or is open.
fn n_digits(value: &Value, canonical: &str) -> usize {
    if value.kind == Kind::Time {
        return canonical
            .bytes()
            .rev()
            .take(HH_MM)
            .filter(u8::is_ascii_digit)
            .count();
    }
    if !is_figure(value.kind) || canonical.starts_with(['(', '[', '-']) {
        return 0;
    }
    let figure = canonical.trim_start_matches('≈');
    let end = figure.find(|c: char| !c.is_ascii_digit() && c != '.');
    let figure = figure[..end.unwrap_or(figure.len())].trim_start_matches(['0', '.']);
    let figure = figure.trim_end_matches('0');
    figure.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether two times of day differ, on whatever day.
fn are_two_times(canonicals: [&str; 2]) -> bool {
    let clock = |canonical: &'_ str| {
        let at = canonical.rfind(':').and_then(|at| at.checked_sub(2))?;
        canonical.get(at..).map(str::to_owned)
    };
    let [x, y] = canonicals.map(clock);
    x.zip(y).is_some_and(|(x, y)| x != y)
}

/// Whether two figures are so exact that one is not the other rounded, whatever “some” stands before them.
fn are_exact([x, y]: [&Value; 2], canonicals: [&str; 2]) -> bool {
    let [of_x, of_y] = canonicals.map(|canonical| canonical.trim_start_matches('≈'));
    of_x != of_y && n_digits(x, of_x) >= EXACT && n_digits(y, of_y) >= EXACT
}

/// Whether two figures cannot both be true of one thing.
fn are_two(values: [&Value; 2], canonicals: [&str; 2], both: &Both<'_>) -> bool {
    if values[0].kind == Kind::Time {
        return are_two_times(canonicals);
    }
    differ(values, canonicals, both) || are_exact(values, canonicals)
}

/// The pairs of figures whose passages have anything in common.
pub(super) fn pairs<'t>(both: &Both<'t>, common: &Common) -> Vec<Pair<Two<'t>>> {
    let mut pairs = Vec::new();
    let is_meant = |at: [usize; 2], text: &Reading<'_>| {
        let (value, _) = &text.sentences[at[0]].values[at[1]];
        is_figure(value.kind) && !is_age(at, text)
    };
    super::each(both, common, is_meant, |at, shared| {
        let [x, y] = super::values(at, both);
        if x.0.kind == y.0.kind && !x.1.measures_another(&y.1) {
            pairs.push(pair(at, shared, common, both));
        }
    });
    // A vote is known by its other figure, whatever else is told.
    let of_votes = [both.a, both.b].map(votes);
    for x in &of_votes[0] {
        for y in &of_votes[1] {
            let at = [*x, *y];
            let [x, y] = super::values(at, both);
            if x.1.is_of_one_vote(&y.1) {
                pairs.push(pair(at, Shared::default(), common, both));
            }
        }
    }
    pairs
}

fn pair<'t>(at: At, shared: Shared, common: &Common, both: &Both<'t>) -> Pair<Two<'t>> {
    let two = Two::new(at, shared, common, both);
    Pair {
        at,
        alike: weigh::sum(ALIKE_WITHOUT, &ALIKE, &alike(&two, both)),
        differ: are_two(two.values, two.canonicals, both),
        gives: two.canonicals.map(key),
        two,
    }
}

/// The figures of a text that are of a vote or a score, by sentence and number, but for more than a list would have.
fn votes(reading: &Reading<'_>) -> Vec<[usize; 2]> {
    let sentences = reading.sentences.iter().enumerate();
    let votes = sentences.flat_map(|(number, sentence)| {
        let values = sentence.values.iter().enumerate();
        let votes = values.filter(|(_, (_, frame))| frame.around.versus.is_some());
        votes.map(move |(at, _)| [number, at])
    });
    votes.take(MOST_VOTES).collect()
}

/// Whether a value is how old somebody is, which is compared by whose age it is.
fn is_age([sentence, at]: [usize; 2], reading: &Reading<'_>) -> bool {
    let span = reading.sentences[sentence].values[at].0.span;
    let mut ages = reading.ages.iter();
    ages.any(|age| age.span.overlaps(span))
}

/// What is known of two figures before anything is seen of them.
const ALIKE_WITHOUT: f32 = -4.55;

/// What speaks for two figures being of one fact, by what stands around them.
pub(super) const ALIKE: [Evidence; 29] = [
    ("their passages are the likest to one another", 3.43),
    ("nothing else in either text is likelier", -0.36),
    ("they stand far from one another in the texts", -2.43),
    ("they are of one question", 1.63),
    ("they are in one unit", 2.25),
    ("they count what is not of one class", -0.56),
    ("only one is told as what is not yet so", -0.81),
    ("others are named beside them", -0.76),
    ("how much of what stands near both is the same", 2.52),
    ("how much that weighs", 1.72),
    ("a word near both is the same", -0.02),
    ("how much of their sentences is the same", -1.21),
    ("what their passages share", 0.11),
    ("what their sentences share", -0.47),
    ("how long their sentences are", -0.26),
    ("how many values these have", -0.18),
    ("how many other values are the same", 0.76),
    ("they stand by one day, or by two", 1.00),
    ("only one is as of a day", -1.29),
    ("only one is what somebody says", -0.12),
    ("they are of those whom one thing befell", -0.02),
    ("how many names their passages share", -0.20),
    ("a word that they belong to is the same", 0.39),
    ("they are counts", -1.32),
    ("they are measures", 0.47),
    ("they are sums of money", -0.72),
    ("they are shares", -1.93),
    ("they are lengths of time", 0.12),
    ("they are times of day", 0.51),
];

/// How much there is of each.
pub(super) fn alike(two: &Two<'_>, both: &Both<'_>) -> [f32; 29] {
    let [x, y] = two.frames;
    let kind = two.values[0].kind;
    let questions = two.questions();
    let units = [0, 1].map(|side| unit(kind, two.canonicals[side]));
    let fates = [x.around.fate, y.around.fate];
    [
        two.likest,
        one(two.is_likest()),
        (two.places[0] - two.places[1]).abs(),
        one(questions[0].is_some() && questions[0] == questions[1]),
        one(units[0] == units[1]),
        one(!of_one_class([x, y], both)),
        one(two.is_one_ahead()),
        one(x.is_of_others(y, two.sentences)),
        two.near.likeness,
        two.near.shared.ln_1p(),
        one(two.near.n_plain > 0),
        two.part,
        two.shared.weight.ln_1p(),
        two.shared.own.ln_1p(),
        two.n_words(),
        two.n_values(),
        two.n_same_values(),
        two.are_by_one_day(),
        one(two.sentences[0].is_as_of != two.sentences[1].is_as_of),
        one(two.quoted[0] != two.quoted[1]),
        one(fates[0].is_some() && fates[0] == fates[1]),
        two.shared.n_names.min(3) as f32,
        one(x.floor(y) < FAR_FLOOR),
        one(kind == Kind::Number),
        one(kind == Kind::Quantity),
        one(kind == Kind::Money),
        one(kind == Kind::Percentage),
        one(kind == Kind::Duration),
        one(kind == Kind::Time),
    ]
}

/// What is known of two figures that differ before anything is known of the others.
const CLEAR_WITHOUT: f32 = -0.01;

/// What speaks for two figures that differ being of one fact, where others may be meant.
pub(super) const CLEAR: [Evidence; 17] = [
    ("how alike they are", 0.31),
    ("how much less alike any other is that differs", 0.08),
    ("how much less alike any other is that agrees", 0.32),
    ("how much more alike another is that differs", 0.43),
    ("how much more alike another is that agrees", 0.13),
    ("the other text gives the figure too", -0.55),
    ("the other text gives the figure too, of many digits", -0.77),
    ("how many figures answer the question", -0.39),
    ("how many times the one is the other", -0.50),
    ("the one is times the other", -1.34),
    ("the one is many times the other", -1.07),
    ("the digits are the same in another order", 3.43),
    ("both have many digits", 0.98),
    ("both are exact", 1.10),
    ("how many days lie between the texts", -0.35),
    ("the later text counts more people", 0.25),
    ("the earlier text expects what the later one tells", -0.84),
];

/// How likely two figures that differ are of one fact, from 0 to 1.
pub(super) fn likely(clear: &Clear<'_, Two<'_>>, both: &Both<'_>) -> f32 {
    let [x, y] = clear.pair.two.frames;
    if x.is_of_one_vote(y) {
        return SURE;
    }
    weigh::likely(weigh::sum(CLEAR_WITHOUT, &CLEAR, &amounts(clear, both)))
}

/// How much there is of each.
pub(super) fn amounts(clear: &Clear<'_, Two<'_>>, both: &Both<'_>) -> [f32; 17] {
    let two = &clear.pair.two;
    let kind = two.values[0].kind;
    let figures = [&both.a.figures, &both.b.figures];
    let is_given = [0, 1].map(|side| {
        let own = (kind, two.canonicals[side].to_owned());
        figures[1 - side].given.contains(&own)
    });
    let is_long = [0, 1].map(|side| n_digits(two.values[side], two.canonicals[side]) >= LONG);
    let n_given = is_given.map(one);
    let n_given_long = [0, 1].map(|side| one(is_given[side] && is_long[side]));
    let times = value::times(two.values[0], two.values[1]);
    let times = times.unwrap_or(UNKNOWN);
    [
        clear.pair.alike,
        clear.over_rival,
        clear.over_agreeing,
        clear.over_rival.min(0.0),
        clear.over_agreeing.min(0.0),
        n_given[0] + n_given[1],
        n_given_long[0] + n_given_long[1],
        two.n_rivals(figures),
        log(times),
        one(times > MANY_TIMES),
        one(times > NEVER_TIMES),
        one(matches!(
            apart(two.values, two.canonicals),
            Apart::Slip | Apart::SureSlip
        )),
        one(is_long[0] && is_long[1]),
        one(are_exact(two.values, two.canonicals)),
        two.days_between.unsigned_abs().min(7) as f32,
        one(has_grown(two)),
        one(two.is_expected_first()),
    ]
}

/// How often a figure is doubled or halved to be the other one, on a natural scale.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a logarithm of three at most"
)]
fn log(times: f64) -> f32 {
    times.ln().abs().min(MOST_LOG) as f32
}

/// Whether the later text counts more people than the earlier one: more are found, and more come.
fn has_grown(two: &Two<'_>) -> bool {
    let fates = two.frames.map(|frame| frame.around.fate);
    let is_one_fate = fates[0].is_some() && fates[0] == fates[1];
    let is_of_people = |frame: &&Frame| frame.head.is_some_and(|head| head.class.is_people());
    let counts_people = two.frames.iter().all(is_of_people) || is_one_fate;
    let [x, y] = two.values;
    counts_people
        && (two.days_between > 0 && value::is_more(y, x)
            || two.days_between < 0 && value::is_more(x, y))
}

impl Two<'_> {
    /// What each is a figure of.
    fn questions(&self) -> [Option<Question>; 2] {
        [0, 1].map(|side| question(self.values[side], self.frames[side], self.canonicals[side]))
    }

    /// How many figures of each text answer the question of the two, where that is one.
    fn n_rivals(&self, figures: [&Figures; 2]) -> f32 {
        let questions = self.questions();
        let Some(question) = questions[0].filter(|own| Some(*own) == questions[1]) else {
            return 0.0;
        };
        let kind = self.values[0].kind;
        let n = [0, 1].map(|side| {
            let unit = unit(kind, self.canonicals[side]);
            figures[1 - side]
                .of
                .get(&(question, unit))
                .copied()
                .unwrap_or(0)
        });
        ((n[0] * n[1]) as f32).ln_1p()
    }

    /// One where both stand by one day, less than none where they stand by two.
    fn are_by_one_day(&self) -> f32 {
        let [x, y] = self.frames.map(|frame| frame.around.anchor.as_ref());
        x.zip(y)
            .map_or(0.0, |(x, y)| if x == y { 1.0 } else { -1.0 })
    }
}
