//! Acts of speech: verbs that tell what somebody did by speaking, and not what was said.
//!
//! “Called for a truce”, “urged them to leave”, “accused him of lying”, “refused to go”. The classes
//! are those of English grammars: by what the verb takes. Verbs that name deeds as often as words
//! (“attacked”, “supported”) are on no list.

use std::sync::LazyLock;

use super::cue::{Cue, Form, Verb, forms};
use crate::source::lexicon::Lexicon;

/// What can follow a verb, and be what somebody asks, promises, praises or rejects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// A thing or a person: “rejected the plan”, “accused him of lying”.
    Object,
    /// “to” and a verb: “refused to go”.
    Infinitive,
    /// Somebody, and “to” with a verb: “urged them to leave”.
    Person,
    /// Somebody, and “for” or “as” with what is held against them: “attacked him for lying”.
    Blame,
}

/// The patterns of a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Takes {
    patterns: [bool; 4],
    /// One of these prepositions and a thing: “called for a truce”.
    pub(crate) prepositions: &'static [&'static str],
}

impl Takes {
    /// Whether the verb takes that.
    pub(crate) fn has(self, pattern: Pattern) -> bool {
        self.patterns[pattern as usize]
    }
}

/// A verb, the form it stands in, and what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    pub(crate) form: Form,
    pub(crate) takes: Takes,
}

impl Act {
    /// The act as a verb of saying, as whatever looks for subjects takes it.
    pub(crate) fn cue(self) -> Cue {
        Cue {
            verb: Verb::Say,
            form: self.form,
            noun: false,
            loose: false,
        }
    }
}

/// Verbs that take a thing or a person.
const OBJECT: &str = "accuse acknowledge admonish announce applaud assail berate blame blast \
    castigate censure chide cite commend concede condemn congratulate criticize criticise decry \
    demand denounce deny deplore deride describe disavow disclose dismiss disparage dispute \
    emphasize emphasise endorse excoriate explain express extol fault hail highlight invoke \
    lambaste lament laud mention mock note outline pledge praise predict promise protest propose \
    question rebuke rebut recommend recount reiterate reject renounce repudiate reprimand reveal \
    ridicule scold slam stress suggest thank tout underline underscore urge vilify voice vow welcome \
    reaffirm raise";

/// Verbs that take “to” and a verb.
const INFINITIVE: &str = "agree decline demand offer pledge promise propose refuse request swear \
    threaten volunteer vow";

/// Verbs that take somebody, and “to” with a verb.
const PERSON: &str = "advise ask beg beseech caution challenge command counsel direct encourage \
    exhort implore instruct invite order press pressure prod push remind request tell urge warn";

/// Verbs that are deeds as often: acts of speech where they say for what, or as what.
const BLAME: &str = "attack hammer hit knock savage";

const LISTS: [(Pattern, &str); 4] = [
    (Pattern::Object, OBJECT),
    (Pattern::Infinitive, INFINITIVE),
    (Pattern::Person, PERSON),
    (Pattern::Blame, BLAME),
];

/// Verbs with the prepositions that make an act of speech of them.
const PREPOSITIONS: &[(&str, &[&str])] = &[
    ("call", &["for", "on", "upon"]),
    ("argue", &["for", "against"]),
    ("plead", &["for", "with"]),
    ("push", &["for"]),
    ("press", &["for"]),
    ("lobby", &["for", "against"]),
    ("advocate", &["for", "against"]),
    ("appeal", &["for", "to"]),
    ("ask", &["for", "about"]),
    ("apologize", &["for"]),
    ("apologise", &["for"]),
    ("vouch", &["for"]),
    ("warn", &["against", "of", "about"]),
    ("caution", &["against"]),
    ("rail", &["against", "at", "about"]),
    ("inveigh", &["against"]),
    ("protest", &["against"]),
    ("complain", &["about", "of"]),
    ("boast", &["about", "of"]),
    ("brag", &["about", "of"]),
    ("joke", &["about"]),
    ("speak", &["about", "of", "against"]),
    ("talk", &["about", "of"]),
    ("object", &["to"]),
    ("refer", &["to"]),
    ("allude", &["to"]),
    ("point", &["to"]),
    ("elaborate", &["on"]),
    ("comment", &["on"]),
    ("insist", &["on"]),
    ("inquire", &["about", "into"]),
];

