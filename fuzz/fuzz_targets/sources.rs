//! Sources: bytes to text, and everything that is derived from the text.

#![no_main]

use claimtest::source::fold::Fold;
use claimtest::source::{Text, quotation, read, segment};
use claimtest::span::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (Some(text), _) = read::read("a.txt", bytes.to_vec()) else {
        return;
    };
    let inside = |span: Span| {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    };
    let paragraphs = segment::paragraphs(&text);
    let sentences: Vec<Span> = paragraphs
        .iter()
        .flat_map(|paragraph| segment::sentences(&text, *paragraph))
        .collect();
    let quotations = quotation::read(&text, &paragraphs, &sentences);
    for quotation in &quotations {
        inside(quotation.span);
    }
    // What is said in a paragraph is the same whether the whole text is read for it or not.
    let unread = Text::new(text.clone());
    for &paragraph in &paragraphs {
        let said = quotations.iter().filter(|it| it.speaks()).map(|it| it.span);
        let there: Vec<Span> = said.filter(|it| it.overlaps(paragraph)).collect();
        assert_eq!(unread.anew().said_over(paragraph), there, "{paragraph:?}");
    }
    for &sentence in &sentences {
        let said = quotation::Said::of(&quotations, sentence);
        assert_eq!(unread.anew().said_at(sentence), said, "{sentence:?}");
    }
    paragraphs.into_iter().for_each(inside);
    sentences.into_iter().for_each(inside);
    let folded = Fold::new(&text);
    inside(folded.original(Span::new(0, folded.text().len())));
});
