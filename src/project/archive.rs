//! An archive: a project with so many sources that their texts are not all held in memory.
//!
//! Claims are read first. Then every source is read once, hashed, held against the manifest and asked
//! everything that any claim asks of it; its text is let go where no more may be held. What it answered
//! is enough to evaluate the claims, but for the words that values, snapshots and reports show: so claims
//! are evaluated part by part, each with the texts that it cites or that answer it, and the outcomes are
//! handed on before those texts are let go too.
//!
//! # What is held
//! As many of the texts that may be needed again as [`Settings::max_memory`](super::Settings::max_memory) says,
//! and those that threads are at; besides, some hundred bytes for each source, bits of which words it has, in a sixteenth of its bytes,
//! the claims, and what the sources answered, which grow with the number of claims and not with the texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use super::ask::{Asking, FEWEST};
use super::cache::{Cache, Earlier, Replay, State};
use super::discover::Found;
use super::elsewhere::Elsewhere;
use super::evaluate::{count, nothing_selected};
use super::ledger::{Keeping, Notes, Noting, Said, Slice, Tell, renew, settle};
use super::load::{Opening, Options};
use super::part::Parts;
use super::rarity::Rarity;
use super::settings::Caching;
use super::sources::{CHANGED, Read, missing_headings, read_source};
use super::store::Whole;
use super::texts::Texts;
use super::{Project, RunOptions, Selection, store};
use crate::check::SourceAnswers;
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::index::KeyBits;
use crate::source::{Source, SourceId, Text};
use crate::verdict::{CopiedPair, Run};

/// A project that was opened.
pub enum Opened {
    /// It is small, and has been read.
    Read(Box<Project>, Vec<Diagnostic>),
    /// Its sources have been found, and not read yet.
    Archive(Box<Archive>),
}

/// A project whose claims have been read and whose sources have been found.
pub struct Archive {
    opening: Opening,
    files: Vec<(SourceId, Found)>,
    /// The topics of the claim files.
    topics: BTreeMap<String, String>,
    unread: BTreeSet<SourceId>,
}

impl Project {
    /// Opens the project in `root`; where it is small, it is read as [`Project::load`] does.
    #[must_use]
    pub fn open(root: &Path, options: &Options) -> Opened {
        let (mut opening, files, unread) = Opening::find(root, options);
        let is_surveyed = opening.project.settings.survey.holds(files.len());
        if files.len() < FEWEST || is_surveyed {
            let read = files.into_par_iter();
            let read = read.map(|(id, file)| read_source(id, &file)).collect();
            opening.add(read, unread);
            let (project, found) = opening.close();
            return Opened::Read(Box::new(project), found);
        }
        Opened::Archive(Box::new(Archive {
            topics: opening.topics(),
            opening,
            files,
            unread,
        }))
    }
}

impl Archive {
    /// Runs over what has changed since the last run of the same command, where that left enough: as
    /// [`Archive::run`] does, but the project that is returned has no sources but those whose texts it has,
    /// and no claims; it knows the files that were looked at.
    #[must_use]
    pub fn renew(
        root: &Path,
        loading: &Options,
        options: &RunOptions,
        keeping: Keeping<'_>,
        tell: &mut dyn Tell,
    ) -> Option<(Project, Run)> {
        renew(root, loading, options, keeping, tell)
    }

    /// Notes down for the next run of `command` what was found out when the report of the last one was told
    /// again: which files are no more too new to be told by their states.
    pub fn settle(root: &Path, cache: &Cache, command: &str, replay: &Replay) {
        if !replay.settled.is_empty() {
            // What cannot be kept is found out again.
            let _ = settle(root, cache, command, &replay.settled);
        }
    }

    /// How many claims there are.
    #[must_use]
    pub fn n_claims(&self) -> usize {
        self.opening.project.claims.len()
    }

    /// How many sources there are.
    #[must_use]
    pub fn n_sources(&self) -> usize {
        self.files.len()
    }

