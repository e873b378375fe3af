//! News-like prose: words of a Zipf distribution, sentences of the seeds with words exchanged, figures,
//! quotations with their speakers, typographic marks.

use std::fmt::Write as _;

use super::random::Random;

/// How many different words there are.
const VOCABULARY: usize = 60_000;

/// The words that prose consists of for the most part, most frequent first.
const HEAD: &str = "the of and to in a that for on is with said was as at by it from be his has an \
    have are not he who which their its but were they will this been more or would had one about \
    after when also than its new people over two year last first government could up other into all \
    some out president state war country years percent million against most between during before \
    minister leaders visit talks security officials week month economic foreign military trade plan \
    world part under while since because where support power policy statement report meeting since";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What documents are made of.
#[derive(Clone, Debug)]
pub(crate) struct Prose {
    words: Vec<String>,
    /// Names stand in no other part of the vocabulary, and always with a capital.
    names: Vec<String>,
    sentences: Vec<Vec<String>>,
}

impl Prose {
    /// Prose that borrows sentences from `seeds`.
    #[must_use]
    pub(crate) fn new(seed: u64, seeds: &[String]) -> Self {
        let mut random = Random::new(seed, u64::MAX);
        let mut words: Vec<String> = HEAD.split_whitespace().map(str::to_owned).collect();
        while words.len() < VOCABULARY {
            let syllables = random.between(1, 3);
            words.push(word(&mut random, syllables));
        }
        let names = (0..VOCABULARY / 12).map(|_| capital(&(word(&mut random, 2) + "ov")));
        let names = names.collect();
        let lines = seeds.iter().flat_map(|seed| seed.lines());
        let sentences = lines.flat_map(|line| line.split_inclusive(['.', '?', '!']));
        let sentences = sentences.map(|it| it.split_whitespace().map(str::to_owned).collect());
        Self {
            words,
            names,
            sentences: sentences
                .filter(|words: &Vec<String>| (5..=45).contains(&words.len()))
                .collect(),
        }
    }

    /// A word; the one of rank `r` as often as `1 / r`.
    pub(crate) fn word(&self, random: &mut Random) -> &str {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank"
        )]
        let rank = {
            let unit = random.below(1 << 24) as f64 / f64::from(1 << 24);
            ((self.words.len() as f64).powf(unit) - 1.0) as usize
        };
        &self.words[rank.min(self.words.len() - 1)]
    }

    /// A name.
    pub(crate) fn name(&self, random: &mut Random) -> &str {
        random.pick::<String>(&self.names)
    }

    /// Whether `word` is one of the names.
    #[must_use]
    pub(crate) fn is_name(word: &str) -> bool {
        word.ends_with("ov") && word.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// Document `number` of the corpus of that seed: 4 to 12 KB.
    #[must_use]
    pub(crate) fn document(&self, seed: u64, number: usize) -> String {
        let mut random = Random::new(seed, number as u64);
        let size = random.between(4_000, 12_000);
        let mut text = String::with_capacity(size + 400);
        while text.len() < size {
            for idx in 0..random.between(1, 5) {
                if idx > 0 {
                    text.push(' ');
                }
                let sentence = if self.sentences.is_empty() || random.once_in(2) {
                    self.salad(&mut random)
                } else {
                    self.borrowed(&mut random)
                };
                text.push_str(&sentence);
            }
            text.push_str("\n\n");
        }
        text
    }

    /// A sentence of the seeds with some of its words exchanged.
    fn borrowed(&self, random: &mut Random) -> String {
        let words: Vec<&str> = random
            .pick(&self.sentences)
            .iter()
            .map(String::as_str)
            .collect();
        let exchanged = words.into_iter().map(|word| {
            if word.bytes().all(|byte| byte.is_ascii_lowercase()) && random.below(9) < 5 {
                self.word(random).to_owned()
            } else {
                word.to_owned()
            }
        });
        exchanged.collect::<Vec<_>>().join(" ")
    }

    fn salad(&self, random: &mut Random) -> String {
        let n_words = random.between(7, 34);
        let mut sentence = String::new();
        for idx in 0..n_words {
            let word = match random.below(100) {
                0..=2 => figure(random),
                3..=6 => self.name(random).to_owned(),
                _ => self.word(random).to_owned(),
            };
            let mark = match random.below(100) {
                0..=7 if idx + 1 < n_words => ", ",
                8 if idx + 1 < n_words => " — ",
                9 if Self::is_name(&word) => "’s ",
                _ => " ",
            };
            sentence.push_str(&word);
            sentence.push_str(mark);
        }
        sentence.truncate(sentence.trim_end().len());
        let sentence = capital(&sentence);
        if random.once_in(8) {
            format!("“{sentence},” {} said.", self.name(random))
        } else {
            sentence + "."
        }
    }
}

/// A figure, a date or an amount.
fn figure(random: &mut Random) -> String {
    let n = random.below(900) + 3;
    let mut figure = String::new();
    let _ = match random.below(5) {
        0 => write!(figure, "{}.{} percent", n % 100, n % 10),
        1 => write!(figure, "${}.{} million", n, n % 7),
        2 => write!(
            figure,
            "{} {}, {}",
            random.pick(&MONTHS),
            n % 28 + 1,
            1990 + n % 36
        ),
        3 => write!(figure, "{},{:03}", n, random.below(1000)),
        _ => write!(figure, "{n}"),
    };
    figure
}

fn word(random: &mut Random, syllables: usize) -> String {
    const HEADS: [&str; 20] = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr", "pl",
        "gr", "ch", "sh",
    ];
    const TAILS: [&str; 16] = [
        "a", "e", "i", "o", "u", "an", "en", "in", "on", "er", "ar", "al", "es", "ia", "io", "ent",
    ];
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(random.pick::<&str>(&HEADS));
        word.push_str(random.pick::<&str>(&TAILS));
    }
    word
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
