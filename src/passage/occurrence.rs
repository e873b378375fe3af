//! What a hit says: its rung, its words, and where the slots of the query stand.

use std::ops::Range;

use super::find::{Hit, Search};
use super::walk::{Step, Via};
use super::{Occurrence, Rung};
use crate::source::token::{Kind, Tokens, same_letters};
use crate::span::Span;

impl Search<'_> {
    /// The hit as bytes of the original; none if its letters turn out not to be the query's.
    pub(super) fn occurrence(&self, hit: &Hit) -> Option<Occurrence> {
        let rung = self.rung(hit)?;
        let span = |range: &Range<usize>| self.tokens.span(range.start, range.end);
        Some(Occurrence {
            span: span(&hit.text),
            rung,
            pieces: hit.pieces.iter().map(span).collect(),
            slots: self
                .pattern
                .query
                .slots
                .iter()
                .map(|&slot| self.slot(hit, slot))
                .collect(),
            gaps: self.gaps(hit),
        })
    }

    pub(super) fn rung(&self, hit: &Hit) -> Option<Rung> {
        let query = &self.pattern.tokens;
        let mut rung = Rung::Verbatim;
        let mut before: Option<&Step> = None;
        for step in &hit.steps {
            rung = rung.max(step.via.rung());
            if before.is_some_and(|before| runs_on(query, before, step)) {
                rung = rung.max(self.space(step.query.start, step.text.start));
            }
            before = Some(step);
            match step.via {
                Via::Same => rung = rung.max(self.letters(step)?),
                Via::Joint(_) => {
                    let q = query.joined(step.query.clone());
                    let t = self.tokens.joined(step.text.clone());
                    rung = rung.max(same_word(&q, &t)?);
                }
                _ => {}
            }
        }
        let query_span = query.span(0, query.len());
        let text_span = self.tokens.span(hit.text.start, hit.text.end);
        let same = query_span.of(self.pattern.query.text) == text_span.of(self.text.original());
        Some(if same {
            rung
        } else {
            rung.max(Rung::Typography)
        })
    }

    /// The rung on which the same tokens are the same letters, with the same space between them.
    fn letters(&self, step: &Step) -> Option<Rung> {
        let query = &self.pattern.tokens;
        let mut rung = Rung::Verbatim;
        for (q, t) in step.query.clone().zip(step.text.clone()) {
            if query.all()[q].kind == Kind::Word {
                rung = rung.max(same_word(query.text(q), self.tokens.text(t))?);
            }
            if q > step.query.start {
                rung = rung.max(self.space(q, t));
            }
        }
        Some(rung)
    }

    /// The empty place before token `idx` of the text, within what was found: behind its last word, white
    /// space is no part of it.
    pub(super) fn before(&self, hit: &Hit, idx: usize) -> Span {
        let whole = self.tokens.span(hit.text.start, hit.text.end);
        let at = self.tokens.start_of(idx).clamp(whole.start, whole.end);
        Span::new(at, at)
    }

    /// The rung on which the space before token `q` of the query is that before token `t` of the text.
    fn space(&self, q: usize, t: usize) -> Rung {
        let query = &self.pattern.tokens;
        let (a, b) = (query.space_before(q), self.tokens.space_before(t));
        if a == b {
            return Rung::Verbatim;
        }
        let loose = |idx: usize| matches!(query.all()[idx].kind, Kind::Dash | Kind::Ellipsis);
        let at_dash = loose(q) || loose(q - 1);
        let in_line = !a.contains('\n') && !b.contains('\n');
        if at_dash && in_line {
            Rung::Typography
        } else {
            Rung::Layout
        }
    }

    /// Where the words of a slot stand, as bytes of the original.
    fn slot(&self, hit: &Hit, slot: Span) -> Span {
        let query = &self.pattern.tokens;
        let range = query.within(slot);
        let start = place(hit, range.start, false);
        let end = place(hit, range.end.max(range.start + 1) - 1, true).max(start);
        if range.is_empty() || start == end {
            return self.before(hit, start);
        }
        let span = self.tokens.span(start, end);
        let query_span = query.span(range.start, range.end);
        // A slot may cover a part of a token: `${5} million`.
        let (cut, whole) = (
            slot.of(self.pattern.query.text).trim(),
            query_span.of(self.pattern.query.text),
        );
        match whole.find(cut) {
            Some(at) if cut != whole && span.of(self.text.original()) == whole => {
                let at = slot
                    .start
                    .max(query_span.start)
                    .saturating_sub(query_span.start)
                    .max(at);
                let start = span.start + at;
                Span::new(start, (start + cut.len()).min(span.end))
            }
            _ => span,
        }
    }
}

