//! Verbs of speech that a tag within a quotation is built on.

/// Whether `word` says that somebody speaks or writes.
pub(super) fn is_cue(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    CUES.binary_search(&word.as_str()).is_ok()
}

/// In alphabetical order.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "according", "acknowledged", "acknowledges", "added", "adding", "adds", "admits", "admitted",
    "agreed", "agrees", "announced", "announces", "answered", "answers", "argued", "argues",
    "arguing", "asked", "asks", "asserted", "asserting", "asserts", "believes", "boasted",
    "called", "cautioned", "cautioning", "cautions", "charged", "claimed", "claiming", "claims",
    "clarified", "clarifies", "commented", "comments", "complained", "conceded", "concedes",
    "concluded", "concludes", "concluding", "confirmed", "confirms", "contended", "contends",
    "continued", "continues", "countered", "cried", "declared", "declares", "declaring",
    "demanded", "denied", "described", "echoed", "echoing", "elaborated", "elaborates",
    "emphasised", "emphasises", "emphasized", "emphasizes", "enthused", "exclaimed", "explained",
    "explaining", "explains", "expressed", "hinted", "informed", "insisted", "insisting",
    "insists", "intoned", "joked", "jokes", "lamented", "maintained", "maintains", "mentioned",
    "mused", "muttered", "noted", "notes", "noting", "observed", "observes", "offered", "offers",
    "opined", "opines", "pledged", "pointed", "points", "posted", "predicted", "predicts",
    "proclaimed", "proclaims", "promised", "quipped", "quoted", "read", "reads", "recalled",
    "recalls", "reckoned", "reckons", "recounted", "recounts", "reflected", "reiterated",
    "reiterates", "remarked", "remarking", "remarks", "repeated", "replied", "replies", "reported",
    "reportedly", "reports", "responded", "responds", "retorted", "revealed", "said", "say",
    "saying", "says", "shouted", "speaking", "stated", "states", "stressed", "stresses",
    "stressing", "suggested", "suggesting", "suggests", "telling", "tells", "testified", "thinks",
    "thought", "told", "tweeted", "tweeting", "tweets", "underlined", "urged", "urges", "vowed",
    "vows", "warned", "warning", "warns", "went", "whispered", "wondered", "write", "writes",
    "writing", "wrote",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_known() {
        assert!(CUES.is_sorted(), "the list is searched by halves");
        for (word, expected) in [("said", true), ("Told", true), ("walked", false)] {
            assert_eq!(is_cue(word), expected, "{word}");
        }
    }
}
