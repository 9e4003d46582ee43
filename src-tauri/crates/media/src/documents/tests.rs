//! What is told of documents that the tests put together.

use super::*;

/// An archive of files that are not packed.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut whole, mut list) = (Vec::new(), Vec::new());
    for (name, holds) in files {
        let length = (holds.len() as u32).to_le_bytes();
        let sizes = [&[0; 4][..], &length, &length, &(name.len() as u16).to_le_bytes(), &[0; 2]];
        let place = (whole.len() as u32).to_le_bytes();
        whole.extend([b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0", &sizes.concat()[..]].concat());
        whole.extend([name.as_bytes(), holds].concat());
        list.extend([b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0", &sizes.concat()[..]].concat());
        list.extend([&[0; 10][..], &place, name.as_bytes()].concat());
    }
    let (count, start) = ((files.len() as u16).to_le_bytes(), (whole.len() as u32).to_le_bytes());
    let length = (list.len() as u32).to_le_bytes();
    whole.extend(list);
    whole.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &length, &start, &[0; 2]].concat());
    whole
}

fn read(bytes: &[u8]) -> Option<DocumentFacts> {
    read_document(&bytes).unwrap()
}

/// A photo that says where it was taken: its directory of places has an entry.
fn photo() -> Vec<u8> {
    let mut photo = b"\xFF\xD8\xFF\xE1\0\x3AExif\0\0MM\0\x2A\0\0\0\x08".to_vec();
    photo.extend(b"\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0");
    photo.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0\0\0\0\0\0\0");
    photo.extend(
        b"\xFF\xC0\0\x0B\x08\0\x10\0\x10\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x12\xFF\xD9",
    );
    photo
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

#[test]
fn a_document_tells_who_and_what() {
    let core = "<c xmlns:dc='d'><dc:creator>张三 &lt;一&gt;</dc:creator><cp:lastModifiedBy> </cp:lastModifiedBy></c>";
    let whole = archive(&[
        TYPES,
        ("docProps/core.xml", core.as_bytes()),
        ("docProps/app.xml", "<Properties><Company>某公司</Company></Properties>".as_bytes()),
        ("word/document.xml", b"<w:del w:author='x'/>"),
        ("word/comments.xml", b"<w:comments/>"),
        ("word/media/image1.jpeg", &photo()),
    ]);
    let told = DocumentFacts {
        author: Some("张三 <一>".into()),
        company: Some("某公司".into()),
        has_remarks: true,
        has_changes: true,
        has_places: true,
        ..DocumentFacts::default()
    };
    assert_eq!(read(&whole), Some(told));
    for end in 0..whole.len() {
        read(&whole[..end]);
    }
    let mut changed = whole.clone();
    for at in 0..whole.len() {
        changed[at] ^= 0xFF;
        read(&changed);
        changed[at] = whole[at];
    }
}

#[test]
fn what_says_nothing_more_is_not_told() {
    let plain = archive(&[
        TYPES,
        ("docProps/core.xml", b"<dc:creator></dc:creator><cp:lastModifiedBy/>"),
        ("word/document.xml", b"<w:insideH/>"),
        ("word/_rels/comments.xml.rels", b""),
        ("xl/media/a.png", b"\x89PNG"),
    ]);
    assert_eq!(read(&plain), Some(DocumentFacts::default()));
    assert_eq!(read(&archive(&[("a.txt", b"words")])), None);
    assert_eq!(read(b"PK\x03\x04 nothing"), None);
    type Told = fn(&DocumentFacts) -> bool;
    let parts: [(&str, Told); 5] = [
        ("word/vbaProject.bin", |facts| facts.has_scripts),
        ("xl/comments1.xml", |facts| facts.has_remarks),
        ("ppt/comments/comment1.xml", |facts| facts.has_remarks),
        ("xl/revisions/revisionHeaders.xml", |facts| facts.has_changes),
        ("word/embeddings/a.xlsx", |facts| facts.has_files),
    ];
    for (name, is_told) in parts {
        assert!(
            read(&archive(&[TYPES, (name, b"")])).is_some_and(|facts| is_told(&facts)),
            "{name}"
        );
    }
}

#[test]
fn what_is_not_shown_is_told() {
    let is_hidden = |name: &str, words: &str| {
        let facts = read(&archive(&[TYPES, (name, words.as_bytes())])).unwrap();
        assert_eq!(facts, DocumentFacts { has_hidden: facts.has_hidden, ..Default::default() });
        facts.has_hidden
    };
    for (name, words) in [
        ("word/document.xml", "<w:rPr><w:vanish/></w:rPr>"),
        ("word/document.xml", "<w:vanish w:val=\"0\"/><w:vanish w:val=\"true\" />"),
        ("xl/workbook.xml", "<sheet name=\"a\" state=\"veryHidden\"/>"),
        ("xl/workbook.xml", "<sheet name=\"a\" state=\"hidden\"/>"),
        ("xl/workbook.xml", "<sheet name='a' state='hidden'/>"),
        ("word/header1.xml", "<w:vanish/>"),
        ("word/styles.xml", "<w:vanish/>"),
        ("word/document2.xml", "<w:vanish/>"),
        ("xl/worksheets/sheet1.xml", "<row r=\"1\" hidden=\"1\">"),
        ("xl/worksheets/sheet2.xml", "<col min=\"1\" max=\"1\" hidden=\"true\"/>"),
        ("ppt/slides/slide2.xml", "<p:sld show=\"0\"><p:cSld/></p:sld>"),
        ("ppt/notesSlides/notesSlide1.xml", "<a:r><a:t>a</a:t></a:r>"),
    ] {
        assert!(is_hidden(name, words), "{name}: {words}");
    }
    for (name, words) in [
        ("word/document.xml", "<w:webHidden/><w:vanish w:val=\"false\"/><w:vanished/>"),
        ("xl/workbook.xml", "<sheet name=\"a\" state=\"visible\"/>"),
        ("xl/worksheets/sheet1.xml", "<row r=\"1\" hidden=\"0\">"),
        ("ppt/slides/slide1.xml", "<p:sld><p:cSld name=\"a show=\"/></p:sld>"),
        ("ppt/notesSlides/notesSlide1.xml", "<a:fld><a:t>1</a:t></a:fld>"),
        ("ppt/slides/_rels/slide1.xml.rels", "<a show=\"0\"/>"),
    ] {
        assert!(!is_hidden(name, words), "{name}: {words}");
    }
}

#[test]
fn a_long_name_is_told_in_part() {
    let long = "长".repeat(LONGEST_NAME + 1);
    let words = format!("<dc:creator>{long}\u{7}</dc:creator>");
    let told = read(&archive(&[TYPES, ("docProps/core.xml", words.as_bytes())]));
    let author = told.and_then(|facts| facts.author).unwrap();
    assert_eq!(author, format!("{}…", "长".repeat(LONGEST_NAME)));
}
