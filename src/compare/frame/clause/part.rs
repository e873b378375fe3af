//! What part a word plays in a clause, as far as its letters tell.

use std::sync::LazyLock;

use crate::index::{Form, Listed};

/// What part a word plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// “The”, “his”: a thing is named after it.
    Article,
    /// “No” before a thing.
    No,
    /// “None”, “nobody”: a thing, and a denial.
    None,
    /// “He”, “they”: somebody, who does it.
    Subject,
    /// “Him”, “them”: somebody, to whom it is done.
    Object,
    /// “Who”, “which”: what was named last.
    Relative,
    /// “That”, which may be a relative or begin what is said.
    That,
    /// “Is”, “been”.
    Be,
    /// “Have”, “had”.
    Have,
    /// “Did”.
    Do,
    /// “Will”, “would”: what is to come.
    Will,
    /// “Can”, “might”: what is possible.
    Can,
    /// “Should”, “must”: what is to be done.
    Should,
    /// “Not”, “never”, “hardly”: what is denied. What is barely so is so.
    Not,
    /// “Didn't”: as above, in one word with the verb before it.
    Contracted,
    /// “Without”.
    Without,
    /// “To”.
    To,
    /// “By”: who does it stands after what is done to somebody.
    By,
    /// “Of”, “in”.
    Preposition,
    /// “And”, “or”, “but”.
    And,
    /// “If”, “unless”: what follows is not said to be so.
    If,
    /// “Because”, “while”: a clause follows.
    Subordinate,
    /// “Two”, “2024”.
    Number,
    /// “Later”, “officially”.
    Adverb,
    /// “Remain”, “become”: what somebody or something is follows.
    Stay,
    /// A word that says what is done, and when: “ordered”, “took”.
    Past,
    /// “Ordering”.
    Ing,
    /// “Orders”: what is done, or things.
    Plural,
    /// Anything else.
    #[default]
    Word,
}

const LISTS: [(Part, &str); 27] = [
    (
        Part::Article,
        "the a an this these those his her its their our my your some any each every both all \
         another such 's",
    ),
    (Part::No, "no"),
    (Part::None, "none nobody nothing neither no-one"),
    (Part::Subject, "he she it they we i you"),
    (
        Part::Object,
        "him them us me himself herself itself themselves myself ourselves",
    ),
    (Part::Relative, "who which whom"),
    (Part::That, "that"),
    (Part::Be, "is are was were be been being am 're 'm"),
    (Part::Have, "has have had having 've"),
    (Part::Do, "does do did doing"),
    (Part::Will, "will would shall 'll 'd"),
    (Part::Can, "can could may might"),
    (Part::Should, "should must ought"),
    (Part::Not, "not never hardly scarcely nor"),
    (
        Part::Contracted,
        "cannot isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't \
         wouldn't can't couldn't shouldn't mustn't mightn't needn't ain't",
    ),
    (Part::Without, "without"),
    (Part::To, "to"),
    (Part::By, "by"),
    (
        Part::Preposition,
        "of in on at for from with into onto over under up down out off about above below \
         between among through during toward towards within along across behind beyond near per \
         via upon around throughout despite amid against like",
    ),
    (Part::And, "and or but"),
    (Part::If, "if unless whether provided"),
    (
        Part::Subordinate,
        "because while whereas although though when where why how what as than then so until \
         till since before after once",
    ),
    (
        Part::Number,
        "two three four five six seven eight nine ten eleven twelve hundred thousand million \
         billion dozen half percent cent",
    ),
    (
        Part::Adverb,
        "barely first last next second third also still yet already again even just only soon now later earlier here there too very \
         much more most ever always often together instead rather quite perhaps almost away back \
         ahead forward further longer far well once twice today yesterday tomorrow \
         afterwards afterward meanwhile furthermore moreover however otherwise nonetheless \
         nevertheless therefore thus",
    ),
    (
        Part::Stay,
        "remain remains remained remaining stay stays stayed staying stand stands stood keep \
         keeps kept become becomes became get gets got seem seems seemed appear appears appeared \
         prove proves proved go goes went",
    ),
    (
        Part::Past,
        "said told met left held upheld beat led began won came made took gave saw found thought \
         brought bought sought taught caught fought sent spent spoke wrote rose fell grew drew \
         flew shot lost paid built felt sold understood struck broke chose drove withdrew froze \
         shook swore forgave forgot overcame underwent heard meant dealt lent bound sat ran rode \
         hid stole tore wore sank swam fled fed knew threw blew sang rang drank ate woke bore \
         laid lay hung slid slept swept wept crept dug stuck swung spun clung flung slew stung \
         won undid undertook mistook partook outdid foresaw forbade lit bent burnt leapt learnt \
         misled rebuilt repaid retook resold outran overran overthrew overtook oversaw strove \
         taken given seen spoken written risen fallen grown drawn flown gone done known thrown \
         blown sung rung drunk eaten woken borne begun run broken chosen driven withdrawn frozen \
         shaken sworn forgiven forgotten undergone ridden hidden stolen torn worn sunk swum \
         beaten undertaken mistaken foreseen forbidden overthrown overtaken overseen put cut set \
         hit shut let hurt quit spread shed cast bid split burst thrust",
    ),
    (
        Part::Word,
        "need bed red breed seed feed speed deed creed shed indeed sacred hatred naked \
         embed during king thing something nothing anything everything spring string ring wing \
         morning evening building ceiling bring sing wedding news series always perhaps species \
         politics gas bus boss loss press process business access success congress process \
         witness less class mass pass glass cross across address progress crisis basis analysis \
         thesis status campus virus focus bonus census consensus us plus minus thus various \
         serious previous famous religious dangerous this is was has his its as yes",
    ),
];

/// What part a word plays, in small letters, folded.
pub(in crate::compare::frame) fn part(word: Form<'_>) -> Part {
    static PARTS: LazyLock<Listed<Part>> = LazyLock::new(|| {
        let words = LISTS.iter().flat_map(|(part, words)| {
            let words = words.split_whitespace();
            words.map(|word| (Form::new(word), *part))
        });
        Listed::new(words)
    });
    if let Some(part) = PARTS.get(word) {
        return *part;
    }
    let letters = word.letters;
    let is_long = |n: usize| letters.len() >= n;
    if letters.starts_with(|c: char| c.is_ascii_digit()) {
        Part::Number
    } else if letters.ends_with("n't") {
        Part::Contracted
    } else if letters.ends_with("ly") && is_long(5) {
        Part::Adverb
    } else if letters.ends_with("ed") && is_long(4) {
        Part::Past
    } else if letters.ends_with("ing") && is_long(5) {
        Part::Ing
    } else if letters.ends_with('s') && !letters.ends_with("ss") && is_long(4) {
        Part::Plural
    } else {
        Part::Word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_plays_the_part_that_its_letters_tell() {
        for (word, expected) in [
            ("the", Part::Article),
            ("ordered", Part::Past),
            ("took", Part::Past),
            ("building", Part::Word),
            ("waiving", Part::Ing),
            ("couldn't", Part::Contracted),
            ("officially", Part::Adverb),
            ("remained", Part::Stay),
            ("plants", Part::Plural),
            ("plant", Part::Word),
        ] {
            assert_eq!(part(Form::new(word)), expected, "{word}");
        }
    }
}