/// Whether `step` goes on with a word where `before` ends with one, on both sides: the space between
/// them counts, as it does not beside a mark at the passage's edge.
fn runs_on(query: &Tokens, before: &Step, step: &Step) -> bool {
    let is_literal = |step: &Step| {
        matches!(step.via, Via::Same | Via::Joint(_))
            && !step.query.is_empty()
            && !step.text.is_empty()
    };
    let is_word = |idx: usize| query.all()[idx].kind == Kind::Word;
    is_literal(before)
        && is_literal(step)
        && before.query.end == step.query.start
        && before.text.end == step.text.start
        && is_word(step.query.start)
        && is_word(step.query.start - 1)
}

/// The token of the text that token `idx` of the query stands for, or the one after it.
fn place(hit: &Hit, idx: usize, after: bool) -> usize {
    for step in &hit.steps {
        if step.query.contains(&idx) {
            return match step.via {
                Via::Same => step.text.start + (idx - step.query.start) + usize::from(after),
                _ if after => step.text.end,
                _ => step.text.start,
            };
        }
    }
    if after { hit.text.end } else { hit.text.start }
}

/// The rung on which two words are the same; a space stands in “5 %” only.
fn same_word(a: &str, b: &str) -> Option<Rung> {
    let letters = |word: &str| word.replace(' ', "");
    if a == b {
        Some(Rung::Verbatim)
    } else if letters(a) == letters(b) {
        Some(Rung::Typography)
    } else {
        same_letters(a, b).then_some(Rung::Case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;
    use crate::passage::{Pattern, Query};
    use crate::source::Text;

    /// Every place of `query` in `text`: its rung and its words.
    fn found<'t>(query: &str, text: &'t Text) -> Vec<(Rung, &'t str)> {
        let index = Index::new([text]);
        let found = Pattern::new(Query::new(query)).find(&index, 0);
        let words = |it: Occurrence| (it.rung, it.span.of(text.original()));
        found.into_iter().map(words).collect()
    }

    use Rung::{Artefact, Case, Editorial, Layout, Typography, Verbatim};

    type Row = (&'static str, &'static str, Option<(Rung, &'static str)>);

    #[rustfmt::skip]
    const RUNGS: &[Row] = &[
        ("said no", "he said no twice", Some((Verbatim, "said no"))),
        ("no limits", "a “no limits” tie", Some((Verbatim, "no limits"))),
        ("“no limits”", "a “no limits” tie", Some((Verbatim, "“no limits”"))),
        ("\"no limits\"", "a “no limits” tie", Some((Typography, "“no limits”"))),
        ("‘no limits’", "a no limits tie", Some((Typography, "no limits"))),
        ("Xi's visit", "as Xi’s visit ended", Some((Typography, "Xi’s visit"))),
        ("a - b", "x a — b y", Some((Typography, "a — b"))),
        ("war--a", "the war—a war", Some((Typography, "war—a"))),
        ("war - a", "the war—a war", Some((Typography, "war—a"))),
        ("13 months", "in 13\u{a0}months", Some((Typography, "13\u{a0}months"))),
        ("final offi\u{ad}ce", "the ﬁnal oﬃce", Some((Typography, "ﬁnal oﬃce"))),
        ("Пutin sаid", "Putin said", None),
        ("Рutin sаid", "Putin said", Some((Typography, "Putin said"))),
        ("cafe\u{301} in", "a café in", Some((Typography, "café in"))),
        ("cafe in", "a café in", None),
        ("in the war", "in the\n  war", Some((Layout, "in the\n  war"))),
        ("in the war", "in  the war", Some((Layout, "in  the war"))),
        ("an example of", "an exam-\nple of", Some((Layout, "an exam-\nple of"))),
        ("a full-scale war", "a full-\nscale war", Some((Layout, "a full-\nscale war"))),
        ("an exam-\nple of", "an example of", Some((Layout, "an example of"))),
        ("one. Two", "“one.\n\n“Two”", Some((Layout, "one.\n\n“Two"))),
        ("THE WAR", "in the war", Some((Case, "the war"))),
        ("STRASSE", "die Straße", Some((Case, "Straße"))),
        ("the war.", "the war ends", Some((Editorial, "the war"))),
        ("the war,", "in the war.", Some((Editorial, "the war"))),
        ("the war.”", "“the war”. So", Some((Typography, "the war”."))),
        ("the war.", "“the war”. So", Some((Typography, "the war"))),
        ("[T]he war ends", "so the war ends", Some((Editorial, "the war ends"))),
        ("he [Putin] said so", "he said so", Some((Editorial, "he said so"))),
        ("he [Putin] said so", "he [Putin] said so", Some((Verbatim, "he [Putin] said so"))),
        ("he said so", "he [Putin] said so", Some((Editorial, "he [Putin] said so"))),
        ("its (the army’s) war", "its war", Some((Editorial, "its war"))),
        ("its war", "its (the army’s) war", None),
        ("[Xi’s visit] clearly places", "“(Xi’s visit) clearly places", Some((Editorial, "(Xi’s visit) clearly places"))),
        ("(Xi’s visit) clearly places", "“It clearly places", Some((Editorial, "clearly places"))),
        ("(Xi’s clearly visit) places it", "“(Xi’s visit) clearly places it", None),
        ("[Xi and Biden] also took it", "[Xi and Putin] also took it", None),
        ("the yuan [of China] will", "the yuan [renminbi] will", None),
        ("we did (not) agree", "we did agree", None),
        ("we did [not] agree", "we did agree", None),
        ("[Xi and Putin] also took", "They also took", Some((Editorial, "also took"))),
        ("said that [Putin] had left", "said that he had left", Some((Editorial, "said that he had left"))),
        ("the war … is over", "the war of Ukraine is over", Some((Editorial, "the war of Ukraine is over"))),
        ("the war […] is over", "the war of Ukraine is over", Some((Editorial, "the war of Ukraine is over"))),
        ("the war . . . is over", "the war of Ukraine is over", Some((Editorial, "the war of Ukraine is over"))),
        ("is over … the war", "the war of Ukraine is over", None),
        ("war … is over", "the war of Ukraine is over", None),
        ("the war ... is over", "the war… is over", Some((Typography, "the war… is over"))),
        ("… is over", "the war is over", Some((Editorial, "is over"))),
        ("the war … is over", "the war\n\nIt is over", None),
        ("in the war, is over", "in the war is over", None),
        ("is 5 in", "is 3.5 in, is -5 in, is $5 in, is 5% in", None),
        ("is 5 % in", "is 5% in", Some((Typography, "is 5% in"))),
        ("about Ukraine", "about Ukrainian", None),
        ("about Ukraine", "about Ukraine’s", Some((Verbatim, "about Ukraine"))),
        ("Kyiv. However, so far we see", "“in Kyiv. However,” he added, “so far we see”", Some((Editorial, "Kyiv. However,” he added, “so far we see"))),
        ("Kyiv. However so far we see", "“in Kyiv. However,” he added, “so far we see”", Some((Editorial, "Kyiv. However,” he added, “so far we see"))),
        ("one war. It is", "“one war,” said Mr. Xi of China. “It is”", Some((Editorial, "one war,” said Mr. Xi of China. “It is"))),
        ("one war it is", "a “one war,” and the two said “it is”", None),
        ("the war is over", "the war[12] is over", Some((Artefact, "the war[12] is over"))),
        ("the war is over.", "the war\n12\nis² over.", Some((Artefact, "the war\n12\nis² over."))),
        ("the war is over", "the <i>war</i> is **over**", Some((Artefact, "the <i>war</i> is **over"))),
        ("the war is over", "the 12 war is over", None),
        ("the U.S.", "in the U.S., as", Some((Verbatim, "the U.S."))),
        ("the U.S", "in the U.S., as", Some((Verbatim, "the U.S"))),
    ];

    #[test]
    fn the_strictest_rung_is_the_one_that_is_reported() {
        let wrong: Vec<String> = RUNGS
            .iter()
            .filter_map(|&(query, text, expected)| {
                let text = Text::new(text.to_owned());
                let found = found(query, &text).first().copied();
                (found != expected).then(|| format!("{query} in {}: {found:?}", text.original()))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn slots_and_pieces_stand_where_their_words_do() {
        for (query, slot, text, expected) in [
            ("on Friday at", "Friday", "left on\nFriday at", "Friday"),
            ("$5 million", "5", "paid $5 million", "5"),
            (
                "the “crisis” or",
                "“crisis”",
                "the \"crisis\" or",
                "\"crisis\"",
            ),
            ("an example", "example", "an exam-\nple", "exam-\nple"),
            (
                "the war … for two years",
                "two",
                "the war went on for two years",
                "two",
            ),
        ] {
            let text = Text::new(text.to_owned());
            let start = query.find(slot).unwrap();
            let slots = [Span::new(start, start + slot.len())];
            let query = Query {
                slots: &slots,
                ..Query::new(query)
            };
            let found = Pattern::new(query).find(&Index::new([&text]), 0);
            assert_eq!(found[0].slots[0].of(text.original()), expected, "{query:?}");
        }
    }
}
