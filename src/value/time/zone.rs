//! Time zones by their abbreviations: “5 p.m. EST”, “17:00 GMT”, “17:00Z”.

use super::super::scan::Scan;

use crate::literal::Literal;

/// A time zone by its abbreviation, with its offset from UTC in minutes where it has but one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Zone {
    #[serde(with = "crate::literal")]
    pub(crate) name: Literal,
    pub(crate) offset: Option<i64>,
}

const ZONES: &[(&str, Option<i64>)] = &[
    ("UTC", Some(0)),
    ("GMT", Some(0)),
    ("EST", Some(-300)),
    ("EDT", Some(-240)),
    ("ET", None),
    ("CST", Some(-360)),
    ("CDT", Some(-300)),
    ("MST", Some(-420)),
    ("MDT", Some(-360)),
    ("PST", Some(-480)),
    ("PDT", Some(-420)),
    ("PT", None),
    ("BST", Some(60)),
    ("CET", Some(60)),
    ("CEST", Some(120)),
    ("EET", Some(120)),
    ("EEST", Some(180)),
    ("MSK", Some(180)),
    ("JST", Some(540)),
];

/// Reads the zone at `at`, and the place after it.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Zone, usize)> {
    let raw = scan.raw(at);
    let raw = if raw == "Z" && scan.is_glued(at) {
        "UTC"
    } else {
        raw
    };
    ZONES
        .iter()
        .find(|(name, _)| raw == *name)
        .map(|&(name, offset)| (Zone { name, offset }, at + 1))
}
