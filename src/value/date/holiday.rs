//! Holidays that news dates things by, and the days they fall on.
//!
//! Only those whose day is fixed or follows a rule of the civil calendar, and Easter with the feasts
//! that are counted from it. Not read: the feasts of calendars that go by the moon or begin in the
//! evening (Ramadan, Passover, Diwali, the Lunar New Year): which day of the civil calendar they are is announced, or two.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::scan::Scan;

/// A holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Holiday {
    NewYearsDay,
    NewYearsEve,
    MartinLutherKingDay,
    ValentinesDay,
    PresidentsDay,
    SaintPatricksDay,
    AshWednesday,
    PalmSunday,
    GoodFriday,
    Easter,
    EasterMonday,
    EarthDay,
    MothersDay,
    FathersDay,
    BlackFriday,
    MemorialDay,
    IndependenceDay,
    LaborDay,
    ColumbusDay,
    Halloween,
    ElectionDay,
    VeteransDay,
    Thanksgiving,
    ChristmasEve,
    Christmas,
    BoxingDay,
    Epiphany,
    MardiGras,
    MaundyThursday,
    OrthodoxGoodFriday,
    OrthodoxEaster,
    Ascension,
    Pentecost,
    WhitMonday,
    TrinitySunday,
    KingsDay,
    WorkersDay,
    Juneteenth,
    BastilleDay,
    AllSaintsDay,
}

/// Every holiday with its canonical name.
pub(crate) const NAMES: &[(Holiday, &str)] = &[
    (Holiday::NewYearsDay, "New Year’s Day"),
    (Holiday::NewYearsEve, "New Year’s Eve"),
    (Holiday::MartinLutherKingDay, "Martin Luther King Day"),
    (Holiday::ValentinesDay, "Valentine’s Day"),
    (Holiday::PresidentsDay, "Presidents’ Day"),
    (Holiday::SaintPatricksDay, "St. Patrick’s Day"),
    (Holiday::AshWednesday, "Ash Wednesday"),
    (Holiday::PalmSunday, "Palm Sunday"),
    (Holiday::GoodFriday, "Good Friday"),
    (Holiday::Easter, "Easter"),
    (Holiday::EasterMonday, "Easter Monday"),
    (Holiday::EarthDay, "Earth Day"),
    (Holiday::MothersDay, "Mother’s Day"),
    (Holiday::FathersDay, "Father’s Day"),
    (Holiday::BlackFriday, "Black Friday"),
    (Holiday::MemorialDay, "Memorial Day"),
    (Holiday::IndependenceDay, "Independence Day"),
    (Holiday::LaborDay, "Labor Day"),
    (Holiday::ColumbusDay, "Columbus Day"),
    (Holiday::Halloween, "Halloween"),
    (Holiday::ElectionDay, "Election Day"),
    (Holiday::VeteransDay, "Veterans Day"),
    (Holiday::Thanksgiving, "Thanksgiving"),
    (Holiday::ChristmasEve, "Christmas Eve"),
    (Holiday::Christmas, "Christmas"),
    (Holiday::BoxingDay, "Boxing Day"),
    (Holiday::Epiphany, "Epiphany"),
    (Holiday::MardiGras, "Mardi Gras"),
    (Holiday::MaundyThursday, "Maundy Thursday"),
    (Holiday::OrthodoxGoodFriday, "Orthodox Good Friday"),
    (Holiday::OrthodoxEaster, "Orthodox Easter"),
    (Holiday::Ascension, "Ascension Day"),
    (Holiday::Pentecost, "Pentecost"),
    (Holiday::WhitMonday, "Whit Monday"),
    (Holiday::TrinitySunday, "Trinity Sunday"),
    (Holiday::KingsDay, "King’s Day"),
    (Holiday::WorkersDay, "International Workers’ Day"),
    (Holiday::Juneteenth, "Juneteenth"),
    (Holiday::BastilleDay, "Bastille Day"),
    (Holiday::AllSaintsDay, "All Saints’ Day"),
];

