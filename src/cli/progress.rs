//! What a long run is doing, on standard error, for somebody who waits at a terminal.
//!
//! Nothing is said in the first second, and nothing at all where standard error is no terminal. The line
//! is gone when the work is done, so that it is in no output.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long work may last without a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(500);

/// Goes to the start of the line and erases it (ECMA-48).
const ERASE: &str = "\r\x1b[2K";

/// Work that is being done, until this is dropped.
pub(super) struct Progress {
    work: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to watch over the checking of so many claims.
    pub(super) fn checking(n_claims: usize, n_sources: usize) -> Self {
        Self::begin(format!(
            "checking {n_claims} claims against {n_sources} sources"
        ))
    }

    /// Begins to watch over work that `doing` describes (“checking 300 claims”).
    pub(super) fn begin(doing: String) -> Self {
        let is_dumb = std::env::var_os("TERM").is_none_or(|kind| kind == "dumb");
        if is_dumb || !io::stderr().is_terminal() {
            return Self { work: None };
        }
        let (end, ended) = mpsc::channel();
        let show = move || show(&ended, &mut io::stderr(), &doing, PATIENCE, TICK);
        Self {
            work: Some((end, thread::spawn(show))),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.work.take() {
            drop(end);
            // Whatever happened to the line, the work is done.
            drop(thread.join());
        }
    }
}

/// Shows how long the work has taken, from `patience` on, until the other end of `ended` is dropped.
fn show(
    ended: &Receiver<()>,
    terminal: &mut impl Write,
    doing: &str,
    patience: Duration,
    tick: Duration,
) {
    let begun = Instant::now();
    let mut is_shown = false;
    let wait = |is_shown| ended.recv_timeout(if is_shown { tick } else { patience });
    while wait(is_shown) == Err(RecvTimeoutError::Timeout) {
        let seconds = begun.elapsed().as_secs();
        let line = format!("{ERASE}{doing} … {seconds} s");
        // Where even that fails there is nobody to tell.
        drop(terminal.write_all(line.as_bytes()));
        drop(terminal.flush());
        is_shown = true;
    }
    if is_shown {
        drop(terminal.write_all(ERASE.as_bytes()));
        drop(terminal.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(patience: u64, work: u64) -> String {
        let (end, ended) = mpsc::channel::<()>();
        let show = move || {
            let mut terminal = Vec::new();
            let (patience, tick) = (Duration::from_millis(patience), Duration::from_millis(5));
            show(&ended, &mut terminal, "reading", patience, tick);
            String::from_utf8(terminal).unwrap()
        };
        let showing = thread::spawn(show);
        thread::sleep(Duration::from_millis(work));
        drop(end);
        showing.join().unwrap()
    }

    #[test]
    fn short_work_is_not_mentioned_and_the_line_of_long_work_is_erased() {
        assert_eq!(shown(60_000, 0), "");
        let long = shown(5, 200);
        assert!(long.starts_with("\r\x1b[2Kreading … 0 s"), "{long:?}");
        assert!(long.ends_with(ERASE), "{long:?}");
    }
}
