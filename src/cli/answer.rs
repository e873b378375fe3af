//! `claimtest answer`: the map over sources. Sources come in as lines of JSON, answers go out as such.

use std::io::{self, BufRead};
use std::process::ExitCode;

use rayon::prelude::*;

use super::place::Place;
use super::{Failure, complain, output};
use crate::project::{Answered, Answering, Project, Sent};

/// How many bytes of sources are held in memory at a time.
const BATCH: usize = 32 << 20;

pub(super) fn run(place: &Place) -> Result<ExitCode, Failure> {
    let (project, found) = Project::load_without_sources(&place.root()?, &place.options());
    if complain(&project, &found) {
        return Ok(ExitCode::from(2));
    }
    let mut lines = Lines {
        input: io::stdin().lock(),
        number: 0,
    };
    let mut answering: Option<Answering<'_>> = None;
    loop {
        let sources = lines.batch()?;
        if sources.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        let answering = answering.get_or_insert_with(|| Answering::new(&project, &sources));
        let answers: Vec<Answered> = sources
            .into_par_iter()
            .map(|source| answering.answer(source))
            .collect();
        let lines: Vec<String> = answers.par_iter().map(line).collect::<Result<_, _>>()?;
        output::print(&lines.concat())?;
    }
}

fn line(answered: &Answered) -> Result<String, Failure> {
    let line = serde_json::to_string(answered);
    line.map(|line| line + "\n").map_err(|error| Failure::Io {
        doing: "write an answer".to_owned(),
        error: error.into(),
    })
}

/// Standard input, a batch of lines at a time.
struct Lines<R> {
    input: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    fn batch(&mut self) -> Result<Vec<Sent>, Failure> {
        let mut batch = Vec::new();
        let mut n_bytes = 0;
        let mut line = Vec::new();
        while n_bytes < BATCH {
            line.clear();
            let read = self.input.read_until(b'\n', &mut line);
            let n_read = read.map_err(|error| Failure::Io {
                doing: "read standard input".to_owned(),
                error,
            })?;
            if n_read == 0 {
                break;
            }
            self.number += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            n_bytes += n_read;
            batch.push(parse(&line, self.number)?);
        }
        Ok(batch)
    }
}

fn parse(line: &[u8], number: usize) -> Result<Sent, Failure> {
    serde_json::from_slice(line).map_err(|error| {
        Failure::Usage(format!(
            "line {number} of standard input is no source: {error}; a source is `{{\"id\": …, \"text\": …}}`"
        ))
    })
}
