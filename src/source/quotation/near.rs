//! Who says what stands at a place, told from nearby.
//!
//! By whose words a passage is introduced stands in the paragraphs around it. Whom these words mean is told by
//! the whole text; but of most speakers the name is given, and whose it is is told by the few paragraphs with
//! that name.

use crate::span::Span;

use super::attribution::Mention;
use super::draft::Draft;
use super::finish;
use super::people::{self, Ground, Need, People};
use super::{Quotation, Speaker, cover, whose};

/// How many pronouns in a row are followed back to a name.
const MOST_PRONOUNS: usize = 16;

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose words they are.
    pub speaker: Speaker,
    /// Who passes it on, nearest first, down to whom the text itself quotes.
    pub via: Vec<Speaker>,
}

impl Said {
    /// Who says what stands at `span`, of all that is said in its text; see [`super::speaker_of`].
    #[must_use]
    pub fn of(quotations: &[Quotation], span: Span) -> Option<Self> {
        let quotation = whose::speaker_of(quotations, span)?.quotation;
        let speaker = quotation.speaker.clone()?;
        let via = quotation.via.clone();
        Some(Self { speaker, via })
    }
}

/// Only the whole text can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ByAll;

/// Who says what stands at `span`, if anybody does: what [`Said::of`] tells of the whole text.
///
/// `everybody` is all who are named in the text, for where that must be known.
pub(crate) fn said<'p>(
    ground: &Ground<'_>,
    span: Span,
    everybody: impl Fn() -> &'p People,
) -> Result<Option<Said>, ByAll> {
    let Ground {
        text,
        paragraphs,
        pieces,
    } = *ground;
    let near = |reach: usize| {
        let from = span.start.saturating_sub(reach);
        let around = cover::drafts_around(text, paragraphs, pieces, span, from);
        let (start, drafts) = around.ok_or(ByAll)?;
        let parents = finish::parents(&drafts);
        let end = drafts.partition_point(|draft| draft.span.start <= span.start);
        let known = |at: usize| (drafts[at].span, drafts[at].speaks(), parents[at]);
        let Some(at) = whose::innermost(end, span, known) else {
            return Ok(None);
        };
        let near = Near {
            ground,
            start,
            drafts: &drafts,
            parents: &parents,
            everybody: &everybody,
        };
        near.said(at).map(Some).ok_or(ByAll)
    };
    near(0).or_else(|ByAll| near(people::FORGOTTEN))
}

/// What is said around a place.
struct Near<'a, 'p> {
    ground: &'a Ground<'a>,
    /// Where the first paragraph begins that was read.
    start: usize,
    /// In order, outer before inner.
    drafts: &'a [Draft],
    /// What each of them stands in.
    parents: &'a [Option<usize>],
    everybody: &'a dyn Fn() -> &'p People,
}

