//! Who says what stands at a place, told from nearby.
//!
//! By whose words a passage is introduced stands in the paragraphs around it. Whom these words mean is told by
//! the whole text; but of most speakers the name is given, and whose it is is told by the few paragraphs with
//! that name.

use crate::span::Span;

use super::attribution::Mention;
use super::draft::Draft;
use super::finish;
use super::people::{Ground, Need, People};
use super::{Quotation, Speaker, cover, whose};

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) speaker: Speaker,
    /// Who passes it on, nearest first, down to whom the text itself quotes.
    pub(crate) via: Vec<Speaker>,
}

impl Said {
    /// Who says what stands at `span`, of all that is said in its text.
    pub(crate) fn of(quotations: &[Quotation], span: Span) -> Option<Self> {
        let quotation = whose::speaker_of(quotations, span)?.quotation;
        let speaker = quotation.speaker.clone()?;
        let via = quotation.via.clone();
        Some(Self { speaker, via })
    }
}

/// Who says what stands at `span`, if anybody does: what [`Said::of`] tells of the whole text. None where only the
/// whole text can tell.
#[must_use]
pub(crate) fn said(ground: &Ground<'_>, span: Span) -> Option<Option<Said>> {
    let Ground {
        text,
        paragraphs,
        pieces,
    } = *ground;
    let drafts = cover::drafts_around(text, paragraphs, pieces, span)?;
    let parents = finish::parents(&drafts);
    let end = drafts.partition_point(|draft| draft.span.start <= span.start);
    let known = |at: usize| (drafts[at].span, drafts[at].speaks(), parents[at]);
    match whose::innermost(end, span, known) {
        None => Some(None),
        Some(at) => speaker(ground, &drafts, &parents, at).map(Some),
    }
}

/// Who says draft `at` of the text. None where that depends on what stands elsewhere.
fn speaker(
    ground: &Ground<'_>,
    drafts: &[Draft],
    parents: &[Option<usize>],
    at: usize,
) -> Option<Said> {
    let holders = std::iter::successors(Some(at), |&at| parents[at]);
    let mut inwards: Vec<usize> = holders.take(finish::LONGEST_CHAIN + 1).collect();
    if inwards.len() > finish::LONGEST_CHAIN {
        return None;
    }
    inwards.reverse();
    let mut outer: Option<(Option<Speaker>, Vec<Speaker>)> = None;
    for at in inwards {
        let found = drafts[at].found.as_ref();
        let by = |mention: &Mention| meant(ground, mention);
        let speaker = match found {
            Some(found) => Some(by(&found.speaker)?),
            None => None,
        };
        let via = found.into_iter().flat_map(|found| &found.via).map(by);
        let mut via: Vec<Speaker> = via.collect::<Option<_>>()?;
        let is_stranger = speaker.as_ref().is_some_and(finish::may_be_known_stranger);
        let may_go_on = via.len() == 1 && via[0].resolved.is_some();
        if is_stranger || may_go_on {
            return None;
        }
        if let Some((outer, by)) = &outer {
            finish::chain(outer.as_ref(), by, speaker.as_ref(), &mut via);
        }
        outer = Some((speaker, via));
    }
    let (speaker, via) = outer?;
    let speaker = speaker?;
    Some(Said { speaker, via })
}

/// The speaker whom `mention` names. None where only everybody who is named in the text tells who is meant.
fn meant(ground: &Ground<'_>, mention: &Mention) -> Option<Speaker> {
    let text = ground.text;
    let mention = finish::uncontracted(text, mention);
    let meant = match Need::of(text, &mention) {
        Need::Nothing(meant) => meant,
        Need::Name(name) => People::bearing(ground, name)?.named(text, name),
        Need::Everybody => return None,
    };
    Some(finish::meaning(text, &mention, meant))
}
