//! What is done and stands as a noun: “made no apology”, “ruled out a protest”, “without a glance”.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::denial::NO_DENIAL_BEFORE;
use super::govern;
use super::group::Line;
use super::part::Part;

/// Verbs that say little by themselves: what is done is the noun after them.
const LIGHT: &str = "make take give have hold do get put reach find file lodge issue offer provide \
     conduct launch raise show receive enter carry bring stage mount set lay run lend render \
     deliver express voice extend grant submit come go see";

/// Verbs that say what somebody says or thinks, and nothing that is done.
const SAYING: &str = "say tell add note call believe think know state remark explain write speak \
     talk claim describe declare insist argue observe hope expect feel mean consider read put ask";

fn keys(words: &str) -> Vec<u32> {
    let words = words.split_whitespace();
    let mut keys: Vec<u32> = words.map(super::super::stem_key).collect();
    keys.sort_unstable();
    keys
}

/// Whether a verb says little by itself, by its stem.
pub(super) fn is_light(verb: u32) -> bool {
    static KEYS: LazyLock<Vec<u32>> = LazyLock::new(|| keys(LIGHT));
    KEYS.binary_search(&verb).is_ok()
}

/// Whether a verb says what somebody says or thinks, by its stem.
pub(super) fn is_saying(verb: u32) -> bool {
    static KEYS: LazyLock<Vec<u32>> = LazyLock::new(|| keys(SAYING));
    KEYS.binary_search(&verb).is_ok()
}

/// A thing that is done.
pub(super) struct Thing {
    /// The noun.
    pub(super) at: usize,
    pub(super) is_denied: bool,
    /// What belongs to it.
    pub(super) object: Range<usize>,
}

/// How many words after a verb what it denies of all may stand.
const NEAR: usize = 3;

/// Where something is denied of all after a verb: “made no apology”, “told nobody”.
pub(super) fn no(line: Line<'_>, object: &Range<usize>) -> Option<usize> {
    let near = object.start..object.end.min(object.start + NEAR);
    let is_no = |at: &usize| {
        matches!(line.part(*at), Some(Part::No | Part::None)) && !line.is(at + 1, &NO_DENIAL_BEFORE)
    };
    let is_over = |at: &usize| !matches!(line.part(*at), Some(Part::Preposition | Part::And));
    near.take_while(is_over).find(is_no)
}

/// What is done where the verb says little and it is said of the thing: “no decision was taken”.
pub(super) fn taken(line: Line<'_>, subject: &Range<usize>) -> Option<usize> {
    head(line, subject.clone())
}

/// The things among what belongs to a verb that are done with it; `no` is where they are denied.
pub(super) fn things(
    line: Line<'_>,
    object: &Range<usize>,
    is_light: bool,
    denies: bool,
    no: Option<usize>,
) -> Vec<Thing> {
    let mut things = Vec::new();
    if is_light || denies || no.is_some() {
        let from = no.map_or(object.start, |no| no + 1);
        // “Came at the invitation of” is no invitation.
        let is_direct = denies || !matches!(line.part(from), Some(Part::Preposition | Part::By));
        if let Some(at) = head(line, from..object.end).filter(|_| is_direct) {
            let is_asked = denies && govern::is_asked(line.words[at].stem);
            // “Turned down a request for a meeting” undoes the meeting.
            let meant = if is_asked {
                head(line, at + 1..object.end)
            } else {
                Some(at)
            };
            things.extend(meant.map(|meant| Thing {
                at: meant,
                is_denied: no.is_some() != denies,
                object: object.clone(),
            }));
            // “Denied the use of force.”
            let is_of = line.is(at + 1, &["of"]) && denies;
            let of = is_of.then(|| head(line, at + 2..object.end)).flatten();
            things.extend(of.map(|of| Thing {
                at: of,
                is_denied: no.is_some() != denies,
                object: object.clone(),
            }));
        }
    }
    things
}

/// The noun of the first thing that is named in `range`.
fn head(line: Line<'_>, range: Range<usize>) -> Option<usize> {
    let is_noun = |at: &usize| {
        line.says(*at)
            && matches!(
                line.part(*at),
                Some(Part::Word | Part::Plural | Part::Ing | Part::Past)
            )
    };
    let first = range.clone().find(is_noun)?;
    let run =
        (first..range.end).take_while(|at| is_noun(at) && (*at == first || !line.is_apart(*at)));
    run.last()
}
