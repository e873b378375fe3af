//! The text of HTML: what a reader sees of it, as paragraphs.

use dom_query::NodeRef;

use super::prose::Prose;

/// Elements whose content is not text of the page, or is shown by a press only.
const SILENT: [&str; 24] = [
    "audio", "button", "canvas", "datalist", "del", "dialog", "embed", "head", "iframe", "input",
    "map", "meter", "noscript", "object", "progress", "rp", "rt", "script", "select", "style",
    "svg", "template", "textarea", "video",
];

/// Elements that stand for themselves, above and below the words around them.
const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "ul",
];

/// Page furniture, left out where no article was found in the page.
const FURNITURE: [&str; 5] = ["aside", "footer", "form", "nav", "menu"];

/// Adds the text below `root` to `prose`; with `is_bare`, without the page's furniture.
///
/// Goes through the tree without recursion, since nobody bounds how deep a page is.
pub(super) fn read(root: &NodeRef<'_>, is_bare: bool, prose: &mut Prose) {
    let mut at = *root;
    let mut superscript = 0_usize;
    loop {
        let enters = enter(&at, is_bare, superscript > 0, prose);
        superscript += usize::from(enters && at.has_name("sup"));
        if enters && let Some(child) = at.first_child() {
            at = child;
            continue;
        }
        loop {
            superscript -= usize::from(superscript > 0 && at.has_name("sup"));
            leave(&at, prose);
            if at.id == root.id {
                return;
            }
            if let Some(next) = at.next_sibling() {
                at = next;
                break;
            }
            let Some(parent) = at.parent() else { return };
            at = parent;
        }
    }
}

/// Writes what stands before the children of `node`; whether they are text.
fn enter(node: &NodeRef<'_>, is_bare: bool, is_raised: bool, prose: &mut Prose) -> bool {
    if node.is_text() {
        let text = node.text();
        if is_raised {
            prose.push(&raised(&text));
        } else {
            prose.push(&text);
        }
        return false;
    }
    let Some(element) = node.element_ref() else {
        return !node.is_comment() && !node.is_doctype();
    };
    let name: &str = &element.name.local;
    if SILENT.contains(&name) || node.has_attr("hidden") || (is_bare && FURNITURE.contains(&name)) {
        return false;
    }
    match name {
        "br" => prose.break_line(),
        "tr" => prose.line(),
        "td" | "th" => prose.cell(),
        "q" => prose.push("“"),
        _ if BLOCKS.contains(&name) => prose.paragraph(),
        _ => {}
    }
    prose.preformat(name == "pre");
    true
}

fn leave(node: &NodeRef<'_>, prose: &mut Prose) {
    let Some(element) = node.element_ref() else {
        return;
    };
    match &*element.name.local {
        "pre" => {
            prose.end_preformat();
            prose.paragraph();
        }
        "q" => prose.push("”"),
        "tr" => prose.line(),
        name if BLOCKS.contains(&name) => prose.paragraph(),
        _ => {}
    }
}

/// `text` as it stands above the line, if it is a number: `10⁶` is not 106, and the mark of a note is
/// no part of the number before it.
pub(super) fn raised(text: &str) -> String {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    text.bytes()
        .filter_map(|digit| digits.chars().nth(usize::from(digit - b'0')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str, is_bare: bool) -> String {
        let document = dom_query::Document::from(html);
        let mut prose = Prose::default();
        read(&document.root(), is_bare, &mut prose);
        prose.finish()
    }

    #[test]
    fn a_reader_sees_paragraphs() {
        for (html, expected) in [
            ("<p>One <b>t</b>wo\n three<p>Four", "One two three\n\nFour"),
            ("a<br>b<br> <br>c", "a\nb\n\nc"),
            ("<ul><li>a</li><li>b</li></ul>c", "a\n\nb\n\nc"),
            ("<table><tr><th>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
            ("<p>x<script>y</script><style>z</style><!-- w -->", "x"),
            ("<p>He said <q>no</q>.", "He said “no”."),
            ("10<sup>6</sup> and 1<sup>st</sup>", "10⁶ and 1st"),
            ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
            (
                "<p hidden>x</p><p>fish &amp; chips&nbsp;&mdash; 5&#37;",
                "fish & chips\u{a0}— 5%",
            ),
            ("<p>12 <del>13</del> 14", "12 14"),
            ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢"),
        ] {
            assert_eq!(text(html, false), expected, "{html}");
        }
        let page = "<nav>Home</nav><main><p>x</main><footer>y</footer>";
        assert_eq!(text(page, true), "x");
    }

    #[test]
    fn depth_is_no_matter() {
        let deep = format!("{}x", "<div>".repeat(1_000));
        assert_eq!(text(&deep, false), "x");
    }
}
