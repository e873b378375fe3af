//! The keys of a claim file: one table for the reader, did-you-mean, the JSON Schema and the manual.

/// Where a key may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a claim's own table.
    Claim,
    /// In `per.ID = { … }` and `but.ID = { … }`.
    Passage,
    /// In `count.ID = { … }`.
    Count,
    /// In `absent.ID = { … }`.
    Absent,
    /// In `together.ID = { … }`.
    Together,
    /// In `waive = { … }`.
    Waive,
}

impl Place {
    /// The place as a fixture writes it.
    #[must_use]
    pub fn form(self) -> &'static str {
        match self {
            Self::Claim => "[claim]",
            Self::Passage => "per.ID = { … }",
            Self::Count => "count.ID = { … }",
            Self::Absent => "absent.ID = { … }",
            Self::Together => "together.ID = { … }",
            Self::Waive => "waive = { … }",
        }
    }

    /// The keys that may stand here, in the order in which people would write them.
    pub fn keys(self) -> impl Iterator<Item = &'static Key> {
        KEYS.iter().filter(move |key| key.place == self)
    }

    /// The key called `name` here.
    #[must_use]
    pub fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().find(|key| key.name == name)
    }
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string with braces.
    Template,
    /// A string.
    Text,
    /// A list of strings, at least one.
    List,
    /// A list of strings, at least two.
    Several,
    /// A string or a list of strings.
    Texts,
    /// The name of a rung.
    Rung,
    /// `sentence`, `paragraph`, `source` or a number of words.
    Scope,
    /// A day.
    Day,
    /// A table of the keys of `Place::Waive`.
    Waive,
    /// By source: passages, each a string or a table.
    Passages,
    /// By source: a term for each brace, each a string or `{ any = […] }`.
    Counts,
    /// By source or `all`: terms, or a table of terms and controls.
    Absences,
    /// By source: a list of at least two passages.
    Sequences,
    /// By source: a table of at least two terms.
    Groups,
    /// By source: a sentence.
    Reasons,
}

impl Shape {
    /// What a key of this shape takes, in a few words.
    #[must_use]
    pub fn takes(self) -> &'static str {
        match self {
            Self::Template => "a string with braces",
            Self::Text => "a string",
            Self::List => "a list of strings",
            Self::Several => "a list of at least two strings",
            Self::Texts => "a string or a list of strings",
            Self::Rung => "the name of a rung",
            Self::Scope => "`sentence`, `paragraph`, `source` or a number of words",
            Self::Day => "a day as a string",
            Self::Waive => "a table",
            Self::Passages => "by source: a passage, or a list of them, each a string or a table",
            Self::Counts => "by source: a term for each brace, each a string or a table",
            Self::Absences => "by source, or for `all`: terms, or a table",
            Self::Sequences => "by source: a list of at least two passages",
            Self::Groups => "by source: a table",
            Self::Reasons => "by source: a sentence",
        }
    }
}

/// One key of the fixture language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// What it takes.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it says, as a sentence.
    pub says: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// Words that people write for it by mistake.
    pub mistaken: &'static [&'static str],
}

const fn key(
    place: Place,
    name: &'static str,
    shape: Shape,
    says: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        place,
        shape,
        required: false,
        says,
        example,
        mistaken: &[],
    }
}

impl Key {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn not(mut self, mistaken: &'static [&'static str]) -> Self {
        self.mistaken = mistaken;
        self
    }
}

