//! What a verb makes of another that depends on it: “refused to answer”, “denied that it answered”, “plans to
//! answer”.

use std::sync::LazyLock;

use super::super::stem::stem;
use super::group::Form;
use crate::index::Form as Letters;

/// What is said of what depends on a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It is not done: “refused to”, “failed to”.
    Refuse,
    /// It is said not to be so: “denied that”, “ruled out”.
    Deny,
    /// It will be done: “agreed to”.
    Promise,
    /// It is done: “managed to”.
    Manage,
    /// It is said to be so: “said that”, “seems to”.
    Say,
    /// It is not said whether: “asked to”, “wants to”, “doubts that”.
    Leave,
}

const EFFECTS: [(Effect, &str); 6] = [
    (
        Effect::Refuse,
        "refuse refusal decline fail failure neglect omit forget unable inability unwilling \
         unwillingness reluctant powerless incapable loath hesitate refrain abstain avoid prevent \
         stop bar block hinder discourage dissuade deter desist cease quit resist shun forgo \
         escape evade ban prohibit forbid",
    ),
    (
        Effect::Deny,
        "deny denial dispute rebut refute reject contradict disprove debunk dismiss disclaim \
         disavow exclude preclude untrue false wrong impossible myth",
    ),
    (
        Effect::Promise,
        "agree agreement promise pledge vow plan intend intention decide decision resolve expect \
         schedule undertake commit commitment prepare determine swear threaten threat offer opt \
         choose propose arrange consent set likely certain sure ready willing due about elect",
    ),
    (
        Effect::Manage,
        "manage begin start continue proceed happen come help able succeed go force oblige compel \
         cause lead make prompt persuade convince train trigger bother dare rush chance use \
         persist resume keep admit acknowledge concede confess recall regret",
    ),
    (
        Effect::Say,
        "say tell state claim report announce declare confirm insist add explain note observe \
         write argue maintain assert reveal disclose testify warn stress emphasise emphasize \
         believe think know learn find show show seem appear prove recall remember admit suggest \
         conclude understand assume suppose estimate allege contend affirm mention complain point \
         realise realize notice see hear feel remark reply respond repeat reiterate statement \
         report claim news fact evidence proof sign true clear",
    ),
    (
        Effect::Leave,
        "want wish hope ask call demand urge order seek try attempt request invite need require \
         aim bid push press appeal encourage allow permit let enable authorise authorize wait \
         fight struggle strive campaign vote apply fear doubt wonder inquire enquire consider \
         discuss debate tell warn advise recommend instruct beg plead pressure right chance \
         opportunity power duty effort bid desire unlikely possible mean like love hate prefer \
         long tempt tend supposed free welcome",
    ),
];

/// What may be turned down without being undone: what it is for is.
const ASKED: &str = "request offer call proposal demand appeal invitation suggestion bid plea \
     application petition claim report allegation accusation rumour rumor speculation suggestion \
     notion idea pressure motion possibility prospect option plan";

fn stems(words: &'static str) -> impl Iterator<Item = Letters<'static>> {
    let words = words.split_whitespace();
    words.map(|word| stem(Letters::new(word)))
}

/// What a word says of what depends on it, by its stem; `form` is that of what depends on it.
pub(super) fn effect(stem: u32, form: Form) -> Option<Effect> {
    static EFFECTS_BY_STEM: LazyLock<Vec<(u32, Effect)>> = LazyLock::new(|| {
        let mut known: Vec<(u32, Effect)> = Vec::new();
        for (effect, words) in EFFECTS {
            known.extend(stems(words).map(|word| (word.key, effect)));
        }
        known.sort_by_key(|(stem, _)| *stem);
        known
    });
    let known = &*EFFECTS_BY_STEM;
    let start = known.partition_point(|it| it.0 < stem);
    let own = known[start..].iter().take_while(|it| it.0 == stem);
    let first = own.clone().next()?.1;
    // “Told them to go” leaves it open, “told them that it went” says so.
    let found = if form == Form::Infinitive {
        own.map(|it| it.1).find(|it| *it == Effect::Leave)
    } else {
        own.map(|it| it.1).find(|it| *it != Effect::Leave)
    };
    Some(found.unwrap_or(first))
}

/// Whether a word stands for what is asked or told, by its stem.
pub(super) fn is_asked(stem: u32) -> bool {
    static STEMS: LazyLock<Vec<u32>> = LazyLock::new(|| {
        let mut keys: Vec<u32> = stems(ASKED).map(|word| word.key).collect();
        keys.sort_unstable();
        keys
    });
    STEMS.binary_search(&stem).is_ok()
}
