//! Labels of what artificial intelligence made: where each kind of file bears them, and the little that a cleaned copy
//! bears of them. Nobody may take them away; what is not cleaned keeps its own. Source: 《人工智能生成合成内容标识办法》,
//! 10; GB 45438-2025, annex E, and the practice guide TC260-PG-20258A for the places: XMP of photos, keys of films.
//!
//! A label stands in a place of the container's own (a text of a PNG, a key of a film) or in XMP; what stands in EXIF or
//! is said by a manifest of C2PA goes into XMP. A manifest itself is a signature over bytes that a copy does not have.

mod aigc;
mod asf;
mod avi;
mod boxes;
pub(crate) mod c2pa;
mod document;
mod flv;
mod matroska;
mod origin;
pub(crate) mod packet;
mod photo;
mod psd;
mod sound;
mod tiff;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::ai_label::{AiLabel, AiLabelKind};
use crate::facts::container::Container;
use crate::facts::origin::Origin;
use packet::SourceType;

pub(crate) use boxes::{KEY, key_box};
pub(crate) use photo::{XMP, is_label_text};

/// A longer value is no label. Judgement: those in use have some hundred letters, with signatures 2,000.
pub(crate) const LONGEST: usize = 30 << 10;

/// A packet of XMP, or a text that may hold a label, is looked at so far. Judgement: a segment of a JPEG has no more, and
/// in others nobody writes more.
const MOST_PACKET: u64 = 256 << 10;

/// What a file bears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    /// The value of `AIGC` in a place of the container's own.
    pub(crate) own: Option<Vec<u8>>,
    /// The same in XMP or EXIF.
    pub(crate) written: Option<Vec<u8>>,
    /// Where the picture comes from, as XMP has it.
    pub(crate) source: Option<SourceType>,
    /// The same, as a manifest has it.
    pub(crate) by_manifest: Option<SourceType>,
    /// Where the picture says to come from, if that is no camera. No label.
    pub(crate) origin: Option<Origin>,
}

impl Labels {
    /// As it is told.
    pub(crate) fn label(&self) -> Option<AiLabel> {
        let of_source = |kind| move |source: SourceType| AiLabel { kind, share: source.share() };
        let aigc = self.own.as_ref().or(self.written.as_ref());
        aigc.map(|value| AiLabel { kind: AiLabelKind::Aigc, share: aigc::share(value) })
            .or(self.source.map(of_source(AiLabelKind::SourceType)))
            .or(self.by_manifest.map(of_source(AiLabelKind::Manifest)))
    }

    /// The packet of XMP that says what does not stand elsewhere, and nothing else; none where nothing is to be said.
    pub(crate) fn packet(&self) -> Option<packet::Packet<'_>> {
        let source = self.source.or(self.by_manifest);
        let packet = packet::Packet { aigc: self.written.as_deref(), source };
        (packet.aigc.is_some() || source.is_some()).then_some(packet)
    }

    fn take_written(&mut self, value: Option<Vec<u8>>) {
        self.written = self.written.take().or(value);
    }

    fn take_own(&mut self, value: Option<Vec<u8>>) {
        self.own = self.own.take().or(value);
    }

    /// Takes a value that has a name, or none: the label itself, a packet of XMP, or words that may hold one.
    fn take_named(&mut self, name: &[u8], value: &[u8]) {
        let value = value.trim_ascii();
        let value = value.strip_suffix(b"\0").unwrap_or(value);
        if is_key(name) && !value.is_empty() && value.len() <= LONGEST {
            self.take_own(Some(value.to_vec()));
        } else {
            self.take_packet(value);
            self.take_own(aigc::in_words(value));
        }
    }

    /// Takes what a comment says, which has no name.
    fn take_words(&mut self, words: &[u8]) {
        self.take_written(aigc::in_words(words));
        self.take_origin(|| origin::in_comment(&origin::letters(words)));
    }

    /// Takes what the words of IPTC's older records say, captions among them.
    fn take_records(&mut self, records: &[u8]) {
        self.take_written(aigc::in_text(records));
    }

    /// Takes what a packet of XMP says.
    fn take_packet(&mut self, bytes: &[u8]) {
        self.take_written(packet::aigc(bytes));
        self.source = self.source.or(packet::source_type(bytes));
        self.take_origin(|| origin::in_packet(bytes));
    }

    /// Takes what a block of EXIF says.
    fn take_exif(&mut self, block: &[u8]) {
        self.take_written(aigc::in_exif(block));
        self.take_origin(|| origin::in_exif(block));
    }

    /// Takes what a manifest says.
    fn take_manifest(&mut self, bytes: &[u8]) {
        self.by_manifest = self.by_manifest.or(c2pa::source_type(bytes));
        self.take_origin(|| origin::in_sources(bytes));
    }

    fn take_origin(&mut self, origin: impl FnOnce() -> Option<Origin>) {
        self.origin = self.origin.or_else(origin);
    }
}

