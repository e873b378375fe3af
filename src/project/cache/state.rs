//! The state of a file or folder: what tells, without reading it, that it is as it was.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::blocks::read_at;
use super::plain;

/// How long before a run a file must have been written last: longer than the finest time that any
/// file system tells apart. A file that was written a moment before it was read is not told from one that
/// is written again in the same moment.
const SETTLED: Duration = Duration::from_secs(2);

/// A file's or folder's length, times and number in the file system, as far as the system tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub(in crate::project) struct State {
    pub(super) is_folder: bool,
    pub(super) len: u64,
    /// When it was written last: nanoseconds since 1970.
    pub(super) written: u64,
    /// The file system, the number in it, and when that entry changed last.
    pub(super) own: (u64, u64, i64, i64),
}

/// The bytes of a state.
const PACKED: usize = 49;

/// A state as it is kept.
#[derive(Serialize, Deserialize)]
struct Packed(#[serde(with = "plain")] [u8; PACKED]);

impl From<State> for Packed {
    fn from(state: State) -> Self {
        let (device, node, seconds, nanos) = state.own;
        let mut packed = [0; PACKED];
        let (numbers, kind) = packed.as_chunks_mut::<8>();
        kind[0] = u8::from(state.is_folder);
        let own = [state.len, state.written, device, node].map(u64::to_le_bytes);
        let changed = [seconds, nanos].map(i64::to_le_bytes);
        for (place, number) in numbers.iter_mut().zip(own.into_iter().chain(changed)) {
            *place = number;
        }
        Self(packed)
    }
}

impl From<Packed> for State {
    fn from(Packed(packed): Packed) -> Self {
        let (numbers, kind) = packed.as_chunks::<8>();
        let number = |at: usize| u64::from_le_bytes(numbers[at]);
        let time = |at: usize| i64::from_le_bytes(numbers[at]);
        Self {
            is_folder: kind[0] != 0,
            len: number(0),
            written: number(1),
            own: (number(2), number(3), time(4), time(5)),
        }
    }
}

impl State {
    /// The state of what stands at `path`; none where nothing does.
    pub(in crate::project) fn of(path: &Path) -> io::Result<Option<Self>> {
        match fs::metadata(path) {
            Ok(meta) => Self::told_by(&meta).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The bytes of the file at `path`, if it has this state after they were read.
    pub(in crate::project) fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let file = File::open(path).ok()?;
        let mut bytes = vec![0; usize::try_from(self.len).ok()?];
        read_at(&file, &mut bytes, 0).ok()?;
        let now = Self::told_by(&file.metadata().ok()?).ok()?;
        (now == *self).then_some(bytes)
    }

    fn told_by(meta: &fs::Metadata) -> io::Result<Self> {
        let written = meta.modified()?.duration_since(SystemTime::UNIX_EPOCH);
        let written = written.unwrap_or_default().as_nanos();
        Ok(Self {
            is_folder: meta.is_dir(),
            len: meta.len(),
            written: u64::try_from(written).unwrap_or(u64::MAX),
            own: own(meta),
        })
    }

    /// The same, or where it was written a moment before `began` one that nothing is in, so that it is
    /// looked at again.
    pub(in crate::project) fn settled(self, began: SystemTime) -> Self {
        if self.is_settled(began) {
            return self;
        }
        Self {
            is_folder: false,
            len: u64::MAX,
            written: u64::MAX,
            own: (0, 0, 0, 0),
        }
    }

    /// Whether it was written, and put in its place, so long before `began` that nothing written since can
    /// look the same.
    pub(in crate::project) fn is_settled(&self, began: SystemTime) -> bool {
        let (_, _, seconds, nanos) = self.own;
        let changed = Duration::from_secs(seconds.try_into().unwrap_or_default());
        let changed = changed + Duration::from_nanos(nanos.try_into().unwrap_or_default());
        let last = changed.max(Duration::from_nanos(self.written));
        SystemTime::UNIX_EPOCH + last + SETTLED <= began
    }

    pub(in crate::project) fn is_folder(&self) -> bool {
        self.is_folder
    }

    /// Adds the state of what may stand at a path to bytes that are summed up.
    pub(super) fn write(state: Option<&Self>, bytes: &mut Vec<u8>) {
        let Some(state) = state else {
            bytes.push(2);
            return;
        };
        bytes.push(1);
        bytes.extend_from_slice(&Packed::from(*state).0);
    }
}

/// What tells a file from another one of the same name, length and time.
#[cfg(unix)]
fn own(meta: &fs::Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn own(_: &fs::Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}