/// Reads the holiday named at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Holiday, usize)> {
    let word = scan.word(at);
    let possessive = past_possessive(scan, at + 1);
    let day = |place: usize| scan.past(place, &["day"]);
    let eve = |place: usize| scan.past(place, &["eve"]);
    match word {
        "christmas" => Some(match (eve(at + 1), day(at + 1)) {
            (Some(end), _) => (Holiday::ChristmasEve, end),
            (None, day) => (Holiday::Christmas, day.unwrap_or(at + 1)),
        }),
        "thanksgiving" => Some((Holiday::Thanksgiving, day(at + 1).unwrap_or(at + 1))),
        "easter" => {
            let sunday = scan.past(at + 1, &["sunday"]);
            let monday = matches!(scan.word(at + 1), "monday" | "week" | "eve");
            if let Some(end) = scan.past(at + 1, &["monday"]) {
                return Some((Holiday::EasterMonday, end));
            }
            (!monday).then(|| (Holiday::Easter, sunday.unwrap_or(at + 1)))
        }
        "halloween" => Some((Holiday::Halloween, at + 1)),
        "new" if scan.word(at + 1) == "year" => {
            let after = past_possessive(scan, at + 2);
            match (eve(after), day(after)) {
                (Some(end), _) => Some((Holiday::NewYearsEve, end)),
                (_, Some(end)) => Some((Holiday::NewYearsDay, end)),
                _ => None,
            }
        }
        "xmas" => Some((Holiday::Christmas, at + 1)),
        "good" => Some((Holiday::GoodFriday, scan.past(at + 1, &["friday"])?)),
        "black" => Some((Holiday::BlackFriday, scan.past(at + 1, &["friday"])?)),
        "ash" => Some((Holiday::AshWednesday, scan.past(at + 1, &["wednesday"])?)),
        "palm" => Some((Holiday::PalmSunday, scan.past(at + 1, &["sunday"])?)),
        "mother" | "mothers" => Some((Holiday::MothersDay, day(possessive)?)),
        "father" | "fathers" => Some((Holiday::FathersDay, day(possessive)?)),
        "earth" => Some((Holiday::EarthDay, day(at + 1)?)),
        "mlk" => {
            let junior = at + 1 + usize::from(scan.word(at + 1) == "jr");
            let point = usize::from(junior > at + 1 && scan.mark(junior) == Some('.'));
            Some((Holiday::MartinLutherKingDay, day(junior + point)?))
        }
        "martin" => {
            let king = scan.past(at + 1, &["luther"])?;
            let named = matches!(scan.word(king), "king" | "kings");
            let after = past_possessive(scan, king + 1);
            Some((Holiday::MartinLutherKingDay, day(after).filter(|_| named)?))
        }
        "juneteenth" => Some((Holiday::Juneteenth, at + 1)),
        "epiphany" if scan.is_capitalized(at) => Some((Holiday::Epiphany, at + 1)),
        "pentecost" => Some((
            Holiday::Pentecost,
            scan.past(at + 1, &["sunday"]).unwrap_or(at + 1),
        )),
        "ascension" => Some((Holiday::Ascension, day(at + 1)?)),
        "whit" => Some((Holiday::WhitMonday, scan.past(at + 1, &["monday"])?)),
        "trinity" => Some((Holiday::TrinitySunday, scan.past(at + 1, &["sunday"])?)),
        "maundy" | "holy" => Some((Holiday::MaundyThursday, scan.past(at + 1, &["thursday"])?)),
        "mardi" => Some((Holiday::MardiGras, scan.past(at + 1, &["gras"])?)),
        "shrove" => Some((Holiday::MardiGras, scan.past(at + 1, &["tuesday"])?)),
        "orthodox" => orthodox(scan, at + 1),
        "king" | "kings" => Some((Holiday::KingsDay, day(possessive)?)),
        "bastille" => Some((Holiday::BastilleDay, day(at + 1)?)),
        "workers" => Some((Holiday::WorkersDay, day(possessive)?)),
        "international" if scan.word(at + 1) == "workers" => {
            Some((Holiday::WorkersDay, day(past_possessive(scan, at + 2))?))
        }
        "all" if scan.word(at + 1) == "saints" => {
            Some((Holiday::AllSaintsDay, day(past_possessive(scan, at + 2))?))
        }
        "valentine" | "valentines" => Some((Holiday::ValentinesDay, day(possessive)?)),
        "st" | "saint" => {
            let patrick = at + 1 + usize::from(scan.mark(at + 1) == Some('.'));
            let after = past_possessive(scan, patrick + 1);
            let named = matches!(scan.word(patrick), "patrick" | "patricks");
            Some((Holiday::SaintPatricksDay, day(after).filter(|_| named)?))
        }
        "patrick" | "patricks" => Some((Holiday::SaintPatricksDay, day(possessive)?)),
        "presidents" => Some((Holiday::PresidentsDay, day(possessive)?)),
        "memorial" => Some((Holiday::MemorialDay, day(at + 1)?)),
        "independence" => Some((Holiday::IndependenceDay, day(at + 1)?)),
        "labor" | "labour" => Some((Holiday::LaborDay, day(at + 1)?)),
        "columbus" => Some((Holiday::ColumbusDay, day(at + 1)?)),
        "election" => Some((Holiday::ElectionDay, day(at + 1)?)),
        "veterans" => Some((Holiday::VeteransDay, day(possessive)?)),
        "boxing" => Some((Holiday::BoxingDay, day(at + 1)?)),
        _ => None,
    }
}

