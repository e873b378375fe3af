//! Light inflection: `released`, `releases` and `release` are one word; `Russia` and `Russian` are two.
//!
//! Only the endings of English plurals and verbs are taken off, and a short list of irregular verbs is
//! known. What is left is not always a word (`releas`); it is only ever compared with another.

use std::sync::LazyLock;

use crate::index::{Form, Listed};

/// Verbs and nouns that no ending leads back to; the first of each line stands for the others.
const IRREGULAR: &[&[&str]] = &[
    &["say", "said", "says"],
    &["tell", "told"],
    &["meet", "met"],
    &["leave", "left"],
    &["hold", "held"],
    &["uphold", "upheld"],
    &["beat", "beaten"],
    &["lead", "led"],
    &["begin", "began", "begun"],
    &["win", "won"],
    &["go", "went", "gone", "goes"],
    &["come", "came"],
    &["become", "became"],
    &["make", "made"],
    &["take", "took", "taken"],
    &["give", "gave", "given"],
    &["see", "saw", "seen"],
    &["find", "found"],
    &["think", "thought"],
    &["bring", "brought"],
    &["buy", "bought"],
    &["seek", "sought"],
    &["teach", "taught"],
    &["catch", "caught"],
    &["fight", "fought"],
    &["send", "sent"],
    &["spend", "spent"],
    &["speak", "spoke", "spoken"],
    &["write", "wrote", "written"],
    &["rise", "rose", "risen"],
    &["fall", "fell", "fallen"],
    &["grow", "grew", "grown"],
    &["draw", "drew", "drawn"],
    &["fly", "flew", "flown", "flies"],
    &["shoot", "shot"],
    &["lose", "lost"],
    &["pay", "paid"],
    &["build", "built"],
    &["keep", "kept"],
    &["feel", "felt"],
    &["sell", "sold"],
    &["stand", "stood"],
    &["understand", "understood"],
    &["strike", "struck", "stricken"],
    &["break", "broke", "broken"],
    &["choose", "chose", "chosen"],
    &["drive", "drove", "driven"],
    &["show", "shown"],
    &["die", "dying", "died", "dies"],
    &["withdraw", "withdrew", "withdrawn"],
    &["freeze", "froze", "frozen"],
    &["shake", "shook", "shaken"],
    &["swear", "swore", "sworn"],
    &["forgive", "forgave", "forgiven"],
    &["forget", "forgot", "forgotten"],
    &["overcome", "overcame"],
    &["undergo", "underwent", "undergone"],
    &["hear", "heard"],
    &["mean", "meant"],
    &["deal", "dealt"],
    &["lend", "lent"],
    &["bind", "bound"],
    &["sit", "sat"],
    &["run", "ran"],
    &["ride", "rode", "ridden"],
    &["hide", "hid", "hidden"],
    &["steal", "stole", "stolen"],
    &["tear", "tore", "torn"],
    &["wear", "wore", "worn"],
    &["sink", "sank", "sunk"],
    &["swim", "swam", "swum"],
    &["flee", "fled"],
    &["feed", "fed"],
    &["man", "men"],
    &["woman", "women"],
    &["child", "children"],
    &["person", "people"],
    &["foot", "feet"],
    &["tooth", "teeth"],
    &["mouse", "mice"],
    &["goose", "geese"],
    &["wife", "wives"],
    &["knife", "knives"],
    &["thief", "thieves"],
    &["wolf", "wolves"],
    &["half", "halves"],
    &["shelf", "shelves"],
    &["crisis", "crises"],
    &["gunman", "gunmen"],
    &["policeman", "policemen"],
    &["fireman", "firemen"],
    &["fisherman", "fishermen"],
    &["businessman", "businessmen"],
    &["congressman", "congressmen"],
    &["chairman", "chairmen"],
    &["spokesman", "spokesmen"],
    &["statesman", "statesmen"],
    &["salesman", "salesmen"],
    &["craftsman", "craftsmen"],
    &["clergyman", "clergymen"],
    &["seaman", "seamen"],
    &["know", "knew", "known"],
    &["eat", "ate", "eaten"],
    &["drink", "drank"],
    &["sing", "sang", "sung"],
    &["ring", "rang", "rung"],
    &["shrink", "shrank", "shrunk"],
    &["spring", "sprang", "sprung"],
    &["swing", "swung"],
    &["cling", "clung"],
    &["hang", "hung"],
    &["stick", "stuck"],
    &["dig", "dug"],
    &["sweep", "swept"],
    &["sleep", "slept"],
    &["weep", "wept"],
    &["creep", "crept"],
    &["leap", "leapt"],
    &["bleed", "bled"],
    &["breed", "bred"],
    &["speed", "sped"],
    &["mislead", "misled"],
    &["bend", "bent"],
    &["blow", "blew", "blown"],
    &["throw", "threw", "thrown"],
    &["overthrow", "overthrew", "overthrown"],
    &["foresee", "foresaw", "foreseen"],
    &["oversee", "oversaw", "overseen"],
    &["undertake", "undertook", "undertaken"],
    &["mistake", "mistook", "mistaken"],
    &["forbid", "forbade", "forbidden"],
    &["wake", "woke", "woken"],
    &["shine", "shone"],
    &["slide", "slid"],
    &["burn", "burnt"],
    &["rebuild", "rebuilt"],
    &["lay", "laid"],
    &["slay", "slew", "slain"],
    &["swell", "swollen"],
    &["prove", "proven"],
    &["add", "adding", "added"],
];

