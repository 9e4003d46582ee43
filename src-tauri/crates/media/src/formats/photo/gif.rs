//! GIF. Source: GIF89a specification, 17 to 27.

use std::ops::ControlFlow;

use super::canvas::Canvas;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::{Note, Size};

const PICTURE: u8 = 0x2C;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3B;

/// What stands behind the head, one after the other.
pub(crate) enum Block {
    /// A picture: where it lies, its sides, and where its packed data begins.
    Picture {
        /// From the left and from the top.
        corner: (u16, u16),
        /// Across and down.
        size: (u16, u16),
        /// The byte that says how many bits the shortest codes have.
        data: u64,
    },
    /// Anything else.
    Other,
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let screen = Size { width: reader.le16(6)?.into(), height: reader.le16(8)?.into() };
    let shown = shown(reader, screen)?;
    if shown.is_covered() {
        found.offer(Picture::new("gif", screen.width, screen.height));
    }
    // The trailer; some programs fill up with zeros behind it.
    let (_, tail) = reader.tail(64)?;
    let last = tail.iter().rev().find(|byte| **byte != 0);
    if reader.length() > 20 && last == Some(&TRAILER) {
        found.complete = Some(shown.has_picture());
        if !shown.has_picture() {
            found.note(Note::NoPicture);
        }
        return Ok(());
    }
    let mut has_picture = false;
    let walked = blocks(reader, |_, block| {
        has_picture |= matches!(block, Block::Picture { .. });
        Ok(ControlFlow::Continue(()))
    });
    match walked {
        // The trailer stands somewhere before the end.
        Ok(_) => {
            found.complete = Some(has_picture);
            found.note(if has_picture { Note::DataBehind } else { Note::NoPicture });
        }
        // Too long to go through: nobody knows.
        Err(Stop::Spent) => {}
        Err(Stop::End | Stop::Odd) => found.complete = Some(false),
        Err(stop) => return Err(stop),
    }
    Ok(())
}

/// Whether a picture goes beyond the screen: programs differ in what they show of it.
pub(crate) fn goes_beyond(reader: &mut Reader<'_>) -> Read<bool> {
    let screen = Size { width: reader.le16(6)?.into(), height: reader.le16(8)?.into() };
    Ok(shown(reader, screen)?.is_left())
}

/// What is laid on the screen, as far as it takes to see it covered. What cannot be gone through covers nothing.
fn shown(reader: &mut Reader<'_>, screen: Size) -> Read<Canvas> {
    let mut canvas = Canvas::new(screen);
    let walked = blocks(reader, |_, block| {
        if let Block::Picture { corner: (left, top), size: (width, height), .. } = block {
            canvas.lay((left.into(), top.into()), (width.into(), height.into()));
        }
        let is_seen = canvas.is_covered() || canvas.is_left();
        Ok(if is_seen { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    });
    match walked {
        Err(Stop::Failed) => Err(Stop::Failed),
        _ => Ok(canvas),
    }
}

/// Goes through the blocks up to the trailer or as far as is asked, and says where it ended.
pub(crate) fn blocks(
    reader: &mut Reader<'_>,
    mut take: impl FnMut(&mut Reader<'_>, Block) -> Read<ControlFlow<()>>,
) -> Read<u64> {
    let mut at = 13 + colours(reader.byte(10)?);
    loop {
        match reader.byte(at)? {
            TRAILER => return Ok(at + 1),
            PICTURE => {
                let corner = (reader.le16(at + 1)?, reader.le16(at + 3)?);
                let size = (reader.le16(at + 5)?, reader.le16(at + 7)?);
                let data = at + 10 + colours(reader.byte(at + 9)?);
                if take(reader, Block::Picture { corner, size, data })?.is_break() {
                    return Ok(at);
                }
                at = pieces_end(reader, data + 1)?;
            }
            EXTENSION => {
                if take(reader, Block::Other)?.is_break() {
                    return Ok(at);
                }
                at = pieces_end(reader, at + 2)?;
            }
            _ => return Err(Stop::Odd),
        }
    }
}

/// The bytes of a table of colours, by the flags that tell of it.
pub(crate) fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The bytes of pieces, put together.
pub(crate) fn joined(mut pieces: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some((length, rest)) = pieces.split_first() {
        let (piece, rest) = rest.split_at(usize::from(*length).min(rest.len()));
        whole.extend(piece);
        pieces = rest;
    }
    whole
}

/// Behind the empty piece that ends a run of pieces.
pub(crate) fn pieces_end(reader: &mut Reader<'_>, start: u64) -> Read<u64> {
    let mut at = start;
    loop {
        let length = u64::from(reader.byte(at)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}
