//! What rules about files share: which files a case names, what messages call them, and what is known of them.
//! No rule of its own.

use catalog::{AttachmentKind, AttachmentRule, MediaMinimum};
use foundation::{Code, FieldPath, Finding, Severity};
use media::{Container, Facts, Kind, Minimum, Note, Verdict, judge};

use super::{Input, short};
use crate::Case;
use crate::attachment::Attachment;
use crate::evidence::{Cleans, FileEvidence, FileFacts, FilePlace, MediaEvidence, PdfFacts};
use crate::material::{Material, MaterialBlock};

/// A file that the case names.
pub(super) struct NamedFile<'a> {
    /// As the case names it.
    pub(super) name: &'a str,
    /// Where it names it.
    pub(super) path: FieldPath,
    /// What messages call it.
    pub(super) what: String,
    /// Whether it is printed as a picture of the material.
    pub(super) is_picture: bool,
    pub(super) evidence: &'a FileEvidence,
}

/// An attachment that is there and has something in it.
pub(super) struct Sent<'a> {
    pub(super) index: usize,
    pub(super) attachment: &'a Attachment,
    /// What messages call it.
    pub(super) what: String,
    pub(super) file: &'a FileFacts,
}

/// An attachment whose headers were read.
pub(super) struct SentMedia<'a> {
    pub(super) sent: Sent<'a>,
    pub(super) facts: &'a Facts,
    pub(super) cleans: Cleans,
}

/// What messages call an attachment.
pub(super) fn what(index: usize, attachment: &Attachment) -> String {
    format!("附件{}（{}）", index + 1, short(&attachment.path))
}

/// What can be done about a file that is not there or gives nothing.
pub(super) fn missing_hint(place: FilePlace) -> &'static str {
    match place {
        FilePlace::BesideCaseFile => {
            "请把文件放回原处，或重新选择附件。位置从案例文件所在的文件夹算起。"
        }
        FilePlace::InDraft => "请重新添加这个文件，或去掉这一项。",
    }
}

/// What can be done about a file whose folder did not come with the case file.
pub(super) fn bring_hint(folder: &str) -> String {
    let folder = short(folder);
    format!("它所在的文件夹“{folder}”没有和案例文件一起来。请把这个文件夹拷到案例文件旁边。")
}

/// What can be done about a file that may not be read for where it lies.
pub(super) fn outside_hint(place: FilePlace) -> &'static str {
    match place {
        FilePlace::BesideCaseFile => {
            "请把文件本身（不是快捷方式或链接）放进案例文件所在的文件夹，位置从那里写起，不用“..”和绝对路径。"
        }
        FilePlace::InDraft => "请重新添加这个文件，或去掉这一项。",
    }
}

impl<'a> Input<'a> {
    /// Every file of which something is known: attachments, the PDF of the material, its pictures.
    pub(super) fn named_files(&self) -> Vec<NamedFile<'a>> {
        let attachments = self.case.attachments.iter().enumerate().filter_map(|(index, a)| {
            let evidence = self.evidence.file(&a.path)?;
            let (path, what) = (FieldPath::attachment(index), what(index, a));
            Some(NamedFile { name: &a.path, path, what, is_picture: false, evidence })
        });
        attachments.chain(self.material_pdf()).chain(self.material_pictures()).collect()
    }

    /// The material, where it is a PDF made elsewhere.
    pub(super) fn material_pdf(&self) -> Option<NamedFile<'a>> {
        let Some(Material::Pdf(name)) = &self.case.material else { return None };
        let evidence = self.evidence.file(name)?;
        let what = format!("{}（{}）", self.case.call.material.name, short(name));
        let path = FieldPath::material();
        Some(NamedFile { name, path, what, is_picture: false, evidence })
    }

    /// What messages call the PDF of the material, and what is in it, where it can be taken along.
    pub(super) fn material_as_pdf(&self) -> Option<(String, &'a PdfFacts)> {
        let file = self.material_pdf()?;
        let FileEvidence::Found(facts) = file.evidence else { return None };
        let pdf = facts.pdf.as_ref().filter(|_| facts.bytes > 0)?.as_ref().ok()?;
        Some((file.what, pdf))
    }

    /// The pictures of the material, each where it stands first.
    pub(super) fn material_pictures(&self) -> Vec<NamedFile<'a>> {
        let material = &self.case.call.material.name;
        let mut all: Vec<NamedFile<'a>> = Vec::new();
        let blocks = self.case.material.as_ref().map(Material::blocks).unwrap_or_default();
        for (index, block) in blocks.iter().enumerate() {
            let MaterialBlock::Picture { path: name, .. } = block else { continue };
            let is_new = !block.is_empty() && all.iter().all(|known| known.name != name);
            if let Some(evidence) = self.evidence.file(name).filter(|_| is_new) {
                let what = format!("{material}第 {} 段的图片（{}）", index + 1, short(name));
                let path = FieldPath::block(index);
                all.push(NamedFile { name, path, what, is_picture: true, evidence });
            }
        }
        all
    }

    /// The attachments that are there and have something in them.
    pub(super) fn sent(&self) -> impl Iterator<Item = Sent<'a>> + use<'a> {
        let evidence = self.evidence;
        self.case.attachments.iter().enumerate().filter_map(move |(index, attachment)| {
            let file = evidence.facts(&attachment.path).filter(|file| file.bytes > 0)?;
            Some(Sent { index, attachment, what: what(index, attachment), file })
        })
    }

    /// The attachments whose headers were read.
    pub(super) fn sent_media(&self) -> impl Iterator<Item = SentMedia<'a>> + use<'a> {
        self.sent().filter_map(|sent| {
            let MediaEvidence { facts, cleans } = sent.file.media.as_ref()?;
            Some(SentMedia { sent, facts, cleans: *cleans })
        })
    }

    /// The attachments that should be pictures or videos and are looked at as such.
    pub(super) fn pictures_and_videos(&self) -> impl Iterator<Item = SentMedia<'a>> + use<'a> {
        self.sent_media().filter(|media| {
            let kind = media.sent.attachment.kind;
            // A screenshot may come as another document; nobody asks its size.
            let is_document =
                kind == AttachmentKind::MediaReport && media.facts.kind != Kind::Photo;
            is_looked_at(kind) && !is_document
        })
    }

    /// The rules of the call about an attachment.
    pub(super) fn rules_of(
        &self,
        attachment: &'a Attachment,
    ) -> impl Iterator<Item = &'a AttachmentRule> {
        let Attachment { kind, slot, .. } = attachment;
        self.case.attachment_rules().filter(move |rule| rule.takes(*kind, slot))
    }
}

