//! Properties of folding, tokens and matching, on texts that nobody wrote.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use claimtest::index::Index;
use claimtest::passage::{Query, Rung, Scope, find, nearest};
use claimtest::source::Text;
use claimtest::source::fold::Fold;
use claimtest::source::token::Tokens;
use claimtest::span::Span;

fn config() -> ProptestConfig {
    let persistence = FileFailurePersistence::Direct("tests/regressions/ladder.txt");
    ProptestConfig {
        failure_persistence: Some(Box::new(persistence)),
        ..ProptestConfig::with_cases(400)
    }
}

/// Texts that are dense in what folding and matching look at.
fn prose() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec![
        "a",
        "b",
        "the ",
        "war ",
        "War",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "«",
        "-",
        "—",
        "–",
        "--",
        "-\n",
        "\u{ad}",
        "\u{ad}\n",
        "\u{200b}",
        "\u{a0}",
        "…",
        "...",
        ". . .",
        "[",
        "]",
        "(",
        ")",
        "[…]",
        "[T]",
        ".",
        ",",
        "5",
        "3.5",
        "$5",
        "-5",
        "5 %",
        "½",
        "²",
        "é",
        "e\u{301}",
        "\u{301}",
        "ﬁ",
        "ß",
        "а",
        "Р",
        "ж",
        "κ",
        "中",
        "한",
        "ŉ",
        "İ",
        "<b>",
        "[1]",
        "he said, “",
        "Ukraine’s ",
        "U.S. ",
        "don't ",
    ]);
    prop::collection::vec(unit, 0..40).prop_map(|units| units.concat())
}

/// What must be the same where only typography differs: letters, and line breaks between words. Beside a
/// mark space does not count, since one text sets it tight and another one loose.
fn bare(text: &str) -> String {
    let fold = Fold::new(text);
    let chars: Vec<char> = fold.text().chars().collect();
    let is_word = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let counts = |at: usize| match chars[at] {
        '\n' => is_word(at.checked_sub(1)) && is_word(Some(at + 1)),
        c => !" \"-.,".contains(c),
    };
    (0..chars.len())
        .filter(|&at| counts(at))
        .map(|at| chars[at])
        .collect()
}

