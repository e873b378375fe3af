//! Quotations in a text, and who said them.
//!
//! Four things count as one: words between quotation marks, a block that the text's own shape sets
//! apart, speech that is reported, and speech whose marks were lost. Each is read by rules that can
//! be pointed at: the marks, the verb of saying, the phrase that is its subject. There is no model,
//! and each answer says how far it is to be trusted.

mod attribution;
mod block;
mod cover;
mod finish;
mod grammar;
mod mark;
mod people;
mod reported;
mod title;

use std::cmp::Reverse;

use serde::Serialize;

use crate::span::Span;

use attribution::{Attribution, Found};
use grammar::token;
use mark::Piece;
use people::People;

pub(crate) use cover::may_hold;

/// A stretch of text that is somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// From its first mark or word to its last, a speech tag in its middle included.
    pub span: Span,
    /// Its words without its marks: one part, or several where a tag or a paragraph's end splits it.
    pub content: Vec<Span>,
    /// What sets it apart.
    pub kind: Kind,
    /// How many quotations it stands in.
    pub depth: usize,
    /// The quotation it stands in, as an index into the same list.
    pub parent: Option<usize>,
    /// Whose words they are.
    pub speaker: Option<Speaker>,
    /// The verb, or the words, by which the text says so.
    pub cue: Option<Span>,
    /// Who passes it on, nearest first: a writer, an outlet.
    pub via: Vec<Speaker>,
    /// How far the speaker is to be trusted.
    pub confidence: Confidence,
}

/// What sets a quotation apart from the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Quotation marks around what somebody said.
    Direct,
    /// Quotation marks around words that the text keeps at a distance: “no limits”.
    Scare,
    /// Quotation marks around a title, a heading or the name of a program.
    Title,
    /// Paragraphs that the text's shape sets apart, without marks.
    Block,
    /// Speech that is told: he said that it was over.
    Reported,
    /// Speech in the speaker's own words that has no marks, or lost them.
    Unmarked,
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// Where the text names the speaker.
    pub span: Span,
    /// The words there.
    pub words: String,
    /// The name by which the text introduces the speaker, where it does.
    pub resolved: Option<String>,
    /// Whether nobody else can be meant.
    pub certain: bool,
}

impl Speaker {
    /// The fullest name that the text gives.
    #[must_use]
    pub fn name(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.words)
    }
}

/// How far a speaker is to be trusted, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A verb of saying next to the quotation names the speaker.
    High,
    /// A verb further away, or the speaker of what stands before.
    Medium,
    /// Only the subject of the sentence, or speech without marks.
    Low,
}

/// The quotations of `text`, in order, outer before inner.
///
/// `paragraphs` and `sentences` are those of the same text, in order.
#[must_use]
pub fn read(text: &str, paragraphs: &[Span], sentences: &[Span]) -> Vec<Quotation> {
    let pieces = mark::pieces(text, paragraphs);
    let levels = token::levels(text, paragraphs, sentences, &pieces);
    let found = attribution::attribute(text, &levels, &pieces);
    let has_marks = pieces.iter().any(|piece| found_words(text, piece) > 2);
    let mut drafts = marked(text, &pieces, &found);
    for block in block::blocks(text, paragraphs, &levels) {
        drafts.push(Draft {
            span: block.span,
            content: block.content,
            kind: Kind::Block,
            found: block.found,
        });
    }
    for reported in reported::reported(text, &levels, has_marks) {
        let Some(span) = reported.content.iter().copied().reduce(Span::joined) else {
            continue;
        };
        drafts.push(Draft {
            span,
            kind: if reported.is_unmarked {
                Kind::Unmarked
            } else {
                Kind::Reported
            },
            content: reported.content,
            found: Some(reported.found),
        });
    }
    drafts.sort_by_key(|draft| {
        (
            draft.span.start,
            Reverse(draft.span.end),
            draft.kind == Kind::Direct,
        )
    });
    finish::finish(text, drafts, &People::read(text, &levels))
}

