//! Lists of items as no program writes them and the standard allows, and as it does not: facts, decoding and cleaning
//! see the same picture in each. The coded picture itself comes from x265, by way of `heif-enc`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::Path;
use std::process::Command;

use foundation::ReadAt;
use image::imageops::{crop_imm, flip_horizontal, rotate90, rotate270};
use image::{Rgb, RgbImage};
use media::{
    CannotClean, Cleaned, Facts, Minimum, Note, Removed, Unprintable, Verdict, clean, judge,
    shown_size, thumbnail,
};

const SIDES: (u32, u32) = (256, 128);
const SECRET: &[u8] =
    b"\0\0\0\x06Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x0F\0\x02\0\0\0\x07\0\0\0\x1ASECRET\0";

/// Without a symmetry: each corner has a colour of its own.
fn picture() -> RgbImage {
    RgbImage::from_fn(SIDES.0, SIDES.1, |x, y| {
        Rgb([(x * 200 / SIDES.0) as u8 + 20, (y * 200 / SIDES.1) as u8 + 20, 90])
    })
}

/// What `hvcC` holds, and the coded picture.
fn coded() -> (Vec<u8>, Vec<u8>) {
    let at = |name: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Tests that run side by side write files of their own.
    let name = format!("items-{:?}", std::thread::current().id());
    let (from, into) = (at(&format!("{name}.png")), at(&format!("{name}.heic")));
    picture().save(&from).unwrap();
    let done = Command::new("heif-enc").args(["-q", "95", "-o"]).args([&into, &from]).output();
    let done = done.expect("heif-enc");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let heic = fs::read(&into).unwrap();
    let held = |name: &[u8]| {
        let at = heic.windows(4).position(|four| four == name).unwrap();
        let length = u32::from_be_bytes(heic[at - 4..at].try_into().unwrap()) as usize;
        heic[at + 4..at - 4 + length].to_vec()
    };
    (held(b"hvcC"), held(b"mdat"))
}

fn atom(name: &[u8; 4], holds: &[&[u8]]) -> Vec<u8> {
    let holds = holds.concat();
    [&(holds.len() as u32 + 8).to_be_bytes(), &name[..], &holds].concat()
}

/// A file of one coded picture and a block of EXIF, and how its list of items is written.
#[derive(Clone)]
struct File {
    coded: (Vec<u8>, Vec<u8>),
    /// What `ispe` says.
    says: (u32, u32),
    /// The properties of the picture behind its configuration and size.
    properties: Vec<Vec<u8>>,
    /// Properties that no item has.
    loose: Vec<Vec<u8>>,
    /// The number of the picture; the others follow it.
    first: u32,
    /// Of `infe`, `iloc`, `iref` and `ipma`.
    versions: (u8, u8, u8, u8),
    /// Of the two items: 0 in the file, 1 in `idat`, 2 in a third item.
    method: u16,
    /// What the picture is.
    kind: [u8; 4],
    /// More boxes of the list.
    more: Vec<u8>,
}

impl File {
    fn new() -> Self {
        Self {
            coded: coded(),
            says: SIDES,
            properties: Vec::new(),
            loose: Vec::new(),
            first: 1,
            versions: (2, 0, 0, 0),
            method: 0,
            kind: *b"hvc1",
            more: Vec::new(),
        }
    }

    fn with(&self, properties: Vec<Vec<u8>>) -> Vec<u8> {
        Self { properties, ..self.clone() }.bytes()
    }

    /// A number of an item, in two bytes or four.
    fn id(&self, number: u32, is_wide: bool) -> Vec<u8> {
        let id = self.first + number;
        if is_wide { id.to_be_bytes().to_vec() } else { (id as u16).to_be_bytes().to_vec() }
    }

    fn entry(&self, number: u32, kind: &[u8; 4]) -> Vec<u8> {
        let version = self.versions.0;
        // The EXIF of an old entry is what its content is called.
        let kind: &[u8] = if version < 2 { b"name\0text/plain\0" } else { kind };
        atom(b"infe", &[&[version, 0, 0, 0], &self.id(number, version > 2), &[0, 0], kind, &[0]])
    }

