//! Seals and signatures in the places kept for them. Red and round is a seal; dark and round on a copy without colours is
//! one too; nothing at all is none; whatever else is there a person must look at.

use foundation::Mm;

use crate::{Area, Frame, Picture};

/// What was found in the place of a seal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stamped {
    /// Whether a seal is there; none where a person must look.
    pub present: Option<bool>,
    /// How much of the place is red, from 0 to 1.
    pub red: f64,
    /// Whether what is there is as round and as large as a seal.
    pub round: bool,
}

/// Whether there is ink where one signs; none where a person must look.
pub type Ink = Option<bool>;

/// Places are looked at so many times in a millimetre, in both directions: the rim of a seal is a millimetre wide.
const SAMPLES: f64 = 4.0;
/// A seal is set by hand, and a page lies a little other than its code says: so far beside its place it is found.
const BESIDE: Mm = Mm(12.0);
/// Rules of the table may reach so far into the place.
const RULES: Mm = Mm(2.5);
/// The same around words that are printed in the place.
const WORDS: Mm = Mm(1.5);
/// So much red is a seal. Judgement: a seal of 38 mm of an institution has 250 mm² where its ink is fresh, and a rim of 1 mm
/// alone 110.
const RED_OF_SEAL: f64 = 60.0;
/// The same in dark ink, where only what is not on words counts.
const DARK_OF_SEAL: f64 = 45.0;
/// So much is dirt. Judgement: a dozen specks of a bad copier.
const DIRT: f64 = 8.0;
/// Seals by their largest side, in millimetres. Source: 国发〔1999〕25号, 42 and 45 mm; of firms 38 to 45; smaller ones of
/// departments; as seen where the rim is broken.
const SIDES: std::ops::Range<f64> = 24.0..60.0;
/// The shorter side to the longer: firms with foreign money have seals of 45 by 30 mm. Source: 工商 rules on seals.
const ROUND: f64 = 0.6;
/// A signature takes more than this. Judgement: a thin pen draws 0.3 mm, and two characters are 40 mm of it.
const SIGNED: f64 = 6.0;
/// Less than this is none.
const NOT_SIGNED: f64 = 1.2;
/// Darker than paper by so much is ink.
const INK: u8 = 48;

/// Looks for a seal in its place. `words` are what is printed in it.
pub fn seal(picture: &Picture<'_>, frame: &Frame, place: Area, words: &[Area]) -> Stamped {
    let mut red = Marks::default();
    let mut dark = Marks::default();
    let paper = paper(picture, frame, place);
    let inner = place.grown(-RULES);
    let mut seen = 0usize;
    samples(place.grown(BESIDE), |at| {
        let Some(pixel) = picture.at(frame.pixel(at)) else { return };
        seen += 1;
        if is_red(pixel) {
            red.add(at);
        } else if inner.holds(at)
            && luma(pixel) < paper.saturating_sub(INK)
            && !words.iter().any(|words| words.grown(WORDS).holds(at))
        {
            dark.add(at);
        }
    });
    let share = (red.area() / (place.width.0 * place.height.0)).min(1.0);
    let round = if red.area() >= RED_OF_SEAL { red.is_round() } else { dark.is_round() };
    let present = if seen == 0 {
        None
    } else if red.area() >= RED_OF_SEAL {
        red.is_round().then_some(true)
    } else if red.area() >= DIRT {
        None
    } else if dark.area() >= DARK_OF_SEAL && dark.is_round() {
        Some(true)
    } else if dark.area() < DIRT {
        Some(false)
    } else {
        None
    };
    Stamped { present, red: share, round }
}

/// Looks for ink where one signs: above a line, of which nothing else than the line is printed.
pub fn signature(picture: &Picture<'_>, frame: &Frame, place: Area) -> Ink {
    let paper = paper(picture, frame, place);
    let mut dark = Marks::default();
    let mut seen = 0usize;
    samples(place, |at| {
        let Some(pixel) = picture.at(frame.pixel(at)) else { return };
        seen += 1;
        // A seal over it is no signature.
        if !is_red(pixel) && luma(pixel) < paper.saturating_sub(INK) {
            dark.add(at);
        }
    });
    match dark.area() {
        _ if seen == 0 => None,
        area if area >= SIGNED => Some(true),
        area if area < NOT_SIGNED => Some(false),
        _ => None,
    }
}

fn samples(area: Area, mut look: impl FnMut((Mm, Mm))) {
    let count = |side: Mm| (side.0.max(0.0) * SAMPLES) as usize;
    for down in 0..count(area.height) {
        for across in 0..count(area.width) {
            let step = |at: usize| Mm((at as f64 + 0.5) / SAMPLES);
            look((area.x + step(across), area.y + step(down)));
        }
    }
}

/// The level of paper around a place: what three in four of its pixels are darker than.
fn paper(picture: &Picture<'_>, frame: &Frame, place: Area) -> u8 {
    let mut levels = Vec::new();
    samples(place, |at| levels.extend(picture.at(frame.pixel(at)).map(luma)));
    let at = levels.len() * 3 / 4;
    if levels.is_empty() { 255 } else { *levels.select_nth_unstable(at).1 }
}

/// The red of ink pads, also pale, also in yellow light; not brown paper, not skin.
fn is_red([r, g, b]: [u8; 3]) -> bool {
    let other = g.max(b);
    r >= 90 && r.saturating_sub(other) >= 36 && u32::from(other) * 100 <= u32::from(r) * 80
}

fn luma([r, g, b]: [u8; 3]) -> u8 {
    let [r, g, b] = [r, g, b].map(u32::from);
    ((r * 77 + g * 150 + b * 29) >> 8) as u8
}

/// Where something is.
#[derive(Default)]
struct Marks {
    across: Vec<f64>,
    down: Vec<f64>,
}

impl Marks {
    fn add(&mut self, (x, y): (Mm, Mm)) {
        self.across.push(x.0);
        self.down.push(y.0);
    }

    /// In square millimetres.
    fn area(&self) -> f64 {
        self.across.len() as f64 / (SAMPLES * SAMPLES)
    }

    /// Whether it is as large and as round as a seal: nearly all of it, so that specks do not count.
    fn is_round(&self) -> bool {
        let side = |places: &[f64]| {
            let mut places = places.to_vec();
            places.sort_by(f64::total_cmp);
            let at = |share: f64| places[((places.len() - 1) as f64 * share) as usize];
            if places.is_empty() { 0.0 } else { at(0.98) - at(0.02) }
        };
        let (width, height) = (side(&self.across), side(&self.down));
        let (longer, shorter) = (width.max(height), width.min(height));
        SIDES.contains(&longer) && shorter >= longer * ROUND
    }
}
