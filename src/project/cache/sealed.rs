//! The form of a kept file: what wrote it, a checksum, and the body.

/// Changes whenever the form of any kept file does.
const FORM: &str = "claimtest cache 1";

/// A kept file with `body`.
pub(super) fn seal(body: &[u8], program: &str) -> Vec<u8> {
    let mut bytes = head(body, program).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// Where the body of a kept file begins; none where it is not whole, or another program's.
pub(super) fn open(bytes: &[u8], program: &str) -> Option<usize> {
    let start = head(&[], program).len();
    let body = bytes.get(start..)?;
    bytes
        .starts_with(head(body, program).as_bytes())
        .then_some(start)
}

fn head(body: &[u8], program: &str) -> String {
    let program = program.replace('\n', " ");
    format!("{FORM}\n{program}\n{}\n", blake3::hash(body).to_hex())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_file_of_the_same_program_opens() {
        let sealed = seal(b"some words", "0.1.0 abc");
        let start = open(&sealed, "0.1.0 abc").unwrap();
        assert_eq!(&sealed[start..], b"some words");
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