    /// Picture, EXIF, and what both are pieces of where the method asks for it.
    fn locations(&self, start: usize) -> Vec<u8> {
        let version = self.versions.1;
        let (picture, exif) = (self.coded.1.len() as u32, SECRET.len() as u32);
        let start = if self.method == 0 { start as u32 } else { 0 };
        let mut entries =
            vec![(0, self.method, start, picture), (1, self.method, start + picture, exif)];
        if self.method == 2 {
            entries.push((2, 1, 0, picture + exif));
        }
        let count = entries.len() as u16;
        let count = if version > 1 {
            u32::from(count).to_be_bytes().to_vec()
        } else {
            count.to_be_bytes().to_vec()
        };
        let mut table =
            [&[version, 0, 0, 0, 0x44, if version > 0 { 4 } else { 0 }][..], &count].concat();
        for (number, method, at, length) in entries {
            table.extend(self.id(number, version > 1));
            if version > 0 {
                table.extend(method.to_be_bytes());
            }
            table.extend([0, 0, 0, 1]);
            if version > 0 {
                table.extend(1u32.to_be_bytes());
            }
            table.extend([at.to_be_bytes(), length.to_be_bytes()].concat());
        }
        atom(b"iloc", &[&table])
    }

    fn properties(&self) -> Vec<u8> {
        let says = [self.says.0.to_be_bytes(), self.says.1.to_be_bytes()].concat();
        let all = [
            atom(b"hvcC", &[&self.coded.0]),
            atom(b"ispe", &[&[0; 4], &says]),
            self.properties.concat(),
            self.loose.concat(),
        ];
        let version = self.versions.3;
        let count = 2 + self.properties.len() as u8;
        let mut has =
            [&[version, 0, 0, 1, 0, 0, 0, 1][..], &self.id(0, version > 0), &[count]].concat();
        // Each must be understood, as the highest bit says.
        has.extend((1..=count).flat_map(|number| [0x80, number]));
        atom(b"iprp", &[&atom(b"ipco", &[&all.concat()]), &atom(b"ipma", &[&has])])
    }

    fn meta(&self, start: usize) -> Vec<u8> {
        let is_wide = self.first > 0xFFFF;
        let three = self.method == 2;
        let mut entries = [self.entry(0, &self.kind), self.entry(1, b"Exif")].concat();
        if three {
            entries.extend(self.entry(2, b"data"));
        }
        let version = self.versions.2;
        let link = |number, to| {
            atom(b"iloc", &[&self.id(number, version > 0), &[0, 1], &self.id(to, version > 0)])
        };
        let links = if three { [link(0, 2), link(1, 2)].concat() } else { Vec::new() };
        let held = [&self.coded.1[..], SECRET].concat();
        let list = [
            atom(b"hdlr", &[&[0; 8], b"pict", &[0; 13]]),
            atom(b"iloc", &[&self.locations(start)[8..]]),
            atom(b"iinf", &[&[0; 4], &[0, 2 + u8::from(three)], &entries]),
            atom(b"pitm", &[&[u8::from(is_wide), 0, 0, 0], &self.id(0, is_wide)]),
            atom(b"iref", &[&[version, 0, 0, 0], &links]),
            self.properties(),
            atom(b"idat", &[if self.method == 0 { &[] } else { &held }]),
            self.more.clone(),
        ];
        atom(b"meta", &[&[0; 4], &list.concat()])
    }

    fn bytes(&self) -> Vec<u8> {
        let start = atom(b"ftyp", &[b"heic\0\0\0\0mif1heic"]);
        let before = start.len() + self.meta(0).len() + 8;
        let held = [&self.coded.1[..], SECRET].concat();
        let data = atom(b"mdat", &[if self.method == 0 { &held } else { b"" }]);
        [start, self.meta(before), data].concat()
    }
}

fn facts(bytes: &[u8]) -> Facts {
    media::read(&bytes).unwrap()
}

fn facts_size(bytes: &[u8]) -> Option<(u32, u32)> {
    facts(bytes).shown.map(|size| (size.width, size.height))
}

/// How far a file is from what it should show, in the mean of all samples.
fn difference(bytes: &[u8], asked: &RgbImage) -> f64 {
    let small = thumbnail(bytes, 4096).unwrap();
    assert_eq!((small.width, small.height), asked.dimensions());
    assert_eq!(shown_size(bytes), Ok(asked.dimensions()));
    assert_eq!(facts_size(bytes), Some(asked.dimensions()));
    let is = image::load_from_memory(&small.bytes).unwrap().into_rgb8();
    let each = is.iter().zip(asked.iter()).map(|(is, asked)| f64::from(is.abs_diff(*asked)));
    each.sum::<f64>() / asked.len() as f64
}

fn copy_of(bytes: &[u8]) -> (Vec<Removed>, Vec<u8>) {
    let cleaning = clean(&bytes).unwrap().unwrap();
    let copy = Cleaned::new(&bytes, &cleaning);
    let mut whole = vec![0; copy.length() as usize];
    assert_eq!(copy.read_at(0, &mut whole).unwrap(), whole.len());
    (cleaning.removed, whole)
}

/// In whole pixels, off the middle to the right and down.
fn clip(width: u32, height: u32, right: i32, down: i32) -> Vec<u8> {
    let off = |pixels: i32| pixels.cast_unsigned();
    let numbers = [width, 1, height, 1, off(right), 1, off(down), 1].map(u32::to_be_bytes);
    atom(b"clap", &[&numbers.concat()])
}

