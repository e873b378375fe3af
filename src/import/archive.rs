//! ZIP archives, read without trusting what they say of themselves.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::{Format, ImportError};

/// The most that one document unpacks to, over all the files that are read from it, in bytes.
const UNPACKED: u64 = 128 << 20;
/// The most files that are looked at.
const FILES: usize = 20_000;

/// An archive, and how much may still be unpacked from it.
pub(super) struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    files: Vec<File>,
    format: Format,
    limit: u64,
    left: u64,
}

struct File {
    name: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

impl<'a> Archive<'a> {
    /// Reads the list of files in `bytes`, which are a document of `format`.
    pub(super) fn open(bytes: &'a [u8], format: Format) -> Result<Self, ImportError> {
        let broken = |_| ImportError::damaged(format, "it is no whole ZIP archive");
        let archive = ZipArchive::from_slice(bytes).map_err(broken)?;
        let mut files = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(broken)? {
            if files.len() == FILES {
                return Err(ImportError::damaged(format, "it holds too many files"));
            }
            files.push(File {
                name: String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned(),
                place: entry.wayfinder(),
                method: entry.compression_method(),
                is_encrypted: entry.flags().is_encrypted(),
            });
        }
        Ok(Self {
            zip: archive,
            files,
            format,
            limit: UNPACKED,
            left: UNPACKED,
        })
    }

    /// The names of its files.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// Whether it holds the file `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|other| other == name)
    }

    /// The bytes of the file `name`; none where there is no such file.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(file) = self.files.iter().find(|file| file.name == name) else {
            return Ok(None);
        };
        if file.is_encrypted {
            return Err(ImportError::Encrypted);
        }
        let broken =
            || ImportError::damaged(self.format, format!("`{name}` in it cannot be unpacked"));
        let entry = self.zip.get_entry(file.place).map_err(|_| broken())?;
        let packed = entry.data();
        let mut bytes = Vec::new();
        // One byte more than may be, to tell a file that just fits from one that does not.
        let limit = self.left + 1;
        let read = match file.method {
            CompressionMethod::STORE => packed.take(limit).read_to_end(&mut bytes),
            CompressionMethod::DEFLATE => DeflateDecoder::new(packed)
                .take(limit)
                .read_to_end(&mut bytes),
            _ => return Err(broken()),
        };
        read.map_err(|_| broken())?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or(ImportError::Bomb {
                format: self.format,
                limit: self.limit,
            })?;
        Ok(Some(bytes))
    }

    /// The text of the XML file `name`; none where there is no such file.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.read(name)? else {
            return Ok(None);
        };
        super::xml::decode(&bytes).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    fn packed(files: &[(&str, usize)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
        for (name, size) in files {
            let file = archive.new_file(*name);
            let file = file.compression_method(CompressionMethod::DEFLATE);
            let (mut entry, config) = file.start().unwrap();
            let encoder = DeflateEncoder::new(&mut entry, Compression::default());
            let mut writer = config.wrap(encoder);
            writer.write_all(&vec![b' '; *size]).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        bytes
    }

    #[test]
    fn no_more_is_unpacked_than_a_text_needs() {
        let bytes = packed(&[("a", 600), ("b", 400), ("c", 1), ("d", 2000)]);
        let open = || {
            let mut archive = Archive::open(&bytes, Format::Docx).unwrap();
            (archive.limit, archive.left) = (1000, 1000);
            archive
        };
        let mut archive = open();
        assert_eq!(archive.read("a").unwrap().unwrap().len(), 600);
        assert_eq!(archive.read("b").unwrap().unwrap().len(), 400);
        assert!(matches!(
            archive.read("c"),
            Err(ImportError::Bomb { limit: 1000, .. })
        ));
        assert!(matches!(open().read("d"), Err(ImportError::Bomb { .. })));
        assert_eq!(open().read("e").unwrap(), None);
    }
}
