//! Paths as URI references (RFC 3986).

/// A relative path as a URI reference: everything but unreserved characters and `/` is
/// percent-encoded.
pub(super) fn path(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.extend(["%", &format!("{byte:02X}")]);
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reserved_is_encoded() {
        for (text, shown) in [
            ("seeds/000_a.txt", "seeds/000_a.txt"),
            ("claims/a b#1?.toml", "claims/a%20b%231%3F.toml"),
            ("ç%", "%C3%A7%25"),
        ] {
            assert_eq!(path(text), shown);
        }
    }
}
