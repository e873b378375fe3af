//! The places that kept answers speak of, held against the text that they are said to be of.

use super::SourceAnswers;
use crate::passage::{Occurrence, Warning};
use crate::span::Span;

impl SourceAnswers {
    /// A place that does not lie in `text`, or cuts a character of it; none where all answers may be of it.
    pub(crate) fn outside(&self, text: &str) -> Option<Span> {
        self.places()
            .find(|place| text.get(place.start..place.end).is_none())
    }

    fn places(&self) -> impl Iterator<Item = Span> {
        let found = self.found.values().flatten().flat_map(of_occurrence);
        let warned = self
            .warned
            .values()
            .flatten()
            .copied()
            .filter_map(of_warning);
        let nearest = self.nearest.values().flatten().map(|nearest| nearest.span);
        let counted = self.counted.values().flatten().copied();
        let probed = self.probed.values().flatten().flat_map(|probed| {
            let slots = probed.slots.iter().copied();
            slots.chain([probed.span]).chain(probed.said)
        });
        found
            .chain(warned)
            .chain(nearest)
            .chain(counted)
            .chain(probed)
    }
}

fn of_occurrence(occurrence: &Occurrence) -> impl Iterator<Item = Span> {
    let inner = occurrence.pieces.iter().chain(&occurrence.slots).copied();
    let gaps = occurrence.gaps.iter().flat_map(|gap| {
        let hidden = gap.hides.iter().map(|&(_, word)| word);
        hidden.chain([gap.span])
    });
    inner.chain(gaps).chain([occurrence.span])
}

fn of_warning(warning: Warning) -> Option<Span> {
    match warning {
        Warning::GapHides { word, .. }
        | Warning::CutBefore { word, .. }
        | Warning::CutAfter { word } => Some(word),
        Warning::Short { .. } | Warning::Repeated { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::answers::Question;
    use crate::passage::Rung;

    #[test]
    fn a_place_is_outside_where_it_ends_late_turns_around_or_cuts_a_character() {
        let text = "Née in 1990.";
        for (start, end, is_outside) in [
            (0, 13, false),
            (0, 3, false),
            (13, 13, false),
            (0, 14, true),
            (0, 2, true),
            (2, 3, true),
            (5, 3, true),
            (usize::MAX - 1, usize::MAX, true),
        ] {
            let span = Span { start, end };
            let whole = Span::new(0, 1);
            let occurrence = |slots| Occurrence {
                span: whole,
                rung: Rung::Verbatim,
                pieces: vec![whole],
                slots,
                gaps: Vec::new(),
            };
            let mut answers = SourceAnswers::default();
            answers
                .found
                .insert(Question::default(), vec![occurrence(vec![span])]);
            assert_eq!(
                answers.outside(text),
                is_outside.then_some(span),
                "{span:?}"
            );
            let mut answers = SourceAnswers::default();
            answers
                .counted
                .insert(Question::default(), vec![whole, span]);
            assert_eq!(
                answers.outside(text),
                is_outside.then_some(span),
                "{span:?}"
            );
        }
    }
}
