//! What the manifest says of single sources, read entry by entry.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::kept::Listed;
use super::table::{Start, Stretch, blanked, parts, stand, stretches, tables, tables_in};
use crate::project::cache::State;
use crate::project::cache::plain::Name;
use crate::source::SourceId;
use crate::source::manifest::{Manifest, Meta};

/// The manifest, if there is one, and what of it has changed.
pub(super) struct Entries<'b> {
    file: String,
    pub(super) listed: Listed,
    /// The ids of the entries, in their order.
    pub(super) ids: Vec<Name<'b>>,
    /// The state that it had.
    pub(super) was: Option<State>,
    /// Its text, where it was read.
    pub(super) text: Option<String>,
    /// The ids of entries that have come, gone or changed.
    pub(super) touched: BTreeSet<String>,
}

impl<'b> Entries<'b> {
    /// The entries of `file`, the manifest, which was `kept`; none where something is wrong with it.
    pub(super) fn new(
        root: &Path,
        file: &str,
        (listed, ids): (Listed, Vec<Name<'b>>),
        began: SystemTime,
    ) -> Option<Self> {
        let state = State::of(&root.join(file)).ok()??;
        let mut entries = Self {
            file: file.to_owned(),
            was: listed.state,
            listed,
            ids,
            text: None,
            touched: BTreeSet::new(),
        };
        if entries.was != Some(state) {
            entries.change(root)?;
            entries.listed.state = Some(state).filter(|it| it.is_settled(began));
        }
        Some(entries)
    }

    /// Reads what has changed.
    fn change(&mut self, root: &Path) -> Option<()> {
        let text = String::from_utf8(fs::read(root.join(&self.file)).ok()?).ok()?;
        if stand(&self.listed.parts, &text) {
            self.text = Some(text);
            return Some(());
        }
        let found = stretches(&self.listed.parts, &text);
        let others = found.iter().filter_map(|it| match it {
            Stretch::Same(..) => None,
            Stretch::Other(bytes) => Some(bytes.clone()),
        });
        let is_idle = |bytes: &Range<usize>| tables(&text[bytes.clone()], &[]).is_some();
        let read: Vec<Range<usize>> = others.filter(|it| !is_idle(it)).collect();
        // What is sound with the others must be so by itself: a string may reach from one into the next.
        let is_sound = |it: &Range<usize>| {
            let (_, wrong) = Manifest::read(&self.file, &text[it.clone()]);
            wrong.is_empty()
        };
        (read.len() < 2 || read.iter().all(is_sound)).then_some(())?;
        let new = self.named(&text, &read)?;
        let names: Vec<usize> = new.iter().map(|(at, _)| *at).collect();
        let mut new = new.into_iter().map(|(_, id)| id);
        let (mut listed, mut ids) = (Vec::new(), Vec::new());
        let mut touched = BTreeSet::new();
        let starts = Start::all(&self.listed.parts);
        let mut gone: BTreeSet<&str> = self.ids.iter().map(Name::as_str).collect();
        for stretch in found {
            match stretch {
                Stretch::Same(kept) => {
                    for id in &self.ids[starts[kept.start].n..starts[kept.end].n] {
                        gone.remove(id.as_str());
                        ids.push(id.clone());
                    }
                    listed.extend_from_slice(&self.listed.parts[kept]);
                }
                Stretch::Other(bytes) => {
                    let Some(between) = tables_in(&text, &bytes, &names) else {
                        return self.take(text);
                    };
                    let n = between.iter().map(|it| it.n as usize).sum();
                    for id in new.by_ref().take(n) {
                        touched.insert(id.clone());
                        ids.push(Name::from(id));
                    }
                    listed.extend(between);
                }
            }
        }
        let distinct: HashSet<&Name<'_>> = ids.iter().collect();
        (distinct.len() == ids.len()).then_some(())?;
        touched.extend(gone.into_iter().map(str::to_owned));
        self.touched = touched;
        self.ids = ids;
        self.listed.parts = listed;
        self.text = Some(text);
        Some(())
    }

    /// Takes a manifest in which nothing is as it was.
    fn take(&mut self, text: String) -> Option<()> {
        let whole = 0..text.len();
        let new = self.named(&text, std::slice::from_ref(&whole))?;
        let names: Vec<usize> = new.iter().map(|(at, _)| *at).collect();
        self.listed.parts = parts(&text, &names);
        let new: Vec<Name<'b>> = new.into_iter().map(|(_, id)| Name::from(id)).collect();
        let earlier = std::mem::replace(&mut self.ids, new);
        let touched = earlier
            .iter()
            .chain(&self.ids)
            .map(|id| id.as_str().to_owned());
        self.touched = touched.collect();
        self.text = Some(text);
        Some(())
    }

    /// Where entries have their names, and their ids, in order.
    fn named(&self, text: &str, ranges: &[Range<usize>]) -> Option<Vec<(usize, String)>> {
        let (manifest, wrong) = Manifest::read(&self.file, &blanked(text, ranges));
        let entries = manifest.entries.into_iter().filter(|_| wrong.is_empty());
        let mut named: Vec<(usize, String)> = entries
            .filter_map(|(id, meta)| Some((meta.place?.start, id.to_string())))
            .collect();
        named.sort_unstable();
        wrong.is_empty().then_some(named)
    }

    /// What the manifest says of the sources that are `wanted`.
    pub(super) fn of(
        &mut self,
        root: &Path,
        wanted: &BTreeSet<SourceId>,
    ) -> Option<BTreeMap<SourceId, Arc<Meta>>> {
        if wanted.is_empty() {
            return Some(BTreeMap::new());
        }
        if self.text.is_none() {
            let path = root.join(&self.file);
            let text = String::from_utf8(fs::read(&path).ok()?).ok()?;
            // It may have changed since its state was looked at.
            (State::of(&path).ok()? == self.listed.state).then_some(())?;
            self.text = Some(text);
        }
        let text = self.text.as_deref()?;
        let (mut start, mut ids) = (0, self.ids.iter());
        let names = Names::of(wanted);
        let (mut meant, mut n_found) = (Vec::new(), 0);
        for part in &self.listed.parts {
            let end = start + part.len as usize;
            let own = ids.by_ref().take(part.n as usize);
            if n_found < wanted.len() {
                let n = own.filter(|id| names.contain(id.as_str())).count();
                if n > 0 {
                    meant.push((part, start..end));
                }
                n_found += n;
            }
            start = end;
        }
        (start == text.len()).then_some(())?;
        let read = meant.par_iter().map(|(part, range)| {
            part.stands(text, range.clone()).then_some(())?;
            let (manifest, wrong) = Manifest::read(&self.file, text.get(range.clone())?);
            let own = manifest.entries.into_iter();
            let own = own.filter(|(id, _)| wanted.contains(id));
            let own: Vec<_> = own
                .map(|(id, meta)| (id, meta.moved(range.start)))
                .collect();
            wrong.is_empty().then_some(own)
        });
        let read: Vec<Vec<(SourceId, Arc<Meta>)>> = read.collect::<Option<_>>()?;
        Some(read.into_iter().flatten().collect())
    }
}

/// Names of sources. Most that are looked for are not among them, which their length and ends tell.
struct Names<'n> {
    all: HashSet<&'n str>,
    ends: Vec<bool>,
}

impl<'n> Names<'n> {
    /// As many as may be told apart by length and ends: a power of two.
    const ENDS: usize = 1 << 13;

    fn of(ids: &'n BTreeSet<SourceId>) -> Self {
        let all: HashSet<&str> = ids.iter().map(SourceId::as_str).collect();
        let mut ends = vec![false; Self::ENDS];
        for id in ids {
            ends[Self::end(id.as_str())] = true;
        }
        Self { all, ends }
    }

    fn contain(&self, name: &str) -> bool {
        self.ends[Self::end(name)] && self.all.contains(name)
    }

    fn end(name: &str) -> usize {
        let last = name.bytes().rev().take(4);
        last.fold(name.len(), |end, byte| end * 31 + usize::from(byte)) % Self::ENDS
    }
}
