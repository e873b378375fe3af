//! Terminal colors, where they are wanted.

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

/// Puts text in colors, or leaves it as it is.
///
/// The text has to be safe for a terminal before it comes here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) color: bool,
}

impl Paint {
    /// `text` in a color.
    pub(super) fn in_color(self, color: AnsiColor, text: &str) -> String {
        self.styled(color.on_default(), text)
    }

    /// `text` in a color and bold.
    fn strong(self, color: AnsiColor, text: &str) -> String {
        self.styled(color.on_default() | Effects::BOLD, text)
    }

    /// A word for what fails.
    pub(super) fn error(self, text: &str) -> String {
        self.strong(AnsiColor::Red, text)
    }

    /// A word for what should be seen.
    pub(super) fn warning(self, text: &str) -> String {
        self.strong(AnsiColor::Yellow, text)
    }

    /// A word for what is well.
    pub(super) fn success(self, text: &str) -> String {
        self.strong(AnsiColor::Green, text)
    }

    /// A word for what helps.
    pub(super) fn help(self, text: &str) -> String {
        self.strong(AnsiColor::Cyan, text)
    }

    /// `text` bold.
    pub(super) fn bold(self, text: &str) -> String {
        self.styled(Style::new() | Effects::BOLD, text)
    }

    /// `text` dimmed.
    pub(super) fn dim(self, text: &str) -> String {
        self.styled(Style::new() | Effects::DIMMED, text)
    }

    fn styled(self, style: Style, text: &str) -> String {
        if self.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
