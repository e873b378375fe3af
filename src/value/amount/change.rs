//! Words of change and of contest, after which two figures are no range: “rose 8 cents to $3.49”,
//! “voted 48 to 52”.

use super::super::scan::Scan;

/// How many tokens may stand between such a word and the figure: “rose by an average of”.
const REACH: usize = 4;

/// Whether a word of change stands before `at`, in the same clause.
pub(super) fn is_before(scan: &Scan<'_>, at: usize) -> bool {
    stands_before(scan, at, |word| is_change(word) || is_multiple(word))
}

/// Whether a word of contest stands before `at`, in the same clause.
pub(super) fn is_contest_before(scan: &Scan<'_>, at: usize) -> bool {
    stands_before(scan, at, |word| {
        matches!(
            word,
            "vote"
                | "voted"
                | "votes"
                | "won"
                | "win"
                | "lost"
                | "beat"
                | "led"
                | "defeated"
                | "failed"
                | "passed"
                | "approved"
                | "adopted"
                | "rejected"
                | "score"
        )
    })
}

/// Whether the word is a multiple that is also a verb: “doubled to 8 percent”.
pub(super) fn is_multiple(word: &str) -> bool {
    matches!(
        word,
        "double"
            | "doubled"
            | "doubling"
            | "triple"
            | "tripled"
            | "tripling"
            | "trebled"
            | "quadruple"
            | "quadrupled"
    )
}

fn stands_before(scan: &Scan<'_>, at: usize, holds: impl Fn(&str) -> bool) -> bool {
    (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|&place| {
            !matches!(
                scan.mark(place),
                Some('.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '—')
            )
        })
        .any(|place| holds(scan.word(place)))
}

#[rustfmt::skip]
fn is_change(word: &str) -> bool {
    matches!(
        word,
        "rise" | "rises" | "rose" | "risen" | "rising" | "increase" | "increases" | "increased" |
        "increasing" | "grow" | "grows" | "grew" | "grown" | "growing" | "jump" | "jumps" | "jumped" |
        "jumping" | "climb" | "climbs" | "climbed" | "climbing" | "gain" | "gains" | "gained" | "gaining" |
        "soar" | "soars" | "soared" | "soaring" | "surge" | "surges" | "surged" | "surging" | "advance" |
        "advances" | "advanced" | "advancing" | "fall" | "falls" | "fell" | "fallen" | "falling" | "drop" |
        "drops" | "dropped" | "dropping" | "decline" | "declines" | "declined" | "declining" | "decrease" |
        "decreases" | "decreased" | "decreasing" | "slip" | "slips" | "slipped" | "slipping" | "slide" |
        "slides" | "slid" | "sliding" | "sink" | "sinks" | "sank" | "sunk" | "tumble" | "tumbles" |
        "tumbled" | "tumbling" | "plunge" | "plunges" | "plunged" | "plunging" | "shrink" | "shrinks" |
        "shrank" | "shrunk" | "ease" | "eases" | "eased" | "easing" | "dip" | "dips" | "dipped" | "edge" |
        "edges" | "edged" | "edging" | "tick" | "ticked" | "inch" | "inched" | "firmed" | "rebounded" |
        "rallied" | "raise" | "raises" | "raised" | "raising" | "lower" | "lowers" | "lowered" | "lowering"
        | "cut" | "cuts" | "cutting" | "expand" | "expands" | "expanded" | "narrow" | "narrowed" | "widen" |
        "widened" | "shed" | "sheds" | "strengthened" | "weakened" | "accelerated" | "slowed" | "quickened"
        | "up" | "down"
    )
}
