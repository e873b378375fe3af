//! Lines of answers, as another machine sends them: whatever has become of them on the way, they are
//! refused or compared, and a comparison reads nothing outside its texts.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use claimtest::project::{
    Answered, Answering, LoadOptions, Project, RunOptions, Selection, Sent, Update,
};
use libfuzzer_sys::fuzz_target;

/// A project without sources, and what one source answers to it.
static SENT: LazyLock<(PathBuf, String)> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("claimtest-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(root.join("claims")).expect("a folder can be made");
    std::fs::write(root.join("claimtest.toml"), "").expect("a file can be written");
    std::fs::write(root.join("claims/visit.toml"), CLAIMS).expect("a file can be written");
    let (project, _) = Project::load_without_sources(&root, &LoadOptions::default());
    let sent = serde_json::json!({ "id": "000", "file": "seeds/000.txt", "text": TEXT });
    let sent: Sent = serde_json::from_value(sent).expect("a source");
    let line = Answering::new(&project, &[]).answer(sent);
    let line = serde_json::to_string(&line).expect("a line");
    (root, line)
});

const TEXT: &str = "The visit lasted three days. \u{201c}We have signed … the treaty,\u{201d} the minister said \
                    on 5 May 2021, in Zürich. It was his third visit, and not his last one.\n";

const CLAIMS: &str = r#"
[three-days]
claim = "The visit lasted {three} days."
per.000 = "The visit lasted {three} days"

[signed]
claim = "The minister says that the treaty is signed."
speaker = "the minister"
per.000 = "We have signed … the treaty"

[elided]
claim = "It was not the last visit."
per.000 = "It was his third visit … last one"

[absent]
claim = "Nothing is said of a fourth."
absent.000 = "fourth"

[missing]
claim = "The visit was short."
per.000 = "The visit lasted eleven days"
"#;

fuzz_target!(|edits: Vec<(u16, u8)>| {
    let (root, line) = &*SENT;
    let mut line = line.clone().into_bytes();
    for (at, byte) in edits {
        let at = usize::from(at) % line.len();
        line[at] = byte;
    }
    let Ok(answered) = serde_json::from_slice::<Answered>(&line) else {
        return;
    };
    let Ok((project, _, findings)) =
        Project::from_answers(root, &LoadOptions::default(), vec![answered])
    else {
        return;
    };
    let known = project.known(findings);
    let options = RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2026, 1, 1),
        update: Update::Report,
    };
    drop(project.run_with(&options, |_| known));
});
