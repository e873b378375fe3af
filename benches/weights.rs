//! Fits the weights that tell which figures and which days of two texts are of one fact, what one text denies that
//! the other affirms, and which quotations are of one utterance: `cargo bench --bench weights`.
//!
//! The groups under `tests/fixtures/survey` list what differs between their texts. Two values that stand in a listed
//! difference are of one fact; all others that differ are not. Of denials and quotations, the likest pair that stands in
//! a listed difference is it. Each table is fitted by logistic regression. First each group is left out in turn, and what would be found in
//! it is printed: that is how the weights hold for texts that had no part in them. Then come the tables, fitted to all
//! groups.
//!
//! `cargo bench --bench weights -- --also FOLDER` takes a project as one more group, in which nothing differs but what
//! its `expected.toml` lists, if it has one; `--weight 0.5` before it lets what follows count for half. The tables in use are fitted to the five articles of this
//! repository and to 84 unrelated ones as well: without them, the groups alone raise five false alarms on the five
//! articles. So what is printed without such texts judges a new piece of evidence, and is not to be pasted.

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

/// How often the likest pair of each listed denial is looked for anew.
const ROUNDS: usize = 4;

/// How likely it must be that two values are of one fact, for what is printed.
const FLOORS: [f64; 5] = [0.5, 0.55, 0.6, 0.65, 0.7];

/// The tables, and the kinds of listed difference that they find.
const TABLES: [(&str, &[&str]); 4] = [
    ("figures", &["number"]),
    ("days", &["day"]),
    ("denials", &["negation"]),
    ("utterances", &["word", "speaker"]),
];
const DENIALS: usize = 2;

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

/// Texts of which it is known what differs.
struct Group {
    path: PathBuf,
    /// How much each of its pairs counts for.
    weight: f64,
}

/// Two values of two texts of a group, or two things that are said.
struct Case {
    group: usize,
    weight: f64,
    /// The two texts, by number.
    texts: [usize; 2],
    known: Known,
    /// The listed differences of their kind that they stand in, by number; of figures and days, that which they are.
    of: Vec<usize>,
    /// Whether they stand in any listed difference.
    is_listed: bool,
}

fn main() {
    let groups = groups();
    let mut cases: [Vec<Case>; 4] = Default::default();
    let mut planted = [0; 4];
    for (number, group) in groups.iter().enumerate() {
        let (of, n) = read(number, group);
        for ((cases, of), (planted, n)) in cases.iter_mut().zip(of).zip(planted.iter_mut().zip(n)) {
            cases.extend(of);
            *planted += n;
        }
    }
    for (table, names) in evidence().iter().enumerate() {
        print(table, &cases[table], groups.len(), planted[table]);
        let fitted = Fitted::new(table, &cases[table], |_| true);
        for (table, names, weights) in [
            ("ALIKE", &names[0], &fitted.alike),
            ("CLEAR", &names[1], &fitted.clear),
        ] {
            let Some(without) = weights.first() else {
                continue;
            };
            println!("{table}_WITHOUT {without:.2}");
            for (name, weight) in names.iter().zip(&weights[1..]) {
                println!("    (\"{name}\", {weight:.2}),");
            }
        }
    }
}

/// The fixtures, and the projects that are given.
fn groups() -> Vec<Group> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/survey");
    let paths = fs::read_dir(&root).expect("the fixtures are there");
    let paths = paths.map(|entry| entry.expect("the folder can be read").path());
    let mut groups: Vec<Group> = paths.map(|path| Group { path, weight: 1.0 }).collect();
    groups.sort_by(|x, y| x.path.cmp(&y.path));
    let mut weight = 1.0;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--weight" => {
                let given = args.next().and_then(|it| it.parse().ok());
                weight = given.expect("--weight takes a number");
            }
            "--also" => groups.push(Group {
                path: args.next().expect("--also takes a folder").into(),
                weight,
            }),
            _ => {}
        }
    }
    groups
}

/// Prints what would be found in each group if it had no part in the weights.
fn print(table: usize, cases: &[Case], n_groups: usize, planted: usize) {
    let mut found = vec![0.0; cases.len()];
    for left_out in 0..n_groups {
        let fitted = Fitted::new(table, cases, |case| case.group != left_out);
        let likely = fitted.likely(cases);
        for (at, case) in cases.iter().enumerate() {
            if case.group == left_out {
                found[at] = likely[at];
            }
        }
    }
    let (name, _) = TABLES[table];
    println!("{name}, each group left out in turn ({planted} listed)");
    for floor in FLOORS {
        let (right, listed, all) = alarms(table, cases, &found, floor);
        println!("{floor:.2}: {right} found, {listed} of {all} alarms in a listed difference");
    }
}

/// What is known of a group's texts, two by two, by table, and how many differences of each are listed.
fn read(number: usize, group: &Group) -> ([Vec<Case>; 4], [usize; 4]) {
    let options = LoadOptions {
        topics: None,
        without_claims: true,
        ..LoadOptions::default()
    };
    let project = Project::load(&group.path, &options).0;
    let mut all: [Vec<Case>; 4] = Default::default();
    for (texts, of) in known(&project.ground(), &project.sources) {
        for (cases, known) in all.iter_mut().zip(of) {
            cases.extend(known.into_iter().map(|known| Case {
                group: number,
                weight: group.weight,
                texts,
                known,
                of: Vec::new(),
                is_listed: false,
            }));
        }
    }
    let mut planted = [0; 4];
    let expected = fs::read_to_string(group.path.join("expected.toml")).unwrap_or_default();
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
    let numbered = |id: &str| {
        let mut sources = project.sources.iter();
        sources.position(|source| source.id.as_str() == id)
    };
    for (at, difference) in expected.difference.iter().enumerate() {
        let ids = &difference.sources;
        let texts = [numbered(&ids[0]), numbered(&ids[1])];
        let spans = [place(&difference.a, &ids[0]), place(&difference.b, &ids[1])];
        for (table, (_, kinds)) in TABLES.iter().enumerate() {
            let own = kinds.contains(&difference.kind.as_str()).then_some(at);
            planted[table] += usize::from(own.is_some());
            mark(table, &mut all[table], texts, spans, own);
        }
    }
    (all, planted)
}