fn turn(quarters: u8) -> Vec<u8> {
    atom(b"irot", &[&[quarters]])
}

fn mirror() -> Vec<u8> {
    atom(b"imir", &[&[1]])
}

#[test]
fn properties_are_applied_in_the_order_in_which_they_stand() {
    let whole = picture();
    let file = File::new();
    let part = crop_imm(&whole, 128, 0, 100, 60).to_image();
    let (right, up) = (50, -34);
    let on_its_side = rotate270(&whole);
    let cases = [
        ("nothing", vec![], whole.clone()),
        ("a clip", vec![clip(100, 60, right, up)], part.clone()),
        ("a clip, then a turn", vec![clip(100, 60, right, up), turn(1)], rotate270(&part)),
        (
            "a turn, then a clip",
            vec![turn(1), clip(100, 60, -14, 60)],
            crop_imm(&on_its_side, 0, 158, 100, 60).to_image(),
        ),
        (
            "a mirror, then a clip",
            vec![mirror(), clip(100, 60, right, up)],
            crop_imm(&flip_horizontal(&whole), 128, 0, 100, 60).to_image(),
        ),
        (
            "a clip, a turn, a mirror, a clip",
            vec![clip(100, 60, right, up), turn(3), mirror(), clip(40, 80, 10, 10)],
            crop_imm(&flip_horizontal(&rotate90(&part)), 20, 20, 40, 80).to_image(),
        ),
    ];
    for (name, properties, asked) in cases {
        let bytes = file.with(properties);
        let off = difference(&bytes, &asked);
        assert!(off < 4.0, "{name}: {off:.2}");
    }
}

#[test]
fn what_cannot_be_shown_meets_nothing_and_a_person_is_asked_to_look() {
    let file = File::new();
    let fraction = |numbers: [u32; 8]| atom(b"clap", &[&numbers.map(u32::to_be_bytes).concat()]);
    let large = (4000, 3000);
    let cases = [
        ("too wide", file.with(vec![clip(4000, 100, 0, 0)])),
        ("too high", file.with(vec![clip(100, 4000, 0, 0)])),
        ("larger on both sides", file.with(vec![clip(4000, 3000, 0, 0)])),
        ("too wide after a turn", file.with(vec![turn(1), clip(200, 100, 0, 0)])),
        ("larger than what is left", file.with(vec![clip(90, 90, 0, 0), clip(100, 60, 0, 0)])),
        ("of no width", file.with(vec![clip(0, 100, 0, 0)])),
        ("of no fraction", file.with(vec![fraction([100, 0, 100, 1, 0, 1, 0, 1])])),
        ("off by no fraction", file.with(vec![fraction([100, 1, 100, 1, 0, 0, 0, 1])])),
        ("larger than it is coded", File { says: large, ..file.clone() }.bytes()),
    ];
    for (name, bytes) in cases {
        let facts = facts(&bytes);
        assert_eq!(judge(&facts, Minimum::USUAL), Verdict::Unreadable, "{name}");
        assert!(facts.notes.contains(&Note::Contradictory), "{name}: {:?}", facts.notes);
        let sentences = facts.sentences();
        let asked = ["文件内部自相矛盾，读不出画面的大小，请人工确认。"];
        assert_eq!(sentences, asked, "{name}");
        assert_eq!(shown_size(&bytes), Err(Unprintable::Damaged), "{name}");
        assert_eq!(thumbnail(&bytes, 100), Err(Unprintable::Damaged), "{name}");
    }
    // One that no item has says nothing.
    let loose = File { loose: vec![clip(4000, 3000, 0, 0)], ..file };
    assert_eq!(facts_size(&loose.bytes()), Some(SIDES));
    assert_eq!(shown_size(&loose.bytes()), Ok(SIDES));
}

