//! The sources as the survey reads them, each held from the first comparison that needs it to the last.
//!
//! What is read of a text takes many times its room, and a survey of thousands of texts compares each with
//! those of its own matter only.

use std::sync::{Arc, Mutex, PoisonError};

use super::reading::Reading;

/// The sources, by number. Each is read when it is first asked for.
pub(super) struct Readings<'a, F> {
    read: F,
    slots: Vec<Mutex<Slot<'a>>>,
}

struct Slot<'a> {
    reading: Option<Arc<Reading<'a>>>,
    /// How often it will still be asked for.
    n_left: usize,
}

impl<'a, F: Fn(usize) -> Reading<'a>> Readings<'a, F> {
    /// Sources of which each is compared with its `partners`, and is asked for once for its own comparisons, if
    /// there are any, and once by every source that has it as a partner. `read` reads one.
    pub(super) fn new(partners: &[Vec<u32>], read: F) -> Self {
        let own = partners.iter().map(|own| usize::from(!own.is_empty()));
        let mut n_asked: Vec<usize> = own.collect();
        for &partner in partners.iter().flatten() {
            n_asked[partner as usize] += 1;
        }
        let slot = |n_left| Slot {
            reading: None,
            n_left,
        };
        Self {
            read,
            slots: n_asked.into_iter().map(slot).map(Mutex::new).collect(),
        }
    }

    /// Reads a source, if it will be asked for.
    pub(super) fn prepare(&self, number: usize) {
        let mut slot = self.slots[number]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if slot.n_left > 0 {
            slot.reading
                .get_or_insert_with(|| Arc::new((self.read)(number)));
        }
    }

    /// A source, which is not kept here once it was asked for the last time.
    pub(super) fn get(&self, number: usize) -> Arc<Reading<'a>> {
        let mut slot = self.slots[number]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        slot.n_left = slot.n_left.saturating_sub(1);
        let kept = slot.reading.take();
        let reading = kept.unwrap_or_else(|| Arc::new((self.read)(number)));
        if slot.n_left > 0 {
            slot.reading = Some(Arc::clone(&reading));
        }
        reading
    }
}
