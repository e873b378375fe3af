//! Each source of the project once more, under another id, with known changes planted where claims cite it:
//! every change is found, and what was not changed is borne out and counts once, since it is a copy.
//!
//! What is changed is drawn from a fixed seed. The figures by kind stand in the messages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use claimtest::claim::ClaimId;
use claimtest::compare::independence::Copies;
use claimtest::compare::survey::{Grade, Item, Pair, survey};
use claimtest::project::{LoadOptions, Project, RunOptions, Selection, Update};
use claimtest::source::{Source, SourceId, quotation};
use claimtest::span::Span;
use claimtest::value::Kind;
use claimtest::verdict::{Answer, Outcome, Role, Run, SnapshotState, Verdict};

use crate::corpus;
use crate::folder::Folder;

/// The least share of planted changes of a kind that is found, of alarms that are true, and of unchanged
/// passages that are borne out.
const FOUND: [(&str, f64); 8] = [
    ("number", 0.9),
    ("day", 0.9),
    ("speaker", 0.9),
    ("word", 0.9),
    ("retold", 0.9),
    ("negation", 0.95),
    ("true alarm", 0.95),
    ("borne out", 0.98),
];

/// Who is named in the place of speakers.
const SPEAKER: &str = "Marcus Ekberg";

/// One claim in so many has its passage changed.
const CHANGED: usize = 4;

/// Numbers that are drawn for one claim, the same in every run, whatever other claims there are.
struct Draw(u64);

impl Draw {
    fn new(claim: &ClaimId, source: &Source) -> Self {
        let of = format!("{claim} {}", source.id);
        // FNV-1a.
        let hash = of.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }
}

/// A change of a source's words.
struct Edit {
    kind: &'static str,
    claim: ClaimId,
    span: Span,
    words: String,
}

/// The words of a list after `word`; none where it is not in the list.
fn next(list: &[&str], word: &str) -> Option<String> {
    let at = list.iter().position(|own| own.eq_ignore_ascii_case(word))?;
    let next = list[(at + 1) % list.len()];
    let is_large = word.starts_with(char::is_uppercase);
    Some(if is_large {
        next.to_owned()
    } else {
        next.to_lowercase()
    })
}

/// The first word of `span` that `change` changes.
fn change_word(
    span: Span,
    text: &str,
    change: impl Fn(&str) -> Option<String>,
) -> Option<(Span, String)> {
    let own = span.of(text);
    let words = own.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).find_map(|word| {
        let start = span.start + (word.as_ptr() as usize - own.as_ptr() as usize);
        Some((Span::new(start, start + word.len()), change(word)?))
    })
}

fn another_number(word: &str) -> Option<String> {
    let words = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen",
    ];
    let figure = word.parse::<u32>().ok().map(|n| (n + 3).to_string());
    figure.or_else(|| next(&words, word))
}

fn another_day(word: &str) -> Option<String> {
    let days = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let months = [
        "January",
        "March",
        "May",
        "July",
        "September",
        "November",
        "February",
        "April",
        "June",
        "August",
        "October",
        "December",
    ];
    next(&days, word).or_else(|| next(&months, word))
}

/// The same statement denied.
fn denied(word: &str) -> Option<String> {
    let verbs = [
        "is", "are", "was", "were", "will", "would", "has", "have", "can", "could", "should",
    ];
    if verbs.contains(&word) {
        return Some(format!("{word} not"));
    }
    let is_past = word.len() > 5 && word.ends_with("ed") && word.starts_with(char::is_lowercase);
    is_past.then(|| format!("never {word}"))
}

/// The same statement affirmed.
fn affirmed(word: &str) -> Option<String> {
    ["not", "never"]
        .contains(&word)
        .then(|| "indeed".to_owned())
}

/// What is denied where a claim cites what the narrator tells.
fn negation(cited: Span, text: &str) -> Option<(Span, String)> {
    let is_denied = |word: &str| ["not", "never", "no", "little"].contains(&word);
    if cited.of(text).split(' ').any(is_denied) {
        return change_word(cited, text, affirmed);
    }
    change_word(cited, text, denied)
}

/// What is changed where one claim cites a source, if anything can be.
fn edit(
    outcome: &Outcome,
    answer: &Answer,
    source: &Source,
    draw: &mut Draw,
    only_denials: bool,
) -> Option<Edit> {
    let text = source.text.original();
    let place = answer.evidence.first()?;
    let planted = |kind, (span, words)| Edit {
        kind,
        claim: outcome.id.clone(),
        span,
        words,
    };
    if only_denials {
        return Some(planted("negation", negation(place.span, text)?));
    }
    if let (Some(&slot), Some(value)) = (place.slots.first(), answer.values.first()) {
        return match value.kind {
            Kind::Date => Some(planted("day", change_word(slot, text, another_day)?)),
            Kind::Number | Kind::Percentage | Kind::Duration | Kind::Money | Kind::Quantity => {
                Some(planted("number", change_word(slot, text, another_number)?))
            }
            _ => None,
        };
    }
    let mut quotations = source.text.quotations().iter();
    let said = quotations.rfind(|it| it.speaks() && it.span.contains(place.span));
    let Some(said) = said else {
        return Some(planted("negation", negation(place.span, text)?));
    };
    let speaker = said
        .speaker
        .as_ref()
        .filter(|it| it.words.starts_with(char::is_uppercase));
    if let Some(speaker) = speaker.filter(|_| draw.below(2) == 0) {
        return Some(planted("speaker", (speaker.span, SPEAKER.to_owned())));
    }
    let is_plain = |word: &str| word.len() > 4 && word.chars().all(|c| c.is_ascii_lowercase());
    let another = |word: &str| is_plain(word).then(|| "harvest".to_owned());
    let kind = if said.kind == quotation::Kind::Direct {
        "word"
    } else {
        "retold"
    };
    Some(planted(kind, change_word(place.span, text, another)?))
}

