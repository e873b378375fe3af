//! A ZIP archive around the input, so that a fuzzer need not find out how to write one.

use std::io::Write;

/// An archive of `files`, not packed.
pub fn of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let (mut entry, config) = archive.new_file(*name).start().expect("a file can begin");
        let mut writer = config.wrap(&mut entry);
        writer.write_all(content).expect("memory can be written");
        let (_, descriptor) = writer.finish().expect("a file can end");
        entry.finish(descriptor).expect("a file can end");
    }
    archive.finish().expect("an archive can end");
    bytes
}
