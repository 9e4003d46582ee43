//! Samples of any width out of the bytes of a row. Source: TIFF 6.0, sections 4 and 14.

/// The samples of a row, one after the other.
pub(super) struct Samples<'r> {
    row: &'r [u8],
    bits: usize,
    large_first: bool,
}

impl<'r> Samples<'r> {
    pub(super) fn of(row: &'r [u8], bits: usize, large_first: bool) -> Self {
        Self { row, bits, large_first }
    }

    /// A sample as it stands; zero behind the end.
    pub(super) fn get(&self, number: usize) -> u32 {
        let byte = |at: usize| u32::from(self.row.get(at).copied().unwrap_or(0));
        match self.bits {
            8 => byte(number),
            16 if self.large_first => byte(number * 2) << 8 | byte(number * 2 + 1),
            16 => byte(number * 2 + 1) << 8 | byte(number * 2),
            bits => {
                let first = number * bits;
                let three = byte(first / 8) << 16 | byte(first / 8 + 1) << 8 | byte(first / 8 + 2);
                three >> (24 - first % 8 - bits) & ((1 << bits) - 1)
            }
        }
    }

    /// A sample in eight bits.
    pub(super) fn eight(&self, number: usize) -> u8 {
        let most = (1u32 << self.bits) - 1;
        ((self.get(number) * 255 + most / 2) / most) as u8
    }
}

/// Puts back what each sample differs from the one before it.
pub(super) fn add_up(row: &mut [u8], in_pixel: usize, bits: usize, large_first: bool) {
    match bits {
        8 => {
            for at in in_pixel..row.len() {
                row[at] = row[at].wrapping_add(row[at - in_pixel]);
            }
        }
        16 => {
            let get = |row: &[u8], at: usize| {
                let two = [row[at], row[at + 1]];
                if large_first { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) }
            };
            for at in (in_pixel * 2..row.len().saturating_sub(1)).step_by(2) {
                let sum = get(row, at).wrapping_add(get(row, at - in_pixel * 2));
                let two = if large_first { sum.to_be_bytes() } else { sum.to_le_bytes() };
                row[at..at + 2].copy_from_slice(&two);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_every_width() {
        let row = [0b1011_0001, 0xF0, 0xAB, 0xCD];
        let all = |bits, count| {
            let samples = Samples::of(&row, bits, true);
            (0..count).map(|number| samples.get(number)).collect::<Vec<_>>()
        };
        assert_eq!(all(1, 8), [1, 0, 1, 1, 0, 0, 0, 1]);
        assert_eq!(all(2, 4), [2, 3, 0, 1]);
        assert_eq!(all(4, 4), [11, 1, 15, 0]);
        assert_eq!(all(12, 2), [0xB1F, 0x0AB]);
        assert_eq!(all(16, 3), [0xB1F0, 0xABCD, 0]);
        assert_eq!(Samples::of(&row, 16, false).get(0), 0xF0B1);
        assert_eq!(Samples::of(&[0xFF, 0xF0], 12, true).eight(0), 255);
        assert_eq!(Samples::of(&[0x40], 2, true).eight(0), 85);
        let mut row = [1, 2, 3, 4, 5, 6];
        add_up(&mut row, 3, 8, true);
        assert_eq!(row, [1, 2, 3, 5, 7, 9]);
        let mut row = [0, 255, 0, 1];
        add_up(&mut row, 1, 16, true);
        assert_eq!(row, [0, 255, 1, 0]);
    }
}
