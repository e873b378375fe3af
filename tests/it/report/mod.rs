//! Every format renders the same hand-made run; what it looks like is a snapshot.

mod example;
#[cfg(feature = "cli")]
mod page;
#[cfg(feature = "cli")]
mod synthetic;

use claimtest::report::{Format, Style, render};

use crate::golden;
use example::with_input;

fn rendered(format: Format, style: Style) -> String {
    let mut text = String::new();
    with_input(|input| text = render(format, input, style));
    text
}

#[test]
fn every_format_looks_as_reviewed() {
    for &format in Format::ALL {
        let text = rendered(format, Style::default());
        // A release changes the version, and nothing else.
        let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
        let text = text.replace(&version, "\"semanticVersion\": \"0.0.0\"");
        golden::assert("report", format.name(), &without_assets(&text));
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

#[test]
fn asked_for_more_the_terminal_lists_what_holds() {
    let style = Style {
        verbose: true,
        color: false,
    };
    golden::assert("report", "human-verbose", &rendered(Format::Human, style));
}

#[test]
fn control_characters_of_sources_never_reach_a_terminal() {
    let style = Style {
        verbose: true,
        color: false,
    };
    for &format in Format::ALL {
        let text = rendered(format, style);
        let obeyed = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}".contains(c));
        assert_eq!(text.find(obeyed), None, "{}: {text}", format.name());
    }
}

/// A page without its style and script, which are files of their own, and without the hash that
/// stands for them; an element a line.
fn without_assets(text: &str) -> String {
    let Some((_, nonce)) = text.split_once("<style nonce=\"") else {
        return text.to_owned();
    };
    let nonce = nonce.split('"').next().unwrap_or_default();
    let cut = |text: String, open: &str, close: &str| {
        let (before, rest) = text.split_once(open).expect("the page has it");
        let (_, after) = rest.split_once(close).expect("it ends");
        format!("{before}{after}")
    };
    let text = cut(text.to_owned(), "<style", "</style>");
    let text = cut(text, "<script nonce", "</script>");
    text.replace(nonce, "…").replace("><", ">\n<")
}
