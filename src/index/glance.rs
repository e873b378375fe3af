//! A look at a text of which little is asked: where a word may stand is told from the text's bytes, and only
//! the stretches around such places are cut into words.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::source::Text;
use crate::source::token::{Plain, stretch_around};
use crate::span::Span;

/// A text that is cut into words in parts, as long as that is less work than to cut the whole.
#[derive(Debug)]
pub(crate) struct Glance<'t> {
    text: &'t Text,
    /// Its words as they stand in its bytes; none where these do not tell.
    plain: OnceLock<Option<Plain>>,
    parts: Mutex<Vec<Arc<Part>>>,
}

/// Where a rare word stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Standing {
    /// The text does not have it.
    Nowhere,
    /// Near this byte of the text, if anywhere.
    At(usize),
}

/// A stretch of a text, with the tokens that it has there.
#[derive(Debug)]
pub(crate) struct Part {
    /// The stretch as a text of its own.
    pub(crate) text: Text,
    /// The byte of the whole text at which it begins.
    pub(crate) start: usize,
    /// Whether the whole text begins, and ends, with it.
    is_edge: [bool; 2],
}

impl<'t> Glance<'t> {
    pub(super) fn new(text: &'t Text) -> Self {
        Self {
            text,
            plain: OnceLock::new(),
            parts: Mutex::default(),
        }
    }

    /// Places near which a word may stand as a token or as a joint, as bytes of the text, in no order: at all
    /// others it does not. None where that cannot be told, as of a word that is not of ASCII letters.
    pub(crate) fn places(&self, word: &str) -> Option<Vec<usize>> {
        self.places_up_to(usize::MAX, word)
    }

    /// Where a word stands that may stand at one place at most; none where that cannot be told.
    pub(crate) fn standing(&self, word: &str) -> Option<Standing> {
        match self.places_up_to(2, word)?[..] {
            [] => Some(Standing::Nowhere),
            [place] => Some(Standing::At(place)),
            _ => None,
        }
    }

    fn places_up_to(&self, most: usize, word: &str) -> Option<Vec<usize>> {
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let plain = self.plain.get_or_init(|| Plain::new(self.text.original()));
        let word = word.to_ascii_lowercase();
        let places = plain.as_ref()?.places(word.as_bytes());
        Some(places.take(most).collect())
    }

    /// A part that has `span`, bytes of the text as far as it goes; none where it is less work to cut the whole
    /// text.
    pub(crate) fn part(&self, span: Span) -> Option<Arc<Part>> {
        let original = self.text.original();
        let floor = |at: usize| original.floor_char_boundary(at.min(original.len()));
        let span = Span::new(floor(span.start), floor(span.end));
        let mut parts = self.parts();
        if let Some(part) = parts.iter().find(|part| part.span().contains(span)) {
            return Some(Arc::clone(part));
        }
        let stretch = stretch_around(original, span);
        let n_cut: usize = parts.iter().map(|part| part.span().len()).sum();
        if n_cut + stretch.len() > original.len() / 2 {
            return None;
        }
        let part = Arc::new(Part {
            text: Text::new(stretch.of(original).to_owned()),
            start: stretch.start,
            is_edge: [stretch.start == 0, stretch.end == original.len()],
        });
        parts.push(Arc::clone(&part));
        Some(part)
    }

    /// A part that was looked at before and has `span`.
    pub(crate) fn known_part(&self, span: Span) -> Option<Arc<Part>> {
        let parts = self.parts();
        parts
            .iter()
            .find(|part| part.span().contains(span))
            .cloned()
    }

    fn parts(&self) -> MutexGuard<'_, Vec<Arc<Part>>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    /// The bytes of the whole text that it has.
    fn span(&self) -> Span {
        let len = self.text.original().len();
        Span::new(self.start, self.start + len)
    }

    /// Whether the tokens `start..end` of it have so many others of the whole text before them and behind them in
    /// it, or all that there are.
    pub(crate) fn shows(&self, (start, end): (usize, usize), before: usize, behind: usize) -> bool {
        let [is_first, is_last] = self.is_edge;
        let len = self.text.tokens().len();
        (is_first || start >= before) && (is_last || end + behind <= len)
    }
}
