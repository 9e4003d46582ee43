//! A412: two photos look like the same one, packed again, made smaller or brighter. That files are the same is told
//! by A411.

use catalog::AttachmentKind;
use foundation::{Code, Finding};
use media::{Appearance, Size};

use super::Input;
use super::attachment_words::{Sent, what};
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "photos_alike",
    codes: &[Code::PhotosAlike],
    looks: &[Look::Whole(NO_FIELD, FILES, photos_alike)],
};

/// Judgement, from the corpus of `tests/hints.rs`: all copies lie within 0.028, all other photos beyond 0.094; what was
/// taken a moment later from nearly the same place lies between.
const NEAREST: f64 = 0.04;

/// Sides that differ by more, in thousandths, are of another cut. Judgement: a copy of 200 pixels is rounded by five.
const SIDES: u64 = 15;

fn photos_alike(input: Input<'_>, findings: &mut Vec<Finding>) {
    let mut seen: Vec<(Sent<'_>, Size, &Appearance)> = Vec::new();
    for sent in input.sent().filter(|sent| sent.attachment.kind == AttachmentKind::Photo) {
        let shown = sent.file.media.as_ref().and_then(|media| media.facts.shown);
        let (Some(size), Some(look)) = (shown, &sent.file.appearance) else { continue };
        let is_copy = |other: &&(Sent<'_>, Size, &Appearance)| {
            !is_same_file(&other.0, &sent) && look_alike((other.1, other.2), (size, look))
        };
        if let Some((first, ..)) = seen.iter().find(is_copy) {
            let first = what(first.index, first.attachment);
            let message = format!("{}和{first}看起来是同一张照片。", sent.what);
            let hint = "如果只是另存、缩小或调亮过的，请留下清楚的一张；确实是两张的，不用管。";
            findings.push(sent.warning(Code::PhotosAlike, message, hint));
        }
        seen.push((sent, size, look));
    }
}

fn is_same_file(one: &Sent<'_>, other: &Sent<'_>) -> bool {
    let is_same_digest = one.file.digest.is_some() && one.file.digest == other.file.digest;
    one.attachment.path == other.attachment.path || is_same_digest
}

/// Whether two photos, by their sizes as shown and how they look, show the same.
pub fn look_alike(one: (Size, &Appearance), other: (Size, &Appearance)) -> bool {
    let ((one, look), (other, other_look)) = (one, other);
    let across = u64::from(one.width) * u64::from(other.height);
    let down = u64::from(one.height) * u64::from(other.width);
    if across.abs_diff(down) * 1000 > across.max(down) * SIDES {
        return false;
    }
    match (&look.likeness, &other_look.likeness) {
        (Some(one), Some(other)) => one.distance(other, NEAREST) <= NEAREST,
        _ => false,
    }
}
