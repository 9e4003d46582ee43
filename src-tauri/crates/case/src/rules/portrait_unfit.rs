//! F140, F141: the photo that a form prints has too few pixels, or another shape than its place, so that much of
//! it would be cut away.

use catalog::PhotoPlace;
use foundation::{Code, FieldPath, Finding, Severity};
use media::Size;

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "portrait_unfit",
    codes: &[Code::PortraitTooSmall, Code::PortraitOfOtherShape],
    looks: &[Look::Whole(NO_FIELD, FILES, portrait_unfit)],
};

/// The share of a side that may be cut away. Judgement: a 4:3 photo of a camera in a place of 35 × 49 mm loses 5 %;
/// one taken across loses half, and the head with it.
const MOST_CUT: f64 = 0.2;

fn portrait_unfit(input: Input<'_>, findings: &mut Vec<Finding>) {
    for field in input.case.fields() {
        let Some(place) = field.photo() else { continue };
        for media in input.pictures_and_videos() {
            let attachment = media.sent.attachment;
            let Some(shown) = media.facts.shown.filter(|_| attachment.slot == field.id) else {
                continue;
            };
            let path = FieldPath::attachment(media.sent.index);
            let what = field.plain_label();
            let too_small = too_small(place, shown).map(|message| {
                let message = format!("“{what}”{message}。");
                Finding::new(Code::PortraitTooSmall, Severity::Error, path.clone(), message)
                    .hint("请用照相馆或相机给的原图，不要用聊天软件转发过的。")
            });
            let of_other_shape = cut_away(place, shown).map(|message| {
                let message = format!("“{what}”{message}");
                Finding::new(Code::PortraitOfOtherShape, Severity::Warning, path, message)
                    .hint("请先裁成差不多的形状，或换一张竖拍的。")
            });
            let found = too_small.into_iter().chain(of_other_shape);
            findings.extend(found.map(|finding| finding.source(&field.source)));
        }
    }
}

fn too_small(place: PhotoPlace, shown: Size) -> Option<String> {
    let side = |name: &str, is, least: Option<_>| {
        let least = least.filter(|least| is < *least)?;
        Some(format!("{name} {is} 像素，要求不少于 {least} 像素"))
    };
    let sides =
        [side("宽", shown.width, place.min_width), side("高", shown.height, place.min_height)];
    let sides: Vec<String> = sides.into_iter().flatten().collect();
    (!sides.is_empty()).then(|| sides.join("；"))
}

fn cut_away(place: PhotoPlace, shown: Size) -> Option<String> {
    let wanted = f64::from(place.width_mm) / f64::from(place.height_mm);
    let is = f64::from(shown.width) / f64::from(shown.height.max(1));
    let (side, left) = if is > wanted { ("左右", wanted / is) } else { ("上下", is / wanted) };
    (1.0 - left > MOST_CUT).then(|| {
        let cut = ((1.0 - left) * 100.0).round();
        let (width, height) = (place.width_mm, place.height_mm);
        format!("要裁成 {width}×{height} 毫米，{side}会裁掉百分之 {cut}，可能裁到人。")
    })
}
