//! What a run says of one place after the other: the first few are shown, the others named.
//!
//! An archive that was never locked warns of each of its sources, and a first run over many texts
//! proposes a snapshot for each pair that differs. Nobody reads hundreds of either, and what matters is
//! lost among them. Errors, and snapshots that somebody has reviewed, are always shown.

use std::collections::BTreeMap;

use super::Input;
use crate::diagnostic::{Diagnostic, Severity};
use crate::verdict::{Pending, SnapshotState};

/// So many warnings are shown of those that one rule gives and that are mended alike.
const MOST_WARNINGS: usize = 3;

/// So many new snapshots are shown with what they say.
const MOST_NEW: usize = 10;

/// So many places of the other warnings are named.
const MOST_PLACES: usize = 5;

/// The diagnostics to show, in their order: one that counts them in the place of warnings that say again what
/// others have said.
pub(super) fn of_diagnostics(all: &[Diagnostic], input: &Input<'_>) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<(&str, &[String]), Vec<usize>> = BTreeMap::new();
    for (at, it) in all.iter().enumerate() {
        if it.severity == Severity::Warning {
            let key = (it.rule, it.help.as_slice());
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

/// A warning in the place of `others`, which are alike.
fn counted(others: &[&Diagnostic], input: &Input<'_>) -> Diagnostic {
    let places = others.iter().filter_map(|it| it.labels.first());
    let places = places.take(MOST_PLACES).map(|label| input.place(label));
    let mut places: Vec<String> = places.collect();
    if places.len() < others.len() {
        places.push("…".to_owned());
    }
    let first = others[0];
    Diagnostic {
        message: format!(
            "the same {} times more: {}",
            others.len(),
            places.join(", ")
        ),
        labels: Vec::new(),
        help: [
            &first.help[..],
            &["`--verbose` shows each of them".to_owned()],
        ]
        .concat(),
        ..first.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
