//! Colour profiles without what makes no colours: who made them, on which machine and monitor, with which program.
//! Source: ICC.1:2022, 7 and 9; ICC.1:2001 for the types of version 2.

use std::collections::BTreeMap;
use std::ops::Range;

use foundation::Digest;

/// Of a profile, before its table: of its size, class, spaces and intent stay.
const HEAD: usize = 128;

/// Judgement: real ones have some 20 tags.
const MOST_TAGS: usize = 200;

/// What makes colours. Source: ICC.1:2022, 9.2; `aabg`, `aarg` and `aagg` of ColorSync and the like do not.
const COLOURS: [&[u8; 4]; 34] = [
    b"A2B0", b"A2B1", b"A2B2", b"A2B3", b"B2A0", b"B2A1", b"B2A2", b"B2A3", b"D2B0", b"D2B1",
    b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC",
    b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"chrm", b"gamt", b"pre0", b"pre1",
    b"pre2", b"cicp", b"lumi", b"rig0",
];

/// The name of a profile that says nothing of its own.
const NAME: &str = "ICC";

/// Profiles that come with systems, cameras and programs are known by their names, and say whose they are. Those that
/// programs make when they are asked for say when that was.
const KNOWN: [&str; 24] = [
    "sRGB",
    "sRGB IEC61966-2.1",
    "sRGB IEC61966-2-1 black scaled",
    "sRGB2014",
    "Display P3",
    "Display P3 Gamut with sRGB Transfer",
    "Apple Wide Color Sharing Profile",
    "Image P3",
    "DCI-P3 D65",
    "Adobe RGB (1998)",
    "Apple RGB",
    "ColorMatch RGB",
    "ProPhoto RGB",
    "Generic RGB Profile",
    "Generic Gray Profile",
    "Generic Gray Gamma 2.2 Profile",
    "Camera RGB Profile",
    "Gray Gamma 2.2",
    "Dot Gain 20%",
    "U.S. Web Coated (SWOP) v2",
    "Japan Color 2001 Coated",
    "Coated FOGRA39 (ISO 12647-2:2004)",
    "Nikon sRGB 4.0.0.3002",
    "Nikon Adobe RGB 4.0.0.3000",
];

/// Whose rights such profiles name.
const OWNERS: [&str; 12] = [
    "Adobe",
    "Apple",
    "CC0",
    "Facebook",
    "FUJIFILM",
    "Google",
    "Hewlett",
    "International Color Consortium",
    "Microsoft",
    "Nikon",
    "public domain",
    "No copyright",
];

/// What they may say beside colours: numbers of how they were measured, and these words.
const MEASURED: [&[u8; 4]; 4] = [b"meas", b"tech", b"view", b"targ"];
const NAMED: [&[u8; 4]; 3] = [b"dmnd", b"dmdd", b"vued"];
const KNOWN_WORDS: [&str; 3] = [
    "IEC http://www.iec.ch",
    "IEC 61966-2.1 Default RGB colour space - sRGB",
    "Reference Viewing Condition in IEC61966-2.1",
];

/// The digest of the profile that the program itself comes with.
const OWN: &str = "e6307273eb2e12c914a006a336d06d2e259e5d9578d79dd054802d64931789b6";

/// What stays of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// All of it: it is known, or says nothing of its own.
    Whole,
    /// This.
    Less(Vec<u8>),
    /// Nothing: it is none, and nobody shows colours by it.
    Nothing,
}

/// What of a profile makes colours.
pub(crate) fn plain(profile: &[u8]) -> Plain {
    let Some(tags) = tags(profile) else { return Plain::Nothing };
    if Digest::of(profile).to_string() == OWN || is_known(profile, &tags) {
        return Plain::Whole;
    }
    match rewritten(profile, &tags) {
        same if same == profile => Plain::Whole,
        less => Plain::Less(less),
    }
}

/// The same of a profile that is at hand.
pub(crate) fn made_plain<P: AsRef<[u8]> + From<Vec<u8>>>(profile: P) -> Option<P> {
    match plain(profile.as_ref()) {
        Plain::Whole => Some(profile),
        Plain::Less(less) => Some(less.into()),
        Plain::Nothing => None,
    }
}

/// The same in as many bytes, with zeros behind its last tag; none where it stays as it is or cannot be so short.
pub(crate) fn plain_in_place(profile: &[u8]) -> Option<Vec<u8>> {
    let mut less = match plain(profile) {
        Plain::Less(less) => less,
        Plain::Whole => return None,
        Plain::Nothing => Vec::new(),
    };
    if less.len() > profile.len() {
        return None;
    }
    less.resize(profile.len(), 0);
    if let (Some(size), Ok(length)) =
        (less.get_mut(..4).filter(|size| **size != [0; 4]), u32::try_from(profile.len()))
    {
        size.copy_from_slice(&length.to_be_bytes());
    }
    (less != profile).then_some(less)
}

/// The tags of a profile, in their order.
fn tags(profile: &[u8]) -> Option<Vec<([u8; 4], Range<usize>)>> {
    if profile.get(36..40)? != b"acsp" {
        return None;
    }
    let number = |at: usize| Some(u32::from_be_bytes(*profile.get(at..)?.first_chunk()?) as usize);
    let count = number(HEAD)?;
    if count > MOST_TAGS {
        return None;
    }
    (0..count)
        .map(|index| {
            let at = HEAD + 4 + index * 12;
            let (start, length) = (number(at + 4)?, number(at + 8)?);
            let range = start..start.checked_add(length)?;
            profile.get(range.clone())?;
            Some((*profile[at..].first_chunk()?, range))
        })
        .collect()
}

