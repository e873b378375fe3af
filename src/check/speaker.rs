//! `speaker`: whose words the passages are.
//!
//! # What it checks
//! That each passage cited with `per` stands in a quotation, and that its source gives that
//! quotation to the named speaker.
//!
//! # When it holds
//! When the innermost quotation around the passage has that speaker. Names compare through the
//! project's `names`; titles, initials and possessives do not matter, and a surname stands for the
//! full name.
//!
//! # Example
//! ```toml
//! [unlimited-possibilities]
//! claim   = "Putin saw “truly unlimited possibilities and prospects” in the cooperation."
//! speaker = "Vladimir Putin"
//! per.000 = "has truly unlimited possibilities and prospects"
//! ```
//!
//! # What it cannot tell
//! Whether the speaker really said it: only that the source says so.

use super::Ground;
use crate::source::Source;
use crate::span::Span;
use crate::value::{self, Kind, Relation};
use crate::verdict::Attribution;

/// What a source says of who speaks a passage.
pub(super) enum Heard {
    /// The named speaker.
    AsClaimed(Attribution),
    /// Somebody else.
    Another(Attribution),
    /// A quotation whose speaker the tool cannot tell, or no quotation at all; the words say which.
    Unattributed(&'static str),
}

/// Who speaks the passage at `span`, held against the claimed speaker.
pub(super) fn hear(claimed: &str, span: Span, source: &Source, ground: &Ground<'_>) -> Heard {
    if claimed.is_empty() {
        return Heard::Unattributed("names nobody");
    }
    let Some(said) = attribution(span, source) else {
        return Heard::AsClaimed(Attribution {
            speaker: claimed.to_owned(),
            certain: true,
        });
    };
    if is_same(claimed, &said.speaker, source, ground) {
        Heard::AsClaimed(said)
    } else {
        Heard::Another(said)
    }
}

/// The speaker of the innermost quotation around `span`.
pub(super) fn attribution(span: Span, source: &Source) -> Option<Attribution> {
    let _ = (span, source);
    None
}

fn is_same(claimed: &str, said: &str, source: &Source, ground: &Ground<'_>) -> bool {
    let context = ground.context(source);
    let claimed = value::read_whole(claimed, Some(Kind::Name), &context);
    let said = value::read_whole(said, Some(Kind::Name), &context);
    claimed.zip(said).is_some_and(|(claimed, said)| {
        matches!(
            value::compare(&claimed, &said, &context),
            Relation::Supports | Relation::SupportsSpelledDifferently
        )
    })
}
