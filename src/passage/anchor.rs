//! Where to start from: the words of a query that a text must have, the rarest first.

use std::ops::Range;

use super::find::Search;
use super::pattern::{Pattern, Piece};
use crate::index::Places;
use crate::source::token::Kind;

impl<'a> Search<'a> {
    /// Tokens of the query to start from, and where in the text each may stand: those of the rarest
    /// word that must be in the text as it is. None if a word is nowhere in `within`.
    pub(super) fn anchors(&self, piece: &Piece, within: &Range<usize>) -> Vec<(usize, Places<'a>)> {
        let query = &self.pattern.tokens;
        let places = |key: u32| {
            let places = self.index.places(self.source, key);
            if *within == (0..self.tokens.len()) {
                places
            } else {
                places.within(within.clone())
            }
        };
        let mut fixed = Fixed::new(self.pattern);
        let plain = piece
            .core
            .clone()
            .filter(|&idx| query.all()[idx].kind == Kind::Word && fixed.holds(idx));
        let mut rarest: Option<(usize, Places<'_>)> = None;
        for idx in plain {
            let here = places(query.all()[idx].key);
            if rarest.is_none_or(|(_, least)| here.len() < least.len()) {
                rarest = Some((idx, here));
                if here.is_empty() {
                    break;
                }
            }
        }
        if let Some(anchor) = rarest {
            return vec![anchor];
        }
        let is_word = |&idx: &usize| query.all()[idx].kind == Kind::Word;
        let Some(first) = piece.core.clone().find(is_word) else {
            return Vec::new();
        };
        let joints = query.joints().iter();
        let joints = joints.filter(|j| (j.start as usize..j.end as usize).contains(&first));
        joints
            .map(|joint| (joint.start as usize, joint.key))
            .chain([(first, query.all()[first].key)])
            .map(|(idx, key)| (idx, places(key)))
            .collect()
    }
}

/// Which tokens of a query must stand in a text as they are: neither part of a word that may be
/// joined otherwise nor of an insertion, unless everything is.
pub(super) struct Fixed<'a> {
    pattern: &'a Pattern<'a>,
    joints: usize,
    asides: usize,
}

impl<'a> Fixed<'a> {
    pub(super) fn new(pattern: &'a Pattern<'a>) -> Self {
        Self {
            pattern,
            joints: 0,
            asides: 0,
        }
    }

    /// To be asked in ascending order.
    pub(super) fn holds(&mut self, idx: usize) -> bool {
        let joints = self.pattern.tokens.joints();
        while joints
            .get(self.joints)
            .is_some_and(|joint| joint.end as usize <= idx)
        {
            self.joints += 1;
        }
        let asides = self.pattern.asides.all();
        while asides
            .get(self.asides)
            .is_some_and(|aside| aside.end as usize <= idx)
        {
            self.asides += 1;
        }
        let joint = joints.get(self.joints);
        let aside = asides.get(self.asides);
        joint.is_none_or(|joint| joint.start as usize > idx)
            && aside.is_none_or(|aside| aside.start as usize > idx)
    }
}