/// Whose words a stretch of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed<'a> {
    /// The innermost quotation that covers it.
    pub quotation: &'a Quotation,
    /// Who passes it on, nearest first, down to whom the text itself quotes.
    pub chain: Vec<&'a Speaker>,
}

/// Whose words `span` is, by the innermost of `quotations` with a speaker that covers it.
///
/// `quotations` is what [`read`] returned for the same text. Nothing is returned for words that are
/// the text's own; scare quotes and titles are the text's own.
#[must_use]
pub fn speaker_of(quotations: &[Quotation], span: Span) -> Option<Attributed<'_>> {
    let end = quotations.partition_point(|quotation| quotation.span.start <= span.start);
    let mut at = end.checked_sub(1);
    // The last one that begins before `span`, or else one of those that it stands in: outer
    // quotations begin before inner ones, so that its ancestors are all that can cover `span`.
    while let Some(index) = at {
        let quotation = &quotations[index];
        if quotation.speaks() && quotation.span.contains(span) {
            return Some(Attributed {
                quotation,
                chain: quotation.via.iter().collect(),
            });
        }
        at = quotation
            .parent
            .or_else(|| overlapping(quotations, index, span));
    }
    None
}

/// An earlier quotation on the same level that still covers `span`, where two overlap.
fn overlapping(quotations: &[Quotation], index: usize, span: Span) -> Option<usize> {
    let low = index.saturating_sub(8);
    (low..index)
        .rev()
        .find(|&at| quotations[at].span.contains(span))
}

impl Quotation {
    /// Whether it is somebody's words, and not the text's own.
    #[must_use]
    pub fn speaks(&self) -> bool {
        self.speaker.is_some() && !matches!(self.kind, Kind::Scare | Kind::Title)
    }
}

/// A quotation before it is known who its speaker is, and what it stands in.
#[derive(Debug)]
struct Draft {
    span: Span,
    content: Vec<Span>,
    kind: Kind,
    found: Option<Found>,
}

fn found_words(text: &str, piece: &Piece) -> usize {
    piece.inner.of(text).split_whitespace().take(10).count()
}

/// The quotations between marks, the parts of one joined.
/// What stands between quotation marks, whoever says it; outer quotations only, without their marks.
pub(crate) fn between_marks(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let pieces = mark::pieces(text, paragraphs);
    let outer = pieces.iter().filter(|piece| piece.parent.is_none());
    outer.map(|piece| piece.inner).collect()
}