/// Whether a name is that of the label, alone or behind a namespace such as `TC260:`.
fn is_key(name: &[u8]) -> bool {
    let name = name.rsplit(|byte| matches!(byte, b':' | b'/')).next().unwrap_or_default();
    name.trim_ascii().eq_ignore_ascii_case(KEY)
}

/// A packet with the labels of another one; none where it has none.
pub(crate) fn of_packet(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut labels = Labels::default();
    labels.take_packet(bytes);
    Some(labels.packet()?.whole())
}

/// The label in a value that a document has under a name: the value itself, a packet of XMP, or words that hold it.
pub fn label_in_value(name: &[u8], value: &[u8]) -> Option<AiLabel> {
    let mut labels = Labels::default();
    labels.take_named(name, value);
    labels.label()
}

/// How far a file is gone through for its labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Its beginning and its end.
    Ends,
    /// All of it.
    Whole,
}

/// The labels of a file of a kind. What is damaged bears what was found before.
///
/// # Errors
/// `Failed`, where the disk did.
pub(crate) fn find(reader: &mut Reader<'_>, container: Container, reach: Reach) -> Read<Labels> {
    let mut labels = Labels::default();
    let looked = match container {
        Container::Jpeg => photo::jpeg(reader, &mut labels),
        Container::Png => photo::png(reader, reach, &mut labels),
        Container::Webp => photo::webp(reader, &mut labels),
        Container::Gif => photo::gif(reader, reach, &mut labels),
        Container::Tiff => tiff::find(reader, &mut labels),
        Container::Matroska | Container::Webm => matroska::find(reader, reach, &mut labels),
        Container::Avi => avi::find(reader, &mut labels),
        Container::Asf => asf::find(reader, &mut labels),
        Container::Flv => flv::find(reader, &mut labels),
        Container::Heic | Container::Avif | Container::JpegXl | Container::Jpeg2000 => {
            boxes::find(reader, &mut labels)
        }
        Container::Mp4 | Container::M4v | Container::F4v | Container::ThreeGp | Container::Mov => {
            boxes::find(reader, &mut labels)
        }
        Container::Psd => psd::find(reader, &mut labels),
        Container::Word
        | Container::Excel
        | Container::Slides
        | Container::Ofd
        | Container::Zip => document::archive(reader, reach, &mut labels),
        Container::Pdf => document::pdf(reader, reach, &mut labels),
        Container::Svg | Container::Html => {
            reader.some(0, MOST_PACKET).map(|words| labels.take_packet(&words))
        }
        Container::Mp3 => sound::mp3(reader, &mut labels),
        Container::Wav => sound::wav(reader, &mut labels),
        Container::Flac => sound::flac(reader, &mut labels),
        Container::Ogg => sound::ogg(reader, &mut labels),
        // A BMP, a transport stream and a bare stream have no place for one.
        _ => Ok(()),
    };
    match looked {
        Err(Stop::Failed) => Err(Stop::Failed),
        _ => Ok(labels),
    }
}
