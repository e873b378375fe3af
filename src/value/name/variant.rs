//! Likely variants: names so alike that they may be one, which only a person can say.

use super::words::letters;

/// The most words of a name that are compared letter by letter.
pub(super) const MOST_WORDS: usize = 12;

/// Whether two names may be one: transliterations, misspellings, initials, words run together.
pub(super) fn is_likely(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() > MOST_WORDS {
        return false;
    }
    let together = short.len() < long.len() && is_near(&short.concat(), &long.concat());
    together
        || short.iter().all(|word| {
            long.iter()
                .any(|other| short.len() > 1 && is_clipped(word, other) || is_near(word, other))
        })
}

/// Whether one name is the initials of the other: “ICC”.
pub(super) fn are_initials(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let [only] = short else {
        return false;
    };
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    long.len() > 1 && (initials == *only || initials.starts_with(only.as_str()) && only.len() > 2)
}

/// Whether `a` is the first letter of `b`.
pub(super) fn is_initial(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a)
}

/// Whether one word is the other cut short: “Ben” of “Benjamin”.
fn is_clipped(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() > 2 && long.starts_with(short)
}

/// Whether two words differ by at most one letter in four, after the spellings that transliteration mixes up.
fn is_near(a: &str, b: &str) -> bool {
    if a == b || is_initial(a, b) || is_initial(b, a) {
        return true;
    }
    let (a, b) = (loosely(a), loosely(b));
    if a == b {
        return !a.is_empty();
    }
    let longest = a.len().max(b.len());
    (4..=40).contains(&longest) && distance(&a, &b) * 4 <= longest
}

/// The sounds, with what only other alphabets mix up made one: x and s of Pinyin, j and i, and Cyrillic letters as
/// they are commonly written in Latin ones.
fn loosely(word: &str) -> Vec<char> {
    let mut latin = String::with_capacity(word.len());
    for char in word.chars() {
        match cyrillic(char) {
            Some(written) => latin.push_str(written),
            None => latin.push(char),
        }
    }
    let mut loose = sounds(&latin);
    for sound in &mut loose {
        *sound = match *sound {
            'x' => 's',
            'j' => 'i',
            other => other,
        };
    }
    loose.dedup();
    loose
}

fn cyrillic(char: char) -> Option<&'static str> {
    Some(match char {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'є' => "ie",
        'ё' => "io",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

/// The letters with what transliterations write differently made one.
pub(crate) fn sounds(word: &str) -> Vec<char> {
    let mut sounds = letters(word);
    for (written, sound) in SOUNDS {
        replace(&mut sounds, written, sound);
    }
    sounds.dedup();
    sounds
}

/// Puts `sound`, which is no longer, in place of what is `written`, wherever it stands.
fn replace(letters: &mut Vec<char>, written: &[char], sound: &[char]) {
    let Some(mut end) = letters.iter().position(|letter| *letter == written[0]) else {
        return;
    };
    let mut at = end;
    while at < letters.len() {
        if letters[at..].starts_with(written) {
            letters[end..end + sound.len()].copy_from_slice(sound);
            at += written.len();
            end += sound.len();
        } else {
            letters[end] = letters[at];
            at += 1;
            end += 1;
        }
    }
    letters.truncate(end);
}

/// What is written in several ways, one after the other.
const SOUNDS: [(&[char], &[char]); 12] = [
    (&['i', 'y'], &['i']),
    (&['y', 'y'], &['i']),
    (&['i', 'j'], &['i']),
    (&['y'], &['i']),
    (&['k', 'h'], &['h']),
    (&['t', 's'], &['c']),
    (&['t', 'z'], &['c']),
    (&['s', 'c', 'h'], &['s', 'h']),
    (&['p', 'h'], &['f']),
    (&['c', 'k'], &['k']),
    (&['q'], &['k']),
    (&['w'], &['v']),
];

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
