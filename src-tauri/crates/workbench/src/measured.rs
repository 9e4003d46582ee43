//! Photos and videos that go along with a case: measured once, and judged by what the call asks of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use case::{Attachment, AttachmentKind, weighed_attachment_finding};
use catalog::{AttachmentRule, MediaMinimum};
use foundation::{Code, FieldPath, FileFault, Finding, Severity};
use media::{Facts, Kind, Minimum, Note, Size, Verdict, judge};

use crate::cleaned::Cleans;
use crate::desk::{Desk, OpenCase};
use crate::views::{SeenView, VerdictView};

/// Judgement: a case has some ten attachments, and some ten cases are open in a day; then it is begun anew.
const MOST_KEPT: usize = 4096;

/// What was measured, by place and length: files of the store never change, and a key that is pressed
/// should not read them again.
#[derive(Default)]
pub(crate) struct Measured(Mutex<BTreeMap<(PathBuf, u64), Arc<Measure>>>);

/// What is known of a file from its headers.
pub(crate) struct Measure {
    pub(crate) facts: Facts,
    pub(crate) cleans: Cleans,
}

impl Measured {
    fn get(&self, key: &(PathBuf, u64)) -> Option<Arc<Measure>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep(&self, key: (PathBuf, u64), measure: &Arc<Measure>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, measure.clone());
    }
}

/// An attachment of a case, for messages about it.
struct Told<'c> {
    index: usize,
    what: &'c str,
    attachment: &'c Attachment,
    facts: Facts,
}

impl Desk<'_> {
    /// What is known of a file, from what was measured before where it was.
    pub(crate) fn measured(&self, path: &Path) -> Result<Arc<Measure>, FileFault> {
        let key = (path.to_owned(), self.files.length(path)?);
        if let Some(measure) = self.measured.get(&key) {
            return Ok(measure);
        }
        let facts = self.measure(path)?;
        let cleans = self.cleans(path, facts.container)?;
        let measure = Arc::new(Measure { facts, cleans });
        self.measured.keep(key, &measure);
        Ok(measure)
    }

    /// What an attachment is, for a person who looks at it.
    pub(crate) fn seen(&self, open: &OpenCase, attachment: &Attachment) -> Option<SeenView> {
        let measure = self.measured(&open.file(&attachment.path)).ok()?;
        let facts = &measure.facts;
        let kind = match facts.kind {
            Kind::Photo => "照片",
            Kind::Video => "视频",
            Kind::Other => "",
        };
        let asked = open.case.call.media.as_ref().filter(|_| is_sized(attachment.kind));
        let verdict = asked.map(|asked| match judge(facts, minimum(asked)) {
            // What is cut off may be large enough and still not be sent.
            Verdict::Meets if facts.complete == Some(false) => VerdictView::Unreadable,
            Verdict::Meets => VerdictView::Meets,
            Verdict::Below => VerdictView::Below,
            Verdict::Unreadable => VerdictView::Unreadable,
        });
        Some(SeenView {
            what: format!("{} {kind}", facts.container.title()).trim_end().to_owned(),
            size: facts.shown.map(Size::chinese),
            length: facts.duration.map(|length| length_words(length.as_secs_f64().round() as u32)),
            verdict,
            pictured: facts.kind == Kind::Photo,
        })
    }

    /// Findings about an attachment that should be a picture or a video.
    pub(crate) fn photo_or_video(&self, open: &OpenCase, index: usize, what: &str) -> Vec<Finding> {
        let attachment = &open.case.attachments[index];
        // What cannot be read at all has been told.
        let Ok(measure) = self.measured(&open.file(&attachment.path)) else { return Vec::new() };
        if !is_looked_at(attachment.kind) {
            let is_media = measure.facts.container.kind() != Kind::Other;
            let finding = measure.cleans.finding(index, what).filter(|_| is_media);
            return finding.into_iter().collect();
        }
        let facts = measure.facts.clone().named(&attachment.path);
        let told = Told { index, what, attachment, facts };
        if attachment.kind == AttachmentKind::MediaReport && told.facts.kind != Kind::Photo {
            // A screenshot may come as another document; nobody asks its size.
            return Vec::new();
        }
        let mut findings = told.of_content();
        findings.extend(measure.cleans.finding(index, what));
        findings.extend(told.of_size(open.case.call.media.as_ref()));
        for rule in open.case.attachment_rules().filter(|rule| rule.kind == Some(attachment.kind)) {
            findings.extend(told.of_length(rule));
            findings.extend(told.of_dots(rule));
        }
        findings
    }
}

