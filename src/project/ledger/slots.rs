//! The claims of a project, each where it stands: those that are as they were, and those that were read
//! because their tables have changed.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;

use super::Moved;
use super::kept::{ClaimFile, KeptClaim, Ledger, Listed};
use super::table::{Part, blanked, difference, parts, tables};
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
        ledger: &Ledger,
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
        claims: &[KeptClaim],
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
            let change = Change::new(file, topic, kept, &now);
            let is_sound = |it: &Change| it.names_differ(&claims[first..], kept);
            listed = match change.filter(is_sound) {
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
        claims: &[KeptClaim],
    ) -> Option<Vec<Part>> {
        let (before, rest) = kept.split_at(change.before);
        let (old, after) = rest.split_at(rest.len() - change.after);
        self.stay(file, before, 0, first, claims, Moved::default());
        let moved = Moved {
            bytes: (bytes(&change.parts)).checked_signed_diff(bytes(old))?,
            lines: (lines(&change.parts)).checked_signed_diff(lines(old))?,
        };
        let end = change.start + bytes(&change.parts);
        let listed = [before, &change.parts, after].concat();
        self.come(file, change);
        let rest = first + n(before) + n(old);
        self.stay(file, after, end, rest, claims, moved);
        Some(listed)
    }

    /// Adds the claims of `parts`, which are as they were and begin at byte `start` now.
    fn stay(
        &mut self,
        file: usize,
        parts: &[Part],
        mut start: usize,
        mut number: usize,
        claims: &[KeptClaim],
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

    /// Adds the claims that were read.
    fn come(&mut self, file: usize, change: Change) {
        let mut start = change.start;
        let mut claims = change.claims.into_iter();
        for part in &change.parts {
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
            let ClaimFile {
                file: name, listed, ..
            } = &self.files[file];
            let text = String::from_utf8(fs::read(root.join(name)).ok()?).ok()?;
            let found = difference(&listed.parts, &text);
            (found.before == listed.parts.len() && found.middle.is_empty()).then_some(())?;
            self.texts[file] = Some(text);
        }
        Some(())
    }
}

/// What has changed in a claim file.
struct Change {
    /// The parts before and after that are as they were.
    before: usize,
    after: usize,
    /// The first byte between them, and the parts there.
    start: usize,
    parts: Vec<Part>,
    claims: Vec<Claim>,
}

impl Change {
    /// Whether the claims that were read have other names than those that stayed, of `claims` in the parts
    /// `kept`.
    fn names_differ(&self, claims: &[KeptClaim], kept: &[Part]) -> bool {
        let names = self.claims.iter().map(|it| it.id.name.as_str());
        let names: HashSet<&str> = names.collect();
        let (before, after) = (n(&kept[..self.before]), n(&kept[..kept.len() - self.after]));
        let mut others = claims[..before].iter().chain(&claims[after..n(kept)]);
        !others.any(|it| names.contains(it.name.as_str()))
    }

    /// What has changed in a file that had the parts `kept`; none where something is wrong with it.
    fn new(file: &str, topic: &str, kept: &[Part], text: &str) -> Option<Self> {
        let found = difference(kept, text);
        let middle = found.middle;
        let whole = 0..text.len();
        let between = |middle: Range<usize>, claims: Vec<Claim>| {
            let names: Vec<usize> = claims
                .iter()
                .map(|it| it.span.start - middle.start)
                .collect();
            let parts = tables(&text[middle.clone()], &names)?;
            Some((middle, parts, claims))
        };
        let is_idle = tables(&text[middle.clone()], &[]).is_some();
        let read = if is_idle {
            between(middle, Vec::new())
        } else {
            claims_in(file, topic, text, std::slice::from_ref(&middle))
                .and_then(|claims| between(middle, claims))
        };
        if let Some((middle, parts, claims)) = read {
            return Some(Self {
                before: found.before,
                after: found.after,
                start: middle.start,
                parts,
                claims,
            });
        }
        let claims = claims_in(file, topic, text, std::slice::from_ref(&whole))?;
        let names: Vec<usize> = claims.iter().map(|it| it.span.start).collect();
        Some(Self {
            before: 0,
            after: 0,
            start: 0,
            parts: parts(text, &names),
            claims,
        })
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

fn bytes(parts: &[Part]) -> usize {
    parts.iter().map(|it| it.len as usize).sum()
}

fn lines(parts: &[Part]) -> usize {
    parts.iter().map(|it| it.lines as usize).sum()
}
