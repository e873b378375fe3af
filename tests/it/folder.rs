//! A folder of a test's own, gone when the test is over.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder with the files that a test writes.
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// An empty folder; `name` is the test's, so that no two tests share one.
    pub(crate) fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("claimtest-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&root));
        fs::create_dir_all(&root).expect("a temporary folder can be made");
        Self { root }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// Writes `content` to the file at `path`, with the folders on the way.
    pub(crate) fn file(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder can be made");
        }
        fs::write(path, content).expect("a file can be written");
        self
    }

    /// Makes an empty folder at `path`.
    pub(crate) fn folder(&self, path: &str) -> &Self {
        fs::create_dir_all(self.root.join(path)).expect("a folder can be made");
        self
    }

    /// Makes a symbolic link at `path` that leads to `target`.
    #[cfg(unix)]
    pub(crate) fn link(&self, path: &str, target: &str) -> &Self {
        std::os::unix::fs::symlink(target, self.root.join(path)).expect("a link can be made");
        self
    }

    /// What the file at `path` holds.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("the file is there")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.root));
    }
}
