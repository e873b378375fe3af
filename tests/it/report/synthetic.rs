//! Runs of any size made from the project's own texts, for looking at and for measuring.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use claimtest::claim::ClaimId;
use claimtest::diagnostic::Diagnostic;
use claimtest::passage::{Change, Nearest, Rung};
use claimtest::source::manifest::Meta;
use claimtest::source::{Source, SourceId, Text};
use claimtest::span::Span;
use claimtest::value;
use claimtest::verdict::{
    Answer, Attribution, Failure, Finding, Outcome, Pending, Place, Role, Run, SnapshotState,
    Summary, Verdict,
};

/// A run with everything that it points into.
pub(crate) struct Project {
    pub(crate) run: Run,
    pub(crate) sources: Vec<Source>,
    pub(crate) files: BTreeMap<String, String>,
}

/// A run of `n_claims` over `n_sources`, in which one claim in some has each kind of trouble.
pub(crate) fn project(n_sources: usize, n_claims: usize) -> Project {
    let texts = texts();
    let mut sources: Vec<Source> = (0..n_sources)
        .map(|n| source(n, texts[n % texts.len()].clone()))
        .collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let mut outcomes: Vec<Outcome> = (0..n_claims).map(|n| outcome(n, &sources)).collect();
    outcomes.sort_by(|a, b| a.id.cmp(&b.id));
    let pending = outcomes
        .iter()
        .filter(|outcome| outcome.finding == Some(Finding::Conflict))
        .step_by(5)
        .map(pending)
        .collect();
    let answers = || outcomes.iter().flat_map(|outcome| &outcome.answers);
    let summary = Summary {
        claims: outcomes.len(),
        checks: answers().count(),
        sources: sources.len(),
        failed: outcomes.iter().filter(|outcome| !outcome.holds).count(),
        unread: answers()
            .filter(|answer| answer.verdict == Verdict::Unread)
            .count(),
        waived: outcomes.iter().filter(|it| it.waived.is_some()).count(),
        notes: outcomes.iter().map(|outcome| outcome.notes.len()).sum(),
    };
    let run = Run {
        outcomes,
        pending,
        diagnostics: Vec::new(),
        copies: Vec::new(),
        summary,
    };
    Project {
        run,
        sources,
        files: BTreeMap::new(),
    }
}

/// A source called `id` whose text is `text`.
pub(crate) fn source_of(id: &str, text: &str, meta: Meta) -> Source {
    Source {
        id: SourceId::new(id),
        file: format!("seeds/{id}_text.txt"),
        text: Text::new(text.to_owned()),
        hash: blake3::hash(text.as_bytes()),
        meta: Arc::new(meta),
    }
}

