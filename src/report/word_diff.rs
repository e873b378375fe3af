//! A word diff as text: what only the passage has stands in `[-…-]`, what only the source has in
//! `{+…+}`, so that it can be read without colors.

use annotate_snippets::renderer::AnsiColor;

use super::escape::one_line;
use super::paint::Paint;
use crate::passage::Change;

/// The diff on one line, with colors on top where `paint` has them.
#[must_use]
pub(super) fn marked(diff: &[Change], paint: Paint) -> String {
    let pieces: Vec<String> = diff
        .iter()
        .filter_map(|change| match change {
            Change::Same(words) => piece(words, "", "", paint, None),
            Change::Missing(words) => piece(words, "[-", "-]", paint, Some(AnsiColor::Red)),
            Change::Added(words) => piece(words, "{+", "+}", paint, Some(AnsiColor::Green)),
        })
        .collect();
    pieces.join(" ")
}

fn piece(
    words: &str,
    open: &str,
    close: &str,
    paint: Paint,
    color: Option<AnsiColor>,
) -> Option<String> {
    let words = one_line(words);
    if words.is_empty() {
        return None;
    }
    let marked = format!("{open}{words}{close}");
    Some(match color {
        Some(color) => paint.in_color(color, &marked),
        None => marked,
    })
}
