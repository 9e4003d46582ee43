//! Pictures with bytes changed, of every kind that is decoded: nothing panics out, nothing hangs, and headers that
//! ask for too much are refused by themselves.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use foundation::Mm;
use media::{for_paper, shown_size, thumbnail};

/// A small picture takes milliseconds; what takes so long hangs, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(30);
/// So many changed files of each kind.
const ROUNDS: u64 = 500;

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(program: &str, arguments: &[&str]) {
    let done = Command::new(program).args(arguments).output().expect(program);
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A small picture in a kind of file; what ImageMagick cannot write, others do.
fn small(name: &str, program: &str, options: &[&str]) -> Vec<u8> {
    let folder = folder();
    let into = folder.join(name).to_str().unwrap().to_owned();
    let source = folder.join(format!("{name}.png")).to_str().unwrap().to_owned();
    // Much goes on in it, so that the codes do too.
    run("convert", &["-size", "61x45", "-seed", "7", "plasma:red-blue", "-depth", "8", &source]);
    match program {
        "heif-enc" => run(program, &[options, &["-o", &into, &source]].concat()),
        "cjxl" => run(program, &[&[&*source, &*into], options].concat()),
        _ => run(program, &[&[&*source], options, &[&into]].concat()),
    }
    fs::read(into).unwrap()
}

fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let all: [(&str, &str, &[&str]); 20] = [
        ("plain.jpg", "convert", &["-quality", "90"]),
        ("progressive.jpg", "convert", &["-interlace", "Plane"]),
        ("cmyk.jpg", "convert", &["-colorspace", "CMYK"]),
        ("plain.png", "convert", &["-depth", "8"]),
        ("deep.png", "convert", &["-depth", "16", "-interlace", "PNG"]),
        ("plain.gif", "convert", &[]),
        ("plain.bmp", "convert", &[]),
        ("packed.bmp", "convert", &["-colors", "9", "-compress", "RLE"]),
        ("plain.tif", "convert", &["-compress", "None"]),
        ("lzw.tif", "convert", &["-compress", "LZW"]),
        ("jpeg.tif", "convert", &["-compress", "JPEG"]),
        ("lossy.webp", "convert", &["-quality", "80"]),
        ("lossless.webp", "convert", &["-define", "webp:lossless=true"]),
        ("plain.psd", "convert", &["-compress", "RLE"]),
        ("plain.jp2", "convert", &["-quality", "60"]),
        ("lossy.jxl", "cjxl", &["-e", "3"]),
        ("lossless.jxl", "cjxl", &["-e", "3", "-d", "0", "--container=1"]),
        ("plain.heic", "heif-enc", &[]),
        ("deep.heic", "heif-enc", &["-p", "chroma=422"]),
        ("lossless.heic", "heif-enc", &["-L", "-p", "chroma=444"]),
    ];
    all.iter().map(|(name, program, options)| (*name, small(name, program, options))).collect()
}

/// The same numbers in each run. Source: Marsaglia, "Xorshift RNGs", 2003.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// A file with some of its bytes changed, more of them near the front, or cut off.
fn changed(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let reach = if numbers.below(2) == 0 { bytes.len() } else { bytes.len().min(400) };
        let at = numbers.below(reach);
        match numbers.below(6) {
            0 => changed[at..].iter_mut().take(4).for_each(|byte| *byte = 0xFF),
            1 => changed[at..].iter_mut().take(2).for_each(|byte| *byte = 0),
            2 => changed[at] ^= 1 << numbers.below(8),
            _ => changed[at] = numbers.below(256) as u8,
        }
    }
    if numbers.below(10) == 0 {
        changed.truncate(numbers.below(bytes.len()));
    }
    changed
}

#[test]
fn changed_pictures_of_every_kind_are_answered() {
    let (mut slow, mut shown) = (Vec::new(), 0);
    for (name, bytes) in kinds() {
        assert!(thumbnail(&bytes, 64).is_ok(), "{name}: {:?}", thumbnail(&bytes, 64));
        let mut numbers =
            Numbers(name.bytes().fold(1469, |sum, byte| sum * 31 % 1_000_003 + u64::from(byte)));
        let mut seen = Vec::new();
        for round in 0..ROUNDS {
            let changed = changed(&bytes, &mut numbers);
            let start = Instant::now();
            let small = thumbnail(&changed, 64);
            if round % 10 == 0 {
                // The same decoders; a JPEG is not decoded where it passes as it is.
                let _ = (shown_size(&changed), for_paper(&changed, (Mm(3.0), Mm(3.0))));
            }
            seen.extend(small.is_ok().then_some(round));
            if start.elapsed() > LONGEST {
                slow.push(format!("{name} {round}: {:?}, {small:?}", start.elapsed()));
            }
        }
        assert!(seen.len() < ROUNDS as usize, "{name}: no change was seen");
        shown += seen.len();
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
    // Or the changes would reach no decoder.
    assert!(shown > 2000, "{shown} shown");
}
