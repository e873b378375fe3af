//! Meaning: whom a name, a pronoun or a title stands for where it stands.

use super::gender::Gender;
use super::name::{is_document, is_role};
use super::nation::{is_nation, nation};
use super::{Named, People, Word};
use crate::source::quotation::attribution::Mention;
use crate::source::quotation::grammar::word::{self, Class, low};
use crate::span::Span;

/// How many earlier mentions a pronoun looks back over.
const LOOK_BACK: usize = 24;
/// Others named within this many bytes could be meant as well.
const NEAR: usize = 300;
/// Whoever spoke last longer than this many bytes ago is no longer “he”.
pub(crate) const FORGOTTEN: usize = 1500;
/// A subject further back than this many bytes is forgotten.
const FAR: usize = 900;

/// Whom a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) name: Option<String>,
    pub(crate) certain: bool,
}

/// Nobody by name, who it is being said by the words alone.
const UNNAMED: Meant = Meant {
    name: None,
    certain: true,
};

/// Whom a phrase without a name seeks among those who are named.
enum Description {
    /// “both leaders”
    Group,
    /// “a spokesman”, “the war”
    Nobody,
    /// “the Chinese leader”, by these words.
    Somebody(Vec<String>),
}

impl Description {
    fn read(words: &str) -> Self {
        let said: Vec<String> = words
            .split_whitespace()
            .map(|word| {
                nation(low(word::without_possessive(
                    word.trim_matches(|c: char| !c.is_alphanumeric()),
                )))
            })
            .collect();
        let is_group = said.iter().any(|word| {
            matches!(
                word.as_str(),
                "both" | "two" | "leaders" | "presidents" | "pair"
            )
        });
        let of_people = said.len() == 1
            || said
                .iter()
                .any(|word| matches!(word.as_str(), "leaders" | "presidents" | "men" | "pair"))
            || words == "the two";
        if is_group && of_people {
            return Self::Group;
        }
        let definite = said.first().is_some_and(|word| {
            matches!(word.as_str(), "the" | "this" | "that" | "china" | "russia")
        }) || words.contains('’');
        let is_small = |word: &str| matches!(word, "the" | "a" | "an" | "this" | "that" | "former");
        let wanted = said.into_iter().filter(|word| !is_small(word));
        let wanted: Vec<String> = wanted.collect();
        if definite && wanted.iter().any(|word| is_role(word)) {
            Self::Somebody(wanted)
        } else {
            Self::Nobody
        }
    }
}

/// What must be known to tell whom a mention means.
#[derive(Debug)]
pub(crate) enum Need {
    /// Nothing: it means that.
    Nothing(Meant),
    /// Who bears this name.
    Name(Span),
    /// Everybody who is named in the text.
    Everybody,
    /// Everybody who is named in the text, and who spoke last.
    LastSpeaker,
}

impl Need {
    /// What must be known to tell whom `mention` means, which no verb is drawn into.
    pub(crate) fn of(text: &str, mention: &Mention) -> Self {
        let words = mention.span.of(text);
        if mention.is_pronoun {
            return match Pronoun::read(&low(words)) {
                Pronoun::Other => Self::Nothing(UNKNOWN),
                Pronoun::Several => Self::Everybody,
                Pronoun::One(_) => Self::LastSpeaker,
            };
        }
        match mention.name {
            Some(name) if pronoun_beside(words).is_none() => Self::Name(name),
            Some(_) => Self::LastSpeaker,
            None => match Description::read(words) {
                Description::Nobody => Self::Nothing(UNNAMED),
                Description::Group | Description::Somebody(_) => Self::Everybody,
            },
        }
    }
}

/// The pronoun in “he and Xi”.
fn pronoun_beside(words: &str) -> Option<&str> {
    let (one, _) = words.split_once(" and ")?;
    matches!(one, "he" | "she" | "He" | "She").then_some(one)
}

/// Nobody who could be told.
const UNKNOWN: Meant = Meant {
    name: None,
    certain: false,
};

