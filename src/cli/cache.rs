//! Where runs of the command line keep what the next one can use.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use super::check::{Reporting, Target, evaluate_read, evaluate_with};
use super::place::Place;
use super::progress::Progress;
use super::{Failure, code, number, output, threads};
use crate::compare::frame;
use crate::project::{Archive, Cache, Keeping, Opened, Project, RunOptions, Said, Seen};
use crate::report::{ByClaim, Input, Style};
use crate::verdict::Run;

/// Runs once and reports; where no file has changed since the same command was run before, that report
/// is written again.
pub(super) fn run(
    reporting: &Reporting,
    place: &Place,
    options: &RunOptions,
    cache: Option<&Cache>,
) -> Result<ExitCode, Failure> {
    threads::share(|| lead(reporting, place, options, cache))
}

fn lead(
    reporting: &Reporting,
    place: &Place,
    options: &RunOptions,
    cache: Option<&Cache>,
) -> Result<ExitCode, Failure> {
    let [target] = &reporting.targets[..] else {
        let (project, run) = evaluate_with(place, options, cache)?;
        reporting.write(&project, &run)?;
        return Ok(code(run.conclusion()));
    };
    let style = target.style(reporting.verbose);
    let overrides = place.overrides();
    let replayed = cache.filter(|_| target.file.is_none() && overrides.config.is_none());
    let command = format!("{:?} {style:?} {options:?} {overrides:?}", target.format);
    let lasting = format!(
        "{:?} {style:?} {:?} {overrides:?}",
        target.format, options.update
    );
    let began = SystemTime::now();
    let seen = match replayed.map(|cache| (cache, cache.replay(&command, began))) {
        Some((cache, Ok(replay))) => {
            output::print_pieces(&replay.text)?;
            Archive::settle(&place.root()?, cache, &lasting, &replay);
            let code = ExitCode::from(replay.code);
            // The process is about to end, which lets go of everything at once.
            std::mem::forget(replay);
            return Ok(code);
        }
        Some((_, Err(seen))) => seen,
        None => Seen::default(),
    };
    let keeping = cache.filter(|_| overrides.config.is_none());
    let keeping = keeping.map(|cache| Keeping {
        cache,
        command: &lasting,
        began,
        seen: &seen,
    });
    let (project, run, said) = rendered(target, style, place, options, (cache, keeping))?;
    let conclusion = run.conclusion();
    let keep = || {
        if let Some(cache) = replayed {
            let code = number(conclusion);
            cache.keep_replay(&command, (began, &seen), (&project, &run), (&said, code));
        }
    };
    rayon::join(|| target.put(&said), keep).0?;
    // The process is about to end, which lets go of everything at once.
    std::mem::forget((project, run, said, seen));
    Ok(code(conclusion))
}

/// The report of a run, and the project that goes with it, which knows every file that was looked at. Of an
/// archive it is written claim by claim where the format is of that kind, so that no more than a part of the
/// run is in memory.
fn rendered(
    target: &Target,
    style: Style,
    place: &Place,
    options: &RunOptions,
    (cache, keeping): (Option<&Cache>, Option<Keeping<'_>>),
) -> Result<(Project, Run, Vec<Said>), Failure> {
    let begin = || ByClaim::new(target.format, style);
    let (Some(mut renewing), Some(mut report)) = (begin(), begin()) else {
        let (project, run) = evaluate_with(place, options, cache)?;
        let text = target.render(&project, &run, style);
        return Ok((project, run, vec![Said::from(text)]));
    };
    let reading = Progress::begin("reading the project".to_owned());
    if let Some(keeping) = keeping {
        let (root, loading) = (place.root()?, place.options());
        // Where nothing comes of it, claims may have been told all the same.
        let renewed = Archive::renew(&root, &loading, options, keeping, &mut renewing);
        if let Some((project, run)) = renewed {
            let text = renewing.finish(&Input::new(&run, &project.sources, &project.files));
            return Ok((project, run, text));
        }
    }
    // It is needed as soon as the project is read, by all threads at once.
    rayon::spawn(frame::prepare);
    let opened = place.open()?;
    drop(reading);
    match opened {
        Opened::Read(mut project, found) => {
            let run = evaluate_read(&mut project, found, options, cache);
            let input = Input::new(&run, &project.sources, &project.files);
            report.add(&input);
            let text = report.finish(&input);
            Ok((*project, run, text))
        }
        Opened::Archive(archive) => {
            let _checking = Progress::checking(archive.n_claims(), archive.n_sources());
            let (project, run) = archive.run(options, keeping, &mut report);
            let input = Input::new(&run, &project.sources, &project.files);
            let text = report.finish(&input);
            Ok((project, run, text))
        }
    }
}

/// The cache of the project in `root`; none where there is no place for one.
pub(super) fn of(root: &Path) -> Option<Cache> {
    Cache::of(root, user().as_deref(), &program()?)
}

/// The user's folder for what can be made anew.
fn user() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let own = set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA"));
    let own = own.map(PathBuf::from).filter(|folder| folder.is_absolute());
    own.or_else(|| Some(PathBuf::from(set("HOME")?).join(".cache")))
}

/// The version of this program, and which build of it this is: its file's length and time.
fn program() -> Option<String> {
    let meta = fs::metadata(env::current_exe().ok()?).ok()?;
    let built = meta.modified().ok()?;
    let built = built.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {} {}", meta.len(), built.as_nanos()))
}
