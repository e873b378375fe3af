//! The lexicon: every word that may be part of a value, and what it may be there.
//!
//! A word can be several things at once: “second” is an ordinal and a unit of time, “march” a month
//! and a verb. The lexicon only says what is possible; the readers decide by what stands around.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::amount::currency::{self, Currency};
use super::amount::unit::{self, Measure};

/// What one word can be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexeme {
    /// The word, in lower case.
    pub(crate) word: &'static str,
    pub(crate) number: Option<NumberWord>,
    pub(crate) ordinal: Option<OrdinalWord>,
    /// 1 is January.
    pub(crate) month: Option<i8>,
    /// 1 is Monday.
    pub(crate) weekday: Option<i8>,
    pub(crate) time: Option<TimeUnit>,
    pub(crate) measure: Option<&'static Measure>,
    pub(crate) currency: Option<&'static Currency>,
    /// The readers that may start at this word.
    pub(crate) starts: u8,
}

/// Readers that may start at a word, as bits of [`Lexeme::starts`].
pub(crate) mod start {
    pub(crate) const AMOUNT: u8 = 1;
    pub(crate) const ORDINAL: u8 = 2;
    pub(crate) const DATE: u8 = 4;
    pub(crate) const TIME: u8 = 8;
    pub(crate) const POLARITY: u8 = 16;
}

/// A word that is part of a cardinal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// Zero to nine.
    Ones(u8),
    /// Ten to nineteen.
    Teens(u8),
    /// Twenty, thirty, … ninety.
    Tens(u8),
    /// Hundred.
    Hundred,
    /// Ten to this power, from thousand on.
    Scale(u8),
    /// A dozen, a score, a gross.
    Collective(u8),
}

/// A word that ends an ordinal number, or names the parts of a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OrdinalWord {
    /// The number word it is made from.
    pub(crate) number: NumberWord,
    /// “thirds”: only ever the parts of a fraction.
    pub(crate) plural: bool,
}

/// Units of time, shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// What the lexicon says of `word`, in whichever letter case it is written.
pub(crate) fn look_up(word: &str) -> Option<&'static Lexeme> {
    LEXICON.get(&pack(word)?)
}

/// The word's letters, lower case, in one number; words of over 16 bytes or with letters outside
/// ASCII are in no lexicon.
fn pack(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    if bytes.len() > 16 {
        return None;
    }
    let mut packed = [0; 16];
    packed[..bytes.len()].copy_from_slice(bytes);
    if !packed.is_ascii() {
        return None;
    }
    packed.make_ascii_lowercase();
    Some(u128::from_le_bytes(packed))
}

/// Mixes one packed word; the keys are fixed, so nobody can choose colliding ones.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u128(&mut self, key: u128) {
        let [low, high] = [key & u128::from(u64::MAX), key >> 64]
            .map(|half| u64::try_from(half).unwrap_or_default());
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

type Table = HashMap<u128, Lexeme, BuildHasherDefault<Mixer>>;

static LEXICON: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    numbers(&mut table);
    ordinals(&mut table);
    calendar(&mut table);
    for (unit, words) in TIME_UNITS {
        for word in words.split(' ') {
            entry(&mut table, word).time = Some(*unit);
        }
    }
    for measure in unit::MEASURES {
        for word in measure.words.split_terminator(' ') {
            entry(&mut table, word).measure = Some(measure);
        }
    }
    for currency in currency::CURRENCIES {
        for word in currency.words.split_terminator(' ') {
            entry(&mut table, word).currency = Some(currency);
        }
        for (adjective, _) in currency.kinds {
            entry(&mut table, adjective);
        }
    }
    for (starts, words) in STARTERS {
        for word in words.split_whitespace() {
            entry(&mut table, word).starts |= starts;
        }
    }
    for word in OTHERS.split_whitespace() {
        entry(&mut table, word);
    }
    table
});

fn entry<'t>(table: &'t mut Table, word: &'static str) -> &'t mut Lexeme {
    let key = pack(word).unwrap_or_default();
    let lexeme = table.entry(key).or_default();
    lexeme.word = word;
    lexeme
}

