//! A HEIC file of one coded picture, written anew, so that the decoder has nothing to believe but the picture itself.
//! Source: ISO/IEC 14496-12, 8.11; 23008-12, 9.3.

/// The file of a picture: its decoder configuration (what `hvcC` holds), its colours (what `colr` holds), its data.
pub(super) fn of_one(configuration: &[u8], colour: Option<&[u8]>, data: &[u8]) -> Vec<u8> {
    let start = boxed(b"ftyp", &[b"heic\0\0\0\0heic"]);
    // The offset of the data does not change how long `meta` is.
    let length = meta(configuration, colour, data.len(), 0).len();
    let at = start.len() + length + 8;
    let mut file = start;
    file.reserve(length + 8 + data.len());
    file.extend(meta(configuration, colour, data.len(), at));
    file.extend((data.len() as u32 + 8).to_be_bytes());
    file.extend(b"mdat");
    file.extend(data);
    file
}

fn meta(configuration: &[u8], colour: Option<&[u8]>, length: usize, at: usize) -> Vec<u8> {
    let handler = boxed(b"hdlr", &[&[0; 8], b"pict", &[0; 13]]);
    let main = boxed(b"pitm", &[&[0; 4], &[0, 1]]);
    let entry = boxed(b"infe", &[&[2, 0, 0, 0, 0, 1, 0, 0], b"hvc1", &[0]]);
    let entries = boxed(b"iinf", &[&[0; 4], &[0, 1], &entry]);
    let mut place = vec![0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1];
    place.extend((at as u32).to_be_bytes());
    place.extend((length as u32).to_be_bytes());
    let place = boxed(b"iloc", &[&place]);
    let mut properties = boxed(b"hvcC", &[configuration]);
    let mut has: Vec<u8> = vec![0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0x81];
    if let Some(colour) = colour {
        properties.extend(boxed(b"colr", &[colour]));
        has[10] = 2;
        has.push(2);
    }
    let properties = boxed(b"iprp", &[&boxed(b"ipco", &[&properties]), &boxed(b"ipma", &[&has])]);
    boxed(b"meta", &[&[0; 4], &handler, &main, &entries, &place, &properties])
}

fn boxed(name: &[u8; 4], holds: &[&[u8]]) -> Vec<u8> {
    let length: usize = holds.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(length + 8);
    bytes.extend((length as u32 + 8).to_be_bytes());
    bytes.extend(name);
    holds.iter().for_each(|part| bytes.extend(*part));
    bytes
}
