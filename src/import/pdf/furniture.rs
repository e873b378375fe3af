//! Running heads, running feet and page numbers: lines that are printed on several pages at one height.

use std::collections::BTreeMap;

use super::line::Line;

/// How many lines at the top and at the bottom of a page may be furniture.
const ZONE: usize = 3;
/// How far the height of a line may differ from page to page, in points.
const SHIFT: f64 = 4.0;

/// What a line says when its numbers are left out, and how high it stands.
type Key = (String, i64);

/// Removes from all `pages` the lines that are printed on at least three of them, or on both of two,
/// at one height among the first or last lines of the page, and that say the same but for numbers.
pub(super) fn remove(pages: &mut [Vec<Line>]) {
    if pages.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut keys: Vec<Key> = edges(page).into_iter().map(|at| key(&page[at])).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let least = if pages.len() == 2 { 2 } else { 3 };
    for page in pages {
        let edges = edges(page);
        let mut at = 0;
        page.retain(|line| {
            let (words, height) = key(line);
            // A height at the border of two bands is looked for in both.
            let times: usize = (height - 1..=height + 1)
                .filter_map(|height| seen.get(&(words.clone(), height)))
                .sum();
            let is_furniture = edges.contains(&at) && times >= least;
            at += 1;
            !is_furniture
        });
    }
}

/// The places in `page` of its topmost and bottommost lines.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..page.len()).collect();
    by_height.sort_by(|&a, &b| page[a].base.total_cmp(&page[b].base));
    let last = by_height.len().saturating_sub(ZONE);
    let is_edge = |rank: usize| rank < ZONE || rank >= last;
    by_height
        .into_iter()
        .enumerate()
        .filter(|&(rank, _)| is_edge(rank))
        .map(|(_, at)| at)
        .collect()
}

fn key(line: &Line) -> Key {
    let mut words = String::new();
    for word in line.text.split_whitespace() {
        let is_number = word
            .chars()
            .all(|c| c.is_ascii_digit() || ".-–—/()[]|".contains(c))
            || is_roman(word);
        words.push_str(if is_number { "#" } else { word });
        words.push(' ');
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page's height in bands is far within range"
    )]
    let band = (line.base / SHIFT).round() as i64;
    (words, band)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 7 && word.bytes().all(|b| b"ivxlc".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f64)]) -> Vec<Line> {
        lines
            .iter()
            .map(|&(text, base)| Line {
                text: text.to_owned(),
                turn: 0,
                left: 0.0,
                right: 9.0,
                base,
                size: 10.0,
                opens_paragraph: false,
            })
            .collect()
    }

    #[test]
    fn what_is_on_every_page_at_one_height_is_furniture() {
        let mut pages: Vec<Vec<Line>> = (1..=4)
            .map(|n| {
                page(&[
                    ("Annual report", 20.0),
                    (
                        &format!("Words of page {n} are words {}", "y".repeat(n)),
                        100.0,
                    ),
                    (
                        "The same words on each page, each time lower",
                        200.0 + 40.0 * f64::from(u8::try_from(n).unwrap()),
                    ),
                    (&format!("– {n} –"), 800.0),
                ])
            })
            .collect();
        pages.push(page(&[("Annual report", 300.0), ("1848", 400.0)]));
        remove(&mut pages);
        assert!(pages[..4].iter().all(|page| page.len() == 2), "{pages:?}");
        assert_eq!(pages[4].len(), 2);
    }

    #[test]
    fn a_single_page_keeps_its_lines() {
        let mut pages = vec![page(&[("Annual report", 20.0), ("1", 800.0)])];
        remove(&mut pages);
        assert_eq!(pages[0].len(), 2);
    }
}
