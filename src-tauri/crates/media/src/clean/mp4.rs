//! MP4 and MOV: what is not needed to play is overwritten where it stands, for the tables of a movie name places
//! in the file, and nothing may move.

use super::boxes::film::{Film, XMP};
use super::boxes::in_place::outer;
use super::plan::{Overwritten, Plan};
use crate::bytes::reader::{Read, Reader, Stop};

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut film = Film::new(plan.labels());
    let (mut at, mut has_movie, mut has_samples) = (0, false, false);
    // Nothing may stand behind a box that reaches to the end, or behind an index that is found from there.
    let mut is_closed = true;
    while at < reader.length() {
        let Some(part) = outer(reader, at, has_movie && has_samples)? else { break };
        has_movie |= part.name == *b"moov";
        has_samples |= part.name == *b"mdat";
        is_closed &= part.name != *b"mfra" && reader.be32(part.data - part.head)? != 0;
        film.outer(reader, part)?;
        at = part.end;
    }
    if !has_movie {
        return Err(Stop::Odd);
    }
    let mut over = Overwritten::default();
    film.unused(reader, &[])?;
    film.tell_labels(plan);
    film.described(reader, plan, &mut over)?;
    plan.leave(film.is_left());
    film.over.write(reader, plan, over, at)?;
    // A label for which no box within had room stands in one behind them: nothing moves.
    if is_closed && let Some(packet) = plan.take_rest() {
        let length = u32::try_from(packet.len() + 24).map_err(|_| Stop::Spent)?;
        plan.put([&length.to_be_bytes()[..], b"uuid", &XMP, &packet].concat())?;
    }
    Ok(())
}
