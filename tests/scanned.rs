//! Sheets of every form as scanners and telephones see them: codes, seals and signatures are found, and none is told wrong.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "pictures to look at, where they are asked for")]

mod filled;
mod on_paper;
#[path = "scanned/simulated.rs"]
mod simulated;

use filled::{FORMS, Filled, sampled};
use foundation::Mm;
use image::RgbImage;
use paper::{Item, draw};
use scan::{Area, Picture, find};
use simulated::{Colours, Numbers, PRINTED_DPI, Scene, scanned, seal, sign};

/// Five scenes for each of eight forms.
fn scene(number: usize) -> Scene {
    let mut numbers = Numbers(0x9E37_79B9 + number as u64 * 7919);
    (0..9).for_each(|_| {
        numbers.next();
    });
    let dpi = [100.0, 150.0, 200.0, 240.0, 300.0][number % 5];
    let colours =
        [Colours::All, Colours::All, Colours::Grey, Colours::Two, Colours::All][number / 2 % 5];
    // Black and white is what offices scan at 200 and more.
    let dpi = if colours == Colours::Two { f64::max(dpi, 150.0) } else { dpi };
    let perspective = if number % 8 == 7 { 0.06 } else { 0.0 };
    Scene {
        dpi: if perspective > 0.0 { 220.0 } else { dpi },
        quarters: (number / 3 % 4) as u32,
        skew: numbers.either() * 5.0,
        noise: numbers.next() * 22.0,
        jpeg: Some([30, 45, 60, 80][number % 4]),
        colours: if perspective > 0.0 { Colours::All } else { colours },
        perspective,
    }
}

/// A page of a form as it is printed, sealed where it keeps a place, and perhaps over its code.
fn printed(filled: &Filled, page: usize, over_code: bool, numbers: &mut Numbers) -> RgbImage {
    let png = draw(&filled.sheets, page + 1, PRINTED_DPI).unwrap();
    let drawn = image::load_from_memory(&png).unwrap().to_rgb8();
    let across = (filled.sheets.pages[page].width.0 * simulated::PRINTED).round() as u32;
    let down = (filled.sheets.pages[page].height.0 * simulated::PRINTED).round() as u32;
    let mut drawn =
        image::imageops::resize(&drawn, across, down, image::imageops::FilterType::Triangle);
    for item in &filled.sheets.pages[page].items {
        match item {
            Item::SealPlace { x, y, side, .. } => {
                let (dx, dy) = (numbers.either() * 6.0, numbers.either() * 5.0);
                let middle = (x.0 + side.0 / 2.0 + dx, y.0 + side.0 / 2.0 + dy);
                seal(&mut drawn, middle, 42.0, numbers);
            }
            Item::SignaturePlace { x, y, width, height, .. } => {
                sign(&mut drawn, (x.0, y.0), (width.0, height.0));
            }
            Item::Code(code) if over_code => {
                let middle = (code.x.0 + code.width().0 / 2.0, code.y.0 + code.height().0 / 2.0);
                // Its rim, or its middle.
                let beside = if numbers.next() < 0.5 { 18.0 } else { 3.0 };
                seal(&mut drawn, (middle.0 + beside, middle.1 - beside * 0.6), 42.0, numbers);
            }
            _ => {}
        }
    }
    drawn
}

struct Seen {
    what: String,
    right: bool,
    wrong: bool,
    places: Vec<(String, Option<bool>)>,
}

fn look(number: usize, filled: &Filled) -> Seen {
    let mut numbers = Numbers(77 + number as u64 * 104_729);
    let page = number % filled.sheets.pages.len();
    let code = filled.sheets.codes().find(|(at, _)| *at == page).unwrap().1;
    let scene = scene(number);
    // In black and white a seal over a code is as black as the code: nobody reads that.
    let over_code = number % 3 == 1 && scene.colours != Colours::Two;
    let drawn = printed(filled, page, over_code, &mut numbers);
    let (bytes, pixels) = scanned(&drawn, &scene, &mut numbers);
    let what = format!("{number} {} page {} {scene:?} over {over_code}", filled.form.id, page + 1);
    if let Some(folder) = std::env::var_os("SCANNED") {
        let end = if bytes.starts_with(b"\x89PNG") { "png" } else { "jpg" };
        let file = std::path::Path::new(&folder).join(format!("{number:02}.{end}"));
        std::fs::write(file, &bytes).unwrap();
    }
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let picture = Picture { samples: pixels.as_raw(), width, height, components: 3 };
    let Some(found) = find(&picture) else {
        return Seen { what, right: false, wrong: false, places: Vec::new() };
    };
    let right = found.code == code.says && u32::from(found.turn()) == scene.quarters * 90;
    let frame = found.frame((code.x, code.y));
    let mut words = Vec::new();
    for run in on_paper::runs(&filled.sheets.pages[page]) {
        let [top, bottom, ..] = on_paper::extent_of_run(run);
        let (x, width) = (run.glyphs[0].x, run.right() - run.glyphs[0].x);
        words.push(Area { x, y: top, width, height: bottom - top });
    }
    let mut places = Vec::new();
    for item in &filled.sheets.pages[page].items {
        match item {
            Item::SealPlace { id, x, y, side } => {
                let area = Area { x: *x, y: *y, width: *side, height: *side };
                let seen = scan::seal(&picture, &frame, area, &words);
                places.push((format!("seal {id} {:.2} {}", seen.red, seen.round), seen.present));
            }
            Item::SignaturePlace { at, x, y, width, height } => {
                let area = Area { x: *x, y: *y, width: *width, height: *height - Mm(1.5) };
                places.push((format!("signature {at}"), scan::signature(&picture, &frame, area)));
            }
            _ => {}
        }
    }
    Seen { what, right, wrong: !right, places }
}

#[test]
fn sheets_of_every_form_are_read() {
    let forms: Vec<Filled> = FORMS.into_iter().map(sampled).collect();
    let numbers: Vec<usize> = (0..forms.len() * 5).collect();
    let mut seen = Vec::new();
    for some in numbers.chunks(2) {
        std::thread::scope(|scope| {
            let look = |number: &usize| {
                let (number, filled) = (*number, &forms[*number % forms.len()]);
                scope.spawn(move || look(number, filled))
            };
            let threads: Vec<_> = some.iter().map(look).collect();
            seen.extend(threads.into_iter().map(|thread| thread.join().unwrap()));
        });
    }
    let unread: Vec<&Seen> = seen.iter().filter(|seen| !seen.right && !seen.wrong).collect();
    unread.iter().for_each(|seen| eprintln!("not read: {}", seen.what));
    let wrong = seen.iter().filter(|seen| seen.wrong).map(|seen| &seen.what).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let places =
        seen.iter().flat_map(|seen| seen.places.iter().map(move |place| (&seen.what, place)));
    let (mut sure, mut all) = (0, 0);
    for (what, (place, present)) in places {
        assert_ne!(*present, Some(false), "{place} of {what}");
        if present.is_none() {
            eprintln!("not sure: {place} of {what}");
        }
        all += 1;
        sure += usize::from(present.is_some());
    }
    eprintln!("{} of {} read, {sure} of {all} places sure", seen.len() - unread.len(), seen.len());
    assert!(unread.len() * 50 <= seen.len(), "{} of {} were not read", unread.len(), seen.len());
    assert!(sure * 10 >= all * 8, "{sure} of {all}");
}
