//! What says that a video is one to look around in: without it, players show it flat. It is written anew with only
//! what they ask for. Source: Spherical Video V1 RFC, Google; newer files say so in `sv3d`, which is kept.

use super::in_place::InPlace;
use crate::bytes::reader::{Read, Reader};
use crate::clean::removed::Removed;
use crate::formats::boxes::Part;

/// Of a box `uuid` that says so.
const ROUND: [u8; 16] = *b"\xFF\xCC\x82\x63\xF8\x55\x4A\x93\x88\x14\x58\x7A\x02\x52\x1F\xDD";

/// Judgement: such a box has some 500 bytes.
const MOST: u64 = 64 << 10;

macro_rules! plain {
    ($more:literal) => {
        concat!(
            "<?xml version=\"1.0\"?><rdf:SphericalVideo xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" ",
            "xmlns:GSpherical=\"http://ns.google.com/videos/1.0/spherical/\">",
            "<GSpherical:Spherical>true</GSpherical:Spherical><GSpherical:Stitched>true</GSpherical:Stitched>",
            "<GSpherical:StitchingSoftware></GSpherical:StitchingSoftware>",
            "<GSpherical:ProjectionType>equirectangular</GSpherical:ProjectionType>",
            $more,
            "</rdf:SphericalVideo>"
        )
        .as_bytes()
    };
}

/// One picture, or one for each eye.
const FLAT: &[u8] = plain!("");
const ABOVE: &[u8] = plain!("<GSpherical:StereoMode>top-bottom</GSpherical:StereoMode>");
const BESIDE: &[u8] = plain!("<GSpherical:StereoMode>left-right</GSpherical:StereoMode>");

/// Writes such a box anew; false where it is none, or says what is not known here.
pub(crate) fn rewrite(reader: &mut Reader<'_>, over: &mut InPlace, part: Part) -> Read<bool> {
    let is_round = part.name == *b"uuid"
        && (16..MOST).contains(&(part.end - part.data))
        && reader.array(part.data)? == ROUND;
    if !is_round {
        return Ok(false);
    }
    let start = part.data + 16;
    let words = reader.bytes(start, part.end - start)?;
    let has = |word: &[u8]| words.windows(word.len()).any(|window| window == word);
    let plain = match () {
        () if has(b"top-bottom") => ABOVE,
        () if has(b"left-right") => BESIDE,
        () => FLAT,
    };
    // One that shows a part of the sphere says which.
    if has(b"CroppedArea") || !has(b"equirectangular") || words.len() < plain.len() {
        return Ok(false);
    }
    over.put(reader, start..part.end, plain, Removed::Descriptions)?;
    Ok(true)
}
