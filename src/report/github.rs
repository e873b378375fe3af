//! Annotations for GitHub Actions: workflow commands that put a message beside a line of the diff.
//!
//! A step shows its first ten errors and ten warnings; what fails comes before what should be seen.
//! The escapes are those of the runner's own toolkit: `%`, CR and LF in messages, `:` and `,` besides
//! in properties.

use super::Input;
use super::escape::{one_line, visible};
use super::paint::Paint;
use super::remark::{self, Remark};
use super::word_diff;
use crate::diagnostic::{Label, Severity};

/// The run, a workflow command for each remark.
pub(super) fn render(input: &Input<'_>) -> String {
    let remarks: Vec<Remark<'_>> = remark::all(input.run).collect();
    let failing = remarks.iter().filter(|remark| remark.fails());
    let others = remarks.iter().filter(|remark| !remark.fails());
    failing
        .chain(others)
        .map(|remark| command(remark, input) + "\n")
        .collect()
}

fn command(remark: &Remark<'_>, input: &Input<'_>) -> String {
    let diagnostic = &remark.diagnostic;
    let name = match (remark.waived, diagnostic.severity) {
        (Some(_), _) => "notice",
        (None, Severity::Error) => "error",
        (None, Severity::Warning) => "warning",
    };
    let title = remark
        .claim
        .map_or_else(|| diagnostic.rule.to_owned(), ToString::to_string);
    let mut properties: Vec<(&str, String)> = vec![("title", one_line(&title))];
    if let Some(label) = diagnostic.labels.first() {
        properties.splice(0..0, place(label, input));
    }
    let properties: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("{key}={}", property(value)))
        .collect();
    format!(
        "::{name} {}::{}",
        properties.join(","),
        data(&message(remark, input))
    )
}

/// The file, its lines, and the columns where it is one line: beside several lines they are wrong.
fn place(label: &Label, input: &Input<'_>) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", label.file.clone())];
    let Some((start, end)) = input.region(label) else {
        return properties;
    };
    properties.push(("line", start.line.to_string()));
    properties.push(("endLine", end.line.to_string()));
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    }
    properties
}

fn message(remark: &Remark<'_>, input: &Input<'_>) -> String {
    let mut lines = vec![visible(&remark.diagnostic.message).into_owned()];
    if let Some(reason) = remark.waived {
        lines.push(format!("waived: {}", one_line(reason)));
    }
    for label in remark.diagnostic.labels.iter().skip(1) {
        let place = input.place(label);
        lines.push(one_line(&format!("{place} {}", label.message)));
    }
    if let Some((source, nearest)) = remark.nearest {
        let diff = word_diff::marked(&nearest.diff, Paint { color: false });
        let page = input.page_of(source, nearest.span.start);
        let page = page.map_or(String::new(), |page| format!(", page {page}"));
        lines.push(format!("nearest in {source}{page}: {diff}"));
    }
    let helps = remark.diagnostic.help.iter();
    lines.extend(helps.map(|help| format!("help: {}", visible(help))));
    lines.join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_workflow_command_reads_is_escaped() {
        for (text, in_data, in_property) in [
            ("plain", "plain", "plain"),
            ("50 %", "50 %25", "50 %25"),
            ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
            ("a::b, c", "a::b, c", "a%3A%3Ab%2C c"),
            ("%0A", "%250A", "%250A"),
        ] {
            assert_eq!(data(text), in_data);
            assert_eq!(property(text), in_property);
        }
    }
}
