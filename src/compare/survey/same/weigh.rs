//! Weighing evidence: a sum of what speaks for something and what speaks against it.

/// A piece of evidence: what it is, and what so much of it weighs; above zero it speaks for it.
pub(super) type Evidence = (&'static str, f32);

/// What evidence weighs of which there is so much, with what is known without any.
pub(super) fn sum<const N: usize>(without: f32, table: &[Evidence; N], amounts: &[f32; N]) -> f32 {
    let weights = table.iter().zip(amounts);
    without
        + weights
            .map(|((_, weight), amount)| weight * amount)
            .sum::<f32>()
}

/// How likely something is for which so much speaks, from 0 to 1.
pub(super) fn likely(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// What is so counts one.
pub(super) fn one(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}
