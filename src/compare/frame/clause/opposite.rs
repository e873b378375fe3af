//! Words of which one says what the other denies: “accepted”, “rejected”.

use std::sync::LazyLock;

use super::super::sense::sense;
use super::super::stem::stem;
use crate::index::Form;

/// Words that say that it is so, then words that say that it is not, of one thing a line.
const OPPOSITES: &[[&str; 2]] = &[
    // What is said and thought.
    [
        "admit acknowledge concede confirm confess",
        "deny refute rebut",
    ],
    [
        "praise laud hail applaud commend welcome",
        "criticise denounce condemn deplore",
    ],
    [
        "accept approve endorse ratify adopt",
        "reject refuse veto spurn",
    ],
    ["support favour favor back", "oppose"],
    ["agree", "disagree"],
    ["believe trust", "doubt distrust mistrust"],
    ["mention", "omit"],
    ["remember recall", "forget"],
    [
        "reveal disclose publish release",
        "conceal hide withhold suppress",
    ],
    ["certain", "uncertain unclear"],
    // What may be.
    ["allow permit authorise", "forbid ban prohibit outlaw"],
    ["legal lawful", "illegal unlawful"],
    ["possible", "impossible"],
    ["likely", "unlikely"],
    ["voluntary", "compulsory mandatory"],
    ["obey comply", "defy flout breach violate"],
    ["necessary", "unnecessary needless"],
    // Courts.
    ["convict", "acquit"],
    ["guilty", "innocent"],
    ["arrest detain jail imprison", "free"],
    ["uphold", "overturn quash"],
    ["charge indict", "exonerate"],
    // What goes on.
    ["open reopen", "close shut"],
    ["begin resume restart", "end stop halt suspend cease"],
    ["happen proceed", "cancel"],
    ["hurry hasten accelerate", "slow delay postpone"],
    ["work function operate", "malfunction fail"],
    [
        "run operate work resume restart continue",
        "stop halt cease suspend idle",
    ],
    ["succeed", "fail"],
    ["pass", "fail"],
    ["win", "lose"],
    ["reach attain", "miss"],
    ["attend", "miss boycott skip absent"],
    ["present", "absent"],
    ["remain stay", "leave resign quit depart"],
    ["arrive", "leave depart"],
    ["join", "leave quit"],
    ["enter", "leave exit"],
    [
        "keep retain preserve",
        "scrap abolish abandon discard remove",
    ],
    ["impose introduce", "lift scrap repeal"],
    ["continue", "stop end abandon"],
    // Of what there is most.
    ["surplus", "deficit"],
    ["majority", "minority"],
    ["highest", "lowest"],
    ["largest biggest", "smallest"],
    // How it is.
    ["alive survive", "dead die perish"],
    [
        "destroy wreck raze demolish",
        "spare intact untouched unscathed survive",
    ],
    [
        "damage harm burn destroy wreck",
        "intact untouched unscathed spare",
    ],
    ["injure wound hurt", "unscathed"],
    ["safe", "unsafe dangerous"],
    ["missing lost", "found"],
    ["silent quiet", "sound blare wail ring"],
    ["peaceful calm", "violent"],
    ["public", "secret private"],
    ["empty deserted", "full crowded packed"],
    ["unanimous", "divided split"],
    ["sober", "drunk"],
    ["awake conscious", "asleep unconscious"],
    ["temporary", "permanent"],
    ["wet", "dry"],
    ["true", "false untrue"],
    ["same identical", "different"],
    ["new", "old"],
    ["north northern", "south southern"],
    ["east eastern", "west western"],
    ["include", "exclude"],
    ["build erect", "demolish"],
    ["buy", "sell"],
    ["lend", "borrow"],
    ["hire recruit appoint", "dismiss sack"],
    ["activate", "disconnect"],
    ["lock", "unlock"],
    ["ignite start cause trigger", "extinguish"],
    ["pay", "owe default"],
    ["save rescue", "abandon strand"],
    ["unite", "divide split"],
    ["married", "divorced unmarried single"],
    // Of more and less.
    ["rise increase climb grow", "fall decrease shrink decline"],
    ["raise", "lower cut reduce"],
    ["strengthen tighten", "weaken loosen ease relax"],
    ["improve", "worsen deteriorate"],
    ["expand", "shrink contract"],
    ["profit", "loss"],
];

/// What is done by a word, as a number, and whether the word says that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) deed: u32,
    pub(super) is_opposite: bool,
}

/// By matter, in order: the line and its side. A word may stand in several lines.
static KNOWN: LazyLock<Vec<(u32, Meant)>> = LazyLock::new(|| {
    let mut known: Vec<(u32, Meant)> = Vec::new();
    for (sides, number) in OPPOSITES.iter().zip(0_u32..) {
        for (side, words) in sides.iter().enumerate() {
            known.extend(words.split_whitespace().map(|word| {
                let meant = Meant {
                    deed: u32::MAX - number,
                    is_opposite: side == 1,
                };
                (matter(word), meant)
            }));
        }
    }
    known.sort_by_key(|(matter, meant)| (*matter, meant.deed, meant.is_opposite));
    known.dedup();
    known
});

/// What a word of English is about, as a number.
pub(super) fn matter(word: &str) -> u32 {
    let word = Form::new(word);
    sense(word, stem(word)).matter
}

/// The lines of opposites that a matter stands in.
pub(super) fn opposites(matter: u32) -> impl Iterator<Item = Meant> {
    let known = &*KNOWN;
    let start = known.partition_point(|it| it.0 < matter);
    let own = known[start..].iter().take_while(move |it| it.0 == matter);
    own.map(|it| it.1)
}

/// Words with “un-” that deny nothing.
const NO_DENIALS: [&str; 8] = [
    "unveil", "unleash", "unroll", "unfold", "united", "unified", "unearth", "unload",
];

/// The matter of the word of which one with “un-” says the opposite: “undamaged”.
pub(super) fn positive(word: &str) -> Option<u32> {
    let rest = word.strip_prefix("un").filter(|rest| rest.len() > 4)?;
    let is_done = rest.ends_with("ed") || rest.ends_with("able") || rest.ends_with("ing");
    let is_denial = !NO_DENIALS.iter().any(|it| word.starts_with(it));
    (is_done && is_denial).then(|| matter(rest))
}
