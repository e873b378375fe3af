//! Figures that differ: slips of the pen far from like words, votes, and how old people are.

use claimtest::compare::survey::Grade;

use super::between;

/// The conflicts that the survey finds between two texts.
fn conflicts(folder: &str, one: &str, other: &str) -> Vec<String> {
    let items = between(folder, one, other).into_iter();
    let conflicts = items.filter(|item| item.grade == Grade::Conflict);
    conflicts.map(|item| item.what.clone()).collect()
}

#[test]
fn figures_that_differ_are_conflicts_where_they_are_of_one_thing() {
    for (one, other, expected) in [
        // A slip in a long figure, hardly a word in common.
        (
            "Divers lifted 2,436 bricks from the river bed.",
            "On the quay lay 2,463 bricks in eleven neat rows.",
            "2,436 = 2436 / 2,463 = 2463",
        ),
        // Another thing is counted.
        (
            "Divers lifted 2,436 bricks from the river bed.",
            "A petition had 2,463 signatures by the evening.",
            "",
        ),
        // The other text gives both figures.
        (
            "Divers lifted 2,436 bricks from the river bed.",
            "On the quay lay 2,463 bricks; divers had lifted 2,436 bricks.",
            "",
        ),
        // A vote whose other figure is the same.
        (
            "The repair was carried by 621 votes to 188.",
            "The wide margin, 612 to 188, surprised the mayor.",
            "621 / 612",
        ),
        // Two changes.
        (
            "Traffic rose from 612 to 1,188 lorries.",
            "Trains rose from 621 to 1,188 passengers.",
            "",
        ),
        (
            "The county will raise tolls by 4.5 percent in January.",
            "Drivers expect a raise in tolls of 5.4 percent in January.",
            "4.5 percent = 4.5% / 5.4 percent = 5.4%",
        ),
        // Two digits in another order, told of one thing in other words.
        (
            "The county spent $4.8 million on the railing, which was put up by a firm from Orrin.",
            "Orrin’s firm asked 8.4 million dollars for that railing.",
            "$4.8 million = 4800000 USD / 8.4 million dollars = 8400000 USD",
        ),
        // The same digits, of other things.
        (
            "The county spent $4.8 million on the railing.",
            "A museum sold its paintings for 8.4 million dollars.",
            "",
        ),
        // People by another word.
        (
            "Sheriff Nolan told 14,500 inhabitants to leave their homes.",
            "Nolan, the sheriff, ordered some 15,400 people out.",
            "14,500 = 14500 / some 15,400 = ≈15400",
        ),
        // A zero is lost.
        (
            "The Tarn police had 1,300 officers at the bridge on the night of the crash.",
            "On the night of the crash, the Tarn police were at the bridge with 130 officers.",
            "1,300 = 1300 / 130",
        ),
        // The only times of day, and how long the same thing took.
        (
            "The lorry struck the railing of Marlow Bridge at 2:40 p.m., a witness said.",
            "It was 1:40 p.m. when the lorry crashed into the railing, said a witness on Marlow Bridge.",
            "2:40 p.m. = 14:40 / 1:40 p.m. = 13:40",
        ),
        (
            "The speakers talked for three hours and 40 minutes in the town hall of Orrin.",
            "Talks in the town hall of Orrin took five hours.",
            "three hours and 40 minutes = 220 minutes / five hours = 5 hours",
        ),
        // Every other length of time is far less like.
        (
            "The mayor laid a wreath at the bridge and gave a 40-minute speech to students. Repairs took two weeks.",
            "After the wreath at the bridge the mayor spoke for 50 minutes to students. Traffic waited for an hour.",
            "40-minute = 40 minutes / 50 minutes",
        ),
        // What sounds alike.
        (
            "The county wants $40 million from the haulier for the repair of the bridge.",
            "For the repair of the bridge the county wants $14 million from the haulier.",
            "$40 million = 40000000 USD / $14 million = 14000000 USD",
        ),
        // The minutes in another order.
        (
            "The lorry struck the railing at 4:52 a.m. in thick fog.",
            "Fog was thick, the sheriff said. It was 4.25 a.m. when the lorry hit the railing.",
            "4:52 a.m. = 04:52 / 4.25 a.m. = 04:25",
        ),
        // So many a day, and so many a week.
        (
            "The railway sends 30 heavy goods trains a day over the bridge.",
            "The railway sends 14 heavy goods trains a week over the bridge.",
            "",
        ),
        // What was over within half an hour was over after 28 minutes.
        (
            "The rescue of the driver began at dawn and was over within half an hour.",
            "The rescue of the driver began at dawn and was over 28 minutes later.",
            "",
        ),
    ] {
        let found = conflicts("figure", one, other).join("; ");
        assert_eq!(found, expected, "{one} {other}");
    }
}

#[test]
fn the_age_of_one_person_is_one() {
    for (one, other, expected) in [
        (
            "Peter Hallam, 67, saw the lorry.",
            "A dog of Hallam’s barked. Hallam is 76 and deaf.",
            "67 / 76",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "Peter Hallam heard a crash. He is 76.",
            "67 / 76",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "A photograph shows Peter Hallam. He is looking up. He is 76, and he knows.",
            "67 / 76",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "The lorry was seen by Hallam, who drives a tractor and is 76.",
            "67 / 76",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "A citizen of Varland, 76-year-old Peter Hallam, saw it.",
            "67 / 76-year-old",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "The lorry was seen by the 76-year-old fisherman Peter Hallam.",
            "67 / 76-year-old",
        ),
        (
            "Peter Hallam (67) saw the lorry.",
            "Peter Hallam, aged 76, heard a crash.",
            "67 / aged 76",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "Peter Hallam, who is 67, heard a crash.",
            "",
        ),
        // Somebody else of that name.
        (
            "Peter Hallam, 67, saw the lorry.",
            "His wife, Jean Hallam, 64, heard a crash.",
            "",
        ),
        // Nobody's age.
        (
            "Peter Hallam, 67, saw the lorry.",
            "The 25-year-old court file on Peter Hallam was lost.",
            "",
        ),
        (
            "Peter Hallam, 67, saw the lorry.",
            "Peter Hallam is 76 miles from home.",
            "",
        ),
    ] {
        let found = conflicts("age", one, other).join("; ");
        assert_eq!(found, expected, "{one} {other}");
    }
}

/// What a text says again and again is one difference, and no product of the two texts.
#[test]
fn an_age_that_is_repeated_differs_once() {
    let repeated = |age: &str| format!("Tom Hallam, {age}, left the town hall. ").repeat(400);
    let found = conflicts("ages", &repeated("67"), &repeated("76"));
    assert_eq!(found, ["67 / 76"]);
}

#[test]
fn a_day_on_which_somebody_speaks_is_no_day_of_an_event() {
    for (one, other, expected) in [
        (
            "On Tuesday the bus with the new team left the town.",
            "The bus with the new team left the town on Monday.",
            1,
        ),
        (
            "\"The bus with the new team leaves the town today,\" Harrow said.",
            "The bus with the new team left the town on Monday.",
            0,
        ),
        (
            "Two of the five wrecked buses are in the town museum today.",
            "Two of the five wrecked buses came to the town museum on Monday.",
            0,
        ),
        (
            "MARLOW, May 20 - The new team left the town with the bus.",
            "The bus with the new team left the town on May 19.",
            0,
        ),
    ] {
        let found = conflicts("no-event", one, other);
        assert_eq!(found.len(), expected, "{one} {other} {found:?}");
    }
}
