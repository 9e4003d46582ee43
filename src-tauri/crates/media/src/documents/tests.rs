//! What is told of documents that the tests put together.

use super::*;

/// An archive of files that are not packed.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
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

pub(super) fn read(bytes: &[u8]) -> Option<DocumentFacts> {
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

pub(super) const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

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
        (
            "xl/worksheets/sheet1.xml",
            "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>3</v></c></row>",
        ),
        (
            "xl/worksheets/sheet2.xml",
            "<cols><col min=\"2\" max=\"27\" hidden=\"true\"/></cols><row r=\"1\"><c r=\"AA1\"><v>1</v></c>",
        ),
        ("xl/worksheets/sheet1.xml", "<row ht=\"0\" customHeight=\"1\"><c><v>1</v></c></row>"),
        ("xl/worksheets/sheet1.xml", "<x:row ht='0.75'><x:c><x:is><x:t>a</x:t></x:is></x:c>"),
        (
            "xl/worksheets/sheet1.xml",
            "<col min=\"1\" max=\"1\" width=\"0\"/><row><c r=\"A1\"><v>1</v>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<col min=\"1\" max=\"2\" width=\"0.08\"/><row><c><v/></c><c><v>1</v></c>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<sheetFormatPr zeroHeight=\"1\"/><row r=\"1\"><c><v>1</v></c>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<sheetFormatPr defaultColWidth=\"0\"/><row><c r=\"B1\"><v>1</v>",
        ),
        ("ppt/slides/slide1.xml", "<p:sld><p:cSld><p:cNvPr id=\"2\" name=\"a\" hidden=\"1\"/>"),
        ("xl/drawings/drawing1.xml", "<xdr:cNvPr id=\"2\" hidden=\"true\"/>"),
        ("ppt/slides/slide2.xml", "<p:sld show=\"0\"><p:cSld/></p:sld>"),
        ("ppt/notesSlides/notesSlide1.xml", "<a:r><a:t>a</a:t></a:r>"),
    ] {
        assert!(is_hidden(name, words), "{name}: {words}");
    }
    for (name, words) in [
        ("word/document.xml", "<w:webHidden/><w:vanish w:val=\"false\"/><w:vanished/>"),
        ("xl/workbook.xml", "<sheet name=\"a\" state=\"visible\"/>"),
        ("xl/worksheets/sheet1.xml", "<row r=\"1\" hidden=\"0\"><c><v>1</v></c>"),
        // What parts a sheet, and columns that are not used.
        (
            "xl/worksheets/sheet1.xml",
            "<cols><col min=\"2\" max=\"2\" width=\"0.4\"/><col min=\"9\" max=\"16384\" width=\"0\" hidden=\"1\"/></cols>\
             <row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"2\"/><c r=\"C1\"><v>1</v></c></row>\
             <row r=\"2\" ht=\"1.5\" customHeight=\"1\"><c r=\"A2\" s=\"1\"/></row><row r=\"3\" ht=\"9\"><c><v>2</v></c></row>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<sheetFormatPr zeroHeight=\"1\"/><row r=\"1\" ht=\"14\"><c><v>1</v></c>",
        ),
        ("xl/worksheets/sheet1.xml", "<!-- <row hidden='1'><c><v>1</v></c></row> -->"),
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

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Programs may call parts as they like.
#[test]
fn parts_are_found_by_what_they_are_not_by_their_names() {
    let kind = |name: &str, kind: &str| {
        format!(
            "<Override PartName='/{name}' ContentType='application/vnd.openxmlformats-{kind}+xml'/>"
        )
    };
    let list = [
        kind("a/1.xml", "officedocument.wordprocessingml.document.main"),
        kind("a/2.xml", "officedocument.wordprocessingml.comments"),
        kind("a/3.xml", "officedocument.spreadsheetml.worksheet"),
    ];
    let ways = [
        (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "/a/core.xml",
        ),
        (&*format!("{RELATIONSHIPS}/extended-properties"), "a/app.xml"),
        (&*format!("{RELATIONSHIPS}/custom-properties"), "A/Custom.xml"),
    ];
    let ways: String = ways
        .iter()
        .map(|(kind, to)| format!("<Relationship Type=\"{kind}\" Target=\"{to}\"/>"))
        .collect();
    let author: Vec<u8> = "\u{FEFF}<k xmlns:e='d'><e:creator>张三</e:creator></k>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let whole = archive(&[
        ("[Content_Types].xml", format!("<Types>{}</Types>", list.concat()).as_bytes()),
        ("_rels/.rels", ways.as_bytes()),
        ("a/core.xml", &author),
        ("a/app.xml", "<Company>某公司</Company>".as_bytes()),
        ("a/custom.xml", "<property name=\"项目编号\"/>".as_bytes()),
        ("a/1.xml", b"<w:vanish/><w:del w:id='1'/>"),
        ("a/2.xml", b""),
        ("a/3.xml", b""),
    ]);
    let told = DocumentFacts {
        author: Some("张三".into()),
        company: Some("某公司".into()),
        has_remarks: true,
        has_changes: true,
        has_hidden: true,
        has_properties: true,
        ..DocumentFacts::default()
    };
    assert_eq!(read(&whole), Some(told));
}

