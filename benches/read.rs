//! Reads every file below a folder once, on all cores, as a run does: the least that any answer about their words
//! can take. `cargo bench --bench read -- FOLDER`.

#![expect(clippy::print_stdout, reason = "a command")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use rayon::prelude::*;

fn main() -> io::Result<()> {
    // `cargo bench` adds `--bench`; without a folder there is nothing to do, as in `cargo test --benches`.
    let Some(folder) = env::args().skip(1).find(|word| word != "--bench") else {
        return Ok(());
    };
    let mut files = Vec::new();
    list(Path::new(&folder), &mut files)?;
    let lengths = files.par_iter().map(|file| Ok(fs::read(file)?.len()));
    let n_bytes = lengths.try_reduce(|| 0, |a, b| io::Result::Ok(a + b))?;
    println!("{} files, {n_bytes} bytes", files.len());
    Ok(())
}

/// The files below `folder`.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            list(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}
