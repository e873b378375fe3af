//! Fits the weights that tell which figures and which days of two texts are of one fact: `cargo bench --bench weights`.
//!
//! The groups under `tests/fixtures/survey` list what differs between their texts. Two values that stand in a listed
//! difference are of one fact; all others that differ are not. Each table is fitted by logistic regression. First
//! each group is left out in turn, and what would be found in it is printed: that is how the weights hold for texts
//! that had no part in them. Then come the tables, fitted to all groups.
//!
//! Other folders of articles may be named, each with how much a pair of its values counts: `cargo bench --bench
//! weights -- news seeds=3`. They are in every fit and never left out; what differs in them stands in their
//! `expected.toml`, and nothing does where they have none. The tables in use are fitted to the five articles of this
//! repository and to 84 unrelated ones as well: without them, the groups alone raise false alarms on the five
//! articles. So what is printed without them judges a new piece of evidence, and is not to be pasted.

#![expect(clippy::print_stdout, reason = "a command")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use claimtest::compare::survey::{Known, evidence, known};
use claimtest::project::{LoadOptions, Project};
use claimtest::source::SourceId;
use claimtest::span::Span;
use serde::Deserialize;

/// How strongly weights are drawn to zero.
const RIDGE: f64 = 3.0;

/// How often the weights are improved; a few times are enough.
const STEPS: usize = 12;

/// How likely it must be that two values are of one fact, for what is printed.
const FLOORS: [f64; 4] = [0.5, 0.6, 0.65, 0.7];

/// How little alike is what is not there.
const NOTHING: f64 = -6.0;

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    sources: [String; 2],
    kind: String,
    a: String,
    b: String,
}

/// Two values of two texts of a group.
struct Case {
    group: usize,
    /// The two texts, by number.
    texts: [usize; 2],
    known: Known,
    /// How much it counts.
    counts: f64,
    /// Whether they are of one fact, and whether they stand in any listed difference.
    is_one: bool,
    is_listed: bool,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/survey");
    let mut groups: Vec<_> = fs::read_dir(&root)
        .expect("the fixtures are there")
        .map(|entry| (entry.expect("the folder can be read").path(), 1.0))
        .collect();
    groups.sort_by(|x, y| x.0.cmp(&y.0));
    let own = groups.len();
    groups.extend(others());
    let mut cases: [Vec<Case>; 2] = [Vec::new(), Vec::new()];
    let mut planted = [0, 0];
    for (group, (path, counts)) in groups.iter().enumerate() {
        let (of, n) = read(group, path, *counts);
        for ((cases, of), (planted, n)) in cases.iter_mut().zip(of).zip(planted.iter_mut().zip(n)) {
            cases.extend(of);
            *planted += if group < own { n } else { 0 };
        }
    }
    let tables = ["figures", "days"].iter().zip(&cases).zip(evidence());
    for (((name, cases), names), planted) in tables.zip(planted) {
        let mut found = vec![0.0; cases.len()];
        for left_out in 0..own {
            let fitted = Fitted::new(cases, |case| case.group != left_out);
            let likely = fitted.likely(cases);
            for (at, case) in cases.iter().enumerate() {
                if case.group == left_out {
                    found[at] = likely[at];
                }
            }
        }
        println!("{name}, each group left out in turn ({planted} listed)");
        for floor in FLOORS {
            let (right, listed, all) = alarms(cases, &found, floor);
            println!("{floor:.2}: {right} found, {listed} of {all} alarms in a listed difference");
        }
        let fitted = Fitted::new(cases, |_| true);
        let likely = fitted.likely(cases);
        for (number, (path, _)) in groups.iter().enumerate().skip(own) {
            let of_this =
                cases.iter().zip(&likely).map(
                    |(case, likely)| {
                        if case.group == number { *likely } else { 0.0 }
                    },
                );
            let (right, _, all) = alarms(cases, &of_this.collect::<Vec<f64>>(), FLOORS[2]);
            println!(
                "{}: {right} found, {all} alarms at {:.2}",
                path.display(),
                FLOORS[2]
            );
        }
        for (table, names, weights) in [
            ("ALIKE", &names[0], &fitted.alike),
            ("CLEAR", &names[1], &fitted.clear),
        ] {
            println!("{table}_WITHOUT {:.2}", weights[0]);
            for (name, weight) in names.iter().zip(&weights[1..]) {
                println!("    (\"{name}\", {weight:.2}),");
            }
        }
    }
}

/// The folders that are named on the command line, and how much each counts.
fn others() -> Vec<(PathBuf, f64)> {
    let named = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let other = |named: String| match named.rsplit_once('=') {
        Some((path, counts)) => (path.into(), counts.parse().expect("a number after `=`")),
        None => (named.into(), 1.0),
    };
    named.map(other).collect()
}

