//! Likely variants: names so alike that they may be one, which only a person can say.

use unicode_normalization::UnicodeNormalization;

/// The most words of a name that are compared letter by letter.
const MOST_WORDS: usize = 12;

/// Whether two names may be one: transliterations, misspellings, initials, words run together.
pub(super) fn is_likely(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() > MOST_WORDS {
        return false;
    }
    if let [only] = short {
        let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
        if long.len() > 1
            && (initials == *only || initials.starts_with(only.as_str()) && only.len() > 2)
        {
            return true;
        }
    }
    let together = short.len() < long.len() && is_near(&short.concat(), &long.concat());
    together
        || short
            .iter()
            .all(|word| long.iter().any(|other| is_near(word, other)))
}

/// Whether `a` is the first letter of `b`.
pub(super) fn is_initial(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a)
}

/// Whether two words differ by at most one letter in four, after the spellings that transliteration mixes up.
fn is_near(a: &str, b: &str) -> bool {
    if a == b || is_initial(a, b) || is_initial(b, a) {
        return true;
    }
    let (a, b) = (sounds(a), sounds(b));
    let longest = a.len().max(b.len());
    (4..=40).contains(&longest) && distance(&a, &b) * 4 <= longest
}

/// The letters with what transliterations write differently made one.
pub(crate) fn sounds(word: &str) -> Vec<char> {
    let plain: String = word
        .nfd()
        .filter(|char| !('\u{300}'..='\u{36f}').contains(char) && *char != '\'')
        .collect();
    let plain = plain
        .replace("iy", "i")
        .replace("yy", "i")
        .replace("ij", "i")
        .replace('y', "i")
        .replace("kh", "h")
        .replace("ts", "c")
        .replace("tz", "c")
        .replace("sch", "sh")
        .replace("ph", "f")
        .replace("ck", "k")
        .replace('q', "k")
        .replace('w', "v");
    let mut sounds: Vec<char> = plain.chars().collect();
    sounds.dedup();
    sounds
}

/// Edits between two words; both are short.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
