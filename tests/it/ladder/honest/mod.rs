//! What may be done to a sentence by whoever quotes or prints it, and on which rung it must be found.
//!
//! Each kind of change is one function; the tables also name combinations, as a scanned page is
//! wrapped, hyphenated and full of ligatures all at once.

mod editorial;
mod layout;
mod typography;

use claimtest::passage::Rung;

use editorial::{bracketed_capital, elided, elided_twice, inserted, part, tail, without_brackets};
use layout::{hyphenated, lower, swapped_case, titled, upper, wrapped, wrapped_at_hyphens};
use typography::{
    apostrophes, decomposed, full_width, greek, guillemets, in_words, latex, ligatures, lookalikes,
    one_lookalike, replaced, spaces, straight, swapped_marks,
};

/// A transformation of one sentence, which may not apply to it.
pub(crate) type Change = fn(&str) -> Option<String>;

/// Transformations of the quotation, each with the rung it must be found on.
#[rustfmt::skip]
pub(crate) const OF_QUOTATION: &[(&str, Rung, Change)] = &[
    ("as it stands", Rung::Verbatim, |text| Some(text.to_owned())),
    ("part of it", Rung::Verbatim, part),
    ("the end of it", Rung::Verbatim, tail),

    ("straight quotation marks", Rung::Typography, straight),
    ("pointed quotation marks", Rung::Typography, guillemets),
    ("German quotation marks", Rung::Typography, |text| replaced(text, &[('“', "„"), ('”', "“")])),
    ("full-width quotation marks", Rung::Typography, |text| replaced(text, &[('“', "＂"), ('”', "＂")])),
    ("typed quotation marks", Rung::Typography, latex),
    ("single for double marks", Rung::Typography, swapped_marks),
    ("marks of its own around it", Rung::Typography, |text| Some(format!("“{text}”"))),
    ("single marks of its own", Rung::Typography, |text| Some(format!("‘{text}’"))),
    ("straight marks of its own", Rung::Typography, |text| Some(format!("\"{text}\""))),
    ("straight apostrophes", Rung::Typography, |text| apostrophes(text, "'")),
    ("primes for apostrophes", Rung::Typography, |text| apostrophes(text, "′")),
    ("letters for apostrophes", Rung::Typography, |text| apostrophes(text, "ʼ")),
    ("accents for apostrophes", Rung::Typography, |text| apostrophes(text, "´")),
    ("plain dashes", Rung::Typography, |text| replaced(text, &[('—', " - ")])),
    ("double hyphens", Rung::Typography, |text| replaced(text, &[('—', "--")])),
    ("triple hyphens", Rung::Typography, |text| replaced(text, &[('—', "---")])),
    ("spaced dashes", Rung::Typography, |text| replaced(text, &[('—', " – ")])),
    ("bars for dashes", Rung::Typography, |text| replaced(text, &[('—', "―")])),
    ("no-break hyphens", Rung::Typography, |text| replaced(text, &[('-', "\u{2011}")])),
    ("other hyphens", Rung::Typography, |text| replaced(text, &[('-', "\u{2010}")])),
    ("no-break spaces", Rung::Typography, |text| spaces(text, "\u{a0}")),
    ("narrow no-break spaces", Rung::Typography, |text| spaces(text, "\u{202f}")),
    ("thin spaces", Rung::Typography, |text| spaces(text, "\u{2009}")),
    ("ideographic spaces", Rung::Typography, |text| spaces(text, "\u{3000}")),
    ("zero-width spaces", Rung::Typography, |text| in_words(text, "\u{200b}")),
    ("zero-width joiners", Rung::Typography, |text| in_words(text, "\u{200d}")),
    ("word joiners", Rung::Typography, |text| in_words(text, "\u{2060}")),
    ("byte order marks", Rung::Typography, |text| in_words(text, "\u{feff}")),
    ("soft hyphens", Rung::Typography, |text| in_words(text, "\u{ad}")),
    ("decomposed letters", Rung::Typography, decomposed),
    ("ligatures", Rung::Typography, ligatures),
    ("full-width letters", Rung::Typography, full_width),
    ("Cyrillic look-alikes", Rung::Typography, lookalikes),
    ("Greek look-alikes", Rung::Typography, greek),
    ("one look-alike", Rung::Typography, one_lookalike),
    ("ligatures, look-alikes and straight marks", Rung::Typography, |text| straight(&lookalikes(&ligatures(text)?)?)),
    ("no-break spaces and soft hyphens", Rung::Typography, |text| spaces(&in_words(text, "\u{ad}")?, "\u{a0}")),
    ("part of it, with look-alikes", Rung::Typography, |text| lookalikes(&part(text)?)),

    ("wrapped lines", Rung::Layout, |text| wrapped(text, "\n")),
    ("wrapped lines of Windows", Rung::Layout, |text| wrapped(text, "\r\n")),
    ("indented lines", Rung::Layout, |text| wrapped(text, "\n    ")),
    ("lines with blanks at their ends", Rung::Layout, |text| wrapped(text, "  \n")),
    ("tabs at line starts", Rung::Layout, |text| wrapped(text, "\n\t")),
    ("double spaces", Rung::Layout, |text| wrapped(text, "  ")),
    ("line separators", Rung::Layout, |text| wrapped(text, "\u{2028}")),
    ("hyphenated lines", Rung::Layout, |text| hyphenated(text, "-\n")),
    ("hyphenated lines of Windows", Rung::Layout, |text| hyphenated(text, "-\r\n")),
    ("hyphenated and indented lines", Rung::Layout, |text| hyphenated(text, "-\n   ")),
    ("lines hyphenated otherwise", Rung::Layout, |text| hyphenated(text, "\u{2010}\n")),
    ("soft hyphens at line ends", Rung::Layout, |text| hyphenated(text, "\u{ad}\n")),
    ("lines that end at a real hyphen", Rung::Layout, wrapped_at_hyphens),
    ("wrapped, with ligatures", Rung::Layout, |text| wrapped(&ligatures(text)?, "\n")),
    ("wrapped, with look-alikes", Rung::Layout, |text| wrapped(&lookalikes(text)?, "\n")),
    ("hyphenated and wrapped, straight marks", Rung::Layout, |text| straight(&wrapped(&hyphenated(text, "-\n")?, "\n")?)),
    ("part of it, wrapped", Rung::Layout, |text| wrapped(&part(text)?, "\n")),

    ("capitals", Rung::Case, upper),
    ("lower case", Rung::Case, lower),
    ("capitals as in a title", Rung::Case, titled),
    ("another case at its start", Rung::Case, swapped_case),
    ("capitals and ligatures", Rung::Case, |text| ligatures(&titled(text)?)),
    ("capitals, wrapped", Rung::Case, |text| wrapped(&upper(text)?, "\n")),
    ("capitals, hyphenated", Rung::Case, |text| hyphenated(&upper(text)?, "-\n")),
    ("capitals and look-alikes", Rung::Case, |text| lookalikes(&upper(text)?)),
    ("capitals and soft hyphens", Rung::Case, |text| in_words(&upper(text)?, "\u{ad}")),
    ("lower case, ligatures, wrapped", Rung::Case, |text| wrapped(&ligatures(&lower(text)?)?, "\n")),
    ("part of it, in capitals", Rung::Case, |text| upper(&part(text)?)),

    ("an elision …", Rung::Editorial, |text| elided(text, " … ")),
    ("an elision … without spaces", Rung::Editorial, |text| elided(text, "…")),
    ("an elision ...", Rung::Editorial, |text| elided(text, " ... ")),
    ("an elision ... after a word", Rung::Editorial, |text| elided(text, "... ")),
    ("an elision ....", Rung::Editorial, |text| elided(text, ".... ")),
    ("an elision . . .", Rung::Editorial, |text| elided(text, " . . . ")),
    ("an elision […]", Rung::Editorial, |text| elided(text, " […] ")),
    ("an elision [...]", Rung::Editorial, |text| elided(text, " [...] ")),
    ("an elision [. . .]", Rung::Editorial, |text| elided(text, " [. . .] ")),
    ("an elision (…)", Rung::Editorial, |text| elided(text, " (…) ")),
    ("an elision (...)", Rung::Editorial, |text| elided(text, " (...) ")),
    ("two elisions", Rung::Editorial, |text| elided_twice(text, " … ")),
    ("two elisions of two kinds", Rung::Editorial, |text| elided_twice(text, " [...] ")),
    ("an elision at its start", Rung::Editorial, |text| Some(format!("… {}", tail(text)?))),
    ("an elision at its end", Rung::Editorial, |text| Some(format!("{} …", part(text)?))),
    ("elisions at both ends", Rung::Editorial, |text| Some(format!("[…] {} […]", part(text)?))),
    ("dots at both ends", Rung::Editorial, |text| Some(format!("...{}...", part(text)?))),
    ("an elision, wrapped", Rung::Editorial, |text| wrapped(&elided(text, " … ")?, "\n")),
    ("an elision, capitals", Rung::Editorial, |text| upper(&elided(text, " […] ")?)),
    ("an elision, look-alikes", Rung::Editorial, |text| lookalikes(&elided(text, " ... ")?)),
    ("an insertion", Rung::Editorial, |text| inserted(text, " [of the country] ")),
    ("an insertion of a name", Rung::Editorial, |text| inserted(text, " [Mr. Rutherford-Hayes] ")),
    ("an insertion, wrapped", Rung::Editorial, |text| wrapped(&inserted(text, " [of the country] ")?, "\n")),
    ("an insertion, capitals", Rung::Editorial, |text| upper(&inserted(text, " [of the country] ")?)),
    ("an insertion at its start", Rung::Editorial, |text| Some(format!("[In the country,] {}", without_brackets(part(text)?, text)?))),
    ("an insertion at its end", Rung::Editorial, |text| Some(format!("{} [in the country]", without_brackets(part(text)?, text)?))),
    ("[sic]", Rung::Editorial, |text| inserted(text, " [sic] ")),
    ("(sic)", Rung::Editorial, |text| inserted(text, " (sic) ")),
    ("[emphasis added]", Rung::Editorial, |text| Some(format!("{text} [emphasis added]"))),
    ("an insertion in round brackets", Rung::Editorial, |text| inserted(text, " (of the country) ")),
    ("[T]he", Rung::Editorial, bracketed_capital),
    ("[t]he end of it", Rung::Editorial, |text| bracketed_capital(&tail(text)?)),
    ("[T]he and an elision", Rung::Editorial, |text| bracketed_capital(&elided(text, " … ")?)),
    ("an elision and an insertion", Rung::Editorial, |text| inserted(&elided(text, " […] ")?, " [sic] ")),
    ("a comma of its own", Rung::Editorial, |text| Some(format!("{},", part(text)?))),
    ("a full stop of its own", Rung::Editorial, |text| Some(format!("“{}.”", part(text)?))),
];

