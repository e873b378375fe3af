//! Attribution: which words around a quotation say whose it is.
//!
//! For each quotation the places are tried in the order in which a reader trusts them: the verb
//! right before it, the tag right after it, a verb earlier in its sentence, a tag at the end of its
//! sentence, the speaker of the quotation before it, and at last the subject of its sentence.

mod apposition;
mod outlet;
mod reader;
mod search;
pub(crate) mod tag;

use crate::source::quotation::Confidence;
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::phrase::{Head, Phrase};
use crate::source::quotation::grammar::token::{Level, Token};
use crate::source::quotation::mark::Piece;
use crate::span::Span;

use reader::{Memory, Reader};

/// Words that name whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The whole phrase.
    pub(crate) span: Span,
    /// The name in it, without titles.
    pub(crate) name: Option<Span>,
    /// The phrase is a pronoun.
    pub(crate) is_pronoun: bool,
}

/// Who says something, by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) speaker: Mention,
    pub(crate) cue: Option<Span>,
    /// Who passes it on, nearest first: the one who quotes, the outlet.
    pub(crate) via: Vec<Mention>,
    pub(crate) confidence: Confidence,
}

/// What is known of each piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attribution {
    pub(crate) found: Option<Found>,
    /// The piece whose quotation this one goes on with, over a tag or over a paragraph's end.
    pub(crate) joins: Option<usize>,
    /// It is a title or a heading.
    pub(crate) is_title: bool,
}

/// Finds who says each of the `pieces`.
pub(crate) fn attribute(text: &str, levels: &[Level], pieces: &[Piece]) -> Vec<Attribution> {
    let mut all = vec![Attribution::default(); pieces.len()];
    let mut memory = Memory::default();
    for level in levels {
        // What a sentence leaves behind is for quotations of its paragraph and of the next.
        let next = pieces.partition_point(|piece| piece.paragraph < level.paragraph);
        let is_near = |piece: &Piece| piece.paragraph <= level.paragraph + 1;
        if !pieces.get(next).is_some_and(is_near) {
            continue;
        }
        let reader = Reader {
            text,
            level,
            pieces,
        };
        if level.owner.is_some() {
            let mut inner = Memory::default();
            for sentence in &level.sentences {
                reader.sentence(sentence.clone(), &mut all, &mut inner);
            }
        } else {
            for sentence in &level.sentences {
                reader.sentence(sentence.clone(), &mut all, &mut memory);
            }
        }
    }
    for at in 0..pieces.len() {
        if pieces[at].parent.is_none()
            && !pieces[at].closed
            && let Some(found) = label(text, &pieces[at])
        {
            all[at].found = Some(found);
            continue;
        }
        if let Some(before) = pieces[at].follows
            && !(all[at].found.as_ref().is_some_and(|found| {
                found.confidence == Confidence::High && all[before].found.is_some()
            }))
        {
            join(&mut all, at, before);
        }
    }
    all
}

/// The speaker that a turn of a transcript is labelled with: “WALLACE: Let’s start …”.
fn label(text: &str, piece: &Piece) -> Option<Found> {
    let words = piece.inner.of(text);
    let colon = words.bytes().take(40).position(|b| b == b':')?;
    let name = words.get(..colon)?;
    let is_label = name
        .chars()
        .all(|c| c.is_uppercase() || " .'’-".contains(c))
        && name.len() > 1;
    if !is_label {
        return None;
    }
    let span = Span::new(piece.inner.start, piece.inner.start + colon);
    let speaker = Mention {
        span,
        name: Some(span),
        is_pronoun: false,
    };
    let cue = Some(Span::new(span.end, span.end + 1));
    Some(Found {
        speaker,
        cue,
        via: Vec::new(),
        confidence: Confidence::High,
    })
}

/// Makes piece `at` part of the quotation of piece `before`, whichever of them has a speaker.
fn join(all: &mut [Attribution], at: usize, before: usize) {
    all[at].joins = Some(before);
    let own = all[at].found.take();
    let better = match (&all[before].found, own) {
        (Some(first), Some(second)) if second.confidence < first.confidence => Some(second),
        (None, second) => second,
        (Some(_), _) => None,
    };
    if let Some(found) = better {
        let mut first = before;
        while let Some(earlier) = all[first].joins.filter(|&earlier| earlier < first) {
            first = earlier;
        }
        all[first].found = Some(found.clone());
        all[before].found = Some(found);
    }
    let found = all[before].found.clone();
    all[at].found = found;
}

/// What a verb of saying and its subject tell.
pub(crate) fn found(text: &str, clause: &Clause, said: &Said, confidence: Confidence) -> Found {
    let mut via: Vec<Mention> = Vec::new();
    via.extend(said.by.as_ref().map(|by| mention(clause.tokens, by)));
    via.extend(outlet::outlet(text, clause, said));
    Found {
        speaker: apposition::apposed(text, clause, &said.subject)
            .or_else(|| apposition::author(text, clause, &said.subject))
            .unwrap_or_else(|| mention(clause.tokens, &said.subject)),
        cue: Some(clause.cue_span(said)),
        via,
        confidence,
    }
}

pub(crate) fn mention(tokens: &[Token], phrase: &Phrase) -> Mention {
    let name = match &phrase.head {
        Head::Name(range) => Some(tokens[range.start].span.joined(tokens[range.end - 1].span)),
        _ => None,
    };
    Mention {
        span: phrase.span(tokens),
        name,
        is_pronoun: phrase.head == Head::Pronoun,
    }
}

#[cfg(test)]
mod tests {
    use crate::source::quotation::tests::said;

    #[test]
    fn the_speaker_stands_before_after_or_between() {
        for (text, expected) in [
            ("“It is over,” Ann Lee said.", vec!["It is over, ← Ann Lee"]),
            // The text breaks off.
            ("“It is over,” as", vec!["It is over,"]),
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
}
