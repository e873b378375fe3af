//! Hostile texts and queries: nothing panics, and nothing takes longer than its length warrants.

use std::time::{Duration, Instant};

use claimtest::index::Index;
use claimtest::passage::{Query, Scope, count, find, nearest};
use claimtest::source::Text;

/// What each pair of text and query may take, in a build for debugging, on a busy machine.
const MOST: Duration = Duration::from_mins(1);

/// Bytes of each text: a megabyte, as such texts are made up, or less where nothing is optimized.
const SIZE: usize = if cfg!(debug_assertions) {
    1 << 15
} else {
    1 << 20
};

const UNITS: &[&str] = &[
    "“",
    "\"",
    "'",
    "[",
    "]",
    "(",
    "…",
    "...",
    ". . . ",
    "[…] ",
    "-",
    "-\n",
    "a-\n",
    "[a]",
    "[a] ",
    "(a) ",
    "a ",
    "a b ",
    "“a,” he said, “",
    "\u{ad}",
    "\u{301}",
    "\u{200b}",
    "<",
    "<a>",
    "[1]",
    "1\n",
    "1 a\n",
    "“\n\n",
    "а",
    "ﬁ",
    "$",
    "-5",
    ".",
    ",",
    "not ",
    "\r\n",
    "\u{2028}",
    "{",
    "[T]he ",
    "a … ",
    "“a,” he said. ",
    "“a ‘b’ c” ",
    "> ",
    "> a\n",
    "// a\n",
    "a-\n17\n",
    "5  a\n",
    "`a` ",
    "[[a|b]] ",
    "___",
    "a<sup>1</sup> ",
    "a(1) ",
];

#[test]
fn a_megabyte_of_anything_is_read_in_time() {
    for unit in UNITS {
        let started = Instant::now();
        let many = unit.repeat(SIZE / unit.len());
        let text = Text::new(format!("so it is {many} so it was"));
        let index = Index::new([&text]);
        let _ = count(unit, &index, 0);
        let mut laps = vec![started.elapsed()];
        for query in [
            format!("so it is {many} so it was not"),
            format!("it is … {many}"),
            "is … so it … was".to_owned(),
            format!("{many} a"),
        ] {
            let query = Query {
                within: Scope::Source,
                ..Query::new(&query)
            };
            let _ = find(&query, &index, 0);
            laps.push(started.elapsed());
        }
        let _ = nearest(&Query::new("so it was … so it is not"), &index, 0);
        assert!(
            started.elapsed() < MOST,
            "{unit:?} took {laps:?}, {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn repeated_words_are_walked_along_once() {
    let started = Instant::now();
    let text = Text::new("a b ".repeat(100_000));
    let index = Index::new([&text]);
    let query = "a b ".repeat(2_000) + "a a b";
    assert!(find(&Query::new(&query), &index, 0).is_empty());
    let query = "a b ".repeat(2_000);
    assert_eq!(find(&Query::new(&query), &index, 0).len(), 50);
    assert!(started.elapsed() < MOST, "took {:?}", started.elapsed());
}
