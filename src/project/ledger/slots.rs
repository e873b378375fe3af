//! The claims of a project, each where it stands: those that are as they were, and those that were read
//! because their tables have changed.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;

use super::Moved;
use super::kept::{ClaimFile, KeptClaim, Ledger, Listed};
use super::rows::Rows;
use super::table::{Part, Start, Stretch, blanked, stand, stretches, tables, tables_in};
use crate::claim::{self, Claim};
use crate::diagnostic::Diagnostic;
use crate::project::cache::State;
use crate::source::read;

/// A claim in its place.
pub(super) struct Slot {
    /// Its file, by number.
    pub(super) file: usize,
    /// The bytes of its part of the file.
    part: Range<usize>,
    /// Where its name stands.
    pub(super) at: usize,
    pub(super) is: Is,
}

impl Slot {
    pub(super) fn new(file: usize, part: Range<usize>, at: usize, is: Is) -> Self {
        Self { file, part, at, is }
    }

    /// Whether its table is as it was, and stands elsewhere.
    pub(super) fn has_moved(&self) -> bool {
        matches!(self.is, Is::Kept(_, by) if by != Moved::default())
    }

    /// Where its name stands in its part of the file.
    pub(super) fn name(&self) -> u32 {
        u32::try_from(self.at - self.part.start).unwrap_or(u32::MAX)
    }
}

/// What is known of a claim.
pub(super) enum Is {
    /// It is what it was in the last run, by number there, and its table has moved so far.
    Kept(usize, Moved),
    /// It was read.
    New(Box<Claim>),
}

/// The claims of a project, and their files.
pub(super) struct Slots {
    pub(super) files: Vec<ClaimFile>,
    /// The text of each file, where it was read.
    pub(super) texts: Vec<Option<String>>,
    pub(super) all: Vec<Slot>,
    /// What is wrong with files of claims.
    pub(super) wrong: Vec<Diagnostic>,
}

impl Slots {
    /// The claims of `files`, each with its topic; none where one of these cannot be read at all.
    pub(super) fn new(
        root: &Path,
        files: &[(String, String)],
        ledger: &Ledger<'_>,
        began: SystemTime,
    ) -> Option<Self> {
        let topics: HashSet<&String> = files.iter().map(|(_, topic)| topic).collect();
        if topics.len() < files.len() {
            return None;
        }
        let mut first = 0;
        let firsts = ledger.files.iter().map(|file| {
            let n = n(&file.listed.parts);
            first += n;
            first - n
        });
        let firsts: Vec<usize> = firsts.collect();
        let mut slots = Self {
            files: Vec::with_capacity(files.len()),
            texts: Vec::with_capacity(files.len()),
            all: Vec::with_capacity(ledger.claims.len()),
            wrong: Vec::new(),
        };
        for (file, topic) in files {
            let earlier = ledger.files.iter().position(|it| it.file == *file);
            let earlier = earlier.map(|at| (&ledger.files[at], firsts[at]));
            let earlier = earlier.filter(|(it, _)| it.topic == *topic);
            slots.file(root, (file, topic), earlier, &ledger.claims, began)?;
        }
        Some(slots)
    }

    /// Adds the claims of a file. `earlier` is what it was, and the number of its first claim.
    fn file(
        &mut self,
        root: &Path,
        (file, topic): (&str, &str),
        earlier: Option<(&ClaimFile, usize)>,
        claims: &Rows<'_, KeptClaim<'_>>,
        began: SystemTime,
    ) -> Option<()> {
        let path = root.join(file);
        let state = State::of(&path).ok()??;
        let (kept, first) = match earlier {
            Some((kept, first)) => (kept.listed.parts.as_slice(), first),
            None => (&[][..], 0),
        };
        let number = self.files.len();
        let is_same = earlier.is_some_and(|(it, _)| it.listed.state == Some(state));
        let mut text = None;
        let mut listed = kept.to_vec();
        if is_same {
            self.stay(number, kept, 0, first, claims, Moved::default());
        } else {
            let (now, wrong) = read::read(file, fs::read(&path).ok()?);
            let now = now.filter(|_| wrong.is_empty())?;
            let change = Change::new((file, topic, &now), kept, (claims, first));
            listed = match change {
                Some(change) => self.change(number, change, (kept, first), claims)?,
                None => self.take(number, (file, topic, &now), (kept, first), claims),
            };
            text = Some(now);
        }
        self.files.push(ClaimFile {
            file: file.to_owned(),
            topic: topic.to_owned(),
            listed: Listed {
                state: Some(state).filter(|it| it.is_settled(began)),
                parts: listed,
            },
        });
        self.texts.push(text);
        Some(())
    }

