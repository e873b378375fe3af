//! The texts of an archive: some of them in memory, the others in their files.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::cache::State;
use super::rarity::step;
use crate::source::Text;
use crate::span::Span;

/// How many bytes of texts lie in one block at the least: to ask for room text by text takes longer than to read
/// the texts.
const BLOCK: usize = 1 << 20;

/// The texts of sources, by the numbers of those.
pub(super) struct Texts {
    of_source: Vec<Stored>,
    /// The texts that are held, one behind the other: blocks that are full, and for each thread those that it fills.
    blocks: Vec<Arc<String>>,
    filling: Vec<Mutex<Vec<String>>>,
    /// At most so many bytes of texts are held.
    most: usize,
    n_bytes: AtomicUsize,
    /// The number of a source whose file is not what it was, from 1; 0 where there is none.
    changed: AtomicUsize,
}

struct Stored {
    path: PathBuf,
    /// The bytes of its text, once it was read.
    len: usize,
    hash: blake3::Hash,
    /// The state of its file, where that tells that it has the hash.
    state: Option<State>,
    held: OnceLock<Held>,
}

/// Where a text lies.
#[derive(Clone, Copy)]
struct Held {
    /// Which thread's it is; 0 once all blocks stand together.
    thread: usize,
    block: usize,
    place: Span,
}

impl Texts {
    /// The texts of the files at `paths`, of which at most so many bytes are held.
    pub(super) fn new(paths: impl Iterator<Item = PathBuf>, most: usize) -> Self {
        let stored = |path| Stored {
            path,
            len: 0,
            hash: blake3::Hash::from_bytes([0; 32]),
            state: None,
            held: OnceLock::new(),
        };
        Self {
            of_source: paths.map(stored).collect(),
            blocks: Vec::new(),
            filling: (0..rayon::current_num_threads())
                .map(|_| Mutex::default())
                .collect(),
            most,
            n_bytes: AtomicUsize::new(0),
            changed: AtomicUsize::new(0),
        }
    }

    /// The files of some of the texts.
    pub(super) fn sample(&self) -> Vec<PathBuf> {
        let step = step(self.of_source.len());
        let some = self.of_source.iter().step_by(step);
        some.map(|it| it.path.clone()).collect()
    }

    /// Holds the text of a source if there is room for it. It can be had once the sources are settled.
    pub(super) fn offer(&self, number: usize, text: &Text) {
        if !self.has_room(text.original().len()) {
            return;
        }
        let thread = rayon::current_thread_index().unwrap_or_default() % self.filling.len();
        let mut blocks = self.filling[thread]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (block, place) = put(&mut blocks, text.original());
        let held = Held {
            thread,
            block,
            place,
        };
        // It is offered once.
        let _ = self.of_source[number].held.set(held);
    }

    /// Whether so many bytes more may be held; then they count as held.
    pub(super) fn has_room(&self, n_bytes: usize) -> bool {
        let has_room = self.n_bytes.fetch_add(n_bytes, Ordering::Relaxed) + n_bytes <= self.most;
        if !has_room {
            self.n_bytes.fetch_sub(n_bytes, Ordering::Relaxed);
        }
        has_room
    }

    /// Keeps those sources that were read, with the lengths and hashes of their texts; the others are
    /// forgotten, and the numbers of what comes after them become less.
    pub(super) fn settle(&mut self, read: impl Iterator<Item = Option<(usize, blake3::Hash)>>) {
        let stored = std::mem::take(&mut self.of_source).into_iter().zip(read);
        let read = stored.filter_map(|(stored, read)| {
            let (len, hash) = read?;
            Some(Stored {
                len,
                hash,
                ..stored
            })
        });
        self.of_source = read.collect();
        let mut first_of_thread = Vec::with_capacity(self.filling.len());
        for blocks in std::mem::take(&mut self.filling) {
            first_of_thread.push(self.blocks.len());
            let blocks = blocks.into_inner().unwrap_or_else(PoisonError::into_inner);
            self.blocks.extend(blocks.into_iter().map(Arc::new));
        }
        for held in self.of_source.iter_mut().filter_map(|it| it.held.get_mut()) {
            held.block += first_of_thread[std::mem::take(&mut held.thread)];
        }
    }