/// Kinds of attachment that are pictures or videos.
pub(crate) fn is_looked_at(kind: AttachmentKind) -> bool {
    use AttachmentKind::{LongImage, MediaReport, Photo, Video};
    matches!(kind, Photo | Video | LongImage | MediaReport)
}

/// Kinds of which the call may ask a size.
fn is_sized(kind: AttachmentKind) -> bool {
    matches!(kind, AttachmentKind::Photo | AttachmentKind::Video)
}

fn minimum(asked: &MediaMinimum) -> Minimum {
    Minimum { long: asked.long_side, short: asked.short_side }
}

impl Told<'_> {
    fn warning(&self, code: Code, message: String, hint: &str) -> Finding {
        let path = FieldPath::attachment(self.index);
        Finding::new(code, Severity::Warning, path, message).hint(hint)
    }

    /// What the file is: whole, of the kind it stands among, with the ending of its content.
    fn of_content(&self) -> Vec<Finding> {
        let Self { what, facts, .. } = self;
        let mut findings = Vec::new();
        if facts.complete == Some(false) {
            let message = format!("{what}不完整，后面的内容缺失。");
            let hint = "请从相机或手机重新复制一份；传输中断的，请重新传一次。";
            findings.push(self.warning(Code::MediaCutOff, message, hint));
        }
        if let Some(sentence) = self.of_other_kind() {
            let hint = "请换成照片或视频，或在附件里改选它的种类。";
            findings.push(self.warning(Code::MediaOfOtherKind, sentence, hint));
        } else if let Some(Note::WrongEnding(ending)) =
            facts.notes.iter().find(|note| matches!(note, Note::WrongEnding(_)))
        {
            let title = facts.container.after_han();
            let message = format!("{what}的内容是{title}，文件名却以 .{ending} 结尾。");
            let hint = match facts.container.endings().first() {
                Some(usual) => format!("请把文件名的结尾改成 .{usual}，或用原来的程序另存。"),
                None => "请用原来的程序打开它，另存为 JPEG 或 MP4。".to_owned(),
            };
            findings.push(self.warning(Code::MediaEndingWrong, message, &hint));
        }
        findings
    }

    /// What the file is instead of what it stands among.
    fn of_other_kind(&self) -> Option<String> {
        let Self { what, facts, .. } = self;
        let asked = match self.attachment.kind {
            AttachmentKind::Video => Kind::Video,
            _ => Kind::Photo,
        };
        let title = facts.container.title();
        match facts.kind {
            kind if kind == asked => None,
            Kind::Other if facts.notes.contains(&Note::SoundOnly) => {
                Some(format!("{what}只有声音，没有画面。"))
            }
            // What nobody knows is for a person to look at.
            Kind::Other if facts.container == media::Container::Unknown => None,
            // A long picture may come as a document.
            Kind::Other if self.attachment.kind == AttachmentKind::LongImage => None,
            Kind::Other => {
                Some(format!("{what}是{}，不是{}。", facts.container.after_han(), asked.chinese()))
            }
            kind => {
                let among = self.attachment.kind.chinese();
                Some(format!("{what}是{}（{title}），却放在{among}里。", kind.chinese()))
            }
        }
    }

    /// The size that the call asks of photos and videos.
    fn of_size(&self, asked: Option<&MediaMinimum>) -> Option<Finding> {
        let Self { what, facts, .. } = self;
        let is_asked = is_sized(self.attachment.kind) && self.of_other_kind().is_none();
        let asked = asked.filter(|_| is_asked)?;
        let finding = match (judge(facts, minimum(asked)), facts.shown) {
            (Verdict::Unreadable, _) | (_, None) => {
                let hint = if facts.notes.contains(&Note::CameraRaw) {
                    "这是相机原始文件（RAW），请导出为 JPEG。"
                } else {
                    "请打开看看；打不开的，请换一份，或另存为 JPEG、MP4。"
                };
                let message = format!("{what}读不出画面的大小，请人工确认。");
                self.warning(Code::MediaNotMeasured, message, hint)
            }
            (Verdict::Below, Some(shown)) => self.too_small(asked, shown),
            (Verdict::Meets, Some(shown)) => self.of_shape(shown)?,
        };
        Some(finding.source(&asked.source))
    }

    fn too_small(&self, asked: &MediaMinimum, shown: Size) -> Finding {
        let side = |name: &str, is, least| {
            (is < least).then(|| format!("{name} {is} 像素，要求不少于 {least} 像素"))
        };
        let long = side("长边", shown.long(), asked.long_side);
        let short = side("短边", shown.short(), asked.short_side);
        let sides: Vec<String> = long.into_iter().chain(short).collect();
        let message = format!("{}{}。", self.what, sides.join("；"));
        let hint = match self.facts.kind {
            Kind::Video => "请用原来的视频，不要用聊天软件转发过的。",
            _ => "请用相机原图，不要用聊天软件转发过的图片。",
        };
        let (weight, source) = (asked.weight, &asked.source);
        let code = Code::MediaTooSmall;
        weighed_attachment_finding(code, (weight, source), self.index, message, hint)
    }

    /// A shape that is right and may look wrong.
    fn of_shape(&self, shown: Size) -> Option<Finding> {
        let Self { what, facts, .. } = self;
        let size = shown.chinese();
        let message = if facts.notes.contains(&Note::Stretched) {
            let coded = facts.coded.map(Size::chinese).unwrap_or_default();
            format!("{what}存的是 {coded}，像素不是方的，看到的是 {size}，符合要求。")
        } else if facts.notes.contains(&Note::Portrait) {
            format!("{what}是竖幅，{size}，符合要求。")
        } else {
            return None;
        };
        let path = FieldPath::attachment(self.index);
        Some(Finding::new(Code::MediaShapeTold, Severity::Note, path, message))
    }

    /// The length that a rule asks of a video.
    fn of_length(&self, rule: &AttachmentRule) -> Option<Finding> {
        let Self { what, facts, .. } = self;
        if (rule.min_seconds, rule.max_seconds) == (None, None) || facts.kind != Kind::Video {
            return None;
        }
        let Some(length) = facts.duration else {
            let message = format!("{what}读不出长度，请人工确认。");
            let finding = self.warning(Code::MediaLengthOff, message, "请用播放器看看它有多长。");
            return Some(finding.source(&rule.source));
        };
        let seconds = length.as_secs_f64();
        let (asked, hint) = match (rule.min_seconds, rule.max_seconds) {
            (Some(least), _) if seconds < f64::from(least) => {
                (format!("不短于 {}", length_words(least)), "请换一段长一些的。")
            }
            // Judgement: containers count the last picture or not; half a second is nothing to anybody.
            (_, Some(most)) if seconds > f64::from(most) + 0.5 => {
                (format!("不长于 {}", length_words(most)), "请剪短。")
            }
            _ => return None,
        };
        let message = format!("{what}长 {}，要求{asked}。", length_words(seconds.round() as u32));
        let code = Code::MediaLengthOff;
        Some(case::attachment_finding(code, rule, self.index, message, hint))
    }

    /// The dots per inch that a rule asks of a photo.
    fn of_dots(&self, rule: &AttachmentRule) -> Option<Finding> {
        let Self { what, facts, .. } = self;
        let least = rule.min_dpi.filter(|_| facts.kind == Kind::Photo)?;
        let Some(dots) = facts.dpi else {
            let message =
                format!("{what}没有写明每英寸多少像素，要求不少于 {least} dpi，请人工确认。");
            let hint = "请看扫描或导出时选的分辨率。";
            return Some(self.warning(Code::DotsTooFew, message, hint).source(&rule.source));
        };
        if dots.round() >= f64::from(least) {
            return None;
        }
        let message = format!("{what}是 {} dpi，要求不少于 {least} dpi。", dots.round());
        let hint = "请用更高的分辨率重新扫描或导出。";
        Some(case::attachment_finding(Code::DotsTooFew, rule, self.index, message, hint))
    }
}

