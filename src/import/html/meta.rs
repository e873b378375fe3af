//! What a page says of itself: Open Graph and other `<meta>`, schema.org as JSON-LD or microdata,
//! `<link rel=canonical>` and `<time>`.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use crate::import::prose::line;
use crate::import::{Dated, day};

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<Dated>,
    pub(super) url: Option<String>,
}

/// Names of `<meta>` that hold the day of publication, the most exact first.
const DAYS: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "sailthru.date",
    "pubdate",
    "date",
];
const AUTHORS: [&str; 7] = [
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
];
const TITLES: [&str; 5] = [
    "og:title",
    "citation_title",
    "dc.title",
    "parsely-title",
    "twitter:title",
];
const PUBLISHERS: [&str; 3] = ["og:site_name", "dc.publisher", "citation_journal_title"];

/// Reads what `page` says of itself.
pub(super) fn read(page: &Document) -> Meta {
    let stated = Stated::read(page);
    let ld = json_ld(page);
    let text = |value: &Value| value.as_str().and_then(line);
    let authors = ld
        .as_ref()
        .map(|ld| names(&ld["author"]))
        .unwrap_or_default();
    Meta {
        title: ld
            .as_ref()
            .and_then(|ld| text(&ld["headline"]))
            .or_else(|| stated.first(&TITLES)),
        authors: if authors.is_empty() {
            stated.authors()
        } else {
            authors
        },
        publisher: stated
            .first(&PUBLISHERS)
            .or_else(|| ld.as_ref().and_then(|ld| text(&ld["publisher"]["name"]))),
        published: published(page, ld.as_ref(), &stated),
        url: link(page)
            .or_else(|| stated.first(&["og:url"]))
            .or_else(|| ld.as_ref().and_then(|ld| text(&ld["url"]))),
    }
}

/// `text` as a byline: without the “By” before it; none where it is an address, as sites have it in
/// `article:author`.
pub(super) fn byline(text: &str) -> Option<String> {
    let text = line(text)?;
    let bare = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| text.strip_prefix(by))
        .unwrap_or(&text)
        .trim()
        .to_owned();
    (!bare.is_empty() && !bare.contains("://")).then_some(bare)
}

/// The `<meta>` elements of a page by their lower-case names, in its order.
struct Stated(Vec<(String, String)>);

impl Stated {
    fn read(page: &Document) -> Self {
        let mut stated = Vec::new();
        for node in page.select("meta[content]").nodes() {
            let name = ["property", "name", "itemprop"]
                .iter()
                .find_map(|key| node.attr(key));
            if let (Some(name), Some(content)) =
                (name, node.attr("content").as_deref().and_then(line))
            {
                stated.push((name.trim().to_ascii_lowercase(), content));
            }
        }
        Self(stated)
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|(_, content)| content.as_str())
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.all(key).next().map(str::to_owned))
    }

    fn authors(&self) -> Vec<String> {
        let mut authors: Vec<String> = Vec::new();
        for key in AUTHORS {
            for author in self.all(key).filter_map(byline) {
                if !authors.contains(&author) {
                    authors.push(author);
                }
            }
            if !authors.is_empty() {
                break;
            }
        }
        authors
    }
}

fn published(page: &Document, ld: Option<&Value>, stated: &Stated) -> Option<Dated> {
    let dated = |text: &str, place: &str| {
        day::read(text).map(|day| Dated {
            day,
            basis: format!("the byline of the document ({place})"),
            is_stated: true,
        })
    };
    let of_ld = ld
        .and_then(|ld| ld["datePublished"].as_str())
        .and_then(|text| dated(text, "`datePublished` in its JSON-LD"));
    let of_meta = || {
        DAYS.iter().find_map(|key| {
            stated
                .all(key)
                .find_map(|text| dated(text, &format!("its `{key}`")))
        })
    };
    of_ld
        .or_else(of_meta)
        .or_else(|| time(page).and_then(|text| dated(&text, "its `<time>`")))
}

