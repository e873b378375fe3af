//! Lines in the order of reading, and where paragraphs begin.
//!
//! Most programs draw a page in the order in which it is read, columns and all, and no look at the
//! places of its lines tells that order better. So it is kept, unless it cannot be: where the page is
//! drawn from its end to its start, or row by row across columns, the page is cut along the white
//! between its columns and read column by column.

use super::line::Line;

/// The least white between two columns, in the size of the letters.
const GUTTER: f64 = 0.8;
/// More lines than a page of text has: what has more is not cut, since cutting takes the square.
const MOST: usize = 2_000;
/// A line of a column of text has at least this many characters on average; cells of tables have fewer.
const PROSE: usize = 22;

/// `lines` in the order of reading, with the beginnings of paragraphs marked.
pub(super) fn lines(lines: &[Line]) -> Vec<Line> {
    let mut ordered = Vec::new();
    let most = most_common_turn(lines);
    for turn in [most, 0, 1, 2, 3] {
        if turn == most && !ordered.is_empty() {
            continue;
        }
        let turned: Vec<Line> = lines
            .iter()
            .filter(|line| line.turn == turn)
            .cloned()
            .collect();
        let turned = rows(if is_drawn_as_read(&turned) {
            turned
        } else {
            cut(turned, 0)
        });
        let at = ordered.len();
        ordered.extend(turned);
        mark_paragraphs(&mut ordered[at..]);
        if let Some(first) = ordered.get_mut(at) {
            first.opens_paragraph = true;
        }
    }
    ordered
}

fn most_common_turn(lines: &[Line]) -> u8 {
    let letters = |turn: u8| -> usize {
        lines
            .iter()
            .filter(|line| line.turn == turn)
            .map(|line| line.text.len())
            .sum()
    };
    (0..4)
        .max_by_key(|&turn| (letters(turn), 4 - turn))
        .unwrap_or(0)
}

/// Whether two lines stand on one height.
fn is_level(a: &Line, b: &Line) -> bool {
    (a.base - b.base).abs() < 0.4 * a.size.min(b.size)
}

/// Whether the lines are drawn in an order in which they could be read: mostly downwards, with jumps
/// up only to the right, and not to and fro between columns of prose.
fn is_drawn_as_read(lines: &[Line]) -> bool {
    let mut upwards = 0;
    let mut crossings = 0;
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        if is_level(line, next) {
            let is_prose = line.text.chars().count().min(next.text.chars().count()) >= PROSE;
            crossings += usize::from(is_prose);
        } else if next.base < line.base && next.left < line.right {
            upwards += 1;
        }
    }
    upwards * 5 <= lines.len() + 5 && crossings < 4
}

/// The lines column by column: cut at the white between columns, and where a heading goes over all
/// columns, below the heading.
fn cut(mut lines: Vec<Line>, depth: usize) -> Vec<Line> {
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    if lines.len() < 4 || lines.len() > MOST || depth > 16 {
        return lines;
    }
    if let Some(at) = gutter(&lines) {
        let (left, right): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.left < at);
        let mut ordered = cut(left, depth + 1);
        ordered.extend(cut(right, depth + 1));
        return ordered;
    }
    // Headings above and notes below the columns hide the white between them: peel them off.
    let most = lines.len() / 2;
    for peeled in 1..=most.min(40) {
        if gutter(&lines[peeled..]).is_some() {
            let below = lines.split_off(peeled);
            lines.extend(cut(below, depth + 1));
            return lines;
        }
        let kept = lines.len() - peeled;
        if gutter(&lines[..kept]).is_some() {
            let below = lines.split_off(kept);
            let mut ordered = cut(lines, depth + 1);
            ordered.extend(below);
            return ordered;
        }
    }
    lines
}

/// Where the white between two columns of `lines` is, if there is one.
fn gutter(lines: &[Line]) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = lines.iter().map(|line| (line.left, line.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = lines.iter().map(|line| line.size).fold(0.0, f64::max);
    let mut right = spans.first()?.1;
    let mut widest: Option<(f64, f64)> = None;
    for &(start, end) in &spans[1..] {
        let gap = start - right;
        if gap > GUTTER * size && widest.is_none_or(|(width, _)| gap > width) {
            widest = Some((gap, right + gap / 2.0));
        }
        right = right.max(end);
    }
    let (_, at) = widest?;
    let is_column = |is_left: bool| {
        let column: Vec<&Line> = lines
            .iter()
            .filter(|line| (line.left < at) == is_left)
            .collect();
        let letters: usize = column.iter().map(|line| line.text.chars().count()).sum();
        column.len() >= 2 && letters / column.len() >= PROSE
    };
    (is_column(true) && is_column(false)).then_some(at)
}

/// Joins lines that follow one another on one height, which are the cells of a table's row.
fn rows(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if is_level(row, &line) && line.left >= row.right => {
                row.text.push('\t');
                row.text.push_str(&line.text);
                row.right = line.right;
            }
            _ => rows.push(line),
        }
    }
    rows
}

