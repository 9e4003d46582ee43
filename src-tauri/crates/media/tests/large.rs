//! Photos of the newest phones, of 33, 50 and 200 megapixels: as small pictures and on paper, with the right colours in
//! the right places, within the memory that is given. Each test holds the one count of memory for itself.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]
#![allow(clippy::print_stdout, reason = "`LOOK=1` tells the figures")]

mod making;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use foundation::Mm;
use image::RgbImage;
use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};
use making::{coded, encoded, of_tiles, png};
use media::{PaperPicture, Pixels, Unprintable, for_paper, lighter, shown_size, thumbnail};
use peak_alloc::PeakAlloc;

#[global_allocator]
static IN_USE: PeakAlloc = PeakAlloc;
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What a picture may take while it is decoded, beside its file.
const MOST: usize = 420 << 20;
/// A photo over the width of a page.
const ON_PAGE: (Mm, Mm) = (Mm(160.0), Mm(120.0));

/// The most bytes in use beside those before, while something is done.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = IN_USE.current_usage();
    IN_USE.reset_peak_usage();
    let done = work();
    (IN_USE.peak_usage().saturating_sub(before), done)
}

/// Fields of 60 × 60, each of a colour of its own, and stripes in them.
struct Scene {
    size: (u16, u16),
}

const FIELDS: u32 = 60;

fn colour(x: u32, y: u32) -> [u8; 3] {
    let of = |number: u32| (40 + number * 7 % 160) as u8;
    [of(x), of(y), of(x * 5 + y * 3)]
}

impl ImageBuffer for Scene {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.size.0
    }

    fn height(&self) -> u16 {
        self.size.1
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let field = u32::from(y) * FIELDS / u32::from(self.size.1);
        let mut done = 0;
        for x in 0..FIELDS {
            let end = ((x + 1) * u32::from(self.size.0)).div_ceil(FIELDS) as usize;
            let [red, green, blue] = colour(x, field);
            let (luma, cb, cr) = rgb_to_ycbcr(red, green, blue);
            // Something for the higher numbers of blocks.
            let luma = if y.is_multiple_of(7) { luma.saturating_add(12) } else { luma };
            for (buffer, value) in buffers.iter_mut().zip([luma, cb, cr]) {
                buffer.resize(buffer.len() + end - done, value);
            }
            done = end;
        }
    }
}

fn jpeg(size: (u16, u16), sampling: SamplingFactor) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(sampling);
    encoder.encode_image(Scene { size }).unwrap();
    bytes
}

/// The same numbers in ten passes, each finer than the one before.
fn progressive(bytes: &[u8], name: &str) -> Vec<u8> {
    let from = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&from, bytes).unwrap();
    let done = Command::new("jpegtran").arg("-progressive").arg(&from).output().expect("jpegtran");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::remove_file(from).unwrap();
    done.stdout
}

/// How far the middle of each field is from its colour, in the mean.
fn difference(picture: &RgbImage) -> f64 {
    let (wide, high) = picture.dimensions();
    let middle = |number: u32, side: u32| (number * 2 + 1) * side / (2 * FIELDS);
    let mut sum = 0.0;
    for y in 0..FIELDS {
        for x in 0..FIELDS {
            let is = picture[(middle(x, wide), middle(y, high))].0;
            let pairs = is.iter().zip(colour(x, y));
            sum += pairs.map(|(is, asked)| f64::from(is.abs_diff(asked))).sum::<f64>() / 3.0;
        }
    }
    sum / f64::from(FIELDS * FIELDS)
}

fn unpacked(paper: &PaperPicture) -> RgbImage {
    match &paper.pixels {
        Pixels::Jpeg { bytes, .. } => image::load_from_memory(bytes).unwrap().into_rgb8(),
        Pixels::Plain { samples, .. } => {
            RgbImage::from_raw(paper.width, paper.height, samples.to_vec()).unwrap()
        }
    }
}

