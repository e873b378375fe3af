//! Sources that are not files of the project: they come from whatever stores them, anywhere, and what
//! they answer comes back and is put together.
//!
//! The work is a map over sources and a reduce over claims. [`Answering`] is the map: it takes a source
//! as a line of JSON and gives its answers as one. [`Project::from_answers`] is the reduce: it makes the
//! project that would have been read had all sources been files of it, with their answers known. The
//! order of lines, how they are split among machines, and a line that comes twice because a machine was
//! lost in between make no difference.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Project;
use super::ask::Probes;
use super::load::{Opening, Options};
use super::rarity::Rarity;
use super::sources::{Read, content};
use crate::check::answers::{self, Question};
use crate::check::{Answers, SourceAnswers};
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::index::Index;
use crate::passage::{Query, Sieve};
use crate::source::manifest::Meta;
use crate::source::{Source, SourceId, Text};

/// A source as it comes in: one line of JSON.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Its id.
    id: String,
    /// Its text.
    text: String,
    /// The file that reports name it by; its id where there is none.
    #[serde(default)]
    file: Option<String>,
    /// What is known of it, where the project's manifest has no entry.
    #[serde(default)]
    meta: Known,
}

/// What is known of a source besides its words; see [`Meta`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Known {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written_basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
}

/// What one source answers: one line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    id: String,
    file: String,
    meta: Known,
    /// The BLAKE3 hash of its text.
    hash: String,
    /// The claims that it was asked, by their hash: answers of other claims are refused.
    claims: String,
    /// Its text, where a claim asks it something, it answers a probe, or something is wrong with it.
    text: Option<String>,
    answers: SourceAnswers,
    /// The passages that stand in it, whichever source they are cited from.
    stands: Vec<Question>,
}

impl Answered {
    /// Fails where the line was changed since it was written.
    fn whole(&self) -> Result<(), String> {
        let changed = |what: String| {
            let again = "put the source to `claimtest answer` again";
            Err(format!(
                "the answers of source `{}` were changed: {what}; {again}",
                self.id
            ))
        };
        let text = self.text.as_deref().unwrap_or_default();
        if self.text.is_some() && blake3::hash(text.as_bytes()).to_hex().as_str() != self.hash {
            return changed("its text is not the one that has their hash".to_owned());
        }
        match self.answers.outside(text) {
            Some(place) => changed(format!(
                "they speak of bytes {}..{}, and its text has {}",
                place.start,
                place.end,
                text.len()
            )),
            None => Ok(()),
        }
    }
}

/// The claims of a project, ready to be put to sources that come one by one.
#[derive(Debug)]
pub struct Answering<'p> {
    project: &'p Project,
    claims: String,
    asking: BTreeMap<&'p SourceId, Vec<&'p Claim>>,
    asking_all: Vec<&'p Claim>,
    questions: Vec<Question>,
    sieve: Sieve<'p>,
    probes: Probes<'p>,
}

