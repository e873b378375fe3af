//! Days of one event: “the bus leaves on Tuesday”, “on Monday evening the cup went through the town on a bus”.

use super::super::likeness;
use super::super::pair::Both;
use super::super::reading::Reading;
use super::super::when::{self, When};
use super::evidence::Two;
use super::passages::Common;
use super::weigh::{self, Evidence, one};
use super::{Clear, Pair};
use crate::compare::frame::{Aspect, day};
use crate::source::token::key;
use crate::value::Kind;

const WEEK: i32 = 7;

/// How many days apart reports of one event seldom put it, and hardly ever.
const FAR: i32 = 10;
const TOO_FAR: i32 = 40;

/// Two days so far apart that are the same of two months may be one with a slip.
const NO_WEEKDAY: i32 = 4;

fn is_when(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Time)
}

/// Whether a value that is written canonically is a day, or a time of one.
pub(in super::super) fn is_day(kind: Kind, canonical: &str) -> bool {
    is_when(kind) && day(canonical).is_some()
}

/// The days that two values are, and how many days the second is after the first; none where either is no day.
fn days<'t>(two: &Two<'t>) -> Option<([When<'t>; 2], i32)> {
    let [x, y] = [0, 1].map(|side| When::of(two.values[side], two.canonicals[side]));
    let (x, y) = x.zip(y)?;
    let apart = (y.day - x.day).get_days();
    let apart = if x.is_of_any_week() || y.is_of_any_week() {
        (apart + WEEK / 2).rem_euclid(WEEK) - WEEK / 2
    } else {
        apart
    };
    Some(([x, y], apart))
}

/// The pairs of days whose passages have anything in common.
pub(super) fn pairs<'t>(both: &Both<'t>, common: &Common) -> Vec<Pair<Two<'t>>> {
    let mut pairs = Vec::new();
    let is_meant = |at: [usize; 2], text: &Reading<'_>| {
        let (value, _) = &text.sentences[at[0]].values[at[1]];
        is_when(value.kind)
    };
    super::each(both, common, is_meant, |at, shared| {
        let two = Two::new(at, shared, common, both);
        let Some(([x, y], apart)) = days(&two) else {
            return;
        };
        pairs.push(Pair {
            at,
            alike: weigh::sum(ALIKE_WITHOUT, &ALIKE, &alike(&two, both)),
            differ: apart != 0 && !x.is_one_with(&y),
            gives: two.canonicals.map(|it| key(day(it).unwrap_or(it))),
            two,
        });
    });
    pairs
}

/// What is known of two days before anything is seen of them.
const ALIKE_WITHOUT: f32 = -1.43;

/// What speaks for two days being those of one event, by what stands around them.
pub(super) const ALIKE: [Evidence; 24] = [
    ("their passages are the likest to one another", 3.48),
    ("nothing else in either text is likelier", -0.15),
    ("they stand far from one another in the texts", -2.04),
    ("only one is told as what is not yet so", -0.41),
    ("both are", 0.57),
    ("others are named beside them", -0.64),
    ("how much of what stands near both is the same", 1.07),
    ("how much that weighs", 1.35),
    ("how many words that they belong to are the same", 0.67),
    (
        "how much of what stands farther off weighs that is the same",
        2.64,
    ),
    ("how much of their sentences is the same", -2.25),
    ("what their passages share", 2.25),
    ("what their sentences share", -2.06),
    ("how long their sentences are", -0.83),
    ("how many values these have", 0.16),
    ("how many other values are the same", 0.40),
    ("only one is as of a day", -1.17),
    ("only one is what somebody says", 0.46),
    ("only one is the day on which somebody speaks", -2.56),
    ("they are one bound, or two", 1.38),
    ("only one is a bound", -0.26),
    ("how many names their passages share", -0.10),
    ("how many of their sentences give no other day", 0.72),
    ("they are written with a time of day", 0.04),
];