/// Marks the lines that begin a paragraph: after more space than between other lines, in letters of
/// another size, or indented.
fn mark_paragraphs(lines: &mut [Line]) {
    let leading = leading(lines);
    for at in 1..lines.len() {
        let (before, line) = (&lines[at - 1], &lines[at]);
        let step = line.base - before.base;
        let is_other_size = (line.size - before.size).abs() > 0.12 * before.size;
        let is_far = step > leading.map_or(1.8 * line.size, |leading| 1.3 * leading);
        let indent = line.left - before.left;
        let next_is_flush = lines.get(at + 1).is_some_and(|next| {
            next.base > line.base && (line.left - next.left - indent).abs() < 0.5 * line.size
        });
        let is_indented =
            step > 0.0 && (0.8 * line.size..6.0 * line.size).contains(&indent) && next_is_flush;
        // Upwards is the next column: its first line may go on with the sentence before it.
        let is_new_column = step <= 0.0 && ends_sentence(&before.text);
        let opens = is_other_size || (step > 0.0 && is_far) || is_indented || is_new_column;
        lines[at].opens_paragraph = opens;
    }
}

/// Whether a sentence may end with `text`.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':'])
}

/// The usual step from a line to the next, in points.
fn leading(lines: &[Line]) -> Option<f64> {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .map(|pair| (pair[1].base - pair[0].base, pair[1].size))
        .filter(|&(step, size)| step > 0.5 * size && step < 2.5 * size)
        .map(|(step, _)| step)
        .collect();
    if steps.len() < 3 {
        return None;
    }
    steps.sort_by(f64::total_cmp);
    Some(steps[steps.len() / 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, base: f64) -> Line {
        let width = 5.0 * f64::from(u16::try_from(text.chars().count()).unwrap());
        Line {
            text: text.to_owned(),
            turn: 0,
            left,
            right: left + width,
            base,
            size: 10.0,
            opens_paragraph: false,
        }
    }

    fn read(drawn: &[Line]) -> Vec<String> {
        lines(drawn)
            .into_iter()
            .map(|line| {
                if line.opens_paragraph {
                    format!("¶{}", line.text)
                } else {
                    line.text
                }
            })
            .collect()
    }

    #[test]
    fn the_order_of_drawing_is_kept_if_it_can_be_read() {
        let columns = vec![
            line("left one", 0.0, 0.0),
            line("left two", 0.0, 12.0),
            line("right one", 200.0, 0.0),
            line("right two", 200.0, 12.0),
        ];
        assert_eq!(
            read(&columns),
            ["¶left one", "left two", "right one", "right two"]
        );
        let table = vec![
            line("a", 0.0, 0.0),
            line("b", 100.0, 0.0),
            line("c", 0.0, 12.0),
            line("d", 100.0, 12.0),
        ];
        assert_eq!(read(&table), ["¶a\tb", "c\td"]);
    }

    #[test]
    fn columns_drawn_row_by_row_are_read_one_by_one() {
        let wide = |column: &str, n: usize| format!("{column} column of text, line {n}");
        let mut drawn = vec![line(
            "A heading that goes over both of the columns of the page",
            20.0,
            0.0,
        )];
        for n in 1..=6_u8 {
            drawn.push(line(
                &wide("left", n.into()),
                0.0,
                20.0 + 12.0 * f64::from(n),
            ));
            drawn.push(line(
                &wide("right", n.into()),
                200.0,
                20.0 + 12.0 * f64::from(n),
            ));
        }
        let texts = read(&drawn);
        assert!(
            texts[1].ends_with("left column of text, line 1"),
            "{texts:?}"
        );
        assert!(
            texts[6].ends_with("left column of text, line 6"),
            "{texts:?}"
        );
        assert!(
            texts[7].ends_with("right column of text, line 1"),
            "{texts:?}"
        );
    }

    #[test]
    fn a_page_drawn_upwards_is_read_downwards() {
        let drawn: Vec<Line> = (0..8_u8)
            .rev()
            .map(|n| line(&format!("line {n}"), 0.0, 12.0 * f64::from(n)))
            .collect();
        let texts = read(&drawn);
        assert_eq!(
            (texts[0].as_str(), texts[7].as_str()),
            ("¶line 0", "line 7")
        );
    }

    #[test]
    fn paragraphs_begin_after_space_or_with_an_indent() {
        let drawn = vec![
            line("one", 0.0, 0.0),
            line("two", 0.0, 12.0),
            line("three", 0.0, 24.0),
            line("four", 0.0, 36.0),
            line("after space", 0.0, 60.0),
            line("five", 0.0, 72.0),
            line("indented", 15.0, 84.0),
            line("six", 0.0, 96.0),
        ];
        assert_eq!(
            read(&drawn),
            [
                "¶one",
                "two",
                "three",
                "four",
                "¶after space",
                "five",
                "¶indented",
                "six"
            ]
        );
    }

    #[test]
    fn turned_text_stands_last() {
        let mut side = line("side", 0.0, 0.0);
        side.turn = 3;
        assert_eq!(
            read(&[side, line("the page's own text", 0.0, 0.0)]),
            ["¶the page's own text", "¶side"]
        );
    }
}
