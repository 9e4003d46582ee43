//! How much memory is in use while files are read, cleaned and refused: the readers stay below 16 MiB whatever lies
//! before them, and a header that asks for too much costs nothing. Each test holds the one count for itself.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]
#![allow(clippy::disallowed_types, reason = "files are read where they lie, not in memory")]

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use foundation::{Mm, ReadAt};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use media::{Pixels, Unprintable, clean, for_paper, shown_size, thumbnail};
use peak_alloc::PeakAlloc;

#[global_allocator]
static IN_USE: PeakAlloc = PeakAlloc;
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Judgement: four times what is read of a file at most.
const MOST: usize = 16 << 20;
/// The same of a small picture that is decoded.
const MOST_DECODED: usize = 64 << 20;

/// The most bytes in use beside those before, while something is done.
fn peak(work: impl FnOnce()) -> usize {
    let before = IN_USE.current_usage();
    IN_USE.reset_peak_usage();
    work();
    IN_USE.peak_usage().saturating_sub(before)
}

/// A file on the disk, of which nothing is kept.
struct OnDisk(Mutex<File>, u64);

impl OnDisk {
    fn open(path: &Path) -> Self {
        let file = File::open(path).unwrap();
        let length = file.metadata().unwrap().len();
        Self(Mutex::new(file), length)
    }
}

impl ReadAt for OnDisk {
    fn length(&self) -> u64 {
        self.1
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset))?;
        let mut filled = 0;
        while filled < into.len() {
            match file.read(&mut into[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        Ok(filled)
    }
}

fn corpus() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("media");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/media/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder.join("files")
}

/// Reads a file and plans its cleaned copy; says so where that takes too much.
fn look(name: &str, source: &dyn ReadAt, wrong: &mut Vec<String>) {
    let read = peak(|| drop(media::read(source).unwrap()));
    let cleaned = peak(|| drop(clean(source).unwrap()));
    // A WebP is decoded to see where its data ends.
    let to_clean = if name.ends_with(".webp") { MOST_DECODED } else { MOST };
    if read > MOST || cleaned > to_clean {
        wrong.push(format!("{name}: {read} bytes to read, {cleaned} to clean"));
    }
}

#[test]
fn reading_and_cleaning_the_corpus_takes_little_memory() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for entry in fs::read_dir(corpus()).unwrap() {
        let path = entry.unwrap().path();
        look(&path.display().to_string(), &OnDisk::open(&path), &mut wrong);
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 400, "{count} files");
}

#[test]
fn reading_and_cleaning_what_fuzzing_kept_takes_little_memory() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fuzz");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for entry in fs::read_dir(fuzz.join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        let pack = fs::read(&path).unwrap();
        let mut rest = pack.as_slice();
        // Each input has its length before it in four bytes, the small end first.
        while let Some((length, after)) = rest.split_first_chunk() {
            let (input, after) = after.split_at(u32::from_le_bytes(*length) as usize);
            look(&format!("{} {count}", path.display()), &input, &mut wrong);
            rest = after;
            count += 1;
        }
    }
    for entry in fs::read_dir(fuzz.join("found")).unwrap() {
        let path = entry.unwrap().path();
        look(&path.display().to_string(), &OnDisk::open(&path), &mut wrong);
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 1000, "{count} inputs");
}

/// The place of some bytes in others.
fn place(bytes: &[u8], of: &[u8]) -> usize {
    bytes.windows(of.len()).position(|window| window == of).unwrap()
}

fn put(bytes: &mut [u8], at: usize, with: &[u8]) {
    bytes[at..at + with.len()].copy_from_slice(with);
}