/// Makes a number word of a number.
type Make = fn(u8) -> NumberWord;

/// Words and the number that each stands for.
type Words = &'static [(&'static str, u8)];

fn numbers(table: &mut Table) {
    let lists: [(Make, Words); 5] = [
        (NumberWord::Ones, ONES),
        (NumberWord::Teens, TEENS),
        (NumberWord::Tens, TENS),
        (NumberWord::Scale, SCALES),
        (NumberWord::Collective, COLLECTIVES),
    ];
    for (kind, words) in lists {
        for &(word, n) in words {
            let lexeme = entry(table, word);
            lexeme.number = Some(kind(n));
            lexeme.starts |= start::AMOUNT | start::ORDINAL | start::DATE | start::TIME;
        }
    }
    for word in ["hundred", "hundreds"] {
        let lexeme = entry(table, word);
        lexeme.number = Some(NumberWord::Hundred);
        lexeme.starts |= start::AMOUNT | start::ORDINAL;
    }
}

fn ordinals(table: &mut Table) {
    for &(singular, plural, number) in ORDINALS {
        for (word, plural) in [(singular, false), (plural, true)] {
            if !word.is_empty() {
                let lexeme = entry(table, word);
                lexeme.ordinal = Some(OrdinalWord { number, plural });
                lexeme.starts |= start::ORDINAL | start::DATE;
            }
        }
    }
}

fn calendar(table: &mut Table) {
    for (months, n) in MONTHS.iter().zip(1..) {
        for word in months.split(' ') {
            let lexeme = entry(table, word);
            lexeme.month = Some(n);
            lexeme.starts |= start::DATE;
        }
    }
    for (weekdays, n) in WEEKDAYS.iter().zip(1..) {
        for word in weekdays.split(' ') {
            let lexeme = entry(table, word);
            lexeme.weekday = Some(n);
            lexeme.starts |= start::DATE;
        }
    }
}

