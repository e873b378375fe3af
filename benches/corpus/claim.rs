//! Claims about generated documents, with what is known about each beforehand.

use super::prose::Prose;
use super::random::Random;

/// What a claim asks of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A passage as it stands there.
    Exact,
    /// The same with plain quotation marks, apostrophes and dashes.
    Typographic,
    /// The same with words left out and `…` in their place.
    Elided,
    /// A passage with words replaced, dropped and added: not found, and something is near.
    Altered,
    /// A passage of another document: not found.
    Absent,
    /// How often a name occurs.
    Count,
    /// A figure within its passage.
    Value,
}

impl Kind {
    /// All of them, in the order in which a mixed set takes turns.
    pub(crate) const ALL: [Self; 7] = [
        Self::Exact,
        Self::Typographic,
        Self::Elided,
        Self::Altered,
        Self::Absent,
        Self::Count,
        Self::Value,
    ];

    /// Its name in files and on the command line.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typographic => "typographic",
            Self::Elided => "elided",
            Self::Altered => "altered",
            Self::Absent => "absent",
            Self::Count => "count",
            Self::Value => "value",
        }
    }
}

/// One claim.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    /// What it asks.
    pub(crate) kind: Kind,
    /// The document that it cites.
    pub(crate) document: usize,
    /// The passage, or the term that is counted.
    pub(crate) text: String,
    /// Bytes of `text` that are a value.
    pub(crate) value: Option<(usize, usize)>,
    /// How often the term occurs.
    pub(crate) count: usize,
}

/// Makes a claim of that kind about document `number`, whose text is `text`.
#[must_use]
pub(crate) fn plan(
    kind: Kind,
    prose: &Prose,
    number: usize,
    text: &str,
    random: &mut Random,
) -> Planned {
    let mut planned = Planned {
        kind,
        document: number,
        text: quote(text, random),
        value: None,
        count: 0,
    };
    match kind {
        Kind::Exact | Kind::Absent => {}
        Kind::Typographic => planned.text = typed(&planned.text),
        Kind::Elided => planned.text = elided(&planned.text, random),
        Kind::Altered => planned.text = altered(&planned.text, prose, random),
        Kind::Count => (planned.text, planned.count) = counted(text, prose, random),
        Kind::Value => {
            // Nearly every document has a figure; a passage without one is a claim without a value.
            for _ in 0..40 {
                planned.value = figure(&planned.text);
                if planned.value.is_some() {
                    break;
                }
                planned.text = quote(text, random);
            }
        }
    }
    planned
}

/// 8 to 40 words of one paragraph.
fn quote(text: &str, random: &mut Random) -> String {
    loop {
        let paragraphs: Vec<&str> = text.split("\n\n").filter(|it| !it.is_empty()).collect();
        let words: Vec<&str> = random.pick(&paragraphs).split(' ').collect();
        let len = random.between(8, 40);
        if words.len() >= len {
            let start = random.below(words.len() - len + 1);
            return words[start..start + len].join(" ");
        }
    }
}

fn typed(text: &str) -> String {
    text.replace(['“', '”'], "\"")
        .replace('’', "'")
        .replace('—', "--")
}

fn elided(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let head = words.len() / 2 - 1;
    let gap = random.between(1, (words.len() - head - 3).max(1));
    format!(
        "{} … {}",
        words[..head].join(" "),
        words[head + gap..].join(" ")
    )
}

/// Every sixth word is replaced, left out, or has another one put before it; at least one is.
fn altered(text: &str, prose: &Prose, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let always = random.below(words.len());
    let mut altered: Vec<String> = Vec::new();
    for (idx, word) in words.iter().enumerate() {
        if idx != always && !random.once_in(8) {
            altered.push((*word).to_owned());
            continue;
        }
        match random.below(3) {
            0 if idx > 0 => {}
            1 => altered.extend([prose.name(random).to_owned(), (*word).to_owned()]),
            _ => altered.push(prose.name(random).to_owned()),
        }
    }
    altered.join(" ")
}

/// A name of the document and how often it occurs: words end at everything but letters and digits.
fn counted(text: &str, prose: &Prose, random: &mut Random) -> (String, usize) {
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let names: Vec<&str> = words().filter(|word| Prose::is_name(word)).collect();
    let name = if names.is_empty() {
        prose.name(random)
    } else {
        random.pick(&names)
    };
    (
        name.to_owned(),
        words().filter(|word| *word == name).count(),
    )
}

/// The first figure of a passage that stands alone among words.
fn figure(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for word in text.split(' ') {
        let is_figure = word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() == 3;
        if is_figure {
            return Some((at, at + word.len()));
        }
        at += word.len() + 1;
    }
    None
}
