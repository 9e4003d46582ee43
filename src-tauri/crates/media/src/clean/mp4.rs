//! MP4 and MOV: what is not needed to play is overwritten where it stands, for the tables of a movie name places
//! in the file, and nothing may move.

use super::boxes::film::Film;
use super::boxes::in_place::outer;
use super::plan::{Overwritten, Plan};
use crate::bytes::reader::{Read, Reader, Stop};

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut film = Film::new(plan.labels());
    let (mut at, mut has_movie, mut has_samples) = (0, false, false);
    while at < reader.length() {
        let Some(part) = outer(reader, at, has_movie && has_samples)? else { break };
        has_movie |= part.name == *b"moov";
        has_samples |= part.name == *b"mdat";
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
    film.over.write(reader, plan, over, at)
}