    /// Takes the states of the files, where these tell what is in them.
    pub(super) fn trust(&mut self, states: impl Iterator<Item = Option<State>>) {
        for (stored, state) in self.of_source.iter_mut().zip(states) {
            stored.state = state;
        }
    }

    /// How many bytes would have to be read to have the text of a source.
    pub(super) fn cost(&self, number: usize) -> usize {
        let stored = &self.of_source[number];
        stored.held.get().map_or(stored.len, |_| 0)
    }

    /// The text of a source, with nothing derived from it; none where its file has changed since.
    pub(super) fn text(&self, number: usize) -> Option<Text> {
        let stored = &self.of_source[number];
        if let Some(held) = stored.held.get() {
            return Some(Text::of_block(&self.blocks[held.block], held.place));
        }
        let trusted = stored.state.and_then(|state| state.read(&stored.path));
        let read = || {
            let bytes = fs::read(&stored.path).ok()?;
            (blake3::hash(&bytes) == stored.hash).then_some(bytes)
        };
        let text = trusted.or_else(read);
        let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.map(Text::new);
        if text.is_none() {
            self.changed.store(number + 1, Ordering::Relaxed);
        }
        text
    }

    /// A source whose file has changed while it was checked.
    pub(super) fn changed(&self) -> Option<usize> {
        self.changed.load(Ordering::Relaxed).checked_sub(1)
    }
}

/// Puts a text behind the others in the last of `blocks`, or into a new one if that is full. Returns where it lies.
fn put(blocks: &mut Vec<String>, text: &str) -> (usize, Span) {
    let has_room = |block: &mut String| block.capacity() - block.len() >= text.len();
    if !blocks.last_mut().is_some_and(has_room) {
        blocks.push(String::with_capacity(text.len().max(BLOCK)));
    }
    let last = blocks.len() - 1;
    let start = blocks[last].len();
    blocks[last].push_str(text);
    (last, Span::new(start, start + text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_held_while_there_is_room_and_never_taken_for_what_they_were() {
        let folder = std::env::temp_dir().join(format!("claimtest-texts-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let paths = ["a", "b", "c"].map(|name| folder.join(name));
        for path in &paths {
            fs::write(path, "four").unwrap();
        }
        let mut texts = Texts::new(paths.iter().cloned(), 9);
        let text = || Text::new("four".to_owned());
        for number in 0..3 {
            texts.offer(number, &text());
        }
        let hash = blake3::hash(b"four");
        texts.settle([None, Some((4, hash)), Some((4, hash))].into_iter());
        assert_eq!([texts.cost(0), texts.cost(1)], [0, 4]);
        let read = |number| texts.text(number).map(|text| text.original().to_owned());
        assert_eq!(read(1).as_deref(), Some("four"));
        fs::write(&paths[1], "five").unwrap();
        fs::write(&paths[2], "five").unwrap();
        assert_eq!(read(0).as_deref(), Some("four"));
        assert_eq!(texts.changed(), None);
        assert_eq!(read(1), None);
        assert_eq!(texts.changed(), Some(1));
        let state = |at: usize| State::of(&paths[at]).unwrap();
        texts.trust([None, state(2)].into_iter());
        let read = |texts: &Texts| Some(texts.text(1)?.original().to_owned());
        assert_eq!(read(&texts).as_deref(), Some("five"), "its state is known");
        texts.trust([None, state(0)].into_iter());
        assert_eq!(read(&texts), None, "its state is another one");
        fs::remove_dir_all(&folder).unwrap();
    }
}
