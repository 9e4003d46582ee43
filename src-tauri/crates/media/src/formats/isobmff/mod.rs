//! The family of ISO base media files: MP4, MOV, M4V, 3GP, F4V, and HEIC and AVIF. Source: ISO/IEC 14496-12.
//! Here the outer boxes are gone through; `movie` reads tracks, `fragments` pieces; the items of a picture are read by `heif`.

mod fragments;
mod movie;
mod pieces;
mod sample_entry;
mod samples;
mod sizes;
mod units;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::{Container, Kind};
use crate::facts::found::Found;
use crate::formats::boxes::Part;
use crate::formats::codec::samples::Samples;
use crate::formats::heif;
use fragments::Fragments;
use movie::Movie;

/// Whether a file begins with a box that such files begin with.
pub(crate) fn is_isobmff(start: &[u8]) -> bool {
    let Some((length, name)) = start.split_at_checked(4) else { return false };
    let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]);
    let first: [&[u8]; 11] = [
        b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"styp", b"pnot", b"sidx", b"moof",
        b"uuid",
    ];
    (length >= 8 || length <= 1) && first.iter().any(|first| name.starts_with(first))
}

/// What the outer boxes hold.
#[derive(Default)]
struct Outline {
    movie: Option<Movie>,
    fragments: Fragments,
    has_items: bool,
    has_samples: bool,
    /// Whether something of the main item is there.
    has_data: bool,
    /// Whether it is a burst or a sequence of pictures.
    is_sequence: bool,
    cut: bool,
    /// Where something begins that is no box.
    behind: Option<u64>,
    /// Whether pieces of the movie follow behind what is no box.
    goes_on: bool,
}

impl Outline {
    /// Whether what follows may be anything.
    fn is_all_there(&self) -> bool {
        self.has_items || self.movie.is_some() && self.has_samples
    }
}

/// So much is searched for pieces. Judgement: the pieces of streams have some 100 KiB, and an index is at the end.
const SEARCHED: u64 = 64 << 10;

/// Boxes that are cut off where the file ends before they do; others may be no boxes at all.
const HOLDS_WHAT_IS_SHOWN: [&[u8; 4]; 5] = [b"mdat", b"imda", b"moov", b"moof", b"meta"];

pub(crate) fn read(
    reader: &mut Reader<'_>,
    found: &mut Found,
    container: &mut Container,
) -> Read<()> {
    let mut outline = Outline::default();
    *container = Container::Mov;
    let walked = walk(reader, found, container, &mut outline);
    let comes_in_pieces = outline.movie.as_ref().is_some_and(|movie| movie.comes_in_pieces);
    if let Some(at) = outline.behind.filter(|_| comes_in_pieces) {
        outline.goes_on = goes_on(reader, at)?;
    }
    if *container == Container::Raw {
        return Ok(());
    }
    if container.kind() == Kind::Photo && (outline.has_items || outline.movie.is_none()) {
        return photo(found, &outline, walked);
    }
    let Some(movie) = outline.movie else {
        found.complete = Some(false);
        return if outline.cut || outline.has_samples { Ok(()) } else { walked };
    };
    found.sound = movie.sound;
    found.duration = movie.duration(&outline.fragments);
    let lies = movie.samples_end > reader.length();
    for picture in movie.pictures(&outline.fragments) {
        found.offer(picture);
    }
    let lacks =
        walked.is_ok() && !outline.cut && movie.lacks_picture(reader, &outline.fragments)?;
    let whole = !outline.cut && !lies && outline.has_samples && !lacks;
    found.complete = if walked.is_ok() { Some(whole) } else { None };
    if lacks {
        found.picture = None;
        found.note(Note::NoPicture);
    } else if container.kind() == Kind::Photo {
        found.picture = None;
        found.note(Note::Sequence);
    }
    let is_elsewhere = movie.names_others() && walked.is_ok() && !outline.cut;
    if found.complete == Some(true) {
        look_at_samples(reader, found, (&movie, &outline.fragments), is_elsewhere)?;
    }
    if is_elsewhere && found.complete == Some(false) {
        elsewhere(found);
    }
    if outline.goes_on {
        Samples::Broken.put(found);
    } else if outline.behind.is_some() && found.complete != Some(false) {
        found.note(Note::DataBehind);
    }
    walked
}

/// Looks at some samples of a movie that is whole by its boxes.
fn look_at_samples(
    reader: &mut Reader<'_>,
    found: &mut Found,
    (movie, fragments): (&Movie, &Fragments),
    is_elsewhere: bool,
) -> Read<()> {
    // Some programs write that its pictures lie elsewhere of a film that holds them itself.
    match samples::look(reader, movie.shown_samples())? {
        seen if seen != Samples::Whole && is_elsewhere => elsewhere(found),
        seen => seen.put(found),
    }
    if sizes::vary(reader, movie.shown_samples())?
        && let Some(picture) = &mut found.picture
    {
        picture.varies = true;
    }
    if let Some(shown) = movie.shown_in(fragments) {
        pieces::look(reader, fragments.places(), shown)?.put(found);
    }
    Ok(())
}

/// Nothing is missing behind the end: the pictures were never in this file.
fn elsewhere(found: &mut Found) {
    found.complete = Some(false);
    found.note(Note::Elsewhere);
}

