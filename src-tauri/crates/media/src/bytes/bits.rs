//! Reading numbers of single bits, as video and JPEG XL headers write them.

use crate::bytes::reader::{Read, Stop};

/// Bits of a byte string, from the first or the last bit of each byte.
pub(crate) struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
    low_first: bool,
}

impl<'b> Bits<'b> {
    /// The highest bit of each byte comes first (MPEG).
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, low_first: false }
    }

    /// The lowest bit of each byte comes first (JPEG XL, VP8L).
    pub(crate) fn low_first(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, low_first: true }
    }

    /// One bit.
    pub(crate) fn bit(&mut self) -> Read<bool> {
        let byte = *self.bytes.get(self.at / 8).ok_or(Stop::End)?;
        let shift = if self.low_first { self.at % 8 } else { 7 - self.at % 8 };
        self.at += 1;
        Ok(byte >> shift & 1 == 1)
    }

    /// A number of up to 32 bits.
    pub(crate) fn number(&mut self, count: u32) -> Read<u32> {
        let mut value = 0;
        for place in 0..count.min(32) {
            let bit = u32::from(self.bit()?);
            value = if self.low_first { value | bit << place } else { value << 1 | bit };
        }
        Ok(value)
    }

    /// Leaves bits out.
    pub(crate) fn skip(&mut self, count: usize) -> Read<()> {
        self.at = self.at.checked_add(count).ok_or(Stop::Odd)?;
        Ok(())
    }

    /// An Exp-Golomb number. Source: ITU-T H.264, 9.1.
    pub(crate) fn golomb(&mut self) -> Read<u32> {
        let mut zeros = 0;
        while !self.bit()? {
            zeros += 1;
            if zeros > 31 {
                return Err(Stop::Odd);
            }
        }
        let rest = u64::from(self.number(zeros)?);
        u32::try_from((1u64 << zeros) - 1 + rest).map_err(|_| Stop::Odd)
    }

    /// A signed Exp-Golomb number; its value is not asked for anywhere.
    pub(crate) fn signed_golomb(&mut self) -> Read<i64> {
        let code = i64::from(self.golomb()?);
        Ok(if code % 2 == 0 { -code / 2 } else { (code + 1) / 2 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golomb_numbers_of_the_standard() {
        // 1, 010, 011, 00100: 0, 1, 2, 3. Source: ITU-T H.264, table 9-2.
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0000]);
        let read: Vec<u32> = (0..4).map(|_| bits.golomb().unwrap()).collect();
        assert_eq!(read, [0, 1, 2, 3]);
        assert_eq!(Bits::new(&[0; 9]).golomb(), Err(Stop::Odd));
    }
}
