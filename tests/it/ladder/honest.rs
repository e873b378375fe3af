//! What may be done to a sentence by whoever quotes or prints it, and on which rung it must be found.

use claimtest::passage::Rung;

/// A transformation of one sentence, which may not apply to it.
pub(super) type Change = fn(&str) -> Option<String>;

/// Transformations of the quotation, each with the rung it must be found on.
pub(super) const OF_QUOTATION: &[(&str, Rung, Change)] = &[
    ("as it stands", Rung::Verbatim, |text| Some(text.to_owned())),
    ("part of it", Rung::Verbatim, part),
    ("straight quotation marks", Rung::Typography, straight),
    ("other quotation marks", Rung::Typography, guillemets),
    ("plain dashes", Rung::Typography, |text| {
        changed(text, text.replace('—', " - "))
    }),
    ("double hyphens", Rung::Typography, |text| {
        changed(text, text.replace('—', "--"))
    }),
    ("no-break hyphens", Rung::Typography, |text| {
        changed(text, text.replace('-', "\u{2011}"))
    }),
    ("no-break spaces", Rung::Typography, |text| {
        changed(text, text.replace(' ', "\u{a0}"))
    }),
    ("thin spaces", Rung::Typography, |text| {
        changed(text, text.replace(' ', "\u{2009}"))
    }),
    ("zero-width spaces", Rung::Typography, |text| {
        in_words(text, "\u{200b}")
    }),
    ("soft hyphens", Rung::Typography, |text| {
        in_words(text, "\u{ad}")
    }),
    ("ligatures", Rung::Typography, ligatures),
    ("look-alike letters", Rung::Typography, lookalikes),
    ("marks of its own around it", Rung::Typography, |text| {
        Some(format!("“{text}”"))
    }),
    ("wrapped lines", Rung::Layout, |text| {
        changed(text, every_fourth_space(text, "\n"))
    }),
    ("indented lines", Rung::Layout, |text| {
        changed(text, every_fourth_space(text, "\n    "))
    }),
    ("double spaces", Rung::Layout, |text| {
        changed(text, every_fourth_space(text, "  "))
    }),
    ("hyphenated lines", Rung::Layout, |text| {
        in_words(text, "-\n")
    }),
    ("capitals", Rung::Case, |text| {
        changed(text, text.to_uppercase())
    }),
    ("an elision …", Rung::Editorial, |text| {
        elided(text, " … ")
    }),
    ("an elision ...", Rung::Editorial, |text| {
        elided(text, " ... ")
    }),
    ("an elision . . .", Rung::Editorial, |text| {
        elided(text, " . . . ")
    }),
    ("an elision […]", Rung::Editorial, |text| {
        elided(text, " […] ")
    }),
    ("an elision [...]", Rung::Editorial, |text| {
        elided(text, " [...] ")
    }),
    ("an insertion", Rung::Editorial, |text| {
        inserted(text, " [of the country] ")
    }),
    ("[sic]", Rung::Editorial, |text| inserted(text, " [sic] ")),
    ("an insertion in round brackets", Rung::Editorial, |text| {
        inserted(text, " (of the country) ")
    }),
    ("[T]he", Rung::Editorial, bracketed_capital),
    ("a comma of its own", Rung::Editorial, |text| {
        Some(format!("{},", part(text)?))
    }),
];

/// Transformations of the source.
pub(super) const OF_SOURCE: &[(&str, Rung, Change)] = &[
    ("straight quotation marks", Rung::Typography, straight),
    ("no-break spaces", Rung::Typography, |text| {
        changed(text, text.replace(' ', "\u{a0}"))
    }),
    ("ligatures", Rung::Typography, ligatures),
    ("look-alike letters", Rung::Typography, lookalikes),
    ("wrapped lines", Rung::Layout, |text| {
        changed(text, every_fourth_space(text, "\n"))
    }),
    ("hyphenated lines", Rung::Layout, |text| {
        in_words(text, "-\n")
    }),
    ("capitals", Rung::Case, |text| {
        changed(text, text.to_uppercase())
    }),
    ("words in square brackets", Rung::Editorial, |text| {
        inserted(text, " [of the country] ")
    }),
    ("a page number", Rung::Artefact, |text| {
        inserted(text, "\n\n17\n\n")
    }),
    ("a mark of a note", Rung::Artefact, |text| {
        inserted(text, "[12] ")
    }),
    ("tags", Rung::Artefact, |text| {
        inserted(text, "</b> <i class=\"x\">")
    }),
];

