//! Edits of an archive, one after the other: after each, a run that looks at what has changed says what a run
//! says that knows nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use claimtest::project::{
    Archive, Cache, Keeping, LoadOptions, Opened, Project, RunOptions, Said, Seen, Selection,
    Update, lock,
};
use claimtest::report::{ByClaim, Format, Input, Style};
use claimtest::verdict::Run;

use crate::folder::Folder;
use crate::oracle::{generate, generated::Kind};

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// An archive, and what its runs keep.
struct Desk {
    folder: Folder,
    cache: Cache,
    format: Format,
    options: RunOptions,
    n_added: usize,
}

impl Desk {
    fn new(name: &str, format: Format) -> Self {
        let (folder, _) = generate(name, 580_000, 60, &Kind::ALL);
        folder.folder("target");
        folder.file(
            "claims/more.toml",
            "[waived]\nclaim = 'Nobody has it.'\nper.000003 = 'qqq zzz nothing of the kind'\n\
             waive = { reason = 'for now', until = 2026-01-02 }\n\n\
             [nowhere]\nclaim = 'Nobody has that.'\nabsent.all = ['qqqzz']\n",
        );
        let cache = Cache::of(folder.path(), None, "a test").unwrap();
        let options = RunOptions {
            selection: Selection::All,
            today: jiff::civil::date(2026, 1, 1),
            update: Update::Report,
        };
        Self {
            folder,
            cache,
            format,
            options,
            n_added: 0,
        }
    }

    fn report(&self) -> ByClaim {
        let style = Style {
            color: false,
            verbose: self.format == Format::Human,
        };
        ByClaim::new(self.format, style).unwrap()
    }

    fn said(report: ByClaim, (project, run): &(Project, Run)) -> String {
        let said = report.finish(&Input::new(run, &project.sources, &project.files));
        said.iter().map(Said::to_string).collect()
    }

    /// What a run says that keeps something, or nothing, and looks at everything.
    fn whole(&self, keeping: Option<Keeping<'_>>) -> String {
        let mut report = self.report();
        let Opened::Archive(archive) = Project::open(self.folder.path(), &LoadOptions::default())
        else {
            panic!("so many sources are an archive");
        };
        let run = archive.run(&self.options, keeping, &mut report);
        Self::said(report, &run)
    }

    /// What a run says that looks at what has changed, if it can; and whether it could.
    fn renewed(&self) -> (String, bool) {
        let keeping = Keeping {
            cache: &self.cache,
            command: "check",
            // Files that were written just now are told from later ones by their times all the same.
            began: SystemTime::now() + Duration::from_hours(1),
            seen: &Seen::default(),
        };
        let mut report = self.report();
        let (root, loading) = (self.folder.path(), LoadOptions::default());
        match Archive::renew(root, &loading, &self.options, keeping, &mut report) {
            Some((project, run)) => (Self::said(report, &(project, run)), true),
            None => (self.whole(Some(keeping)), false),
        }
    }

    /// Runs both ways; whether the second one looked at what has changed alone.
    fn check(&self, after: &str) -> bool {
        let cold = self.whole(None);
        let (warm, is_renewed) = self.renewed();
        if cold != warm {
            let differing = cold.lines().zip(warm.lines()).find(|(a, b)| a != b);
            panic!("{after} (renewed: {is_renewed}): {differing:#?}");
        }
        is_renewed
    }

    fn files(&self, below: &str, extension: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(&self.folder.path().join(below), &mut found);
        found.retain(|path| path.extension().is_some_and(|it| it == extension));
        found.sort();
        found
    }

    fn sources(&self) -> Vec<PathBuf> {
        self.files("seeds", "txt")
    }

    fn relock(&self) {
        let (locked, _) = lock(self.folder.path(), &LoadOptions::default().overrides);
        assert!(locked.is_some());
    }