/// Found and planted changes of each kind, and what was missed.
#[derive(Default)]
struct Score {
    kinds: BTreeMap<&'static str, [usize; 2]>,
    mistakes: String,
}

impl Score {
    fn add(&mut self, kind: &'static str, is_found: bool, told: &str) {
        let [found, all] = self.kinds.entry(kind).or_default();
        *found += usize::from(is_found);
        *all += 1;
        if !is_found {
            let _ = writeln!(self.mistakes, "missed  {kind}  {told}");
        }
    }

    fn told(&self) -> String {
        let mut told = String::new();
        for (kind, [found, all]) in &self.kinds {
            let _ = writeln!(told, "{found:>4} of {all:>4}  {kind}");
        }
        told + &self.mistakes
    }
}

fn run(project: &Project) -> Run {
    project.run(&RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2024, 1, 1),
        update: Update::Report,
    })
}

fn answer<'a>(outcome: &'a Outcome, id: &str, role: Role) -> Option<&'a Answer> {
    let mut answers = outcome.answers.iter();
    answers.find(|it| it.role == role && it.source.as_str() == id)
}

/// A source in which some passages are changed.
struct Planted<'a> {
    source: &'a Source,
    /// In order.
    edits: Vec<Edit>,
    /// Where the new words stand.
    places: Vec<Span>,
    text: String,
}

impl<'a> Planted<'a> {
    /// The source as it is, and a paragraph more.
    fn unchanged(source: &'a Source) -> Self {
        let more = "\n\nThis paper has reprinted the report because its readers in the county asked for it.\n";
        Self {
            source,
            edits: Vec::new(),
            places: Vec::new(),
            text: source.text.original().to_owned() + more,
        }
    }

    /// The source with one claim in so many changed, or denied.
    fn new(source: &'a Source, before: &Run, only_denials: bool) -> Self {
        let mut edits: Vec<Edit> = Vec::new();
        for outcome in &before.outcomes {
            let mut draw = Draw::new(&outcome.id, source);
            let cited = answer(outcome, source.id.as_str(), Role::Per);
            let Some(cited) = cited.filter(|_| draw.below(CHANGED) == 0) else {
                continue;
            };
            let is_free = |edit: &Edit| {
                let sentence = source.text.sentences_around(edit.span);
                edits.iter().all(|other| !other.span.overlaps(sentence))
            };
            let planted = edit(outcome, cited, source, &mut draw, only_denials).filter(is_free);
            edits.extend(planted);
        }
        edits.sort_by_key(|edit| edit.span.start);
        let (mut text, mut at, mut places) = (String::new(), 0, Vec::new());
        for edit in &edits {
            text.push_str(&source.text.original()[at..edit.span.start]);
            places.push(Span::new(text.len(), text.len() + edit.words.len()));
            text.push_str(&edit.words);
            at = edit.span.end;
        }
        text.push_str(&source.text.original()[at..]);
        Self {
            source,
            edits,
            places,
            text,
        }
    }

    /// The project with this text as a new source `copy`.
    fn put(&self) -> (Folder, Project) {
        let folder = corpus::copy(&format!("reworded-{}-{}", self.source.id, self.text.len()));
        let manifest = folder.read("seeds/sources.toml");
        let written = self.source.meta.written.unwrap();
        folder.file("seeds/copy_of.txt", &self.text);
        let settings = folder.read("Cargo.toml");
        let own = "[package.metadata.claimtest]\nsurvey = \"never\"\n";
        folder.file("Cargo.toml", format!("{own}\n{settings}"));
        let entry = format!("[copy]\nwritten = {written}\n");
        folder.file("seeds/sources.toml", format!("{manifest}\n{entry}"));
        let project = Project::load(folder.path(), &LoadOptions::default()).0;
        (folder, project)
    }

    /// Whether a claim's passages stand where something was changed.
    fn changes(&self, cited: &Answer) -> bool {
        cited.evidence.iter().any(|place| {
            let around = self.source.text.sentences_around(place.span);
            self.edits.iter().any(|edit| edit.span.overlaps(around))
        })
    }

