//! A425: the shape of a photo or video is right and may look wrong.

use foundation::{Code, FieldPath, Finding, Severity};
use media::{Note, Size, Verdict};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "media_shape_told",
    codes: &[Code::MediaShapeTold],
    looks: &[Look::Whole(NO_FIELD, FILES, media_shape_told)],
};

fn media_shape_told(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos() {
        let Some((asked, Verdict::Meets)) = media.asked_size(input.case) else { continue };
        let (what, facts) = (&media.sent.what, media.facts);
        let size = facts.shown.map(Size::chinese).unwrap_or_default();
        let message = if facts.notes.contains(&Note::Stretched) {
            let coded = facts.coded.map(Size::chinese).unwrap_or_default();
            format!("{what}存的是 {coded}，像素不是方的，看到的是 {size}，符合要求。")
        } else if facts.notes.contains(&Note::Portrait) {
            format!("{what}是竖幅，{size}，符合要求。")
        } else {
            continue;
        };
        let path = FieldPath::attachment(media.sent.index);
        let finding = Finding::new(Code::MediaShapeTold, Severity::Note, path, message);
        findings.push(finding.source(&asked.source));
    }
}