/// “Easter”, “Good Friday” after “Orthodox”.
fn orthodox(scan: &Scan<'_>, at: usize) -> Option<(Holiday, usize)> {
    match scan.word(at) {
        "easter" => {
            let sunday = scan.past(at + 1, &["sunday"]);
            Some((Holiday::OrthodoxEaster, sunday.unwrap_or(at + 1)))
        }
        "good" | "great" => Some((Holiday::OrthodoxGoodFriday, scan.past(at + 1, &["friday"])?)),
        _ => None,
    }
}

/// Past “’s” or “’”, if it stands at `at`.
fn past_possessive(scan: &Scan<'_>, at: usize) -> usize {
    if !matches!(scan.mark(at), Some('\'' | '’')) || !scan.is_glued(at) {
        return at;
    }
    at + 1 + usize::from(scan.raw(at + 1) == "s" && scan.is_glued(at + 1))
}

/// The day it falls on in `year`.
pub(super) fn day(holiday: Holiday, year: i16) -> Option<Date> {
    let fixed = |month, day| Date::new(year, month, day).ok();
    let nth = |month, nth, weekday| {
        Date::new(year, month, 1)
            .ok()?
            .nth_weekday_of_month(nth, weekday)
            .ok()
    };
    let after_easter = |days: i32| easter(year)?.checked_add(days.days()).ok();
    match holiday {
        Holiday::Epiphany => fixed(1, 6),
        Holiday::MardiGras => after_easter(-47),
        Holiday::MaundyThursday => after_easter(-3),
        Holiday::Ascension => after_easter(39),
        Holiday::Pentecost => after_easter(49),
        Holiday::WhitMonday => after_easter(50),
        Holiday::TrinitySunday => after_easter(56),
        Holiday::OrthodoxEaster => orthodox_easter(year),
        Holiday::OrthodoxGoodFriday => orthodox_easter(year)?.checked_sub(2.days()).ok(),
        // The day before where it would be a Sunday.
        Holiday::KingsDay => match fixed(4, 27)? {
            day if day.weekday() == Weekday::Sunday => day.yesterday().ok(),
            day => Some(day),
        },
        Holiday::WorkersDay => fixed(5, 1),
        Holiday::Juneteenth => fixed(6, 19),
        Holiday::BastilleDay => fixed(7, 14),
        Holiday::AllSaintsDay => fixed(11, 1),
        Holiday::NewYearsDay => fixed(1, 1),
        Holiday::NewYearsEve => fixed(12, 31),
        Holiday::MartinLutherKingDay => nth(1, 3, Weekday::Monday),
        Holiday::ValentinesDay => fixed(2, 14),
        Holiday::PresidentsDay => nth(2, 3, Weekday::Monday),
        Holiday::SaintPatricksDay => fixed(3, 17),
        Holiday::AshWednesday => after_easter(-46),
        Holiday::PalmSunday => after_easter(-7),
        Holiday::GoodFriday => after_easter(-2),
        Holiday::Easter => easter(year),
        Holiday::EasterMonday => after_easter(1),
        Holiday::EarthDay => fixed(4, 22),
        Holiday::MothersDay => nth(5, 2, Weekday::Sunday),
        Holiday::FathersDay => nth(6, 3, Weekday::Sunday),
        Holiday::BlackFriday => nth(11, 4, Weekday::Thursday)?.tomorrow().ok(),
        Holiday::MemorialDay => nth(5, -1, Weekday::Monday),
        Holiday::IndependenceDay => fixed(7, 4),
        Holiday::LaborDay => nth(9, 1, Weekday::Monday),
        Holiday::ColumbusDay => nth(10, 2, Weekday::Monday),
        Holiday::Halloween => fixed(10, 31),
        Holiday::ElectionDay => nth(11, 1, Weekday::Monday)?.tomorrow().ok(),
        Holiday::VeteransDay => fixed(11, 11),
        Holiday::Thanksgiving => nth(11, 4, Weekday::Thursday),
        Holiday::ChristmasEve => fixed(12, 24),
        Holiday::Christmas => fixed(12, 25),
        Holiday::BoxingDay => fixed(12, 26),
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature, 1876).
fn easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let (golden, century, short) = (number % 19, number / 100, number % 100);
    let moon = (8 * century + 13) / 25;
    let full = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (short / 4) - full - short % 4) % 7;
    let late = (golden + 11 * full + 22 * sunday) / 451;
    let days = full + sunday - 7 * late + 114;
    Date::new(
        year,
        i8::try_from(days / 31).ok()?,
        i8::try_from(days % 31 + 1).ok()?,
    )
    .ok()
}

