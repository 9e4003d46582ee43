//! HEIC made for tests, by `heif-enc` and put together of its tiles.
#![allow(dead_code, unreachable_pub, reason = "shared by tests, none of which makes everything")]

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use image::{DynamicImage, ImageFormat};

/// What `heif-enc` makes of a PNG or a JPEG.
pub fn encoded(picture: &[u8], name: &str, options: &[&str]) -> Vec<u8> {
    let at = |ending: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{ending}"));
    let kind = if picture.starts_with(&[0xFF, 0xD8]) { "jpg" } else { "png" };
    let (from, into) = (at(kind), at("heic"));
    fs::write(&from, picture).unwrap();
    let mut command = Command::new("heif-enc");
    let done = command.args(["-q", "92"]).args(options).arg("-o").args([&into, &from]).output();
    let done = done.expect("heif-enc");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let bytes = fs::read(&into).unwrap();
    fs::remove_file(from).unwrap();
    fs::remove_file(into).unwrap();
    bytes
}

/// A PNG of a picture.
pub fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A box of a name with what it holds.
pub fn boxed(name: &[u8; 4], holds: &[&[u8]]) -> Vec<u8> {
    let holds = holds.concat();
    [&(holds.len() as u32 + 8).to_be_bytes(), &name[..], &holds].concat()
}

/// A file of tiles: what `hvcC` holds, the data of each, how they are laid out, and more properties of the whole.
pub fn of_tiles(
    tiles: &[(Vec<u8>, Vec<u8>)],
    grid: (u8, u8),
    size: (u16, u16),
    more: &[Vec<u8>],
) -> Vec<u8> {
    let count = tiles.len() as u16;
    let main = count + 1;
    let descriptor =
        [&[0, 0, grid.0 - 1, grid.1 - 1], &size.0.to_be_bytes()[..], &size.1.to_be_bytes()]
            .concat();
    let entry = |item: u16, kind: &[u8]| {
        boxed(b"infe", &[&[2, 0, 0, 0], &item.to_be_bytes(), &[0, 0], kind, &[0]])
    };
    let mut entries: Vec<u8> = (1..=count).flat_map(|item| entry(item, b"hvc1")).collect();
    entries.extend(entry(main, b"grid"));
    let mut properties: Vec<u8> =
        tiles.iter().flat_map(|(hvcc, _)| boxed(b"hvcC", &[hvcc])).collect();
    let sides = [u32::from(size.0).to_be_bytes(), u32::from(size.1).to_be_bytes()].concat();
    properties.extend(boxed(b"ispe", &[&[0; 4], &sides]));
    properties.extend(more.concat());
    let mut has = [&[0; 4][..], &u32::from(main).to_be_bytes()].concat();
    (1..=count).for_each(|item| has.extend([0, item as u8, 1, item as u8]));
    has.extend([0, main as u8, 1 + more.len() as u8]);
    has.extend((0..=more.len()).map(|number| (usize::from(main) + number) as u8));
    let links: Vec<u8> = (1..=count).flat_map(u16::to_be_bytes).collect();
    let links = boxed(b"dimg", &[&main.to_be_bytes(), &count.to_be_bytes(), &links]);
    let meta = |start: usize| {
        let mut place = [&[1, 0, 0, 0, 0x44, 0][..], &main.to_be_bytes()].concat();
        let mut at = start;
        for (item, (_, data)) in (1..).zip(tiles) {
            place.extend([0, item, 0, 0, 0, 0, 0, 1]);
            place.extend([(at as u32).to_be_bytes(), (data.len() as u32).to_be_bytes()].concat());
            at += data.len();
        }
        // How they are laid out lies in `idat`.
        place.extend([0, main as u8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8]);
        let parts = [
            boxed(b"hdlr", &[&[0; 8], b"pict", &[0; 13]]),
            boxed(b"pitm", &[&[0; 4], &main.to_be_bytes()]),
            boxed(b"iinf", &[&[0; 4], &main.to_be_bytes(), &entries]),
            boxed(b"iloc", &[&place]),
            boxed(b"iref", &[&[0; 4], &links]),
            boxed(b"iprp", &[&boxed(b"ipco", &[&properties]), &boxed(b"ipma", &[&has])]),
            boxed(b"idat", &[&descriptor]),
        ];
        boxed(b"meta", &[&[0; 4], &parts.concat()])
    };
    let start = boxed(b"ftyp", &[b"heic\0\0\0\0mif1heic"]);
    let data: Vec<u8> = tiles.iter().flat_map(|(_, data)| data.clone()).collect();
    let before = start.len() + meta(0).len() + 8;
    [start, meta(before), boxed(b"mdat", &[&data])].concat()
}

/// What of a file of one picture goes into one of many.
pub fn coded(heic: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let held = |name: &[u8]| {
        let at = heic.windows(4).position(|four| four == name).unwrap();
        let length = u32::from_be_bytes(heic[at - 4..at].try_into().unwrap()) as usize;
        heic[at + 4..at - 4 + length].to_vec()
    };
    (held(b"hvcC"), held(b"mdat"))
}
