//! What is said of a clause by the verb that it depends on.

use std::ops::Range;

use super::govern::{self, Effect, effect};
use super::group::{Form, Group, Line, Mood};
use super::part::Part;
use super::verb;

/// What is known of a verb besides the verb itself.
pub(super) struct Read {
    pub(super) subject: Range<usize>,
    /// What a relative before it stands for, where it is told beside: “the driver who saw it”.
    pub(super) antecedent: Option<Range<usize>>,
    /// One past the verb.
    pub(super) end: usize,
    pub(super) over: Over,
    /// Whether another depends on it, and tells what it is about: “refused to answer”.
    pub(super) governs: bool,
}

/// What is said of a clause by those that it depends on.
#[derive(Clone, Copy)]
pub(super) struct Over {
    pub(super) is_turned: bool,
    pub(super) is_refused: bool,
    pub(super) mood: Option<Mood>,
    /// The first word of what turns it.
    pub(super) cue: Option<usize>,
    pub(super) link: Link,
}

/// How a clause hangs on the verb before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// It does not.
    None,
    /// It is what that verb is about: “refused to answer”.
    Depends,
    /// It is what somebody says: “said that he answered”.
    Said,
}

const PLAIN: Over = Over {
    link: Link::None,
    is_turned: false,
    is_refused: false,
    mood: None,
    cue: None,
};

/// How far what a verb depends on may stand before it, in words: “asked the two ministers to”.
const DEPENDS: usize = 8;

/// What a verb depends on, the last one before it; given with those read so far.
pub(super) fn over(
    line: Line<'_>,
    groups: &[Group],
    read: &[Read],
    group: &Group,
    subject: &Range<usize>,
) -> Over {
    let from = match group.form {
        Form::Finite => subject.start.min(group.start),
        Form::Infinitive | Form::Gerund => group.start,
    };
    if from > 0 && line.part(from - 1) == Some(Part::Without) {
        return Over {
            is_turned: true,
            cue: Some(from - 1),
            ..PLAIN
        };
    }
    if is_open(line, from, group.start) {
        return Over {
            mood: Some(Mood::Open),
            ..PLAIN
        };
    }
    let Some(last) = read.len().checked_sub(1) else {
        return alone(line, group, from);
    };
    let (governor, known) = (&groups[last], &read[last]);
    let is_joined = group.start > 0 && line.part(group.start - 1) == Some(Part::And);
    if is_joined
        && group.form == governor.form
        && group.start < known.end + DEPENDS
        && !group.is_helped
    {
        let is_said = known.over.link == Link::Said;
        return Over {
            link: if is_said { Link::Said } else { Link::None },
            ..known.over
        };
    }
    if is_joined && group.form == Form::Finite && !group.is_helped {
        return PLAIN;
    }
    let between = known.end..from;
    let is_apart = between.len() > DEPENDS || (known.end..=from).any(|at| line.is_apart(at));
    if governor.start >= from || is_apart {
        return alone(line, group, from);
    }
    let is_that = between.clone().any(|at| line.part(at) == Some(Part::That));
    let is_next = between.is_empty();
    let word = line.words[governor.verb].stem;
    // “Rejected calls to resign”, “denied reports that he resigned”.
    let asked = between
        .clone()
        .rev()
        .find(|at| line.says(*at) && !line.is_apart(*at));
    let asked = asked.filter(|at| {
        govern::is_asked(line.words[*at].stem) || effect(line.words[*at].stem, group.form).is_some()
    });
    let own = effect(word, group.form).or_else(|| {
        let (means, _) = verb(line, governor);
        means.and_then(|means| effect(super::super::stem_key(means), group.form))
    });
    let effect_of = match (group.form, own) {
        (Form::Finite, Some(own)) if is_that || is_next => Some(own),
        (Form::Finite, _) => None,
        (_, Some(Effect::Deny | Effect::Refuse)) => own,
        (_, own) => asked
            .and_then(|at| effect(line.words[at].stem, group.form))
            .or(own),
    };
    let Some(effect) = effect_of else {
        return if group.form == Form::Finite {
            PLAIN
        } else {
            alone(line, group, from)
        };
    };
    let hangs = match effect {
        Effect::Say => Link::Said,
        _ if own.is_some() => Link::Depends,
        _ => Link::None,
    };
    Over {
        link: hangs,
        ..apply(effect, governor, known.over)
    }
}

/// What a verb makes of what depends on it, given what is said of the verb itself.
fn apply(effect: Effect, governor: &Group, over: Over) -> Over {
    let is_turned = over.is_turned != (governor.n_not % 2 == 1);
    let cue = over.cue.unwrap_or(governor.start);
    let mood = over.mood.unwrap_or(governor.mood);
    let open = Over {
        mood: Some(Mood::Open),
        ..PLAIN
    };
    let raised = |to: Mood| Some(if mood == Mood::Fact { to } else { mood });
    match effect {
        // “Could decline to” leaves it open.
        Effect::Refuse | Effect::Deny => Over {
            is_turned: !is_turned,
            is_refused: !matches!(mood, Mood::Possible | Mood::Should | Mood::Open),
            mood: Some(mood).filter(|it| *it != Mood::Fact),
            cue: Some(cue),
            ..PLAIN
        },
        Effect::Promise => Over {
            is_turned,
            is_refused: is_turned,
            mood: raised(Mood::Future),
            cue: is_turned.then_some(cue),
            ..PLAIN
        },
        Effect::Manage => Over {
            is_turned,
            is_refused: over.is_refused,
            mood: raised(Mood::Fact).filter(|it| *it != Mood::Fact),
            cue: is_turned.then_some(cue),
            ..PLAIN
        },
        // Who does not say that it was so may know that it was.
        Effect::Say if is_turned => open,
        // “Said that he had told the boy that she lived”: it is not said whether she did.
        Effect::Say if over.link == Link::Said => open,
        Effect::Say => Over {
            is_refused: over.is_refused,
            mood: over.mood.filter(|it| *it == Mood::Open),
            ..PLAIN
        },
        Effect::Leave => open,
    }
}

/// A verb that depends on no other verb: by the noun before it, “his refusal to answer”.
fn alone(line: Line<'_>, group: &Group, from: usize) -> Over {
    if group.form == Form::Finite {
        return PLAIN;
    }
    let open = Over {
        mood: Some(Mood::Open),
        ..PLAIN
    };
    let before = from.checked_sub(1);
    let own = before.and_then(|at| effect(line.words[at].stem, group.form));
    match (own, group.form) {
        (Some(Effect::Refuse), _) => Over {
            is_turned: true,
            is_refused: true,
            cue: before,
            ..PLAIN
        },
        (_, Form::Gerund) => PLAIN,
        _ => open,
    }
}

/// Whether a clause that begins at `from` is a condition, or bounded by one.
fn is_open(line: Line<'_>, from: usize, verb: usize) -> bool {
    const NEAR: usize = 2;
    let is_condition = |at: usize| {
        line.part(at) == Some(Part::If) || line.is(at, &["until", "till", "than", "before"])
    };
    let is_before = |end: usize| {
        let near = (end.saturating_sub(NEAR)..end).rev();
        let mut near = near.take_while(|at| !line.is_apart(at + 1));
        near.any(is_condition)
    };
    is_before(from) || is_before(verb)
}