/// A picture of 60,000 × 60,000 pixels, or as many as the format has room for, by its header only.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let corpus = corpus();
    let file = |name: &str| fs::read(corpus.join(name)).unwrap();
    let wide = 60_000_u32.to_be_bytes();
    let both = [wide, wide].concat();
    let mut jpeg = file("jpeg_640x480.jpg");
    let frame = place(&jpeg, &[0xFF, 0xC0]);
    put(&mut jpeg, frame + 5, &[0xEA, 0x60, 0xEA, 0x60]);
    let mut progressive = file("jpeg_progressive.jpg");
    let frame = place(&progressive, &[0xFF, 0xC2]);
    // 81 megapixels: more than the coefficients of all passes have room for.
    put(&mut progressive, frame + 5, &[0x23, 0x28, 0x23, 0x28]);
    let mut lossless = file("webp_lossless.webp");
    let start = place(&lossless, b"VP8L") + 9;
    // Twice fourteen bits, less one each.
    put(&mut lossless, start, &[0xFF, 0xFF, 0xFF, 0x0F]);
    if let Some(canvas) = lossless.windows(4).position(|four| four == b"VP8X") {
        put(&mut lossless, canvas + 12, &[0xFF, 0x3F, 0, 0xFF, 0x3F, 0]);
    }
    let mut lossy = file("webp_lossy.webp");
    let start = place(&lossy, &[0x9D, 0x01, 0x2A]) + 3;
    put(&mut lossy, start, &[0xFF, 0x3F, 0xFF, 0x3F]);
    let mut tiff = file("tiff_small_first.tif");
    for tag in [&[0, 1], &[1, 1]] {
        let at = place(&tiff, &[tag[0], tag[1], 3, 0, 1, 0, 0, 0]);
        put(&mut tiff, at + 8, &[0x60, 0xEA]);
    }
    let mut psd = file("psd_plain.psd");
    put(&mut psd, 14, &both);
    let mut jpx = file("jpeg2000.j2k");
    let size = place(&jpx, &[0xFF, 0x51]);
    put(&mut jpx, size + 6, &both);
    put(&mut jpx, size + 22, &both);
    let mut heic = file("heic_plain.heic");
    let size = place(&heic, b"ispe");
    put(&mut heic, size + 8, &both);
    // Its header in bits, the low end first: not small, thirty bits of height, square, all else as usual.
    let header = 0b110 | (59_999_u64 << 3) | (1 << 33) | (1 << 36);
    let jxl = [&[0xFF, 0x0A], &header.to_le_bytes()[..], &[0; 40]].concat();
    // A screen that is covered by one picture, as its two heads say; one with a small picture; and a picture that goes
    // beyond its screen.
    let gif = |screen: u16, picture: u16| {
        let sides = |side: u16| [side.to_le_bytes(), side.to_le_bytes()].concat();
        let head = [b"GIF89a", &sides(screen)[..], &[0x80, 0, 0, 0, 0, 0, 255, 255, 255]].concat();
        let frame = [&[0x2C, 0, 0, 0, 0], &sides(picture)[..], &[0, 2, 2, 0x4C, 0x01, 0, 0x3B]];
        [head, frame.concat()].concat()
    };
    vec![
        ("jpeg", jpeg),
        ("progressive", progressive),
        ("png", file("hurt_bomb.png")),
        ("bmp", file("hurt_bomb.bmp")),
        ("gif", gif(60_000, 60_000)),
        ("gif of a screen", gif(60_000, 16)),
        ("gif of a picture", gif(16, 60_000)),
        ("gif of a head", file("hurt_bomb.gif")),
        ("webp lossless", lossless),
        ("webp lossy", lossy),
        ("tiff", tiff),
        ("psd", psd),
        ("jpeg 2000", jpx),
        ("jpeg xl", jxl),
        ("heic", heic),
    ]
}