/// How much there is of each.
pub(super) fn alike(two: &Two<'_>, both: &Both<'_>) -> [f32; 24] {
    let [x, y] = two.frames;
    let bounds = [x.around.bound, y.around.bound];
    let bound = bounds[0].zip(bounds[1]);
    [
        two.likest,
        one(two.is_likest()),
        (two.places[0] - two.places[1]).abs(),
        one(two.is_one_ahead()),
        one(two.ahead[0] && two.ahead[1]),
        one(x.is_of_others(y, two.sentences)),
        two.near.likeness,
        two.near.shared.ln_1p(),
        two.near.n_closest.min(2) as f32,
        likeness::farther([x, y], both).ln_1p(),
        two.part,
        two.shared.weight.ln_1p(),
        two.shared.own.ln_1p(),
        two.n_words(),
        two.n_values(),
        two.n_same_values(),
        one(two.sentences[0].is_as_of != two.sentences[1].is_as_of),
        one(two.quoted[0] != two.quoted[1]),
        one(x.has(Aspect::Saying) != y.has(Aspect::Saying)),
        bound.map_or(0.0, |(x, y)| if x == y { 1.0 } else { -1.0 }),
        one(bounds[0].is_some() != bounds[1].is_some()),
        two.shared.n_names.min(3) as f32,
        two.sentences.map(|it| one(it.days.len() == 1)).iter().sum(),
        one(two.values[0].kind == Kind::Time),
    ]
}

/// What is known of two days that differ before anything is known of the others.
const CLEAR_WITHOUT: f32 = -2.83;

/// What speaks for two days that differ being those of one event, where others may be meant.
pub(super) const CLEAR: [Evidence; 16] = [
    ("how alike they are", 0.61),
    ("how much less alike any other is that differs", -0.01),
    ("how much less alike any other is that agrees", 0.16),
    ("how much more alike another is that differs", 0.33),
    ("how much more alike another is that agrees", 0.16),
    ("the other text gives the day too", -1.42),
    ("both texts give both days", 1.27),
    ("how many days lie between the two", 0.37),
    ("one day does", 2.20),
    ("more than some days do", -1.56),
    ("more than a month does", -2.57),
    ("they are the same days of two months", 3.51),
    ("one is of whatever week", -0.95),
    ("nothing says that they are of two weeks", 2.90),
    ("how many days lie between the texts", -0.23),
    ("only one is the day on which somebody speaks", -0.53),
];

/// How likely two days that differ are those of one event, from 0 to 1.
pub(super) fn likely(clear: &Clear<'_, Two<'_>>, both: &Both<'_>) -> f32 {
    weigh::likely(weigh::sum(CLEAR_WITHOUT, &CLEAR, &amounts(clear, both)))
}

/// How much there is of each.
pub(super) fn amounts(clear: &Clear<'_, Two<'_>>, both: &Both<'_>) -> [f32; 16] {
    let two = &clear.pair.two;
    let Some(([x, y], apart)) = days(two) else {
        return [0.0; 16];
    };
    let given = [&both.a.days, &both.b.days];
    let n_given = [(x, 1), (y, 0)].map(|(own, side)| {
        let mut others = given[side].iter().copied();
        one(others.any(|other| own.is_that_of(other)))
    });
    let apart = apart.abs();
    let may_be_one = when::may_be_of_one([x, y], two.sentences, both);
    let saying = two.frames.map(|frame| frame.has(Aspect::Saying));
    [
        clear.pair.alike,
        clear.over_rival,
        clear.over_agreeing,
        clear.over_rival.min(0.0),
        clear.over_agreeing.min(0.0),
        n_given[0] + n_given[1],
        n_given[0] * n_given[1],
        (apart as f32).ln_1p(),
        one(apart == 1),
        one(apart > FAR),
        one(apart > TOO_FAR),
        one(apart > NO_WEEKDAY && x.day.day() == y.day.day()),
        one(x.is_of_any_week() || y.is_of_any_week()),
        one(may_be_one),
        two.days_between.unsigned_abs().min(7) as f32,
        one(saying[0] != saying[1]),
    ]
}
