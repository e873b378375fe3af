//! The small words of English that show where a noun phrase begins and where it ends.
//!
//! There is no tagger here: what is on no list is taken for a noun, an adjective or a name, by its
//! first letter. The lists are of closed classes, and of the nouns by which people are introduced.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::source::lexicon::Lexicon;

/// What a word can be, as far as the reading of quotations has to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Class {
    /// “the”, “his”, “another”: begins a noun phrase.
    Determiner,
    /// “two”, “one”, “several”.
    Number,
    /// “he”, “they”: is a noun phrase.
    Pronoun,
    /// “who”, “which”: stands for the noun phrase before it.
    Relative,
    /// “of”, “for”, “in”.
    Preposition,
    /// “and”, “or”, “but”.
    Coordinator,
    /// “that”, “because”, “when”: begins a clause.
    Subordinator,
    /// “is”, “was”, “been”.
    Be,
    /// “has”, “would”, “did”.
    Auxiliary,
    /// “also”, “repeatedly”.
    Adverb,
    /// “Monday”, “yesterday”, “March”.
    Time,
    /// “spokesman”, “leader”, “analysts”: names a person by what the person is.
    Role,
    /// “Mr.”, “Sen.”, “President”: stands right before a name.
    Honorific,
    /// “close”, “familiar”: an adjective that follows its noun.
    Postposed,
    /// Anything else in lower case.
    #[default]
    Other,
    /// Anything else with a capital: a name, or part of one.
    Name,
}

impl Class {
    /// Whether a clause can begin with it: with who does something, or what.
    pub(crate) fn begins_clause(self) -> bool {
        matches!(
            self,
            Self::Pronoun
                | Self::Determiner
                | Self::Name
                | Self::Honorific
                | Self::Role
                | Self::Number
                | Self::Other
        )
    }
}

const CLASSES: &[(Class, &str)] = &[
    (
        Class::Determiner,
        "the a an his her their its my our your this that's these those another each every some any \
         no both many most several few all either neither other such",
    ),
    (
        Class::Number,
        "one two three four five six seven eight nine ten dozen dozens hundreds half",
    ),
    (
        Class::Pronoun,
        "he she they it i we you him them us me he's she's it's they're we're i'm i've they've \
         we've you're he'd she'd they'd he'll she'll everyone everybody \
         someone somebody nobody others",
    ),
    (Class::Relative, "who which whom whose"),
    (
        Class::Preposition,
        "of for at from in to with on off near inside behind within about against by into over under \
         between through during after before since until as like among amid toward towards outside \
         across despite without following upon throughout via around per regarding",
    ),
    (Class::Coordinator, "and or but nor yet so & plus"),
    (
        Class::Subordinator,
        "that because when while if although though whether how what where why unless than once \
         whereas",
    ),
    (
        Class::Be,
        "is was are were be been being am isn't wasn't aren't weren't",
    ),
    (
        Class::Auxiliary,
        "has have had having does do did doing will would can could may might must shall should \
         hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't shouldn't get got \
         gets let lets goes went go",
    ),
    (
        Class::Adverb,
        "also then later still never often once again now even just only already first previously \
         too not always ever soon further instead perhaps maybe indeed however moreover meanwhile \
         thus therefore nonetheless nevertheless otherwise rather quite very much more less here \
         there back away out up down on-air online elsewhere together finally simply far afterward \
         afterwards earlier ago famously sometimes twice himself herself \
         themselves itself secondly thirdly firstly lastly certainly formally specifically similarly \
         additionally consequently accordingly particularly especially notably obviously clearly \
         surely likewise hence regardless overall",
    ),
    (
        Class::Time,
        "monday tuesday wednesday thursday friday saturday sunday january february april june july \
         august september october november december today yesterday tomorrow tonight week weeks \
         month months year years morning afternoon evening night weekend last jan feb mar apr jun \
         jul aug sep sept oct nov dec early late mid day days hour hours minutes spring summer \
         autumn recently",
    ),
    (
        Class::Role,
        "spokesman spokeswoman spokesperson spokespeople leader leaders official officials analyst \
         analysts expert experts critic critics source sources president presidents minister \
         ministers chairman chairwoman chair director directors candidate candidates nominee senator \
         senators governor mayor lawmaker lawmakers congressman congresswoman representative \
         representatives professor professors researcher researchers fellow scholar scholars \
         scientist scientists economist economists historian author writer reporter reporters \
         journalist journalists correspondent columnist editor editors commentator host pollster \
         strategist strategists adviser advisers advisor advisors aide aides secretary ambassador \
         envoy diplomat diplomats general colonel officer officers lawyer lawyers attorney attorneys \
         judge judges prosecutor prosecutors doctor doctors physician teacher student students \
         resident residents voter voters supporter supporters opponent opponents rival rivals \
         democrat democrats republican republicans activist activists organizer organizers owner \
         founder co-founder manager executive executives investor investors chief chiefs head heads \
         boss premier chancellor king queen prince pope bishop pastor reverend user users netizen \
         netizens person people man woman men women boy girl father mother son daughter brother \
         sister wife husband friend friends colleague colleagues businessman mogul tycoon \
         billionaire actor actress singer star director filmmaker musician rapper player coach \
         athlete veteran veterans veteran soldier soldiers watcher watchers observer observers \
         police authorities investigators government administration ministry campaign statement \
         report reports study survey letter memo document documents newspaper magazine paper outlet \
         company firm group groups team agency department office panel committee commission court \
         readout communique announcement declaration assertion editorial witness witnesses \
         participant participants member members delegate delegates surrogate surrogates deputy \
         partner partners worker workers employee employees farmer farmers politician politicians \
         prosecutor regulators regulator physicist politicians parents parent victim victims \
         mate consultant trader traders economist demonstrator protester protesters",
    ),
    (
        Class::Honorific,
        "mr mrs ms miss mx dr prof sen sens rep reps gov gen lt col sgt capt rev hon pres sir dame \
         lord lady president chairman secretary senator governor mayor congressman judge justice \
         speaker chancellor premier king queen prince princess pope ambassador captain officer \
         detective sheriff professor vice former ex prime minister lieutenant",
    ),
    (
        Class::Postposed,
        "close familiar aware present involved responsible opposed loyal briefed based affiliated \
         associated allied connected working living speaking available",
    ),
];

