//! Copies of every make, what only looks like one, and how voices are counted.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Before, Copied, Copies, ONE_VOICE, Outlines};
use crate::source::manifest::Meta;
use crate::source::{Source, SourceId, Text};

/// Ten sentences of a report.
const REPORT: [&str; 10] = [
    "The bridge over the river Oder in Hohenwutzen was closed to lorries on Monday morning.",
    "Engineers found a crack of two metres in one of its three main girders during an inspection.",
    "The mayor, Karin Vogt, said that nobody had been in danger at any time that week.",
    "Lorries have to take the crossing at Schwedt, which lies some forty kilometres to the north.",
    "Hauliers on both sides of the border expect losses of several thousand euros a day.",
    "The bridge was built in 1957 and strengthened twice, most recently after the flood of 1997.",
    "A repair could take until the end of April, the road authority of the state told reporters.",
    "It has asked a firm from Stettin to bring steel plates and a floating crane to the site.",
    "Cars and bicycles may still cross, though no faster than thirty kilometres an hour.",
    "Karin Vogt wants a new bridge, and has written to the ministers of transport in Berlin and Warsaw.",
];

/// Another report of the same.
const OTHER: [&str; 10] = [
    "Trucks can no longer cross the Oder at Hohenwutzen after a routine check turned up damage.",
    "The crack runs through a girder near the Polish bank and is as long as a tall man.",
    "Until spring, drivers face a detour by way of Schwedt, the transport agency announced.",
    "Jan Nowak, who runs nine trucks from Cedynia, reckons that it costs him four hundred euros daily.",
    "People in the village had heard a bang on Sunday night and thought of the ice.",
    "The span dates from the postwar years, when it replaced one that retreating soldiers blew up.",
    "Karin Vogt, the mayor, was told by telephone while she sat at breakfast.",
    "She called the closure right and the state of the river crossings a disgrace.",
    "Commuters with small cars are let through one by one by a man with a flag.",
    "Whether Warsaw pays a share of a replacement is to be talked over in the summer.",
];

const STATEMENT: &str = "“We closed the bridge over the Oder because we could not answer for it any longer. \
    Our engineers measured the crack twice and came to the same figure. No lorry will cross before the girder \
    has been plated and the plates have been tested under load. We know what this means to the hauliers of \
    Hohenwutzen and of Cedynia. We shall tell them every Friday how far the work has come,” the road authority said.";

const NOTICE: &str = "Subscribe to our free newsletter and never miss another morning briefing. \
    Follow us on all major social networks and download the application for telephones. \
    Copyright Eastern Press Group, all rights reserved, reproduction without permission prohibited. \
    Send corrections and complaints to the readers' editor at the address given below.";

fn source(id: &str, text: &str, origin: Option<&str>) -> Source {
    Source {
        id: SourceId::new(id),
        file: format!("seeds/{id}.txt"),
        text: Text::new(text.to_owned()),
        hash: blake3::hash(text.as_bytes()),
        meta: Arc::new(Meta {
            origin: origin.map(str::to_owned),
            ..Meta::default()
        }),
    }
}

fn copied(a: &str, b: &str) -> Option<Copied> {
    let sources = [source("a", a, None), source("b", b, None)];
    Copies::new(&sources).between(0, 1)
}

