//! The container of a .docx: which kind of file it is, and its parts within bounds of size, of ratio and
//! of count. What a part says is read elsewhere.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::WordError;
use crate::reading::xml;

/// A blank form with its pictures. Judgement: the largest of a hundred looked at has 4 MB.
const LARGEST_FILE: usize = 64 << 20;
/// One part of XML; a form of 40 pages has 2 MB.
const LARGEST_PART: u64 = 24 << 20;
/// Deflate brings at most 1032 to 1; XML of Word comes to 30.
const HIGHEST_RATIO: u64 = 300;
/// Below this a high ratio is harmless.
const SMALL_PART: u64 = 1 << 20;
/// All headers, footers and footnotes of a form together; those of Word have some 10 kB each.
const LARGEST_BESIDE: u64 = 4 << 20;
/// Parts of a container; Word writes some dozen.
const MOST_PARTS: usize = 5_000;

/// Text parts of a .docx.
pub(crate) struct Package {
    pub(crate) document: String,
    pub(crate) styles: Option<Part>,
    pub(crate) numbering: Option<Part>,
    /// Headers, footers and footnotes.
    pub(crate) beside: Vec<Part>,
}

/// A part without which a form can still be read.
pub(crate) struct Part {
    pub(crate) what: Adds,
    /// Its name in the container, without its folder.
    pub(crate) name: String,
    /// Its text; what is wrong with it where it is damaged.
    pub(crate) text: Result<String, WordError>,
}

/// What a part adds to the words of a form.
#[derive(Clone, Copy)]
pub(crate) enum Adds {
    Styles,
    Numbers,
    Beside,
}

impl Adds {
    /// The part in one word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Styles => "样式",
            Self::Numbers => "编号",
            Self::Beside => "页眉页脚",
        }
    }

    /// What is missing where the part could not be read, and what to do. Chinese.
    pub(crate) fn missing(self, part: &str) -> String {
        let (what, lacks) = match self {
            Self::Styles => ("样式", "字体、字号和居中可能与原表不同"),
            Self::Numbers => ("自动编号", "“一、”“1.”这样自动编的号没有读到"),
            Self::Beside => ("页眉、页脚或脚注", "里面的字没有读到"),
        };
        format!(
            "Word 文件里的{what}（{part}）已损坏，{lacks}。请对照原表补上；原表能在 Word 里打开的，另存一份再导入。"
        )
    }
}

/// Opens the container; other kinds of files are named.
pub(crate) fn open(bytes: &[u8]) -> Result<Package, WordError> {
    if bytes.len() > LARGEST_FILE {
        return Err(WordError::TooLarge("超过 64 MB"));
    }
    other_kind(bytes)?;
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| WordError::Damaged("压缩包"))?;
    if archive.len() > MOST_PARTS {
        return Err(WordError::TooLarge("压缩包里的文件太多"));
    }
    let main = main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let document = part(&mut archive, &main, "正文")?.ok_or(WordError::NotWord)?;
    let beside =
        |name: &str| if folder.is_empty() { name.into() } else { format!("{folder}/{name}") };
    // A form can be read without its styles and numbers, so damage there is no reason to refuse it.
    let styles = soft(&mut archive, Adds::Styles, &beside("styles.xml"))?;
    let numbering = soft(&mut archive, Adds::Numbers, &beside("numbering.xml"))?;
    let beside = parts_beside(&mut archive, &folder)?;
    Ok(Package { document, styles, numbering, beside })
}

/// Headers, footers and footnotes, in the order of their names.
fn parts_beside(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    folder: &str,
) -> Result<Vec<Part>, WordError> {
    let is_beside = |name: &String| {
        let name = name.strip_prefix(folder).unwrap_or(name.as_str()).trim_start_matches('/');
        let named = ["header", "footer", "footnotes", "endnotes"];
        !name.contains('/') && name.ends_with(".xml") && named.iter().any(|n| name.starts_with(n))
    };
    // A name that cannot be read is none of these.
    let names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    let mut names: Vec<String> = names.filter(is_beside).collect();
    names.sort();
    let mut parts: Vec<Part> = Vec::new();
    let mut length = 0;
    for name in names {
        let part = soft(archive, Adds::Beside, &name)?;
        length +=
            part.iter().flat_map(|part| &part.text).map(|text| text.len() as u64).sum::<u64>();
        parts.extend(part);
        if length > LARGEST_BESIDE {
            return Err(WordError::TooLarge("页眉和页脚太大"));
        }
    }
    Ok(parts)
}

/// A part without which a form can be read: damage is kept with it, what is too large is refused.
fn soft(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    what: Adds,
    path: &str,
) -> Result<Option<Part>, WordError> {
    let text = match part(archive, path, what.name()) {
        Ok(None) => return Ok(None),
        Ok(Some(text)) => Ok(text),
        Err(damaged @ WordError::Damaged(_)) => Err(damaged),
        Err(other) => return Err(other),
    };
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    Ok(Some(Part { what, name, text }))
}

