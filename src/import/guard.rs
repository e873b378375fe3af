//! A place to run the readers of foreign formats, where a bug of theirs is an error and no crash.
//!
//! The readers are other people's programs, fed with other people's files. They run on a thread with
//! a deep stack, because some of them go down a document by recursion, and a panic there becomes
//! [`ImportError::Damaged`] without a message on the terminal.

use std::cell::Cell;
use std::panic;
use std::sync::Once;
use std::thread;

use super::{Format, ImportError};

/// The stack of a reader, in bytes. Only what is used of it costs memory.
const STACK: usize = 256 << 20;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Ends the reading of a document that takes more steps than any real one does.
///
/// For the callbacks of a reader that cannot be stopped in another way; [`run`] makes an error of it.
pub(super) struct Exhausted;

/// Runs `read`; a panic in it is an error.
pub(super) fn run<T: Send>(
    format: Format,
    read: impl FnOnce() -> Result<T, ImportError> + Send,
) -> Result<T, ImportError> {
    static HOOK: Once = Once::new();
    HOOK.call_once(silence);
    let outcome = thread::scope(|scope| {
        let reader = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || {
                IS_GUARDED.set(true);
                read()
            });
        reader.map(thread::ScopedJoinHandle::join)
    });
    match outcome {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(payload)) if payload.is::<Exhausted>() => Err(ImportError::damaged(
            format,
            "it takes more steps to read than any document does",
        )),
        Ok(Err(_)) => Err(ImportError::damaged(format, "its reader gave up on it")),
        Err(error) => Err(ImportError::damaged(format, error)),
    }
}

/// Keeps panics of guarded threads off the terminal; all others are reported as before.
fn silence() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !IS_GUARDED.get() {
            report(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let outcome = run(Format::Pdf, || -> Result<(), _> { panic!("bug") });
        assert_eq!(
            outcome.unwrap_err().to_string(),
            "this PDF is damaged: its reader gave up on it"
        );
        let outcome = run(Format::Pdf, || -> Result<(), _> {
            panic::resume_unwind(Box::new(Exhausted))
        });
        assert_eq!(
            outcome.unwrap_err().to_string(),
            "this PDF is damaged: it takes more steps to read than any document does"
        );
        assert_eq!(run(Format::Pdf, || Ok(1)).unwrap(), 1);
    }
}
