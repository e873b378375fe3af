//! The day that waivers are held against. Asked for by the command line and the harness alone, and
//! handed down, so that everything below them gives the same answer whenever it is asked.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day in `CLAIMTEST_TODAY` (`2026-12-31`), or else the system's day in UTC.
pub fn today() -> Result<Date, String> {
    if let Ok(day) = std::env::var("CLAIMTEST_TODAY") {
        return day.parse().map_err(|_| {
            format!("`CLAIMTEST_TODAY` is `{day}`, and should be a day such as 2026-12-31")
        });
    }
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_err(|_| "the system's clock stands before 1970; set `CLAIMTEST_TODAY`".to_owned())?;
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or(i64::MAX);
    date(1970, 1, 1)
        .checked_add(days.days())
        .map_err(|_| "the system's clock is past all dates; set `CLAIMTEST_TODAY`".to_owned())
}
