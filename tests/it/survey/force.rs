//! Who did it to whom, and how strongly it is said.

use super::between;

/// What the survey finds besides tellings: `conflict: A / B`.
fn found(folder: &str, one: &str, other: &str) -> String {
    let items = between(folder, one, other).into_iter();
    let shown = items.map(|item| format!("{}: {}", item.grade.name(), item.what));
    let graver = shown.filter(|shown| !shown.starts_with("telling"));
    graver.collect::<Vec<_>>().join("; ")
}

#[test]
fn who_did_it_to_whom_is_a_conflict_where_all_else_is_the_same() {
    for (one, other, expected) in [
        (
            "In the hall Harrow accused Lindqvist of hiding the report on the railing.",
            "In the hall Lindqvist accused Harrow of hiding the report on the railing.",
            "conflict: Harrow accused Lindqvist / Lindqvist accused Harrow",
        ),
        (
            "The mayor sued the contractors over the cost of the repair.",
            "The contractors sued the mayor over the cost of the repair.",
            "conflict: mayor sued the contractors / contractors sued the mayor",
        ),
        (
            "Harrow was beaten by Lindqvist in the vote for the county council.",
            "Harrow beat Lindqvist in the vote for the county council.",
            "conflict: Harrow was beaten by Lindqvist / Harrow beat Lindqvist",
        ),
        // The passive voice is no swap.
        (
            "Harrow was beaten by Lindqvist in the vote for the county council.",
            "Lindqvist beat Harrow in the vote for the county council.",
            "",
        ),
        // Both do it.
        (
            "Harrow met Lindqvist in the town hall on the railing.",
            "Lindqvist met Harrow in the town hall on the railing.",
            "",
        ),
        // One text tells both ways.
        (
            "Harrow accused Lindqvist of hiding the report. Lindqvist accused Harrow of hiding the report.",
            "Lindqvist accused Harrow of hiding the report.",
            "",
        ),
        // Of something else.
        (
            "Harrow accused Lindqvist of hiding the report on the railing.",
            "Lindqvist accused Harrow of taking money from the divers.",
            "",
        ),
    ] {
        assert_eq!(found("role", one, other), expected, "{one} {other}");
    }
}

#[test]
fn what_one_says_more_strongly_is_another_wording() {
    for (one, other, expected) in [
        (
            "The county will close the northern lane next spring.",
            "The county may close the northern lane next spring.",
            "wording: will close / may close",
        ),
        (
            "All of the divers were paid for the inspection.",
            "Some of the divers were paid for the inspection.",
            "wording: All of the divers / Some of the divers",
        ),
        (
            "Quill confirmed that the driver was asleep.",
            "Quill alleged that the driver was asleep.",
            "wording: confirmed that the driver / alleged that the driver",
        ),
        // As good as the same.
        (
            "The county plans to close the northern lane.",
            "The county will close the northern lane.",
            "",
        ),
        // Of something else.
        (
            "The county will close the northern lane next spring.",
            "Harrow may close his shop next spring.",
            "",
        ),
        // The other text says both.
        (
            "The county will close the northern lane.",
            "The county will close the northern lane. The county may close the southern lane.",
            "",
        ),
    ] {
        assert_eq!(found("strength", one, other), expected, "{one} {other}");
    }
}

#[test]
fn two_words_are_the_opposite_of_another_two() {
    for (one, other, expected) in [
        (
            "The inspection of the pillars was called off on Monday.",
            "The inspection of the pillars went ahead on Monday.",
            "conflict: pillars was called off on / pillars went ahead",
        ),
        (
            "The mayor turned down the divers’ offer of a new railing.",
            "The mayor agreed to the divers’ offer of a new railing.",
            "conflict: turned down the divers’ offer of a new railing / offer of a new railing",
        ),
        (
            "The mayor voted against the repair of the bridge.",
            "The mayor voted for the repair of the bridge.",
            "conflict: voted against / voted for",
        ),
    ] {
        assert_eq!(found("opposites", one, other), expected, "{one} {other}");
    }
}