    /// Adds the claims of a file that had the parts `kept`, the first of them with claim number `first`;
    /// returns the parts that it has.
    fn change(
        &mut self,
        file: usize,
        change: Change,
        (kept, first): (&[Part], usize),
        claims: &Rows<'_, KeptClaim<'_>>,
    ) -> Option<Vec<Part>> {
        let starts = Start::all(kept);
        let mut listed: Vec<Part> = Vec::with_capacity(kept.len());
        let mut own = change.claims.into_iter();
        let mut now = Start::default();
        for run in change.runs {
            let parts = match run {
                Run::Same(parts) => {
                    let before = starts[parts.start];
                    let moved = Moved {
                        bytes: now.bytes.checked_signed_diff(before.bytes)?,
                        lines: now.lines.checked_signed_diff(before.lines)?,
                    };
                    let same = &kept[parts];
                    self.stay(file, same, now.bytes, first + before.n, claims, moved);
                    same.to_vec()
                }
                Run::Other(parts) => {
                    self.come(file, &parts, now.bytes, &mut own);
                    parts
                }
            };
            now = parts.iter().fold(now, Start::after);
            listed.extend(parts);
        }
        Some(listed)
    }

    /// Adds the claims of `parts`, which are as they were and begin at byte `start` now.
    fn stay(
        &mut self,
        file: usize,
        parts: &[Part],
        mut start: usize,
        mut number: usize,
        claims: &Rows<'_, KeptClaim<'_>>,
        moved: Moved,
    ) {
        for part in parts {
            let end = start + part.len as usize;
            for _ in 0..part.n {
                self.all.push(Slot {
                    file,
                    part: start..end,
                    at: start + claims[number].at as usize,
                    is: Is::Kept(number, moved),
                });
                number += 1;
            }
            start = end;
        }
    }

    /// Adds the claims of `parts`, which were read and begin at byte `start`.
    fn come(
        &mut self,
        file: usize,
        parts: &[Part],
        mut start: usize,
        claims: &mut impl Iterator<Item = Claim>,
    ) {
        for part in parts {
            let end = start + part.len as usize;
            for claim in claims.by_ref().take(part.n as usize) {
                self.all.push(Slot {
                    file,
                    part: start..end,
                    at: claim.span.start,
                    is: Is::New(Box::new(claim)),
                });
            }
            start = end;
        }
    }

    /// The claims in the slots `wanted`, in order; none where they cannot be read.
    pub(super) fn claims(&mut self, root: &Path, wanted: &[usize]) -> Option<Vec<Claim>> {
        let mut claims = Vec::with_capacity(wanted.len());
        let placed: Vec<(usize, usize)> =
            wanted.iter().map(|&at| (self.all[at].file, at)).collect();
        for of_file in placed.chunk_by(|a, b| a.0 == b.0) {
            let file = of_file[0].0;
            let of_file: Vec<usize> = of_file.iter().map(|it| it.1).collect();
            self.read(root, file)?;
            let text = self.texts[file].as_deref()?;
            let mut ranges: Vec<Range<usize>> = of_file
                .iter()
                .filter(|&&at| matches!(self.all[at].is, Is::Kept(..)))
                .map(|&at| self.all[at].part.clone())
                .collect();
            ranges.dedup();
            let ClaimFile { file, topic, .. } = &self.files[file];
            let read = if ranges.is_empty() {
                Vec::new()
            } else {
                claims_in(file, topic, text, &ranges)?
            };
            let mut read = read.into_iter();
            for at in of_file {
                claims.push(match &self.all[at].is {
                    Is::New(claim) => claim.as_ref().clone(),
                    Is::Kept(..) => read.find(|it| it.span.start == self.all[at].at)?,
                });
            }
        }
        Some(claims)
    }

    /// Reads the text of a file where that was not done; none where it is not what it was.
    pub(super) fn read(&mut self, root: &Path, file: usize) -> Option<()> {
        if self.texts[file].is_none() {
            self.texts[file] = Some(self.text(root, file)?);
        }
        Some(())
    }

