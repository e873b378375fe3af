//! What is read as a value in the five sources, and the laws that reading and comparing obey.

use std::fmt::Write as _;
use std::path::Path;

use claimtest::value::{self, Context, Relation, Value};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;

use crate::golden;

/// A few characters on either side of a value, on one line.
fn shown(text: &str, value: &Value) -> String {
    let edge = |from: usize, to: usize| {
        let from = (0..=from).rev().find(|&at| text.is_char_boundary(at));
        let to = (to..=text.len()).find(|&at| text.is_char_boundary(at));
        let (from, to) = (from.unwrap(), to.unwrap());
        text[from..to].replace('\n', " ")
    };
    let span = value.span;
    let before = edge(span.start.saturating_sub(24), span.start);
    let after = edge(span.end, (span.end + 24).min(text.len()));
    let words = value.words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{before}{{{words}}}{after}").trim().to_owned()
}

fn written(manifest: &toml::Table, id: &str) -> Date {
    let day = manifest[id]["written"].as_datetime().unwrap();
    day.to_string().parse().unwrap()
}

#[test]
fn values_of_the_sources_are_reviewed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let manifest = std::fs::read_to_string(root.join("sources.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    for file in [
        "000_5377a8c06ccd93ad",
        "001_f4574ab884a11c18",
        "002_efe932c9993e584c",
        "003_655f8c235e267823",
        "004_d42e74d3531ae91a",
    ] {
        let text = std::fs::read_to_string(root.join(file).with_extension("txt")).unwrap();
        let id = &file[..3];
        let context = Context {
            written: Some(written(&manifest, id)),
            ..Context::default()
        };
        let mut body = String::new();
        for value in value::read(&text, &context) {
            let kind = format!("{:?}", value.kind).to_lowercase();
            let (canonical, place) = (value.canonical(), shown(&text, &value));
            writeln!(body, "{kind:10}  {canonical:22}  {place}").unwrap();
        }
        golden::assert("values", id, &body);
    }
}

fn context() -> Context<'static> {
    Context {
        written: Some(date(2023, 3, 22)),
        ..Context::default()
    }
}

fn whole(text: &str) -> Value {
    value::read_whole(text, None, &context()).unwrap()
}

/// Amounts of one unit, so that most pairs can be compared.
fn amount(units: Vec<&'static str>) -> impl Strategy<Value = String> {
    let comparator = select(vec![
        "",
        "",
        "",
        "only ",
        "more than ",
        "at least ",
        "less than ",
        "up to ",
        "about ",
        "nearly ",
        "just over ",
    ]);
    let figure = prop_oneof![
        (0..400_u32).prop_map(|n| n.to_string()),
        (0..40_u32, 0..100_u32).prop_map(|(n, m)| format!("{n}.{m:02}")),
        (1..90_u32).prop_map(|n| format!("{n},000")),
        (1..9_u32, 1..10_u32).prop_map(|(n, m)| format!("{n}.{m} million")),
        (0..30_u32, 1..30_u32).prop_map(|(low, by)| format!("{low} to {}", low + by)),
        select(vec![
            "one",
            "twelve",
            "twenty-one",
            "a hundred and five",
            "two dozen",
            "two thousand",
            "half a million",
            "two-thirds",
            "3½",
            "thirty (30)"
        ])
        .prop_map(str::to_owned),
    ];
    (comparator, figure, select(units)).prop_map(|(comparator, figure, unit)| {
        if figure.contains(" to ") {
            format!("{figure}{unit}")
        } else {
            format!("{comparator}{figure}{unit}")
        }
    })
}

fn numbers() -> impl Strategy<Value = String> {
    amount(vec![""])
}

fn amounts() -> impl Strategy<Value = String> {
    amount(vec![
        "",
        " percent",
        " percentage points",
        " dollars",
        " Canadian dollars",
        " pence",
        " basis points",
        " degrees Celsius",
        " degrees Fahrenheit",
        " mph",
        " square miles",
        " km",
        " miles",
        " kg",
        " days",
        " weeks",
        " months",
        " years",
    ])
}