/// Texts of few words, in which many a passage stands more than once.
fn words() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec!["a ", "b ", "A ", "c ", ", ", "\n", "5 "]);
    prop::collection::vec(unit, 0..12).prop_map(|units| units.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_way_back_is_monotone_and_on_character_boundaries(text in prose()) {
        let fold = Fold::new(&text);
        let bounds: Vec<usize> = fold.text().char_indices().map(|(at, _)| at).chain([fold.text().len()]).collect();
        let mut last = Span::new(0, 0);
        for pair in bounds.windows(2) {
            let original = fold.original(Span::new(pair[0], pair[1]));
            prop_assert!(text.is_char_boundary(original.start) && text.is_char_boundary(original.end));
            prop_assert!(original.start >= last.start && original.end >= last.end);
            prop_assert!(!original.is_empty());
            let there = fold.folded(original);
            prop_assert!(there.start <= pair[0] && there.end >= pair[1], "{there:?} for {pair:?}");
            last = original;
        }
        prop_assert_eq!(fold.folded(Span::new(0, text.len())), Span::new(0, fold.text().len()));
    }

    #[test]
    fn what_counts_is_never_folded(text in prose()) {
        let kept = |text: &str| -> String {
            text.chars().filter(|c| c.is_numeric() || "%$+.".contains(*c)).collect()
        };
        let spelled = text.replace('…', "...");
        prop_assert_eq!(kept(Fold::new(&text).text()), kept(&spelled));
    }

    #[test]
    fn tokens_cover_all_that_is_not_space(text in prose()) {
        let tokens = Tokens::new(&text);
        let mut end = 0;
        for token in tokens.all() {
            let between = &tokens.fold().text()[end..token.start as usize];
            prop_assert!(between.chars().all(char::is_whitespace), "{between:?}");
            prop_assert!(token.start < token.end);
            end = token.end as usize;
        }
        prop_assert!(tokens.fold().text()[end..].chars().all(char::is_whitespace));
    }

    #[test]
    fn nothing_panics_and_spans_are_spans(text in prose(), query in prose(), slot in 0..30_usize) {
        let text = Text::new(text);
        let index = Index::new([&text]);
        let at = (0..=slot.min(query.len())).rev().find(|&at| query.is_char_boundary(at)).unwrap();
        let slots = [Span::new(at, query.len())];
        let query = Query { slots: &slots, within: Scope::Source, ..Query::new(&query) };
        let mut last = 0;
        for found in find(&query, &index, 0) {
            prop_assert!(found.span.start >= last);
            last = found.span.end;
            prop_assert_ne!(found.rung, Rung::Near);
            for span in found.pieces.iter().chain(&found.slots).chain(found.gaps.iter().map(|gap| &gap.span)) {
                let _ = span.of(text.original());
                prop_assert!(found.span.start <= span.start && span.end <= found.span.end, "{span:?} in {:?}", found.span);
            }
            prop_assert_eq!(found.slots.len(), 1);
        }
        let _ = nearest(&query, &index, 0).map(|near| near.span.of(text.original()).len());
    }

    #[test]
    fn a_part_of_a_text_is_found_where_it_stands(text in prose(), start in 0..40_usize, len in 1..20_usize) {
        let tokens = Tokens::new(&text);
        let start = start.min(tokens.len());
        let end = (start + len).min(tokens.len());
        prop_assume!(tokens.n_words(start..end) > 0);
        let span = tokens.span(start, end);
        let part = span.of(&text);
        // Cut out of its text, a part may read otherwise: a sign, a possessive, an ellipsis in halves.
        prop_assume!(Tokens::new(part).all().iter().map(|it| it.key).eq(tokens.all()[start..end].iter().map(|it| it.key)));
        let text = Text::new(text.clone());
        let found = find(&Query::new(part), &Index::new([&text]), 0);
        prop_assert!(!found.is_empty(), "{part:?}");
        prop_assert!(found.iter().any(|it| it.rung == Rung::Verbatim), "{part:?} {found:?}");
    }

    #[test]
    fn found_words_fold_to_the_passage(text in prose(), query in prose()) {
        let text = Text::new(text);
        for found in find(&Query::new(&query), &Index::new([&text]), 0) {
            let words = found.span.of(text.original());
            match found.rung {
                Rung::Verbatim => prop_assert!(query.contains(words)),
                Rung::Typography => {
                    prop_assert!(bare(&query).contains(&bare(words)), "{words:?}");
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_matcher_equals_a_naive_one(text in words(), query in words()) {
        let text = Text::new(text);
        let query = format!("a {query}b");
        let (there, here) = (text.tokens(), Tokens::new(&query));
        let keys = |tokens: &Tokens| tokens.all().iter().map(|it| it.key).collect::<Vec<_>>();
        let (there_keys, here_keys) = (keys(there), keys(&here));
        let mut expected = Vec::new();
        let mut at = 0;
        while at + here_keys.len() <= there_keys.len() {
            if there_keys[at..at + here_keys.len()] == here_keys[..] {
                expected.push(there.span(at, at + here_keys.len()));
                at += here_keys.len();
            } else {
                at += 1;
            }
        }
        let found = find(&Query::new(&query), &Index::new([&text]), 0);
        let literal: Vec<Span> = found.iter().filter(|it| it.rung <= Rung::Case).map(|it| it.span).collect();
        // Both are leftmost without overlap from the rarest word on; they agree on whether there is one.
        prop_assert_eq!(literal.is_empty(), expected.is_empty());
        for span in &literal {
            let range = there.within(*span);
            prop_assert_eq!(&there_keys[range], &here_keys[..]);
        }
    }

    #[test]
    fn one_text_is_the_same_among_others(text in words(), other in words(), query in words()) {
        let (text, other) = (Text::new(text), Text::new(other));
        let alone = find(&Query::new(&query), &Index::new([&text]), 0);
        let among = find(&Query::new(&query), &Index::new([&other, &text, &other]), 1);
        prop_assert_eq!(alone, among);
    }
}
