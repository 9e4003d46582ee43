//! A454, A455, A456: a video is coded in a way that office computers may not play, has no sound, or changes its size
//! on the way.

use foundation::{Code, Finding, Severity};
use media::{Facts, Kind};

use super::Input;
use super::rule::{FILES, Look, NO_FIELD, Rule};

pub(super) const RULE: Rule = Rule {
    name: "video_plays_poorly",
    codes: &[Code::VideoMayNotPlay, Code::VideoSilent, Code::VideoSizeVaries],
    looks: &[Look::Whole(NO_FIELD, FILES, video_plays_poorly)],
};

/// What players of a bare Windows or of 统信 and 麒麟 lack, in the words of ffprobe, and what people call it. Judgement:
/// H.265 and AV1 are extensions that are bought or fetched from a shop, the others are for cutting rooms.
const RARELY_PLAYED: [(&str, &str); 6] = [
    ("hevc", "H.265"),
    ("av1", "AV1"),
    ("vvc", "H.266"),
    ("prores", "ProRes"),
    ("dnxhd", "DNxHD"),
    ("cfhd", "CineForm"),
];

fn video_plays_poorly(input: Input<'_>, findings: &mut Vec<Finding>) {
    for media in input.pictures_and_videos().filter(|media| media.facts.kind == Kind::Video) {
        let (what, facts) = (&media.sent.what, media.facts);
        if let Some(coded) = may_not_play(facts) {
            let message = format!("{what}的编码是 {coded}，对方电脑可能放不出来。");
            let hint = "请用剪辑软件导出为 H.264 编码、8 位的 MP4；拍摄时选“兼容性最佳”。";
            findings.push(media.sent.warning(Code::VideoMayNotPlay, message, hint));
        }
        if facts.sound == Some(false) {
            let message = format!("{what}没有声音。");
            let hint = "本来就没有的，不用管；有解说或采访的，请重新导出。";
            let silent = media.sent.warning(Code::VideoSilent, message, hint);
            findings.push(Finding { severity: Severity::Note, ..silent });
        }
        if facts.varies {
            let message = format!("{what}的画面大小中途会变，有的播放器只放得出一段。");
            let hint = "请用剪辑软件重新导出一份。";
            findings.push(media.sent.warning(Code::VideoSizeVaries, message, hint));
        }
    }
}

/// How a video is coded, where many computers do not play that.
pub fn may_not_play(facts: &Facts) -> Option<String> {
    let codec = facts.codec.as_deref()?;
    let rare = RARELY_PLAYED.iter().find(|(known, _)| *known == codec);
    let name = rare.map_or(codec, |(_, name)| name);
    // Of these ten bits are how they are made.
    let is_deep = facts.depth.is_some_and(|depth| depth > 8);
    match (rare, is_deep, facts.depth) {
        (_, true, Some(depth)) if codec == "h264" => Some(format!("H.264 {depth} 位")),
        (_, true, Some(depth)) => Some(format!("{name} {depth} 位")),
        (Some(_), ..) => Some(name.to_owned()),
        (None, ..) => None,
    }
}
