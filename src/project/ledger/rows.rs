//! The rows of a ledger, one a source or a claim: those that were read, and what came in the place of some.
//!
//! They lie in pieces of one length. A piece in which nothing has changed is written as the bytes that it was
//! read from, and no row of it is copied.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Index, Range};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize, Serializer};

/// So many rows are one piece.
const OF_A_PIECE: usize = 1024;

/// As many bytes as a row mostly takes up at the most.
const ROOM: usize = 320;

/// Rows, by their numbers.
#[derive(Clone, Debug)]
pub(super) struct Rows<'b, T> {
    /// All but the last have [`OF_A_PIECE`].
    pieces: Arc<Vec<Piece<'b, T>>>,
    len: usize,
    /// Those that have changed.
    others: BTreeMap<usize, T>,
}

#[derive(Debug)]
struct Piece<'b, T> {
    rows: Vec<T>,
    /// What it was read from.
    packed: Option<&'b [u8]>,
}

impl<T> Default for Rows<'_, T> {
    fn default() -> Self {
        Self {
            pieces: Arc::default(),
            len: 0,
            others: BTreeMap::new(),
        }
    }
}

impl<T> From<Vec<T>> for Rows<'_, T> {
    fn from(rows: Vec<T>) -> Self {
        let len = rows.len();
        let mut rows = rows.into_iter();
        let next = |_| Piece {
            rows: rows.by_ref().take(OF_A_PIECE).collect(),
            packed: None,
        };
        Self {
            pieces: Arc::new((0..len.div_ceil(OF_A_PIECE)).map(next).collect()),
            len,
            others: BTreeMap::new(),
        }
    }
}

impl<T> Index<usize> for Rows<'_, T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        let read = || &self.pieces[at / OF_A_PIECE].rows[at % OF_A_PIECE];
        self.others.get(&at).unwrap_or_else(read)
    }
}

impl<T> Rows<'_, T> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len).map(|at| &self[at])
    }

    /// Those that have changed since the others were written.
    pub(super) fn others(&self) -> &BTreeMap<usize, T> {
        &self.others
    }

    /// Whether these are `earlier` ones but for those that have changed.
    pub(super) fn are_edited(&self, earlier: &Self) -> bool {
        Arc::ptr_eq(&self.pieces, &earlier.pieces)
    }

    /// Puts rows in the places of those with their numbers; none where there are not so many.
    pub(super) fn edit(&mut self, others: Vec<(usize, T)>) -> Option<()> {
        let are_there = others.iter().all(|(at, _)| *at < self.len);
        self.others.extend(others.into_iter().filter(|_| are_there));
        are_there.then_some(())
    }

    /// Puts a row in the place of number `at`.
    pub(super) fn set(&mut self, at: usize, row: T) {
        self.others.insert(at, row);
    }

    /// The number of the row of which `compare` tells that it is the one, of rows that are in its order.
    pub(super) fn find(&self, compare: impl Fn(&T) -> std::cmp::Ordering) -> Option<usize> {
        let (mut start, mut end) = (0, self.len);
        while start < end {
            let middle = start.midpoint(end);
            match compare(&self[middle]) {
                std::cmp::Ordering::Less => start = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => end = middle,
            }
        }
        None
    }
}

impl<'b, T: Deserialize<'b> + Send> Rows<'b, T> {
    /// The rows whose pieces have these lengths in `bytes`.
    pub(super) fn read(mut bytes: &'b [u8], lengths: &[usize]) -> Option<Self> {
        let mut pieces = Vec::with_capacity(lengths.len());
        for &len in lengths {
            pieces.push(bytes.split_off(..len)?);
        }
        let pieces = pieces.into_par_iter().map(|packed| {
            let rows = postcard::from_bytes(packed).ok()?;
            let packed = Some(packed);
            Some(Piece { rows, packed })
        });
        let pieces: Vec<Piece<'b, T>> = pieces.collect::<Option<_>>()?;
        let len: usize = pieces.iter().map(|it| it.rows.len()).sum();
        let n_full = len / OF_A_PIECE;
        let are_full = pieces.len() == len.div_ceil(OF_A_PIECE)
            && pieces
                .iter()
                .take(n_full)
                .all(|it| it.rows.len() == OF_A_PIECE);
        are_full.then(|| Self {
            pieces: Arc::new(pieces),
            len,
            others: BTreeMap::new(),
        })
    }
}

impl<'b, T: Serialize + Sync + Send> Rows<'b, T> {
    /// The bytes of the pieces.
    pub(super) fn pack(&self) -> Option<Vec<Cow<'b, [u8]>>> {
        let pieces = self.pieces.par_iter().enumerate().map(|(number, piece)| {
            let start = number * OF_A_PIECE;
            let range = start..start + piece.rows.len();
            match piece.packed {
                Some(packed) if self.others.range(range.clone()).next().is_none() => {
                    Some(Cow::Borrowed(packed))
                }
                _ => {
                    let room = Vec::with_capacity(ROOM * range.len());
                    let part = Part { rows: self, range };
                    postcard::to_extend(&part, room).ok().map(Cow::Owned)
                }
            }
        });
        pieces.collect()
    }
}

/// Some of the rows.
struct Part<'r, 'b, T> {
    rows: &'r Rows<'b, T>,
    range: Range<usize>,
}

impl<T: Serialize> Serialize for Part<'_, '_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.range.clone().map(|at| &self.rows[at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(packed: &[Cow<'_, [u8]>]) -> Vec<usize> {
        packed.iter().map(|it| it.len()).collect()
    }

    #[test]
    fn what_has_changed_is_written_and_the_rest_passed_on() {
        for n in [0, 1, OF_A_PIECE, 2 * OF_A_PIECE + 5] {
            let rows = Rows::from((0..n).collect::<Vec<usize>>());
            let packed = rows.pack().unwrap();
            let bytes = packed.concat();
            let mut read: Rows<'_, usize> = Rows::read(&bytes, &lengths(&packed)).unwrap();
            assert!(read.iter().copied().eq(0..n), "{n}");
            assert_eq!(read.find(|it| it.cmp(&(n / 2))), (n > 0).then_some(n / 2));
            assert_eq!(read.find(|it| it.cmp(&n)), None);
            assert!(!rows.are_edited(&read) && read.clone().are_edited(&read));
            assert!(read.clone().edit(vec![(n, 5)]).is_none());
            if n > 0 {
                read.edit(vec![(0, 5), (n - 1, 6)]).unwrap();
                assert_eq!((read[n - 1], read.others().len()), (6, n.min(2)));
                read.set(0, 0);
                read.set(n - 1, 7);
                assert_eq!((read[n - 1], read.len()), (7, n));
            }
            let packed = read.pack().unwrap();
            let is_passed_on = |it: &&Cow<'_, [u8]>| matches!(it, Cow::Borrowed(_));
            let n_passed_on = packed.iter().filter(is_passed_on).count();
            // All but the first and the last, in which rows were put.
            assert_eq!(n_passed_on, packed.len().saturating_sub(2));
            let bytes = packed.concat();
            let again: Rows<'_, usize> = Rows::read(&bytes, &lengths(&packed)).unwrap();
            assert!(again.iter().eq(read.iter()));
            assert!(Rows::<usize>::read(&bytes, &[bytes.len() + 1]).is_none());
        }
    }
}
