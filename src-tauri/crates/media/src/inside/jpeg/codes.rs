//! Huffman codes, and the bits they stand in. Source: ITU-T T.81, B.2.4.2, C and F.2.2.3.

use std::ops::Range;

use foundation::ReadAt;

use super::Fault;

/// Codes of up to so many bits are looked up at once.
const QUICK: u32 = 9;

/// One table of codes.
#[derive(Clone)]
pub(super) struct Table {
    /// By the next bits: the length of the code and its value; a length of zero for longer ones.
    quick: Vec<(u8, u8)>,
    /// By length: the last code of it and where its values begin; none where there is none.
    last: [Option<(u32, i32)>; 17],
    values: Vec<u8>,
}

impl Table {
    fn of(counts: &[u8; 16], values: &[u8]) -> Option<Self> {
        let mut table =
            Self { quick: vec![(0, 0); 1 << QUICK], last: [None; 17], values: values.to_vec() };
        let (mut code, mut place) = (0u32, 0usize);
        for (length, count) in (1u32..).zip(counts) {
            for _ in 0..*count {
                if code >= 1 << length {
                    return None;
                }
                if length <= QUICK {
                    let first = (code << (QUICK - length)) as usize;
                    let entry = (length as u8, *values.get(place)?);
                    table.quick[first..first + (1 << (QUICK - length))].fill(entry);
                }
                table.last[length as usize] = Some((code, place as i32 - code as i32));
                code += 1;
                place += 1;
            }
            code <<= 1;
        }
        Some(table)
    }
}

/// The tables that were defined so far.
#[derive(Default)]
pub(super) struct Codes {
    tables: [[Option<Table>; 4]; 2],
}

impl Codes {
    /// Takes a segment of tables; whether they can be.
    pub(super) fn define(&mut self, mut body: &[u8]) -> bool {
        while let Some((head, rest)) = body.split_first() {
            let Some((counts, rest)) = rest.split_first_chunk::<16>() else { return false };
            let count = counts.iter().map(|count| usize::from(*count)).sum();
            let Some((values, rest)) = rest.split_at_checked(count) else { return false };
            let (class, number) = (usize::from(head >> 4), usize::from(head & 15));
            let place = self.tables.get_mut(class).and_then(|class| class.get_mut(number));
            let Some(place) = place else { return false };
            *place = Table::of(counts, values);
            if place.is_none() {
                return false;
            }
            body = rest;
        }
        true
    }

    /// A table: of class 0 for the first numbers of blocks, 1 for the others.
    pub(super) fn get(&self, class: usize, number: u8) -> Option<&Table> {
        self.tables[class].get(usize::from(number))?.as_ref()
    }
}

/// The bits of a scan, up to the next marker that is no data.
pub(super) struct Bits<'s> {
    source: &'s dyn ReadAt,
    /// Where the piece that is held begins.
    start: u64,
    piece: Vec<u8>,
    place: usize,
    held: u64,
    count: u32,
    /// Of those held, how many stand behind the end of the data.
    made_up: u32,
    /// How many bytes of zeros stood one behind the other, now and at the most.
    zeros: (u64, u64),
    /// Where the last bytes of data stand in the file that were taken, and how many were taken.
    places: [u64; HELD],
    taken: usize,
}

/// So many bytes are held at the most.
const HELD: usize = 8;

/// What is left of the data where all blocks are there.
pub(super) struct Rest {
    /// How many bytes of data.
    pub(super) left: u64,
    /// Whether they are all the same.
    pub(super) is_same: bool,
    /// Where they stand in the file.
    pub(super) range: Range<u64>,
    /// What follows.
    pub(super) marker: Option<u8>,
}

/// What is read at a time.
const PIECE: usize = 64 << 10;

impl<'s> Bits<'s> {
    /// From a place of the file on.
    pub(super) fn at(source: &'s dyn ReadAt, start: u64) -> Self {
        Self {
            source,
            start,
            piece: Vec::new(),
            place: 0,
            held: 0,
            count: 0,
            made_up: 0,
            zeros: (0, 0),
            places: [start; HELD],
            taken: 0,
        }
    }

