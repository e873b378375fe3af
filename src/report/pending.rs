//! Snapshots that are not as reviewed: as a readable line diff, and as diagnostics for the formats
//! that know nothing but those.

use annotate_snippets::renderer::AnsiColor;
use similar::{ChangeTag, TextDiff};

use super::escape::visible;
use super::paint::Paint;
use crate::diagnostic::Diagnostic;
use crate::verdict::{Pending, SnapshotState};

/// How many lines around a change are shown.
const CONTEXT: usize = 3;

/// How many lines a snapshot may have to be compared line by line; finding the smallest diff takes
/// time in the product of lines and changes.
const LIMIT: usize = 4_000;

/// What to do about snapshots that are not as reviewed.
pub(super) const HOW_TO_ACCEPT: &str =
    "accept or reject it with `claimtest review` or `cargo insta review`";

/// A word for the state, as a heading.
pub(super) fn state(state: SnapshotState) -> &'static str {
    match state {
        SnapshotState::Reviewed => "reviewed",
        SnapshotState::New => "new",
        SnapshotState::Changed => "changed",
        SnapshotState::Orphan => "orphan",
    }
}

/// What is pending, as an error that points at the claim, or where there is none at the snapshot.
pub(super) fn diagnostic(pending: &Pending) -> Diagnostic {
    let (rule, message) = match pending.state {
        SnapshotState::Reviewed => ("snapshot-reviewed", "is as reviewed"),
        SnapshotState::New => ("snapshot-new", "is new, and nobody has reviewed it"),
        SnapshotState::Changed => ("snapshot-changed", "is not what the sources say now"),
        SnapshotState::Orphan => ("snapshot-orphan", "has nothing behind it any more"),
    };
    let diagnostic = Diagnostic::error(rule, format!("the snapshot `{}` {message}", pending.path));
    let diagnostic = match &pending.place {
        Some((file, span)) => diagnostic.at(file.clone(), *span, ""),
        None => diagnostic.in_file(pending.path.clone()),
    };
    diagnostic.help(HOW_TO_ACCEPT)
}

/// What changed, a line each: `-` was reviewed, `+` was found, and a blank for what stayed.
pub(super) fn lines(pending: &Pending, paint: Paint) -> Vec<String> {
    let n_lines = pending.old.lines().count() + pending.new.lines().count();
    if n_lines > LIMIT {
        return replaced(pending, paint);
    }
    // The last line has no end, which must not tell it from the same line further up.
    let old: Vec<&str> = pending.old.lines().collect();
    let new: Vec<&str> = pending.new.lines().collect();
    let diff = TextDiff::from_slices(&old, &new);
    let mut lines = Vec::new();
    for (n, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if n > 0 {
            lines.push(paint.dim("  …"));
        }
        let changes = group.iter().flat_map(|op| diff.iter_changes(op));
        lines.extend(changes.map(|change| line(change.tag(), change.value(), paint)));
    }
    lines
}

fn replaced(pending: &Pending, paint: Paint) -> Vec<String> {
    let old = pending.old.lines();
    let new = pending.new.lines();
    old.map(|text| line(ChangeTag::Delete, text, paint))
        .chain(new.map(|text| line(ChangeTag::Insert, text, paint)))
        .collect()
}

fn line(tag: ChangeTag, text: &str, paint: Paint) -> String {
    let text = visible(text.trim_end_matches(['\n', '\r']));
    match tag {
        ChangeTag::Equal => format!("  {text}").trim_end().to_owned(),
        ChangeTag::Delete => paint.in_color(AnsiColor::Red, &format!("- {text}")),
        ChangeTag::Insert => paint.in_color(AnsiColor::Green, &format!("+ {text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diff_shows_what_changed_and_what_stands_around_it() {
        let pending = |old: &str, new: &str| Pending {
            path: "snapshots/a/b.snap".to_owned(),
            claim: None,
            place: None,
            state: SnapshotState::Changed,
            old: old.to_owned(),
            new: new.to_owned(),
        };
        for (old, new, shown) in [
            ("", "a\nb\n", "+ a|+ b"),
            ("a\n", "", "- a"),
            ("a\nb\nc\n", "a\nB\nc\n", "  a|- b|+ B|  c"),
            (
                "1\n2\n3\n4\n5\nx\n",
                "1\n2\n3\n4\n5\ny\n",
                "  3|  4|  5|- x|+ y",
            ),
            ("a", "a\nb", "  a|+ b"),
            ("\u{1b}[2J\n", "\u{1b}[2J\nz\n", "  \\u{1b}[2J|+ z"),
        ] {
            let paint = Paint { color: false };
            assert_eq!(lines(&pending(old, new), paint).join("|"), shown);
        }
    }
}