    /// Evaluates the claims that pass the filter. What became of them goes to `tell`, part by part in the
    /// order of the claims; the run that is returned has no outcomes, and everything else.
    ///
    /// The project that is returned has the texts alone that its diagnostics point into.
    pub fn run(
        mut self,
        options: &RunOptions,
        keeping: Option<Keeping<'_>>,
        tell: &mut dyn Tell,
    ) -> (Project, Run) {
        let is_whole = options.selection == Selection::All;
        let is_kept = is_whole && self.opening.project.settings.cache != Caching::Never;
        let keeping = keeping.filter(|_| is_kept);
        let all_claims = std::mem::take(&mut self.opening.project.claims);
        let selected = all_claims.iter().filter(|it| options.selection.holds(it));
        let claims: Vec<&Claim> = selected.collect();
        let earlier = Earlier::default();
        let paths = self.files.iter().map(|(_, file)| file.path.clone());
        let mut texts = Texts::new(paths, self.opening.project.settings.max_memory);
        let sample = texts.sample();
        let rarity = LazyLock::new(|| Rarity::new(sample.len(), read_all(&sample)));
        let rarity = |key| rarity.of(key);
        let number = |id: &SourceId| self.files.binary_search_by(|it| it.0.cmp(id)).ok();
        let known = (self.files.len(), number);
        let asking = Asking::new(&self.opening.project, known, &claims, rarity, &earlier);
        let states = keeping.map_or_else(Vec::new, |_| self.states());
        let noting = keeping.and_then(Noting::new);
        let asked = self.ask(&asking, &texts, noting.as_ref());
        let probes = asking.probes;
        texts.settle(asked.iter().map(|it| it.size));
        let asked = Gathered::of(asked);
        let (mut opening, topics, unread) = (self.opening, self.topics, self.unread);
        let are_files_sound = opening.found.is_empty() && opening.claims_are_sound();
        let wrong = opening.add(asked.read, unread);

        let project = &opening.project;
        let mut notes = keeping
            .zip(noting)
            .filter(|_| are_files_sound && project.unread.is_empty())
            .map(|(keeping, words)| Notes::new(keeping, options, words, tell.between()));
        if let Some(notes) = &mut notes {
            // All of them were read, so that none of these is another's.
            let states = states.into_iter().zip(asked.lengths);
            notes.sources(project, &wrong, &asked.answers, states, &asked.words);
        }
        let sources = project.sources.iter();
        let elsewhere = Elsewhere {
            hashes: sources.map(|source| source.hash).collect(),
            text: &|number| texts.text(number),
            words: asked.may_have,
            rarity: &rarity,
        };
        let (elsewhere, _) = elsewhere.find(&claims, &asked.answers, &earlier.corpus);

        let parts = Parts::new(project, &texts, &claims, &probes, asked.answers, elsewhere);
        let mut run = Run {
            summary: project.summary(),
            ..Run::default()
        };
        let mut snapshots = Vec::new();
        for part in parts.split() {
            // A text that is not what it was ends the run.
            let first = part.start;
            let Some((part, sources)) = parts.evaluate(part, options.today) else {
                break;
            };
            count(&mut run.summary, &part.outcomes);
            add_copies(&mut run.copies, &part.copies);
            let found = store::of_claims(project, &part.outcomes, &sources);
            let said = tell.each(&part, &sources, &project.files);
            if let Some(notes) = &mut notes {
                notes.add(&parts, first, &part.outcomes, &said, &found);
            }
            for said in said {
                tell.put(Said::from(said));
            }
            snapshots.extend(found.into_iter().flatten());
            // Letting go of so much is work for all threads.
            rayon::join(|| drop(part), || drop(sources));
        }
        if let Some(notes) = &mut notes {
            notes.ask(probes.questions.measures());
        }
        drop(parts);
        drop((probes, claims));
        opening.project.claims = all_claims;
        if let Some(number) = texts.changed() {
            opening
                .found
                .push(in_between(&opening.project.sources[number]));
        }
        let n_found = opening.found.len();
        let (mut project, found) = opening.close();
        // A mistake in a claim, or a text that has changed: the next run looks at everything.
        let notes = notes.filter(|_| found.len() == n_found && texts.changed().is_none());
        run.diagnostics = found;
        if run.summary.claims == 0 {
            run.diagnostics.extend(nothing_selected(&options.selection));
        }
        let whole = Whole::of(&project, is_whole);
        let (update, n_found) = (options.update, run.diagnostics.len());
        let (pending, looked) =
            store::hold(&project, snapshots, whole, update, &mut run.diagnostics);
        run.pending = pending;
        if let Some(notes) = notes.filter(|_| run.diagnostics.len() == n_found) {
            // What cannot be kept is worked out again.
            let _ = notes.close(&project, &topics, &run.copies, &run.pending);
        }
        project.looked.append(looked);
        show(&mut project.sources, &texts, &run.diagnostics);
        (project, run)
    }

    /// The states of the sources' files.
    fn states(&self) -> Vec<Option<State>> {
        let files = self.files.par_iter();
        let states = files.map(|(_, file)| State::of(&file.path).ok().flatten());
        states.collect()
    }