#[test]
fn bombs_are_refused_by_their_header_without_memory() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Vec::new();
    for (name, bytes) in bombs() {
        let mut answers = Vec::new();
        let used = peak(|| {
            answers.push(shown_size(&bytes).err());
            answers.push(thumbnail(&bytes, 256).err());
            answers.push(for_paper(&bytes, (Mm(50.0), Mm(50.0))).err());
        });
        let is_refused = |answer: &Option<Unprintable>| {
            // Of what goes beyond its screen nobody knows how large it is, and nothing is broken.
            let is_not_shown = name == "gif of a picture";
            matches!(answer, Some(Unprintable::TooLarge { .. } | Unprintable::CutOff) if !is_not_shown)
                || is_not_shown && *answer == Some(Unprintable::Unsupported)
        };
        // The segments of a JPEG are copied where it may pass as it is.
        let most = MOST.min(1 << 20) + bytes.len();
        if !answers.iter().all(is_refused) || used > most {
            wrong.push(format!("{name}: {answers:?}, {used} bytes"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A picture of 64 × 64 grey pixels in colour with a profile of a length, which packs well.
fn with_profile(kind: &str, length: usize) -> Vec<u8> {
    let mut profile = vec![0; length];
    put(&mut profile, 16, b"RGB ");
    put(&mut profile, 36, b"acsp");
    // One table of colours of all the length.
    put(&mut profile, 128, b"\0\0\0\x01A2B0\0\0\0\x90");
    if let Some(rest) = length.checked_sub(144) {
        put(&mut profile, 140, &(rest as u32).to_be_bytes());
    }
    let (samples, mut bytes) = (vec![90; 64 * 64 * 3], Vec::new());
    fn written(mut encoder: impl ImageEncoder, profile: Vec<u8>, samples: &[u8]) {
        encoder.set_icc_profile(profile).unwrap();
        encoder.write_image(samples, 64, 64, ExtendedColorType::Rgb8).unwrap();
    }
    match kind {
        "jpeg" => written(JpegEncoder::new(&mut bytes), profile, &samples),
        "png" => written(PngEncoder::new(&mut bytes), profile, &samples),
        "webp" => written(WebPEncoder::new_lossless(&mut bytes), profile, &samples),
        _ => {
            let wide = 64_u32.to_be_bytes();
            let resource = [b"8BIM\x04\x0F\0\0", &(length as u32).to_be_bytes()[..], &profile];
            let resource = resource.concat();
            bytes.extend([&b"8BPS\0\x01\0\0\0\0\0\0\0\x03"[..], &wide, &wide].concat());
            bytes.extend(b"\0\x08\0\x03\0\0\0\0");
            bytes.extend((resource.len() as u32).to_be_bytes());
            bytes.extend(resource);
            bytes.extend([0; 6]);
            bytes.extend(samples);
        }
    }
    bytes
}

#[test]
fn long_profiles_are_left_alone_and_take_no_memory() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    for kind in ["jpeg", "png", "webp", "psd"] {
        // A JPEG has room for 16 MB; of the others the PNG alone is short, and unpacks to all of it.
        let longest = if kind == "png" { 100 << 20 } else { 6 << 20 };
        for (length, is_kept) in [(3 << 20, true), (longest, false)] {
            let bytes = with_profile(kind, length);
            // A box on paper that takes it as it is, and one that it is made smaller for.
            for side in [Mm(50.0), Mm(1.0)] {
                let mut has = None;
                let used = peak(|| {
                    assert_eq!(shown_size(&bytes), Ok((64, 64)), "{kind}");
                    assert!(thumbnail(&bytes, 32).is_ok(), "{kind}");
                    let paper = for_paper(&bytes, (side, side)).unwrap();
                    has = Some(matches!(paper.pixels, Pixels::Jpeg { profile: Some(_), .. }));
                });
                assert_eq!(has, Some(is_kept), "{kind}: {length}");
                // The decoder of JPEG copies the file, and the parts of the profile one by one.
                assert!(used < MOST + 3 * bytes.len(), "{kind}, {length}: {used} bytes");
            }
        }
    }
}

#[test]
fn chunks_of_webp_that_reach_over_the_end_take_no_memory() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let bytes = with_profile("webp", 200);
    let at = place(&bytes, b"ICCP");
    // Behind the picture, where nothing is looked for behind it.
    let (front, end) = (&bytes[..at], &bytes[at + 208..]);
    for name in [b"ICCP", b"EXIF"] {
        let mut hollow = [front, end, &name[..], &0xFFFF_FF00_u32.to_le_bytes(), &[0; 40]].concat();
        let whole = hollow.len() as u32 - 8;
        put(&mut hollow, 4, &whole.to_le_bytes());
        let used = peak(|| assert!(thumbnail(&hollow, 32).is_ok()));
        assert!(used < MOST, "{used} bytes");
    }
}
