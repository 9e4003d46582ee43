//! Where FLV bears labels: what its scripts say, which name values, and a packet of XMP among them. Source: Adobe Flash
//! Video File Format Specification 10.1, annex E.4.4 and E.5; XMP part 3, 1.2 (`liveXML`).

use super::{Labels, MOST_PACKET};
use crate::bytes::reader::{Read, Reader};

/// What is said of the whole stands in the first tags. Judgement: as many as are searched for pictures.
const MOST_TAGS: u32 = 512;
/// Objects lie in objects so deep. Judgement: an index of key frames has two levels.
const DEEPEST: u32 = 8;
/// A tag of a script.
const SCRIPT: u8 = 18;

pub(super) fn find(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let mut at = u64::from(reader.be32(5)?) + 4;
    for _ in 0..MOST_TAGS {
        if at + 11 > reader.length() {
            break;
        }
        let length = u64::from(reader.be24(at + 1)?);
        if reader.byte(at)? & 0x1F == SCRIPT {
            let body = reader.some(at + 11, length.min(MOST_PACKET))?;
            let mut script = Script { rest: &body, labels };
            // The name of the script, then what it says.
            while script.value(&[], DEEPEST).is_some() {}
        }
        at += 11 + length + 4;
    }
    Ok(())
}

/// What a script says, from the front.
struct Script<'b, 'l> {
    rest: &'b [u8],
    labels: &'l mut Labels,
}

impl<'b> Script<'b, '_> {
    /// Takes the value of a name; nothing where it is cut off or of a kind that is not known.
    fn value(&mut self, name: &[u8], deepest: u32) -> Option<()> {
        match self.number(1)? {
            0 => self.bytes(8).map(drop),
            11 => self.bytes(10).map(drop),
            1 => self.bytes(1).map(drop),
            kind @ (2 | 12) => {
                let length = self.number(if kind == 2 { 2 } else { 4 })?;
                let value = self.bytes(length)?;
                self.labels.take_named(name, value);
                Some(())
            }
            5 | 6 => Some(()),
            7 => self.bytes(2).map(drop),
            kind @ (3 | 8) if deepest > 0 => {
                if kind == 8 {
                    self.number(4)?;
                }
                loop {
                    let length = self.number(2)?;
                    let name = self.bytes(length)?;
                    if self.rest.first() == Some(&9) {
                        return self.bytes(1).map(drop);
                    }
                    self.value(name, deepest - 1)?;
                }
            }
            10 if deepest > 0 => {
                let count = self.number(4)?;
                (0..count).try_for_each(|_| self.value(name, deepest - 1))
            }
            _ => None,
        }
    }

    fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// A number of so many bytes.
    fn number(&mut self, count: usize) -> Option<usize> {
        Some(self.bytes(count)?.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    }
}