/// Whether a profile bears a known name and rights, no tag of another kind, and no bytes beside its tags.
fn is_known(profile: &[u8], tags: &[([u8; 4], Range<usize>)]) -> bool {
    let text = |name: &[u8; 4]| {
        let tag = tags.iter().find(|(tag, _)| tag == name);
        tag.map(|(_, range)| words(&profile[range.clone()])).unwrap_or_default()
    };
    let (name, rights) = (text(b"desc"), text(b"cprt"));
    let is_ours = |tag: &[u8; 4]| {
        let is_named = || NAMED.contains(&tag) && KNOWN_WORDS.contains(&text(tag).trim());
        COLOURS.contains(&tag)
            || MEASURED.contains(&tag)
            || matches!(tag, b"desc" | b"cprt")
            || is_named()
    };
    let has_owner =
        || OWNERS.iter().any(|owner| rights.to_lowercase().contains(&owner.to_lowercase()));
    KNOWN.contains(&name.trim())
        && has_owner()
        && tags.iter().all(|(tag, _)| is_ours(tag))
        && is_covered(profile, tags)
}

/// Whether the tags leave no room for other bytes than those that fill up.
fn is_covered(profile: &[u8], tags: &[([u8; 4], Range<usize>)]) -> bool {
    let mut ranges: Vec<&Range<usize>> = tags.iter().map(|(_, range)| range).collect();
    ranges.sort_by_key(|range| range.start);
    let mut reach = HEAD + 4 + tags.len() * 12;
    let is_zero = |range: Range<usize>| profile[range].iter().all(|byte| *byte == 0);
    ranges.into_iter().all(|range| {
        let is_near = range.start <= reach || is_zero(reach..range.start);
        reach = reach.max(range.end);
        is_near
    }) && is_zero(reach.min(profile.len())..profile.len())
        && is_zero(100..HEAD)
}

/// The words of a tag: of version 2 in ASCII, of version 4 the first in UTF-16.
fn words(tag: &[u8]) -> String {
    let number = |at: usize| {
        tag.get(at..)
            .and_then(|rest| rest.first_chunk())
            .map_or(0, |four| u32::from_be_bytes(*four) as usize)
    };
    let until_zero = |bytes: &[u8]| {
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        String::from_utf8_lossy(&bytes[..end]).into_owned()
    };
    match tag.get(..4) {
        Some(b"desc") => {
            until_zero(tag.get(12..12usize.saturating_add(number(8))).unwrap_or_default())
        }
        Some(b"text") => until_zero(tag.get(8..).unwrap_or_default()),
        Some(b"mluc") if number(8) == 1 => {
            let start = number(24);
            let wide = tag.get(start..start.saturating_add(number(20))).unwrap_or_default();
            let units = wide.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        _ => String::new(),
    }
}

fn rewritten(profile: &[u8], tags: &[([u8; 4], Range<usize>)]) -> Vec<u8> {
    let is_old = profile[8] < 4;
    let name = if is_old { old_name() } else { new_words(NAME) };
    let rights = if is_old { b"text\0\0\0\0CC0\0".to_vec() } else { new_words("CC0") };
    let kept: Vec<(&[u8; 4], Range<usize>)> = tags
        .iter()
        .filter(|(tag, _)| COLOURS.contains(&tag))
        .map(|(tag, range)| (tag, range.clone()))
        .collect();
    let mut plain = profile[..HEAD].to_vec();
    // Who prefers which module, when it was made, for which platform and device, by whom, and a sum over all that.
    for cleared in [4..8, 24..36, 40..44, 48..56, 80..HEAD] {
        plain[cleared].fill(0);
    }
    // A day that exists, for what is checked.
    plain[24..30].copy_from_slice(&[0x07, 0xD0, 0, 1, 0, 1]);
    let count = kept.len() + 2;
    plain.extend((count as u32).to_be_bytes());
    plain.resize(HEAD + 4 + count * 12, 0);
    // Curves of the three colours are often one.
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut entries: Vec<([u8; 4], usize, usize)> = Vec::new();
    for (tag, bytes) in [(*b"desc", &name), (*b"cprt", &rights)] {
        entries.push((tag, plain.len(), bytes.len()));
        plain.extend(bytes);
        plain.resize(plain.len().next_multiple_of(4), 0);
    }
    for (tag, range) in kept {
        let at = *places.entry((range.start, range.end)).or_insert_with(|| {
            let at = plain.len();
            plain.extend(&profile[range.clone()]);
            plain.resize(plain.len().next_multiple_of(4), 0);
            at
        });
        entries.push((*tag, at, range.len()));
    }
    for (index, (tag, at, length)) in entries.into_iter().enumerate() {
        let entry = [&tag[..], &(at as u32).to_be_bytes(), &(length as u32).to_be_bytes()].concat();
        plain[HEAD + 4 + index * 12..][..12].copy_from_slice(&entry);
    }
    let size = (plain.len() as u32).to_be_bytes();
    plain[..4].copy_from_slice(&size);
    plain
}

/// In ASCII, without the same in other letters. Source: ICC.1:2001, 6.5.17.
fn old_name() -> Vec<u8> {
    let length = (NAME.len() as u32 + 1).to_be_bytes();
    [b"desc\0\0\0\0", &length[..], NAME.as_bytes(), &[0; 1 + 4 + 4 + 2 + 1 + 67]].concat()
}

/// In one language. Source: ICC.1:2022, 10.15.
fn new_words(words: &str) -> Vec<u8> {
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = (wide.len() as u32).to_be_bytes();
    [b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS", &length[..], b"\0\0\0\x1C", &wide].concat()
}