/// Looks at a photo in all ways; what is wrong with what came.
fn wrong_with(name: &str, bytes: &[u8], size: (u32, u32)) -> Vec<String> {
    let mut wrong = Vec::new();
    let (used, is) = peak(|| shown_size(bytes));
    if is != Ok(size) || used > MOST {
        wrong.push(format!("{name}: {is:?}, {used} bytes to look at"));
    }
    let (small_used, small) = peak(|| thumbnail(bytes, 252));
    let (paper_used, paper) = peak(|| for_paper(bytes, ON_PAGE));
    let told = |what: &str| format!("{name}, {what}");
    match small {
        Ok(small) => {
            let off = difference(&image::load_from_memory(&small.bytes).unwrap().into_rgb8());
            if small_used > MOST || off > 8.0 {
                wrong.push(format!("{}: {small_used} bytes, off by {off:.1}", told("small")));
            }
        }
        Err(why) => wrong.push(format!("{}: {why:?}", told("small"))),
    }
    match paper {
        Ok(paper) => {
            let off = difference(&unpacked(&paper));
            if paper_used > MOST || off > 5.0 || paper.width.max(paper.height) < 1880 {
                let size = (paper.width, paper.height);
                wrong.push(format!(
                    "{}: {paper_used} bytes, off by {off:.1}, {size:?}",
                    told("paper")
                ));
            }
        }
        Err(why) => wrong.push(format!("{}: {why:?}", told("paper"))),
    }
    if std::env::var_os("LOOK").is_some() {
        println!("{name}: {} MB small, {} MB on paper", small_used >> 20, paper_used >> 20);
    }
    wrong
}

#[test]
fn large_jpegs_come_smaller() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Vec::new();
    for (name, size, sampling) in [
        ("50 megapixels, all colours", (8163, 6121), SamplingFactor::F_1_1),
        ("200 megapixels", (16_320, 12_240), SamplingFactor::F_2_2),
    ] {
        let baseline = jpeg(size, sampling);
        let sides = (size.0.into(), size.1.into());
        wrong.extend(wrong_with(name, &baseline, sides));
        let finer = progressive(&baseline, &name.replace(' ', "_"));
        wrong.extend(wrong_with(&format!("{name}, progressive"), &finer, sides));
        // Cut off, it is not printed half grey.
        let cut = &finer[..finer.len() / 2];
        let small = thumbnail(cut, 252).err();
        if small != Some(Unprintable::CutOff) || for_paper(cut, ON_PAGE).is_ok() {
            wrong.push(format!("{name}, cut off: {small:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_large_heic_of_tiles_comes_smaller() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    // As many fields as tiles cannot be: each tile shows the whole scene.
    let tile = RgbImage::from_fn(1360, 1360, |x, y| image::Rgb(colour(x / 136, y / 136)));
    let tile = coded(&encoded(&png(tile), "large_tile", &[]));
    let heic = of_tiles(&vec![tile; 108], (9, 12), (16_320, 12_240), &[]);
    assert_eq!(shown_size(&heic), Ok((16_320, 12_240)));
    let (small_used, small) = peak(|| thumbnail(&heic, 252).unwrap());
    let (used, paper) = peak(|| for_paper(&heic, ON_PAGE).unwrap());
    assert!(small_used.max(used) <= MOST, "{small_used} bytes small, {used} on paper");
    assert_eq!((small.width, small.height), (252, 189));
    let picture = unpacked(&paper);
    assert!(picture.width() >= 1880, "{:?}", picture.dimensions());
    let mut sum = 0.0;
    for y in 0..90 {
        for x in 0..120 {
            let at = |number: u32, of: u32, side: u32| (number * 2 + 1) * side / (2 * of);
            let is = picture[(at(x, 120, picture.width()), at(y, 90, picture.height()))].0;
            let asked = colour(x % 10, y % 10);
            sum +=
                is.iter().zip(asked).map(|(is, asked)| f64::from(is.abs_diff(asked))).sum::<f64>();
        }
    }
    let off = sum / f64::from(120 * 90 * 3);
    assert!(off < 5.0, "off by {off:.1}");
}

#[test]
fn a_large_heic_in_one_piece_is_told_and_comes_lighter_when_that_is_asked() {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let side = 5824;
    let whole = RgbImage::from_fn(side, side, |x, y| image::Rgb(colour(x / 416, y / 416)));
    let heic = encoded(&png(whole), "one_piece", &["-p", "preset=ultrafast"]);
    let too_large = Unprintable::TooLarge { width: side, height: side };
    let (used, answers) = peak(|| (shown_size(&heic).err(), thumbnail(&heic, 252).err()));
    assert_eq!(answers, (Some(too_large), Some(too_large)));
    assert!(used < 1 << 20, "{used} bytes");
    let (used, copy) = peak(|| lighter(&heic, 3840).unwrap());
    assert!(used <= 900 << 20, "{used} bytes");
    assert_eq!((copy.width, copy.height), (3840, 3840));
    let picture = image::load_from_memory(&copy.bytes).unwrap().to_rgb8();
    for number in 0..14 {
        let at = number * 3840 / 14 + 137;
        let (is, asked) = (picture[(at, at)].0, colour(number, number));
        assert!(is.iter().zip(asked).all(|(is, asked)| is.abs_diff(asked) < 9), "{is:?} {asked:?}");
    }
}
