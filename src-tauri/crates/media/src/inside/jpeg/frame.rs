//! The frame of a JPEG: its components, and which of their numbers are known to be other than zero, which later scans
//! of a progressive one need. Source: ITU-T T.81, B.2.2, A.1.1 and A.2.

/// So many blocks are gone through. Judgement: a photo of 200 megapixels has 5 million, twice that with its colours.
const MOST_BLOCKS: u64 = 24 << 20;

/// A component of the picture.
pub(crate) struct Component {
    pub(crate) id: u8,
    /// Blocks of it in a unit of an interleaved scan.
    pub(crate) across: u32,
    pub(crate) down: u32,
    /// Blocks in a row, and rows, of a scan of its own.
    pub(super) own: (u32, u32),
    /// Blocks in a row as kept: whole units.
    pub(crate) row: usize,
    /// Blocks in all, as kept.
    pub(crate) blocks: usize,
    /// Which table its numbers are divided by.
    pub(crate) quantiser: u8,
    /// A bit for each number of a block; only of progressive ones, and only where others than the first are asked for.
    pub(super) seen: Vec<u64>,
    pub(super) is_begun: bool,
}

/// A frame.
pub(crate) struct Frame {
    pub(crate) is_progressive: bool,
    /// Bits of a sample.
    pub(crate) bits: u8,
    /// Pixels across and down.
    pub(crate) size: (u32, u32),
    /// Units of an interleaved scan in a row, and rows.
    pub(crate) units: (u32, u32),
    pub(crate) components: Vec<Component>,
}

impl Frame {
    /// None where it is not known how it is coded.
    pub(crate) fn of(body: &[u8], is_progressive: bool) -> Option<Self> {
        let [bits, h1, h0, w1, w0, count, parts @ ..] = body else { return None };
        let height = u32::from(u16::from_be_bytes([*h1, *h0]));
        let width = u32::from(u16::from_be_bytes([*w1, *w0]));
        let parts: Vec<&[u8]> = parts.chunks_exact(3).take((*count).into()).collect();
        let is_known = matches!(bits, 8 | 12) && width > 0 && height > 0;
        if !is_known || parts.len() != usize::from(*count) || !(1..=4).contains(count) {
            return None;
        }
        let factors = |part: &[u8]| (u32::from(part[1] >> 4), u32::from(part[1] & 15));
        let most = parts.iter().fold((1, 1), |most: (u32, u32), part| {
            let (across, down) = factors(part);
            (most.0.max(across), most.1.max(down))
        });
        let units = (width.div_ceil(8 * most.0), height.div_ceil(8 * most.1));
        let mut blocks = 0;
        let mut components = Vec::with_capacity(parts.len());
        for part in parts {
            let (across, down) = factors(part);
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
                return None;
            }
            let own = |side: u32, factor: u32, most: u32| (side * factor).div_ceil(8 * most);
            let row = (units.0 * across) as usize;
            let all = row as u64 * u64::from(units.1 * down);
            blocks += all;
            if blocks > MOST_BLOCKS {
                return None;
            }
            components.push(Component {
                id: part[0],
                across,
                down,
                own: (own(width, across, most.0), own(height, down, most.1)),
                row,
                blocks: all as usize,
                quantiser: part[2],
                seen: Vec::new(),
                is_begun: false,
            });
        }
        let size = (width, height);
        Some(Self { is_progressive, bits: *bits, size, units, components })
    }

    /// Whether the number of lines that a segment tells is that of the frame. Source: the same, B.2.5.
    pub(super) fn has_lines(&self, body: &[u8]) -> bool {
        body.first_chunk().is_some_and(|two| u32::from(u16::from_be_bytes(*two)) == self.size.1)
    }

    /// Makes room for what is known of all numbers.
    pub(super) fn keep_seen(&mut self) {
        for component in self.components.iter_mut().filter(|_| self.is_progressive) {
            component.seen = vec![0; component.blocks];
        }
    }

    /// Whether something of each component was there.
    pub(super) fn all_are_begun(&self) -> bool {
        self.components.iter().all(|component| component.is_begun)
    }
}
