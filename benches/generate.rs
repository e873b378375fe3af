//! Writes a generated project to disk, with the lists that other tools take:
//! `cargo bench --bench generate -- FOLDER --mb 100 --claims 10000 --kinds exact,altered --seed 1`.
//!
//! `--kb` instead of `--mb` makes a small one. `named.toml` in it are settings under which claims are put to
//! the sources that they name, and to no others. Beside the project stand `patterns.txt` (one passage or term a line, for `grep -f`), `corpus.txt` (all
//! documents in one file) and `claims.jsonl` (kind, source, text, count, for scripts).

#![expect(clippy::print_stderr, reason = "a command")]

mod corpus;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use corpus::{Kind, Plan, Planned};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> io::Result<()> {
    let mut plan = Plan {
        seed: 1,
        bytes: 10_000_000,
        claims: 100,
        kinds: Kind::ALL.to_vec(),
    };
    let mut folder = None;
    // `cargo bench` adds `--bench`; without a folder there is nothing to do, as in `cargo test --benches`.
    let mut words = env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        let mut number = || -> io::Result<usize> {
            let value = words.next().unwrap_or_default();
            value
                .parse()
                .map_err(|_| io::Error::other(format!("`{value}` is no number")))
        };
        match word.as_str() {
            "--mb" => plan.bytes = number()? * 1_000_000,
            "--kb" => plan.bytes = number()? * 1_000,
            "--claims" => plan.claims = number()?,
            "--seed" => plan.seed = number()? as u64,
            "--kinds" => plan.kinds = kinds(&words.next().unwrap_or_default())?,
            _ if word.starts_with("--") => {
                return Err(io::Error::other(format!("`{word}` is no option")));
            }
            _ => folder = Some(PathBuf::from(word)),
        }
    }
    folder.map_or(Ok(()), |folder| write(&folder, &plan))
}

fn kinds(names: &str) -> io::Result<Vec<Kind>> {
    let kind = |name: &str| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        kind.ok_or_else(|| io::Error::other(format!("`{name}` is no kind")))
    };
    names.split(',').map(kind).collect()
}

fn write(folder: &Path, plan: &Plan) -> io::Result<()> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut texts: Vec<PathBuf> = fs::read_dir(seeds)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    texts.sort();
    let texts = texts
        .iter()
        .map(fs::read_to_string)
        .collect::<io::Result<Vec<_>>>()?;
    let (claims, documents) = corpus::write(folder, plan, &texts)?;
    fs::write(folder.join("corpus.txt"), documents.concat())?;
    lists(folder, &claims)
}

/// Writes what other tools take their patterns from.
fn lists(folder: &Path, claims: &[Planned]) -> io::Result<()> {
    let (mut patterns, mut lines) = (String::new(), String::new());
    for claim in claims {
        let _ = writeln!(patterns, "{}", claim.text);
        let record = serde_json::json!({
            "kind": claim.kind.name(),
            "source": format!("{:06}", claim.document),
            "text": claim.text,
            "count": claim.count,
        });
        let _ = writeln!(lines, "{record}");
    }
    fs::write(folder.join("patterns.txt"), patterns)?;
    fs::write(folder.join("claims.jsonl"), lines)
}