/// What a pronoun stands for.
enum Pronoun {
    /// “he”, “she”
    One(Gender),
    /// “they”, “we”
    Several,
    /// “it”, “I”
    Other,
}

impl Pronoun {
    fn read(word: &str) -> Self {
        match word {
            "he" | "him" | "himself" | "his" => Self::One(Gender::Male),
            "she" | "her" | "herself" => Self::One(Gender::Female),
            "they" | "them" | "their" | "we" => Self::Several,
            _ => Self::Other,
        }
    }
}

/// The words of each of the names in “Xi and Putin”, without titles and possessives.
pub(super) fn words_of_names(names: &str) -> impl Iterator<Item = Vec<&str>> {
    names.split(" and ").map(|name| {
        name.split(|c: char| c.is_whitespace() || c == ',')
            .map(|word| word::without_possessive(word).trim_end_matches('.'))
            .filter(|word| !word.is_empty() && !matches!(word::class(word), Class::Honorific))
            .collect()
    })
}

impl People {
    /// Whom `mention` means; `speaker` is who spoke last before it.
    pub(crate) fn meant(
        &self,
        text: &str,
        mention: &Mention,
        speaker: Option<(&str, usize)>,
    ) -> Meant {
        let words = mention.span.of(text);
        if mention.is_pronoun {
            return self.pronoun(&low(words), mention.span.start, speaker);
        }
        if let Some(name) = mention.name {
            let named = self.named(text, name);
            // “he and Xi declared”
            let Some(pronoun) = pronoun_beside(words) else {
                return named;
            };
            let other = self.pronoun(&low(pronoun), mention.span.start, speaker);
            let both = other
                .name
                .zip(named.name.as_ref())
                .map(|(one, two)| format!("{one} and {two}"));
            return Meant {
                name: both.or(named.name),
                certain: false,
            };
        }
        self.described(words, mention.span.start)
    }

    /// Whom a name means.
    pub(crate) fn named(&self, text: &str, span: Span) -> Meant {
        let mut certain = true;
        let resolved: Vec<String> = words_of_names(span.of(text))
            .map(|words| {
                let known: Vec<Word> = words.iter().map(|it| self.words.known(it)).collect();
                let with_last = known.last().and_then(|last| self.by_word.get(last.0));
                let fitting = with_last.into_iter().flatten();
                let fitting = fitting.filter(|&&person| self.persons[person].has_all(&known));
                let fitting = fitting.take(2).count();
                certain &= fitting < 2;
                self.find(&known, span.start).map_or_else(
                    || words.join(" "),
                    |person| self.persons[person].name.clone(),
                )
            })
            .collect();
        Meant {
            name: Some(resolved.join(" and ")),
            certain,
        }
    }

    /// Whom a pronoun means: who spoke last, or else who was named last.
    fn pronoun(&self, word: &str, at: usize, speaker: Option<(&str, usize)>) -> Meant {
        let gender = match Pronoun::read(word) {
            Pronoun::One(gender) => Some(gender),
            Pronoun::Several => return self.group(at),
            Pronoun::Other => return UNKNOWN,
        };
        let fits = |person: usize| {
            let person = &self.persons[person];
            person
                .gender
                .map_or(person.human, |known| Some(known) == gender)
        };
        let end = self.mentions.partition_point(|named| named.at < at);
        let recent = &self.mentions[end.saturating_sub(LOOK_BACK)..end];
        let spoke = speaker
            .filter(|(_, spoke)| spoke + FORGOTTEN > at)
            .and_then(|(name, _)| {
                recent
                    .iter()
                    .rev()
                    .map(|named| named.person)
                    .find(|&person| self.persons[person].name == name)
            });
        // Whoever was the subject of a sentence since then has taken the place of who spoke last.
        let since = speaker.map_or(0, |(_, at)| at);
        let subject = recent
            .iter()
            .rev()
            .take_while(|named| named.at > since && named.at + FAR > at)
            .find(|named| named.leads && fits(named.person) && Some(named.person) != spoke);
        if let Some(subject) = subject {
            let others = recent
                .iter()
                .filter(|named| named.at > since && named.at + NEAR > at && fits(named.person));
            let certain = others.clone().all(|named| named.person == subject.person);
            return Meant {
                name: Some(self.persons[subject.person].name.clone()),
                certain,
            };
        }
        let suits = |person: usize| {
            let known = self.persons[person].gender;
            known.is_none() || known == gender
        };
        if let Some(person) = spoke.filter(|&person| suits(person)) {
            let between = recent
                .iter()
                .rev()
                .take_while(|named| named.person != person);
            let certain = self.persons[person].gender == gender
                || !between.clone().any(|named| fits(named.person));
            return Meant {
                name: Some(self.persons[person].name.clone()),
                certain,
            };
        }
        let Some(nearest) = recent.iter().rev().find(|named| fits(named.person)) else {
            return Meant {
                name: None,
                certain: false,
            };
        };
        let others = recent
            .iter()
            .filter(|named| named.at + NEAR > at)
            .filter(|named| fits(named.person) && named.person != nearest.person);
        let certain = others.count() == 0;
        Meant {
            name: Some(self.persons[nearest.person].name.clone()),
            certain,
        }
    }

