//! Runs of bytes of one kind, many bytes at a time.

/// How many bytes at the start of `bytes` are such. `is_such` had better be plain arithmetic: it is asked
/// of all bytes of a step, which then takes a few instructions on vectors.
#[inline]
pub(super) fn leading(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    const STEP: usize = 32;
    let all_are = |step: &&[u8; STEP]| step.iter().fold(true, |all, &byte| all & is_such(byte));
    let (steps, _) = bytes.as_chunks::<STEP>();
    let known = steps.iter().take_while(all_are).count() * STEP;
    let rest = bytes[known..].iter();
    known + rest.take_while(|&&byte| is_such(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_at_the_first_other_byte() {
        for n in [0, 1, 31, 32, 33, 64, 100] {
            let mut bytes = vec![b'a'; n];
            assert_eq!(leading(&bytes, |byte| byte == b'a'), n);
            bytes.extend(b"baaa");
            assert_eq!(leading(&bytes, |byte| byte == b'a'), n);
            assert_eq!(leading(&bytes, |byte| byte == b'b'), usize::from(n == 0));
        }
    }
}