/// Every key of the fixture language.
pub const KEYS: &[Key] = &[
    key(
        Place::Claim,
        "claim",
        Shape::Template,
        "The statement: one sentence that a person would write. Braces mark the values that it asserts.",
        r#"claim = "The statements were released on {Wednesday}.""#,
    )
    .required()
    .not(&["statement", "says", "assert", "text"]),
    key(
        Place::Claim,
        "per",
        Shape::Passages,
        "The source bears the claim out with this passage. Braces hold the words that the value is read from.",
        r#"per.000 = "the statements released on {Wednesday}""#,
    )
    .not(&["supports", "support", "evidence", "source", "sources", "quote", "cite"]),
    key(
        Place::Claim,
        "but",
        Shape::Passages,
        "The source contradicts the claim with this passage: a known, reviewed disagreement.",
        r#"but.004 = "the statements released on {Tuesday}""#,
    )
    .not(&["refutes", "contradicts", "against", "contra"]),
    key(
        Place::Claim,
        "speaker",
        Shape::Text,
        "Whose words the passages are, in a quotation or in reported speech.",
        r#"speaker = "Vladimir Putin""#,
    )
    .not(&["who", "said-by", "by"]),
    key(
        Place::Claim,
        "count",
        Shape::Counts,
        "How often these words occur in the source; the claim's braces give the number, one term for each brace.",
        r#"count.000 = { any = ["Ukraine", "Ukraine crisis"] }"#,
    )
    .not(&["times", "occurs", "frequency"]),
    key(
        Place::Claim,
        "absent",
        Shape::Absences,
        "These words do not occur in the source; `absent.all` means every source.",
        r#"absent.000 = "ceasefire""#,
    )
    .not(&["not", "without", "never", "missing"]),
    key(
        Place::Claim,
        "order",
        Shape::Sequences,
        "These passages occur in the source in this order.",
        r#"order.000 = ["the first passage", "the second passage"]"#,
    )
    .not(&["sequence", "before-after"]),
    key(
        Place::Claim,
        "together",
        Shape::Groups,
        "These terms occur together in the source.",
        r#"together.000 = { terms = ["Xi", "peace plan"], within = "sentence" }"#,
    )
    .not(&["near", "cooccur"]),
    key(
        Place::Claim,
        "silent",
        Shape::List,
        "These sources do not answer the question at all.",
        r#"silent = ["001", "002"]"#,
    )
    .not(&["no-answer"]),
    key(
        Place::Claim,
        "unrelated",
        Shape::Reasons,
        "What the claim's probe finds in this source is about something else; the value says why.",
        r#"unrelated.003 = "this is about the visit of 2019""#,
    )
    .not(&["ignore", "other"]),
    key(
        Place::Claim,
        "at_least",
        Shape::Rung,
        "The loosest rung of the ladder that may pass for the passages of this claim.",
        r#"at_least = "case""#,
    )
    .not(&["rung", "level", "strictness"]),
    key(
        Place::Claim,
        "why",
        Shape::Text,
        "Why the claim matters or how it was chosen; for people.",
        r#"why = "the headline rests on it""#,
    )
    .not(&["note", "notes", "comment", "description"]),
    key(
        Place::Claim,
        "tags",
        Shape::List,
        "Words to filter by.",
        r#"tags = ["figures"]"#,
    )
    .not(&["tag", "labels"]),
    key(
        Place::Claim,
        "owner",
        Shape::Text,
        "Who answers for the claim.",
        r#"owner = "the Asia desk""#,
    )
    .not(&["author"]),
    key(
        Place::Claim,
        "waive",
        Shape::Waive,
        "A failure that is accepted for now. It fails as soon as the claim holds again.",
        r#"waive = { reason = "the publisher was asked", until = "2026-12-31" }"#,
    )
    .not(&["skip", "xfail", "allow", "todo"]),
    key(
        Place::Passage,
        "passage",
        Shape::Template,
        "The words of the source. Braces hold the words that the value is read from.",
        r#"passage = "released on {Wednesday}""#,
    )
    .required()
    .not(&["quote", "text", "words"]),
    key(
        Place::Passage,
        "before",
        Shape::Text,
        "What stands right before the passage, where the passage stands more than once.",
        r#"before = "the joint statements""#,
    )
    .not(&["prefix"]),
    key(
        Place::Passage,
        "after",
        Shape::Text,
        "What stands right after the passage, where the passage stands more than once.",
        r#"after = "in Moscow""#,
    )
    .not(&["suffix"]),
    key(
        Place::Passage,
        "within",
        Shape::Scope,
        "How far apart the pieces of a passage with an elision may lie: `sentence`, `paragraph`, `source` or a number of words. One paragraph unless said.",
        r#"within = "source""#,
    )
    .not(&["reach", "distance", "window"]),
    key(
        Place::Passage,
        "at_least",
        Shape::Rung,
        "The loosest rung of the ladder that may pass for this passage.",
        r#"at_least = "verbatim""#,
    )
    .not(&["rung", "level", "strictness"]),
    key(
        Place::Count,
        "any",
        Shape::List,
        "Spellings that are counted as one.",
        r#"any = ["Zelensky", "Zelenskyy"]"#,
    )
    .required()
    .not(&["terms", "of", "either"]),
    key(
        Place::Absent,
        "terms",
        Shape::Texts,
        "What does not occur.",
        r#"terms = ["ceasefire", "cease-fire"]"#,
    )
    .required()
    .not(&["any", "words", "all"]),
    key(
        Place::Absent,
        "control",
        Shape::Texts,
        "What does occur, so that a typo cannot pass.",
        r#"control = "peace""#,
    ),
    key(
        Place::Together,
        "terms",
        Shape::Several,
        "At least two terms that occur together.",
        r#"terms = ["Xi", "peace plan"]"#,
    )
    .required()
    .not(&["any", "words", "all"]),
    key(
        Place::Together,
        "within",
        Shape::Scope,
        "How near to one another: `sentence`, `paragraph`, `source` or a number of words. One paragraph unless said.",
        "within = 12",
    )
    .not(&["reach", "distance", "window"]),
    key(
        Place::Waive,
        "reason",
        Shape::Text,
        "Why the failure is accepted.",
        r#"reason = "the publisher was asked""#,
    )
    .required()
    .not(&["why", "because"]),
    key(
        Place::Waive,
        "until",
        Shape::Day,
        "The last day on which it is accepted.",
        r#"until = "2026-12-31""#,
    )
    .not(&["expires", "till", "date"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_once_in_its_place_and_its_example_names_it() {
        for (at, key) in KEYS.iter().enumerate() {
            let twin = KEYS[..at]
                .iter()
                .find(|k| k.place == key.place && k.name == key.name);
            assert_eq!(twin, None);
            assert!(key.example.starts_with(key.name), "{}", key.example);
            assert!(key.says.ends_with('.'), "{}", key.says);
            assert!(
                key.mistaken
                    .iter()
                    .all(|word| key.place.key(word).is_none())
            );
        }
    }
}
