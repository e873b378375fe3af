//! Currencies: their codes, symbols and names.
//!
//! A bare “$” or “dollars” is read as US dollars, which is what news in English means by it; any
//! other dollar is named (“A$”, “Canadian dollars”). “pounds” without “£” or “sterling” are pounds of
//! weight and of money alike: the reading is money only where something says so.

/// A currency, as one word names it; adjectives choose among those that share the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Currency {
    /// The ISO 4217 code of what the bare word means.
    pub(crate) code: &'static str,
    /// How many of this word's units make one of the code's: 100 for cents.
    pub(crate) parts: i64,
    /// Names and codes, lower case, each a single word.
    pub(crate) words: &'static str,
    /// The codes that an adjective before the word chooses: `canadian` dollars are `CAD`.
    pub(crate) kinds: &'static [(&'static str, &'static str)],
}

/// A symbol before or after a figure, with the letters that may stand before it.
pub(crate) const SYMBOLS: &[(char, &str, i64)] = &[
    ('$', "USD", 1),
    ('€', "EUR", 1),
    ('£', "GBP", 1),
    ('¥', "JPY", 1),
    ('￥', "JPY", 1),
    ('₹', "INR", 1),
    ('₽', "RUB", 1),
    ('₩', "KRW", 1),
    ('₪', "ILS", 1),
    ('₺', "TRY", 1),
    ('₴', "UAH", 1),
    ('₦', "NGN", 1),
    ('₫', "VND", 1),
    ('฿', "THB", 1),
    ('₱', "PHP", 1),
    ('₵', "GHS", 1),
    ('₡', "CRC", 1),
    ('₭', "LAK", 1),
    ('₮', "MNT", 1),
    ('₲', "PYG", 1),
    ('₸', "KZT", 1),
    ('₼', "AZN", 1),
    ('₾', "GEL", 1),
    ('৳', "BDT", 1),
    ('¢', "USD", 100),
];

/// Letters written right before a dollar sign: `US$`, `A$`.
pub(crate) const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("aus", "AUD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("can", "CAD"),
    ("cad", "CAD"),
    ("cdn", "CAD"),
    ("usd", "USD"),
    ("aud", "AUD"),
    ("hk", "HKD"),
    ("nz", "NZD"),
    ("s", "SGD"),
    ("sg", "SGD"),
    ("r", "BRL"),
    ("nt", "TWD"),
    ("mx", "MXN"),
    ("mex", "MXN"),
    ("mxn", "MXN"),
    ("nzd", "NZD"),
    ("hkd", "HKD"),
    ("sgd", "SGD"),
    ("j", "JMD"),
    ("tt", "TTD"),
    ("ec", "XCD"),
    ("n", "NAD"),
    ("fj", "FJD"),
    ("bz", "BZD"),
];

/// Adjectives of more than one word that choose among dollars and pounds: their last word.
const DOLLAR_KINDS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("u.s.", "USD"),
    ("american", "USD"),
    ("states", "USD"),
    ("canadian", "CAD"),
    ("australian", "AUD"),
    ("kong", "HKD"),
    ("hk", "HKD"),
    ("zealand", "NZD"),
    ("singapore", "SGD"),
    ("taiwan", "TWD"),
    ("taiwanese", "TWD"),
];

const fn plain(code: &'static str, words: &'static str) -> Currency {
    Currency {
        code,
        parts: 1,
        words,
        kinds: &[],
    }
}

const fn part(code: &'static str, words: &'static str) -> Currency {
    Currency {
        code,
        parts: 100,
        words,
        kinds: &[],
    }
}

const fn kinds(
    code: &'static str,
    words: &'static str,
    kinds: &'static [(&'static str, &'static str)],
) -> Currency {
    Currency {
        code,
        parts: 1,
        words,
        kinds,
    }
}

