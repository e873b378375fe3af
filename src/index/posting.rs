//! Places filed under keys: where each of many words stands.

use std::ops::Range;

/// How many bits of the keys tell words of one group apart.
const LATER: u32 = 8;

/// Numbers filed under keys, several under one. A key is a hash already (see
/// [`crate::source::token::key`]).
#[derive(Clone, Debug, Default)]
pub struct Postings {
    /// Key and number of each, in order.
    all: Vec<u64>,
    /// Where those begin whose keys begin with each number, and where the last end.
    starts: Vec<u32>,
}

/// What is filed under one key: numbers in order, such as those of tokens within one text.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    postings: &'a [u64],
}

impl Postings {
    /// Files the numbers in `found` under their keys, in time linear in them.
    #[must_use]
    pub fn new(found: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut unfiled: Vec<u64> = Vec::with_capacity(found.size_hint().0);
        found.for_each(|(key, number)| unfiled.push(posting(key, number)));
        let n_groups = unfiled.len().next_power_of_two();
        // Of many, by later bits of the keys first, so that hardly two words of a group are mixed.
        let mixed = match unfiled.len() >> LATER {
            0 => unfiled,
            _ => filed(&unfiled, 1 << LATER, |key| later(key, n_groups)).0,
        };
        let (mut all, starts) = filed(&mixed, n_groups, |key| group(key, n_groups));
        for at in starts.windows(2) {
            let of_group = &mut all[at[0] as usize..at[1] as usize];
            if of_group.len() > 1 && !of_group.is_sorted() {
                of_group.sort_unstable();
            }
        }
        Self { all, starts }
    }

    /// What is filed under `key`.
    #[inline]
    #[must_use]
    pub fn of(&self, key: u32) -> Places<'_> {
        let Some(n_groups) = self.starts.len().checked_sub(1) else {
            return Places { postings: &[] };
        };
        let group = group(key, n_groups);
        let of_group = &self.all[self.starts[group] as usize..self.starts[group + 1] as usize];
        let start = of_group.partition_point(|&p| high(p) < key);
        let len = of_group[start..].partition_point(|&p| high(p) == key);
        Places {
            postings: &of_group[start..start + len],
        }
    }

    /// Every key with what is filed under it, in order.
    pub fn by_key(&self) -> impl Iterator<Item = (u32, Places<'_>)> + Clone {
        let of_key = self.all.chunk_by(|&a, &b| high(a) == high(b));
        of_key.map(|postings| (high(postings[0]), Places { postings }))
    }
}

impl Places<'_> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.postings.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.postings.is_empty()
    }

    /// The first place at or after token `from`.
    #[must_use]
    pub fn at_or_after(self, from: usize) -> Option<usize> {
        let idx = self.postings.partition_point(|&p| (low(p) as usize) < from);
        self.postings.get(idx).map(|&p| low(p) as usize)
    }
}

impl<'a> Places<'a> {
    /// The places, in order.
    #[must_use]
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> + 'a {
        self.postings.iter().map(|&p| low(p) as usize)
    }

    /// The places that lie in `range`, in order.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        let at = |p: u64| low(p) as usize;
        let start = self.postings.partition_point(|&p| at(p) < range.start);
        let end = self.postings.partition_point(|&p| at(p) < range.end);
        Self {
            postings: &self.postings[start..end.max(start)],
        }
    }
}

/// `postings` by the groups of their keys, each group in the order in which they were; and where those
/// begin, and the last ends.
fn filed(postings: &[u64], n_groups: usize, group: impl Fn(u32) -> usize) -> (Vec<u64>, Vec<u32>) {
    let mut starts = vec![0; n_groups + 1];
    for &posting in postings {
        starts[group(high(posting)) + 1] += 1;
    }
    for at in 0..n_groups {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut filed = vec![0; postings.len()];
    for &posting in postings {
        let next = &mut next[group(high(posting))];
        filed[*next as usize] = posting;
        *next += 1;
    }
    (filed, starts)
}

/// The group of a key among `n_groups`, which are a power of two.
fn group(key: u32, n_groups: usize) -> usize {
    let group = (u64::from(key) * n_groups as u64) >> 32;
    usize::try_from(group).unwrap_or_default()
}

/// As many bits of a key as [`LATER`] says, those after the ones that tell its group.
fn later(key: u32, n_groups: usize) -> usize {
    let rest = key.wrapping_shl(n_groups.trailing_zeros());
    (rest >> (u32::BITS - LATER)) as usize
}

fn posting(key: u32, at: u32) -> u64 {
    u64::from(key) << 32 | u64::from(at)
}

fn high(posting: u64) -> u32 {
    u32::try_from(posting >> 32).unwrap_or_default()
}

fn low(posting: u64) -> u32 {
    u32::try_from(posting & u64::from(u32::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_under_their_keys_in_order() {
        let filed = [(7, 1), (0x0100_0007, 2), (7, 3), (9, 0), (7, 0), (15, 4)];
        let postings = Postings::new(filed.into_iter());
        for (key, expected) in [
            (7, &[0, 1, 3][..]),
            (0x0100_0007, &[2]),
            (9, &[0]),
            (15, &[4]),
            (8, &[]),
        ] {
            let found: Vec<usize> = postings.of(key).iter().collect();
            assert_eq!(found, expected, "{key}");
        }
        assert!(postings.by_key().is_sorted_by_key(|(key, _)| key));
        let n = postings.by_key().map(|(_, places)| places.len());
        assert_eq!(n.sum::<usize>(), filed.len());
        assert!(Postings::new([].into_iter()).of(7).is_empty());
        assert!(Postings::default().of(0).is_empty());
    }
}
