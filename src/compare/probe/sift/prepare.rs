//! Makes ready what sentences are sifted by: numbers of meanings, and questions filed under them.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::filed::{self, Asked, Filing, Register};
use super::measure::{Measure, Numbers, offset};
use super::{NONE, Sift};
use crate::compare::probe::form::Form;
use crate::compare::probe::question::Question;
use crate::index::Table;

impl Sift {
    /// Sifts sentences for `questions`. `rarity` tells how often the word of a key occurs, and decides
    /// about speed alone; of the questions that `dismisses` names, what comes near is kept too.
    pub(in crate::compare::probe) fn new(
        questions: &[Question<'_>],
        rarity: impl Fn(u32) -> usize + Sync,
        dismisses: impl Fn(&Question<'_>) -> bool,
    ) -> Self {
        let forms = Form::among(questions, &dismisses).into_iter();
        let forms: HashMap<u32, Form> = forms.map(|form| (form.first(), form)).collect();
        let followers = forms
            .iter()
            .flat_map(|(&first, form)| form.numbers().filter(move |&it| it != first));
        let followers: HashSet<u32> = followers.collect();
        let mut sift = Self::default();
        let numbers = sift.count(questions, &followers, &dismisses);
        if !questions.is_empty() {
            // What it is told from is made ready once, before many ask at a time.
            rarity(0);
        }
        let all = questions.par_iter().enumerate();
        let drafted = all.map(|(at, question)| {
            let is_filed = !followers.contains(&offset(at));
            sift.draft((offset(at), question), &numbers, &rarity, is_filed)
        });
        let drafted: Vec<Drafted> = drafted.collect();
        let (mut filing, mut occurs) = (Filing::default(), vec![0; numbers.numbers.len()]);
        for (of_question, measure) in drafted.into_iter().zip(&sift.questions) {
            filing.add(of_question.filing);
            sift.starts.push(offset(sift.shares.len()));
            sift.shares
                .push((measure.fewest, filed::slack(measure.least)));
            for word in of_question.words {
                occurs[word.meaning as usize] = word.occurs;
                sift.shares.push((word.meaning, word.share));
            }
        }
        sift.starts.push(offset(sift.shares.len()));
        sift.file(filing, &occurs, numbers.numbers);
        sift.forms = forms;
        sift
    }

    /// Files a question by number, if it is to be filed. It makes no difference when others are.
    fn draft(
        &self,
        (at, question): (u32, &Question<'_>),
        numbers: &Numbers,
        rarity: &impl Fn(u32) -> usize,
        is_filed: bool,
    ) -> Drafted {
        let measure = &self.questions[at as usize];
        let rarest = question.rarest(rarity).into_iter();
        let words = rarest.map(|(n, meaning, count)| {
            let meaning = numbers.numbers[&meaning];
            Counted {
                meaning,
                share: count / measure.total,
                // In how many texts it stands tells the rare words apart, and in how many questions the others.
                occurs: (n + 1) * numbers.n_asking[meaning as usize],
            }
        });
        let mut words: Vec<Counted> = words.collect();
        let shares = |words: &[Counted]| -> Vec<(u32, f32)> {
            let words = words.iter();
            words.map(|word| (word.meaning, word.share)).collect()
        };
        let mut filing = Filing::default();
        if is_filed {
            let asked = Asked {
                question: at,
                floor: question.floor,
                measure,
            };
            filing.file_near(&asked, &shares(&words));
            if !measure.keeps_near {
                let cost = |word: &Counted| word.occurs as f32 / word.share;
                words.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
            }
            filing.file(&asked, &shares(&words));
        }
        words.sort_by(|a, b| b.share.total_cmp(&a.share));
        Drafted { words, filing }
    }

    /// Notes what the words of `questions` count, and numbers their meanings.
    fn count(
        &mut self,
        questions: &[Question<'_>],
        followers: &HashSet<u32>,
        dismisses: impl Fn(&Question<'_>) -> bool,
    ) -> Numbers {
        let mut all = Numbers::default();
        for (question, at) in questions.iter().zip(0..) {
            let start = offset(self.counts.len());
            let asks = usize::from(!followers.contains(&at));
            for &(meaning, count) in question.counts() {
                let number = all.number(meaning);
                all.n_asking[number as usize] += asks;
                self.counts.push((number, count));
            }
            let numbered = &self.counts[start as usize..];
            let number = |meaning: u32| {
                let counts = question.counts();
                let at = counts.binary_search_by_key(&meaning, |it| it.0).ok()?;
                Some(numbered[at].0)
            };
            self.orders.add(question, number);
            self.nears.add(question, number);
            let measure = Measure::of(question, start, dismisses(question));
            if let Some(kind) = measure.kind.filter(|kind| !self.kinds.contains(kind)) {
                self.kinds.push(kind);
            }
            self.questions.push(measure);
        }
        all
    }

    /// Files questions under meanings, by number, and numbers the meanings anew.
    fn file(&mut self, filing: Filing, occurs: &[usize], numbers: HashMap<u32, u32>) {
        let mut renumbered = vec![NONE; numbers.len()];
        self.register = Register::new(filing, occurs, &mut renumbered);
        let number = |meaning: &mut u32| *meaning = renumbered[*meaning as usize];
        for (meaning, _) in &mut self.counts {
            number(meaning);
        }
        self.orders.renumber(&renumbered);
        self.nears.renumber(&renumbered);
        for at in self.starts.windows(2) {
            let words = &mut self.shares[at[0] as usize + 1..at[1] as usize];
            for (meaning, _) in words {
                number(meaning);
            }
        }
        let mut meanings: Vec<(u32, u32)> = numbers.into_iter().collect();
        for (_, own) in &mut meanings {
            number(own);
        }
        meanings.sort_unstable();
        self.meanings = Table::new(&meanings);
    }
}

/// A question as it is to be filed, and its words, those first that are most of it.
struct Drafted {
    words: Vec<Counted>,
    filing: Filing,
}

/// A meaning by number, and its share of a question.
struct Counted {
    meaning: u32,
    share: f32,
    /// About how often it occurs.
    occurs: usize,
}
