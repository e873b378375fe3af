//! Gender: what a title or a given name says about the pronoun that a person goes by.

use std::sync::LazyLock;

use crate::source::lexicon::Lexicon;
use crate::source::quotation::grammar::token::Token;
use crate::source::quotation::grammar::word::{Class, low};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

pub(super) fn by_title(text: &str, tokens: &[Token], start: usize) -> Option<Gender> {
    let before = start.checked_sub(1)?;
    let at = if tokens[before].is('.') {
        before.checked_sub(1)?
    } else {
        before
    };
    let is_title = matches!(
        tokens[at].class(),
        Some(Class::Honorific | Class::Role | Class::Name)
    );
    if !is_title {
        return None;
    }
    match low(tokens[at].span.of(text)).as_str() {
        "mr" | "sir" | "king" | "prince" | "congressman" | "chairman" | "spokesman"
        | "businessman" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "queen" | "princess" | "congresswoman" | "chairwoman"
        | "spokeswoman" | "actress" => Some(Gender::Female),
        _ => None,
    }
}

const MALE: &str = "aaron adam alan albert alex alexander andrew anthony antony barack ben benjamin \
    bernie bill bob brian bruce carl charles chris christopher daniel david dean dennis dmitry \
    donald douglas edward emmanuel eric evan frank fred gary george gerald gregory harold harry \
    henry igor ivan jack jacob james jason jeff jeffrey jeremy jerry jim joe john jonathan jose \
    joseph joshua justin keith ken kenneth kevin larry lawrence leif louis luke marco mark martin \
    matt matthew max michael mike mitch mitt nathan newt nick nicholas nicolas oleg patrick paul \
    peter phil philip philipp ralph raymond richard rob robert roger ron ronald russell ryan sam \
    samuel scott sean sergei sergey stephen steve steven ted terry thomas tim timothy tom tony \
    viktor vladimir volodymyr walter wayne william fumio";
const FEMALE: &str = "alice amanda amy angela ann anna anne annie ashley ava barbara betty carol \
    caroline catherine cheryl chelsea christina christine cynthia deborah denise diana diane donna \
    dorothy elizabeth ellen emily emma eva evelyn gennifer gloria hannah heather helen hillary irina \
    ivanka jane janet jean jennifer jessica jill joan joyce judith judy julia julie karen kate \
    katherine kathleen kathy kayleigh kellyanne kelly kim kimberly laura lauren leah lily linda lisa \
    loretta lori lynn margaret maria marie marilyn martha mary megan melania melanie melissa michelle \
    monica nancy natalia nicole olga olivia pamela patricia rachel rebecca robin rose ruth samantha \
    sandra sara sarah shannon sharon sofia sophia stephanie susan tammy teresa theresa tiffany una \
    ursula valerie veronica victoria virginia wendy yulia";

static NAMES: LazyLock<Lexicon<&'static str, Option<Gender>>> = LazyLock::new(|| {
    let mut names = Lexicon::default();
    for (gender, list) in [(Gender::Male, MALE), (Gender::Female, FEMALE)] {
        for name in list.split_whitespace() {
            // What men and women are called tells nothing.
            let known = names.entry(name).or_insert(Some(gender));
            *known = known.filter(|it| *it == gender);
        }
    }
    names
});

/// The gender that a common English or Russian given name tells.
pub(super) fn by_name(first: &str) -> Option<Gender> {
    *NAMES.get(low(first).as_str())?
}