/// A text in which one small word in `every` that says something is another, as a program rewords it.
fn reworded(text: &str, every: usize) -> String {
    let mut n = 0;
    let words = text.split(' ').map(|word| {
        let is_long = word.len() > 4 && word.starts_with(char::is_lowercase);
        n += usize::from(is_long);
        if is_long && n % every == 0 {
            word.chars().rev().filter(|c| c.is_alphabetic()).collect()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn copies_are_found_and_what_only_looks_like_one_is_not() {
    let (report, other) = (REPORT.join(" "), OTHER.join(" "));
    let half = [&REPORT[..5], &OTHER[5..]].concat().join(" ");
    let added = format!("{report}\n\nOur reporter adds: {}", OTHER[3]);
    let quoting = |text: &[&str]| format!("{} {STATEMENT} {}", text[0], text[1..4].join(" "));
    let noticed = |text: &[&str]| format!("{}\n\n{NOTICE}", text.join(" "));
    for (name, a, b, least, most) in [
        ("the same text", &report, &report, 100, 100),
        ("another report", &report, &other, 0, 0),
        ("one word in three", &report, &reworded(&report, 3), 90, 100),
        ("one word in two", &report, &reworded(&report, 2), 60, 100),
        ("half of it", &report, &half, 50, 50),
        ("a paragraph more", &report, &added, 100, 100),
        ("quoted", &quoting(&REPORT), &quoting(&OTHER), 0, 0),
        ("a notice", &noticed(&REPORT), &noticed(&OTHER), 0, 0),
        (
            "a short text and a notice",
            &noticed(&REPORT[..4]),
            &noticed(&OTHER[..4]),
            0,
            0,
        ),
        (
            "a copy and a notice",
            &noticed(&REPORT),
            &noticed(&REPORT),
            100,
            100,
        ),
    ] {
        let found = copied(a, b).map_or(0, Copied::most);
        assert!((least..=most).contains(&found), "{name}: {found} %");
        let back = copied(b, a).map(|it| Copied { a: it.b, b: it.a });
        assert_eq!(copied(a, b), back, "{name}");
    }
}

/// How many voices the sources are, of which the first `n_cited` are cited, in any order of their ids.
fn voices(sources: &[(String, Option<&str>)], n_cited: usize) -> usize {
    let n = sources.len();
    let count = |order: &[usize]| {
        let id = |at: usize| format!("{:03}", order[at]);
        let mut all: Vec<(usize, Source)> = sources
            .iter()
            .enumerate()
            .map(|(at, (text, origin))| (at, source(&id(at), text, *origin)))
            .collect();
        all.sort_by(|x, y| x.1.id.cmp(&y.1.id));
        let numbers = |is_meant: &dyn Fn(usize) -> bool| -> BTreeSet<usize> {
            let meant = all.iter().enumerate().filter(|(_, (at, _))| is_meant(*at));
            meant.map(|(number, _)| number).collect()
        };
        let (cited, others) = (numbers(&|at| at < n_cited), numbers(&|at| at >= n_cited));
        let all: Vec<Source> = all.into_iter().map(|(_, source)| source).collect();
        Copies::new(&all)
            .voices(&cited, &others, (&Outlines::default(), None))
            .n
    };
    let straight: Vec<usize> = (0..n).collect();
    let found = count(&straight);
    let turned: Vec<usize> = (0..n).rev().collect();
    let shifted: Vec<usize> = (0..n).map(|at| (at + 1) % n).collect();
    for order in [turned, shifted] {
        assert_eq!(count(&order), found, "in the order {order:?}");
    }
    found
}

#[test]
fn copies_of_one_origin_count_once() {
    let (report, other) = (REPORT.join(" "), OTHER.join(" "));
    let both = format!("{report} {other}");
    // Each has most of the one before, and the last nothing of the first.
    let chain = [
        REPORT.join(" "),
        [&REPORT[4..], &OTHER[..4]].concat().join(" "),
        [&REPORT[8..], &OTHER[..6]].concat().join(" "),
    ];
    let chain = |at: usize| (chain[at].clone(), None);
    let text = |text: &String| (text.clone(), None);
    for (name, sources, n_cited, expected) in [
        ("two reports", vec![text(&report), text(&other)], 2, 2),
        ("a copy", vec![text(&report), text(&report)], 2, 1),
        (
            "a copy that is not cited",
            vec![text(&report), text(&report)],
            1,
            1,
        ),
        ("a chain", vec![chain(0), chain(1), chain(2)], 3, 1),
        (
            "a chain that is not cited",
            vec![chain(0), chain(1), chain(2)],
            1,
            1,
        ),
        ("its ends", vec![chain(0), chain(2)], 2, 2),
        (
            "two reports and both in one",
            vec![text(&report), text(&other), text(&both)],
            3,
            1,
        ),
        (
            "what is not cited joins nothing",
            vec![text(&report), text(&other), text(&both)],
            2,
            2,
        ),
    ] {
        assert_eq!(voices(&sources, n_cited), expected, "{name}");
    }
}

#[test]
fn the_manifest_decides_whose_voice_it_is() {
    let (report, other) = (REPORT.join(" "), OTHER.join(" "));
    for (a, b, is_copy, expected) in [
        (None, None, true, 1),
        (None, None, false, 2),
        (Some("CNN"), None, true, 1),
        (Some("CNN"), Some("NPR"), true, 2),
        (Some("CNN"), Some("CNN"), false, 1),
        (Some("001"), None, true, 1),
        (Some("itself"), None, true, 2),
    ] {
        let second = if is_copy { &report } else { &other };
        let a = a.map(|origin| if origin == "itself" { "000" } else { origin });
        let sources = [source("000", &report, a), source("001", second, b)];
        let cited = BTreeSet::from([0, 1]);
        let found =
            Copies::new(&sources).voices(&cited, &BTreeSet::new(), (&Outlines::default(), None));
        assert_eq!(found.n, expected, "{a:?} {b:?} {is_copy}");
        let is_told = is_copy && a.is_none() && b.is_none() || a == Some("CNN") && b.is_none();
        assert_eq!(
            found.copies.len(),
            usize::from(is_told),
            "{a:?} {b:?} {is_copy}"
        );
    }
}

/// What is looked at among hundreds of texts is enough: no pair that counts once is lost.
#[test]
fn looking_for_likely_pairs_loses_none() {
    let pool: Vec<String> = REPORT
        .iter()
        .chain(&OTHER)
        .map(|it| (*it).to_owned())
        .collect();
    let line = (0..pool.len(), 1_usize..6);
    let texts = vec(vec(line, 1..12), 2..24);
    proptest!(ProptestConfig::with_cases(64), |(texts in texts)| {
        let text = |lines: &Vec<(usize, usize)>| {
            let lines = lines.iter();
            let lines: Vec<String> = lines.map(|&(at, every)| reworded(&pool[at], every)).collect();
            lines.join(" ")
        };
        let texts = texts.iter().map(text).enumerate();
        let sources: Vec<Source> = texts.map(|(n, text)| source(&format!("s{n}"), &text, None)).collect();
        let copies = Copies::new(&sources);
        let pairs = (0..sources.len()).flat_map(|b| (0..b).map(move |a| [a, b]));
        let is_one = |pair: &[usize; 2]| {
            let shared = copies.between(pair[0], pair[1]);
            shared.is_some_and(|shared| shared.most() >= ONE_VOICE)
        };
        let mut one: Vec<[usize; 2]> = pairs.filter(is_one).collect();
        one.sort_unstable();
        let voices = copies.voices(&BTreeSet::new(), &(0..sources.len()).collect(), (&Outlines::default(), None));
        prop_assert_eq!(&voices.copies, &one);
        // The first text has changed, and of the others it is known.
        let others = one.iter().filter(|pair| pair[0] > 0).copied();
        let before = Before { changed: BTreeSet::from([0]), copies: others.collect() };
        let all = (0..sources.len()).collect();
        let again = copies.voices(&BTreeSet::new(), &all, (&Outlines::default(), Some(&before)));
        prop_assert_eq!(again, voices);
    });
}
