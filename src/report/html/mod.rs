//! One self-contained page to look at: no network, works from disk, can be printed.
//!
//! The page is a frame, a list of records and the texts of the sources. Frame and overview are
//! written here; the rows of the matrix, an opened claim and a source's marked text are made by the
//! page's own script from the records, and only as far as they are looked at, so that ten thousand
//! claims open as fast as ten. Hostile words are data in it, never mark-up: records are JSON with
//! `<`, `>` and `&` escaped, and the script only ever makes text nodes of them. A policy in the page
//! forbids whatever it does not need, the network first.

mod compare;
mod coverage;
mod overview;
mod records;
mod utf16;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;

use super::Input;
use super::escape::in_json;

const STYLE: &str = include_str!("assets/page.css");

/// The script's files, in the order in which they stand in the page.
const SCRIPT: &[&str] = &[
    include_str!("assets/records.js"),
    include_str!("assets/elements.js"),
    include_str!("assets/route.js"),
    include_str!("assets/matrix.js"),
    include_str!("assets/passage.js"),
    include_str!("assets/claim.js"),
    include_str!("assets/page.js"),
];

/// The run as a page.
pub(super) fn render(input: &Input<'_>) -> String {
    let records = data(&records::Records::new(input));
    let texts: Vec<String> = input
        .sources
        .iter()
        .map(|source| data(&source.text.original()))
        .collect();
    // Who writes a source cannot know the hash of everything that is on the page with it.
    let nonce = blake3::hash(records.as_bytes()).to_hex();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(input, &nonce))
            body {
                (overview::body(input))
                script type="application/json" id="records" { (PreEscaped(&records)) }
                @for (n, text) in texts.iter().enumerate() {
                    script type="application/json" id={ "text-" (n) } { (PreEscaped(text)) }
                }
                script nonce=(nonce) { (PreEscaped(script())) }
            }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    page
}

fn head(input: &Input<'_>, nonce: &str) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; \
         base-uri 'none'; form-action 'none'"
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (overview::title(input.run)) " – claimtest" }
            style nonce=(nonce) { (PreEscaped(STYLE)) }
        }
    }
}

/// The script as one strict function, so that it leaves no names behind.
fn script() -> String {
    format!("(() => {{\n\"use strict\";\n{}\n}})();", SCRIPT.join("\n"))
}

/// A value as JSON that cannot end the element it stands in.
fn data(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("strings and numbers serialize");
    // None of these occurs in JSON but inside strings.
    let json = json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026");
    in_json(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_its_element() {
        for text in [
            "</script><!--",
            "<script>",
            "&lt;",
            "\u{202e}\u{1b}\u{2028}",
        ] {
            let data = data(&text);
            assert!(
                !data.contains(['<', '>', '&', '\u{202e}', '\u{2028}']),
                "{data}"
            );
            assert_eq!(serde_json::from_str::<String>(&data).unwrap(), text);
        }
    }

    #[test]
    fn the_assets_cannot_end_their_elements() {
        assert!(!STYLE.contains("</"));
        assert!(!script().contains("</"));
        assert!(!script().contains("<!--"));
    }
}
