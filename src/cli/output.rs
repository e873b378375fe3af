//! Standard output and standard error: the only place where anything is printed.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use clap::ValueEnum;

use super::Failure;
use crate::project::Said;

/// What a command that only lists writes: lines for people, or one JSON object a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    Human,
    Jsonl,
}

/// When to use colors. `auto` follows the terminal, `NO_COLOR` and `CLICOLOR`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// Makes it the choice of the whole process.
    pub(super) fn apply(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::AlwaysAnsi,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Whether standard output takes colors.
pub(super) fn is_colored() -> bool {
    AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Whether standard error takes colors.
pub(super) fn is_error_colored() -> bool {
    AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}

/// Whether a person can be asked something.
pub(super) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Writes the report.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::Io {
            doing: "write to standard output".to_owned(),
            error,
        })
}

/// Writes the pieces of a report.
pub(super) fn print_pieces(pieces: &[Said]) -> Result<(), Failure> {
    write_pieces(pieces, io::stdout().lock()).map_err(|error| Failure::Io {
        doing: "write to standard output".to_owned(),
        error,
    })
}

/// Writes pieces one after the other, put together to larger ones.
pub(super) fn write_pieces(pieces: &[Said], out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 17, out);
    let mut room = Vec::new();
    pieces
        .iter()
        .try_for_each(|it| it.write_to(&mut out, &mut room))?;
    out.flush()
}

/// Begins with an empty screen, where there is one.
pub(super) fn clear() -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        print("\x1b[2J\x1b[H")?;
    }
    Ok(())
}

/// Writes to standard error. Where even that fails there is nobody to tell.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