    /// Whom a phrase without a name means: “the Chinese leader”, “both leaders”.
    fn described(&self, words: &str, at: usize) -> Meant {
        let wanted = match Description::read(words) {
            Description::Group => return self.group(at),
            Description::Nobody => return UNNAMED,
            Description::Somebody(wanted) => wanted,
        };
        let end = self.mentions.partition_point(|named| named.at < at);
        let recent = &self.mentions[end.saturating_sub(4 * LOOK_BACK)..end];
        let mut fitting: Vec<usize> = Vec::new();
        for named in recent.iter().rev() {
            let fits = self.persons[named.person]
                .titles
                .iter()
                .any(|title| wanted.iter().all(|word| title.contains(word)));
            if fits && !fitting.contains(&named.person) {
                fitting.push(named.person);
            }
        }
        match fitting.as_slice() {
            [] if wanted.iter().any(|word| is_document(word)) => UNNAMED,
            [] => self.of_nation(&wanted, recent),
            [first, rest @ ..] => Meant {
                name: Some(self.persons[*first].name.clone()),
                certain: rest.is_empty(),
            },
        }
    }

    /// Whom “the Chinese leader” means where no title says so: the person named last, unless a title
    /// gives that person to another nation.
    fn of_nation(&self, wanted: &[String], recent: &[Named]) -> Meant {
        let is_leader = wanted
            .iter()
            .any(|word| matches!(word.as_str(), "leader" | "president"));
        let nation = wanted.iter().find(|word| is_nation(word));
        let near = recent
            .iter()
            .rev()
            .take(3)
            .map(|named| &self.persons[named.person]);
        let name = nation.filter(|_| is_leader).and_then(|nation| {
            near.filter(|person| person.words.len() > 1).find(|person| {
                !person
                    .titles
                    .iter()
                    .flatten()
                    .any(|word| is_nation(word) && *word != *nation)
            })
        });
        Meant {
            name: name.map(|person| person.name.clone()),
            certain: false,
        }
    }

    /// The persons last named together.
    fn group(&self, at: usize) -> Meant {
        let end = self.groups.partition_point(|group| group.0 < at);
        let name = end.checked_sub(1).map(|last| {
            let names: Vec<&str> = self.groups[last]
                .1
                .iter()
                .map(|&person| self.persons[person].name.as_str())
                .collect();
            names.join(" and ")
        });
        Meant {
            name,
            certain: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::quotation::tests::said;

    #[test]
    fn an_apposition_says_what_somebody_is() {
        for (text, expected) in [
            (
                "Ann Lee, the mayor, met Bob Ray. “It is over,” the mayor said.",
                "It is over, ← Ann Lee",
            ),
            (
                "Ann Lee, the mayor said, met Bob Ray. “It is over,” the mayor said.",
                "It is over, ← the mayor",
            ),
        ] {
            assert_eq!(said(text), [expected], "{text}");
        }
    }
}