/// Seconds as people say them.
pub(crate) fn length_words(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} 秒"),
        (minutes, 0) => format!("{minutes} 分钟"),
        (minutes, seconds) => format!("{minutes} 分 {seconds} 秒"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "a test of files on the disk")]

    use super::*;

    fn bitmap(width: u32, bytes: usize) -> Vec<u8> {
        let mut bitmap = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bitmap.extend(width.to_le_bytes());
        bitmap.extend(1u32.to_le_bytes());
        bitmap.resize(bytes, 0);
        bitmap
    }

    #[test]
    fn a_file_is_read_again_only_when_its_length_changes() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.bmp");
        let workbench = crate::Workbench::new(Box::new(foundation::Timestamp::UNIX_EPOCH));
        let width = || {
            let measure = workbench.desk().measured(&path).unwrap();
            measure.facts.shown.map(|size| size.width)
        };
        std::fs::write(&path, bitmap(100, 80)).unwrap();
        assert_eq!(width(), Some(100));
        std::fs::write(&path, bitmap(200, 80)).unwrap();
        assert_eq!(width(), Some(100), "the same length is the same file");
        std::fs::write(&path, bitmap(200, 90)).unwrap();
        assert_eq!(width(), Some(200));
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        let said = [30, 60, 90, 600].map(length_words);
        assert_eq!(said, ["30 秒", "1 分钟", "1 分 30 秒", "10 分钟"]);
    }
}
