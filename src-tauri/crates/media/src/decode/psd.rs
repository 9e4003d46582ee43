//! Photoshop files: the whole picture that is stored behind the layers. Source: Adobe Photoshop File Formats
//! Specification, 2019. What the layers are made of is not asked for.

use foundation::Px;

use super::beside;
use super::decoded::{Decoded, MOST_MEMORY, PictureHeader, Unprintable};
use crate::facts::orientation::Orientation;

/// The resource that holds the ICC profile.
const PROFILE: u16 = 1039;
/// Source: the same, "File PictureHeader Section".
const MOST_CHANNELS: u16 = 56;

/// How the colours of a file are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Grey,
    Indexed,
    Rgb,
    Cmyk,
}

impl Mode {
    /// How many channels are read; more are masks, and the picture stands on white already.
    fn channels(self) -> usize {
        match self {
            Self::Grey | Self::Indexed => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// A file, gone through up to its picture.
struct Psd<'b> {
    size: (Px, Px),
    mode: Mode,
    is_large: bool,
    channels: usize,
    /// Bytes of one sample.
    depth: usize,
    palette: &'b [u8],
    profile: Option<&'b [u8]>,
    /// How the picture is packed, and the picture.
    packed: (u16, &'b [u8]),
}

/// What the header says.
pub(super) fn header(bytes: &[u8]) -> Result<PictureHeader, Unprintable> {
    let psd = read(bytes)?;
    Ok(PictureHeader { size: psd.size, orientation: Orientation::None })
}

/// The picture.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Unprintable> {
    let psd = read(bytes)?;
    let pixels = psd.size.0 as usize * psd.size.1 as usize;
    let components = if psd.mode == Mode::Grey { 1 } else { 3 };
    let mut samples = vec![0; pixels * components];
    let mut black = vec![0; if psd.mode == Mode::Cmyk { pixels } else { 0 }];
    let mut rows = Rows::of(&psd)?;
    let mut row = vec![0; psd.size.0 as usize * psd.depth];
    for channel in 0..psd.mode.channels() {
        for line in 0..psd.size.1 as usize {
            rows.next(&mut row)?;
            let first = line * psd.size.0 as usize;
            for (number, sample) in row.iter().step_by(psd.depth).enumerate() {
                match psd.mode {
                    Mode::Indexed => {
                        let colour = |part| psd.palette.get(part * 256 + usize::from(*sample));
                        for part in 0..3 {
                            samples[(first + number) * 3 + part] =
                                colour(part).copied().unwrap_or(0);
                        }
                    }
                    _ if channel == 3 => black[first + number] = *sample,
                    _ => samples[(first + number) * components + channel] = *sample,
                }
            }
        }
    }
    // Inks are stored inverted: 255 is none.
    for (pixel, black) in samples.chunks_exact_mut(3).zip(&black) {
        for ink in pixel {
            *ink = ((u16::from(*ink) * u16::from(*black) + 127) / 255) as u8;
        }
    }
    let (size, profile) = (psd.size, psd.profile.map(<[u8]>::to_vec));
    Ok(Decoded {
        samples,
        size,
        components: components as u8,
        orientation: Orientation::None,
        profile,
    })
}

fn read(bytes: &[u8]) -> Result<Psd<'_>, Unprintable> {
    let mut cursor = Cursor { rest: bytes };
    cursor.take(4)?;
    let is_large = cursor.number(2)? == 2;
    cursor.take(6)?;
    let channels = cursor.number(2)? as u16;
    let (height, width) = (cursor.number(4)? as Px, cursor.number(4)? as Px);
    let (depth, mode) = (cursor.number(2)?, cursor.number(2)?);
    let mode = match mode {
        // A duotone is grey to whoever does not know its inks.
        1 | 8 => Mode::Grey,
        2 => Mode::Indexed,
        3 => Mode::Rgb,
        4 => Mode::Cmyk,
        _ => return Err(Unprintable::Unsupported),
    };
    let depth = match depth {
        8 => 1,
        16 => 2,
        _ => return Err(Unprintable::Unsupported),
    };
    let is_sane = width > 0
        && height > 0
        && channels <= MOST_CHANNELS
        && (depth == 1 || mode != Mode::Indexed);
    if !is_sane || usize::from(channels) < mode.channels() {
        return Err(Unprintable::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels.saturating_mul(mode.channels().max(3) as u64) > MOST_MEMORY {
        return Err(Unprintable::TooLarge { width, height });
    }
    let palette = cursor.section(4)?;
    let profile = profile(cursor.section(4)?);
    cursor.section(if is_large { 8 } else { 4 })?;
    let packing = cursor.number(2)? as u16;
    Ok(Psd {
        size: (width, height),
        mode,
        is_large,
        channels: channels.into(),
        depth,
        palette,
        profile,
        packed: (packing, cursor.rest),
    })
}

/// The profile among the resources. Source: the same, "Image Resource Blocks".
fn profile(resources: &[u8]) -> Option<&[u8]> {
    let mut cursor = Cursor { rest: resources };
    while cursor.take(4).ok()? == b"8BIM" {
        let number = cursor.number(2).ok()? as u16;
        // A name with its length before it, then the content, each filled up to an even length.
        let name = cursor.number(1).ok()? as usize;
        cursor.take(name | 1).ok()?;
        let length = cursor.number(4).ok()? as usize;
        let content = cursor.take(length).ok()?;
        if number == PROFILE {
            return (length <= beside::MOST).then_some(content);
        }
        cursor.take(length & 1).ok()?;
    }
    None
}

/// The rows of a picture, channel after channel.
struct Rows<'b> {
    rest: Cursor<'b>,
    /// How long each is packed; none where they are not.
    lengths: Option<(Cursor<'b>, usize)>,
}

impl<'b> Rows<'b> {
    fn of(psd: &Psd<'b>) -> Result<Self, Unprintable> {
        let mut rest = Cursor { rest: psd.packed.1 };
        let lengths = match psd.packed.0 {
            0 => None,
            1 => {
                let wide = if psd.is_large { 4 } else { 2 };
                let all = rest.take(psd.channels * psd.size.1 as usize * wide)?;
                Some((Cursor { rest: all }, wide))
            }
            // Photoshop packs the whole picture in no other way.
            _ => return Err(Unprintable::Unsupported),
        };
        Ok(Self { rest, lengths })
    }

    fn next(&mut self, row: &mut [u8]) -> Result<(), Unprintable> {
        match &mut self.lengths {
            None => row.copy_from_slice(self.rest.take(row.len())?),
            Some((lengths, wide)) => {
                let length = lengths.number(*wide)? as usize;
                unpack(self.rest.take(length)?, row)?;
            }
        }
        Ok(())
    }
}

/// PackBits. Source: TIFF 6.0, section 9.
fn unpack(mut packed: &[u8], row: &mut [u8]) -> Result<(), Unprintable> {
    let mut at = 0;
    while at < row.len() {
        let (head, rest) = packed.split_first().ok_or(Unprintable::Damaged)?;
        let count = match *head {
            0..=127 => usize::from(*head) + 1,
            128 => 0,
            head => 257 - usize::from(head),
        };
        let into = row.get_mut(at..at + count).ok_or(Unprintable::Damaged)?;
        let taken = if *head < 128 { count } else { usize::from(count > 0) };
        let from = rest.get(..taken).ok_or(Unprintable::Damaged)?;
        match from {
            [one] => into.fill(*one),
            many => into.copy_from_slice(many),
        }
        packed = &rest[taken..];
        at += count;
    }
    Ok(())
}

/// Bytes, taken from the front.
struct Cursor<'b> {
    rest: &'b [u8],
}

impl<'b> Cursor<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Unprintable> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Unprintable::CutOff)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number of so many bytes.
    fn number(&mut self, count: usize) -> Result<u64, Unprintable> {
        Ok(self.take(count)?.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    /// A part with its length in so many bytes before it.
    fn section(&mut self, count: usize) -> Result<&'b [u8], Unprintable> {
        let length = self.number(count)?;
        self.take(usize::try_from(length).map_err(|_| Unprintable::CutOff)?)
    }
}