fn marked(text: &str, pieces: &[Piece], attributions: &[Attribution]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut of_piece = vec![0; pieces.len()];
    for (at, (piece, attribution)) in pieces.iter().zip(attributions).enumerate() {
        if let Some(before) = attribution.joins.filter(|&before| before < at) {
            of_piece[at] = of_piece[before];
            let draft = &mut drafts[of_piece[at]];
            draft.content.push(piece.inner);
            draft.span = draft.span.joined(piece.span);
            continue;
        }
        of_piece[at] = drafts.len();
        drafts.push(Draft {
            span: piece.span,
            content: vec![piece.inner],
            kind: match attribution.found {
                None if attribution.is_title => Kind::Title,
                None if found_words(text, piece) < 5 => Kind::Scare,
                _ => Kind::Direct,
            },
            found: attribution.found.clone(),
        });
    }
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::segment;

    fn quotations(text: &str) -> Vec<Quotation> {
        let paragraphs = segment::paragraphs(text);
        let sentences: Vec<Span> = paragraphs
            .iter()
            .flat_map(|&paragraph| segment::sentences(text, paragraph))
            .collect();
        read(text, &paragraphs, &sentences)
    }

    /// Each quotation with a speaker as `words ← speaker`, and whoever passes it on after that.
    fn said(text: &str) -> Vec<String> {
        quotations(text)
            .iter()
            .filter(|quotation| quotation.kind != Kind::Reported)
            .map(|quotation| {
                let words: Vec<&str> = quotation.content.iter().map(|part| part.of(text)).collect();
                let mut line = words.join(" | ");
                for (mark, by) in [" ← ", " via "]
                    .into_iter()
                    .chain(std::iter::repeat(" via "))
                    .zip(quotation.speaker.iter().chain(&quotation.via))
                {
                    line.push_str(mark);
                    line.push_str(by.resolved.as_deref().unwrap_or(&by.words));
                }
                line
            })
            .collect()
    }

    #[test]
    fn the_speaker_stands_before_after_or_between() {
        for (text, expected) in [
            ("“It is over,” Ann Lee said.", vec!["It is over, ← Ann Lee"]),
            (
                "“It is over,” said Ann Lee, a doctor.",
                vec!["It is over, ← Ann Lee"],
            ),
            ("Ann Lee said: “It is over.”", vec!["It is over. ← Ann Lee"]),
            (
                "“It is over,” said the chair, Ann Lee.",
                vec!["It is over, ← Ann Lee"],
            ),
            (
                "The bank’s chair, Ann Lee, said it was “all over now.”",
                vec!["all over now. ← Ann Lee"],
            ),
            (
                "“It is over,” according to the report, Ann Lee says.",
                vec!["It is over, ← the report"],
            ),
            (
                "Ann Lee, head of Kew, told AP, “It is over.”",
                vec!["It is over. ← Ann Lee via AP"],
            ),
            (
                "“It is over,” Ann Lee said in an interview with The Post.",
                vec!["It is over, ← Ann Lee via Post"],
            ),
            (
                "“It is over,” Ann Lee told Vice President Bob Ray.",
                vec!["It is over, ← Ann Lee"],
            ),
            (
                "“It is over.” ― Ann Lee. “No, not at all.” ― Bob Ray.",
                vec!["It is over. ← Ann Lee", "No, not at all. ← Bob Ray"],
            ),
            (
                "“It is,” Ann Lee said, “over.”",
                vec!["It is, | over. ← Ann Lee"],
            ),
            (
                "“Is it over?” Ann Lee asked. “Yes, it is.”",
                vec!["Is it over? ← Ann Lee", "Yes, it is. ← Ann Lee"],
            ),
            (
                "It is “all over now”, according to Ann Lee.",
                vec!["all over now ← Ann Lee"],
            ),
            (
                "The message: “It is over.”",
                vec!["It is over. ← The message"],
            ),
            (
                "It is “over now,” as Ann Lee put it.",
                vec!["over now, ← Ann Lee"],
            ),
            (
                "Ann Lee saw it, and made clear that it is “over now.”",
                vec!["over now. ← Ann Lee"],
            ),
            (
                "He’s claiming that it is “over now.”",
                vec!["over now. ← He"],
            ),
            (
                "Ann Lee said the plan, which did not work, “would end.”",
                vec!["would end. ← Ann Lee"],
            ),
            (
                "We saw footage of Ann Lee saying: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "“It is over now.” ― Ann Lee",
                vec!["It is over now. ← Ann Lee"],
            ),
            (
                "Both leaders said that it is “over now.”",
                vec!["over now. ← Both leaders"],
            ),
            (
                "It is “all over,” a person close to the court said.",
                vec!["all over, ← a person close to the court"],
            ),
            (
                "The joint statement called it “a clear threat.”",
                vec!["a clear threat. ← The joint statement"],
            ),
            ("Mr. Xi’s “no limits” partnership holds.", vec!["no limits"]),
            (
                "On “Face the Nation,” Ann Lee spoke of the war.",
                vec!["Face the Nation,"],
            ),
            (
                "Ann Lee spoke. “It is over.\n\n“It will stay over,” she said.",
                vec!["It is over. | It will stay over, ← Ann Lee"],
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn speakers_are_resolved_to_whom_the_text_introduced() {
        for (text, expected) in [
            (
                "Chinese leader Xi Jinping came. “I came,” the Chinese leader said.",
                vec!["I came, ← Xi Jinping"],
            ),
            (
                "Ann Lee and Bob Ray met. “It is over,” he said.",
                vec!["It is over, ← Bob Ray"],
            ),
            (
                "U.S. Secretary of State Antony Blinken left. “I left,” Mr. Blinken said.",
                vec!["I left, ← Antony Blinken"],
            ),
            (
                "“It is over,” wrote Li Yuan in The New York Times. She quoted scholar Hu Wei, who said, “It has only begun.”",
                vec![
                    "It is over, ← Li Yuan via New York Times",
                    "It has only begun. ← Hu Wei via Li Yuan via New York Times",
                ],
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn a_block_is_quoted_from_whoever_opens_it() {
        let text = "As Ann Lee reported for The Post, it is over:\n\nThe war is over. “I won,” Bob Ray \
                    said.\n\nPeace holds. [Source]\n\nWe agree.";
        let found = quotations(text);
        let whose = |words: &str| {
            let at = text.find(words).unwrap();
            let whose = speaker_of(&found, Span::new(at, at + words.len()))?;
            let mut names: Vec<&str> = whose
                .quotation
                .speaker
                .iter()
                .map(|by| by.words.as_str())
                .collect();
            names.extend(whose.chain.iter().map(|by| by.words.as_str()));
            Some(names.join(" via "))
        };
        for (words, expected) in [
            ("The war is over", Some("Ann Lee via The Post")),
            ("I won", Some("Bob Ray via Ann Lee via The Post")),
            ("Peace holds", Some("Ann Lee via The Post")),
            ("We agree", None),
        ] {
            assert_eq!(whose(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn speech_without_marks_is_found_by_tense_and_person() {
        for (text, kind, expected) in [
            (
                "Ann Lee said that it was over.",
                Kind::Reported,
                "it was over",
            ),
            ("Ann Lee said it was over.", Kind::Reported, "it was over"),
            (
                "Ann Lee said the plan favors a war.",
                Kind::Reported,
                "the plan favors a war",
            ),
            (
                "Experts say the tendency of the two to agree was what mattered.",
                Kind::Reported,
                "the tendency of the two to agree was what mattered",
            ),
            (
                "Ann Lee voiced concern and said they oppose the war.",
                Kind::Reported,
                "they oppose the war",
            ),
            (
                "Ann Lee told the forum he was against it.",
                Kind::Reported,
                "he was against it",
            ),
            (
                "Ann Lee warned that Rome is arming, which Rome has denied.",
                Kind::Reported,
                "Rome is arming",
            ),
            (
                "Ann Lee said she was against the war — where Rome has made gains.",
                Kind::Reported,
                "she was against the war",
            ),
            (
                "Ann Lee said it was over for the U.S.",
                Kind::Reported,
                "it was over for the U.S.",
            ),
            (
                "Ann Lee said that it was over, adding nothing to it.",
                Kind::Reported,
                "it was over",
            ),
            (
                "The war, Ann Lee said, was over.",
                Kind::Reported,
                "The war",
            ),
            (
                "We will insist, as Ann Lee said, that it was over.",
                Kind::Reported,
                "it was over",
            ),
            (
                "Ann Lee reiterated her view that it was over.",
                Kind::Reported,
                "it was over",
            ),
            (
                "According to Ann Lee, it was all over.",
                Kind::Reported,
                "it was all over.",
            ),
            (
                "It was all over, analysts said.",
                Kind::Reported,
                "It was all over",
            ),
            (
                "Together, we must win. Be careful, he said during a farewell.",
                Kind::Unmarked,
                "Together, we must win. Be careful",
            ),
            (
                "It’s very clear to us all, he said.",
                Kind::Unmarked,
                "It’s very clear to us all",
            ),
        ] {
            let found = quotations(text);
            let [quotation] = found.as_slice() else {
                panic!("{text}: {found:?}");
            };
            assert_eq!(
                (quotation.kind, quotation.content[0].of(text)),
                (kind, expected),
                "{text}"
            );
        }
    }
}