/// The day of the page's `<time>` elements, if one is marked as that of publication or if they all
/// name one day: an article's times may be those of its comments.
fn time(page: &Document) -> Option<String> {
    let stated = |node: &NodeRef<'_>| {
        let day = node.attr("datetime").or_else(|| node.attr("content"));
        day.map_or_else(|| node.text().to_string(), |day| day.to_string())
    };
    let marked = page.select("[itemprop~=datePublished], time[pubdate]");
    if let Some(node) = marked.nodes().first() {
        return Some(stated(node));
    }
    let all = page.select("time");
    let days: Vec<_> = all
        .nodes()
        .iter()
        .map(stated)
        .filter(|text| day::read(text).is_some())
        .collect();
    let first = days.first()?;
    let is_one = days.iter().all(|text| day::read(text) == day::read(first));
    is_one.then(|| first.clone())
}

fn link(page: &Document) -> Option<String> {
    let links = page.select("link[rel~=canonical]");
    links
        .nodes()
        .first()?
        .attr("href")
        .as_deref()
        .and_then(line)
}

/// The page's own description as an article in JSON-LD, wherever it is nested.
fn json_ld(page: &Document) -> Option<Value> {
    for node in page.select("script[type='application/ld+json']").nodes() {
        let text = node.text();
        let text = text
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        if let Ok(value) = serde_json::from_str(text)
            && let Some(article) = article(value)
        {
            return Some(article);
        }
    }
    None
}

/// The article in `value`: itself, an item of it, or one of its `@graph`.
fn article(value: Value) -> Option<Value> {
    match value {
        Value::Array(items) => items.into_iter().find_map(article),
        Value::Object(mut object) => {
            let is_article = match object.get("@type") {
                Some(Value::String(kind)) => is_article_type(kind),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).any(is_article_type)
                }
                _ => false,
            };
            if is_article {
                return Some(Value::Object(object));
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .into_iter()
                .find_map(|key| object.remove(key).and_then(article))
        }
        _ => None,
    }
}

fn is_article_type(kind: &str) -> bool {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
}

/// The names in an `author`: a string, an object with a name, or a list of either.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => byline(name).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str) -> String {
        let meta = read(&Document::from(html));
        let published = meta
            .published
            .map(|dated| format!("{} {}", dated.day, dated.basis));
        [
            meta.title,
            Some(meta.authors.join("; ")),
            meta.publisher,
            published,
            meta.url,
        ]
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect::<Vec<_>>()
        .join(" | ")
    }

    #[test]
    fn a_page_says_what_it_is() {
        for (html, expected) in [
            ("<p>x", " |  |  |  | "),
            (
                "<meta property=og:title content=' A  b '><meta name=Author content='By C D'>\
                 <meta property=og:site_name content=S>\
                 <meta property='article:published_time' content='2023-03-22T10:00:00Z'>\
                 <link rel=canonical href=https://example.org/a>",
                "A b | C D | S | 2023-03-22 the byline of the document (its `article:published_time`) | https://example.org/a",
            ),
            (
                r#"<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],
                "headline":"H","author":[{"name":"A B"},"C"],"datePublished":"2023-03-22",
                "publisher":{"name":"P"},"url":"https://example.org/"}]}</script>"#,
                "H | A B; C | P | 2023-03-22 the byline of the document (`datePublished` in its JSON-LD) | https://example.org/",
            ),
            (
                "<script type='application/ld+json'>{</script>",
                " |  |  |  | ",
            ),
            (
                "<meta property='article:author' content='https://social.example/x'>",
                " |  |  |  | ",
            ),
            (
                "<time datetime=2023-03-22>a</time><time>March 22, 2023</time>",
                " |  |  | 2023-03-22 the byline of the document (its `<time>`) | ",
            ),
            (
                "<time datetime=2023-03-22>a</time><time datetime=2023-03-23>b</time>",
                " |  |  |  | ",
            ),
            (
                "<time datetime=2023-03-23>b</time><time itemprop=datePublished datetime=2023-03-22>a</time>",
                " |  |  | 2023-03-22 the byline of the document (its `<time>`) | ",
            ),
        ] {
            assert_eq!(told(html), expected, "{html}");
        }
    }
}
