//! What a run says of one place after the other: the first few are shown, the others named.
//!
//! An archive that was never locked warns of each of its sources, a first run over many texts proposes a
//! snapshot for each pair that differs, and where a report was printed a hundred times, each two of these
//! are copies. Nobody reads hundreds of any, and what matters is lost among them. Errors, and snapshots that
//! somebody has reviewed, are always shown; of each, what fits a screen.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use crate::diagnostic::{Diagnostic, Severity};
use crate::verdict::{CopiedPair, Pending, SnapshotState};

/// So many warnings are shown of those that one rule gives and that are mended alike.
const MOST_WARNINGS: usize = 3;

/// So many new snapshots are shown with what they say.
const MOST_NEW: usize = 10;

/// So many places of the other warnings are named.
const MOST_PLACES: usize = 5;

/// So many pairs of copies are shown.
const MOST_COPIES: usize = 10;

/// So many lines of what has changed in a snapshot are shown.
const MOST_LINES: usize = 40;

/// The diagnostics to show, in their order: one that counts them in the place of warnings that say again what
/// others have said.
pub(super) fn of_diagnostics(all: &[Diagnostic], input: &Input<'_>) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<(&str, Vec<String>), Vec<usize>> = BTreeMap::new();
    for (at, it) in all.iter().enumerate() {
        if it.severity == Severity::Warning {
            let help = it.help.iter().map(|line| unquoted(line));
            let key = (it.rule, help.collect());
            alike.entry(key).or_default().push(at);
        }
    }
    let mut shown: Vec<Option<Diagnostic>> = all.iter().cloned().map(Some).collect();
    for of_rule in alike.values().filter(|it| it.len() > MOST_WARNINGS + 1) {
        let others = &of_rule[MOST_WARNINGS..];
        for &at in others {
            shown[at] = None;
        }
        let others: Vec<&Diagnostic> = others.iter().map(|&at| &all[at]).collect();
        shown[of_rule[MOST_WARNINGS]] = Some(counted(&others, input));
    }
    shown.into_iter().flatten().collect()
}

/// The snapshots to show with what they say, and those to name.
pub(super) fn of_snapshots(all: &[Pending]) -> (Vec<&Pending>, Vec<&Pending>) {
    let is_new = |it: &&Pending| it.state == SnapshotState::New;
    let n_new = all.iter().filter(is_new).count();
    let mut n_left = if n_new > MOST_NEW + 1 {
        MOST_NEW
    } else {
        n_new
    };
    all.iter().partition(|it| {
        let is_shown = !is_new(it) || n_left > 0;
        n_left -= usize::from(is_new(it) && is_shown);
        is_shown
    })
}

/// The pairs of copies to show, which are those that count once in most claims, in the order of all; and how many
/// are left.
pub(super) fn of_copies(all: &[CopiedPair]) -> (Vec<&CopiedPair>, usize) {
    let n_left = n_left_of_copies(all.len());
    let mut by_claims: Vec<usize> = (0..all.len()).collect();
    by_claims.sort_by_key(|&at| (std::cmp::Reverse(all[at].claims), at));
    let shown: BTreeSet<usize> = by_claims.into_iter().take(all.len() - n_left).collect();
    let shown = shown.into_iter().map(|at| &all[at]);
    (shown.collect(), n_left)
}

/// How many of so many pairs of copies are left out.
pub(super) fn n_left_of_copies(n: usize) -> usize {
    if n > MOST_COPIES + 1 {
        n - MOST_COPIES
    } else {
        0
    }
}

/// The lines to show of what has changed in a snapshot, and how many are left.
pub(super) fn of_lines(all: &[String]) -> (&[String], usize) {
    let n_left = all.len().saturating_sub(MOST_LINES);
    match n_left {
        0..=1 => (all, 0),
        _ => (&all[..MOST_LINES], n_left),
    }
}

/// A line without what stands in it between backticks: the names of one case.
fn unquoted(line: &str) -> String {
    let parts: Vec<&str> = line.split('`').step_by(2).collect();
    parts.join("`…`")
}

/// One of some lines that are alike but for what stands between backticks, with `…` for what is not the same in all.
fn common(line: &str, others: &[&str]) -> String {
    let has = |line: &str, at: usize, part: &str| line.split('`').nth(at) == Some(part);
    let is_same = |at: usize, part: &str| others.iter().all(|it| has(it, at, part));
    let parts = line.split('`').enumerate();
    let parts = parts.map(|(at, part)| if is_same(at, part) { part } else { "…" });
    parts.collect::<Vec<_>>().join("`")
}