const ONES: Words = &[
    ("zero", 0),
    ("nil", 0),
    ("nought", 0),
    ("naught", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
];

const TEENS: Words = &[
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
];

const TENS: Words = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

const SCALES: Words = &[
    ("thousand", 3),
    ("thousands", 3),
    ("lakh", 5),
    ("lakhs", 5),
    ("lac", 5),
    ("lacs", 5),
    ("million", 6),
    ("millions", 6),
    ("mln", 6),
    ("crore", 7),
    ("crores", 7),
    ("billion", 9),
    ("billions", 9),
    ("bn", 9),
    ("bln", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("trn", 12),
    ("quadrillion", 15),
    ("quadrillions", 15),
    ("quintillion", 18),
];

const COLLECTIVES: Words = &[("dozen", 12), ("dozens", 12), ("score", 20), ("scores", 20)];

const ORDINALS: &[(&str, &str, NumberWord)] = &[
    ("zeroth", "", NumberWord::Ones(0)),
    ("first", "", NumberWord::Ones(1)),
    ("second", "", NumberWord::Ones(2)),
    ("third", "thirds", NumberWord::Ones(3)),
    ("fourth", "fourths", NumberWord::Ones(4)),
    ("fifth", "fifths", NumberWord::Ones(5)),
    ("sixth", "sixths", NumberWord::Ones(6)),
    ("seventh", "sevenths", NumberWord::Ones(7)),
    ("eighth", "eighths", NumberWord::Ones(8)),
    ("ninth", "ninths", NumberWord::Ones(9)),
    ("tenth", "tenths", NumberWord::Teens(10)),
    ("eleventh", "elevenths", NumberWord::Teens(11)),
    ("twelfth", "twelfths", NumberWord::Teens(12)),
    ("thirteenth", "thirteenths", NumberWord::Teens(13)),
    ("fourteenth", "fourteenths", NumberWord::Teens(14)),
    ("fifteenth", "fifteenths", NumberWord::Teens(15)),
    ("sixteenth", "sixteenths", NumberWord::Teens(16)),
    ("seventeenth", "seventeenths", NumberWord::Teens(17)),
    ("eighteenth", "eighteenths", NumberWord::Teens(18)),
    ("nineteenth", "nineteenths", NumberWord::Teens(19)),
    ("twentieth", "twentieths", NumberWord::Tens(20)),
    ("thirtieth", "thirtieths", NumberWord::Tens(30)),
    ("fortieth", "fortieths", NumberWord::Tens(40)),
    ("fiftieth", "fiftieths", NumberWord::Tens(50)),
    ("sixtieth", "sixtieths", NumberWord::Tens(60)),
    ("seventieth", "seventieths", NumberWord::Tens(70)),
    ("eightieth", "eightieths", NumberWord::Tens(80)),
    ("ninetieth", "ninetieths", NumberWord::Tens(90)),
    ("hundredth", "hundredths", NumberWord::Hundred),
    ("thousandth", "thousandths", NumberWord::Scale(3)),
    ("millionth", "millionths", NumberWord::Scale(6)),
    ("billionth", "billionths", NumberWord::Scale(9)),
    ("trillionth", "trillionths", NumberWord::Scale(12)),
];

const MONTHS: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
];

const WEEKDAYS: [&str; 7] = [
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
];

const TIME_UNITS: &[(TimeUnit, &str)] = &[
    (TimeUnit::Second, "second seconds sec secs"),
    (TimeUnit::Minute, "minute minutes min mins"),
    (TimeUnit::Hour, "hour hours hr hrs"),
    (TimeUnit::Day, "day days"),
    (TimeUnit::Weekend, "weekend weekends"),
    (TimeUnit::Week, "week weeks wk wks"),
    (TimeUnit::Fortnight, "fortnight fortnights"),
    (TimeUnit::Month, "month months"),
    (TimeUnit::Quarter, "quarter quarters"),
    (TimeUnit::Season, "season seasons"),
    (TimeUnit::Year, "year years yr yrs"),
    (TimeUnit::Decade, "decade decades"),
    (TimeUnit::Century, "century centuries"),
    (TimeUnit::Millennium, "millennium millennia"),
];

/// Words at which a reader may start, besides numbers, ordinals, months and weekdays.
const STARTERS: &[(u8, &str)] = &[
    (
        start::AMOUNT,
        "a an half quarter couple minus negative point once twice thrice never none no nothing \
         nobody doubled doubling tripled tripling trebled quadrupled twofold threefold fourfold \
         fivefold sixfold sevenfold eightfold ninefold tenfold hundredfold few several many \
         more over above greater larger exceeding exceeds exceeded excess upward upwards beyond \
         better well at no not minimum less fewer under below lower smaller up maximum as nearly \
         almost close just approaching about around roughly some approximately approx circa \
         estimated an only exactly precisely merely mere slightly little from between in any \
         another all full whole entire both every per tens bigger hours days weeks months years decades centuries \
         minutes seconds fortnight",
    ),
    (
        start::DATE,
        "today yesterday tomorrow tonight now recently currently last past this next previous \
         coming following earlier later early late mid the a an spring summer autumn fall winter \
         christmas thanksgiving easter halloween new from between in year quarter month week \
         decade weekend day days weeks months years decades century recent end beginning start \
         middle half since until before after by mid q h fy ago overnight the xmas good black ash palm
         mother mothers father fathers earth mlk martin valentine valentines patrick patricks
         presidents memorial independence labor labour columbus election veterans boxing st saint
         fiscal nearly almost about around over more some roughly less several few many couple minutes
         hours latter hourly daily weekly monthly yearly annually every each",
    ),
    (start::TIME, "noon midnight midday half quarter at"),
    (
        start::POLARITY,
        "not never no cannot didn doesn don isn wasn aren weren hasn haven hadn won wouldn couldn \
         can shouldn failed fails fail failing refused refuses refuse refusing declined declines \
         decline declining denied denies deny denying rejected rejects reject ruled rules rule \
         ruling without neither nor has have had yet stopped ceased avoided unable",
    ),
];

/// Words that continue a reading, or whose presence decides between two.
const OTHERS: &str = "
    and or to than of least most more fewer less per cent percent percentage percentages percents
    point points basis bps pct times time fold odd so plus through till long old ago hence
    from between before after since earlier later following within during for on with is are was
    were be been being has have had do does did will would can could may might must shall should
    he she it they we you i that which who whom whose this these those his her its their our my
    your there here what when where why how if because while as by into onto against among but
    not nor either neither yet then another other others same such own each every any all both
    user thing things way who ones s t d re ve ll m p am pm o clock a b c e f g h k n q r u v w x
    est edt pst pdt cst cdt mst mdt gmt utc bst cet cest msk ist jst local morning mornings
    afternoon afternoons evening evenings night nights noon midnight dawn dusk daybreak lunchtime
    square sq cubic cu degrees degree deg celsius centigrade fahrenheit kelvin below above zero
    absolute hong kong us american canadian australian singapore zealand taiwan taiwanese swiss
    british chinese japanese indian russian mexican egyptian sterling united states swedish
    norwegian danish hk nz south korean north turkish brazilian saudi emirati thai
    chief hand hands party man men woman women person people week
    half halves whole couple number amount total region neighborhood neighbourhood excess north
    shy short equal exceed multiples quarters third-quarter eve day ad bc bce ce election
    labor labour memorial martin luther king independence valentine valentines patrick
    veterans columbus presidents boxing good fiscal financial trading business working calendar
    current comparable annual winter autumn coming rest much many
    go gone went back due out off on held expected scheduled met said says told
    thing end fold ages aged age o'clock
    set scheduled planned slated upcoming effective payable plan plans begin begins metric exceed
    bigger equaling equal equals naught spring summer sept mil tln
    future near immediate very took takes use thick wide tall deep high billionths firsts
    again approximate cubed doubt down et even fifties final fluid forties higher latter longer
    matter nautical nearing nineties older olds patrick patricks post pre quite seventies sixties
    eighties thirties twenties sooner split squared sub thereabouts troy wonder younger means
    yo old lived lasting running straight consecutive successive full entire mere further
    additional extra mid late early part turn middle start beginning close
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_letter_case_and_may_be_several_things() {
        let second = look_up("Second").unwrap();
        assert!(second.ordinal.is_some() && second.time == Some(TimeUnit::Second));
        assert_eq!(look_up("MARCH").unwrap().month, Some(3));
        assert!(look_up("xylophone").is_none());
        assert!(look_up("März").is_none());
    }

    /// Single letters and endings that the readers look at in the letters of the text, not by word.
    const BY_LETTERS: &str = "nd rd th l bar mi nmi ac gal km pt eet eest lowercase";

    #[test]
    fn every_word_that_a_reader_asks_for_is_in_the_lexicon() {
        let readers = [
            include_str!("amount/comparator.rs"),
            include_str!("amount/duration.rs"),
            include_str!("amount/fraction.rs"),
            include_str!("amount/mod.rs"),
            include_str!("amount/money.rs"),
            include_str!("amount/number.rs"),
            include_str!("amount/ordinal.rs"),
            include_str!("amount/percentage.rs"),
            include_str!("amount/quantity.rs"),
            include_str!("amount/words.rs"),
            include_str!("date/calendar.rs"),
            include_str!("date/holiday.rs"),
            include_str!("date/mod.rs"),
            include_str!("date/range.rs"),
            include_str!("date/relative.rs"),
            include_str!("polarity.rs"),
            include_str!("time.rs"),
        ];
        let mut unknown = Vec::new();
        for reader in readers {
            let code = reader.split("#[cfg(test)]").next().unwrap();
            for line in code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                for word in line.split('"').skip(1).step_by(2) {
                    let plain =
                        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
                    let known =
                        look_up(word).is_some() || BY_LETTERS.split(' ').any(|by| by == word);
                    if plain && !known {
                        unknown.push(word);
                    }
                }
            }
        }
        assert!(unknown.is_empty(), "not in the lexicon: {unknown:?}");
    }
}
