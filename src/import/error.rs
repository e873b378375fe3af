//! Why a document cannot be imported.

use std::fmt;
use std::io;

use super::{Format, LARGEST};

/// Why a document cannot be imported, as a lower-case fragment that fits “cannot import `x`: …”.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document is larger than [`LARGEST`].
    #[error("it has {bytes} bytes, and no more than {LARGEST} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The document is of a format that is not read.
    #[error("it is {what}, which is not read; {instead}")]
    Unsupported {
        /// What the document is.
        what: &'static str,
        /// What to do about it.
        instead: &'static str,
    },
    /// A text without a declared encoding is not UTF-8.
    #[error(
        "it is not UTF-8 (byte {at}) and declares no encoding; name the encoding it is in, \
         such as `windows-1252`"
    )]
    NotUtf8 {
        /// The first byte that is not UTF-8, from 0.
        at: usize,
    },
    /// No such encoding is known.
    #[error("`{name}` is no encoding; examples are `utf-8`, `windows-1252`, `shift_jis`")]
    UnknownEncoding {
        /// What was given for an encoding.
        name: String,
    },
    /// The bytes are not in the encoding that was declared.
    #[error("it is not in the encoding that is declared for it, `{name}`")]
    WrongEncoding {
        /// The encoding's name.
        name: &'static str,
    },
    /// The document asks for a password.
    #[error("it is encrypted and asks for a password; save a copy of it without one")]
    Encrypted,
    /// The document is protected by its seller.
    #[error("it is protected (DRM): its text is encrypted for one seller's reading programs")]
    Protected,
    /// Pages without any text.
    #[error(
        "none of its {pages} has text: the pages seem to be scanned pictures; run a program that \
         recognizes text (OCR) on it first"
    )]
    Scanned {
        /// How many pages it has: `3 pages`.
        pages: String,
    },
    /// The fonts of a PDF do not say which characters they show.
    #[error(
        "its fonts do not say which letters they show: {unknown} of {total} letters cannot be told; \
         run a program that recognizes text (OCR) on it first"
    )]
    Unmapped {
        /// The letters that cannot be told.
        unknown: usize,
        /// All of them.
        total: usize,
    },
    /// There is nothing to check a claim against.
    #[error("this {format} has no text")]
    NoText {
        /// What the document is.
        format: Format,
    },
    /// The document is not what its format says.
    #[error("this {format} is damaged: {reason}")]
    Damaged {
        /// What the document is.
        format: Format,
        /// What is wrong with it.
        reason: String,
    },
    /// The document unpacks to more than any text does.
    #[error("this {format} unpacks to more than {} MiB", .limit >> 20)]
    Bomb {
        /// What the document is.
        format: Format,
        /// The most that is unpacked, in bytes.
        limit: u64,
    },
    /// The id cannot be that of a source.
    #[error("`{id}` cannot be an id: {reason}")]
    BadId {
        /// What was given for an id.
        id: String,
        /// Why not.
        reason: &'static str,
    },
    /// The manifest is not TOML.
    #[error("`{file}` cannot be added to: {reason}")]
    BadManifest {
        /// The manifest, relative to the project.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The id has a text already, and it is another one.
    #[error("source `{id}` has another text already, in `{file}`")]
    Exists {
        /// The id.
        id: String,
        /// The file, relative to the project.
        file: String,
    },
    /// A file changed between planning and writing.
    #[error("`{file}` has changed meanwhile; import again")]
    Moved {
        /// The file, relative to the project.
        file: String,
    },
    /// A file of the project cannot be read or written.
    #[error("cannot {action} `{file}`: {error}")]
    File {
        /// `read` or `write`.
        action: &'static str,
        /// The file, relative to the project.
        file: String,
        /// What the system says.
        error: io::Error,
    },
}

impl ImportError {
    /// A damaged document.
    pub(super) fn damaged(format: Format, reason: impl fmt::Display) -> Self {
        Self::Damaged {
            format,
            reason: reason.to_string(),
        }
    }
}
