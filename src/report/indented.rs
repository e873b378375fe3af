//! JSON on lines of its own, written in few pieces.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// A comma, a line feed, and what stands before the words of a line.
const LINE: &[u8] = b",\n                                ";

/// How far each list or object is indented.
const STEP: &[u8] = b"  ";

/// Writes what [`PrettyFormatter`](serde_json::ser::PrettyFormatter) does, which writes each step by itself.
#[derive(Clone, Debug)]
pub(super) struct Indented {
    /// In how many lists and objects it is.
    depth: usize,
    /// Whether the innermost of them has anything.
    has_value: bool,
}

impl Indented {
    /// For a document that stands in so many lists and objects.
    pub(super) fn within(depth: usize) -> Self {
        Self {
            depth,
            has_value: false,
        }
    }

    fn open<W: ?Sized + Write>(&mut self, mark: &[u8], writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(mark)
    }

    fn close<W: ?Sized + Write>(&mut self, mark: &[u8], writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.line(true, writer)?;
        }
        writer.write_all(mark)
    }

    /// Begins a line, after a comma where it is not the `first`.
    fn line<W: ?Sized + Write>(&self, first: bool, writer: &mut W) -> io::Result<()> {
        let start = usize::from(first);
        let end = 2 + STEP.len() * self.depth;
        if let Some(line) = LINE.get(start..end) {
            return writer.write_all(line);
        }
        writer.write_all(&LINE[start..2])?;
        (0..self.depth).try_for_each(|_| writer.write_all(STEP))
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(b"[", writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(b"]", writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(first, writer)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(b"{", writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(b"}", writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(first, writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;
    use serde_json::{Serializer, Value, json, to_string_pretty};

    use super::*;

    #[test]
    fn documents_are_written_as_usual() {
        let deep = (0..40).fold(json!({}), |inner, n| json!({"n": n, "in": [inner, []]}));
        let mixed = json!({"a": [], "b": {}, "c": [1, [2, {"d": null}], "e"], "f": {"g": true}});
        for document in [deep, mixed, json!([]), json!({}), Value::Null] {
            let mut text = Vec::new();
            let mut writer = Serializer::with_formatter(&mut text, Indented::within(0));
            document.serialize(&mut writer).unwrap();
            let usual = to_string_pretty(&document).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), usual);
        }
    }
}
