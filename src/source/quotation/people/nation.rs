//! Nations: the country that an adjective belongs to.

const NATIONS: &[(&str, &str)] = &[
    ("chinese", "china"),
    ("russian", "russia"),
    ("ukrainian", "ukraine"),
    ("american", "america"),
    ("u.s", "america"),
    ("us", "america"),
    ("japanese", "japan"),
    ("french", "france"),
    ("german", "germany"),
    ("british", "britain"),
    ("indian", "india"),
    ("iranian", "iran"),
    ("israeli", "israel"),
    ("turkish", "turkey"),
    ("polish", "poland"),
    ("italian", "italy"),
    ("spanish", "spain"),
    ("canadian", "canada"),
    ("mexican", "mexico"),
    ("saudi", "saudi"),
    ("syrian", "syria"),
    ("korean", "korea"),
    ("brazilian", "brazil"),
    ("australian", "australia"),
    ("european", "europe"),
    ("belarusian", "belarus"),
    ("kremlin", "russia"),
    ("chief", "leader"),
];

/// Whether `word` is a country as `nation` writes it.
pub(super) fn is_nation(word: &str) -> bool {
    NATIONS.iter().any(|(_, country)| *country == word) && word != "leader"
}

/// The country for its adjective, so that “the Chinese leader” is “China’s leader”.
pub(super) fn nation(word: String) -> String {
    let found = NATIONS.iter().find(|(adjective, _)| *adjective == word);
    found.map_or(word, |(_, country)| (*country).to_owned())
}
