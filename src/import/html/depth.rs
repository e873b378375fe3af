//! How deep a page nests its elements, told before it is parsed.
//!
//! For each element HTML's parser looks at those that are open, so that its time is the product of
//! elements and depth. Browsers stop nesting at some hundred elements; a page that goes deeper was
//! made to take time.

use memchr::{memchr, memchr_iter, memmem};

use crate::import::{Format, ImportError};

/// The deepest nesting that is read.
const DEEPEST: usize = 1_000;
/// How far below the innermost open element a closing tag is looked for.
const REACH: usize = 32;

/// Elements that hold nothing, or that the next of their kind closes.
const SHALLOW: [&[u8]; 24] = [
    b"area", b"base", b"br", b"col", b"dd", b"dt", b"embed", b"hr", b"img", b"input", b"li",
    b"link", b"meta", b"option", b"p", b"param", b"rp", b"rt", b"source", b"td", b"th", b"tr",
    b"track", b"wbr",
];
/// Elements whose content is no mark-up.
const RAW: [&[u8]; 7] = [
    b"iframe",
    b"noembed",
    b"noframes",
    b"script",
    b"style",
    b"textarea",
    b"title",
];

/// Refuses mark-up that nests deeper than any page that people wrote.
pub(in crate::import) fn bound(html: &str, format: Format) -> Result<(), ImportError> {
    let html = html.as_bytes();
    let mut open: Vec<&[u8]> = Vec::new();
    let mut after = 0;
    for at in memchr_iter(b'<', html) {
        if at < after {
            continue;
        }
        let tag = &html[at + 1..];
        if tag.starts_with(b"!--") {
            after = memmem::find(tag, b"-->").map_or(html.len(), |end| at + end);
        } else if let Some(tag) = tag.strip_prefix(b"/") {
            close(&mut open, name(tag));
        } else if is_deeper(tag) {
            open.push(name(tag));
            if open.len() > DEEPEST {
                return Err(ImportError::damaged(
                    format,
                    "its elements are nested too deeply, or never closed",
                ));
            }
        } else if is_in(&RAW, name(tag)) {
            after = end_of_raw(html, at, name(tag));
        }
    }
    Ok(())
}

/// The letters and digits that `tag` begins with.
fn name(tag: &[u8]) -> &[u8] {
    let length = tag.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    &tag[..length]
}

fn is_in(names: &[&[u8]], name: &[u8]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// Whether what follows stands inside the element that `tag` opens.
fn is_deeper(tag: &[u8]) -> bool {
    let name = name(tag);
    let closes_itself = memchr(b'>', tag).is_some_and(|end| tag[..end].ends_with(b"/"));
    let is_html = is_in(&[b"div", b"span", b"a", b"b", b"i"], name);
    !name.is_empty()
        && name[0].is_ascii_alphabetic()
        && !is_in(&SHALLOW, name)
        && !is_in(&RAW, name)
        && (is_html || !closes_itself)
}

/// Closes the innermost open element called `name`, with what is open in it.
fn close(open: &mut Vec<&[u8]>, name: &[u8]) {
    let lowest = open.len().saturating_sub(REACH);
    let found = open[lowest..]
        .iter()
        .rposition(|other| other.eq_ignore_ascii_case(name));
    if let Some(found) = found {
        open.truncate(lowest + found);
    }
}

/// Where the content of the element `name`, which opens at `at`, ends.
fn end_of_raw(html: &[u8], at: usize, name: &[u8]) -> usize {
    memmem::find_iter(&html[at..], b"</")
        .map(|end| at + end)
        .find(|end| {
            html[end + 2..]
                .get(..name.len())
                .is_some_and(|other| other.eq_ignore_ascii_case(name))
        })
        .unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_nobody_wrote_is_too_deep() {
        for (unit, is_good) in [
            ("<div>", false),
            ("<DIV></x>", false),
            ("<b id=1>", false),
            ("<div/>", false),
            ("<div></div>", true),
            ("<div><b><i>x</b></i></div>", true),
            ("<p>x<br>", true),
            ("<ul><li>x<li>y</ul>", true),
            ("<svg><path d='M0'/></svg>", true),
            ("<script>if (a<b) x = '<div>'</script>", true),
            ("<!-- <div> -->", true),
            ("1 < 2", true),
        ] {
            let page = unit.repeat(DEEPEST + 1);
            assert_eq!(bound(&page, Format::Html).is_ok(), is_good, "{unit}");
        }
    }
}
