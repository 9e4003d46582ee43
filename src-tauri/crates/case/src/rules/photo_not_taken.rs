//! A459: what goes along as a photo says of itself that no camera took it, or looks like a screen, or like something drawn or
//! scanned, as far as numbers tell. A person sees more. Screenshots that are asked for, of what media reported, are no photos here.
//! Of the pictures of the material only what they say themselves counts.

use catalog::AttachmentKind;
use foundation::{Code, Finding, Severity};
use media::{Appearance, Facts, Kind, Origin, Plainness, Size};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::attachment::Attachment;

pub(super) const RULE: Rule = Rule {
    name: "photo_not_taken",
    codes: &[Code::PhotoNotTaken],
    looks: &[Look::Whole(NO_FIELD, FILES, photo_not_taken)],
};

/// What is drawn, in thousandths: least areas of one shade, clipped or not, least edges and least ground beside them.
/// Judgement, from the corpus of `tests/hints.rs`. A sky may be clipped, but few letters stand before it.
const LETTERS: [(u16, u16, u16); 2] = [(380, 300, 250), (130, 360, 450)];
/// The same of areas of a shade that no camera clips, whatever stands beside them.
const PANELS: (u16, u16) = (190, 90);
/// More than this is of one shade all over: nothing is drawn on it.
const BLANK: u16 = 985;

/// Pixels across of phones held upright, and of the screens of computers with their height. Source: what makers state of
/// phones from 2015 to 2025 and of office computers.
const PHONES: [u32; 21] = [
    720, 750, 828, 1080, 1125, 1170, 1179, 1200, 1206, 1220, 1240, 1242, 1260, 1264, 1280, 1284,
    1290, 1320, 1344, 1440, 1600,
];
const COMPUTERS: [(u32, u32); 10] = [
    (1280, 720),
    (1280, 1024),
    (1366, 768),
    (1440, 900),
    (1600, 900),
    (1680, 1050),
    (1920, 1080),
    (1920, 1200),
    (2560, 1440),
    (3840, 2160),
];

/// What a picture looks like that no camera took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// A screen of a phone or a computer.
    Screen,
    /// A poster, a chart, a clean scan.
    Drawn,
}

impl NotTaken {
    /// What is seen, behind the name of the photo.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Screen => "看着像屏幕截图，不是拍摄的照片",
            Self::Drawn => "看着像图画、海报或文字扫描件，不是拍摄的照片",
        }
    }
}

fn photo_not_taken(input: Input<'_>, findings: &mut Vec<Finding>) {
    let photos = input.sent_media().filter(|media| {
        // A certificate that the call names may well be a scan.
        let Attachment { kind, slot, .. } = media.sent.attachment;
        *kind == AttachmentKind::Photo && slot.is_empty() && media.facts.kind == Kind::Photo
    });
    for media in photos {
        let look = media.sent.file.appearance.as_ref();
        let seen = || look.and_then(|look| not_taken(media.facts, look)).map(NotTaken::chinese);
        // What it says itself is surer than what it looks like.
        let said = media.facts.told_origin().map(Origin::chinese);
        let Some(seen) = said.or_else(seen) else { continue };
        let (what, thing) = (&media.sent.what, &input.case.call.thing);
        let message = format!("{what}{seen}：{thing}照片应为实拍，请确认。");
        let hint = "请换成相机或手机拍的原图；确实要用的，不用管。";
        findings.push(media.sent.warning(Code::PhotoNotTaken, message, hint));
    }
    for picture in input.material_pictures() {
        let file = input.evidence.facts(picture.name).and_then(|file| file.media.as_ref());
        // Charts and screens may well stand between the words: how they look says nothing there.
        let Some(said) = file.and_then(|media| media.facts.told_origin()) else { continue };
        let (what, thing) = (&picture.what, &input.case.call.thing);
        let message = format!("{what}{}：如是{thing}照片，应为实拍，请确认。", said.chinese());
        let hint = "是照片的，请换成相机或手机拍的原图；本来就是图表、截图的，不用管。";
        let finding = Finding::new(Code::PhotoNotTaken, Severity::Warning, picture.path, message);
        findings.push(finding.hint(hint));
    }
}

/// What a photo looks like, where it looks as if no camera had taken it.
pub fn not_taken(facts: &Facts, look: &Appearance) -> Option<NotTaken> {
    // What is grey because it is damaged looks even, too.
    if facts.complete == Some(false) {
        return None;
    }
    let Plainness { even, clipped, edges, ground } = look.plainness;
    let all = even.saturating_add(clipped);
    let has_panels = even >= PANELS.0 && edges >= PANELS.1;
    let has_letters =
        LETTERS.iter().any(|least| all >= least.0 && edges >= least.1 && ground >= least.2);
    // What stands between black bars is told to be a screen by them.
    let is_plain = (has_panels || has_letters) && all <= BLANK && look.bars == 0;
    is_plain.then_some(match facts.shown {
        Some(size) if is_screen(size) => NotTaken::Screen,
        _ => NotTaken::Drawn,
    })
}

/// Whether a picture is as large as a screen, or as long as that of a phone.
fn is_screen(size: Size) -> bool {
    let (long, short) = (size.long(), size.short());
    // Phones are from 16:9 to 22:9.
    let is_long = u64::from(long) * 100 / u64::from(short.max(1));
    let is_phone = PHONES.contains(&short) && (177..=245).contains(&is_long);
    is_phone || COMPUTERS.contains(&(long, short)) || (195..=245).contains(&is_long)
}
