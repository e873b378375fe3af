//! Notes down the sources for the next run: their states, and what they answer.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::check::SourceAnswers;
use crate::project::cache::checksum;
use crate::project::cache::plain::Name;
use crate::project::ledger::evaluate::Renewed;
use crate::project::ledger::kept::KeptSource;
use crate::project::ledger::note::Notes;
use crate::project::ledger::renew::Renewal;
use crate::project::ledger::rows::Rows;
use crate::project::ledger::words::bits;
use crate::source::Text;

/// Where answers take up so many bytes more than twice what they took up after a run that looked at
/// everything, those to questions that nobody asks any more are dropped by another such run.
const STALE: u64 = 1 << 20;

impl<'k> Renewal<'k> {
    /// Notes down the sources and what they answer; none where too much of that is of no use any more.
    pub(super) fn note_sources(
        &self,
        notes: &mut Notes<'k>,
        renewed: &Renewed,
        wrong: &HashSet<usize>,
    ) -> Option<()> {
        let mut n_bytes = 0;
        let earlier = &self.book.ledger.sources;
        let mut numbered = self.look.sources.iter().enumerate();
        let they_stay = self.is_in_order() && numbered.all(|(at, it)| it.earlier == Some(at));
        if they_stay {
            notes.ledger.sources = earlier.clone();
        }
        for (number, seen) in self.look.sources.iter().enumerate() {
            let is_wrong = wrong.contains(&number);
            let kept = seen.earlier.map(|at| &earlier[at]);
            let kept = match (kept, renewed.answers.get(&number)) {
                (Some(kept), None) if seen.fresh.is_none() => {
                    let answers = notes.store.keep(&self.book, kept.answers);
                    let words = notes.store.keep(&self.book, kept.words);
                    let now = (seen.state, is_wrong, answers, words);
                    if now == (kept.state, kept.is_wrong, kept.answers, kept.words) {
                        Cow::Borrowed(kept)
                    } else {
                        Cow::Owned(KeptSource {
                            state: seen.state,
                            is_wrong,
                            answers,
                            words,
                            ..kept.clone()
                        })
                    }
                }
                (kept, answers) => {
                    Cow::Owned(self.note_source(notes, number, (kept, answers), is_wrong)?)
                }
            };
            n_bytes += kept.answers.len();
            match kept {
                Cow::Owned(kept) if they_stay => notes.ledger.sources.set(number, kept),
                Cow::Borrowed(_) if they_stay => {}
                kept => notes.sources.push(kept.into_owned()),
            }
        }
        if !they_stay {
            notes.ledger.sources = Rows::from(std::mem::take(&mut notes.sources));
        }
        (n_bytes <= 2 * self.book.ledger.answered + STALE).then_some(())
    }

    /// Notes down a source that holds something else or that was asked something.
    fn note_source(
        &self,
        notes: &mut Notes<'k>,
        number: usize,
        (kept, answers): (Option<&KeptSource<'k>>, Option<&SourceAnswers>),
        is_wrong: bool,
    ) -> Option<KeptSource<'k>> {
        let seen = &self.look.sources[number];
        let fresh = seen.fresh.as_ref().and_then(|it| it.content.as_ref());
        let words = match (fresh, kept) {
            (Some((text, _)), _) => {
                let text = Text::new(text.clone()?);
                notes.store.put(&bits(&text))
            }
            (None, kept) => notes.store.keep(&self.book, kept?.words),
        };
        let outline = kept.filter(|_| fresh.is_none()).map(|it| it.outline);
        let (answers, checksum) = if let Some(answers) = answers {
            let answers = serde_json::to_vec(answers).ok()?;
            (notes.store.put(&answers), checksum(&answers))
        } else {
            let kept = kept?;
            (notes.store.keep(&self.book, kept.answers), kept.checksum)
        };
        let (len, hash) = self.measure(number);
        Some(KeptSource {
            id: Name::from(self.id(number).to_string()),
            file: Name::from(self.file(number).to_owned()),
            state: seen.state,
            hash: *hash.as_bytes(),
            len: u32::try_from(len).ok()?,
            is_wrong,
            answers,
            checksum,
            words,
            outline: outline.unwrap_or_default(),
        })
    }
}
