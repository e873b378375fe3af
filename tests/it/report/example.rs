//! A run made by hand, in which everything that a report has to show occurs at least once.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimtest::claim::ClaimId;
use claimtest::diagnostic::Diagnostic;
use claimtest::passage::{Change, Nearest, Rung};
use claimtest::report::Input;
use claimtest::source::manifest::Meta;
use claimtest::source::{Source, SourceId, Text};
use claimtest::span::Span;
use claimtest::value;
use claimtest::verdict::{
    Answer, Attribution, Failure, Finding, Outcome, Pending, Place, Role, Run, SnapshotState,
    Summary, Verdict,
};

const FIXTURE: &str = r#"[release-day]
claim   = "The joint statements were released on {Wednesday}."
per.000 = "the joint statements released on {Wednesday}"
but.004 = "the joint statements released on {Tuesday}"

[no-limits]
claim   = "They reaffirmed a “no limits” alliance."
per.000 = "reaffirmed their “no limits” alliance"

[length]
claim   = "The visit took {three days}."
per.000 = "a {three-day} visit"

[sidelined]
claim   = "Ukraine came up {once}."
per.004 = "Ukraine was mentioned {often}"
waive   = { reason = "the second edition is awaited" }
"#;

const FIRST: &str = "A Visit\n\nOn Wednesday, the guest ended a three-day visit & reaffirmed their \
    “no limits” partnership.\n\nThis was evident from the joint statements released on Wednesday.\n";

const SECOND: &str = "Talks should dispel doubts: the joint statements released on Tuesday were \
    plain.\n\u{1b}[2J<script>alert('\u{202e}x')</script> Ukraine was mentioned, 50% of the time.\n";

const MANIFEST: &str = "[\"000\"]\ntitel = \"A Visit\"\n";