impl<'p> Answering<'p> {
    /// The claims of `project`; `sample` are some of the texts, which decide about speed alone.
    #[must_use]
    pub fn new(project: &'p Project, sample: &[Sent]) -> Self {
        let mut asking: BTreeMap<&SourceId, Vec<&Claim>> = BTreeMap::new();
        let mut asking_all = Vec::new();
        for claim in &project.claims {
            let asked: BTreeSet<Option<&SourceId>> = answers::asked(claim).collect();
            for id in &asked {
                match id {
                    Some(id) => asking.entry(id).or_default().push(claim),
                    None => asking_all.push(claim),
                }
            }
        }
        let passages = project.claims.iter().flat_map(answers::passages);
        let queries: BTreeMap<Question, Query<'_>> = passages
            .map(|query| (answers::question(&query), query))
            .collect();
        let (questions, queries): (Vec<Question>, Vec<Query<'_>>) = queries.into_iter().unzip();
        let rarity = Rarity::sampled(sample.iter().map(|sent| sent.text.as_str()));
        let claims: Vec<&Claim> = project.claims.iter().collect();
        Self {
            project,
            claims: project.claims_hash(),
            asking,
            asking_all,
            questions,
            sieve: Sieve::new(queries, |key| rarity.of(key)),
            probes: Probes::new(
                project,
                project.questions_by(&claims, |key| rarity.of(key)),
                &BTreeSet::new(),
            ),
        }
    }

    /// What a source answers.
    #[must_use]
    pub fn answer(&self, sent: Sent) -> Answered {
        let file = sent.file.unwrap_or_else(|| sent.id.clone());
        let (content, wrong) = content(&file, sent.text.clone().into_bytes());
        let mut answered = Answered {
            id: sent.id,
            file,
            meta: sent.meta,
            hash: blake3::hash(sent.text.as_bytes()).to_hex().to_string(),
            claims: self.claims.clone(),
            text: Some(sent.text),
            answers: SourceAnswers::default(),
            stands: Vec::new(),
        };
        let Some((Some(text), hash)) = content else {
            return answered;
        };
        let source = Source {
            id: SourceId::new(&answered.id),
            file: answered.file.clone(),
            text: Text::new(text),
            hash,
            meta: Arc::default(),
        };
        let asking = self.asking.get(&source.id).into_iter().flatten();
        let asking: Vec<&Claim> = asking.chain(&self.asking_all).copied().collect();
        let standing = self
            .sieve
            .standing(&Index::new([&source.text]), 0)
            .into_iter();
        answered.stands = standing.map(|at| self.questions[at]).collect();
        let is_asked = !asking.is_empty();
        answered.answers = self.project.answers_of(&source, asking, &self.probes, None);
        if !is_asked && answered.answers.probed().is_empty() && wrong.is_empty() {
            answered.text = None;
        }
        answered
    }
}

impl Project {
    /// Reads a project whose sources have answered, and what they answered.
    ///
    /// Fails where an answer is one to other claims than the project's, where two answers of one source
    /// differ, and where what comes back is not what was written: a text that has another hash, or
    /// answers that speak of places outside it.
    pub fn from_answers(
        root: &Path,
        options: &Options,
        lines: Vec<Answered>,
    ) -> Result<(Self, Vec<Diagnostic>, Vec<SourceFindings>), String> {
        let mut by_id: BTreeMap<SourceId, Answered> = BTreeMap::new();
        for line in lines {
            let id = SourceId::new(&line.id);
            match by_id.get(&id) {
                Some(other) if *other != line => {
                    return Err(format!("source `{id}` answered twice, and not the same"));
                }
                _ => {
                    line.whole()?;
                    by_id.insert(id, line);
                }
            }
        }
        let mut findings = BTreeMap::new();
        let mut claims = BTreeSet::new();
        let read = by_id.into_iter().map(|(id, line)| {
            claims.insert(line.claims);
            let (content, reasons) = match line.text {
                Some(text) => content(&line.file, text.into_bytes()),
                None => (
                    blake3::Hash::from_hex(&line.hash)
                        .ok()
                        .map(|hash| (None, hash)),
                    Vec::new(),
                ),
            };
            let known = SourceFindings {
                answers: Arc::new(line.answers),
                stands: line.stands,
            };
            findings.insert(id.clone(), known);
            Read {
                id,
                file: line.file,
                content,
                reasons,
                headings: Vec::new(),
                meta: Some(Arc::new(line.meta.into_meta())),
            }
        });
        let read: Vec<Read> = read.collect();
        let mut opening = Opening::read(root, options);
        opening.add(read, BTreeSet::new());
        let (project, found) = opening.close();
        let hash = project.claims_hash();
        if claims.iter().any(|other| *other != hash) {
            return Err("the answers are to other claims, or to other settings".to_owned());
        }
        let findings = project
            .sources
            .iter()
            .map(|source| findings.remove(&source.id));
        let findings = findings.map(Option::unwrap_or_default).collect();
        Ok((project, found, findings))
    }

    /// The answers of sources as a run takes them.
    #[must_use]
    pub fn known(&self, findings: Vec<SourceFindings>) -> Answers<'static> {
        let mut elsewhere: BTreeMap<Question, Vec<usize>> = BTreeMap::new();
        for question in findings.iter().flat_map(|it| it.answers.missed()) {
            elsewhere.insert(*question, Vec::new());
        }
        for (number, it) in findings.iter().enumerate() {
            for question in &it.stands {
                if let Some(sources) = elsewhere.get_mut(question) {
                    sources.push(number);
                }
            }
        }
        Answers::Known {
            of_source: findings.into_iter().map(|it| it.answers).collect(),
            elsewhere,
        }
    }

    /// A hash of everything that answers depend on besides the sources.
    fn claims_hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        for (path, text) in &self.files {
            for part in [path, text] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// What is known of one source's answers.
#[derive(Clone, Debug, Default)]
pub struct SourceFindings {
    answers: Arc<SourceAnswers>,
    stands: Vec<Question>,
}

impl Known {
    fn into_meta(self) -> Meta {
        Meta {
            title: self.title,
            publisher: self.publisher,
            author: self.author,
            url: self.url,
            written: self.written.and_then(|day| day.parse().ok()),
            written_basis: self.written_basis,
            origin: self.origin,
            ..Meta::default()
        }
    }
}
