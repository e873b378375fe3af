//! What becomes of the text of a source, as the lines that differ.

use similar::{ChangeTag, TextDiff};

/// Lines that are shown around a changed one.
const CONTEXT: usize = 2;

/// What becomes of a source's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The source is new.
    New,
    /// The text is there already, to the byte.
    Same,
    /// Another text is there: the places where the two differ.
    Different(Vec<Hunk>),
}

/// A place where two texts differ, with the lines around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The first of `lines` in the text that is there, from 1.
    pub before: usize,
    /// The first of `lines` in the text that would be there, from 1.
    pub after: usize,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line of a difference, without its line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// In both texts.
    Kept(String),
    /// In the text that is there.
    Removed(String),
    /// In the text that would be there.
    Added(String),
}

/// What becomes of the text `before`, none where there is none yet, when it is to be `after`.
pub(super) fn change(before: Option<&str>, after: &str) -> Change {
    let Some(before) = before else {
        return Change::New;
    };
    if before == after {
        return Change::Same;
    }
    let diff = TextDiff::from_lines(before, after);
    let hunks = diff.grouped_ops(CONTEXT).into_iter().map(|ops| Hunk {
        before: ops.first().map_or(0, |op| op.old_range().start) + 1,
        after: ops.first().map_or(0, |op| op.new_range().start) + 1,
        lines: ops
            .iter()
            .flat_map(|op| diff.iter_changes(op))
            .map(|change| {
                let line = change.value().trim_end_matches('\n').to_owned();
                match change.tag() {
                    ChangeTag::Equal => Line::Kept(line),
                    ChangeTag::Delete => Line::Removed(line),
                    ChangeTag::Insert => Line::Added(line),
                }
            })
            .collect(),
    });
    Change::Different(hunks.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_the_lines_around_it() {
        assert_eq!(change(None, "a\n"), Change::New);
        assert_eq!(change(Some("a\n"), "a\n"), Change::Same);
        let kept = |line: &str| Line::Kept(line.to_owned());
        assert_eq!(
            change(Some("1\n2\n3\n4\n5\n6\n7\n"), "1\n2\n3\nfour\n5\n6\n7\n"),
            Change::Different(vec![Hunk {
                before: 2,
                after: 2,
                lines: vec![
                    kept("2"),
                    kept("3"),
                    Line::Removed("4".to_owned()),
                    Line::Added("four".to_owned()),
                    kept("5"),
                    kept("6")
                ],
            }])
        );
    }
}
