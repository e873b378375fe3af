//! Cues: the verbs by which a text says that somebody said something.
//!
//! The list is of English reporting verbs, in three kinds. Forms are made by rule; what has
//! irregular forms is written out. Whether a form *is* a verb where it stands (“his claims”, “he
//! claims”) is decided by its neighbours, in `clause`.

use std::sync::LazyLock;

use crate::source::lexicon::{Lexicon, Words};

/// A verb of saying, and the form it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) verb: Verb,
    pub(crate) form: Form,
    /// The same letters are as often a noun: “claims”, “reports”.
    pub(crate) noun: bool,
    /// The verb as often takes a thing as what is said: “concluded a visit”.
    pub(crate) loose: bool,
}

/// What a verb of saying takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Takes what is said, and may stand after it: “said”, “added”.
    Say,
    /// Takes what is said, and whom it is said to: “told”, “asked”.
    Tell,
    /// Takes words for a thing: “called it ‘a crisis’”, “praised his ‘leadership’”.
    Call,
    /// Takes what somebody holds, without saying that it was said: “believes”.
    Think,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// “say”
    Base,
    /// “says”
    Third,
    /// “said”
    Past,
    /// “saying”
    Gerund,
}

/// Verbs with irregular forms: base, third person, past, past participle where it differs, gerund.
const IRREGULAR: &[(Verb, &str)] = &[
    (Verb::Say, "say says said saying"),
    (Verb::Tell, "tell tells told telling"),
    (Verb::Say, "write writes wrote written writing"),
    (Verb::Say, "quip quips quipped quipping"),
    (Verb::Say, "reply replies replied replying"),
    (Verb::Say, "cry cries cried crying"),
    (Verb::Say, "deny denies denied denying"),
    (Verb::Say, "testify testifies testified testifying"),
    (Verb::Say, "admit admits admitted admitting"),
    (Verb::Say, "- reads read reading"),
    (Verb::Say, "sing sings sang sung singing"),
    (Verb::Say, "swear swears swore sworn swearing"),
    (Verb::Say, "opine opines opined opining"),
    (Verb::Say, "clarify clarifies clarified clarifying"),
    (Verb::Say, "specify specifies specified specifying"),
    (
        Verb::Say,
        "signal signals signaled signalled signaling signalling",
    ),
    (Verb::Call, "decry decries decried decrying"),
    (Verb::Call, "slam slams slammed slamming"),
    (Verb::Call, "rip rips ripped ripping"),
    (Verb::Call, "dub dubs dubbed dubbing"),
    (
        Verb::Call,
        "label labels labeled labelled labeling labelling",
    ),
    (Verb::Call, "refer refers referred referring"),
    (Verb::Call, "vilify vilifies vilified vilifying"),
    (Verb::Think, "think thinks thought thinking"),
    (Verb::Think, "feel feels felt feeling"),
    (Verb::Think, "know knows knew known knowing"),
    (Verb::Think, "find finds found finding"),
    (Verb::Think, "see sees saw seen seeing"),
    (Verb::Think, "show shows showed shown showing"),
    (Verb::Think, "worry worries worried worrying"),
    (
        Verb::Think,
        "understand understands understood understanding",
    ),
];

/// Verbs that as often take a thing as what is said.
const LOOSE: &[&str] = &[
    "conclude", "counter", "continue", "maintain", "indicate", "reveal", "disclose", "quote",
    "cite", "point", "repeat", "rule", "estimate", "confirm", "order", "request", "charge",
    "mention", "describe", "urge", "demand", "propose", "relate", "snap", "post",
];

