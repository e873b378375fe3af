//! A generated project: sources and claim files, in memory or on disk.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use super::claim::{Kind, Planned, plan};
use super::prose::Prose;
use super::random::Random;

/// How many claims stand in one file.
const CLAIMS_A_FILE: usize = 1_000;

/// What is generated.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Where all randomness comes from.
    pub(crate) seed: u64,
    /// The least number of bytes of all documents together.
    pub(crate) bytes: usize,
    /// How many claims.
    pub(crate) claims: usize,
    /// The kinds that they take turns in.
    pub(crate) kinds: Vec<Kind>,
}

/// The documents, in the order of their numbers.
#[must_use]
fn documents(plan: &Plan, prose: &Prose) -> Vec<String> {
    let mut n_bytes = 0;
    let mut documents = Vec::new();
    while n_bytes < plan.bytes {
        let document = prose.document(plan.seed, documents.len());
        n_bytes += document.len();
        documents.push(document);
    }
    documents
}

/// The claims about `documents`.
#[must_use]
fn claims(of: &Plan, prose: &Prose, documents: &[String]) -> Vec<Planned> {
    let mut random = Random::new(of.seed, u64::MAX - 1);
    (0..of.claims)
        .map(|idx| {
            let kind = of.kinds[idx % of.kinds.len()];
            let cited = random.below(documents.len());
            let quoted = if kind == Kind::Absent {
                documents.len() - 1 - cited
            } else {
                cited
            };
            let mut planned = plan(kind, prose, quoted, &documents[quoted], &mut random);
            planned.document = cited;
            planned
        })
        .collect()
}

/// The claims, and the files that they stand in: name and contents.
#[must_use]
fn claim_files(
    of: &Plan,
    prose: &Prose,
    documents: &[String],
) -> (Vec<Planned>, Vec<(String, String)>) {
    let claims = claims(of, prose, documents);
    let files = claims.chunks(CLAIMS_A_FILE).enumerate();
    let files = files.map(|(number, chunk)| {
        let mut file = String::new();
        for (idx, planned) in chunk.iter().enumerate() {
            fixture(&mut file, number * CLAIMS_A_FILE + idx, planned);
        }
        (format!("claims/batch-{number:03}.toml"), file)
    });
    let files = files.collect();
    (claims, files)
}

fn fixture(file: &mut String, number: usize, planned: &Planned) {
    let (id, text) = (id(planned.document), &planned.text);
    let _ = writeln!(file, "[{}-{number:06}]", planned.kind.name());
    let _ = match (planned.kind, planned.value) {
        (Kind::Count, _) => writeln!(
            file,
            "claim = \"Text {id} has this name {{{}}} times.\"\ncount.{id} = {}\n",
            planned.count,
            quoted(text)
        ),
        (_, Some((start, end))) => {
            let (head, value, tail) = (&text[..start], &text[start..end], &text[end..]);
            writeln!(
                file,
                "claim = \"Text {id} has the figure {{{value}}} here.\"\nper.{id} = {}\n",
                quoted(&format!("{}{{{value}}}{}", literal(head), literal(tail)))
            )
        }
        _ => writeln!(
            file,
            "claim = \"Text {id} has passage {number}.\"\nper.{id} = {}\n",
            quoted(&literal(text))
        ),
    };
}

/// A text without values: braces that stand in it are doubled.
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A TOML string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn id(document: usize) -> String {
    format!("{document:06}")
}

/// The file of a document, in folders of a thousand.
#[must_use]
fn source_file(document: usize) -> String {
    format!("seeds/{:03}/{document:06}.txt", document / 1000)
}

/// Writes a whole project into `folder`: settings, sources, manifest and claims; returns the claims and
/// the documents.
pub(crate) fn write(
    folder: &Path,
    of: &Plan,
    seeds: &[String],
) -> io::Result<(Vec<Planned>, Vec<String>)> {
    let prose = Prose::new(of.seed, seeds);
    let documents = documents(of, &prose);
    let mut manifest = String::new();
    for (number, text) in documents.iter().enumerate() {
        let place = folder.join(source_file(number));
        if number % 1000 == 0 {
            fs::create_dir_all(place.parent().unwrap_or(folder))?;
        }
        fs::write(place, text)?;
        let hash = blake3::hash(text.as_bytes());
        let _ = writeln!(
            manifest,
            "[{}]\nblake3 = \"{}\"\n",
            id(number),
            hash.to_hex()
        );
    }
    fs::write(folder.join("seeds/sources.toml"), manifest)?;
    let settings = "sources = [\"seeds/**/*.txt\"]\n";
    fs::write(folder.join("claimtest.toml"), settings)?;
    let named = format!("probe.sources = \"named\"\n{settings}");
    fs::write(folder.join("named.toml"), named)?;
    fs::create_dir_all(folder.join("claims"))?;
    let (claims, files) = claim_files(of, &prose, &documents);
    for (name, contents) in files {
        fs::write(folder.join(name), contents)?;
    }
    Ok((claims, documents))
}