    /// The next byte of the file without taking it; none at its end.
    fn peek(&mut self, ahead: usize) -> Result<Option<u8>, Fault> {
        if self.place + ahead >= self.piece.len() {
            let at = self.start + self.place as u64;
            let left = self.source.length().saturating_sub(at);
            let mut piece = vec![0; left.min(PIECE as u64) as usize];
            let got = self.source.read_at(at, &mut piece).map_err(|_| Fault::Disk)?;
            piece.truncate(got);
            (self.start, self.piece, self.place) = (at, piece, 0);
        }
        Ok(self.piece.get(self.place + ahead).copied())
    }

    /// The next byte of data; none before a marker.
    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let Some(byte) = self.peek(0)? else { return Ok(None) };
        if byte != 0xFF {
            self.place += 1;
            return Ok(Some(byte));
        }
        while self.peek(1)? == Some(0xFF) {
            self.place += 1;
        }
        if self.peek(1)? != Some(0) {
            return Ok(None);
        }
        self.place += 2;
        Ok(Some(byte))
    }

    fn fill(&mut self) -> Result<(), Fault> {
        while self.count <= 56 {
            let at = self.start + self.place as u64;
            let byte = match self.byte()? {
                Some(byte) => {
                    self.places[self.taken % HELD] = at;
                    self.taken += 1;
                    self.zeros.0 = if byte == 0 { self.zeros.0 + 1 } else { 0 };
                    self.zeros.1 = self.zeros.1.max(self.zeros.0);
                    byte
                }
                None => {
                    self.made_up += 8;
                    0
                }
            };
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
        Ok(())
    }

    /// Takes up to 16 bits.
    pub(super) fn take(&mut self, bits: u32) -> Result<u32, Fault> {
        if bits == 0 {
            return Ok(0);
        }
        if self.count < bits {
            self.fill()?;
        }
        let value = (self.held >> (64 - bits)) as u32;
        self.held <<= bits;
        self.count -= bits;
        if self.count < self.made_up { Err(Fault::Short) } else { Ok(value) }
    }

    /// Takes a code.
    pub(super) fn code(&mut self, table: &Table) -> Result<u8, Fault> {
        if self.count < 16 {
            self.fill()?;
        }
        let (length, value) = table.quick[(self.held >> (64 - QUICK)) as usize];
        if length > 0 {
            self.take(length.into())?;
            return Ok(value);
        }
        for length in QUICK + 1..=16 {
            let code = (self.held >> (64 - length)) as u32;
            if let Some((last, shift)) =
                table.last[length as usize].filter(|(last, _)| code <= *last)
            {
                debug_assert!(code <= last);
                self.take(length)?;
                let place = usize::try_from(code as i32 + shift).map_err(|_| Fault::Broken)?;
                return table.values.get(place).copied().ok_or(Fault::Broken);
            }
        }
        // All ones fill up the last byte; a code of them behind the end is the end.
        Err(if self.made_up > 0 { Fault::Short } else { Fault::Broken })
    }

    /// Goes to the next marker, and tells what data stood before it.
    pub(super) fn marker(&mut self) -> Result<Rest, Fault> {
        let whole = self.count.saturating_sub(self.made_up) / 8;
        let first = match whole as usize {
            0 => self.start + self.place as u64,
            whole => self.places[(self.taken - whole.min(self.taken)) % HELD],
        };
        // Those that are held, behind the bits of the byte before them.
        let held = self.held << ((self.count - self.made_up.min(self.count)) % 8);
        let held = held.to_be_bytes();
        let mut like = held.first().copied().filter(|_| whole > 0);
        let mut rest =
            Rest { left: whole.into(), is_same: true, range: first..first, marker: None };
        rest.is_same &= held[..whole as usize].iter().all(|byte| Some(*byte) == like);
        while let Some(byte) = self.byte()? {
            rest.left += 1;
            rest.is_same &= *like.get_or_insert(byte) == byte;
        }
        (self.held, self.count, self.made_up) = (0, 0, 0);
        rest.marker = self.peek(1)?;
        rest.range.end = self.start + self.place as u64;
        Ok(rest)
    }

    /// Passes over a marker.
    pub(super) fn pass(&mut self) {
        self.place += 2;
    }

    /// The longest run of bytes of zeros so far.
    pub(super) fn longest_zeros(&self) -> u64 {
        self.zeros.1
    }
}
