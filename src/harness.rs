//! Claims as tests: one test a claim under `cargo test` and `cargo nextest run`.
//!
//! ```no_run
//! // tests/claims.rs, with `harness = false` in Cargo.toml
//! fn main() -> std::process::ExitCode {
//!     claimtest::harness::main(env!("CARGO_MANIFEST_DIR"))
//! }
//! ```
//!
//! A test is called `file::id`, as the claim is. One more, `project`, stands for what belongs to no
//! claim: a fixture that cannot be read, a source whose bytes changed, a disagreement between sources
//! that no claim states, a snapshot with no claim, a project with nothing to check. What could not be checked fails; no test is ever ignored.
//!
//! A disagreement that differs from its reviewed snapshot fails, and is proposed in a file that
//! `cargo insta review` shows. `INSTA_UPDATE` means what it means to insta: `no` proposes nothing (as
//! where `CI` is set), `always` accepts. `CLAIMTEST_TODAY` sets the day that waivers are held against;
//! `CLAIMTEST_CONFIG`, `CLAIMTEST_AT_LEAST` and `CLAIMTEST_FAIL_ON` count in the place of the settings.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::{env, fs};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::claim::ClaimId;
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{LoadOptions, Overrides, Project, RunOptions, Selection, Update, today};
use crate::report::{Input, Style, human};
use crate::verdict::{Pending, Run};

/// The test that stands for what belongs to no claim. Claims have `::` in their names.
const PROJECT: &str = "project";

/// A project, what was wrong with its files, and the run once a test asks for it.
struct Session {
    project: Project,
    found: Vec<Diagnostic>,
    selection: Selection,
    update: Update,
    run: OnceLock<Result<Run, String>>,
}

/// Runs the claims of the project at `root` as tests, with libtest's arguments.
#[must_use]
pub fn main(root: impl AsRef<Path>) -> ExitCode {
    let arguments = Arguments::from_args();
    let (overrides, bad) = match Overrides::from_variables(|name| env::var(name).ok()) {
        Ok(overrides) => (overrides, None),
        Err(why) => (
            Overrides::default(),
            Some(Diagnostic::error("environment", why)),
        ),
    };
    let options = LoadOptions {
        overrides,
        ..wanted(&arguments)
    };
    let (project, mut found) = Project::load(root.as_ref(), &options);
    found.extend(bad);
    let update = update();
    reference(&project);
    let session = Arc::new(Session {
        selection: selection(&arguments, &project),
        project,
        found,
        update,
        run: OnceLock::new(),
    });
    let mut trials = vec![{
        let session = Arc::clone(&session);
        Trial::test(PROJECT, move || session.judge_project())
    }];
    for claim in &session.project.claims {
        let (id, session) = (claim.id.clone(), Arc::clone(&session));
        trials.push(Trial::test(id.to_string(), move || session.judge(&id)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

impl Session {
    fn run(&self) -> Result<&Run, Failed> {
        let run = self.run.get_or_init(|| {
            let options = RunOptions {
                selection: self.selection.clone(),
                today: today()?,
                update: self.update,
            };
            Ok(self.project.run(&options))
        });
        run.as_ref().map_err(|error| Failed::from(error.as_str()))
    }

    /// Whether one claim holds, and its disagreement is as reviewed.
    fn judge(&self, id: &ClaimId) -> Result<(), Failed> {
        let run = self.run()?;
        let input = Input::new(run, &self.project.sources, &self.project.files);
        let mut message = String::new();
        let outcome = run.outcomes.iter().find(|outcome| outcome.id == *id);
        match outcome {
            Some(outcome) if !outcome.holds => {
                message.push_str(&human::claim(outcome, &input, Style::default()));
            }
            Some(_) => {}
            None => message.push_str("this claim was not evaluated\n"),
        }
        for pending in run
            .pending
            .iter()
            .filter(|pending| pending.claim.as_ref() == Some(id))
        {
            message.push_str(&human::snapshot(pending, false));
        }
        settled(&message)
    }

    /// Whether everything that belongs to no claim is in order.
    fn judge_project(&self) -> Result<(), Failed> {
        let run = self.run()?;
        let input = Input::new(run, &self.project.sources, &self.project.files);
        let errors = self.found.iter().chain(&run.diagnostics);
        let mut message: String = errors
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .fold(String::new(), |said, diagnostic| {
                said + &human::diagnostic(diagnostic, &input, false) + "\n"
            });
        let is_no_claims = |pending: &&Pending| pending.claim.is_none();
        for pending in run.pending.iter().filter(is_no_claims) {
            message.push_str(&human::snapshot(pending, false));
        }
        settled(&message)
    }
}

fn settled(message: &str) -> Result<(), Failed> {
    if message.is_empty() {
        Ok(())
    } else {
        Err(Failed::from(format!("\n{message}")))
    }
}

/// What is loaded: one topic where the arguments name one of its claims exactly, as nextest's do, which
/// runs one process a claim; else everything.
fn wanted(arguments: &Arguments) -> LoadOptions {
    let name = arguments
        .filter
        .as_deref()
        .filter(|_| arguments.exact && !arguments.list);
    let topic = name
        .and_then(|name| name.rsplit_once("::"))
        .map(|(topic, _)| topic.to_owned());
    LoadOptions {
        topics: topic.map(|topic| [topic].into()),
        ..LoadOptions::default()
    }
}

/// One claim where the arguments name one exactly, as nextest's do; else all of them.
fn selection(arguments: &Arguments, project: &Project) -> Selection {
    let wanted = arguments.filter.as_deref().filter(|_| arguments.exact);
    let claim = wanted.and_then(|name| {
        project
            .claims
            .iter()
            .find(|claim| claim.id.to_string() == name)
    });
    claim.map_or(Selection::All, |claim| Selection::One(claim.id.clone()))
}

/// What `INSTA_UPDATE`, `INSTA_FORCE_PASS` and `CI` ask for.
fn update() -> Update {
    let is_ci = env::var("CI").is_ok_and(|value| value != "false" && value != "0");
    match env::var("INSTA_UPDATE").as_deref() {
        Ok("always" | "force" | "1") => Update::Accept,
        Ok("new" | "unseen") => Update::Propose,
        Ok("no") => Update::Report,
        _ if is_ci => Update::Report,
        _ => Update::Propose,
    }
}

/// Tells `cargo insta test --unreferenced` which snapshots claims stand behind, as insta's macros do.
fn reference(project: &Project) {
    let Ok(list) = env::var("INSTA_SNAPSHOT_REFERENCES_FILE") else {
        return;
    };
    let mut lines = String::new();
    for path in project.snapshots() {
        let _ = writeln!(lines, "{}", path.display());
    }
    let file = fs::OpenOptions::new().append(true).create(true).open(list);
    // A list that cannot be written makes insta report snapshots as unreferenced, which is seen.
    let _ = file.and_then(|mut file| file.write_all(lines.as_bytes()));
}
