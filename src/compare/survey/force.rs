//! What one text says more strongly than the other: “will close”, “may close”; “all of the wards”, “some of the
//! wards”; “confirmed”, “alleged”.

use super::candidate::Candidate;
use super::denial;
use super::pair::Both;
use super::sentence::Sentence;
use super::{Grade, Item};
use crate::compare::frame::{Stance, Strength};
use crate::verdict::Place;

/// How much of the rest must be the same, from 0 to 1.
const FLOOR: f32 = 0.75;

/// A word of each text that means the same and is meant more or less strongly.
struct Match {
    likeness: f32,
    candidate: Candidate,
    pair: [Strength; 2],
}

/// What two texts say of the same with more and with less force. Each word is held against the likest only: a
/// text that says both agrees.
pub(super) fn forces_that_differ(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut matches: Vec<Match> = Vec::new();
    for candidate in candidates {
        let sentences = [
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        ];
        for x in &sentences[0].strengths {
            let own = sentences[1].strengths.iter();
            for y in own.filter(|y| y.scale == x.scale && y.subject == x.subject) {
                let likeness = denial::likeness(sentences, [stance(x), stance(y)], both);
                matches.extend(likeness.map(|likeness| Match {
                    likeness,
                    candidate: *candidate,
                    pair: [*x, *y],
                }));
            }
        }
    }
    matches.sort_by(|m, n| {
        let differs = |it: &Match| it.pair[0].level != it.pair[1].level;
        let by_likeness = n.likeness.total_cmp(&m.likeness);
        by_likeness.then((differs(m), m.candidate.a, m.candidate.b).cmp(&(
            differs(n),
            n.candidate.a,
            n.candidate.b,
        )))
    });
    let mut taken: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    let mut items = Vec::new();
    for found in &matches {
        let sentences = [found.candidate.a, found.candidate.b];
        let at = [0, 1].map(|side| (sentences[side], found.pair[side].word));
        if (0..2).any(|side| taken[side].contains(&at[side])) {
            continue;
        }
        (0..2).for_each(|side| taken[side].push(at[side]));
        let differs = found.pair[0].level != found.pair[1].level;
        if differs
            && found.likeness >= FLOOR
            && !super::telling::speakers_differ(&found.candidate, both)
        {
            items.push(item(found, both));
        }
    }
    items
}

/// What is said with more or less force, as [`denial`] asks for it.
fn stance(strength: &Strength) -> Stance {
    Stance {
        word: strength.word,
        cue: strength.cue,
        subject: strength.subject,
        has_opposite: false,
        is_denied: false,
    }
}

fn item(found: &Match, both: &Both<'_>) -> Item {
    let sentences: [&Sentence; 2] = [
        &both.a.sentences[found.candidate.a],
        &both.b.sentences[found.candidate.b],
    ];
    let readings = [both.a, both.b];
    let spans = [0, 1]
        .map(|side| denial::span(sentences[side], &stance(&found.pair[side]), readings[side]));
    let shown = [0, 1].map(|side| denial::flat(spans[side].of(readings[side].text())));
    let stronger = usize::from(found.pair[1].level > found.pair[0].level);
    Item {
        grade: Grade::Wording,
        what: shown.join(" / "),
        why: format!(
            "both of the same, and “{}” says it more strongly",
            shown[stronger]
        ),
        places: [0, 1].map(|side| Place {
            span: sentences[side].span,
            slots: vec![spans[side]],
        }),
        diff: Vec::new(),
        claims: Vec::new(),
    }
}