/// A warning in the place of `others`, which are alike.
fn counted(others: &[&Diagnostic], input: &Input<'_>) -> Diagnostic {
    let places = others.iter().filter_map(|it| it.labels.first());
    let places = places.take(MOST_PLACES).map(|label| input.place(label));
    let mut places: Vec<String> = places.collect();
    if places.len() < others.len() {
        places.push("…".to_owned());
    }
    let first = others[0];
    let help = first.help.iter().enumerate();
    let help = help.map(|(at, line)| {
        let others: Vec<&str> = others.iter().map(|it| it.help[at].as_str()).collect();
        common(line, &others)
    });
    Diagnostic {
        message: format!(
            "the same {} times more: {}",
            others.len(),
            places.join(", ")
        ),
        labels: Vec::new(),
        help: help
            .chain(["`--verbose` shows each of them".to_owned()])
            .collect(),
        ..first.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::verdict::Run;

    fn shown(all: &[Diagnostic]) -> Vec<String> {
        let (run, files) = (Run::default(), BTreeMap::new());
        let input = Input::new(&run, &[], &files);
        let shown = of_diagnostics(all, &input);
        shown.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn warnings_that_are_alike_are_counted_and_errors_are_not() {
        let warning = |n: usize| {
            Diagnostic::warning("unlocked-source", format!("{n} has no hash"))
                .in_file(format!("{n}.txt"))
                .help("lock it")
        };
        let error = |n: usize| Diagnostic::error("changed-source", format!("{n} has changed"));
        let four: Vec<Diagnostic> = (0..4).map(warning).collect();
        assert_eq!(shown(&four).len(), 4);
        let many: Vec<Diagnostic> = (0..10).flat_map(|n| [error(n), warning(n)]).collect();
        let messages = shown(&many);
        assert_eq!(messages.len(), 10 + MOST_WARNINGS + 1);
        let expected = "the same 7 times more: 3.txt, 4.txt, 5.txt, 6.txt, 7.txt, …";
        assert_eq!(messages[7], expected);
    }

    #[test]
    fn warnings_that_say_the_same_of_other_names_are_alike() {
        let warning = |n: usize| {
            Diagnostic::warning("no-manifest-entry", format!("{n} has no entry")).help(format!(
                "run `claimtest lock`, then say under `[{n}]` what is known"
            ))
        };
        let (run, files) = (Run::default(), BTreeMap::new());
        let input = Input::new(&run, &[], &files);
        let all: Vec<Diagnostic> = (0..10).map(warning).collect();
        let shown = of_diagnostics(&all, &input);
        assert_eq!(shown.len(), MOST_WARNINGS + 1);
        let expected = "run `claimtest lock`, then say under `…` what is known";
        assert_eq!(shown[MOST_WARNINGS].help[0], expected);
    }

    #[test]
    fn of_many_copies_those_of_most_claims_are_shown() {
        let pair = |n: usize| CopiedPair {
            sources: ["a".to_owned(), format!("{n:02}")].map(|id| SourceId::new(&id)),
            percent: [60, 60],
            claims: if n == 15 { 2 } else { 1 },
        };
        let all: Vec<CopiedPair> = (0..20).map(pair).collect();
        assert_eq!(of_copies(&all[..11]).0.len(), 11);
        let (shown, n_left) = of_copies(&all);
        assert_eq!((shown.len(), n_left), (10, 10));
        assert_eq!([&shown[8], &shown[9]].map(|it| it.claims), [1, 2]);
    }

    #[test]
    fn of_a_long_change_the_first_lines_are_shown() {
        let lines = |n: usize| vec![String::new(); n];
        for (n, shown) in [(0, 0), (41, 41), (42, 40), (900, 40)] {
            let lines = lines(n);
            let (first, n_left) = of_lines(&lines);
            assert_eq!((first.len(), n_left), (shown, n - shown));
        }
    }

    #[test]
    fn of_many_new_snapshots_the_first_are_shown_and_of_reviewed_ones_all() {
        let pending = |n: usize, state| Pending {
            path: format!("{n:02}.snap"),
            claim: None,
            place: None,
            state,
            old: String::new(),
            new: String::new(),
        };
        let new = |n: usize| (0..n).map(move |n| pending(n, SnapshotState::New));
        let few: Vec<Pending> = new(11).collect();
        assert_eq!(of_snapshots(&few).0.len(), 11);
        let changed = (20..40).map(|n| pending(n, SnapshotState::Changed));
        let many: Vec<Pending> = new(12).chain(changed).collect();
        let (shown, named) = of_snapshots(&many);
        assert_eq!((shown.len(), named.len()), (30, 2));
        assert_eq!(named[0].path, "10.snap");
    }
}
