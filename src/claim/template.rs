//! Braces in claims and passages: `released on {Wednesday}`.
//!
//! Braces mark values; a literal brace is doubled, as in Rust's format strings. Within braces a `}`
//! always closes and a `{` is an error, so a value holds no braces. Opening a text moves its bytes,
//! and so did TOML's own escapes before: an [`Origin`] leads back to the bytes of the fixture file.

use std::fmt;

use crate::claim::Template;
use crate::claim::origin::Origin;
use crate::span::Span;

/// What is wrong with a text's braces, at bytes of the text as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A `{` that nothing closes.
    Unclosed(Span),
    /// A `}` that nothing opens.
    Unopened(Span),
    /// A `{` within braces.
    Nested(Span),
    /// Braces around no letter, digit or symbol.
    Empty(Span),
}

impl Fault {
    /// Where it is.
    #[must_use]
    pub fn span(self) -> Span {
        match self {
            Self::Unclosed(at) | Self::Unopened(at) | Self::Nested(at) | Self::Empty(at) => at,
        }
    }

    /// What it is, as a lower-case sentence.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Unclosed(_) => "this `{` is never closed",
            Self::Unopened(_) => "this `}` closes nothing",
            Self::Nested(_) => "braces do not stand within braces",
            Self::Empty(_) => "these braces hold no value",
        }
    }

    /// The rule under which it is reported.
    pub(in crate::claim) fn rule(self) -> &'static str {
        match self {
            Self::Empty(_) => "empty-value",
            _ => "unbalanced-brace",
        }
    }

    /// How to mend it.
    pub(in crate::claim) fn help(self) -> &'static str {
        match self {
            Self::Unclosed(_) => {
                "close it with `}` after the value; a literal brace is doubled, `{{`"
            }
            Self::Unopened(_) => {
                "open it with `{` before the value; a literal brace is doubled, `}}`"
            }
            Self::Nested(_) => "close the first brace before the next; a value holds no braces",
            Self::Empty(_) => "braces hold the words that a value is read from: `{Wednesday}`",
        }
    }
}

impl Template {
    /// Opens the braces of `text`; spans, the template's own included, are those of `text`.
    ///
    /// Gives every fault that there is, in order.
    ///
    /// ```
    /// use claimtest::claim::Template;
    /// let template = Template::parse("{{sic}} released on {Wednesday}").unwrap();
    /// assert_eq!(template.text, "{sic} released on Wednesday");
    /// assert_eq!(template.values().collect::<Vec<_>>(), ["Wednesday"]);
    /// assert_eq!(template.to_string(), "{{sic}} released on {Wednesday}");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let mut opening = Opening::default();
        opening.template.text.reserve(text.len());
        let mut from = 0;
        while let Some(found) = memchr::memchr2(b'{', b'}', &text.as_bytes()[from..]) {
            let at = from + found;
            opening.template.text.push_str(&text[from..at]);
            from = at + 1;
            let brace = &text[at..from];
            if opening.open.is_none() && text[from..].starts_with(brace) {
                opening.template.text.push_str(brace);
                from += 1;
            } else if brace == "{" {
                opening.open(at);
            } else {
                opening.close(at);
            }
        }
        opening.template.text.push_str(&text[from..]);
        opening.finish(text.len())
    }

    /// The words of each slot, in order.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.of(&self.text))
    }

    /// The same template, its places in the fixture file moved to where `origin` leads.
    pub(in crate::claim) fn placed(mut self, origin: &Origin, span: Span) -> Self {
        for brace in &mut self.braces {
            *brace = origin.span(*brace);
        }
        self.span = span;
        self
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doubled = |text: &str| text.replace('{', "{{").replace('}', "}}");
        let mut from = 0;
        for slot in &self.slots {
            let before = doubled(&self.text[from..slot.start]);
            write!(f, "{before}{{{}}}", slot.of(&self.text))?;
            from = slot.end;
        }
        f.write_str(&doubled(&self.text[from..]))
    }
}

/// A template under way.
#[derive(Default)]
struct Opening {
    template: Template,
    /// Where the open brace stands in the given text, and where its slot starts in the opened one.
    open: Option<(usize, usize)>,
    /// How many braces are open within it; each is a fault, and what closes it is none.
    nested: usize,
    faults: Vec<Fault>,
}

impl Opening {
    fn open(&mut self, at: usize) {
        if self.open.is_some() {
            self.nested += 1;
            self.faults.push(Fault::Nested(Span::new(at, at + 1)));
        } else {
            self.open = Some((at, self.template.text.len()));
        }
    }

    fn close(&mut self, at: usize) {
        if self.nested > 0 {
            self.nested -= 1;
            return;
        }
        let Some((brace, start)) = self.open.take() else {
            self.faults.push(Fault::Unopened(Span::new(at, at + 1)));
            return;
        };
        let brace = Span::new(brace, at + 1);
        let slot = Span::new(start, self.template.text.len());
        if !has_value(slot.of(&self.template.text)) {
            self.faults.push(Fault::Empty(brace));
        }
        self.template.slots.push(slot);
        self.template.braces.push(brace);
    }

    fn finish(mut self, len: usize) -> Result<Template, Vec<Fault>> {
        let nested = |brace| {
            let last = self.faults.last();
            last.is_some_and(|fault| matches!(fault, Fault::Nested(at) if at.start > brace))
        };
        // A brace within braces is most likely the one whose closing is missing; once is enough.
        if let Some((brace, _)) = self.open.filter(|(brace, _)| !nested(*brace)) {
            self.faults
                .push(Fault::Unclosed(Span::new(brace, brace + 1)));
        }
        self.faults.sort_by_key(|fault| fault.span());
        self.template.span = Span::new(0, len);
        if self.faults.is_empty() {
            Ok(self.template)
        } else {
            Err(self.faults)
        }
    }
}

/// Whether a value can be read from `words` at all: a letter, a digit or a currency or percent sign.
fn has_value(words: &str) -> bool {
    words
        .chars()
        .any(|c| c.is_alphanumeric() || "%‰$€£¥₹₽".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_open() {
        for (given, text, values) in [
            ("no braces", "no braces", vec![]),
            ("on {Wednesday}.", "on Wednesday.", vec!["Wednesday"]),
            ("{a}{b}", "ab", vec!["a", "b"]),
            ("{{a}}", "{a}", vec![]),
            ("{{{a}}}", "{a}", vec!["a"]),
            ("{“é”}", "“é”", vec!["“é”"]),
            ("rose {5}%", "rose 5%", vec!["5"]),
        ] {
            let template = Template::parse(given).unwrap();
            assert_eq!(template.text, text, "{given}");
            assert_eq!(template.values().collect::<Vec<_>>(), values, "{given}");
            assert_eq!(template.to_string(), given);
        }
    }

    #[test]
    fn faults_name_the_brace() {
        for (given, fault) in [
            ("a {b", Fault::Unclosed(Span::new(2, 3))),
            ("a b}", Fault::Unopened(Span::new(3, 4))),
            ("é {a {b}", Fault::Nested(Span::new(6, 7))),
            ("{}", Fault::Empty(Span::new(0, 2))),
            ("{ … }", Fault::Empty(Span::new(0, 7))),
        ] {
            assert_eq!(Template::parse(given), Err(vec![fault]), "{given}");
        }
        let all = Template::parse("a} {b {c} d} {").unwrap_err();
        assert_eq!(all.len(), 3);
    }
}