static LEXICON: LazyLock<Lexicon<&'static str, Class>> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for &(class, words) in CLASSES {
        for word in words.split_whitespace() {
            lexicon.entry(word).or_insert(class);
        }
    }
    lexicon
});

/// The class of `word`, which stands first in its sentence or not.
///
/// A capital makes a name of what would otherwise be an ordinary noun, but not of a small word. At
/// the beginning of a sentence it makes nothing of anything: “Experts” are experts.
pub(crate) fn class(word: &str) -> Class {
    let capital = word.starts_with(char::is_uppercase);
    if word.len() > 20 {
        return if capital { Class::Name } else { Class::Other };
    }
    if word.len() > 1 && word.chars().all(char::is_uppercase) {
        return Class::Name;
    }
    let low: Cow<'_, str> = if word.bytes().all(|b| b.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(low(word))
    };
    let low = low.as_ref();
    match LEXICON.get(low) {
        // “May” and “March” are months by their capital only, and rarely anything else.
        Some(Class::Auxiliary) if word == "May" => Class::Time,
        Some(Class::Role) if capital && is_title(low) => Class::Honorific,
        Some(&class) => class,
        None if word == "March" => Class::Time,
        None if word.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
        None if capital => Class::Name,
        None if low.len() > 4 && low.ends_with("ly") && !is_ly_noun(low) => Class::Adverb,
        None => Class::Other,
    }
}

/// Whether a word that names a role is a title when it has a capital: “President Xi”.
pub(crate) fn is_title(low: &str) -> bool {
    const TITLES: &str = CLASSES[CLASSES.len() - 2].1;
    TITLES.split_whitespace().any(|title| title == low)
}

/// Whether a word says what somebody is, whoever that may be: “Judge”, “director”.
pub(crate) fn is_role(word: &str) -> bool {
    matches!(class(&low(word)), Class::Role | Class::Honorific)
}

fn is_ly_noun(low: &str) -> bool {
    matches!(
        low,
        "family"
            | "ally"
            | "assembly"
            | "italy"
            | "july"
            | "reply"
            | "daily"
            | "weekly"
            | "elderly"
            | "friendly"
    )
}

/// Whether `word`, in lower case, has the form of a verb in the past tense: “ended”, “brought”.
pub(crate) fn is_past(word: &str) -> bool {
    // What is a noun or an adjective as often, like “cut” or “left”, is not here.
    const IRREGULAR: &[&str] = &[
        "became",
        "began",
        "broke",
        "brought",
        "built",
        "came",
        "chose",
        "drew",
        "drove",
        "fell",
        "flew",
        "forgot",
        "fought",
        "gave",
        "grew",
        "held",
        "kept",
        "knew",
        "laid",
        "lay",
        "led",
        "lent",
        "lost",
        "made",
        "meant",
        "met",
        "paid",
        "ran",
        "rose",
        "sat",
        "saw",
        "sent",
        "shook",
        "shot",
        "sold",
        "sought",
        "spent",
        "spoke",
        "stood",
        "stole",
        "struck",
        "swept",
        "taught",
        "threw",
        "took",
        "understood",
        "went",
        "withdrew",
        "woke",
        "won",
        "wore",
    ];
    (word.len() > 4 && word.ends_with("ed")) || IRREGULAR.binary_search(&word).is_ok()
}

/// `word` in lower case, its typographic apostrophes straight.
pub(crate) fn low(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let straight = word.chars().map(|c| if c == '’' { '\'' } else { c });
    straight.flat_map(char::to_lowercase).collect()
}

/// `word` without a possessive ending: “Xi’s” is “Xi”, “leaders’” is “leaders”.
pub(crate) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .or_else(|| word.strip_suffix('’'))
        .or_else(|| word.strip_suffix('\''))
        .unwrap_or(word)
}

/// Whether `word` is a possessive.
pub(crate) fn is_possessive(word: &str) -> bool {
    without_possessive(word).len() < word.len()
}
