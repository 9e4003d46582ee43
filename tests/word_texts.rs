//! A Word text becomes blocks of the material, and what cannot be brought is told.
#![allow(clippy::unwrap_used, reason = "a test of files")]

mod word_made;

use case::MaterialBlock;
use word::{WordPicture, read_text, write};
use word_made::{cell, docx, docx_with, line, table};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n rest of it";

/// A paragraph of a size in half points, perhaps bold, perhaps in the middle.
fn set(text: &str, half_points: u32, bold: bool, centre: bool) -> String {
    let bold = if bold { "<w:b/>" } else { "" };
    let jc = if centre { "<w:pPr><w:jc w:val=\"center\"/></w:pPr>" } else { "" };
    format!(
        "<w:p>{jc}<w:r><w:rPr>{bold}<w:sz w:val=\"{half_points}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn outlined(text: &str, level: u8) -> String {
    format!(
        "<w:p><w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn picture(relation: &str) -> String {
    format!("<w:p><w:r><w:drawing><x><blip r:embed=\"{relation}\"/></x></w:drawing></w:r></w:p>")
}

fn kinds(blocks: &[MaterialBlock]) -> Vec<String> {
    let say = |block: &MaterialBlock| match block {
        MaterialBlock::Heading { level, text } => format!("h{level} {text}"),
        MaterialBlock::Paragraph { text } => format!("p {text}"),
        MaterialBlock::List { ordered, items } => format!("l{ordered} {}", items.join("|")),
        MaterialBlock::Table { caption, header, rows } => {
            let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
            format!("t{header} {caption} {}", rows.join("|"))
        }
        MaterialBlock::Picture { path, caption } => format!("i {path} {caption}"),
        MaterialBlock::Quotation { text } => format!("q {text}"),
    };
    blocks.iter().map(say).collect()
}

#[test]
fn headings_are_known_by_outline() {
    let body = [
        outlined("背景", 0),
        line("晓天镇在山区。"),
        outlined("做法", 1),
        line("· 建站\n点"),
        line("· 带户"),
    ];
    let read = read_text(&docx(&body.concat())).unwrap();
    assert_eq!(
        kinds(&read.blocks),
        ["h1 背景", "p 晓天镇在山区。", "h2 做法", "lfalse 建站 点|带户"]
    );
    assert_eq!(read.summary(), "带入 2 个标题、1 段、1 个列表。");
}

#[test]
fn headings_are_known_by_their_looks_where_no_style_says_so() {
    let long =
        "晓天镇地处大别山区，茶叶、板栗、香菇品质好，过去主要靠贩子上门收购，价格低、结账慢。";
    let body = [
        set("一店带多户", 44, false, true),
        set("一、项目背景", 32, false, false),
        set(long, 32, false, false),
        set("（一）建站点", 32, false, false),
        set(long, 32, false, false),
        set("主要成效", 32, true, false),
        set("1. 带动582户", 32, false, false),
    ];
    let read = read_text(&docx(&body.concat())).unwrap();
    let paragraph = format!("p {long}");
    assert_eq!(
        kinds(&read.blocks),
        [
            "h1 一、项目背景",
            &paragraph,
            "h2 （一）建站点",
            &paragraph,
            "h1 主要成效",
            "p 1. 带动582户"
        ]
    );
    assert_eq!(read.left_out, ["标题“一店带多户”（印出来的材料用案例的名称作标题）"]);
}

#[test]
fn pictures_tables_and_what_is_left_out() {
    let relations = "<Relationships><Relationship Id=\"a\" Target=\"media/image1.png\"/>\
        <Relationship Id=\"b\" Target=\"media/image2.emf\"/>\
        <Relationship Id=\"c\" Target=\"https://example.com/x.png\" TargetMode=\"External\"/></Relationships>";
    let rows = [vec![cell("县", 1), cell("站点", 1)], vec![cell("舒城县", 1), cell("7", 1)]];
    let chart = "<w:p><w:r><w:drawing><x><chart r:id=\"z\"/></x></w:drawing></w:r></w:p>";
    let body = [
        line("文字在前。"),
        picture("a"),
        set("图1 服务站", 24, false, true),
        line("表1 站点"),
        table(2, &rows),
        picture("b"),
        picture("c"),
        chart.to_owned(),
    ];
    let parts: [(&str, &[u8]); 3] = [
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/image1.png", PNG),
        ("word/media/image2.emf", b"\x01\x00\x00\x00 and more"),
    ];
    let read = read_text(&docx_with(&body.concat(), &parts)).unwrap();
    assert_eq!(
        kinds(&read.blocks),
        ["p 文字在前。", "i Word图片01.png 图1 服务站", "ttrue 表1 站点 县,站点|舒城县,7"]
    );
    assert_eq!(read.pictures, [("Word图片01.png".to_owned(), PNG.to_vec())]);
    assert_eq!(
        read.left_out,
        ["图表 1 处", "没有存在文件里的图片 1 处", "矢量图（WMF、EMF） 1 处"]
    );
}

#[test]
fn the_material_that_is_written_comes_back() {
    let catalog = catalog::Catalog::built_in();
    let call = catalog.call("js-2020").unwrap();
    let (_, sample) = &call.samples[0];
    let case = case::read(sample.as_bytes(), &catalog).unwrap();
    let picture = WordPicture { bytes: PNG.to_vec(), pixels: (100, 80) };
    let names = case.material.iter().flat_map(case::Material::file_names);
    let pictures = names.map(|name| (name.to_owned(), picture.clone())).collect();
    let filled = word::fill(&word::read_filled(&write(&case, &pictures)).unwrap(), call);
    let count = |case: &case::Case, wanted: &str| {
        let blocks = case.material.as_ref().unwrap().blocks();
        kinds(blocks).iter().filter(|kind| kind.starts_with(wanted)).count()
    };
    for wanted in ["h1", "h2", "l", "t"] {
        assert_eq!(count(&filled.case, wanted), count(&case, wanted), "{wanted}");
    }
    assert!(filled.doubts.iter().all(|doubt| doubt.path.is_some()), "{:#?}", filled.doubts);
}

#[test]
fn whatever_the_bytes_are_nothing_breaks() {
    let whole = docx(&[line("案例名称"), table(1, &[vec![cell("甲", 1)]])].concat());
    for end in (0..whole.len()).step_by(7) {
        let _ = read_text(&whole[..end]);
        let mut torn = whole.clone();
        torn[end] ^= 0x55;
        let _ = read_text(&torn);
        if let Ok(document) = word::read_filled(&torn) {
            let catalog = catalog::Catalog::built_in();
            let _ = word::recognise(&document, catalog.calls());
        }
    }
}
