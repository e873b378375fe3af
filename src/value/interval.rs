//! Intervals: what a reading allows. “more than a dozen” is `(12, ∞)`, “13” is `13`.
//!
//! All comparing of amounts and of stretches of the calendar comes down to two questions asked here:
//! does one interval lie within the other, and have the two anything in common.

use std::cmp::Ordering;
use std::fmt;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) enum Bound<T> {
    /// The end is allowed.
    Closed(T),
    /// Everything up to the end is allowed, the end is not.
    Open(T),
    /// There is no end.
    Unbounded,
}

impl<T> Bound<T> {
    /// The end itself.
    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Self::Closed(value) | Self::Open(value) => Some(value),
            Self::Unbounded => None,
        }
    }

    fn map<U>(&self, change: &impl Fn(&T) -> Option<U>) -> Option<Bound<U>> {
        Some(match self {
            Self::Closed(value) => Bound::Closed(change(value)?),
            Self::Open(value) => Bound::Open(change(value)?),
            Self::Unbounded => Bound::Unbounded,
        })
    }
}

/// A non-empty interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) struct Interval<T> {
    low: Bound<T>,
    high: Bound<T>,
}

impl<T: Ord + Copy> Interval<T> {
    /// The interval between two ends, or `None` where nothing lies between them.
    pub(crate) fn new(low: Bound<T>, high: Bound<T>) -> Option<Self> {
        let empty = match (low.value(), high.value()) {
            (Some(a), Some(b)) => match a.cmp(b) {
                Ordering::Less => false,
                Ordering::Equal => !matches!((low, high), (Bound::Closed(_), Bound::Closed(_))),
                Ordering::Greater => true,
            },
            _ => false,
        };
        (!empty).then_some(Self { low, high })
    }

    /// The one value `at`.
    pub(crate) fn point(at: T) -> Self {
        Self {
            low: Bound::Closed(at),
            high: Bound::Closed(at),
        }
    }

    /// Everything from `low`, both ends allowed, where they are in order.
    pub(crate) fn closed(low: T, high: T) -> Option<Self> {
        Self::new(Bound::Closed(low), Bound::Closed(high))
    }

    pub(crate) fn at_least(low: T) -> Self {
        Self {
            low: Bound::Closed(low),
            high: Bound::Unbounded,
        }
    }

    pub(crate) fn more_than(low: T) -> Self {
        Self {
            low: Bound::Open(low),
            high: Bound::Unbounded,
        }
    }

    pub(crate) fn at_most(high: T) -> Self {
        Self {
            low: Bound::Unbounded,
            high: Bound::Closed(high),
        }
    }

    pub(crate) fn less_than(high: T) -> Self {
        Self {
            low: Bound::Unbounded,
            high: Bound::Open(high),
        }
    }

    pub(crate) fn low(&self) -> Bound<T> {
        self.low
    }

    pub(crate) fn high(&self) -> Bound<T> {
        self.high
    }

    /// The single value that it allows, if it allows one only.
    pub(crate) fn as_point(&self) -> Option<T> {
        match (self.low, self.high) {
            (Bound::Closed(a), Bound::Closed(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// Whether everything that `other` allows is allowed here.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        starts_no_later(self.low, other.low) && ends_no_sooner(self.high, other.high)
    }

    /// Whether the two have at least one value in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let low = if starts_no_later(self.low, other.low) {
            other.low
        } else {
            self.low
        };
        let high = if ends_no_sooner(self.high, other.high) {
            other.high
        } else {
            self.high
        };
        Self::new(low, high).is_some()
    }

    /// The interval with both ends changed by `change`, which must keep their order; `None` where
    /// it fails.
    pub(crate) fn map<U: Ord + Copy>(
        &self,
        change: impl Fn(&T) -> Option<U>,
    ) -> Option<Interval<U>> {
        Interval::new(self.low.map(&change)?, self.high.map(&change)?)
    }
}

fn starts_no_later<T: Ord>(a: Bound<T>, b: Bound<T>) -> bool {
    match (a, b) {
        (Bound::Unbounded, _) => true,
        (_, Bound::Unbounded) => false,
        (Bound::Open(a), Bound::Closed(b)) => a < b,
        (Bound::Closed(a) | Bound::Open(a), Bound::Closed(b) | Bound::Open(b)) => a <= b,
    }
}

fn ends_no_sooner<T: Ord>(a: Bound<T>, b: Bound<T>) -> bool {
    match (a, b) {
        (Bound::Unbounded, _) => true,
        (_, Bound::Unbounded) => false,
        (Bound::Open(a), Bound::Closed(b)) => a > b,
        (Bound::Closed(a) | Bound::Open(a), Bound::Closed(b) | Bound::Open(b)) => a >= b,
    }
}

impl<T: fmt::Display + Ord + Copy> fmt::Display for Interval<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(point) = self.as_point() {
            return write!(f, "{point}");
        }
        match self.low {
            Bound::Closed(low) => write!(f, "[{low}, ")?,
            Bound::Open(low) => write!(f, "({low}, ")?,
            Bound::Unbounded => write!(f, "(-∞, ")?,
        }
        match self.high {
            Bound::Closed(high) => write!(f, "{high}]"),
            Bound::Open(high) => write!(f, "{high})"),
            Bound::Unbounded => write!(f, "∞)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containment_and_meeting_respect_open_ends() {
        let more = Interval::more_than(12);
        let least = Interval::at_least(12);
        let point = Interval::point(12);
        assert!(least.contains(&more) && !more.contains(&least));
        assert!(least.contains(&point) && !more.contains(&point));
        assert!(!more.meets(&point) && least.meets(&point));
        assert!(!Interval::less_than(12).meets(&least));
        assert!(Interval::at_most(12).meets(&least));
        assert!(Interval::new(Bound::Open(3), Bound::Closed(3)).is_none());
    }

    #[test]
    fn intervals_print_as_mathematics_does() {
        for (interval, printed) in [
            (Interval::point(1), "1"),
            (Interval::more_than(12), "(12, ∞)"),
            (Interval::at_most(700), "(-∞, 700]"),
            (Interval::closed(20, 30).unwrap(), "[20, 30]"),
        ] {
            assert_eq!(interval.to_string(), printed);
        }
    }
}