/// Whether pieces of a movie follow behind what is no box: then it is no stranger behind the end, but a hole, or a piece is
/// missing before it. Looked for where it begins and where the file ends.
fn goes_on(reader: &mut Reader<'_>, at: u64) -> Read<bool> {
    let (start, tail) = reader.tail(SEARCHED)?;
    let next = reader.some(at, SEARCHED.min(start.saturating_sub(at)))?;
    let tail = tail.get(at.saturating_sub(start) as usize..).unwrap_or_default();
    let holds = |bytes: &[u8]| {
        bytes.windows(8).any(|eight| {
            let length = u32::from_be_bytes([eight[0], eight[1], eight[2], eight[3]]);
            matches!(&eight[4..], b"moof" | b"mfro") && (16..1 << 24).contains(&length)
        })
    };
    // Zeros up to the end fill up a block of a disk, and no twentieth of a film.
    let is_large = (reader.length() - at) * 20 > reader.length();
    Ok(holds(&next) || holds(tail) || is_large && !reader.has_more(at)?)
}

/// What is told of a photo that is an item of a list.
fn photo(found: &mut Found, outline: &Outline, walked: Read<()>) -> Read<()> {
    if outline.behind.is_some() {
        found.note(Note::DataBehind);
    }
    found.complete = match walked {
        // What follows was not looked at; nonsense at a cut comes from the cut.
        Err(Stop::Spent) => None,
        Err(Stop::Odd) if !outline.cut => None,
        _ => Some(outline.has_items && outline.has_data && !outline.cut),
    };
    if outline.has_items && !outline.has_data && !outline.cut && walked.is_ok() {
        found.picture = None;
        found.note(Note::NoPicture);
    } else if outline.is_sequence {
        found.picture = None;
        found.note(Note::Sequence);
    }
    walked
}

fn walk(
    reader: &mut Reader<'_>,
    found: &mut Found,
    container: &mut Container,
    outline: &mut Outline,
) -> Read<()> {
    let mut at = 0;
    while at < reader.length() {
        let part = match Part::at(reader, at, u64::MAX) {
            Ok(part) => part,
            // A few bytes that are no box behind the movie: some programs leave them.
            Err(Stop::End | Stop::Odd) if outline.movie.is_some() || outline.has_items => {
                outline.behind = outline.behind.or(Some(at));
                return Ok(());
            }
            Err(Stop::End) => {
                outline.cut = true;
                return Ok(());
            }
            Err(stop) => return Err(stop),
        };
        if part.end > reader.length() {
            if outline.is_all_there() && !HOLDS_WHAT_IS_SHOWN.contains(&&part.name) {
                outline.behind = outline.behind.or(Some(at));
                return Ok(());
            }
            outline.cut = true;
        }
        outer(reader, found, container, outline, part)?;
        if outline.fragments.is_closed() {
            return Ok(());
        }
        at = part.end;
    }
    Ok(())
}

/// Takes what one outer box holds.
fn outer(
    reader: &mut Reader<'_>,
    found: &mut Found,
    container: &mut Container,
    outline: &mut Outline,
    part: Part,
) -> Read<()> {
    let inner = Part { end: part.end.min(reader.length()), ..part };
    match &part.name {
        b"ftyp" => (*container, outline.is_sequence) = brand(reader, inner)?,
        b"moov" if outline.movie.is_none() => outline.movie = Some(Movie::read(reader, inner)?),
        b"meta" if container.kind() == Kind::Photo && !outline.has_items => {
            outline.has_items = true;
            let seen = heif::facts::read(reader, inner, *container, found)?;
            outline.has_data = seen.has_data;
            outline.is_sequence |= seen.is_burst;
        }
        b"moof" => {
            if !outline.has_samples && outline.movie.is_some() {
                outline.fragments.close(reader)?;
            }
            outline.has_samples = true;
            outline.fragments.take(reader, inner)?;
        }
        b"sidx" => outline.fragments.index(reader, inner)?,
        b"mdat" => outline.has_samples = true,
        name if !name.iter().all(|byte| byte.is_ascii_graphic() || matches!(byte, b' ' | 0xA9)) => {
            if outline.movie.is_none() && !outline.has_items {
                return Err(Stop::Odd);
            }
            outline.behind = outline.behind.or(Some(part.data - part.head));
        }
        _ => {}
    }
    Ok(())
}

/// Files that say first to be sequences. Source: ISO/IEC 23008-12, 10.3 and B.4.
const SEQUENCES: [&[u8; 4]; 5] = [b"msf1", b"hevc", b"hevx", b"hevm", b"hevs"];

/// The container by its brands, and whether it says to be a sequence of pictures.
fn brand(reader: &mut Reader<'_>, part: Part) -> Read<(Container, bool)> {
    let bytes = reader.some(part.data, (part.end - part.data).min(256))?;
    let major = bytes.get(..4).ok_or(Stop::End)?;
    let mut others = bytes.chunks_exact(4).skip(2);
    let container = match major {
        b"qt  " => Container::Mov,
        b"M4V " | b"M4VH" | b"M4VP" => Container::M4v,
        b"F4V " | b"f4v " => Container::F4v,
        b"crx " => Container::Raw,
        b"avif" | b"avis" => Container::Avif,
        b"mif1" | b"msf1" | b"miaf" if others.any(|brand| brand == b"avif" || brand == b"avis") => {
            Container::Avif
        }
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => {
            Container::Heic
        }
        b"mif1" | b"msf1" | b"miaf" => Container::Heic,
        _ if major.starts_with(b"3g") => Container::ThreeGp,
        _ => Container::Mp4,
    };
    Ok((container, SEQUENCES.iter().any(|brand| *brand == major)))
}
