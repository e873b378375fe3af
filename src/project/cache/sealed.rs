//! The form of a kept file: what wrote it, a checksum, and the body.

use std::fs::File;
use std::path::Path;

use rayon::prelude::*;

use super::blocks::read_at;
use super::checksum::{BLOCK, Checksum, Summing, checksum, of_blocks};

/// Changes whenever the form of any kept file does.
const FORM: &str = "claimtest cache 7";

/// So many blocks are read by one thread at a time.
const AT_ONCE: usize = 4;

/// A kept file that was opened.
pub(in crate::project) struct Sealed {
    bytes: Vec<u8>,
    start: usize,
    sum: Checksum,
}

impl Sealed {
    /// Opens the kept file at `path`; none where it is not whole, or another program's.
    pub(super) fn open(path: &Path, program: &str) -> Option<Self> {
        let file = File::open(path).ok()?;
        let len = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let start = head([0; _], program).len();
        if len < start {
            return None;
        }
        let mut bytes = vec![0; len];
        let (written, body) = bytes.split_at_mut(start);
        read_at(&file, written, 0).ok()?;
        let several = body.par_chunks_mut(AT_ONCE * BLOCK).enumerate();
        let sums = several.map(|(number, several)| {
            let at = start + number * AT_ONCE * BLOCK;
            read_at(&file, several, at as u64).ok()?;
            Some(several.chunks(BLOCK).map(checksum).collect::<Vec<_>>())
        });
        let sums: Vec<Vec<Checksum>> = sums.collect::<Option<_>>()?;
        let sum = of_blocks(&sums.concat());
        let is_whole = *written == *head(sum, program).as_bytes();
        is_whole.then_some(Self { bytes, start, sum })
    }

    /// The checksum of what was kept.
    pub(in crate::project) fn sum(&self) -> Checksum {
        self.sum
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
pub(super) fn head_of(body: &[&[u8]], program: &str) -> String {
    let mut sum = Summing::default();
    for piece in body {
        sum.put(piece);
    }
    head(sum.finish(), program)
}

fn head(sum: Checksum, program: &str) -> String {
    let program = program.replace('\n', " ");
    format!("{FORM}\n{program}\n{:032x}\n", u128::from_be_bytes(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_file_of_the_same_program_opens() {
        let path = std::env::temp_dir().join(format!("claimtest-sealed-{}", std::process::id()));
        let open = |bytes: &[u8], program| {
            std::fs::write(&path, bytes).unwrap();
            Some(Sealed::open(&path, program)?.body().to_vec())
        };
        let long: Vec<u8> = (0..=250).cycle().take(AT_ONCE * BLOCK + 9).collect();
        for body in [&[][..], &[&b"some "[..], b"words"], &[b"more", &long]] {
            let mut sealed = head_of(body, "0.1.0 abc").into_bytes();
            sealed.extend_from_slice(&body.concat());
            assert_eq!(open(&sealed, "0.1.0 abc").unwrap(), body.concat());
            assert_eq!(open(&sealed, "0.1.0 abd"), None);
            assert_eq!(open(&sealed, "0.1.1"), None);
            let n = sealed.len();
            for at in (0..n.min(100)).chain([n / 2, n - 1]) {
                assert_eq!(open(&sealed[..at], "0.1.0 abc"), None, "cut at {at}");
                let mut damaged = sealed.clone();
                damaged[at] ^= 1;
                assert_eq!(open(&damaged, "0.1.0 abc"), None, "damaged at {at}");
            }
        }
        std::fs::remove_file(&path).unwrap();
        assert!(Sealed::open(&path, "0.1.0 abc").is_none());
    }
}
