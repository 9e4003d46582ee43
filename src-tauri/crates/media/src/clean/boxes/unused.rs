//! What lies where the samples of a film and the pictures of a photo do, and is asked for by none of them: overwritten
//! where that is sure, told where it is not. Source: exiftool, QuickTimeStream.pl, as a description of what dashboard
//! cameras write there.

use std::ops::Range;

use super::film::Film;
use super::in_place::{MOST_PLACES, is_zero};
use crate::bytes::reader::{Read, Reader};
use crate::clean::removed::Removed;
use crate::formats::boxes::Part;
use crate::formats::heif::items::Items;
use crate::formats::heif::locations::Location;

/// So many gaps are overwritten; where there are more, that is told. Judgement: a dashboard camera leaves one a second, and
/// as many places are left for boxes.
const MOST_GAPS: usize = MOST_PLACES / 2;

/// A gap is looked at so far to say what is lost with it.
const LOOK: u64 = 512;

/// What blocks of places hold near their beginning: names of the block, sentences of NMEA.
const PLACES: [&[u8]; 4] = [b"GPS", b"$GPRMC", b"$GNRMC", b"gps"];

impl Film {
    /// Overwrites what nothing asks for in the boxes of data, where `lists` are those of the items of a photo. To be asked
    /// once, when all else was gone through.
    pub(crate) fn unused(&mut self, reader: &mut Reader<'_>, lists: &[Part]) -> Read<()> {
        let mut used = std::mem::take(&mut self.used);
        for list in self.items().iter().chain(lists) {
            let items = Items::read(reader, *list)?;
            for (_, location) in items.locations() {
                match location {
                    Location::Here(pieces) => {
                        pieces.iter().cloned().for_each(|range| used.add(range));
                    }
                    Location::Elsewhere => used.is_open = true,
                }
            }
        }
        let (gaps, is_sure) = used.gaps(&self.data);
        let mut filled = Vec::new();
        for gap in gaps {
            if filled.len() > MOST_GAPS {
                break;
            }
            if !is_zero(reader, gap.clone())? {
                filled.push(gap);
            }
        }
        if !filled.is_empty() && (!is_sure || filled.len() > MOST_GAPS) {
            self.has_between = true;
            return Ok(());
        }
        for gap in filled {
            let removed = lost(reader, &gap)?;
            self.over.zero(gap, &[removed])?;
        }
        Ok(())
    }
}

/// What goes with a gap.
fn lost(reader: &mut Reader<'_>, gap: &Range<u64>) -> Read<Removed> {
    let start = reader.some(gap.start, (gap.end - gap.start).min(LOOK))?;
    let has = |word: &&[u8]| start.windows(word.len()).any(|window| window == *word);
    Ok(if PLACES.iter().any(has) { Removed::Location } else { Removed::Other })
}
