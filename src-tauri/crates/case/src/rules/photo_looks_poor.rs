//! A451, A452, A453: a photo is blurred, dark, or stands between black bars, as far as numbers tell. A person sees more.

use catalog::AttachmentKind;
use foundation::{Code, Finding};
use media::{Appearance, Kind};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "photo_looks_poor",
    codes: &[Code::PhotoBlurred, Code::PhotoDark, Code::PhotoBetweenBars],
    looks: &[Look::Whole(NO_FIELD, FILES, photo_looks_poor)],
};

/// Edges wider than this where it is sharpest are blurred, in hundredths of a pixel of 1600. Judgement, from the corpus
/// of `tests/hints.rs` and thirty photos of landscapes, animals and flowers, of which the sharp ones have 43 to 98.
const SOFT: u16 = 105;
/// A photo is dark if all but a twentieth of it is no brighter, of 255. Judgement: what is lit in a night is brighter.
const DARK: u8 = 64;

/// What may be wrong with how a photo looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoorLook {
    /// No edge is sharp.
    Blurred,
    /// Hardly anything is bright.
    Dark,
    /// It stands between black bars.
    BetweenBars,
}

impl PoorLook {
    /// What is seen, behind the name of the photo.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Blurred => "看着有些模糊",
            Self::Dark => "看着很暗",
            Self::BetweenBars => "两边有黑边，像是屏幕或视频的截图",
        }
    }

    fn code(self) -> Code {
        match self {
            Self::Blurred => Code::PhotoBlurred,
            Self::Dark => Code::PhotoDark,
            Self::BetweenBars => Code::PhotoBetweenBars,
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Blurred => "请打开看看；有更清楚的，请换一张，用相机原图。",
            Self::Dark => "请打开看看；有更亮的，请换一张，或调亮后再用。",
            Self::BetweenBars => "请用相机原图；没有的，请裁掉黑边。",
        }
    }
}

fn photo_looks_poor(input: Input<'_>, findings: &mut Vec<Finding>) {
    let photos = input.sent_media().filter(|media| {
        media.sent.attachment.kind == AttachmentKind::Photo && media.facts.kind == Kind::Photo
    });
    for media in photos {
        let Some(look) = &media.sent.file.appearance else { continue };
        for poor in poor_looks(look) {
            let message = format!("{}{}。", media.sent.what, poor.chinese());
            findings.push(media.sent.warning(poor.code(), message, poor.hint()));
        }
    }
}

/// What may be wrong with how a photo looks.
pub fn poor_looks(look: &Appearance) -> Vec<PoorLook> {
    let is_dark = look.brightness <= DARK;
    // What is dark shows few edges, and its noise is none.
    let is_blurred = !is_dark && look.softness.is_some_and(|softness| softness >= SOFT);
    let all = [
        (is_blurred, PoorLook::Blurred),
        (is_dark, PoorLook::Dark),
        (look.bars > 0, PoorLook::BetweenBars),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, poor)| poor).collect()
}
