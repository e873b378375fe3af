//! What checks stand on: the sources, found by id, and how to look into them.

use super::answers::Answers;
use super::speaker;
use crate::index::Index;
use crate::passage::{self, Nearest, Occurrence, Query, Rung, Warning};
use crate::source::{Source, SourceId};
use crate::span::Span;
use crate::value::{Context, DateOrder, Names};
use crate::verdict::Attribution;

/// The sources of a project, with what reading them depends on.
pub struct Ground<'a> {
    /// All sources, by id.
    pub sources: &'a [Source],
    /// Sources that there are, or should be, and that could not be read.
    pub unread: &'a [SourceId],
    /// Where their words stand, source by source in the same order.
    pub index: Index<'a>,
    /// The names that are one.
    pub names: &'a Names,
    /// Whether claims are put to sources that they do not name.
    pub asks_all: bool,
    /// How many days may lie between the writing of two texts that tell of one event.
    pub reach: u64,
    /// The share of a question, from 0 to 1, that a passage must have to answer it.
    pub floor: f32,
    /// The order of day and month in dates written with digits alone.
    pub dates: DateOrder,
    /// The loosest rung that may pass where neither claim nor passage says otherwise.
    pub at_least: Rung,
    /// The rules of notes that fail a claim.
    pub fail_on: &'a [String],
    /// Passages of fewer words earn a note.
    pub shortest: usize,
    /// Where what is asked of a source is answered from.
    pub answers: Answers<'a>,
}

impl<'a> Ground<'a> {
    /// The same ground with other answers.
    #[must_use]
    pub fn with(self, answers: Answers<'a>) -> Self {
        Self { answers, ..self }
    }

    /// The source of that id. Fixtures that name another were rejected before.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&'a Source> {
        self.number(id).map(|at| &self.sources[at])
    }

    /// Its number among the sources.
    #[must_use]
    pub fn number(&self, id: &SourceId) -> Option<usize> {
        self.sources
            .binary_search_by(|source| source.id.cmp(id))
            .ok()
    }

    /// The number of a source, which mostly is one of [`Ground::sources`] itself and need not be looked for.
    fn number_of(&self, source: &Source) -> Option<usize> {
        let at = self.sources.element_offset(source);
        at.or_else(|| self.number(&source.id))
    }

    /// The days between the writing of two sources, where they are more than the reach of probes: the
    /// two tell of different events. None where one of the days is not known.
    #[must_use]
    pub fn apart(&self, a: &Source, b: &Source) -> Option<u64> {
        let days = (a.meta.written? - b.meta.written?).get_days();
        let days = u64::from(days.unsigned_abs());
        (days > self.reach).then_some(days)
    }

    /// How values are read in `source`: its date of writing, the project's names.
    #[must_use]
    pub fn context<'s>(&self, source: &'s Source) -> Context<'s>
    where
        'a: 's,
    {
        Context {
            written: source.meta.written,
            text: Some(source.text.original()),
            ..self.context_without_day()
        }
    }

    /// How values are read where it is not known when they were written.
    #[must_use]
    pub fn context_without_day(&self) -> Context<'a> {
        Context {
            written: None,
            dates: self.dates,
            names: Some(self.names),
            ..Context::default()
        }
    }

    /// Every place in `source` where the passage stands, on whatever rung.
    #[must_use]
    pub fn find(&self, query: &Query<'_>, source: &Source) -> Vec<Occurrence> {
        let number = self.number_of(source);
        number.map_or_else(Vec::new, |at| {
            let ask = || passage::find(query, &self.index, at);
            self.answers.found(at, query, ask)
        })
    }

    /// What should be seen with a passage of which `found` are the places on rungs up to `limit`.
    #[must_use]
    pub fn warnings(
        &self,
        query: &Query<'_>,
        source: &Source,
        found: &[Occurrence],
        limit: Rung,
    ) -> Vec<Warning> {
        let Some(at) = self.number_of(source) else {
            return passage::warnings(&source.text, found, self.shortest);
        };
        let ask = || passage::warned(&self.index, at, found, self.shortest);
        self.answers.warned(at, query, (limit, self.shortest), ask)
    }

    /// The closest passage in `source`.
    #[must_use]
    pub fn nearest(&self, query: &Query<'_>, source: &Source) -> Option<Nearest> {
        let at = self.number_of(source)?;
        let ask = || passage::nearest(query, &self.index, at);
        self.answers.nearest(at, query, ask)
    }

    /// Every occurrence of `term` in `source` as it is counted: whole words, case and all.
    #[must_use]
    pub fn occurrences(&self, term: &str, source: &Source) -> Vec<Span> {
        let number = self.number_of(source);
        number.map_or_else(Vec::new, |at| {
            let ask = || passage::count(term, &self.index, at);
            self.answers.counted(at, term, ask)
        })
    }

    /// Every whole-word occurrence of `term` in `source`, whatever its letter case.
    #[must_use]
    pub fn mentions(&self, term: &str, source: &Source) -> Vec<Span> {
        let found = self.find(&Query::new(term), source).into_iter();
        found
            .filter(|occurrence| occurrence.rung <= Rung::Case)
            .map(|occurrence| occurrence.span)
            .collect()
    }

    /// Whose words stand at `span` of `source`, where it is a quotation.
    #[must_use]
    pub fn attribution(&self, span: Span, source: &Source) -> Option<Attribution> {
        let ask = || speaker::attribution(span, source);
        match self.number_of(source) {
            Some(at) => self.answers.attributed(at, span, ask),
            None => ask(),
        }
    }

    /// Whether `source` has the word of that key, whatever its case.
    #[must_use]
    pub fn has_word(&self, key: u32, source: &Source) -> bool {
        let number = self.number_of(source);
        number.is_some_and(|at| !self.index.places(at, key).is_empty())
    }

    /// The other sources in which a passage stands.
    #[must_use]
    pub fn elsewhere(&self, query: &Query<'_>, not: &SourceId) -> Vec<&'a SourceId> {
        let ask = || passage::elsewhere(query, &self.index);
        let found = self.answers.elsewhere(query, ask).into_iter();
        found
            .map(|at| &self.sources[at].id)
            .filter(|id| *id != not)
            .collect()
    }
}
