//! British and American spelling, which are one: nobody can hear whether a “cheque” or a “check” was meant.

/// Words that are spelled in two ways by no rule: the British one, and the American.
const PAIRS: &[(&str, &str)] = &[
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("defence", "defense"),
    ("defences", "defenses"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("kerb", "curb"),
    ("kerbs", "curbs"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"),
    ("mould", "mold"),
    ("mum", "mom"),
    ("offence", "offense"),
    ("offences", "offenses"),
    ("plough", "plow"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("pyjamas", "pajamas"),
    ("sceptical", "skeptical"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("whilst", "while"),
];

/// Endings after which a word may go on as British spelling has it, and how American spelling has them, for words
/// of so many letters or more: shorter ones are other words (“hour”, “filled”).
const ENDINGS: &[(&[&str], &str, &str, usize)] = &[
    (
        &["", "s", "ed", "ing", "able", "ful", "ite", "ites"],
        "our",
        "or",
        6,
    ),
    (
        &["e", "es", "ed", "ing", "ation", "ations", "er", "ers"],
        "is",
        "iz",
        7,
    ),
    (&["e", "es", "ed", "ing"], "lys", "lyz", 7),
    (&["", "s"], "tre", "ter", 5),
    (&["", "s"], "bre", "ber", 5),
    (&["", "s"], "ogue", "og", 8),
    (&["ed", "ing", "er", "ers"], "ll", "l", 8),
];

/// A word in small letters as American spelling has it, where British spelling has it otherwise.
pub(super) fn american(word: String) -> String {
    if let Ok(at) = PAIRS.binary_search_by_key(&word.as_str(), |(british, _)| british) {
        return PAIRS[at].1.to_owned();
    }
    for (ends, british, american, least) in ENDINGS {
        if word.len() < *least {
            continue;
        }
        for end in *ends {
            let stem = word
                .strip_suffix(end)
                .and_then(|rest| rest.strip_suffix(british));
            if let Some(stem) = stem {
                return format!("{stem}{american}{end}");
            }
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_searched_by_halves() {
        assert!(PAIRS.is_sorted());
    }

    #[test]
    fn two_spellings_are_one_word_and_two_words_are_two() {
        for (one, other, is_one) in [
            ("cheque", "check", true),
            ("labour", "labor", true),
            ("neighbours", "neighbors", true),
            ("organisation", "organization", true),
            ("realised", "realized", true),
            ("analysed", "analyzed", true),
            ("centres", "centers", true),
            ("fibre", "fiber", true),
            ("dialogue", "dialog", true),
            ("cancelled", "canceled", true),
            ("filled", "filed", false),
            ("hours", "hors", false),
            ("rises", "rizes", false),
            ("story", "store", false),
        ] {
            let [one, other] = [one, other].map(|word| american(word.to_owned()));
            assert_eq!(one == other, is_one, "{one} {other}");
        }
    }
}