#[test]
fn properties_of_ones_own_are_told_and_those_of_programs_are_not() {
    let told = |names: &[&str]| {
        let words: String = names
            .iter()
            .map(|name| {
                format!("<property pid=\"2\" name=\"{name}\"><vt:lpwstr>a</vt:lpwstr></property>")
            })
            .collect();
        let words = format!("<Properties>{words}</Properties>");
        read(&archive(&[TYPES, ("docProps/custom.xml", words.as_bytes())])).unwrap().has_properties
    };
    assert!(told(&["经办人"]) && told(&["ICV", "MSIP_Label_1_Owner"]));
    assert!(!told(&[]) && !told(&["KSOProductBuildVer", "ICV"]) && !told(&["AIGC"]));
}

#[test]
fn where_a_document_lay_and_draws_from_is_told() {
    let path = |name: &str, words: &str| {
        let facts = read(&archive(&[TYPES, (name, words.as_bytes())])).unwrap();
        assert_eq!(facts, DocumentFacts { path: facts.path.clone(), ..Default::default() });
        facts.path
    };
    let lay = "<mc:Choice Requires=\"x15\"><x15ac:absPath url=\"C:\\Users\\张三\\Desktop\\\"/></mc:Choice>";
    assert_eq!(path("xl/workbook.xml", lay).as_deref(), Some("C:\\Users\\张三\\Desktop\\"));
    let way = |to: &str, mode: &str| {
        format!("<Relationship Id=\"rId1\" Type=\"t\" Target=\"{to}\" TargetMode=\"{mode}\"/>")
    };
    let template = way("file:///C:\\Users\\zhang\\a.dotm", "External");
    let ways = "word/_rels/settings.xml.rels";
    assert_eq!(path(ways, &template).as_deref(), Some("C:\\Users\\zhang\\a.dotm"));
    assert_eq!(path(ways, &way("/word/document.xml", "Internal")), None);
    assert_eq!(path(ways, &way("https://a.cn/C:/b", "External")), None);
    assert_eq!(path(ways, &way("mailto:a@b.cn", "External")), None);
    let field = "<w:instrText>INCLUDEPICTURE \"D:\\照片\\a.jpg\"</w:instrText>";
    assert_eq!(path("word/document.xml", field).as_deref(), Some("D:\\照片\\a.jpg"));
    // What stands in the text is seen.
    assert_eq!(path("word/document.xml", "<w:t>放在 D:\\照片</w:t>"), None);
    let query = "<w:query w:val=\"SELECT * FROM `D:\\名单.xlsx`\"/>";
    assert_eq!(path("word/settings.xml", query).as_deref(), Some("D:\\名单.xlsx"));
    assert_eq!(path("docProps/app.xml", "<Template>Normal.dotm</Template>"), None);
    assert_eq!(path("xl/workbook.xml", "<fileVersion appName=\"xl\"/>"), None);
}

#[test]
fn data_that_stands_on_no_sheet_is_told() {
    let told = |parts: &[(&str, &str)]| {
        let book = ("xl/workbook.xml", "<sheets><sheet name=\"表1\" sheetId=\"1\"/></sheets>");
        let all: Vec<(&str, &[u8])> = parts
            .iter()
            .chain(&[book])
            .map(|(name, words)| (*name, words.as_bytes()))
            .chain([TYPES])
            .collect();
        read(&archive(&all)).unwrap().has_leftovers
    };
    let cache = |source: &str, item: &str| {
        format!(
            "<pivotCacheDefinition><cacheSource>{source}</cacheSource><cacheFields><sharedItems>{item}</sharedItems></cacheFields></pivotCacheDefinition>"
        )
    };
    let is_told = |source: &str, item: &str| {
        let rows = (
            "xl/pivotCache/pivotCacheRecords1.xml",
            "<pivotCacheRecords><r><x v=\"0\"/></r></pivotCacheRecords>",
        );
        told(&[("xl/pivotCache/pivotCacheDefinition1.xml", &cache(source, item)), rows])
    };
    let here = "<worksheetSource ref=\"A1:B9\" sheet=\"表1\"/>";
    let item = "<s v=\"张三\"/>";
    assert!(!is_told(here, item) && !is_told("<worksheetSource name=\"区域\"/>", item));
    assert!(is_told(here, "<s v=\"张三\" u=\"1\"/>"), "of a row that was deleted");
    assert!(
        is_told("<worksheetSource ref=\"A1:B9\" sheet=\"名册\"/>", item),
        "of a sheet that was"
    );
    assert!(is_told("<worksheetSource r:id=\"rId1\" sheet=\"表1\"/>", item), "of another workbook");
    assert!(is_told("", item), "of a database");
    let link = |values: &str| {
        let words = format!(
            "<externalLink><externalBook><sheetDataSet>{values}</sheetDataSet></externalBook></externalLink>"
        );
        told(&[("xl/externalLinks/externalLink1.xml", &words)])
    };
    assert!(link("<row r=\"1\"><cell r=\"A1\"><v>341524</v></cell></row>"));
    assert!(!link("") && !link("<cell r=\"A1\"><v></v></cell>"));
}

#[test]
fn photos_that_are_too_much_to_look_at_are_told() {
    let located = photo();
    let large = [&located[..], &vec![0; MOST_OF_PHOTO as usize]].concat();
    let facts = read(&archive(&[TYPES, ("word/media/image1.jpeg", &large)])).unwrap();
    assert!(facts.is_seen_in_part && !facts.has_places);
    let facts = read(&archive(&[TYPES, ("word/media/image1.jpeg", &located)])).unwrap();
    assert!(!facts.is_seen_in_part && facts.has_places);
}