    /// The text of a file; none where it is not what it was.
    pub(super) fn text(&self, root: &Path, file: usize) -> Option<String> {
        if let Some(text) = &self.texts[file] {
            return Some(text.clone());
        }
        let ClaimFile {
            file: name, listed, ..
        } = &self.files[file];
        let path = root.join(name);
        let text = String::from_utf8(fs::read(&path).ok()?).ok()?;
        let is_same = listed.state.is_some() && State::of(&path).ok()? == listed.state;
        (is_same || stand(&listed.parts, &text)).then_some(text)
    }
}

/// What has changed in a claim file.
struct Change {
    /// What it is made of, in its order.
    runs: Vec<Run>,
    /// The claims of all parts that are not as they were.
    claims: Vec<Claim>,
}

/// Parts of a claim file, one after the other.
enum Run {
    /// Those that it had, by number.
    Same(Range<usize>),
    /// Others.
    Other(Vec<Part>),
}

impl Change {
    /// What has changed in a file that had the parts `kept`, whose claims are those from a number on; none
    /// where something is wrong with it.
    fn new(
        (file, topic, text): (&str, &str, &str),
        kept: &[Part],
        earlier: (&Rows<'_, KeptClaim<'_>>, usize),
    ) -> Option<Self> {
        let found = stretches(kept, text);
        let others = found.iter().filter_map(|it| match it {
            Stretch::Same(..) => None,
            Stretch::Other(bytes) => Some(bytes.clone()),
        });
        let others: Vec<Range<usize>> = others.collect();
        let is_idle = |bytes: &Range<usize>| tables(&text[bytes.clone()], &[]).is_some();
        let read: Vec<Range<usize>> = others.iter().filter(|it| !is_idle(it)).cloned().collect();
        // What is sound with the others must be so by itself: a string may reach from one into the next.
        let is_sound = |bytes: &Range<usize>| {
            let alone = 0..bytes.len();
            claims_in(file, topic, &text[bytes.clone()], &[alone]).is_some()
        };
        (read.len() < 2 || read.iter().all(is_sound)).then_some(())?;
        let has_claims = |it: &Stretch| match it {
            Stretch::Same(parts) => kept[parts.clone()].iter().any(|part| part.n > 0),
            Stretch::Other(_) => false,
        };
        let claims = if read.is_empty() && found.iter().any(has_claims) {
            Vec::new()
        } else {
            claims_in(file, topic, text, &read)?
        };
        let names: Vec<usize> = claims.iter().map(|it| it.span.start).collect();
        let runs = found.into_iter().map(|it| match it {
            Stretch::Same(parts) => Some(Run::Same(parts)),
            Stretch::Other(bytes) => tables_in(text, &bytes, &names).map(Run::Other),
        });
        let change = Self {
            runs: runs.collect::<Option<_>>()?,
            claims,
        };
        change.names_differ(kept, earlier).then_some(change)
    }

    /// Whether no two claims have one name, of those that were read and of those, from number `first` on, in
    /// those of the parts `kept` that stayed.
    fn names_differ(
        &self,
        kept: &[Part],
        (claims, first): (&Rows<'_, KeptClaim<'_>>, usize),
    ) -> bool {
        let starts = Start::all(kept);
        let stayed = self.runs.iter().filter_map(|run| match run {
            Run::Same(parts) => Some(starts[parts.start].n..starts[parts.end].n),
            Run::Other(_) => None,
        });
        let stayed = stayed.flatten().map(|at| claims[first + at].name.as_str());
        let come = self.claims.iter().map(|it| it.id.name.as_str());
        let mut names = HashSet::new();
        come.chain(stayed).all(|name| names.insert(name))
    }
}

/// The claims of parts of a file; none where something is wrong with one.
pub(super) fn claims_in(
    file: &str,
    topic: &str,
    text: &str,
    ranges: &[Range<usize>],
) -> Option<Vec<Claim>> {
    let (claims, wrong) = claim::read(topic, file, &blanked(text, ranges));
    wrong.is_empty().then_some(claims)
}

/// How many claims there are in parts.
fn n(parts: &[Part]) -> usize {
    parts.iter().map(|it| it.n as usize).sum()
}
