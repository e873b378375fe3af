//! Exact rational numbers: what figures in prose say, without the rounding of binary fractions.
//!
//! “1.1 million” is 1,100,000 and two-thirds is two-thirds. Every operation that could overflow
//! returns `None`, and what overflows is not read.

use std::cmp::Ordering;
use std::fmt;

/// A rational number in lowest terms; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) struct Exact {
    num: i128,
    den: i128,
}

impl Exact {
    pub(crate) const ZERO: Self = Self { num: 0, den: 1 };
    pub(crate) const ONE: Self = Self { num: 1, den: 1 };

    /// The whole number `n`.
    pub(crate) const fn int(n: i64) -> Self {
        Self {
            num: n as i128,
            den: 1,
        }
    }

    /// `num / den`, or `None` where `den` is zero or the result does not fit.
    pub(crate) fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        if den == 1 {
            return Some(Self { num, den });
        }
        let shared = gcd(num.checked_abs()?, den.checked_abs()?);
        let sign = if den < 0 { -1 } else { 1 };
        Some(Self {
            num: sign * (num / shared),
            den: (den / shared).checked_abs()?,
        })
    }

    /// Ten to the power of `exponent`.
    pub(crate) fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 {
            Self::new(1, power)
        } else {
            Self::new(power, 1)
        }
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Self::new(left.checked_add(right)?, self.den.checked_mul(other.den)?)
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        // Reducing crosswise first keeps the products small.
        let a = Self::new(self.num, other.den)?;
        let b = Self::new(other.num, self.den)?;
        Self::new(a.num.checked_mul(b.num)?, a.den.checked_mul(b.den)?)
    }

    pub(crate) fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.den, other.num)?)
    }

    /// The value multiplied by itself so many times; negative powers divide.
    pub(crate) fn to_the(self, power: i32) -> Option<Self> {
        let raised =
            (0..power.unsigned_abs()).try_fold(Self::ONE, |product, _| product.times(self))?;
        if power < 0 {
            Self::ONE.over(raised)
        } else {
            Some(raised)
        }
    }

    pub(crate) fn negated(self) -> Option<Self> {
        Some(Self {
            num: self.num.checked_neg()?,
            den: self.den,
        })
    }

    pub(crate) fn abs(self) -> Option<Self> {
        Some(Self {
            num: self.num.checked_abs()?,
            den: self.den,
        })
    }

    /// The nearest number in floating point, for how far apart two are.
    pub(crate) fn as_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }

    pub(crate) fn is_negative(self) -> bool {
        self.num < 0
    }

    pub(crate) fn is_integer(self) -> bool {
        self.den == 1
    }

    /// The greatest whole number up to it.
    pub(crate) fn floor(self) -> Self {
        Self {
            num: self.num.div_euclid(self.den),
            den: 1,
        }
    }

    /// The value as an `i64`, where it is a whole number that fits.
    pub(crate) fn as_i64(self) -> Option<i64> {
        self.is_integer()
            .then(|| i64::try_from(self.num).ok())
            .flatten()
    }

    /// How many decimal places it takes to write this in full; `None` for thirds and their like.
    pub(crate) fn decimals(self) -> Option<u32> {
        let (mut den, mut twos, mut fives) = (self.den, 0, 0);
        while den % 2 == 0 {
            den /= 2;
            twos += 1;
        }
        while den % 5 == 0 {
            den /= 5;
            fives += 1;
        }
        (den == 1).then_some(twos.max(fives))
    }

    /// The multiple of `step` that lies nearest; halves go away from zero.
    pub(crate) fn rounded_to(self, step: Self) -> Option<Self> {
        let steps = self.over(step)?;
        let doubled = steps
            .num
            .checked_abs()?
            .checked_mul(2)?
            .checked_add(steps.den)?;
        let whole = doubled.div_euclid(steps.den.checked_mul(2)?);
        Self::new(whole * steps.num.signum(), 1)?.times(step)
    }

    /// Reads what [`fmt::Display`] writes: `-1.25`, `2/3`, and plain digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some((num, den)) = text.split_once('/') {
            return Self::new(num.parse().ok()?, den.parse().ok()?);
        }
        let Some((whole, decimals)) = text.split_once('.') else {
            return Self::new(text.parse().ok()?, 1);
        };
        let places = u32::try_from(decimals.len()).ok()?;
        let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
        Self::new(digits, 10_i128.checked_pow(places)?)
    }
}

impl Ord for Exact {
    /// Compares by continued fractions, so that no product can overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (*self, *other);
        let mut turned = false;
        loop {
            let whole = a.num.div_euclid(a.den).cmp(&b.num.div_euclid(b.den));
            let (rest_a, rest_b) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
            let order = match (whole, rest_a, rest_b) {
                (Ordering::Equal, 0, 0) => Ordering::Equal,
                (Ordering::Equal, 0, _) => Ordering::Less,
                (Ordering::Equal, _, 0) => Ordering::Greater,
                (Ordering::Equal, _, _) => {
                    // a < b exactly when the reciprocals of their rests are the other way round.
                    a = Self {
                        num: a.den,
                        den: rest_a,
                    };
                    b = Self {
                        num: b.den,
                        den: rest_b,
                    };
                    turned = !turned;
                    continue;
                }
                (order, _, _) => order,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 {
            return write!(f, "{}", self.num);
        }
        match self.decimals().filter(|&places| places <= 18) {
            Some(places) => {
                let scale = 10_u128.pow(places) / self.den.unsigned_abs();
                let whole = self.num.unsigned_abs() / self.den.unsigned_abs();
                let rest = self.num.unsigned_abs() % self.den.unsigned_abs() * scale;
                let sign = if self.num < 0 { "-" } else { "" };
                write!(f, "{sign}{whole}.{rest:0width$}", width = places as usize)
            }
            None => write!(f, "{}/{}", self.num, self.den),
        }
    }
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in ["0", "1", "-12", "0.5", "-0.05", "1234.567", "2/3", "-22/7"] {
            assert_eq!(exact(text).to_string(), text);
        }
    }

    #[test]
    fn order_is_that_of_the_numbers_even_where_products_overflow() {
        let huge = Exact::new(i128::MAX, 3).unwrap();
        let larger = Exact::new(i128::MAX, 2).unwrap();
        assert!(huge < larger);
        for (small, large) in [
            ("1/3", "0.34"),
            ("-2", "-1.5"),
            ("2/3", "0.7"),
            ("-1/3", "1/3"),
        ] {
            assert!(exact(small) < exact(large), "{small} < {large}");
        }
    }

    #[test]
    fn rounding_takes_the_nearest_step() {
        for (value, step, rounded) in [
            ("16181", "1000", "16000"),
            ("1234567", "100000", "1200000"),
            ("2.5", "1", "3"),
            ("-2.5", "1", "-3"),
            ("3.14", "0.1", "3.1"),
        ] {
            assert_eq!(exact(value).rounded_to(exact(step)), Some(exact(rounded)));
        }
    }
}
