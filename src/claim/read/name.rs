//! The names of claims and of their files: they become the names of tests and of snapshots.

use super::node::Reader;
use crate::claim::Spanned;
use crate::diagnostic::Diagnostic;

impl Reader<'_> {
    /// Reports a claim's name that is not in kebab case.
    pub(super) fn claim_name(&mut self, name: &Spanned<String>) {
        if is_kebab(&name.value) || name.span.is_empty() {
            return;
        }
        let kebab = to_kebab(&name.value);
        let help = if kebab.is_empty() {
            "a claim's name is lower-case letters, digits and single hyphens: `[release-day]`"
                .to_owned()
        } else {
            format!("names are lower-case letters, digits and single hyphens: `[{kebab}]`")
        };
        let message = format!("`{}` is no name for a claim", name.value.escape_debug());
        self.error("bad-name", name.span, message, help);
    }

    /// Reports a file's name that cannot be part of a test's and a snapshot's name.
    pub(super) fn topic(&mut self, topic: &str) {
        let part = |part: &str| {
            !part.is_empty()
                && !part.contains("__")
                && part
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        };
        if !topic.split('/').all(part) {
            let message = format!("`{}` is no name for a claim file", topic.escape_debug());
            let diagnostic = Diagnostic::error("bad-name", message)
                .in_file(self.file)
                .help("a claim file's name is letters, digits, single `_`, `-` and `.`: `joint_statement.toml`");
            self.diagnostics.push(diagnostic);
        }
    }
}

/// Whether `name` is lower-case ASCII letters and digits, joined by single hyphens.
fn is_kebab(name: &str) -> bool {
    name.split('-').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// The nearest name in kebab case.
fn to_kebab(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_kebab_case() {
        for (name, ok, mended) in [
            ("release-day", true, "release-day"),
            ("2023-visit", true, "2023-visit"),
            ("Release_Day", false, "release-day"),
            ("a__b", false, "a-b"),
            ("a::b", false, "a-b"),
            ("-a--b-", false, "a-b"),
            ("été", false, "t"),
            ("…", false, ""),
            ("", false, ""),
        ] {
            assert_eq!(is_kebab(name), ok, "{name}");
            assert_eq!(to_kebab(name), mended, "{name}");
        }
    }
}