    /// What the survey says of the source and its copy.
    fn surveyed(&self, project: &Project) -> Vec<Item> {
        let copies = Copies::new(&project.sources);
        let pairs = survey(&project.ground(), &copies);
        let ids = |pair: &Pair| [pair.a, pair.b].map(|it| project.sources[it].id.to_string());
        let own = pairs
            .into_iter()
            .filter(|pair| ids(pair) == [self.source.id.as_str(), "copy"]);
        own.flat_map(|pair| pair.items).collect()
    }

    /// Whether every change is found, by a claim's probe or by the survey, and every alarm of the survey is
    /// about a change.
    fn score_changes(
        &self,
        [before, after]: [&Run; 2],
        project: &Project,
        items: &[Item],
        score: &mut Score,
    ) {
        let id = &self.source.id;
        let copy = project.source(&SourceId::new("copy")).unwrap();
        for (edit, place) in self.edits.iter().zip(&self.places) {
            let at = before.outcomes.iter().position(|it| it.id == edit.claim);
            let (old, new) = (&before.outcomes[at.unwrap()], &after.outcomes[at.unwrap()]);
            let probed = answer(new, "copy", Role::Probe);
            let is_probed = probed.is_some_and(|it| it.verdict == Verdict::Refuted)
                || new.finding != old.finding;
            // What the narrator tells of others' words differently is no alarm.
            let may_tell = |item: &&Item| item.grade != Grade::Telling || edit.kind == "retold";
            let mut meant = items.iter().filter(may_tell);
            // Whose words they are stands outside of them.
            let is_told = |item: &Item| {
                let around = copy.text.paragraphs_around(item.places[1].span);
                place.overlaps(item.places[1].span)
                    || item.what.ends_with(SPEAKER) && place.overlaps(around)
            };
            let is_surveyed = meant.any(is_told);
            let words = edit.span.of(self.source.text.original());
            let told = format!("{id} {}: {words} → {}", edit.claim, edit.words);
            score.add(edit.kind, is_probed || is_surveyed, &told);
        }
        for item in items.iter().filter(|item| item.grade != Grade::Telling) {
            let mut places = self.places.iter();
            let is_touched = places.any(|place| place.overlaps(item.places[1].span));
            // Whose words they are stands outside of them.
            let is_planted = is_touched || item.what.ends_with(SPEAKER);
            let told = format!("{id} {} {}", item.grade.name(), item.what);
            score.add("true alarm", is_planted, &told);
        }
    }

    /// Whether what was not changed is borne out, and counts once.
    fn score_unchanged(&self, [before, after]: [&Run; 2], score: &mut Score) {
        let id = self.source.id.as_str();
        for (old, new) in before.outcomes.iter().zip(&after.outcomes) {
            let cited = answer(old, id, Role::Per);
            let is_meant = |it: &Answer| it.verdict == Verdict::Supported && !self.changes(it);
            if !cited.is_some_and(is_meant) {
                continue;
            }
            let Some(probed) = answer(new, "copy", Role::Probe) else {
                continue;
            };
            let is_borne_out = probed.verdict == Verdict::Supported;
            score.add("borne out", is_borne_out, &format!("{id} {}", old.id));
            if is_borne_out {
                assert_eq!(new.origins, old.origins, "{id} {} counts its copy", old.id);
            }
        }
    }
}

#[test]
fn planted_changes_are_found_and_copies_count_once() {
    let base = corpus::project();
    let before = run(base);
    let mut score = Score::default();
    for source in &base.sources {
        for only_denials in [false, true] {
            let planted = Planted::new(source, &before, only_denials);
            let (_folder, project) = planted.put();
            let after = run(&project);
            let items = planted.surveyed(&project);
            planted.score_changes([&before, &after], &project, &items, &mut score);
            planted.score_unchanged([&before, &after], &mut score);
        }
    }
    for (kind, least) in FOUND {
        let [found, all] = score.kinds[kind];
        let is_enough = all > 0 && found as f64 >= least * all as f64;
        assert!(is_enough, "{kind}:\n{}", score.told());
    }
}

#[test]
fn a_copy_only_adds_its_own_lines_to_what_was_reviewed() {
    let base = corpus::project();
    let source = base.sources.last().unwrap();
    let (_folder, project) = Planted::unchanged(source).put();
    let after = run(&project);
    let changed = after
        .pending
        .iter()
        .filter(|it| it.claim.is_some() && it.state == SnapshotState::Changed);
    let mut n = 0;
    for pending in changed {
        let mut new = pending.new.lines();
        let is_kept = |line: &str| new.any(|other| other == line);
        assert!(pending.old.lines().all(is_kept), "{}", pending.new);
        n += 1;
    }
    assert!(n > 20, "{n} snapshots have lines of the copy");
    let pair = after
        .copies
        .iter()
        .find(|pair| pair.sources[1].as_str() == "copy");
    let pair = pair.unwrap();
    assert!(pair.sources[0] == source.id && pair.claims > 20, "{pair:?}");
    assert!(pair.percent[0] == 100 && pair.percent[1] > 90, "{pair:?}");
}
