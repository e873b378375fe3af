//! The letters of a page, where they stand, and whether it is known which they are.

use std::cell::Cell;
use std::panic;

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use crate::import::ImportError;
use crate::import::guard::Exhausted;

/// How many things a document may draw. A page of text draws some thousands; forms that draw forms
/// that draw forms reach this.
pub(super) const STEPS: usize = 50_000_000;
/// A space is at least this wide, in the size of the letters, where the font does not say.
const WIDTH: f64 = 0.5;

/// One letter, or the several that a ligature stands for.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) text: String,
    /// Which way it is written: 0 to the right, then in quarter turns clockwise.
    pub(super) turn: u8,
    /// Where it begins and ends along its line, and its line's height, in points from the page's
    /// left and top as seen after its turn is undone.
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) base: f64,
    /// The size of its font in points.
    pub(super) size: f64,
}

/// How many letters there were, and of how many it is not known which they are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    total: usize,
    unknown: usize,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.unknown += other.unknown;
    }

    /// Refuses a document of `pages` pages that has no letters, or letters that cannot be told.
    pub(super) fn judge(self, pages: usize) -> Result<(), ImportError> {
        if self.total == 0 {
            let plural = if pages == 1 { "" } else { "s" };
            return Err(ImportError::Scanned {
                pages: format!("{pages} page{plural}"),
            });
        }
        if self.unknown * 5 > self.total {
            return Err(ImportError::Unmapped {
                unknown: self.unknown,
                total: self.total,
            });
        }
        Ok(())
    }
}

/// Takes the letters from what a page draws.
pub(super) struct Collector<'b> {
    pub(super) letters: Vec<Letter>,
    pub(super) tally: Tally,
    budget: &'b Cell<usize>,
    /// Where the last run began: an outline may be drawn over the letters that it outlines.
    last_run: Option<(Affine, usize)>,
}

impl<'b> Collector<'b> {
    pub(super) fn new(budget: &'b Cell<usize>) -> Self {
        Self {
            letters: Vec::new(),
            tally: Tally::default(),
            budget,
            last_run: None,
        }
    }

    fn step(&self, cost: usize) {
        let Some(left) = self.budget.get().checked_sub(cost) else {
            panic::resume_unwind(Box::new(Exhausted));
        };
        self.budget.set(left);
    }

    fn letter(
        &mut self,
        glyph: &PositionedGlyph<'_>,
        transform: Affine,
        next: Option<&PositionedGlyph<'_>>,
    ) {
        self.tally.total += 1;
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.tally.unknown += 1;
                '\u{fffd}'.to_string()
            }
        };
        let place = transform * glyph.transform();
        let [along_x, along_y, up_x, up_y, x, y] = place.as_coeffs();
        let (along, up) = (Vec2::new(along_x, along_y), Vec2::new(up_x, up_y));
        let size = up.hypot() * 1000.0;
        if !(size.is_finite() && x.is_finite() && y.is_finite()) || text.is_empty() {
            return;
        }
        let width = match &**glyph {
            Glyph::Outline(outline) => outline
                .advance_width()
                .map(|width| f64::from(width) * along.hypot()),
            Glyph::Type3(_) => next.map(|next| {
                let there = transform * next.transform();
                (there.translation() - place.translation()).hypot()
            }),
        };
        let width = width
            .filter(|width| width.is_finite())
            .unwrap_or(WIDTH * size);
        let turn = turn(along);
        let (start, base) = match turn {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        self.letters.push(Letter {
            text,
            turn,
            start,
            end: start + width,
            base,
            size,
        });
    }
}

/// The quarter turn nearest to `along`, in a space whose y grows downwards.
fn turn(along: Vec2) -> u8 {
    match (
        along.x.abs() >= along.y.abs(),
        along.x >= 0.0,
        along.y >= 0.0,
    ) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

impl Device<'_> for Collector<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.step(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step(1);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.step(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.step(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.step(1 + glyphs.len());
        let Some(first) = glyphs.first() else { return };
        let place = (props.transform * first.transform(), glyphs.len());
        let is_outline = matches!(mode, DrawMode::Stroke(_)) && self.last_run == Some(place);
        self.last_run = Some(place);
        if is_outline {
            return;
        }
        for (n, glyph) in glyphs.iter().enumerate() {
            self.letter(glyph, props.transform, glyphs.get(n + 1));
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.step(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
