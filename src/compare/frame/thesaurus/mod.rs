//! Words that news uses for one another, by what they mean.
//!
//! A line is one matter: two texts that use words of it may tell of one thing (`visit`, `journey`). Between
//! bars stand words of one meaning: a value that belongs to one of them belongs to the others too
//! (`released`, `issued`). A noun stands with its verb. Words are known by their stems, so that one form
//! stands for all; `=` marks a form that means something else than its stem (`arms`, `talks`), `_` joins
//! two words that are one name.
//!
//! The list is general English, not drawn from any project's sources. No word stands in two lines.

mod country;
mod course;
mod general;
mod happening;
mod life;
mod office;
mod place;
mod quality;
mod thing;
mod trade;

pub(super) use country::COUNTRIES;

/// All matters, one a line.
pub(super) fn matters() -> impl Iterator<Item = &'static str> {
    let lists = [
        general::GENERAL,
        happening::HAPPENINGS,
        thing::THINGS,
        course::COURSES,
        quality::QUALITIES,
        office::OFFICES,
        trade::TRADES,
        life::LIVES,
        place::PLACES,
    ];
    lists.into_iter().flatten().copied()
}
