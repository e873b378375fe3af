//! The form of a kept file: what wrote it, a checksum, and the body.

/// Changes whenever the form of any kept file does.
const FORM: &str = "claimtest cache 6";

/// So many bytes are hashed by several threads.
const LARGE: usize = 1 << 16;

/// A kept file that was opened.
pub(in crate::project) struct Sealed {
    bytes: Vec<u8>,
    start: usize,
}

impl Sealed {
    /// Opens a kept file; none where it is not whole, or another program's.
    pub(super) fn open(bytes: Vec<u8>, program: &str) -> Option<Self> {
        let start = head(&[], program).len();
        let body = bytes.get(start..)?;
        let is_whole = bytes.starts_with(head(&[body], program).as_bytes());
        is_whole.then_some(Self { bytes, start })
    }

    /// What was kept.
    pub(in crate::project) fn body(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// The bytes of the file, and where what was kept begins among them.
    pub(in crate::project) fn into_bytes(self) -> (Vec<u8>, usize) {
        (self.bytes, self.start)
    }
}

/// What stands before `body`, which is given in pieces.
pub(super) fn head(body: &[&[u8]], program: &str) -> String {
    let program = program.replace('\n', " ");
    let mut hasher = blake3::Hasher::new();
    for piece in body {
        if piece.len() < LARGE {
            hasher.update(piece);
        } else {
            hasher.update_rayon(piece);
        }
    }
    format!("{FORM}\n{program}\n{}\n", hasher.finalize().to_hex())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_file_of_the_same_program_opens() {
        let mut sealed = head(&[b"some ", b"words"], "0.1.0 abc").into_bytes();
        sealed.extend_from_slice(b"some words");
        let open = |bytes: &[u8], program| {
            let opened = Sealed::open(bytes.to_vec(), program);
            opened.map(|it| it.body().to_vec())
        };
        assert_eq!(open(&sealed, "0.1.0 abc").unwrap(), b"some words");
        assert_eq!(open(&sealed, "0.1.0 abd"), None);
        assert_eq!(open(&sealed, "0.1.1"), None);
        for at in 0..sealed.len() {
            assert_eq!(open(&sealed[..at], "0.1.0 abc"), None, "cut at {at}");
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(open(&damaged, "0.1.0 abc"), None, "damaged at {at}");
        }
    }
}
