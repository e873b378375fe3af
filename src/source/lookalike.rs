//! Letters of another script that look like Latin ones.
//!
//! A word is read as Latin when every one of its letters is Latin or looks it. Letters that only
//! resemble a Latin letter are read as one beside real Latin letters alone, so that Greek and Cyrillic
//! words keep their own letters. After the confusables of Unicode Technical Standard 39.

/// How the letters of one word are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// As they are.
    Own,
    /// Those that cannot be told from a Latin letter as that letter.
    Twins,
    /// Those that resemble a Latin letter too.
    Similar,
}

impl Script {
    /// Decides for one word.
    pub(super) fn of(word: &str) -> Self {
        let foreign = |c: &char| c.is_alphabetic() && !is_latin(*c);
        let letters = || word.chars().filter(foreign);
        if letters().next().is_none() {
            Self::Own
        } else if word.chars().any(|c| c.is_alphabetic() && is_latin(c)) {
            if letters().all(|c| twin(c).or_else(|| similar(c)).is_some()) {
                Self::Similar
            } else {
                Self::Own
            }
        } else if letters().all(|c| twin(c).is_some()) {
            Self::Twins
        } else {
            Self::Own
        }
    }

    /// The letter that `c` is read as.
    pub(super) fn latin(self, c: char) -> char {
        match self {
            Self::Own => c,
            Self::Twins => twin(c).unwrap_or(c),
            Self::Similar => twin(c).or_else(|| similar(c)).unwrap_or(c),
        }
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{250}'
        | '\u{252}'..='\u{260}' | '\u{262}'..='\u{2AF}'
        | '\u{1D00}'..='\u{1D25}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}'
        | '\u{A720}'..='\u{A7FF}' | '\u{FB00}'..='\u{FB06}' | '\u{FF21}'..='\u{FF5A}'
        | '\u{2100}'..='\u{214F}' | '\u{1D400}'..='\u{1D6A5}')
}

/// The Latin letter that `c` is drawn the same as.
fn twin(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Ԍ' => 'G',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' | 'K' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' | 'Օ' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ԛ' => 'Q',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Ѵ' => 'V',
        'Ԝ' => 'W',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        // A letter with its dot or its diaeresis comes here without it, after decomposition.
        'ј' | 'ϳ' => 'j',
        'ӏ' => 'l',
        'о' | 'ο' | 'օ' => 'o',
        'р' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'ѵ' | 'ν' => 'v',
        'ԝ' => 'w',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// The Latin letter that `c` resembles: what UTS 39 has of the scripts that fonts commonly hold.
fn similar(c: char) -> Option<char> {
    Some(match c {
        'Ꭺ' | 'ꓮ' => 'A',
        'Ᏼ' | 'ꓐ' => 'B',
        'Ꮯ' | 'ꓚ' | 'Ⲥ' => 'C',
        'Ꭰ' | 'ꓓ' => 'D',
        'Ꭼ' | 'ꓰ' => 'E',
        'Ϝ' | 'ꓝ' => 'F',
        'Ᏻ' | 'Ꮐ' | 'ꓖ' => 'G',
        'Ꮋ' | 'ꓧ' | 'Ⲏ' => 'H',
        'ꓲ' | 'Ⲓ' => 'I',
        'Ϳ' | 'Ꭻ' | 'ꓙ' => 'J',
        'Ꮶ' | 'ꓗ' | 'Ⲕ' => 'K',
        'Ꮮ' | 'ꓡ' | 'Ⳑ' => 'L',
        'Ϻ' | 'Ꮇ' | 'ꓟ' | 'Ⲙ' => 'M',
        'ꓠ' | 'Ⲛ' => 'N',
        'ꓳ' | 'Ⲟ' => 'O',
        'Ꮲ' | 'ꓑ' | 'Ⲣ' => 'P',
        'Ꭱ' | 'Ꮢ' | 'ꓣ' => 'R',
        'Տ' | 'Ꮥ' | 'Ꮪ' | 'ꓢ' => 'S',
        'Ꭲ' | 'ꓔ' | 'Ⲧ' => 'T',
        'Ս' | 'ꓴ' => 'U',
        'Ꮩ' | 'ꓦ' => 'V',
        'Ꮃ' | 'Ꮤ' | 'ꓪ' => 'W',
        'ꓫ' | 'Ⲭ' => 'X',
        'ϒ' | 'Ꭹ' | 'Ꮍ' | 'ꓬ' | 'Ⲩ' => 'Y',
        'Ꮓ' | 'ꓜ' => 'Z',
        'α' | 'ɑ' => 'a',
        'Ь' | 'Ꮟ' => 'b',
        'ꮯ' | 'ⲥ' => 'c',
        'Ꮷ' | 'ꓒ' => 'd',
        'ε' | 'ҽ' => 'e',
        'ք' => 'f',
        'ɡ' | 'ց' => 'g',
        'հ' | 'Ꮒ' => 'h',
        'ι' | '\u{1FBE}' | 'ͺ' | 'ꙇ' | 'Ꭵ' | 'ꭵ' => 'i',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'ո' | 'ռ' | 'η' => 'n',
        'σ' | 'ⲟ' => 'o',
        'ρ' | 'ϱ' | 'ⲣ' => 'p',
        'գ' | 'զ' => 'q',
        'г' | 'ᴦ' | 'ꮁ' | 'ⲅ' => 'r',
        'ꮪ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ꮩ' => 'v',
        'ω' | 'ѡ' | 'ա' | 'ꮃ' => 'w',
        'χ' => 'x',
        'γ' | 'ү' => 'y',
        'ζ' | 'ꮓ' => 'z',
        _ => return None,
    })
}