/// Transformations of the source.
#[rustfmt::skip]
pub(crate) const OF_SOURCE: &[(&str, Rung, Change)] = &[
    ("straight quotation marks", Rung::Typography, straight),
    ("single for double marks", Rung::Typography, swapped_marks),
    ("no-break spaces", Rung::Typography, |text| spaces(text, "\u{a0}")),
    ("soft hyphens", Rung::Typography, |text| in_words(text, "\u{ad}")),
    ("zero-width spaces", Rung::Typography, |text| in_words(text, "\u{200b}")),
    ("decomposed letters", Rung::Typography, decomposed),
    ("ligatures", Rung::Typography, ligatures),
    ("full-width letters", Rung::Typography, full_width),
    ("Cyrillic look-alikes", Rung::Typography, lookalikes),
    ("Greek look-alikes", Rung::Typography, greek),
    ("wrapped lines", Rung::Layout, |text| wrapped(text, "\n")),
    ("wrapped lines of Windows", Rung::Layout, |text| wrapped(text, "\r\n")),
    ("hyphenated lines", Rung::Layout, |text| hyphenated(text, "-\n")),
    ("hyphenated and indented lines", Rung::Layout, |text| hyphenated(text, "-\n    ")),
    ("lines that end at a real hyphen", Rung::Layout, wrapped_at_hyphens),
    ("hyphenated, with ligatures", Rung::Layout, |text| ligatures(&hyphenated(text, "-\n")?)),
    ("capitals", Rung::Case, upper),
    ("capitals, wrapped and hyphenated", Rung::Case, |text| wrapped(&hyphenated(&upper(text)?, "-\n")?, "\n")),
    ("words in square brackets", Rung::Editorial, |text| inserted(text, " [of the country] ")),
    ("[sic]", Rung::Editorial, |text| inserted(text, " [sic] ")),
    ("a page number", Rung::Artefact, |text| inserted(text, "\n\n17\n\n")),
    ("a page number between dashes", Rung::Artefact, |text| inserted(text, "\n\n- 17 -\n\n")),
    ("a page number with its word", Rung::Artefact, |text| inserted(text, "\n\nPage 17 of 20\n\n")),
    ("a page number, wrapped", Rung::Artefact, |text| inserted(&wrapped(text, "\n")?, "\n17\n")),
    ("a form feed and a page number", Rung::Artefact, |text| inserted(text, "\n17\u{c}\n")),
    ("a mark of a note", Rung::Artefact, |text| inserted(text, "[12] ")),
    ("a raised mark of a note", Rung::Artefact, |text| inserted(text, "¹² ")),
    ("a dagger", Rung::Artefact, |text| inserted(text, "† ")),
    ("two marks of notes", Rung::Artefact, |text| inserted(text, "[12][13] ")),
    ("tags", Rung::Artefact, |text| inserted(text, "</b> <i class=\"x\">")),
    ("emphasis of Markdown", Rung::Artefact, |text| inserted(text, "** _")),
    ("a mark of a note, capitals, wrapped", Rung::Artefact, |text| inserted(&wrapped(&upper(text)?, "\n")?, "[12] ")),
];

/// `new`, unless nothing is new in it.
pub(crate) fn changed(old: &str, new: String) -> Option<String> {
    (old != new).then_some(new)
}
