//! Polarity: whether a text affirms or denies.
//!
//! Read as denial: “not”, “did not”, “cannot”, “didn’t”, “failed to”, “has yet to”, “refused to”, “declined to”,
//! “ruled out”, “without”, “neither”, “nor”, “unable to”. “never”, “no” and “none” deny by counting zero and are
//! read as numbers. What is not read: denial by a word's own sense (“lacks”, “hardly”), and irony.

use super::scan::Scan;
use super::token;
use super::{Context, Span};

/// Whether something is affirmed or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is said to be so.
    Affirmed,
    /// It is said not to be so.
    Denied,
}

/// Reads the denial at `at`, and the place after it.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<(Polarity, usize)> {
    let denied = |end: usize| Some((Polarity::Denied, end));
    let to = |place: usize| scan.past(place, &["to"]).and_then(denied);
    match scan.word(at) {
        "not" => {
            let only = matches!(scan.word(at + 1), "only" | "just" | "least")
                || scan.word_before(at) == "or";
            if only { None } else { denied(at + 1) }
        }
        "cannot" | "without" | "neither" | "nor" | "denied" | "denies" | "rejected" | "rejects" => {
            denied(at + 1)
        }
        "failed" | "fails" | "fail" | "failing" | "refused" | "refuses" | "refuse" | "refusing"
        | "declined" | "declines" | "decline" | "unable" => to(at + 1),
        "ruled" | "rules" | "rule" | "ruling" => scan.past(at + 1, &["out"]).and_then(denied),
        "yet" if matches!(scan.word_before(at), "have" | "has" | "had" | "is" | "are") => {
            to(at + 1)
        }
        "has" | "have" | "had" => match scan.word(at + 1) {
            "yet" => to(at + 2),
            _ => auxiliary(scan, at),
        },
        _ => auxiliary(scan, at),
    }
}

/// “did not”, “didn’t”, “can not”.
fn auxiliary(scan: &Scan<'_>, at: usize) -> Option<(Polarity, usize)> {
    let contracted = matches!(scan.mark(at + 1), Some('\'' | '’'))
        && scan.raw(at + 2) == "t"
        && scan.is_glued(at + 1)
        && scan.is_glued(at + 2);
    let word = scan.word(at);
    if contracted && (word.ends_with('n') || word == "can") {
        return Some((Polarity::Denied, at + 3));
    }
    let helps = is_auxiliary(word) || matches!(word, "should" | "may" | "might" | "must" | "shall");
    let only = matches!(
        scan.word(at + 2),
        "only" | "just" | "least" | "more" | "less" | "fewer"
    );
    (helps && scan.word(at + 1) == "not" && !only).then_some((Polarity::Denied, at + 2))
}

/// The verbs that “not” follows, and that alone affirm.
fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "do" | "does"
            | "did"
            | "is"
            | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "can"
            | "could"
            | "will"
            | "would"
    )
}

/// Reads the whole of the tokens as polarity: a denial, or a plain auxiliary verb, which affirms.
pub(crate) fn whole(scan: &Scan<'_>, from: usize, to: usize) -> Option<Polarity> {
    if let Some((polarity, _)) = read(scan, from).filter(|&(_, end)| end == to) {
        return Some(polarity);
    }
    // In braces, what counts zero can stand for a denial too.
    let is_zero = to == from + 1
        && matches!(
            scan.word(from),
            "never" | "no" | "none" | "nobody" | "nothing"
        );
    let by_no_means = to == from + 3 && scan.past(from, &["by", "no", "means"]) == Some(to);
    if is_zero || by_no_means {
        return Some(Polarity::Denied);
    }
    let auxiliary = is_auxiliary(scan.word(from));
    (auxiliary && to == from + 1).then_some(Polarity::Affirmed)
}

/// Whether the sentence around denies what stands at `place`.
///
/// Looks for a denial between the start of the sentence (or clause) and `place`, and at most 40 tokens back;
/// a double denial affirms.
#[must_use]
pub fn around(text: &str, place: Span, context: &Context<'_>) -> Polarity {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < place.start {
        tokens.clear();
        at = token::paragraph(text, at, &mut tokens);
        if tokens.is_empty() {
            break;
        }
    }
    let scan = Scan::new(text, &tokens, context);
    let last = tokens.partition_point(|token| token.end <= place.start);
    let first = (last.saturating_sub(40)..last)
        .rev()
        .find(|&at| matches!(scan.mark(at), Some('.' | '!' | '?' | ';')))
        .map_or(last.saturating_sub(40), |at| at + 1);
    let mut denials = 0;
    let mut at = first;
    while at < last {
        let zero = matches!(
            scan.word(at),
            "never" | "no" | "nobody" | "none" | "nothing"
        );
        if let Some((Polarity::Denied, end)) = read(&scan, at) {
            denials += 1;
            at = end;
        } else {
            denials += usize::from(zero);
            at += 1;
        }
    }
    if denials % 2 == 1 {
        Polarity::Denied
    } else {
        Polarity::Affirmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_denies_what_stands_after_its_denial() {
        for (text, word, expected) in [
            (
                "China did not condemn the invasion.",
                "condemn",
                Polarity::Denied,
            ),
            (
                "China condemned it. It did not say why.",
                "condemned",
                Polarity::Affirmed,
            ),
            ("He never visited Kyiv.", "visited", Polarity::Denied),
            (
                "It has yet to condemn the war.",
                "condemn",
                Polarity::Denied,
            ),
            ("The talks ended.", "ended", Polarity::Affirmed),
        ] {
            let start = text.find(word).unwrap();
            let span = Span::new(start, start + word.len());
            assert_eq!(around(text, span, &Context::default()), expected, "{text}");
        }
    }
}
