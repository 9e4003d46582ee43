//! Whether the runs of a packed BMP reach its last row and column, and no further. What is not packed says its length by
//! its sides. Source: Windows, bitmap compression (`BI_RLE8`, `BI_RLE4`).

use foundation::ReadAt;

use super::Inside;
use crate::bytes::reader::{Read, Reader, Stop};

/// Behind a zero: the end of a row, of the picture, and a move.
const ROW: u8 = 0;
const END: u8 = 1;
const MOVE: u8 = 2;

pub(super) fn look(source: &dyn ReadAt) -> Read<Inside> {
    let mut reader = Reader::through(source);
    let (data, header) = (u64::from(reader.le32(10)?), reader.le32(14)?);
    // Those of OS/2 have other runs.
    if !matches!(header, 40 | 52 | 56 | 108 | 124) {
        return Ok(Inside::Whole);
    }
    let packed = reader.le32(30)?;
    if !matches!(packed, 1 | 2) {
        return Ok(Inside::Whole);
    }
    let side = |side: u32| u64::from(side.cast_signed().unsigned_abs());
    let (width, height) = (side(reader.le32(18)?), side(reader.le32(22)?));
    match reached(&mut reader, data, if packed == 1 { 1 } else { 2 }) {
        Ok(Reached { rows, .. }) if rows < height => Ok(Inside::Short),
        Ok(Reached { rows, wide }) if rows > height || wide > width + FILLED => {
            Ok(Inside::WithMore)
        }
        // Whoever packs a picture says something of its last column too.
        Ok(Reached { wide, .. }) if wide < width => Ok(Inside::Contradictory),
        Ok(_) => Ok(Inside::Whole),
        Err(Stop::End) => Ok(Inside::Short),
        Err(stop) => Err(stop),
    }
}

/// Rows may be filled up to whole groups of four.
const FILLED: u64 = 3;

/// How far the runs reach up to their end.
#[derive(Default)]
struct Reached {
    rows: u64,
    /// Pixels of the longest row.
    wide: u64,
}

/// Goes through the runs; `in_byte` pixels are stored in one byte.
fn reached(reader: &mut Reader<'_>, mut at: u64, in_byte: u64) -> Read<Reached> {
    let (mut reached, mut row, mut column) = (Reached::default(), 0, 0);
    loop {
        let [first, second] = reader.array(at)?;
        at += 2;
        match (first, second) {
            (0, ROW) => (row, column) = (row + 1, 0),
            (0, END) => {
                reached.rows = row + u64::from(column > 0);
                return Ok(reached);
            }
            (0, MOVE) => {
                let [across, down] = reader.array(at)?;
                (row, column) = (row + u64::from(down), column + u64::from(across));
                at += 2;
            }
            // Pixels one by one, in whole pairs of bytes.
            (0, count) => {
                column += u64::from(count);
                at += u64::from(count).div_ceil(in_byte).next_multiple_of(2);
            }
            (count, _) => column += u64::from(count),
        }
        reached.wide = reached.wide.max(column);
    }
}
