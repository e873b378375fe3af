//! Abbreviations that a text introduces for itself: “the International Criminal Court (ICC)”.

use memchr::memmem;

use super::words::words;

/// Whether `text` gives `short` in brackets right after `long`, or the other way round.
pub(super) fn introduces(text: &str, long: &str, short: &str) -> bool {
    let (long, short) = (long.trim(), short.trim());
    let spelled = words(long);
    let open = format!("({short}");
    memmem::find_iter(text.as_bytes(), &open).any(|at| {
        let closes = text[at + open.len()..]
            .chars()
            .next()
            .is_none_or(|char| !char.is_alphanumeric());
        closes && ends_with(&text[..at], &spelled, long.split_whitespace().count())
    })
}

/// Whether the last `count` words of `before` are those of the name.
fn ends_with(before: &str, name: &[String], count: usize) -> bool {
    let mut tail: Vec<&str> = before.split_whitespace().rev().take(count).collect();
    tail.reverse();
    !name.is_empty() && words(&tail.join(" ")) == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_introduced_in_brackets_after_its_name() {
        let text = "The International Criminal Court (ICC), and ECB (European Central Bank) too.";
        for (long, short, expected) in [
            ("International Criminal Court", "ICC", true),
            ("the International Criminal Court", "ICC", true),
            ("ECB", "European Central Bank", true),
            ("International Court", "ICC", false),
            ("International Criminal Court", "IC", false),
        ] {
            assert_eq!(introduces(text, long, short), expected, "{long} {short}");
        }
    }
}
