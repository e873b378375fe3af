//! What one text rules out, turns down or leaves undone and the other tells as done, in other words.

use claimtest::compare::survey::Grade;

use super::between;

/// Whether the survey finds that two sentences contradict one another.
fn contradict(one: &str, other: &str) -> bool {
    let mut items = between("contrary", one, other).into_iter();
    items.any(|item| {
        let is_of_values = item.why.contains("cannot both be true");
        item.grade == Grade::Conflict && !is_of_values
    })
}

#[test]
fn what_is_ruled_out_in_one_text_and_done_in_the_other_is_a_conflict() {
    for (one, other, expected) in [
        (
            "The hauliers have ruled out a lawsuit.",
            "The hauliers will file a lawsuit in May, a spokesman said.",
            true,
        ),
        (
            "The county denied the use of explosives at the northern pier.",
            "Explosives were used at the northern pier at night.",
            true,
        ),
        (
            "The foghorns stayed silent.",
            "Foghorns wailed over the estuary.",
            true,
        ),
        (
            "The toll house came through unscathed.",
            "The toll house has burned to the ground.",
            true,
        ),
        (
            "The report does not mention the cracked girders.",
            "The report also brings up the cracked girders.",
            true,
        ),
        (
            "She declined to answer questions.",
            "She took questions from reporters for an hour.",
            true,
        ),
        (
            "He denied on Monday that the girders had been talked about.",
            "Two engineers say that girders, too, were discussed.",
            true,
        ),
        // It is said of something else.
        (
            "The report does not mention the cracked girders.",
            "The mayor also brings up the missing lanterns.",
            false,
        ),
        // Of somebody else.
        (
            "Perrin refused to lift the ban on heavy lorries.",
            "Holt will lift a ban on heavy lorries.",
            false,
        ),
        // On another day.
        (
            "On Monday the foghorns stayed silent.",
            "On Friday the foghorns wailed over the estuary.",
            false,
        ),
        // Both say both.
        (
            "Two lorries were seized there and released.",
            "Two lorries were arrested there; they were released without a fine.",
            false,
        ),
        // A condition.
        (
            "If the foghorns stayed silent, nobody would know.",
            "The foghorns wailed over the estuary.",
            false,
        ),
        // Clause by clause.
        (
            "The wardens said they had warned the hauliers about the girders.",
            "The wardens never warned the hauliers.",
            true,
        ),
        (
            "The northern pier passed its previous inspection.",
            "A clerk says that the northern pier failed its inspection.",
            true,
        ),
        (
            "The northern pier remains closed to walkers.",
            "Since Monday the northern pier has reopened.",
            true,
        ),
        (
            "The divers made no apology to the hauliers.",
            "The divers apologised to the hauliers.",
            true,
        ),
    ] {
        assert_eq!(contradict(one, other), expected, "{one} / {other}");
        assert_eq!(contradict(other, one), expected, "{other} / {one}");
    }
}