fn changed(old: &str, new: String) -> Option<String> {
    (old != new).then_some(new)
}

fn spaces(text: &str) -> Vec<usize> {
    text.match_indices(' ').map(|(at, _)| at).collect()
}

/// The middle of the sentence.
pub(super) fn part(text: &str) -> Option<String> {
    let spaces = spaces(text);
    let (start, end) = (*spaces.get(1)?, *spaces.iter().rev().nth(1)?);
    let part = text.get(start..end)?.trim();
    (part.split(' ').count() >= 3).then(|| part.to_owned())
}

fn straight(text: &str) -> Option<String> {
    changed(
        text,
        text.replace(['“', '”'], "\"").replace(['‘', '’'], "'"),
    )
}

fn guillemets(text: &str) -> Option<String> {
    changed(text, text.replace('“', "«").replace('”', "»"))
}

fn ligatures(text: &str) -> Option<String> {
    changed(
        text,
        text.replace("ffi", "ﬃ")
            .replace("fi", "ﬁ")
            .replace("fl", "ﬂ")
            .replace("ff", "ﬀ"),
    )
}

fn lookalikes(text: &str) -> Option<String> {
    let letters = |c| match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        'x' => 'х',
        'P' => 'Р',
        other => other,
    };
    changed(text, text.chars().map(letters).collect())
}

/// The text with `mark` in the middle of every word of eight letters and more.
fn in_words(text: &str, mark: &str) -> Option<String> {
    let words = text.split(' ').map(|word| {
        let is_plain = word.len() >= 8 && word.bytes().all(|b| b.is_ascii_alphabetic());
        if is_plain {
            format!("{}{mark}{}", &word[..4], &word[4..])
        } else {
            word.to_owned()
        }
    });
    changed(text, words.collect::<Vec<_>>().join(" "))
}

fn every_fourth_space(text: &str, by: &str) -> String {
    let mut n_spaces = 0;
    let mut out = String::new();
    for c in text.chars() {
        n_spaces += usize::from(c == ' ');
        if c == ' ' && n_spaces % 4 == 0 {
            out.push_str(by);
        } else {
            out.push(c);
        }
    }
    out
}

/// The sentence without a third of its words, and with a mark in their place.
fn elided(text: &str, mark: &str) -> Option<String> {
    let spaces = spaces(text);
    if spaces.len() < 8 {
        return None;
    }
    let (start, end) = (spaces[spaces.len() / 3], spaces[spaces.len() * 2 / 3]);
    Some(format!(
        "{}{mark}{}",
        text[..start].trim_end(),
        text[end..].trim_start()
    ))
}

fn inserted(text: &str, words: &str) -> Option<String> {
    let spaces = spaces(text);
    let at = *spaces.get(spaces.len() / 2).filter(|_| spaces.len() >= 4)?;
    Some(format!(
        "{}{words}{}",
        text[..at].trim_end(),
        text[at..].trim_start()
    ))
}

fn bracketed_capital(text: &str) -> Option<String> {
    let first = text.chars().next().filter(char::is_ascii_alphabetic)?;
    let second = text.chars().nth(1).filter(char::is_ascii_alphabetic);
    let other = if first.is_uppercase() {
        first.to_ascii_lowercase()
    } else {
        first.to_ascii_uppercase()
    };
    second.map(|_| format!("[{other}]{}", &text[1..]))
}