/// Words whose stem would be that of a word that means something else (`policy`, `police`), or that have an
/// ending which is none; the first of each line is the stem of all, as it stands.
const WHOLE: &[&[&str]] = &[
    &["policy", "policies"],
    &["story", "stories"],
    &["city", "cities"],
    &["county", "counties"],
    &["party", "parties"],
    &["army", "armies"],
    &["unity"],
    &["unite", "unites", "united", "uniting"],
    &["lady", "ladies"],
    &["belly", "bellies"],
    &["treaty", "treaties"],
    &["treasury", "treasuries"],
    &["factory", "factories"],
    &["battery", "batteries"],
    &["inventory", "inventories"],
    &["subsidy", "subsidies"],
    &["monarchy", "monarchies"],
    &["emergency", "emergencies"],
    &["competency", "competencies"],
    &["dependency", "dependencies"],
    &["advisory", "advisories"],
    &["tally", "tallies", "tallied", "tallying"],
    &["bully", "bullies", "bullied", "bullying"],
    &["multiply", "multiplies", "multiplied", "multiplying"],
    &["assembly", "assemblies"],
    &["irony", "ironies"],
    &["pity"],
    &["busy"],
    &["holy"],
    &["tiny"],
    &["ready"],
    &["wary"],
    &["phony"],
    &["kindly"],
    &["care", "cares", "cared", "caring"],
    &["hope", "hopes", "hoped", "hoping"],
    &["hate", "hates", "hated", "hating"],
    &["scrape", "scrapes", "scraped", "scraping"],
    &["stare", "stares", "stared", "staring"],
    &["shame", "shames", "shamed", "shaming"],
    &["tape", "tapes", "taped", "taping"],
    &["rape", "rapes", "raped", "raping"],
    &["robe", "robes", "robed"],
    &["mine", "mines", "mined", "mining"],
    &["plane", "planes"],
    &["aide", "aides"],
    &["wine", "wines"],
    &["spine", "spines"],
    &["stripe", "stripes", "striped"],
    &["rate", "rates", "rated", "rating", "ratings"],
    &["site", "sites", "sited"],
    &["pope", "popes"],
    &["heroine", "heroines"],
    &["premiere", "premieres", "premiered"],
    &["sever", "severs", "severed", "severing"],
    &["movie", "movies"],
    &["rookie", "rookies"],
    &["cookie", "cookies"],
    &["calorie", "calories"],
    &["huge"],
    &["ripe"],
    &["wage", "wages", "waged", "waging"],
    &["news"],
    &["evening", "evenings"],
    &["briefing", "briefings"],
];