/// Forms that are not made by rule: the base that the lists have, then all forms, a participle of its own
/// last.
const IRREGULAR: &[(&str, &str)] = &[
    ("deny", "deny denies denied denying"),
    ("decry", "decry decries decried decrying"),
    ("vilify", "vilify vilifies vilified vilifying"),
    ("slam", "slam slams slammed slamming"),
    ("rebut", "rebut rebuts rebutted rebutting"),
    ("extol", "extol extols extolled extolling"),
    ("swear", "swear swears swore swearing sworn"),
    ("hit", "hit hits hit hitting"),
    ("beg", "beg begs begged begging"),
    ("beseech", "beseech beseeches besought beseeching"),
    ("tell", "tell tells told telling"),
    ("lobby", "lobby lobbies lobbied lobbying"),
    ("brag", "brag brags bragged bragging"),
    ("speak", "speak speaks spoke speaking spoken"),
    ("refer", "refer refers referred referring"),
    ("prod", "prod prods prodded prodding"),
];

static ACTS: LazyLock<Lexicon<String, Act>> = LazyLock::new(|| {
    let mut verbs: Lexicon<&'static str, Takes> = Lexicon::default();
    for (pattern, list) in LISTS {
        for base in list.split_whitespace() {
            verbs.entry(base).or_default().patterns[pattern as usize] = true;
        }
    }
    for &(base, prepositions) in PREPOSITIONS {
        verbs.entry(base).or_default().prepositions = prepositions;
    }
    let mut acts = Lexicon::default();
    for base in bases() {
        let Some(&takes) = verbs.get(base) else {
            continue;
        };
        for (form, word) in written(base) {
            acts.entry(word).or_insert(Act { form, takes });
        }
    }
    acts
});

/// The bases of all lists, in order.
fn bases() -> impl Iterator<Item = &'static str> {
    let lists = LISTS.iter();
    lists
        .flat_map(|(_, list)| list.split_whitespace())
        .chain(PREPOSITIONS.iter().map(|&(base, _)| base))
}

/// The forms of a verb, made by rule or written out.
fn written(base: &str) -> Vec<(Form, String)> {
    let Some((_, irregular)) = IRREGULAR.iter().find(|(other, _)| *other == base) else {
        return forms(base).into();
    };
    let order = [
        Form::Base,
        Form::Third,
        Form::Past,
        Form::Gerund,
        Form::Past,
    ];
    let words = irregular.split_whitespace().map(str::to_owned);
    order.into_iter().zip(words).collect()
}

/// The act of speech that `word` can be, by its letters alone.
pub(crate) fn act(word: &str) -> Option<Act> {
    let is_lower = word.len() <= 16 && word.bytes().all(|b| b.is_ascii_lowercase());
    is_lower.then(|| ACTS.get(word).copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_by_what_they_take() {
        for (word, form, object, infinitive, person, preposition) in [
            ("urged", Form::Past, true, false, true, ""),
            ("called", Form::Past, false, false, false, "for"),
            ("refuses", Form::Third, false, true, false, ""),
            ("denied", Form::Past, true, false, false, ""),
            ("told", Form::Past, false, false, true, ""),
            ("railing", Form::Gerund, false, false, false, "against"),
        ] {
            let act = act(word).expect(word);
            let takes = act.takes;
            let has = |pattern| takes.has(pattern);
            let found = (
                act.form,
                has(Pattern::Object),
                has(Pattern::Infinitive),
                has(Pattern::Person),
            );
            assert_eq!(found, (form, object, infinitive, person), "{word}");
            let first = takes.prepositions.first().copied();
            assert_eq!(first.unwrap_or_default(), preposition, "{word}");
        }
        for word in ["supported", "Urged", "table"] {
            assert_eq!(act(word), None, "{word}");
        }
    }
}