/// Calls `check` with the run and everything it points into.
pub(crate) fn with_input(check: impl FnOnce(&Input<'_>)) {
    let (run, sources) = (run(), sources());
    let files = BTreeMap::from([
        ("claims/joint_statement.toml".to_owned(), FIXTURE.to_owned()),
        ("seeds/sources.toml".to_owned(), MANIFEST.to_owned()),
    ]);
    check(&Input::new(&run, &sources, &files));
}

fn sources() -> [Source; 2] {
    let known = Meta {
        title: Some("A Visit".to_owned()),
        publisher: Some("The Daily".to_owned()),
        url: Some("https://example.org/visit".to_owned()),
        written: Some(jiff::civil::date(2023, 3, 24)),
        ..Meta::default()
    };
    [
        source("000", "seeds/000_visit.txt", FIRST, known),
        source("004", "seeds/004_talks.txt", SECOND, Meta::default()),
    ]
}

fn source(name: &str, file: &str, text: &str, meta: Meta) -> Source {
    Source {
        id: id(name),
        file: file.to_owned(),
        text: Text::new(text.to_owned()),
        hash: blake3::hash(text.as_bytes()),
        meta: Arc::new(meta),
    }
}

fn run() -> Run {
    Run {
        outcomes: vec![release_day(), no_limits(), length(), sidelined()],
        pending: vec![pending()],
        diagnostics: vec![
            Diagnostic::warning("unknown-key", "`titel` is not a key of a source")
                .at("seeds/sources.toml", find(MANIFEST, "titel"), "")
                .help("did you mean `title`?"),
        ],
        copies: Vec::new(),
        summary: Summary {
            claims: 4,
            checks: 5,
            sources: 2,
            failed: 1,
            unread: 1,
            waived: 1,
            notes: 1,
        },
    }
}

fn release_day() -> Outcome {
    Outcome {
        finding: Some(Finding::Conflict),
        origins: 1,
        unlisted: 0,
        copies: Vec::new(),
        answers: vec![
            answer(
                "000",
                Role::Per,
                Verdict::Supported,
                "the joint statements released on Wednesday",
                "Wednesday",
            ),
            answer(
                "004",
                Role::But,
                Verdict::Refuted,
                "the joint statements released on Tuesday",
                "Tuesday",
            ),
        ],
        ..outcome(
            "release-day",
            "The joint statements were released on {Wednesday}.",
        )
    }
}

fn no_limits() -> Outcome {
    let passage = "\"reaffirmed their “no limits” alliance\"";
    let diff = vec![
        Change::Same("reaffirmed their “no limits”".to_owned()),
        Change::Missing("alliance".to_owned()),
        Change::Added("partnership".to_owned()),
    ];
    let diagnostic = Diagnostic::error("missing", "the passage is not in `000`")
        .at(
            "claims/joint_statement.toml",
            find(FIXTURE, passage),
            "cited here",
        )
        .at(
            "seeds/000_visit.txt",
            find(FIRST, "reaffirmed their “no limits” partnership"),
            "the closest",
        )
        .help("quote the source's own words, or mark what is left out with `…`");
    let nearest = Nearest {
        span: find(FIRST, "reaffirmed their “no limits” partnership"),
        similarity: 800,
        diff,
    };
    let mut missing = answer("000", Role::Per, Verdict::Missing, "", "");
    missing.rung = None;
    Outcome {
        holds: false,
        answers: vec![missing],
        failures: vec![Failure {
            diagnostic,
            nearest: Some((id("000"), nearest)),
        }],
        ..outcome("no-limits", "They reaffirmed a “no limits” alliance.")
    }
}

fn length() -> Outcome {
    let words = find(FIRST, "a three-day visit");
    let note = Diagnostic::warning(
        "cut-short",
        "the quotation ends just before `& \u{1b}[1m\u{202e}reaffirmed`",
    )
    .at(
        "claims/joint_statement.toml",
        find(FIXTURE, "\"a {three-day} visit\""),
        "",
    )
    .at("seeds/000_visit.txt", words, "stands here");
    let mut answer = answer(
        "000",
        Role::Per,
        Verdict::Supported,
        "a three-day visit",
        "three-day",
    );
    answer.rung = Some(Rung::Typography);
    answer.attribution = Some(Attribution {
        speaker: "Zoë <Q> Brown".to_owned(),
        words: "he".to_owned(),
        certain: false,
        via: Vec::new(),
    });
    Outcome {
        answers: vec![answer],
        origins: 1,
        unlisted: 0,
        copies: Vec::new(),
        notes: vec![note],
        tags: vec!["visit".to_owned()],
        ..outcome("length", "The visit took {three days}.")
    }
}

fn sidelined() -> Outcome {
    let mut unread = answer(
        "004",
        Role::Per,
        Verdict::Unread,
        "Ukraine was mentioned",
        "",
    );
    unread.steps = vec!["found verbatim".to_owned()];
    let diagnostic = Diagnostic::error("unread", "`often` could not be read as a number").at(
        "claims/joint_statement.toml",
        find(FIXTURE, "{often}"),
        "cited here",
    );
    Outcome {
        waived: Some("the second edition is awaited".to_owned()),
        answers: vec![unread],
        failures: vec![diagnostic.into()],
        ..outcome("sidelined", "Ukraine came up {once}.")
    }
}

fn pending() -> Pending {
    let body = |day: &str| {
        format!(
            "claim    The joint statements were released on {{Wednesday}}.\nfinding  conflict\n\n004  refutes  {day}\n"
        )
    };
    Pending {
        path: "snapshots/joint_statement/release-day.snap".to_owned(),
        claim: Some(claim_id("release-day")),
        place: Some((
            "claims/joint_statement.toml".to_owned(),
            find(FIXTURE, "[release-day]"),
        )),
        state: SnapshotState::Changed,
        old: body("Monday"),
        new: body("Tuesday"),
    }
}

fn outcome(name: &str, statement: &str) -> Outcome {
    Outcome {
        id: claim_id(name),
        file: "claims/joint_statement.toml".to_owned(),
        span: find(FIXTURE, &format!("[{name}]")),
        statement: statement.to_owned(),
        tags: Vec::new(),
        holds: true,
        waived: None,
        finding: None,
        origins: 0,
        unlisted: 0,
        copies: Vec::new(),
        answers: Vec::new(),
        silent: Vec::new(),
        unrelated: Vec::new(),
        failures: Vec::new(),
        notes: Vec::new(),
    }
}

/// An answer whose evidence is `words`, with the value read from `slot` within them.
fn answer(source: &str, role: Role, verdict: Verdict, words: &str, slot: &str) -> Answer {
    let text = if source == "000" { FIRST } else { SECOND };
    let place = (!words.is_empty()).then(|| {
        let span = find(text, words);
        let slots = (!slot.is_empty()).then(|| find(words, slot).shifted(span.start));
        Place {
            span,
            slots: slots.into_iter().collect(),
        }
    });
    let values = place.iter().flat_map(|place| &place.slots).map(|&slot| {
        let mut value = value::read_whole(
            slot.of(text),
            Some(value::Kind::Text),
            &value::Context::default(),
        )
        .expect("words are a value");
        value.span = slot;
        value
    });
    Answer {
        source: id(source),
        role,
        verdict,
        rung: Some(Rung::Verbatim),
        values: values.collect(),
        spelled_differently: false,
        attribution: None,
        evidence: place.clone().into_iter().collect(),
        steps: Vec::new(),
    }
}

fn claim_id(name: &str) -> ClaimId {
    ClaimId {
        topic: "joint_statement".to_owned(),
        name: name.to_owned(),
    }
}

fn id(id: &str) -> SourceId {
    SourceId::new(id)
}

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}
