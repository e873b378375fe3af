//! Looks at many files, most of which lie in one folder with the one before: where the system can, each is
//! looked for in that folder, which is open, and the way to it is not gone again.

use std::io;
use std::path::Path;

use super::State;

/// The folder that files are looked for in.
#[derive(Default)]
pub(super) struct Nearby<'p> {
    /// Its path, with the separator behind it.
    path: &'p str,
    open: Option<Folder>,
}

impl<'p> Nearby<'p> {
    /// The state of what stands at `path`; none where nothing does.
    pub(super) fn state_of(&mut self, path: &'p str) -> io::Result<Option<State>> {
        let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
        if folder != self.path {
            // There may be no other one in it.
            (self.path, self.open) = (folder, None);
        } else if !folder.is_empty() && !name.is_empty() {
            if self.open.is_none() {
                self.open = Folder::open(folder);
            }
            if let Some(state) = self.open.as_ref().and_then(|it| it.state_of(name)) {
                return Ok(Some(state));
            }
        }
        State::of(Path::new(path))
    }
}

/// A folder that is open.
#[cfg(target_os = "linux")]
struct Folder(std::os::fd::OwnedFd);

#[cfg(target_os = "linux")]
impl Folder {
    fn open(path: &str) -> Option<Self> {
        use rustix::fs::{Mode, OFlags, open};
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        open(path, flags, Mode::empty()).ok().map(Self)
    }

    /// The state of what is called `name` in it; none where that cannot be told.
    fn state_of(&self, name: &str) -> Option<State> {
        use rustix::fs::{AtFlags, FileType, StatxFlags, makedev, statx};
        let found = statx(&self.0, name, AtFlags::empty(), StatxFlags::BASIC_STATS).ok()?;
        let kind = FileType::from_raw_mode(found.stx_mode.into());
        let [written, changed] = [found.stx_mtime, found.stx_ctime];
        let written = i128::from(written.tv_sec) * 1_000_000_000 + i128::from(written.tv_nsec);
        Some(State {
            is_folder: kind.is_dir(),
            len: found.stx_size,
            written: written.max(0).try_into().unwrap_or(u64::MAX),
            own: (
                makedev(found.stx_dev_major, found.stx_dev_minor),
                found.stx_ino,
                changed.tv_sec,
                changed.tv_nsec.into(),
            ),
        })
    }
}

/// A folder that is open, which this system has nothing for.
#[cfg(not(target_os = "linux"))]
struct Folder;

#[cfg(not(target_os = "linux"))]
impl Folder {
    fn open(_: &str) -> Option<Self> {
        None
    }

    fn state_of(&self, _: &str) -> Option<State> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_state_is_the_same_from_near_and_from_afar() {
        let folder = std::env::temp_dir().join(format!("claimtest-nearby-{}", std::process::id()));
        fs::create_dir_all(folder.join("b")).unwrap();
        for name in ["a", "b/c", "b/d"] {
            fs::write(folder.join(name), name).unwrap();
        }
        let names = ["a", "b", "b/c", "b/d", "b/e", "b/", "", "z", "y/a", "y/b"];
        let paths = names.map(|name| folder.join(name).to_str().unwrap().to_owned());
        let mut nearby = Nearby::default();
        for path in &paths {
            let expected = State::of(Path::new(path)).unwrap();
            assert_eq!(nearby.state_of(path).unwrap(), expected, "{path}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
