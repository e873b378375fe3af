//! Sizes in bytes as people write them: `256 MB`, `1.5GiB`.

/// The bytes that `text` says: a number with `k`, `M`, `G` or `T` behind it (thousands), or with `Ki`, `Mi`,
/// `Gi` or `Ti` (1024s), and a `B` if one likes.
///
/// # Errors
///
/// Where it says something else.
pub fn size(text: &str) -> Result<usize, String> {
    let wrong = || format!("`{text}` is no size; write it as `256 MB` or `2 GB`");
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: f64 = number.parse().map_err(|_| wrong())?;
    let unit = unit.trim().to_ascii_lowercase();
    let unit = unit.strip_suffix('b').unwrap_or(&unit);
    let (unit, step) = match unit.strip_suffix('i') {
        Some(unit) => (unit, 1024.0_f64),
        None => (unit, 1000.0),
    };
    let power = match unit {
        "" if step < 1024.0 => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        _ => return Err(wrong()),
    };
    let bytes = number * step.powi(power);
    if !(0.0..9e15).contains(&bytes) {
        return Err(wrong());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is within the whole numbers of an `f64`"
    )]
    Ok(bytes as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (text, expected) in [
            ("0", Some(0)),
            ("1000", Some(1000)),
            ("256 MB", Some(256_000_000)),
            ("256M", Some(256_000_000)),
            (" 1.5GiB ", Some(1_610_612_736)),
            ("2 kib", Some(2048)),
            ("", None),
            ("MB", None),
            ("-1 MB", None),
            ("1 ib", None),
            ("1.2.3", None),
            ("1 XB", None),
            ("99999999 TB", None),
        ] {
            assert_eq!(size(text).ok(), expected, "{text}");
        }
    }
}