/// The name of the part with the text: `word/document.xml` unless the relations say otherwise.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, WordError> {
    const USUAL: &str = "word/document.xml";
    if archive.index_for_name(USUAL).is_some() {
        return Ok(USUAL.to_owned());
    }
    let relations = part(archive, "_rels/.rels", "目录")?.unwrap_or_default();
    let at = relations.find("/officeDocument\"").ok_or(WordError::NotWord)?;
    let start = relations[..at].rfind('<').unwrap_or_default();
    let element =
        &relations[start..relations[at..].find('>').map_or(relations.len(), |end| at + end)];
    let target = element.split("Target=\"").nth(1).and_then(|rest| rest.split('"').next());
    let target = target.ok_or(WordError::NotWord)?.trim_start_matches('/').to_owned();
    if target.ends_with("workbook.xml") {
        return Err(WordError::OtherKind(" Excel 表格"));
    }
    if target.ends_with("presentation.xml") {
        return Err(WordError::OtherKind(" PowerPoint 演示文稿"));
    }
    Ok(target)
}

/// A part as text; none where the container has none of this name.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    what: &'static str,
) -> Result<Option<String>, WordError> {
    let read = bytes(archive, name, (what, LARGEST_PART))?;
    read.map(|bytes| text(bytes, what)).transpose()
}

/// The bytes of a part within its bounds.
fn bytes(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    (what, largest): (&'static str, u64),
) -> Result<Option<Vec<u8>>, WordError> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let file = archive.by_index(index).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(_) => WordError::Encrypted,
        _ => WordError::Damaged(what),
    })?;
    let (packed, size) = (file.compressed_size(), file.size());
    if size > largest {
        return Err(WordError::TooLarge("解开后超过 24 MB"));
    }
    // What the container says of the size may be a lie: what comes out is bounded too.
    let bound = largest.min(SMALL_PART.max(packed.saturating_mul(HIGHEST_RATIO)));
    let mut bytes = Vec::new();
    file.take(bound + 1).read_to_end(&mut bytes).map_err(|_| WordError::Damaged(what))?;
    if bytes.len() as u64 > bound {
        return Err(WordError::TooLarge("压缩得不合常理"));
    }
    Ok(Some(bytes))
}

/// A picture of a file: the name of its relation, that of its file, and its bytes where they can be read.
pub(crate) struct PicturePart {
    pub(crate) relation: String,
    pub(crate) file: String,
    pub(crate) bytes: Option<Vec<u8>>,
}

/// One picture; those of phones have some 10 MB.
const LARGEST_PICTURE: u64 = 48 << 20;
/// All pictures of a text together.
const LARGEST_PICTURES: usize = 160 << 20;

/// The pictures that are asked for by their relations, each once; one that lies elsewhere is none.
pub(crate) fn pictures(bytes_of: &[u8], wanted: &[String]) -> Result<Vec<PicturePart>, WordError> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes_of)).map_err(|_| WordError::Damaged("压缩包"))?;
    let main = main_part(&mut archive)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = part(&mut archive, &format!("{folder}/_rels/{file}.rels"), "图片")?;
    let Some(relations) = relations else { return Ok(Vec::new()) };
    let relations = xml::parse(&relations, "图片")?;
    let mut found: Vec<PicturePart> = Vec::new();
    let mut length = 0;
    for relation in relations.nodes() {
        let (Some(id), Some(target)) = (relation.attribute("Id"), relation.attribute("Target"))
        else {
            continue;
        };
        let is_outside = relation.attribute("TargetMode") == Some("External");
        if is_outside || !wanted.iter().any(|wanted| wanted == id) {
            continue;
        }
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("{folder}/{target}"),
        };
        let read = match length < LARGEST_PICTURES {
            true => bytes(&mut archive, &path, ("图片", LARGEST_PICTURE)).ok().flatten(),
            false => None,
        };
        length += read.as_ref().map_or(0, Vec::len);
        let file = target.rsplit('/').next().unwrap_or(target).to_owned();
        found.push(PicturePart { relation: id.to_owned(), file, bytes: read });
    }
    Ok(found)
}

/// UTF-8, or UTF-16 with its mark.
fn text(bytes: Vec<u8>, what: &'static str) -> Result<String, WordError> {
    let utf16 = |little: bool| {
        let units = bytes[2..].chunks_exact(2).map(|pair| {
            let pair = [pair[0], pair[1]];
            if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        });
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| WordError::Damaged(what))
    };
    match bytes.get(..2) {
        Some([0xFF, 0xFE]) => utf16(true),
        Some([0xFE, 0xFF]) => utf16(false),
        _ => String::from_utf8(bytes).map_err(|_| WordError::Damaged(what)),
    }
}

/// Tells what is no container at all.
fn other_kind(bytes: &[u8]) -> Result<(), WordError> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Ok(());
    }
    if starts(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        let encrypted = bytes.windows(wide.len()).any(|window| window == wide);
        return Err(if encrypted {
            WordError::Encrypted
        } else {
            WordError::OtherKind("旧格式的 .doc 或 .wps 文件")
        });
    }
    let head: String =
        bytes.iter().take(512).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let head = head.trim_start_matches(['\u{EF}', '\u{BB}', '\u{BF}']).trim_start();
    Err(match head {
        _ if bytes.is_empty() => WordError::OtherKind("空文件"),
        _ if head.starts_with("{\\rtf") => WordError::OtherKind(" RTF 文件"),
        _ if head.starts_with("%pdf") => WordError::OtherKind(" PDF 文件"),
        _ if head.starts_with("<!doctype html") || head.contains("<html") => {
            WordError::OtherKind("网页（HTML）")
        }
        _ if head.starts_with("<?xml") => WordError::OtherKind(" XML 文件"),
        _ => WordError::OtherKind("别的文件"),
    })
}