#[test]
fn all_versions_of_the_tables_and_ways_of_location_are_read_by_all() {
    let file = File::new();
    let narrow = [((2, 0, 0, 0), 0), ((2, 1, 0, 0), 0), ((2, 1, 0, 1), 1), ((3, 2, 1, 0), 2)];
    let narrow = narrow.map(|(versions, method)| (1, versions, method));
    let wide = [0, 1, 2].map(|method| (70_000, (3, 2, 1, 1), method));
    for (first, versions, method) in narrow.into_iter().chain(wide) {
        let name = format!("{first} {versions:?} {method}");
        let bytes = File { first, versions, method, ..file.clone() }.bytes();
        assert!(difference(&bytes, &picture()) < 4.0, "{name}");
        let (removed, copy) = copy_of(&bytes);
        assert_eq!(removed, [Removed::Camera], "{name}");
        assert!(!copy.windows(6).any(|six| six == b"SECRET"), "{name}");
        assert_eq!(thumbnail(&copy, 400), thumbnail(&bytes, 400), "{name}");
        assert_eq!(copy_of(&copy), (Vec::new(), copy), "{name}");
    }
    // Old entries name no type: what the picture is, nobody knows; what goes along with it is taken for words.
    for version in [0, 1] {
        let bytes = File { versions: (version, 0, 0, 0), ..file.clone() }.bytes();
        assert_eq!(facts_size(&bytes), Some(SIDES));
        assert_eq!(shown_size(&bytes), Err(Unprintable::NotAPicture));
        let (removed, copy) = copy_of(&bytes);
        assert_eq!(removed, [Removed::Descriptions]);
        assert!(!copy.windows(6).any(|six| six == b"SECRET"));
        assert_eq!(facts(&copy), facts(&bytes));
    }
}

#[test]
fn a_layout_of_tiles_counts_for_all_whatever_its_property_says() {
    // A layout that lies in `idat`, of one tile that is item 2, with a property that says much more.
    let (config, data) = coded();
    let entry = |item: u8, kind: &[u8]| atom(b"infe", &[&[2, 0, 0, 0, 0, item, 0, 0], kind, &[0]]);
    let size = |width: u32, height: u32| {
        atom(b"ispe", &[&[0; 4], &width.to_be_bytes(), &height.to_be_bytes()])
    };
    let file = |links: u16, tiles: &[u8]| {
        let start = atom(b"ftyp", &[b"heic\0\0\0\0mif1heic"]);
        let layout = [&[0, 0, 0, 0], &[0, 200, 0, 100][..]].concat();
        let meta = |at: usize| {
            let at = (at as u32).to_be_bytes();
            let length = (data.len() as u32).to_be_bytes();
            let table = [
                &[1, 0, 0, 0, 0x44, 0, 0, 2][..],
                &[0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8],
                &[0, 2, 0, 0, 0, 0, 0, 1],
                &at,
                &length,
            ];
            let has = [0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 1, 0, 2, 2, 2, 3];
            let properties = [size(4000, 3000), atom(b"hvcC", &[&config]), size(256, 128)];
            let list = [
                atom(b"pitm", &[&[0, 0, 0, 0, 0, 1]]),
                atom(b"iinf", &[&[0, 0, 0, 0, 0, 2], &entry(1, b"grid"), &entry(2, b"hvc1")]),
                atom(b"iloc", &[&table.concat()]),
                atom(b"iref", &[&[0; 4], &atom(b"dimg", &[&[0, 1], &links.to_be_bytes(), tiles])]),
                atom(b"iprp", &[&atom(b"ipco", &[&properties.concat()]), &atom(b"ipma", &[&has])]),
                atom(b"idat", &[&layout]),
            ];
            atom(b"meta", &[&[0; 4], &list.concat()])
        };
        let before = start.len() + meta(0).len() + 8;
        [start, meta(before), atom(b"mdat", &[&data])].concat()
    };
    let bytes = file(1, &[0, 2]);
    let shown = crop_imm(&picture(), 0, 0, 200, 100).to_image();
    assert!(difference(&bytes, &shown) < 4.0);
    assert_eq!(copy_of(&bytes), (Vec::new(), bytes));
}

#[test]
fn lists_that_say_two_things_or_too_much_are_refused_by_all() {
    let file = File::new();
    let twice = File { more: atom(b"pitm", &[&[0, 0, 0, 0, 0, 2]]), ..file.clone() }.bytes();
    assert!(facts(&twice).notes.contains(&Note::Contradictory));
    assert_eq!(shown_size(&twice), Err(Unprintable::Damaged));
    assert_eq!(clean(&twice.as_slice()).unwrap(), Err(CannotClean::Damaged));
    let many = File { loose: vec![atom(b"free", &[]); 70_000], ..file.clone() }.bytes();
    assert!(facts(&many).notes.contains(&Note::TooIntricate));
    assert_eq!(shown_size(&many), Err(Unprintable::Damaged));
    assert_eq!(clean(&many.as_slice()).unwrap(), Err(CannotClean::TooIntricate));
    // Words that lie in the picture cannot be taken out of it.
    let mut shared = file.bytes();
    let place = shared.windows(4).position(|four| four == b"iloc").unwrap() + 4;
    // Behind the head of the table and the entry of the picture: number, source, count, offset.
    let (picture, words) = (place + 14, place + 28);
    shared.copy_within(picture..picture + 4, words);
    assert_eq!(facts_size(&shared), Some(SIDES));
    assert_eq!(clean(&shared.as_slice()).unwrap(), Err(CannotClean::Damaged));
}