/// The part of a lower-case word that its inflected forms share.
#[must_use]
pub(super) fn stem(word: Form<'_>) -> Form<'_> {
    static STEMS: LazyLock<Listed<Form<'_>>> = LazyLock::new(|| {
        let irregular = IRREGULAR.iter().map(|group| (group, regular(group[0])));
        let whole = WHOLE.iter().map(|group| (group, group[0]));
        Listed::new(whole.chain(irregular).flat_map(|(group, stem)| {
            let stem = Form::new(stem);
            group.iter().map(move |&form| (Form::new(form), stem))
        }))
    });
    if let Some(stem) = STEMS.get(word) {
        return *stem;
    }
    let stem = regular(word.letters);
    if stem.len() == word.letters.len() {
        word
    } else {
        Form::new(stem)
    }
}

fn regular(word: &str) -> &str {
    if !word.is_ascii() || word.len() < 4 {
        return word;
    }
    // `countries` and `country` meet in `countr`.
    if let Some(stem) = word
        .strip_suffix("ies")
        .or_else(|| word.strip_suffix("ied"))
        .filter(|stem| stem.len() > 1)
    {
        return stem;
    }
    let word = single(verb(plural(word)));
    let closing_y = word.strip_suffix('y').filter(|stem| !ends_in_vowel(stem));
    match word.strip_suffix('e').or(closing_y) {
        Some(stem) if stem.len() > 2 => stem,
        _ => word,
    }
}

fn plural(word: &str) -> &str {
    let keeps = ["ss", "us", "is", "ous"];
    if keeps.iter().any(|ending| word.ends_with(ending)) {
        return word;
    }
    if let Some(stem) = word.strip_suffix("es") {
        let hisses = ["x", "ch", "sh", "ss", "zz"];
        if hisses.iter().any(|ending| stem.ends_with(ending)) {
            return stem;
        }
    }
    word.strip_suffix('s').unwrap_or(word)
}

fn verb(word: &str) -> &str {
    for ending in ["ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending) else {
            continue;
        };
        if stem.len() < 3 || !stem.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            return word;
        }
        let bytes = stem.as_bytes();
        let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
        if ending == "ed" && last == b'e' {
            // `agreed` is of `agree`.
            return &word[..word.len() - 1];
        }
        let is_doubled = last == before && !b"flszaeiou".contains(&last);
        return if is_doubled {
            &stem[..stem.len() - 1]
        } else {
            stem
        };
    }
    word
}

/// Takes one of two `l` off a longer word: `cancelled` is of `cancel`, and so is `install` of `instal`.
fn single(word: &str) -> &str {
    let Some(stem) = word.strip_suffix("ll") else {
        return word;
    };
    let is_vowel = |letter: &u8| b"aeiouy".contains(letter);
    let mut letters = stem.bytes().rev().skip_while(is_vowel);
    if letters.any(|letter| is_vowel(&letter)) {
        &word[..word.len() - 1]
    } else {
        word
    }
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_share_a_stem_and_other_words_do_not() {
        for (a, b, same) in [
            ("released", "release", true),
            ("releases", "releasing", true),
            ("visit", "visited", true),
            ("planned", "planning", true),
            ("countries", "country", true),
            ("studied", "study", true),
            ("meeting", "met", true),
            ("written", "wrote", true),
            ("attacks", "attack", true),
            ("passed", "passes", true),
            ("agreed", "agrees", true),
            ("russia", "russian", false),
            ("china", "chinese", false),
            ("war", "warn", false),
            ("us", "u", false),
            ("crisis", "crises", true),
            ("cancelled", "cancel", true),
            ("controls", "controlled", true),
            ("install", "installed", true),
            ("killed", "kill", true),
            ("staff", "staffed", true),
            ("police", "policy", false),
            ("car", "care", false),
            ("stories", "store", false),
            ("rated", "rats", false),
            ("ministers", "ministry", false),
        ] {
            let (of_a, of_b) = (stem(Form::new(a)).letters, stem(Form::new(b)).letters);
            assert_eq!(of_a == of_b, same, "{a} ({of_a}) {b} ({of_b})");
        }
    }
}