/// Every currency that is read. The code itself, in any letter case, is always a name.
pub(crate) static CURRENCIES: &[Currency] = &[
    kinds("USD", "usd dollar dollars buck bucks", DOLLAR_KINDS),
    part("USD", "cent cents"),
    plain("EUR", "eur euro euros"),
    plain("GBP", "gbp sterling quid"),
    part("GBP", "pence penny pennies"),
    kinds("JPY", "jpy yen", &[("japanese", "JPY")]),
    kinds("CNY", "cny rmb yuan renminbi yuans", &[("chinese", "CNY")]),
    plain("CAD", "cad"),
    plain("AUD", "aud"),
    plain("HKD", "hkd"),
    plain("NZD", "nzd"),
    plain("SGD", "sgd"),
    plain("TWD", "twd"),
    kinds(
        "RUB",
        "rub rouble roubles ruble rubles",
        &[("russian", "RUB"), ("belarusian", "BYN")],
    ),
    kinds(
        "INR",
        "inr rupee rupees rs",
        &[("pakistani", "PKR"), ("indian", "INR"), ("lankan", "LKR")],
    ),
    plain("PKR", "pkr"),
    plain("CHF", "chf"),
    kinds(
        "CHF",
        "franc francs",
        &[("swiss", "CHF"), ("french", "FRF"), ("belgian", "BEF")],
    ),
    plain("UAH", "uah hryvnia hryvnias hryvnya"),
    kinds("KRW", "krw won", &[("korean", "KRW"), ("north", "KPW")]),
    kinds(
        "SEK",
        "sek krona kronor",
        &[("swedish", "SEK"), ("icelandic", "ISK")],
    ),
    plain("NOK", "nok"),
    plain("DKK", "dkk"),
    kinds(
        "NOK",
        "krone kroner",
        &[("norwegian", "NOK"), ("danish", "DKK")],
    ),
    plain("PLN", "pln zloty zlotys"),
    plain("CZK", "czk koruna korunas"),
    plain("HUF", "huf forint forints"),
    kinds(
        "TRY",
        "lira liras",
        &[("turkish", "TRY"), ("lebanese", "LBP"), ("italian", "ITL")],
    ),
    plain("ILS", "ils shekel shekels nis"),
    plain("BRL", "brl reais"),
    kinds(
        "MXN",
        "mxn peso pesos",
        &[
            ("mexican", "MXN"),
            ("argentine", "ARS"),
            ("chilean", "CLP"),
            ("philippine", "PHP"),
            ("colombian", "COP"),
        ],
    ),
    kinds("ZAR", "zar rand", &[("african", "ZAR")]),
    plain("NGN", "ngn naira"),
    plain("EGP", "egp le"),
    kinds(
        "SAR",
        "sar riyal riyals",
        &[("saudi", "SAR"), ("qatari", "QAR")],
    ),
    plain("QAR", "qar"),
    plain("AED", "aed dirham dirhams dhs"),
    kinds(
        "KWD",
        "kwd dinar dinars",
        &[("kuwaiti", "KWD"), ("iraqi", "IQD"), ("jordanian", "JOD")],
    ),
    plain("JOD", "jod"),
    plain("IQD", "iqd"),
    plain("LBP", "lbp"),
    plain("IRR", "irr rial rials"),
    plain("THB", "thb baht"),
    kinds("MYR", "myr ringgit ringgits rm", &[("malaysian", "MYR")]),
    part("MYR", "sen"),
    kinds("IDR", "idr rupiah rupiahs", &[("indonesian", "IDR")]),
    plain("VND", "vnd dong"),
    plain("PHP", "php"),
    plain("MNT", "mnt tugrik tugriks"),
    plain("KZT", "kzt tenge"),
    plain("GEL", "gel lari"),
    plain("BGN", "bgn leva"),
    plain("RON", "ron"),
    plain("BTC", "btc bitcoin bitcoins"),
    plain("ARS", "ars"),
    plain("CLP", "clp"),
    plain("COP", "cop"),
    plain("KPW", "kpw"),
    plain("ISK", "isk"),
    plain("JMD", "jmd"),
    plain("TTD", "ttd"),
    plain("XCD", "xcd"),
    plain("NAD", "nad"),
    plain("FJD", "fjd"),
    plain("BZD", "bzd"),
    plain("GRD", "grd drachma drachmas"),
    plain("BDT", "bdt taka"),
    plain("BYN", "byn"),
    plain("LKR", "lkr"),
    plain("FRF", "frf"),
    plain("BEF", "bef"),
    plain("ITL", "itl"),
    plain("GHS", "ghs cedi cedis"),
    plain("CRC", "crc"),
    plain("LAK", "lak"),
    plain("PYG", "pyg guarani guaranis"),
    plain("AZN", "azn manat manats"),
    plain("KES", "kes"),
    plain("DEM", "dem mark marks"),
    kinds(
        "GBP",
        "pound pounds",
        &[("british", "GBP"), ("egyptian", "EGP"), ("lebanese", "LBP")],
    ),
];

/// The code written `code`, where it is one that is read.
pub(crate) fn by_code(code: &str) -> Option<&'static str> {
    let symbols = SYMBOLS.iter().map(|&(_, code, _)| code);
    let letters = DOLLARS.iter().map(|&(_, code)| code);
    let kinds = CURRENCIES.iter().flat_map(|currency| currency.kinds);
    symbols
        .chain(letters)
        .chain(CURRENCIES.iter().map(|currency| currency.code))
        .chain(kinds.map(|&(_, code)| code))
        .find(|known| *known == code)
}
