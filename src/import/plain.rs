//! Plain text, and the encodings that texts are in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::{ImportError, Reading};

/// Reads a text: in the declared encoding, or as its byte order mark says, or as UTF-8.
pub(super) fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Reading, ImportError> {
    if encoding.is_none() && Encoding::for_bom(bytes).is_none() && bytes.contains(&0) {
        return Err(ImportError::Unsupported {
            what: "no text (it has NUL bytes)",
            instead: "if it is one, name its encoding, such as `utf-16le`",
        });
    }
    Ok(Reading {
        text: decode(bytes, encoding, None)?.into_owned(),
        extractor: concat!("claimtest ", env!("CARGO_PKG_VERSION")),
        ..Reading::default()
    })
}

/// `bytes` as text, without a byte order mark.
///
/// What decides, from first to last: `declared` by the user, a byte order mark, `stated` by the
/// document, and UTF-8. Nothing is guessed, and nothing is replaced: a letter that was guessed is
/// evidence of nothing.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
    stated: Option<&str>,
) -> Result<Cow<'a, str>, ImportError> {
    let declared = declared.map(named).transpose()?;
    let marked = || Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let stated = || stated.and_then(|name| Encoding::for_label(name.as_bytes()));
    let Some(encoding) = declared.or_else(marked).or_else(stated) else {
        return utf8(bytes);
    };
    let (text, has_errors) = encoding.decode_with_bom_removal(bytes);
    if has_errors && encoding == UTF_8 && declared.is_none() {
        return utf8(bytes);
    }
    if has_errors {
        return Err(ImportError::WrongEncoding {
            name: encoding.name(),
        });
    }
    Ok(text)
}

fn named(name: &str) -> Result<&'static Encoding, ImportError> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| ImportError::UnknownEncoding {
        name: name.to_owned(),
    })
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let text = str::from_utf8(bytes).map_err(|error| ImportError::NotUtf8 {
        at: error.valid_up_to(),
    })?;
    Ok(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_declared_marked_or_stated() {
        for (bytes, declared, stated, expected) in [
            (&b"caf\xc3\xa9"[..], None, None, Ok("café")),
            (b"\xef\xbb\xbfa", None, Some("windows-1252"), Ok("a")),
            (b"caf\xe9", Some("latin1"), None, Ok("café")),
            (b"caf\xe9", None, Some("windows-1252"), Ok("café")),
            (b"\xff\xfea\0", None, None, Ok("a")),
            (b"a\0", Some("utf-16le"), None, Ok("a")),
            (b"\x93a\x94", Some("cp1252"), Some("utf-8"), Ok("“a”")),
            (
                b"caf\xe9",
                None,
                None,
                Err(
                    "it is not UTF-8 (byte 3) and declares no encoding; name the encoding it is in, such as `windows-1252`",
                ),
            ),
            (
                b"caf\xe9",
                Some("utf-8"),
                None,
                Err("it is not in the encoding that is declared for it, `UTF-8`"),
            ),
            (
                b"a",
                Some("latin-99"),
                None,
                Err("`latin-99` is no encoding; examples are `utf-8`, `windows-1252`, `shift_jis`"),
            ),
        ] {
            let text = decode(bytes, declared, stated).map_err(|error| error.to_string());
            let text = text.as_deref().map_err(String::as_str);
            assert_eq!(text, expected, "{bytes:?}");
        }
    }
}
