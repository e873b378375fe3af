//! What is quoted in both texts, in words that are not quite the same.

use super::between;

#[test]
fn a_quotation_with_a_few_words_changed_is_another_wording() {
    for (one, other, expected) in [
        (
            "\"Nobody will dictate to us whom we trade with,\" Harrow said.",
            "\"Nobody will lecture us on whom we trade with,\" Harrow said.",
            Some("Harrow"),
        ),
        (
            "\"Our plan has no limits and no hidden price,\" Harrow said.",
            "\"Our plan has no limits and no secret purpose,\" said the guest.",
            Some("Harrow"),
        ),
        (
            "\"We have lost the heart of this town,\" Harrow said.",
            "\"We have lost half of this town, but we have not lost its people,\" Harrow said.",
            Some("Harrow"),
        ),
        // A single word.
        (
            "\"There is no reason to panic,\" Harrow said.",
            "\"There is no reason to fear,\" Harrow said.",
            Some("Harrow"),
        ),
        // One begins later and the other ends sooner.
        (
            "\"This winter we have lost the heart of this town,\" Harrow said.",
            "\"We have lost the heart of this town, but not its people,\" Harrow said.",
            None,
        ),
        // One text has both.
        (
            "\"We will fight for every job in this town,\" Harrow said.",
            "\"We will fight for every home in this town,\" Harrow said. \
             \"We will fight for every job in this town,\" she said.",
            None,
        ),
        // Of two people.
        (
            "\"Our plan has no limits and no hidden price,\" Harrow said.",
            "\"Our plan has no limits and no secret purpose,\" Lindqvist said.",
            None,
        ),
        // Hardly a word of it says anything.
        (
            "\"It was not as it should be,\" Harrow said.",
            "\"It was not what it could be,\" Harrow said.",
            None,
        ),
    ] {
        let items = between("quoted", one, other);
        let wording = items.iter().find(|item| item.grade.name() == "wording");
        assert_eq!(
            wording.map(|it| it.what.as_str()),
            expected,
            "{one} {other}"
        );
    }
}

#[test]
fn what_people_are_called_is_held_against_what_they_are_called() {
    for (one, other, expected) in [
        (
            "Harrow praised the work, and the two called each other \"dear friends\".",
            "Harrow, who referred to Lindqvist as his \"good old friend\", left early.",
            Some("dear friends / good old friend"),
        ),
        // Not what else is said of friends, and not another name.
        (
            "Harrow praised the work, and sat beside \"dear friends\".",
            "Harrow, who referred to Lindqvist as his \"good old friend\", left early.",
            None,
        ),
        (
            "Harrow praised the work and called Lindqvist a \"dear friend\".",
            "Harrow, who referred to Lindqvist as a \"bitter rival\", left early.",
            None,
        ),
    ] {
        let items = between("called", one, other);
        let wording = items.iter().find(|item| item.grade.name() == "wording");
        let what = wording.map(|it| it.what.as_str());
        assert_eq!(what, expected, "{one} {other}");
    }
}

#[test]
fn sentences_that_quote_the_same_few_words_tell_of_one_matter() {
    for (one, other, is_told) in [
        (
            "They have declared a \"no limits\" partnership.",
            "Little is left of the \"no limits\" partnership of last year.",
            true,
        ),
        (
            "They have declared a \"no limits\" partnership.",
            "Little is left of the partnership of last year.",
            false,
        ),
    ] {
        let items = between("quoted-alike", one, other);
        let mut items = items.iter();
        let is_found = items.any(|item| item.why == "both quote “no limits”");
        assert_eq!(is_found, is_told, "{one} {other}");
    }
}

#[test]
fn whoever_comes_next_says_a_sentence_that_is_quoted_up_to_a_comma() {
    for (tag, expected) in [
        ("remembered Ann Lindqvist, 71, whose house is gone.", true),
        ("the engineer Lindqvist threw in.", true),
        ("Lindqvist smiled.", true),
        ("which surprised Lindqvist.", false),
        ("it seemed to Lindqvist.", false),
    ] {
        let one = "\"The sky went black at three in the afternoon,\" Paul Harrow said.";
        let other = format!("\"The sky went black at three in the afternoon,\" {tag}");
        let items = between("tagged", one, &other);
        let is_another = items.iter().any(|item| item.grade.name() == "attribution");
        assert_eq!(is_another, expected, "{tag}");
    }
}