/// Easter Sunday of the Julian calendar (Meeus), as a day of the Gregorian one.
fn orthodox_easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let moon = (19 * (number % 19) + 15) % 30;
    let sunday = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7;
    let days = moon + sunday + 114;
    let (month, day) = (
        i8::try_from(days / 31).ok()?,
        i8::try_from(days % 31 + 1).ok()?,
    );
    // The Julian calendar falls behind by three days in four hundred years.
    let behind = number / 100 - number / 400 - 2;
    Date::new(year, month, day)
        .ok()?
        .checked_add(behind.days())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_fall_on_their_days() {
        for (holiday, year, expected) in [
            (Holiday::Easter, 2023, "2023-04-09"),
            (Holiday::Easter, 2024, "2024-03-31"),
            (Holiday::Thanksgiving, 2013, "2013-11-28"),
            (Holiday::ElectionDay, 1998, "1998-11-03"),
            (Holiday::MemorialDay, 2013, "2013-05-27"),
            (Holiday::OrthodoxEaster, 2018, "2018-04-08"),
            (Holiday::OrthodoxGoodFriday, 2020, "2020-04-17"),
            (Holiday::Pentecost, 2013, "2013-05-19"),
            (Holiday::TrinitySunday, 2013, "2013-05-26"),
            (Holiday::MardiGras, 2013, "2013-02-12"),
            (Holiday::KingsDay, 2014, "2014-04-26"),
        ] {
            assert_eq!(day(holiday, year).unwrap().to_string(), expected);
        }
    }
}