/// The figures and the days of a group's texts, two by two, and how many differences of each are listed.
fn read(group: usize, path: &Path, counts: f64) -> ([Vec<Case>; 2], [usize; 2]) {
    let options = LoadOptions {
        topics: None,
        without_claims: true,
        ..LoadOptions::default()
    };
    let project = Project::load(path, &options).0;
    let ground = project.ground();
    let expected = fs::read_to_string(path.join("expected.toml")).unwrap_or_default();
    let expected: Expected = toml::from_str(&expected).expect("the list can be read");
    let place = |words: &str, id: &str| {
        let source = project
            .source(&SourceId::new(id))
            .expect("a text of the group");
        let start = source
            .text
            .original()
            .find(words)
            .expect("words of the text");
        Span::new(start, start + words.len())
    };
    let number = |id: &str| {
        let mut sources = project.sources.iter();
        sources.position(|source| source.id.as_str() == id)
    };
    let mut all: [Vec<Case>; 2] = [Vec::new(), Vec::new()];
    for a in 0..project.sources.len() {
        for b in a + 1..project.sources.len() {
            let of = known(&ground, [&project.sources[a], &project.sources[b]]);
            for (cases, known) in all.iter_mut().zip(of) {
                cases.extend(known.into_iter().map(|known| Case {
                    group,
                    texts: [a, b],
                    known,
                    counts,
                    is_one: false,
                    is_listed: false,
                }));
            }
        }
    }
    let mut planted = [0, 0];
    for difference in &expected.difference {
        let ids = &difference.sources;
        let texts = [number(&ids[0]), number(&ids[1])];
        let spans = [place(&difference.a, &ids[0]), place(&difference.b, &ids[1])];
        for (of, kind) in ["number", "day"].iter().enumerate() {
            let is_own = difference.kind == *kind;
            planted[of] += usize::from(is_own);
            mark(&mut all[of], texts, spans, is_own);
        }
    }
    (all, planted)
}

/// Marks the values that stand in a listed difference; the likest of those that differ are of one fact, where it is
/// of their kind.
fn mark(cases: &mut [Case], texts: [Option<usize>; 2], spans: [Span; 2], is_own: bool) {
    let stands = |case: &Case| {
        let is = |x: usize, y: usize| {
            texts == [Some(case.texts[x]), Some(case.texts[y])]
                && case.known.spans[x].overlaps(spans[0])
                && case.known.spans[y].overlaps(spans[1])
        };
        is(0, 1) || is(1, 0)
    };
    let mut best: Option<(f32, usize)> = None;
    for (at, case) in cases
        .iter_mut()
        .enumerate()
        .filter(|(_, case)| stands(case))
    {
        case.is_listed = true;
        let score: f32 = case.known.alike.iter().take(13).sum();
        if case.known.differ && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    if let Some((_, at)) = best.filter(|_| is_own) {
        cases[at].is_one = true;
    }
}

/// The weights of both tables; the first of each is what is known without any evidence.
struct Fitted {
    alike: Vec<f64>,
    clear: Vec<f64>,
}

impl Fitted {
    /// Fits both tables to the cases that have a part in it.
    fn new(cases: &[Case], has_part: impl Fn(&Case) -> bool) -> Self {
        let is_clear = |case: &Case| case.known.differ && (case.is_one || !case.is_listed);
        let part: Vec<usize> = (0..cases.len())
            .filter(|at| has_part(&cases[*at]) && is_clear(&cases[*at]))
            .collect();
        let is_one: Vec<(bool, f64)> = part
            .iter()
            .map(|at| (cases[*at].is_one, cases[*at].counts))
            .collect();
        let rows: Vec<Vec<f64>> = part
            .iter()
            .map(|at| wide(&cases[*at].known.alike))
            .collect();
        let alike = logistic(&rows, &is_one);
        let scores = scores(cases, &alike);
        let rivals = rivals(cases, &scores);
        let rows: Vec<Vec<f64>> = part.iter().map(|at| rivals[*at].clone()).collect();
        let clear = logistic(&rows, &is_one);
        Self { alike, clear }
    }

    /// How likely each two values are of one fact.
    fn likely(&self, cases: &[Case]) -> Vec<f64> {
        let scores = scores(cases, &self.alike);
        let rivals = rivals(cases, &scores);
        rivals
            .iter()
            .map(|row| sigmoid(dot(row, &self.clear)))
            .collect()
    }
}

/// Evidence in front of which stands what is known without any.
fn wide(evidence: &[f32]) -> Vec<f64> {
    let evidence = evidence.iter().copied().map(f64::from);
    std::iter::once(1.0).chain(evidence).collect()
}

fn scores(cases: &[Case], weights: &[f64]) -> Vec<f64> {
    cases
        .iter()
        .map(|case| dot(&wide(&case.known.alike), weights))
        .collect()
}

/// What is known of each two values, with how alike others are.
fn rivals(cases: &[Case], scores: &[f64]) -> Vec<Vec<f64>> {
    let key =
        |case: &Case, side: usize| (case.group, case.texts, side, case.known.spans[side].start);
    let mut with: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        for side in 0..2 {
            with.entry(key(case, side)).or_default().push(at);
        }
    }
    let row = |(at, case): (usize, &Case)| {
        let (mut rival, mut agreeing) = (NOTHING, NOTHING);
        for side in 0..2 {
            for other in with[&key(case, side)].iter().filter(|other| **other != at) {
                let known = &cases[*other].known;
                if !known.differ {
                    agreeing = agreeing.max(scores[*other]);
                } else if known.gives[1 - side] != case.known.gives[1 - side] {
                    rival = rival.max(scores[*other]);
                }
            }
        }
        let own = scores[at];
        let mut row = wide(&case.known.clear);
        let first = [
            own,
            own - rival,
            own - agreeing,
            (own - rival).min(0.0),
            (own - agreeing).min(0.0),
        ];
        row[1..=Known::RIVALS].copy_from_slice(&first);
        row
    };
    cases.iter().enumerate().map(row).collect()
}