impl Near<'_, '_> {
    /// Who says the draft numbered `at`. None where that depends on what stands elsewhere.
    fn said(&self, at: usize) -> Option<Said> {
        let holders = std::iter::successors(Some(at), |&at| self.parents[at]);
        let mut inwards: Vec<usize> = holders.take(finish::LONGEST_CHAIN + 1).collect();
        if inwards.len() > finish::LONGEST_CHAIN {
            return None;
        }
        inwards.reverse();
        let mut outer: Option<(Option<Speaker>, Vec<Speaker>)> = None;
        for at in inwards {
            let found = self.drafts[at].found.as_ref();
            let speaker = match found {
                Some(_) => Some(self.speaker(at, 0)?),
                None => None,
            };
            let via = found.into_iter().flat_map(|found| &found.via);
            let via = via.map(|mention| self.meant(mention, at, 0));
            let mut via: Vec<Speaker> = via.collect::<Option<_>>()?;
            // Whoever wrote something before may write where it was.
            if via.len() == 1 && via[0].resolved.is_some() {
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

    /// The speaker of the draft numbered `at`, `n_later` pronouns later in the text depending on it.
    fn speaker(&self, at: usize, n_later: usize) -> Option<Speaker> {
        let mention = &self.drafts[at].found.as_ref()?.speaker;
        let speaker = self.meant(mention, at, n_later)?;
        (!finish::may_be_known_stranger(&speaker)).then_some(speaker)
    }

    /// The speaker whom `mention` names, which belongs to the draft numbered `at`.
    fn meant(&self, mention: &Mention, at: usize, n_later: usize) -> Option<Speaker> {
        let text = self.ground.text;
        let mention = finish::uncontracted(text, mention);
        let everybody = |last: Option<&(String, usize)>| {
            let last = last.map(|(name, at)| (name.as_str(), *at));
            (self.everybody)().meant(text, &mention, last)
        };
        let meant = match Need::of(text, &mention) {
            Need::Nothing(meant) => meant,
            Need::Name(name) => match People::bearing(self.ground, name) {
                Some(people) => people.named(text, name),
                None => everybody(None),
            },
            Need::Everybody => everybody(None),
            Need::LastSpeaker => {
                let last = self.last(at, mention.span.start, n_later).ok()?;
                everybody(last.as_ref())
            }
        };
        Some(finish::meaning(text, &mention, meant))
    }

    /// Who spoke last in front of the draft numbered `at`, and to where, unless it is forgotten at byte `place`.
    fn last(
        &self,
        at: usize,
        place: usize,
        n_later: usize,
    ) -> Result<Option<(String, usize)>, ByAll> {
        let is_forgotten = |end: usize| end + people::FORGOTTEN <= place;
        let spoke = |&at: &usize| self.drafts[at].found.is_some();
        let Some(before) = (0..at).rfind(spoke) else {
            let is_known = self.start == 0 || is_forgotten(self.start);
            return is_known.then_some(None).ok_or(ByAll);
        };
        if n_later == MOST_PRONOUNS {
            return Err(ByAll);
        }
        let speaker = self.speaker(before, n_later + 1).ok_or(ByAll)?;
        let end = self.drafts[before].span.end.max(speaker.span.end);
        Ok(speaker.resolved.map(|name| (name, end)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    use super::*;
    use crate::source::Text;
    use crate::source::quotation::mark;

    /// Whether nearby is told who says what stands at `span`, which must be what the whole text tells.
    #[track_caller]
    fn is_told_nearby(whole: &Text, span: Span) -> bool {
        let (text, paragraphs) = (whole.original(), whole.paragraphs());
        let ground = Ground {
            text,
            paragraphs,
            pieces: &mark::pieces(text, paragraphs),
        };
        let people = std::sync::OnceLock::new();
        let everybody = || people.get_or_init(|| ground.everybody());
        let near = said(&ground, span, everybody);
        let expected = Said::of(whole.quotations(), span);
        if let Ok(near) = &near {
            assert_eq!(near, &expected, "{span:?} {:?}", span.of(text));
        }
        assert_eq!(
            whole.anew().said_at(span),
            expected,
            "{span:?} {:?}",
            span.of(text)
        );
        near.is_ok()
    }

    #[test]
    fn who_speaks_is_told_from_nearby() {
        for (text, words, is_near) in [
            ("Ann Lee left.\n\n“It is over,” Lee said.", "over", true),
            (
                "Ann Lee left.\n\nIt rained.\n\n“It is over,” she said.",
                "over",
                true,
            ),
            (
                "Ann Lee said: “It is.”\n\n“It is over,” she said.",
                "over",
                true,
            ),
            (
                "Ann Lee, the mayor, left.\n\n“It is over,” the mayor said.",
                "over",
                true,
            ),
            (
                "Ann Lee and Bob Ray met.\n\n“It is over,” they said.",
                "over",
                true,
            ),
            (
                "“It is over,” a person close to Ann Lee said.",
                "over",
                true,
            ),
            (
                "A person said: “No.”\n\n“It is over,” the person said.",
                "over",
                false,
            ),
            ("Ann Lee told The Post: “It is over.”", "over", false),
            ("Ann Lee said:\n\nIt is over.", "over", false),
        ] {
            let at = text.find(words).unwrap();
            let span = Span::new(at, at + words.len());
            let whole = Text::new(text.to_owned());
            assert_eq!(is_told_nearby(&whole, span), is_near, "{text}");
        }
    }

    #[test]
    fn most_speakers_are_told_from_nearby() {
        let seeds = glob::glob(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/*.txt")).unwrap();
        let (mut n_said, mut n_near) = (0, 0);
        for file in seeds {
            let text = std::fs::read_to_string(file.unwrap()).unwrap();
            let whole = Text::new(text);
            let words = whole.original().match_indices(char::is_alphabetic);
            for (at, word) in words.step_by(61) {
                let span = Span::new(at, at + word.len());
                let is_near = is_told_nearby(&whole, span);
                let is_said = Said::of(whole.quotations(), span).is_some();
                n_said += usize::from(is_said);
                n_near += usize::from(is_said && is_near);
            }
        }
        // Others may be said in a block, which only the whole text shows.
        assert!(
            n_said > 50 && n_near * 10 > n_said * 4,
            "{n_near} of {n_said}"
        );
    }

    /// A text made of what tells who speaks.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "(Ann|Bob|Mr\\.|Ms\\.|President|Kelvin|İda)? ?(Lee|Ray|Ann|Smith|LEE|Kay|War)(’s)?",
            2 => "(he|she|they|it|He|She|They)",
            2 => "(the|a|an|one|both|his) (mayor|person|leaders|president|plan|statement)( close to)?",
            6 => "[,.]? ?(said|says|told|wrote|added|saying|according to|called it|as|that|and|in|of)",
            3 => "(it was over|we are winning|this is how it is|the war)[.,]?",
            1 => "(the|The) (Post|New York Times)",
            3 => "(“|”|\"|‘|’|,”|\\.”|: “|\\.” )",
            2 => "\n\n",
            1 => "(\n\n“|:\n\n|\n\n> | \\[Source\\]\n\n|\u{c}|\n)",
        ];
        let parts = proptest::collection::vec(part, 0..80);
        parts.prop_map(|parts| parts.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2048,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/near.txt",
            ))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_is_told_from_nearby_is_what_the_whole_text_tells(text in text(), n in 1..9_usize) {
            let whole = Text::new(text);
            let words = whole.original().split_whitespace();
            let at = |word: &str| word.as_ptr() as usize - whole.original().as_ptr() as usize;
            let places: Vec<Span> = words.map(|it| Span::new(at(it), at(it) + it.len())).collect();
            for some in places.windows(n).step_by(3) {
                is_told_nearby(&whole, some[0].joined(some[n - 1]));
            }
        }
    }
}
