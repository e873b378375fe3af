//! The ladder on every sentence of the seeds: what an honest hand may do to a quotation is found on
//! its rung, what a dishonest one may do is not found at all.

mod dishonest;
mod honest;
mod hostile;
mod property;

use std::collections::BTreeMap;

use claimtest::index::Index;
use claimtest::passage::{Pattern, Query, Rung, Scope, elsewhere, find, nearest};
use claimtest::source::Text;

/// Sentences shorter than this many words are not told apart from others.
const SHORTEST: usize = 6;

fn seeds() -> Vec<Text> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 5);
    let read = |path| Text::new(std::fs::read_to_string(path).unwrap());
    files.into_iter().map(read).collect()
}

fn sentences(text: &Text) -> impl Iterator<Item = &str> {
    let all = text.sentences().iter().map(|span| span.of(text.original()));
    all.filter(|sentence| sentence.split_whitespace().count() >= SHORTEST)
}

/// How often each kind of case was tried; what went wrong.
#[derive(Default)]
struct Tally {
    tried: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

impl Tally {
    fn close(self, what: &str, least: usize) {
        let total: usize = self.tried.values().sum();
        let shown = self.wrong.iter().take(20).map(String::as_str);
        let wrong = shown.collect::<Vec<_>>().join("\n");
        let n_wrong = self.wrong.len();
        assert!(
            n_wrong == 0,
            "{n_wrong} of {total} {what}: {:?}\n{wrong}",
            self.tried
        );
        assert!(
            total >= least,
            "only {total} cases of {what}: {:?}",
            self.tried
        );
    }
}

#[test]
fn honest_quotations_are_found_on_their_rung() {
    let seeds = seeds();
    let index = Index::new(&seeds);
    let mut tally = Tally::default();
    for (source, text) in seeds.iter().enumerate() {
        for sentence in sentences(text) {
            for &(name, rung, change) in honest::OF_QUOTATION {
                let Some(quotation) = change(sentence) else {
                    continue;
                };
                *tally.tried.entry(name).or_default() += 1;
                let query = Query {
                    within: Scope::Sentence,
                    ..Query::new(&quotation)
                };
                let found = find(&query, &index, source);
                if !found.iter().any(|it| it.rung == rung) {
                    let rungs: Vec<Rung> = found.iter().map(|it| it.rung).collect();
                    tally
                        .wrong
                        .push(format!("{name}: {rungs:?} for {quotation}"));
                }
            }
        }
    }
    tally.close("honest quotations", 5000);
}

#[test]
fn sources_printed_otherwise_still_hold_their_sentences() {
    let mut tally = Tally::default();
    for text in &seeds() {
        for sentence in sentences(text) {
            for &(name, rung, change) in honest::OF_SOURCE {
                let Some(printed) = change(sentence) else {
                    continue;
                };
                *tally.tried.entry(name).or_default() += 1;
                let printed = Text::new(format!("So it was.\n\n{printed}\n\nAnd so on."));
                let found = find(&Query::new(sentence), &Index::new([&printed]), 0);
                if found.first().is_none_or(|it| it.rung != rung) {
                    let rungs: Vec<Rung> = found.iter().map(|it| it.rung).collect();
                    tally
                        .wrong
                        .push(format!("{name}: {rungs:?} for {sentence}"));
                }
            }
        }
    }
    tally.close("sources printed otherwise", 1000);
}

#[test]
fn altered_quotations_are_near_at_most() {
    let seeds = seeds();
    let index = Index::new(&seeds);
    let mut tally = Tally::default();
    let (mut n_near, mut n_plain) = (0, 0);
    for (source, text) in seeds.iter().enumerate() {
        for sentence in sentences(text) {
            for &(name, change) in dishonest::ALTERED {
                let Some(altered) = change(sentence) else {
                    continue;
                };
                for &(disguise, disguised) in dishonest::DISGUISES {
                    let Some(quotation) = disguised(&altered) else {
                        continue;
                    };
                    *tally.tried.entry(name).or_default() += 1;
                    let pattern = Pattern::new(Query::new(&quotation));
                    if let Some(found) = pattern.find(&index, source).first() {
                        let rung = found.rung.name();
                        tally
                            .wrong
                            .push(format!("{name}, {disguise}: {rung} for {quotation}"));
                    }
                }
                if altered.contains('…') {
                    // Its pieces are looked for one by one, wherever in the paragraph they stand.
                    continue;
                }
                let near = Pattern::new(Query::new(&altered)).nearest(&index, source);
                let meant = near.is_some_and(|near| {
                    let here = near.span.of(text.original());
                    sentence.contains(here) || here.contains(sentence)
                });
                n_near += usize::from(meant);
                n_plain += 1;
            }
        }
    }
    assert!(n_near * 100 >= n_plain * 99, "{n_near} of {n_plain}");
    tally.close("altered quotations", 20_000);
}

#[test]
fn halves_of_two_sentences_are_not_one() {
    let seeds = seeds();
    let index = Index::new(&seeds);
    let mut tally = Tally::default();
    for (source, text) in seeds.iter().enumerate() {
        let all: Vec<&str> = sentences(text).collect();
        for pair in all.windows(3) {
            let half = |sentence: &str| {
                sentence
                    .match_indices(' ')
                    .nth(SHORTEST / 2)
                    .map(|(at, _)| at)
            };
            let (Some(a), Some(b)) = (half(pair[0]), half(pair[2])) else {
                continue;
            };
            *tally.tried.entry("joined").or_default() += 1;
            let quotation = format!("{}{}", &pair[0][..a], &pair[2][b..]);
            if !find(&Query::new(&quotation), &index, source).is_empty() {
                tally.wrong.push(quotation);
            }
        }
    }
    tally.close("joined halves", 150);
}

#[test]
fn words_of_another_source_are_found_there_alone() {
    let seeds = seeds();
    let index = Index::new(&seeds);
    let mut tally = Tally::default();
    for (source, text) in seeds.iter().enumerate() {
        for sentence in sentences(text) {
            let query = Query::new(sentence);
            let there = elsewhere(&query, &index);
            for other in (0..seeds.len()).filter(|&other| other != source) {
                *tally.tried.entry("elsewhere").or_default() += 1;
                let is_there = seeds[other].original().contains(sentence);
                let found = !find(&query, &index, other).is_empty();
                let listed = there.contains(&other) && there.contains(&source);
                if found != is_there || (is_there && !listed) {
                    tally.wrong.push(format!("{other} for {sentence}"));
                }
            }
        }
    }
    tally.close("sentences in other sources", 500);
}

#[test]
fn the_nearest_passage_of_an_elided_quotation_is_found_too() {
    let seeds = seeds();
    let index = Index::new(&seeds);
    let query = Query::new("The sanctions have exacerbated […] between Russia and America");
    let near = nearest(&query, &index, 0).unwrap();
    assert!(
        near.span
            .of(seeds[0].original())
            .contains("asymmetrical relationship")
    );
}