fn dates() -> impl Strategy<Value = String> {
    let month = select(vec!["January", "March", "June", "October", "December"]);
    prop_oneof![
        (1..28_u8, month.clone(), 1990..2030_u16).prop_map(|(d, m, y)| format!("{d} {m} {y}")),
        (month.clone(), 1990..2030_u16).prop_map(|(m, y)| format!("{m} {y}")),
        (month, 1..28_u8).prop_map(|(m, d)| format!("{m} {d}")),
        (1900..2030_u16).prop_map(|y| y.to_string()),
        select(vec![
            "Wednesday",
            "last week",
            "yesterday",
            "this year",
            "last February",
            "the third quarter of 2023",
            "Q1 2024",
            "the 1990s",
            "the nineteenth century",
            "summer 2019",
            "Christmas",
            "two weeks ago",
            "next Friday",
            "March 20–22, 2023",
            "from 2018 to 2019",
            "since 2014",
            "before March 2023",
            "the first Monday of May 2023",
            "last year’s third quarter",
            "daily",
            "now",
            "every other Friday",
            "every two weeks",
            "Mondays",
            "each July",
            "every night",
            "1 month and 21 days ago",
            "two days before Christmas",
            "three weeks after January 15, 2024",
            "the day after Thanksgiving",
            "3 Fridays from now",
            "two days later",
            "a year earlier",
            "the quarter",
            "the first week of October",
            "the last three weeks of this year",
            "the 15th day of next month",
            "the week of March 20",
            "the rest of the year",
            "the week after next",
            "Friday after next",
            "previous Tuesday",
            "the end of the month",
            "early March",
            "from the end of March to the middle of September",
            "from Nov to Feb 2024",
            "between 22/Jan/2019 and today",
            "10/1/2018-10/7/2018",
            "from 4 to 22 this month",
            "no later than May 3, 2023",
            "after 2018",
        ])
        .prop_map(str::to_owned),
    ]
}

fn others() -> impl Strategy<Value = String> {
    select(vec![
        "fortieth",
        "21st",
        "the 112th",
        "17:00",
        "5:30 p.m. EST",
        "noon",
        "Wednesday at 5 p.m.",
        "did not",
        "refused to",
        "did",
        "29 years old",
        "29-year-old",
        "once",
        "never",
        "two-thirds",
        "one in five",
        "dozens",
        "tens of thousands",
        "a couple of days",
        "several years",
        "-5 °C",
        "39.5C",
        "5ft 11in",
        "6-foot-4",
        "the low 20s",
        "aged 47",
        "several hundred",
        "a couple of hundred",
        "300-odd",
        "120-plus",
        "HK$8,000",
        "R4bn",
        "plus or minus 3 percentage points",
        "1 in 14 million",
        "tenfold",
        "second-to-last",
        "penultimate",
        "Xi Jinping",
        "consonant",
    ])
    .prop_map(str::to_owned)
}