/// Marks what stands in a listed difference; of values, the likest of those that differ are of one fact, where it is of
/// their kind, and has the number `own`.
fn mark(
    table: usize,
    cases: &mut [Case],
    texts: [Option<usize>; 2],
    spans: [Span; 2],
    own: Option<usize>,
) {
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
        if table >= DENIALS {
            case.of.extend(own.filter(|_| case.known.differ));
            continue;
        }
        let score: f32 = case.known.alike.iter().take(13).sum();
        if case.known.differ && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    if let Some((_, at)) = best {
        cases[at].of.extend(own);
    }
}

/// The weights of both tables; the first of each is what is known without any evidence.
struct Fitted {
    alike: Vec<f64>,
    clear: Vec<f64>,
}

impl Fitted {
    /// Fits both tables to the cases that have a part in it.
    fn new(table: usize, cases: &[Case], has_part: impl Fn(&Case) -> bool) -> Self {
        let is_clear = |case: &Case| case.known.differ && (!case.of.is_empty() || !case.is_listed);
        let mut part: Vec<usize> = (0..cases.len())
            .filter(|at| has_part(&cases[*at]) && is_clear(&cases[*at]))
            .collect();
        let all = part.clone();
        let row = |at: &usize| wide(&cases[*at].known.alike);
        let mut alike = Vec::new();
        for round in 0..if table >= DENIALS { ROUNDS } else { 1 } {
            if round > 0 {
                let scores = scores(cases, &alike);
                part.clone_from(&all);
                let likest = likest(cases, &all, &scores);
                part.retain(|at| cases[*at].of.is_empty() || likest.contains(at));
            }
            let rows: Vec<Vec<f64>> = part.iter().map(row).collect();
            alike = logistic(&rows, cases, &part);
        }
        if cases.iter().all(|case| case.known.clear.is_empty()) {
            let clear = Vec::new();
            return Self { alike, clear };
        }
        let scores = scores(cases, &alike);
        if table == DENIALS {
            let likest = likest(cases, &all, &scores);
            part = all;
            part.retain(|at| cases[*at].of.is_empty() || likest.contains(at));
        }
        let rivals = rivals(cases, &scores);
        let rows: Vec<Vec<f64>> = part.iter().map(|at| rivals[*at].clone()).collect();
        let clear = logistic(&rows, cases, &part);
        Self { alike, clear }
    }

    /// How likely each two values are of one fact.
    fn likely(&self, cases: &[Case]) -> Vec<f64> {
        let scores = scores(cases, &self.alike);
        if self.clear.is_empty() {
            return scores.into_iter().map(sigmoid).collect();
        }
        let rivals = rivals(cases, &scores);
        rivals
            .iter()
            .map(|row| sigmoid(dot(row, &self.clear)))
            .collect()
    }
}

/// Of each listed difference, the likest of the cases in `part` that stand in it.
fn likest(cases: &[Case], part: &[usize], scores: &[f64]) -> BTreeSet<usize> {
    let mut best: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for at in part {
        for of in &cases[*at].of {
            let best = best.entry((cases[*at].group, *of)).or_insert(*at);
            if scores[*at] > scores[*best] {
                *best = *at;
            }
        }
    }
    best.into_values().collect()
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
    let key = |case: &Case, side: usize| (case.group, case.texts, side, case.known.words[side]);
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

/// Listed differences that are found, and alarms that stand in a listed one, of all; each value is in one at most, of
/// denials each sentence.
fn alarms(table: usize, cases: &[Case], likely: &[f64], floor: f64) -> (usize, usize, usize) {
    let mut order: Vec<usize> = (0..cases.len())
        .filter(|at| cases[*at].known.differ && likely[*at] >= floor)
        .collect();
    order.sort_by(|x, y| likely[*y].total_cmp(&likely[*x]));
    let mut taken = BTreeSet::new();
    let mut found = BTreeSet::new();
    let (mut listed, mut all) = (0, 0);
    for at in order {
        let case = &cases[at];
        let own = match table {
            DENIALS => case.known.gives,
            _ => case.known.words,
        };
        let keys = [0, 1].map(|side| (case.group, case.texts, side, own[side]));
        if keys.iter().any(|key| taken.contains(key)) {
            continue;
        }
        taken.extend(keys);
        found.extend(case.of.iter().map(|of| (case.group, *of)));
        listed += usize::from(case.is_listed);
        all += 1;
    }
    (found.len(), listed, all)
}

/// The weights by which the rows of some cases tell which of them are of a listed difference, by Newton's method.
fn logistic(rows: &[Vec<f64>], cases: &[Case], part: &[usize]) -> Vec<f64> {
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
        for (row, case) in rows.iter().zip(part.iter().map(|at| &cases[*at])) {
            let likely = sigmoid(dot(row, &weights));
            let is_so = f64::from(u8::from(!case.of.is_empty()));
            let off = case.weight * (is_so - likely);
            let bend = case.weight * (likely * (1.0 - likely)).max(1e-6);
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