    /// The tables of a claim file.
    fn tables(path: &Path) -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        let mut tables: Vec<String> = Vec::new();
        for line in text.split_inclusive('\n') {
            match tables.last_mut() {
                Some(last) if !line.starts_with('[') => last.push_str(line),
                _ => tables.push(line.to_owned()),
            }
        }
        tables
    }

    /// A sentence of a source.
    fn sentence(random: &mut Random, source: &Path) -> String {
        let words = fs::read_to_string(source).unwrap();
        let sentences: Vec<&str> = words
            .split(['.', '\n'])
            .map(str::trim)
            .filter(|it| it.len() > 40 && !it.contains(['\'', '"', '{', '}', '“', '”']))
            .collect();
        (*random.of(&sentences)).to_owned()
    }

    /// One edit; what it is.
    fn edit(&mut self, random: &mut Random, kind: usize) -> &'static str {
        match kind {
            0..=3 | 16 => self.edit_sources(random, kind),
            4..=8 | 13 => self.edit_claims(random, kind),
            _ => self.edit_the_rest(random, kind),
        }
    }

    /// An edit of a source.
    fn edit_sources(&mut self, random: &mut Random, kind: usize) -> &'static str {
        let sources = self.sources();
        match kind {
            0 | 1 => {
                let source = random.of(&sources);
                let words = fs::read_to_string(source).unwrap();
                let other = random.of(&sources);
                let sentence = Self::sentence(random, other);
                let mut lines: Vec<&str> = words.split('\n').collect();
                let at = random.below(lines.len());
                lines[at] = &sentence;
                fs::write(source, lines.join("\n")).unwrap();
                if kind == 0 {
                    return "a source changed and was not locked";
                }
                self.relock();
                "a source changed and was locked"
            }
            2 => {
                let other = random.of(&sources);
                let words = Self::sentence(random, other);
                self.n_added += 1;
                let file = format!("seeds/900/9000{:02}.txt", self.n_added);
                self.folder.file(
                    &file,
                    format!("A report says it.\n\n{words}. It goes on.\n"),
                );
                self.relock();
                "a source came"
            }
            3 => {
                let added = self.files("seeds/900", "txt");
                if let Some(path) = added.first() {
                    fs::remove_file(path).unwrap();
                    let id = path.file_stem().unwrap().to_string_lossy().into_owned();
                    let manifest = self.folder.read("seeds/sources.toml");
                    let start = manifest.find(&format!("[{id}]")).unwrap();
                    let end = manifest[start + 1..].find("\n[");
                    let end = end.map_or(manifest.len(), |it| start + it + 2);
                    let rest = format!("{}{}", &manifest[..start], &manifest[end..]);
                    self.folder.file("seeds/sources.toml", rest);
                }
                "a source went"
            }
            _ => {
                let file = random.of(&sources);
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                let moved = name.replacen(".txt", "_moved.txt", 1);
                fs::rename(file, file.with_file_name(moved.replace("_moved_moved", ""))).unwrap();
                "a source's file was renamed"
            }
        }
    }

    /// An edit of a claim.
    fn edit_claims(&mut self, random: &mut Random, kind: usize) -> &'static str {
        let sources = self.sources();
        let claims = self.files("claims", "toml");
        match kind {
            4 => {
                let file = random.of(&claims).clone();
                let mut tables = Self::tables(&file);
                let at = random.below(tables.len());
                let words: Vec<&str> = tables[at].split(' ').collect();
                let which = random.below(words.len().max(8)).max(4);
                let dropped = words.iter().enumerate();
                let kept = dropped.filter(|(n, word)| {
                    *n != which || word.contains(['"', '\'', '=', '{', '}', '[', ']'])
                });
                tables[at] = kept.map(|it| *it.1).collect::<Vec<_>>().join(" ");
                fs::write(&file, tables.concat()).unwrap();
                "a claim changed"
            }
            5 => {
                let file = random.of(&claims).clone();
                let source = random.of(&sources).clone();
                let id = source.file_stem().unwrap().to_string_lossy().into_owned();
                let passage = Self::sentence(random, &source);
                self.n_added += 1;
                let claim = format!(
                    "[more-{}]\nclaim = 'It is said.'\nper.{id} = '''{passage}'''\n\n",
                    self.n_added
                );
                let mut tables = Self::tables(&file);
                tables.insert(random.below(tables.len()), claim);
                fs::write(&file, tables.concat()).unwrap();
                "a claim came"
            }
            6 => {
                let file = random.of(&claims).clone();
                let mut tables = Self::tables(&file);
                if tables.len() > 3 {
                    tables.remove(random.below(tables.len()));
                }
                fs::write(&file, tables.concat()).unwrap();
                "a claim went"
            }
            7 => {
                let file = random.of(&claims).clone();
                let mut tables = Self::tables(&file);
                let first = random.below(3).min(tables.len());
                tables.rotate_left(first);
                fs::write(&file, format!("# A note.\n\n{}", tables.concat())).unwrap();
                "claims moved"
            }
            13 => self.break_claims(random, &claims),
            _ => {
                // A passage that is missing where it is cited stands elsewhere now.
                let file = random.of(&claims).clone();
                let tables = Self::tables(&file);
                let table = random.of(&tables);
                let passage = table.split('"').nth(3).unwrap_or("It is said that");
                let source = random.of(&sources);
                let words = fs::read_to_string(source).unwrap();
                fs::write(source, format!("{words}\n\n{passage}\n")).unwrap();
                self.relock();
                "a source took a passage over"
            }
        }
    }

    /// Mistakes in claims, one after the other, which are told without looking at everything.
    fn break_claims(&self, random: &mut Random, claims: &[PathBuf]) -> &'static str {
        let file = random.of(claims);
        let text = fs::read_to_string(file).unwrap();
        let tables = Self::tables(file);
        let first = tables.iter().find(|it| it.starts_with('[')).unwrap();
        let last = tables.last().unwrap();
        let source = self.sources()[0].clone();
        let words = fs::read_to_string(&source).unwrap();
        for (mistake, broken) in [
            ("no value", format!("{text}\n[broken]\nclaim = \n")),
            (
                "no claim",
                format!("[broken]\nper.000001 = 'qqq'\n\n{text}"),
            ),
            ("a claim twice", format!("{text}\n{first}")),
            (
                "an open string",
                text.replacen(last, &format!("[x]\nclaim = \"no end\n\n{last}"), 1),
            ),
            (
                "an open text",
                text.replacen(last, &format!("[x]\nclaim = \"\"\"no end\n{last}"), 1),
            ),
            (
                "no such key",
                text.replacen(last, &format!("[x]\nclaims = 'no'\n{last}"), 1),
            ),
            (
                "no such source",
                format!("{text}\n[x]\nclaim = 'It is.'\nper.00000x = 'It is'\n"),
            ),
            (
                "no number",
                format!("{text}\n[x]\nclaim = 'It is so {{often}}.'\ncount.000001 = 'the'\n"),
            ),
        ] {
            fs::write(file, broken).unwrap();
            assert!(self.check(mistake), "{mistake}");
        }
        fs::write(&source, format!("{words}\n\nIt is not locked.\n")).unwrap();
        assert!(self.check("a mistake, and a source is not locked"));
        fs::write(&source, words).unwrap();
        fs::write(file, text).unwrap();
        "a claim was mended"
    }

    /// An edit of anything else.
    fn edit_the_rest(&mut self, random: &mut Random, kind: usize) -> &'static str {
        match kind {
            9 => {
                let day = 1 + random.below(3);
                self.options.today = jiff::civil::date(2026, 1, i8::try_from(day).unwrap());
                "another day"
            }
            10 => {
                let manifest = self.folder.read("seeds/sources.toml");
                let note =
                    "]\nwritten = 2023-03-22\nwritten_basis = 'its head'\norigin = 'A'\nblake3";
                let mut entries: Vec<&str> = manifest.split("]\nblake3").collect();
                let last = entries.split_off(entries.len() - 1 - random.below(20));
                let rest = entries.split_off(1 + random.below(20));
                let parts = [entries, rest, last].map(|it| it.join("]\nblake3"));
                self.folder.file("seeds/sources.toml", parts.join(note));
                "the manifest says more"
            }
            11 => {
                let ledger = fs::read_dir(self.folder.path().join("target/claimtest")).unwrap();
                for entry in ledger {
                    let path = entry.unwrap().path();
                    let mut bytes = fs::read(&path).unwrap();
                    let at = random.below(bytes.len());
                    match random.below(3) {
                        0 => bytes[at] ^= 1,
                        1 => bytes.truncate(at),
                        _ => bytes.clear(),
                    }
                    fs::write(&path, bytes).unwrap();
                }
                "what was kept is damaged"
            }
            12 => {
                let settings = self.folder.read("claimtest.toml");
                let names = "[names]\n\"Xi Jinping\" = [\"Xi\"]\n";
                let settings = match settings.strip_suffix(names) {
                    Some(before) => before.to_owned(),
                    None => format!("{settings}{names}"),
                };
                self.folder.file("claimtest.toml", settings);
                "the settings changed"
            }
            14 => {
                let update = std::mem::replace(&mut self.options.update, Update::Accept);
                self.whole(None);
                self.options.update = update;
                "snapshots were accepted"
            }
            _ => {
                if let Some(snapshot) = self.files("snapshots", "snap").first() {
                    let text = fs::read_to_string(snapshot).unwrap();
                    fs::write(snapshot, text.replacen("claim", "Claim", 1)).unwrap();
                }
                "a snapshot changed"
            }
        }
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Edits that a run need not look at everything for.
const RENEWED: [usize; 9] = [0, 1, 2, 4, 5, 6, 7, 8, 10];

fn edited(name: &str, format: Format, seed: u64) {
    let mut desk = Desk::new(name, format);
    let mut random = Random(seed);
    assert!(!desk.check("the first run"));
    assert!(desk.check("nothing changed"));
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut kinds: Vec<usize> = (0..17).chain(RENEWED).collect();
    while !kinds.is_empty() {
        let kind = kinds.swap_remove(random.below(kinds.len()));
        let what = desk.edit(&mut random, kind);
        let is_renewed = desk.check(what);
        let (n, n_renewed) = counts.entry(what).or_default();
        (*n, *n_renewed) = (*n + 1, *n_renewed + usize::from(is_renewed));
        if !is_renewed {
            // What such a run leaves is good for the next one, if it leaves anything.
            desk.check("nothing changed");
        }
    }
    let n_renewed: usize = counts.values().map(|it| it.1).sum();
    assert!(n_renewed >= 12, "renewed of all: {counts:#?}");
}

#[test]
fn edits_of_claims_and_sources_say_what_a_first_run_says() {
    edited("renewed-json", Format::Json, 1);
}

#[test]
fn edits_are_told_to_people_as_a_first_run_tells_them() {
    edited("renewed-human", Format::Human, 2);
}
