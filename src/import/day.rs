//! Days as documents state them about themselves.

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

/// Ways of writing a day that bylines use besides ISO 8601, as `strptime` names them.
const FORMS: [&str; 7] = [
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%a, %d %b %Y",
];

/// The day that `text` states, alone or with a time after it, in the time zone it states it in.
///
/// `03/04/2023` is not read: which of its numbers is the month depends on who wrote it.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(start) = text.get(..10)
        && let Ok(day) = start.replace('/', "-").parse::<Date>()
        && !text[10..].starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(day);
    }
    FORMS.iter().find_map(|form| {
        let (parsed, _) = BrokenDownTime::parse_prefix(form, text).ok()?;
        // A year of two digits is of a century that nobody stated.
        parsed.to_date().ok().filter(|day| day.year() >= 1000)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_documents_write_them() {
        for (text, expected) in [
            ("2023-03-22", Some("2023-03-22")),
            ("2023-03-22T23:30:00-04:00", Some("2023-03-22")),
            (" 2023-03-22 08:00 ", Some("2023-03-22")),
            ("March 22, 2023", Some("2023-03-22")),
            ("Mar 22, 2023 at 4:05 p.m. EDT", Some("2023-03-22")),
            ("22 March 2023", Some("2023-03-22")),
            ("Wed, 22 Mar 2023 10:00:00 GMT", Some("2023-03-22")),
            ("Wednesday, March 22, 2023", Some("2023-03-22")),
            ("2023/03/22", Some("2023-03-22")),
            ("03/04/2023", None),
            ("2023-13-22", None),
            ("2023-03-221", None),
            ("22 March 23", None),
            ("2023", None),
            ("“März”", None),
            ("", None),
        ] {
            let day = read(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        }
    }
}
