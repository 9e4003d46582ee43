//! Where MKV and WebM bear labels: tags, and the title of the whole. Source: RFC 9559, 5.1.8 (Tags) and 5.1.2.12.

use super::{Labels, MOST_PACKET, Reach};
use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::video::matroska::{CLUSTER, Element, INFO, SEEK_HEAD, places};

const TAGS: u32 = 0x1254_C367;
const TAG: u32 = 0x7373;
const SIMPLE_TAG: u32 = 0x67C8;
const NAME: u32 = 0x45A3;
const STRING: u32 = 0x4487;
const BINARY: u32 = 0x4485;
const TITLE: u32 = 0x7BA9;

/// Tags lie in tags so deep. Judgement: programs write one level, a title in a tag of its own two.
const DEEPEST: u32 = 4;

/// So many places behind the pictures are gone to. Judgement: a file has two lists of them at most.
const MOST_PLACES: usize = 32;

/// What a name is read of.
const MOST_NAME: u64 = 64;

pub(super) fn find(reader: &mut Reader<'_>, reach: Reach, labels: &mut Labels) -> Read<()> {
    let head = Element::at(reader, 0)?;
    let segment = Element::at(reader, head.end().ok_or(Stop::Odd)?)?;
    let end = segment.end().unwrap_or(u64::MAX).min(reader.length());
    let (mut at, mut behind) = (segment.data, Vec::new());
    while at < end {
        let element = Element::at(reader, at)?;
        if element.id == CLUSTER && reach == Reach::Ends {
            break;
        }
        take(reader, segment, element, &mut behind, labels)?;
        let Some(after) = element.end() else { break };
        at = after;
    }
    // A list behind the pictures may name more places.
    let mut number = 0;
    while let Some(place) = behind.get(number).copied() {
        if place >= at {
            let element = Element::at(reader, place)?;
            take(reader, segment, element, &mut behind, labels)?;
        }
        number += 1;
    }
    Ok(())
}

fn take(
    reader: &mut Reader<'_>,
    segment: Element,
    element: Element,
    behind: &mut Vec<u64>,
    labels: &mut Labels,
) -> Read<()> {
    match element.id {
        SEEK_HEAD => {
            let named = places(reader, segment, element)?.into_iter();
            let asked = named.filter(|(id, _)| matches!(*id, TAGS | INFO | SEEK_HEAD));
            behind.extend(asked.map(|(_, place)| place).take(MOST_PLACES - behind.len()));
            Ok(())
        }
        INFO => element.each(reader, |reader, part| {
            if part.id == TITLE {
                labels.take_named(b"", &part.some(reader, MOST_PACKET)?);
            }
            Ok(())
        }),
        TAGS => element.each(reader, |reader, tag| match tag.id {
            TAG => tag.each(reader, |reader, part| simple_tag(reader, part, DEEPEST, labels)),
            _ => Ok(()),
        }),
        _ => Ok(()),
    }
}

/// A tag with a name and a value, and those in it.
fn simple_tag(
    reader: &mut Reader<'_>,
    tag: Element,
    deepest: u32,
    labels: &mut Labels,
) -> Read<()> {
    if tag.id != SIMPLE_TAG || deepest == 0 {
        return Ok(());
    }
    let (mut name, mut value) = (Vec::new(), Vec::new());
    tag.each(reader, |reader, part| {
        match part.id {
            NAME => name = part.some(reader, MOST_NAME)?,
            STRING | BINARY => value = part.some(reader, MOST_PACKET)?,
            _ => simple_tag(reader, part, deepest - 1, labels)?,
        }
        Ok(())
    })?;
    labels.take_named(&name, &value);
    Ok(())
}
