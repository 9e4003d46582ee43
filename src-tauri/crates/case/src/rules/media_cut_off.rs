//! A422: a photo or video lacks its end or has a hole inside, as it was copied or sent in part, or a disk lost some of it;
//! or its pictures lie in other files; or nobody went through it to know.

use foundation::{Code, Finding};
use media::Note;

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "media_cut_off",
    codes: &[Code::MediaCutOff],
    looks: &[Look::Whole(NO_FIELD, FILES, media_cut_off)],
};

fn media_cut_off(input: Input<'_>, findings: &mut Vec<Finding>) {
    let cut_off = |facts: &media::Facts| facts.complete == Some(false);
    for media in input.pictures_and_videos().filter(|media| cut_off(media.facts)) {
        let what = &media.sent.what;
        let (message, hint) = if media.facts.notes.contains(&Note::Elsewhere) {
            let told = "的画面在别的文件里，这个文件只记着它们的位置，单独发出去放不出来。";
            (format!("{what}{told}"), "请用剪辑软件导出成一个完整的视频文件，再放进来。")
        } else if media.facts.lacks_its_end() {
            let hint = "请从相机或手机重新复制一份；传输中断的，请重新传一次。";
            (format!("{what}不完整，缺少一部分内容。"), hint)
        } else {
            let told = "的画面数据有损坏，可能有一部分是灰的、花的或放不出来。";
            (format!("{what}{told}"), "请打开看看，从相机或手机重新复制一份。")
        };
        findings.push(media.sent.warning(Code::MediaCutOff, message, hint));
    }
    let not_gone_through = |facts: &media::Facts| facts.notes.contains(&Note::NotGoneThrough);
    for media in input.pictures_and_videos().filter(|media| not_gone_through(media.facts)) {
        let told = "的画面太大或编码方式少见，里面有没有损坏没有检查，对方电脑也可能打不开。";
        let message = format!("{}{told}", media.sent.what);
        let hint = "请打开看看；打不开的，请用看图软件另存为普通的 JPEG 再用。";
        findings.push(media.sent.warning(Code::MediaCutOff, message, hint));
    }
}