    /// Reads every source, and asks it; which words it has is noted down if that is to be kept.
    fn ask(&self, asking: &Asking<'_, '_>, texts: &Texts, noting: Option<&Noting>) -> Vec<Asked> {
        let settings = &self.opening.project.settings;
        let entries = self.opening.manifest.as_ref().map(|it| &it.entries);
        // What the manifest says of a source is no part of what it answers.
        let unknown = Arc::default();
        let files = self.files.par_iter().enumerate();
        files
            .map(|(number, (id, file))| {
                let mut read = read_source(id.clone(), file);
                let Some((Some(text), hash)) = read.content.take() else {
                    return Asked::nothing(read);
                };
                let meta = entries.and_then(|entries| entries.get(id));
                if let Some(meta) = meta {
                    read.headings = missing_headings(&file.file, &text, meta, settings);
                }
                read.content = Some((None, hash));
                let size = Some((text.len(), hash));
                let source = Source {
                    id: id.clone(),
                    file: file.file.clone(),
                    text: Text::new(text),
                    hash,
                    meta: Arc::clone(&unknown),
                };
                // First, since it needs the whole text cut into words.
                let words = noting.map(|it| it.note(&source.text));
                let words = words.unwrap_or_default();
                let answers = asking.answers(number, &source, None);
                if asking.may_need(&answers) {
                    texts.offer(number, &source.text);
                }
                Asked {
                    read,
                    size,
                    answers: Some(Arc::new(answers)),
                    may_have: asking.words(&source),
                    words,
                }
            })
            .collect()
    }
}

/// A source that was read and asked.
struct Asked {
    read: Read,
    /// The bytes of its text and their hash; none where it could not be read.
    size: Option<(usize, blake3::Hash)>,
    /// What it answered.
    answers: Option<Arc<SourceAnswers>>,
    /// The words that it may have, where it was cut into words.
    may_have: Option<KeyBits>,
    /// Where it is noted down which words it has.
    words: Slice,
}

/// What was asked of all sources.
#[derive(Default)]
struct Gathered {
    read: Vec<Read>,
    /// What those answered that could be read.
    answers: Vec<Arc<SourceAnswers>>,
    /// The words that they may have, where that is known.
    may_have: Vec<Option<KeyBits>>,
    /// The lengths of their texts.
    lengths: Vec<usize>,
    /// Where it is noted down which words each source has.
    words: Vec<Slice>,
}

impl Gathered {
    fn of(asked: Vec<Asked>) -> Self {
        let n = asked.len();
        let mut all = Self {
            read: Vec::with_capacity(n),
            answers: Vec::with_capacity(n),
            may_have: Vec::with_capacity(n),
            lengths: Vec::with_capacity(n),
            words: Vec::with_capacity(n),
        };
        for asked in asked {
            all.read.push(asked.read);
            if let Some(answers) = asked.answers {
                all.answers.push(answers);
                all.may_have.push(asked.may_have);
            }
            all.lengths.extend(asked.size.map(|it| it.0));
            all.words.push(asked.words);
        }
        all
    }
}

impl Asked {
    fn nothing(read: Read) -> Self {
        Self {
            read,
            size: None,
            answers: None,
            may_have: None,
            words: Slice::default(),
        }
    }
}

/// The texts of files, as they are now; one that cannot be read is not among them.
fn read_all(paths: &[PathBuf]) -> impl ParallelIterator<Item = String> {
    let paths = paths.par_iter();
    paths.filter_map(|path| String::from_utf8(fs::read(path).ok()?).ok())
}

/// Adds what the claims of a part count once to what those before it do.
fn add_copies(of_run: &mut Vec<CopiedPair>, of_part: &[CopiedPair]) {
    for pair in of_part {
        match of_run.binary_search_by(|it| it.sources.cmp(&pair.sources)) {
            Ok(at) => of_run[at].claims += pair.claims,
            Err(at) => of_run.insert(at, pair.clone()),
        }
    }
}

/// A source changed between two looks at it.
fn in_between(source: &Source) -> Diagnostic {
    let file = &source.file;
    let message = format!("`{file}` has changed while it was checked");
    Diagnostic::error(CHANGED, message)
        .in_file(file)
        .help("check again when nothing writes to it any more")
}

/// Gives those sources their texts that diagnostics point into.
fn show(sources: &mut [Source], texts: &Texts, diagnostics: &[Diagnostic]) {
    let labels = diagnostics.iter().flat_map(|it| &it.labels);
    let marked = labels.filter(|label| label.span.is_some());
    let files: BTreeSet<&str> = marked.map(|label| label.file.as_str()).collect();
    for (number, source) in sources.iter_mut().enumerate() {
        if files.contains(source.file.as_str()) {
            source.text = texts.text(number).unwrap_or_default();
        }
    }
}