impl Sent<'_> {
    /// A warning about it.
    pub(super) fn warning(&self, code: Code, message: String, hint: &str) -> Finding {
        let path = FieldPath::attachment(self.index);
        Finding::new(code, Severity::Warning, path, message).hint(hint)
    }
}

impl SentMedia<'_> {
    /// What the file is instead of what it stands among.
    pub(super) fn of_other_kind(&self) -> Option<String> {
        let (what, facts, among) = (&self.sent.what, self.facts, self.sent.attachment.kind);
        let asked = if among == AttachmentKind::Video { Kind::Video } else { Kind::Photo };
        match facts.kind {
            kind if kind == asked => None,
            Kind::Other if facts.notes.contains(&Note::SoundOnly) => {
                Some(format!("{what}只有声音，没有画面。"))
            }
            // What nobody knows is for a person to look at.
            Kind::Other if facts.container == Container::Unknown => None,
            // A long picture may come as a document.
            Kind::Other if among == AttachmentKind::LongImage => None,
            Kind::Other => {
                Some(format!("{what}是{}，不是{}。", facts.container.after_han(), asked.chinese()))
            }
            kind => {
                let (title, among) = (facts.container.title(), among.chinese());
                Some(format!("{what}是{}（{title}），却放在{among}里。", kind.chinese()))
            }
        }
    }

    /// The size that the call asks of it, and how it stands to that; none where none is asked.
    pub(super) fn asked_size<'c>(&self, case: &'c Case) -> Option<(&'c MediaMinimum, Verdict)> {
        let asked = asked_size(case, self.sent.attachment)?;
        self.of_other_kind().is_none().then(|| (asked, judge(self.facts, minimum(asked))))
    }
}

/// Whether attachments of a kind are pictures or videos.
pub fn is_looked_at(kind: AttachmentKind) -> bool {
    use AttachmentKind::{LongImage, MediaReport, Photo, Video};
    matches!(kind, Photo | Video | LongImage | MediaReport)
}

/// What the call asks of the size of an attachment. Judgement: a named document, such as a portrait or a
/// certificate that was photographed, is none of the photos and videos that show the work.
fn asked_size<'c>(case: &'c Case, attachment: &Attachment) -> Option<&'c MediaMinimum> {
    let is_sized = matches!(attachment.kind, AttachmentKind::Photo | AttachmentKind::Video)
        && attachment.slot.is_empty();
    case.call.media.as_ref().filter(|_| is_sized)
}

fn minimum(asked: &MediaMinimum) -> Minimum {
    Minimum { long: asked.long_side, short: asked.short_side }
}

/// How a photo or video among the attachments stands to the size that the call asks; none where it asks none.
pub fn size_verdict(case: &Case, attachment: &Attachment, facts: &Facts) -> Option<Verdict> {
    let asked = asked_size(case, attachment)?;
    Some(match judge(facts, minimum(asked)) {
        // What is cut off may be large enough and still not be sent.
        Verdict::Meets if facts.complete == Some(false) => Verdict::Unreadable,
        verdict => verdict,
    })
}
