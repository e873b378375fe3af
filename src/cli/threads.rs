//! The threads that share the work of a run.

use std::hint::black_box;

use rayon::ThreadPoolBuilder;

/// How many bytes of room each thread takes at once: glibc maps pieces of 32 MB by themselves, whatever is given back.
const ROOM: usize = 30 << 20;

/// Does what others share the work of.
pub(super) fn share<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let mut threads = ThreadPoolBuilder::new().start_handler(|_| take_room());
    // Where another thread led, this one would be woken after each step. On Windows it has half of their stack.
    if cfg!(not(windows)) {
        threads = threads.use_current_thread();
    }
    // Where there are some already, one of them leads.
    _ = threads.build_global();
    rayon::scope(|_| work())
}

/// Takes room for what a thread will hold, and gives it back: glibc keeps it for the thread, whose room would grow
/// by a page and a system call at a time.
fn take_room() {
    // The first is mapped by itself and tells that such pieces are given back; the second makes the room.
    for _ in 0..2 {
        let mut room: Vec<u8> = Vec::new();
        // Where there is none to be had at once, it grows as it does.
        _ = room.try_reserve_exact(ROOM);
        drop(black_box(room));
    }
}
