//! The paths of a run as they are kept: one after the other in one string, in the order of their bytes.

use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::State;
use super::checksum::{Checksum, checksum, of_blocks};
use super::nearby::Nearby;

/// As many bytes as a path mostly has.
const ROOM: usize = 64;

/// The states of so many are asked for, and summed up, by one thread at a time.
const AT_ONCE: usize = 128;

/// Paths of files and folders.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Paths {
    all: String,
    /// Where each ends, in bytes.
    ends: Vec<u32>,
}

impl Paths {
    /// None yet, with room for so many.
    pub(super) fn for_as_many(n: usize) -> Self {
        Self {
            all: String::with_capacity(ROOM * n),
            ends: Vec::with_capacity(n),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a path; none where it is not text, or where they are too many.
    pub(super) fn push(&mut self, path: &Path) -> Option<()> {
        self.all.push_str(path.to_str()?);
        self.ends.push(u32::try_from(self.all.len()).ok()?);
        Some(())
    }

    /// Path number `at`; an empty one where there is none.
    pub(super) fn get(&self, at: usize) -> &Path {
        Path::new(self.text(at))
    }

    fn text(&self, at: usize) -> &str {
        let before = at.checked_sub(1).and_then(|it| self.ends.get(it));
        let start = before.map_or(0, |it| *it as usize);
        let end = self.ends.get(at).map_or(start, |it| *it as usize);
        self.all.get(start..end).unwrap_or_default()
    }

    /// The states of what stands at all of them, and the checksum of these.
    pub(super) fn states(&self) -> io::Result<(Vec<Option<State>>, Checksum)> {
        let mut states = vec![None; self.len()];
        let several = states.par_chunks_mut(AT_ONCE).enumerate();
        let sums = several.map_init(Nearby::default, |nearby, (number, states)| {
            let first = number * AT_ONCE;
            for (state, at) in states.iter_mut().zip(first..) {
                *state = nearby.state_of(self.text(at))?;
            }
            Ok(sum_of_several(states, |at| self.get(first + at)))
        });
        let sums: Vec<Checksum> = sums.collect::<io::Result<_>>()?;
        Ok((states, of_blocks(&sums)))
    }
}

/// The checksum of paths and of the states of what stands there.
pub(super) fn sum_of<'p>(
    states: &[Option<State>],
    path: impl Fn(usize) -> &'p Path + Sync,
) -> Checksum {
    let several = states.par_chunks(AT_ONCE).enumerate();
    let sums = several.map(|(number, states)| {
        let first = number * AT_ONCE;
        sum_of_several(states, |at| path(first + at))
    });
    of_blocks(&sums.collect::<Vec<_>>())
}

fn sum_of_several<'p>(states: &[Option<State>], path: impl Fn(usize) -> &'p Path) -> Checksum {
    let mut bytes = Vec::with_capacity(2 * ROOM * states.len());
    for (at, state) in states.iter().enumerate() {
        bytes.extend_from_slice(path(at).as_os_str().as_encoded_bytes());
        State::write(state.as_ref(), &mut bytes);
    }
    checksum(&bytes)
}

/// The states of files and folders, as they were a moment ago.
#[derive(Debug, Default)]
pub struct Seen {
    paths: Paths,
    states: Vec<Option<State>>,
}

impl Seen {
    pub(super) fn new(paths: Paths, states: Vec<Option<State>>) -> Self {
        Self { paths, states }
    }

    /// The state of what stands at `path`; none where nothing does. It is looked for at number `next` first,
    /// which then is the number of the one after it: most are asked for in their order.
    pub(in crate::project) fn next_state(
        &self,
        path: &Path,
        next: &mut usize,
    ) -> io::Result<Option<State>> {
        let own = path.as_os_str();
        let is_at = |at: usize| at < self.paths.len() && self.paths.get(at).as_os_str() == own;
        if !is_at(*next) {
            let all = 0..self.paths.len();
            *next = partition_point(all, |at| self.paths.get(at).as_os_str() < own);
        }
        if is_at(*next)
            && let Some(state) = self.states[*next]
        {
            *next += 1;
            return Ok(Some(state));
        }
        State::of(path)
    }
}

/// The first of `all` for which `is_before` does not hold, which holds for those before it.
fn partition_point(all: std::ops::Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut start, mut end) = (all.start, all.end);
    while start < end {
        let middle = start.midpoint(end);
        if is_before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_found_in_any_order_and_else_looked_up() {
        let here = std::env::temp_dir();
        let there = State::of(&here).unwrap();
        let mut paths = Paths::default();
        let names = ["/nowhere/a", "/nowhere/b", "/nowhere/c", "/nowhere/d"];
        for name in names {
            paths.push(Path::new(name)).unwrap();
        }
        let all: Vec<&Path> = (0..paths.len()).map(|at| paths.get(at)).collect();
        assert_eq!(all, names.map(Path::new));
        let (states, sum) = paths.states().unwrap();
        assert_eq!(states, [None; 4]);
        assert_eq!(sum, sum_of(&states, |at| paths.get(at)));
        assert_ne!(sum, sum_of(&states[1..], |at| paths.get(at)));
        assert_eq!(paths.get(9), Path::new(""));
        let seen = Seen::new(paths, vec![there, there, None, there]);
        let mut next = 0;
        for (name, is_there, expected) in [
            ("/nowhere/a", true, 1),
            ("/nowhere/b", true, 2),
            ("/nowhere/d", true, 4),
            ("/nowhere/a", true, 1),
            ("/nowhere/c", false, 2),
            ("/nowhere/e", false, 4),
        ] {
            let state = seen.next_state(Path::new(name), &mut next).unwrap();
            assert_eq!((state.is_some(), next), (is_there, expected), "{name}");
        }
        assert_eq!(seen.next_state(&here, &mut next).unwrap(), there);
    }
}
