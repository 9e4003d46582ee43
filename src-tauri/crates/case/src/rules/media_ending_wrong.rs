//! A424: the name of a photo or video has an ending that does not go with its content.

use foundation::{Code, Finding};
use media::Note;

use super::attachment_words::SentMedia;
use super::rule::{FILES, Look, NO_FIELD, Rule};
use super::{Input, attachment_renamed};

pub(super) const RULE: Rule = Rule {
    name: "media_ending_wrong",
    codes: &[Code::MediaEndingWrong],
    looks: &[Look::Whole(NO_FIELD, FILES, media_ending_wrong)],
};

fn media_ending_wrong(input: Input<'_>, findings: &mut Vec<Finding>) {
    // What the call asks is told before what anybody would notice.
    let is_left = |media: &SentMedia<'_>| {
        media.of_other_kind().is_none() && !attachment_renamed::is_told(&input, &media.sent)
    };
    findings.extend(input.pictures_and_videos().filter(is_left).filter_map(|media| judge(&media)));
}

fn judge(media: &SentMedia<'_>) -> Option<Finding> {
    let facts = media.facts.clone().named(&media.sent.attachment.path);
    let ending = facts.notes.iter().find_map(|note| match note {
        Note::WrongEnding(ending) => Some(ending),
        _ => None,
    })?;
    let (what, title) = (&media.sent.what, facts.container.after_han());
    let message = format!("{what}的内容是{title}，文件名却以 .{ending} 结尾。");
    let hint = match facts.container.endings().first() {
        Some(usual) => format!(
            "报送的文件名会以 .{usual} 结尾；原件请把结尾改成 .{usual}，或用原来的程序另存。"
        ),
        None => "请用原来的程序打开它，另存为 JPEG 或 MP4。".to_owned(),
    };
    Some(media.sent.warning(Code::MediaEndingWrong, message, &hint))
}
