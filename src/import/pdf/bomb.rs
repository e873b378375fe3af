//! PDF files that unpack to far more than they are.
//!
//! The parser unpacks streams whole. So they are unpacked here first, into nothing, with a limit; that
//! takes a fraction of the time of reading the file. Streams of an encrypted file and those in the old
//! LZW packing are not looked into.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::ZlibDecoder;
use memchr::memmem;

use crate::import::{Format, ImportError};

/// The most that one file unpacks to, in bytes.
const UNPACKED: u64 = 1 << 30;
/// How often a stream may be packed again.
const LAYERS: usize = 4;

/// Refuses `bytes` if the packed streams in them hold too much.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), ImportError> {
    refuse_above(UNPACKED, bytes)
}

fn refuse_above(limit: u64, bytes: &[u8]) -> Result<(), ImportError> {
    let mut left = limit;
    for at in memmem::find_iter(bytes, b"stream") {
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        for layers in 1..=LAYERS {
            let Some(size) = unpacked(data, layers, left) else {
                break;
            };
            left = left
                .checked_sub(size)
                .filter(|&left| left > 0)
                .ok_or(ImportError::Bomb {
                    format: Format::Pdf,
                    limit,
                })?;
        }
    }
    Ok(())
}

/// How many bytes, up to `limit`, `packed` has when it is unpacked `layers` times; none if it is not
/// packed as often.
fn unpacked(packed: &[u8], layers: usize, limit: u64) -> Option<u64> {
    let mut data: Box<dyn BufRead + '_> = Box::new(packed);
    for _ in 0..layers {
        if !data.fill_buf().is_ok_and(is_zlib) {
            return None;
        }
        data = Box::new(BufReader::new(ZlibDecoder::new(data).take(limit)));
    }
    let mut size = 0;
    while let Ok(buffer) = data.fill_buf()
        && !buffer.is_empty()
    {
        let length = buffer.len();
        size += length as u64;
        data.consume(length);
    }
    Some(size)
}

/// Whether `data` begins as zlib does (RFC 1950 §2.2).
fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let stream = |data: &[u8]| [b"1 0 obj\nstream\r\n", data, b"\nendstream"].concat();
        let much = packed(&vec![b' '; 100_000]);
        let twice = packed(&much);
        for (bytes, is_refused) in [
            (stream(b"plain"), false),
            (stream(&packed(b"little")), false),
            (stream(&much), true),
            (stream(&twice), true),
            (
                [
                    stream(&packed(&vec![0; 30_000])),
                    stream(&packed(&vec![0; 30_000])),
                ]
                .concat(),
                true,
            ),
        ] {
            assert_eq!(refuse_above(50_000, &bytes).is_err(), is_refused);
        }
    }
}
