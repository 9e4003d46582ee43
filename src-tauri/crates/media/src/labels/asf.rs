//! Where WMV and ASF bear labels: the words of the header, short and with names of their own, and a packet of XMP
//! behind the data. Source: Advanced Systems Format specification 1.20, 3.10, 3.11, 4.7 and 4.8; XMP part 3, 1.2.

use super::{Labels, MOST_PACKET};
use crate::bytes::reader::{Read, Reader};
use crate::formats::video::asf::{METADATA, MOST_RECORDS, Object, guid, objects, records};

const DESCRIPTION: [u8; 16] = guid(0x75B2_2633, 0x668E, 0x11CF, 0xA6D9_00AA_0062_CE6C);
const WORDS: [u8; 16] = guid(0xD2D0_A440, 0xE307, 0x11D2, 0x97F0_00A0_C95E_A850);
const LIBRARY: [u8; 16] = guid(0x4423_1C94, 0x9498, 0x49D1, 0xA141_1D13_4E45_7054);
const XMP: [u8; 16] = guid(0xBE7A_CFCB, 0x97A9, 0x42E8, 0x9C71_9994_91E3_AFAC);

/// So many objects are gone through behind the header. Judgement: the data, and an index for each stream.
const MOST_OBJECTS: u32 = 256;

pub(super) fn find(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let header = Object::at(reader, 0, u64::MAX)?;
    objects(reader, header.end, |reader, object| match object.name {
        DESCRIPTION => description(reader, object, labels),
        WORDS => words(reader, object, labels),
        METADATA | LIBRARY => records(reader, object, |reader, record| {
            let value = reader.some(record.value, record.length.min(MOST_PACKET))?;
            labels.take_named(&record.name, &plain(&value));
            Ok(())
        }),
        _ => Ok(()),
    })?;
    let mut at = header.end;
    for _ in 0..MOST_OBJECTS {
        if at.saturating_add(24) > reader.length() {
            break;
        }
        let object = Object::at(reader, at, u64::MAX)?;
        if object.name == XMP {
            labels.take_packet(&reader.some(at + 24, (object.end - at - 24).min(MOST_PACKET))?);
        }
        at = object.end;
    }
    Ok(())
}

/// Title, author, copyright, description and rating, of which the lengths come first.
fn description(reader: &mut Reader<'_>, object: Object, labels: &mut Labels) -> Read<()> {
    let mut at = object.at + 34;
    for number in 0..5 {
        let length = u64::from(reader.le16(object.at + 24 + number * 2)?);
        labels.take_named(b"", &plain(&reader.some(at, length)?));
        at += length;
    }
    Ok(())
}

/// Words with names.
fn words(reader: &mut Reader<'_>, object: Object, labels: &mut Labels) -> Read<()> {
    let count = reader.le16(object.at + 24)?.min(MOST_RECORDS);
    let mut at = object.at + 26;
    for _ in 0..count {
        if at >= object.end {
            break;
        }
        let name_length = u64::from(reader.le16(at)?);
        let name = plain(&reader.some(at + 2, name_length)?);
        let value = at + 2 + name_length + 4;
        let length = u64::from(reader.le16(value - 2)?);
        labels.take_named(&name, &plain(&reader.some(value, length)?));
        at = value + length;
    }
    Ok(())
}

/// Words of two bytes a letter as UTF-8; what is not written so stays as it is.
fn plain(words: &[u8]) -> Vec<u8> {
    let units: Vec<u16> =
        words.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    match String::from_utf16(&units) {
        // Of letters of one byte each, two never make one of Latin.
        Ok(text) if text.chars().any(|letter| letter.is_ascii_graphic()) => text.into_bytes(),
        _ => words.to_vec(),
    }
}
