//! What one text denies and another affirms is a conflict; what is of another time, person or mood is none.

use claimtest::compare::survey::Grade;

use super::between;

/// Whether the survey finds that two sentences contradict one another.
fn contradict(one: &str, other: &str) -> bool {
    let mut items = between("denial", one, other).into_iter();
    items.any(|item| {
        let is_of_values = item.why.contains("cannot both be true");
        item.grade == Grade::Conflict && !is_of_values
    })
}

#[test]
fn a_denial_of_what_the_other_affirms_is_a_conflict() {
    for (one, other, expected) in [
        // Both say both.
        (
            "The bridge opens again only if the river falls, and the river is not falling.",
            "The bridge opens only if the river falls, and the river is not falling, she said.",
            false,
        ),
        (
            "Quill did not inspect the northern pillars.",
            "Quill inspected the northern pillars.",
            true,
        ),
        (
            "The county never paid the divers for the inspection.",
            "The county paid the divers for the inspection.",
            true,
        ),
        (
            "The mayor refused to publish the divers’ report.",
            "The mayor published the divers’ report.",
            true,
        ),
        (
            "Quill criticized the divers for working at night.",
            "Quill praised the divers for working at night.",
            true,
        ),
        // It was somebody else.
        (
            "Quill did not inspect the northern pillars.",
            "Harrow inspected the northern pillars.",
            false,
        ),
        // It is still to come.
        (
            "Quill did not inspect the northern pillars.",
            "Quill will inspect the northern pillars.",
            false,
        ),
        // It was another day.
        (
            "Quill did not inspect the pillars on 3 May 2021.",
            "Quill inspected the pillars on 5 May 2021.",
            false,
        ),
        (
            "Quill not only inspected the northern pillars.",
            "Quill inspected the northern pillars.",
            false,
        ),
        (
            "Quill did not inspect the northern pillars until the river fell.",
            "Quill inspected the northern pillars.",
            false,
        ),
        (
            "Quill did not inspect the northern pillars.",
            "Quill failed to inspect the northern pillars.",
            false,
        ),
    ] {
        assert_eq!(contradict(one, other), expected, "{one} / {other}");
    }
}