/// Listed differences that are found, and alarms that stand in a listed one, of all; each value is in one at most.
fn alarms(cases: &[Case], likely: &[f64], floor: f64) -> (usize, usize, usize) {
    let mut order: Vec<usize> = (0..cases.len())
        .filter(|at| cases[*at].known.differ && likely[*at] >= floor)
        .collect();
    order.sort_by(|x, y| likely[*y].total_cmp(&likely[*x]));
    let mut taken = BTreeSet::new();
    let (mut right, mut listed, mut all) = (0, 0, 0);
    for at in order {
        let case = &cases[at];
        let keys = [0, 1].map(|side| (case.group, case.texts, side, case.known.spans[side].start));
        if keys.iter().any(|key| taken.contains(key)) {
            continue;
        }
        taken.extend(keys);
        right += usize::from(case.is_one);
        listed += usize::from(case.is_listed);
        all += 1;
    }
    (right, listed, all)
}

/// The weights by which rows tell what is so, by Newton's method; each row with how much it counts.
fn logistic(rows: &[Vec<f64>], is_so: &[(bool, f64)]) -> Vec<f64> {
    let n = rows[0].len();
    // Evidence that varies more is drawn to zero as strongly as any other.
    let spread: Vec<f64> = (0..n)
        .map(|at| {
            let values = rows.iter().map(|row| row[at]);
            let mean = values.clone().sum::<f64>() / rows.len() as f64;
            let square = values.map(|value| (value - mean).powi(2)).sum::<f64>();
            if at == 0 {
                0.0
            } else {
                square / rows.len() as f64
            }
        })
        .collect();
    let mut weights = vec![0.0; n];
    for _ in 0..STEPS {
        let mut slope = vec![0.0; n];
        let mut curve = vec![vec![0.0; n]; n];
        for (row, (is_so, counts)) in rows.iter().zip(is_so) {
            let likely = sigmoid(dot(row, &weights));
            let off = counts * (f64::from(u8::from(*is_so)) - likely);
            let bend = counts * (likely * (1.0 - likely)).max(1e-6);
            for x in 0..n {
                slope[x] += off * row[x];
                for y in 0..=x {
                    curve[x][y] += bend * row[x] * row[y];
                }
            }
        }
        for at in 0..n {
            let ridge = RIDGE * spread[at];
            slope[at] -= ridge * weights[at];
            curve[at][at] += ridge + 1e-9;
        }
        let step = solve(curve, slope);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    weights
}

/// Solves a symmetric positive system, of which the lower half is given, by Cholesky's method.
fn solve(mut lower: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for x in 0..n {
        for y in 0..=x {
            let known: f64 = (0..y).map(|at| lower[x][at] * lower[y][at]).sum();
            let rest = lower[x][y] - known;
            lower[x][y] = if x == y {
                rest.max(1e-12).sqrt()
            } else {
                rest / lower[y][y]
            };
        }
    }
    for x in 0..n {
        let known: f64 = (0..x).map(|at| lower[x][at] * right[at]).sum();
        right[x] = (right[x] - known) / lower[x][x];
    }
    for x in (0..n).rev() {
        let known: f64 = (x + 1..n).map(|at| lower[at][x] * right[at]).sum();
        right[x] = (right[x] - known) / lower[x][x];
    }
    right
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

fn sigmoid(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}
