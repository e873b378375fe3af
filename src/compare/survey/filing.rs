//! What is filed under the places of a list, all in one stretch.

/// What is filed under each of some places, in the order in which it was filed.
#[derive(Default)]
pub(super) struct Filing<T> {
    /// What is filed under one place after another.
    all: Vec<T>,
    /// Where that of each place begins; where it ends that of the next one does.
    starts: Vec<u32>,
}

impl<T: Copy + Default> Filing<T> {
    /// Files `entries` under `n` places, each with its own.
    pub(super) fn new(n: usize, entries: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; n + 1];
        for (place, _) in entries.clone() {
            starts[place as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut all = vec![T::default(); starts[n] as usize];
        for (place, entry) in entries {
            let next = &mut next[place as usize];
            all[*next as usize] = entry;
            *next += 1;
        }
        Self { all, starts }
    }

    /// What is filed under a place.
    pub(super) fn of(&self, place: u32) -> &[T] {
        let [start, end] = [0, 1].map(|next| self.starts[place as usize + next] as usize);
        &self.all[start..end]
    }

    /// What is filed under each place, in order.
    pub(super) fn each(&self) -> impl Iterator<Item = &[T]> {
        let bounds = self.starts.windows(2);
        bounds.map(|bounds| &self.all[bounds[0] as usize..bounds[1] as usize])
    }
}
