//! The one door to insta: every snapshot of the test suite is a file below `snapshots/`.

use std::path::Path;

/// Compares `body` with `snapshots/<folder>/<name>.snap`.
pub(crate) fn assert(folder: &str, name: &str, body: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root.join("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, body));
}
