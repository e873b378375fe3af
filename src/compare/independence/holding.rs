//! In which lines of a text its words stand, and which words two texts have in common.

/// The numbers of the lines in which each word stands, word by word.
#[derive(Debug, Default)]
pub(super) struct Holding {
    /// Where those of each word begin, and the last end.
    starts: Vec<u32>,
    lines: Vec<u32>,
}

impl Holding {
    /// Of `n_words` words, each `standing` in lines in their order.
    pub(super) fn new(n_words: usize, standing: &[(u32, u32)]) -> Self {
        let mut starts = vec![0; n_words + 1];
        for &(word, _) in standing {
            starts[word as usize + 1] += 1;
        }
        for word in 0..n_words {
            starts[word + 1] += starts[word];
        }
        let (mut next, mut lines) = (starts.clone(), vec![0; standing.len()]);
        for &(word, line) in standing {
            let next = &mut next[word as usize];
            lines[*next as usize] = line;
            *next += 1;
        }
        Self { starts, lines }
    }

    /// The lines in which the word at a place stands.
    pub(super) fn of(&self, place: u32) -> &[u32] {
        let place = place as usize;
        &self.lines[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    /// Word by word the lines in which it stands.
    pub(super) fn all(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self.starts.windows(2);
        ends.map(|at| &self.lines[at[0] as usize..at[1] as usize])
    }

    pub(super) fn n_bytes(&self) -> usize {
        (self.starts.capacity() + self.lines.capacity()) * size_of::<u32>()
    }
}

/// For each word of two lists in order, its place in the other if it is there.
pub(super) fn common(a: &[u32], b: &[u32]) -> [Vec<Option<u32>>; 2] {
    let mut places = [a, b].map(|words| vec![None; words.len()]);
    let (mut at, mut other) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        if x == y {
            places[0][at] = u32::try_from(other).ok();
            places[1][other] = u32::try_from(at).ok();
        }
        at += usize::from(x <= y);
        other += usize::from(y <= x);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_word_by_word() {
        let holding = Holding::new(4, &[(2, 0), (0, 1), (2, 1), (3, 5)]);
        let expected: [&[u32]; 4] = [&[1], &[], &[0, 1], &[5]];
        assert!(holding.all().eq(expected));
        assert_eq!(holding.of(2), [0, 1]);
    }

    #[test]
    fn words_in_common_are_told_by_their_places() {
        let [a, b] = common(&[1, 3, 5, 9], &[3, 4, 9]);
        assert_eq!(a, [None, Some(0), None, Some(2)]);
        assert_eq!(b, [Some(1), None, Some(3)]);
    }
}