/// Regular verbs; `+` marks those whose forms are nouns as often.
const REGULAR: &[(Verb, &str)] = &[
    (
        Verb::Say,
        "add state+ note+ explain declare announce claim+ insist argue respond answer+ continue \
         conclude recall report+ suggest acknowledge agree assert affirm observe remark+ \
         comment+ tweet+ post+ shout+ whisper joke+ promise+ pledge+ vow+ predict estimate+ \
         stress emphasize emphasise reiterate confirm complain charge+ allege caution+ concede \
         contend counter+ maintain propose demand+ proclaim quote+ chant+ mutter yell+ exclaim \
         boast+ lament+ muse recount relate reveal disclose retort+ scoff snap urge warn ask \
         inquire wonder+ express voice+ articulate underline underscore highlight+ indicate \
         mention+ elaborate intone bellow+ roar+ plead tease volunteer+ hint+ imply recommend \
         advise request+ order+ reckon speculate theorize hypothesize posit rule+ vent+ fume \
         bemoan seethe gush+ rave marvel describe repeat stipulate enthuse gripe grumble hedge+ \
         thunder+ blurt chime reason+ protest+ caution interject opine cite point",
    ),
    (
        Verb::Tell,
        "inform remind assure notify brief reassure instruct",
    ),
    (
        Verb::Call,
        "call+ term+ brand+ characterize characterise portray praise+ criticize criticise blast+ \
         denounce hail laud mock dismiss condemn tout accuse liken compare deride \
         ridicule+ invoke evoke echo+ reference+ deem chide scold lambaste rail extol \
         bill+ applaud commend insult+ nickname bash+ trash+ excoriate ",
    ),
    (
        Verb::Think,
        "believe expect+ hope+ fear+ consider assume suspect doubt+ guess+ conclude learn feel \
         realize figure+ view+ regard+",
    ),
];

/// Nouns of what somebody says or holds.
const NOUNS_OF_VIEWS: &str = "accusation admission allegation announcement argument assertion assurance belief boast \
    charge claim complaint concession conclusion contention conviction declaration fear hope \
    insistence opinion pledge prediction promise proposal statement suggestion suspicion \
    theory threat view vow warning";

static NOUNS: LazyLock<Words> = LazyLock::new(|| NOUNS_OF_VIEWS.split_whitespace().collect());

static CUES: LazyLock<Lexicon<String, Cue>> = LazyLock::new(|| {
    let mut cues = Lexicon::default();
    for &(verb, forms) in IRREGULAR {
        for (at, word) in forms.split_whitespace().enumerate() {
            let form = match at {
                0 => Form::Base,
                1 => Form::Third,
                _ if word.ends_with("ing") => Form::Gerund,
                _ => Form::Past,
            };
            cues.entry(word.to_owned()).or_insert(Cue {
                verb,
                form,
                noun: false,
                loose: false,
            });
        }
    }
    for &(verb, words) in REGULAR {
        for word in words.split_whitespace() {
            let (base, noun) = word
                .strip_suffix('+')
                .map_or((word, false), |base| (base, true));
            for (form, word) in forms(base) {
                let noun = noun && matches!(form, Form::Base | Form::Third);
                cues.entry(word).or_insert(Cue {
                    verb,
                    form,
                    noun,
                    loose: LOOSE.contains(&base),
                });
            }
        }
    }
    cues
});

/// The forms of a regular verb.
pub(super) fn forms(base: &str) -> [(Form, String); 4] {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let third = if base.ends_with(['s', 'x']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    [
        (Form::Base, base.to_owned()),
        (Form::Third, third),
        (Form::Past, format!("{stem}ed")),
        (Form::Gerund, format!("{stem}ing")),
    ]
}

/// The cue that `word` can be, by its letters alone.
pub(crate) fn cue(word: &str) -> Option<Cue> {
    let is_lower = word.len() <= 16 && word.bytes().all(|b| b.is_ascii_lowercase());
    is_lower.then(|| CUES.get(word).copied()).flatten()
}

/// Whether `word` is a noun of what somebody says or holds.
pub(crate) fn is_noun(word: &str) -> bool {
    NOUNS.contains(word.strip_suffix('s').unwrap_or(word))
}

/// Whether `verb` is one of writing or reporting, by which an outlet is named: “wrote in The Times”.
pub(crate) fn names_outlets(word: &str) -> bool {
    [
        "wrote",
        "writes",
        "writing",
        "reported",
        "reports",
        "noted",
        "notes",
        "described",
        "describes",
        "argued",
        "argues",
        "explained",
        "explains",
        "commented",
        "published",
        "observed",
        "observes",
        "said",
        "says",
    ]
    .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known() {
        for (word, verb, form) in [
            ("said", Verb::Say, Form::Past),
            ("argues", Verb::Say, Form::Third),
            ("telling", Verb::Tell, Form::Gerund),
            ("stressed", Verb::Say, Form::Past),
            ("stresses", Verb::Say, Form::Third),
            ("urged", Verb::Say, Form::Past),
            ("criticizing", Verb::Call, Form::Gerund),
            ("hope", Verb::Think, Form::Base),
        ] {
            let cue = cue(word).expect(word);
            assert_eq!((cue.verb, cue.form), (verb, form), "{word}");
        }
        for word in ["table", "Said", "sayed"] {
            assert_eq!(cue(word), None, "{word}");
        }
    }
}