fn times() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..24_u8, 0..60_u8).prop_map(|(hour, minute)| format!("{hour}:{minute:02}")),
        (1..13_u8, select(vec!["a.m.", "p.m."])).prop_map(|(hour, half)| format!("{hour} {half}")),
        (1..12_u8, 1..12_u8).prop_map(|(from, to)| format!("tomorrow from {from} to {to}")),
        select(vec![
            "noon",
            "half past seven",
            "seven o’clock",
            "9:30 to 11 a.m.",
            "from 11 p.m. to 3 a.m.",
            "3-4pm",
            "after 3 p.m.",
            "before 11:30",
            "until 2 p.m.",
            "Wednesday before 4pm",
            "8 this evening",
            "in the morning",
            "in the evening",
            "1:30 PM on March 21, 2023",
            "each Monday at 4pm",
            "17:00 GMT",
            "noon EST",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Lengths of time told from the day of writing, and in several units.
fn durations() -> impl Strategy<Value = String> {
    prop_oneof![
        (
            1..40_u8,
            select(vec!["days", "weeks", "months", "years", "hours"])
        )
            .prop_map(|(count, unit)| format!("the last {count} {unit}").replace("the ", "")),
        (1..9_u8, 1..11_u8).prop_map(|(years, months)| format!("{years} years {months} months")),
        select(vec![
            "the next two days",
            "a year and a half",
            "5 upcoming years",
            "2.5 hours"
        ])
        .prop_map(|text| text.trim_start_matches("the ").to_owned()),
    ]
}

fn values() -> impl Strategy<Value = String> {
    prop_oneof![amounts(), dates(), times(), durations(), others()]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/values.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_printed_reads_back(text in values()) {
        let first = whole(&text);
        let second = value::read_whole(&first.canonical(), Some(first.kind), &context());
        let second = second.unwrap_or_else(|| panic!("`{}` does not read back", first.canonical()));
        prop_assert_eq!(first.canonical(), second.canonical());
        prop_assert_eq!(value::compare(&first, &second, &context()), Relation::Supports);
        prop_assert_eq!(value::compare(&second, &first, &context()), Relation::Supports);
    }

    #[test]
    fn every_value_supports_itself(text in values()) {
        let value = whole(&text);
        prop_assert_eq!(value::compare(&value, &value, &context()), Relation::Supports);
    }

    #[test]
    fn support_is_transitive(texts in prop_oneof![
        (numbers(), numbers(), numbers()), (amounts(), amounts(), amounts()), (dates(), dates(), dates()),
        (times(), times(), times()), (durations(), durations(), durations()),
    ]) {
        let (a, b, c) = (whole(&texts.0), whole(&texts.1), whole(&texts.2));
        let supports = |claim, found| value::compare(claim, found, &context()) == Relation::Supports;
        if supports(&a, &b) && supports(&b, &c) {
            prop_assert!(supports(&a, &c));
        }
    }

    #[test]
    fn conflict_is_symmetric_and_excludes_support(a in values(), b in values()) {
        let (a, b) = (whole(&a), whole(&b));
        let conflict = value::conflict(&a, &b, &context());
        prop_assert_eq!(conflict, value::conflict(&b, &a, &context()));
        for relation in [value::compare(&a, &b, &context()), value::compare(&b, &a, &context())] {
            prop_assert!(!(conflict && relation.supports()));
        }
    }

    #[test]
    fn a_wider_claim_never_turns_support_into_conflict(
        found in numbers(), low in 0..300_i32, width in 0..100_i32, more in 0..100_i32,
    ) {
        let found = whole(&found);
        let range = |low: i32, high: i32| whole(&format!("[{low}, {high}]"));
        let narrow = range(low, low + width + 1);
        let wide = range(low - more, low + width + 1 + more);
        if value::compare(&narrow, &found, &context()).supports() {
            prop_assert!(value::compare(&wide, &found, &context()).supports());
            prop_assert!(!value::conflict(&wide, &found, &context()));
        }
    }

    #[test]
    fn a_wider_stretch_of_days_never_turns_support_into_conflict(
        found in dates(), low in 0..4000_i32, width in 0..400_i32, more in 0..400_i32,
    ) {
        let found = whole(&found);
        let day = |by: i32| date(2018, 1, 1).checked_add(jiff::ToSpan::days(by)).unwrap();
        let range = |low: i32, high: i32| whole(&format!("{}/{}", day(low), day(high)));
        let narrow = range(low, low + width + 1);
        let wide = range(low - more, low + width + 1 + more);
        if value::compare(&narrow, &found, &context()).supports() {
            prop_assert!(value::compare(&wide, &found, &context()).supports());
            prop_assert!(!value::conflict(&wide, &found, &context()));
        }
    }

    #[test]
    fn no_text_makes_reading_panic_and_values_stand_in_order(
        words in proptest::collection::vec(select(vec![
            "two", "hundred", "and", "a", "-", "–", "1", "16,181", ".", ",", "’", "s", "March", "22", "2023", "$", "€", "½",
            "million", "more", "than", "last", "week", "the", "first", "Monday", "of", "from", "to", "between", "%", "km", "²",
            "5", ":", "30", "p.m.", "no", "not", "year", "old", "half", "quarter", "third", "\n\n", "é", "😀", "/", "(", "∞", "]",
            "later", "earlier", "before", "since", "every", "other", "pm", "at", "tomorrow", "night", "that", "noon", "ago",
            "zero", "point", "dozens", "999999999999999999999999999", "e", "^", "×10", "ago", "one", "in", "Q", "H", "-W",
        ]), 0..40),
        joiner in select(vec!["", " "]),
    ) {
        let text = words.join(joiner);
        let mut last = 0;
        for value in value::read(&text, &context()) {
            prop_assert!(value.span.start >= last && !value.span.is_empty());
            prop_assert_eq!(value.span.of(&text), &value.words);
            prop_assert!(value.span.contains(value.figure));
            last = value.span.end;
        }
        let read = value::read_whole(&text, None, &context());
        prop_assert_eq!(read.is_some(), !text.trim().is_empty());
    }
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for unit in [
        "two hundred and ",
        "1 ",
        "1,",
        "1-",
        "one in ",
        "from Monday to ",
        "the third of the second of ",
        "two days before ",
        "1 year 2 months ",
        "the week of ",
        "between 3 and ",
        "a year earlier ",
        "since after ",
        "in the morning at ",
        "half a ",
        "last year’s ",
        "$",
        "a ",
        "1m ",
        "rose 3 to ",
        "1 (",
        "aged ",
        "6-foot-",
        "1,1,1,",
        "several hundred ",
        "and a third of ",
        "40F ",
        "R1",
        "1-2-",
        "more than ",
    ] {
        let text = unit.repeat(20_000 / unit.len());
        for value in value::read(&text, &context()) {
            assert!(value.span.end <= text.len());
        }
    }
}