/// The project's own texts, each read once and divided into sentences once.
fn texts() -> Vec<Text> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = std::fs::read_dir(seeds)
        .expect("the project has seeds")
        .map(|entry| entry.expect("seeds can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    files.sort();
    let read = |path| Text::new(std::fs::read_to_string(path).expect("seeds are texts"));
    let texts: Vec<Text> = files.iter().map(read).collect();
    for text in &texts {
        text.sentences();
    }
    texts
}

fn source(n: usize, text: Text) -> Source {
    let title = text.original().lines().next().unwrap_or_default();
    let meta = Meta {
        title: Some(title.to_owned()),
        publisher: Some(format!("Publisher {}", n % 7)),
        author: n
            .is_multiple_of(2)
            .then(|| "A. Writer and B. Editor".to_owned()),
        url: (n % 3 != 1).then(|| format!("https://example.org/articles/{n}")),
        written: Some(jiff::civil::date(
            2023,
            3,
            20 + i8::try_from(n % 9).expect("it is small"),
        )),
        ..Meta::default()
    };
    Source {
        text,
        ..source_of(&format!("{n:03}"), "", meta)
    }
}

/// The same number for the same question, spread evenly.
fn pick(n: usize, question: &str, below: usize) -> usize {
    let hash = blake3::hash(format!("{n} {question}").as_bytes());
    let bytes = hash.as_bytes().first_chunk().expect("a hash is long");
    usize::try_from(u64::from_le_bytes(*bytes) % below as u64).expect("it is below")
}

fn outcome(n: usize, sources: &[Source]) -> Outcome {
    let count = 1 + pick(n, "how many", sources.len().min(4));
    let first = pick(n, "first", sources.len());
    let mut answers: Vec<Answer> = (0..count)
        .map(|k| answer(n, k, &sources[(first + k) % sources.len()]))
        .collect();
    answers.sort_by(|a, b| a.source.cmp(&b.source));
    let trouble = pick(n, "trouble", 20);
    let finding = (count > 1).then_some(match trouble {
        1..=3 => Finding::Conflict,
        4 => Finding::Wording,
        5 => Finding::Attribution,
        6 => Finding::Spelling,
        _ => Finding::Agreement,
    });
    let mut outcome = bare(n);
    outcome.statement = format!(
        "{} … {{{}}}.",
        words_of(&answers[0], sources, 90).trim_end_matches(['.', ',']),
        answers[0].values.first().map_or("so", |it| &it.words)
    );
    if trouble < 4 && finding == Some(Finding::Conflict) {
        let last = answers.len() - 1;
        (answers[last].role, answers[last].verdict) = (Role::But, Verdict::Refuted);
    }
    if trouble == 7 {
        outcome.failures.push(missing(&mut answers[0], sources, n));
        outcome.holds = false;
    }
    if trouble == 8 {
        answers[0].verdict = Verdict::Unread;
        let message = "the passage is there, and its value could not be read";
        outcome
            .failures
            .push(Diagnostic::error("unread", message).into());
        outcome.holds = n.is_multiple_of(3);
        outcome.waived = n
            .is_multiple_of(3)
            .then(|| "a second reading is under way".to_owned());
    }
    if trouble == 9 {
        let note = "the quotation ends just before `but`";
        outcome.notes.push(Diagnostic::warning("cut-short", note));
    }
    outcome.finding = finding;
    outcome.origins = count;
    let cited: Vec<&SourceId> = answers.iter().map(|answer| &answer.source).collect();
    let others = sources.iter().map(|source| &source.id);
    let others = others.filter(|id| !cited.contains(id)).take(n % 3);
    outcome.silent = others.cloned().collect();
    outcome.answers = answers;
    outcome
}

fn bare(n: usize) -> Outcome {
    let topics = ["joint_statement", "visit", "trade/energy", "peace_plan"];
    let id = ClaimId {
        topic: topics[n % topics.len()].to_owned(),
        name: format!("claim-{n:05}"),
    };
    Outcome {
        file: format!("claims/{}.toml", id.topic),
        id,
        span: Span::new(0, 0),
        statement: String::new(),
        tags: [["dates", "figures", "names"][n % 3].to_owned()].to_vec(),
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

/// A sentence of the source, or a part of it, with its last word but one as the value.
fn answer(n: usize, k: usize, source: &Source) -> Answer {
    let text = source.text.original();
    let sentences = source.text.sentences();
    let sentence = sentences[pick(n, "sentence", sentences.len())];
    let words: Vec<&str> = sentence.of(text).split_whitespace().collect();
    let word = words[words.len().saturating_sub(2)];
    let at = sentence.start + sentence.of(text).rfind(word).expect("its own word");
    let slot = Span::new(at, at + word.len());
    let mut value = value::read_whole(word, Some(value::Kind::Text), &value::Context::default())
        .expect("a word is a value");
    value.span = slot;
    let rungs = [Rung::Verbatim, Rung::Typography, Rung::Editorial];
    Answer {
        source: source.id.clone(),
        role: if k == 0 { Role::Per } else { Role::Probe },
        verdict: Verdict::Supported,
        rung: Some(rungs[n % 3]),
        values: vec![value],
        spelled_differently: false,
        attribution: n.is_multiple_of(4).then(|| Attribution {
            speaker: "Alexander Korolev".to_owned(),
            words: "he".to_owned(),
            certain: n.is_multiple_of(8),
            via: Vec::new(),
        }),
        evidence: vec![Place {
            span: sentence,
            slots: vec![slot],
        }],
        steps: vec![
            "looked for the passage on the rung `verbatim`".to_owned(),
            "found it once".to_owned(),
        ],
    }
}

fn words_of(answer: &Answer, sources: &[Source], most: usize) -> String {
    let source = sources.iter().find(|source| source.id == answer.source);
    let text = source.expect("its source").text.original();
    let words = answer.evidence[0].span.of(text).replace(['{', '}'], "");
    words.chars().take(most).collect()
}

/// Turns an answer into one that was not found, with the place it stands at as the nearest.
fn missing(answer: &mut Answer, sources: &[Source], n: usize) -> Failure {
    let words = words_of(answer, sources, 60);
    let place = answer.evidence.remove(0);
    answer.verdict = Verdict::Missing;
    answer.rung = None;
    answer.values.clear();
    let id = answer.source.clone();
    let nearest = Nearest {
        span: place.span,
        similarity: 900,
        diff: vec![
            Change::Same(words),
            Change::Missing("yesterday".to_owned()),
            Change::Added("on Wednesday".to_owned()),
        ],
    };
    let diagnostic = Diagnostic::error("missing", format!("the passage is not in `{id}`"))
        .at(bare(n).file, Span::new(0, 0), "cited here")
        .help("it was found in 003");
    Failure {
        diagnostic,
        nearest: Some((id, nearest)),
    }
}

fn pending(outcome: &Outcome) -> Pending {
    Pending {
        path: format!("snapshots/{}/{}.snap", outcome.id.topic, outcome.id.name),
        claim: Some(outcome.id.clone()),
        place: Some((outcome.file.clone(), outcome.span)),
        state: SnapshotState::Changed,
        old: "finding  agreement\n\n000  supports\n".to_owned(),
        new: "finding  conflict\n\n000  supports\n004  refutes\n".to_owned(),
    }
}
