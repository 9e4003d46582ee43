//! What a document hides by its colours, its formats and its crops, and what clean documents say.

use super::tests::{TYPES, archive, read};
use super::*;

/// A workbook: its styles, and one sheet.
fn workbook(styles: &str, sheet: &str) -> DocumentFacts {
    let files = [
        TYPES,
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    read(&archive(&files)).unwrap()
}

const CELL: &str = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>18000</v></c></row>";
const WORD: &str = "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c></row>";

#[test]
fn values_in_a_format_that_prints_nothing_are_told() {
    let hides = |code: &str, sheet: &str| {
        let styles = format!(
            "<numFmts count='1'><numFmt numFmtId='176' formatCode='{code}'/></numFmts><fonts><font/></fonts>\
             <cellStyleXfs><xf numFmtId='176'/></cellStyleXfs>\
             <cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='176' fontId='0' applyNumberFormat='1'/></cellXfs>"
        );
        workbook(&styles, sheet).has_hidden
    };
    assert!(hides(";;;", CELL) && hides(";;;", WORD));
    assert!(hides(";;;@", CELL) && !hides(";;;@", WORD));
    assert!(!hides("0;-0;;@", CELL) && !hides("&quot;元&quot;0", CELL));
    assert!(!hides(";;;", "<row r=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\"><v>1</v></c></row>"));
}

#[test]
fn words_of_a_cell_in_the_colour_of_its_ground_are_told() {
    let hides = |font: &str, fill: &str, sheet: &str| {
        let styles = format!(
            "<fonts count='2'><font><sz val='11'/></font><font>{font}</font></fonts>\
             <fills><fill><patternFill patternType='none'/></fill><fill>{fill}</fill></fills>\
             <cellXfs><xf fontId='0' fillId='0'/><xf fontId='1' fillId='1'/></cellXfs>\
             <dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf></dxfs>"
        );
        workbook(&styles, sheet).has_hidden
    };
    let none = "<patternFill patternType='none'/>";
    let solid = |colour: &str| {
        format!(
            "<patternFill patternType='solid'><fgColor {colour}/><bgColor indexed='64'/></patternFill>"
        )
    };
    let white = "<color rgb='FFFFFFFF'/>";
    for (font, fill) in [
        (white, none.to_owned()),
        ("<color theme='0'/>", none.to_owned()),
        ("<color indexed='9'/>", none.to_owned()),
        ("<color rgb='FFFDFEFD'/>", none.to_owned()),
        (white, solid("theme='0'")),
        ("<color rgb='FFFFFF00'/>", solid("rgb='FFFFFF00'")),
        ("<color theme='1'/>", solid("rgb='FF000000'")),
    ] {
        assert!(hides(font, &fill, CELL) && hides(font, &fill, WORD), "{font} {fill}");
    }
    for (font, fill) in [
        (white, solid("rgb='FF1F4E79'")),
        (white, solid("theme='4'")),
        (white, "<gradientFill degree='90'/>".to_owned()),
        ("<color theme='1'/>", none.to_owned()),
        ("<color theme='0' tint='-0.5'/>", none.to_owned()),
        ("<color rgb='FF808080'/>", none.to_owned()),
        ("", none.to_owned()),
    ] {
        assert!(!hides(font, &fill, CELL), "{font} {fill}");
    }
    // What a table or a condition colours is not known.
    for more in
        ["<conditionalFormatting sqref='A1'/>", "<tableParts><tablePart r:id='a'/></tableParts>"]
    {
        assert!(!hides(white, none, &format!("{CELL}{more}")), "{more}");
    }
}

fn document(text: &str, styles: &str) -> DocumentFacts {
    let files =
        [TYPES, ("word/document.xml", text.as_bytes()), ("word/styles.xml", styles.as_bytes())];
    read(&archive(&files)).unwrap()
}

fn run(properties: &str) -> String {
    format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>底价 18 万元</w:t></w:r></w:p>")
}

const WHITE: &str = "<w:color w:val=\"FFFFFF\"/>";
const TABLE_STYLE: &str = "<w:style w:type=\"table\" w:styleId=\"a\"><w:tcPr><w:shd w:val=\"clear\" w:fill=\"1F4E79\"/></w:tcPr></w:style>";

#[test]
fn words_in_the_colour_of_the_paper_are_told() {
    let cell = |shade: &str| {
        format!("<w:tbl><w:tr><w:tc><w:tcPr>{shade}</w:tcPr>{}</w:tc></w:tr></w:tbl>", run(WHITE))
    };
    let dark = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"1F4E79\"/>";
    for hidden in [
        run(WHITE),
        run("<w:color w:val=\"FEFEFE\"/>"),
        run("<w:color w:val=\"FFFFFF\" w:themeColor=\"background1\"/>"),
        run("<w:color w:val=\"000000\" w:themeColor=\"background1\"/>"),
        run("<w:color w:val=\"FFFF00\"/><w:highlight w:val=\"yellow\"/>"),
        run("<w:color w:val=\"1F4E79\"/><w:shd w:val=\"clear\" w:fill=\"1F4E79\"/>"),
        cell(""),
        cell("<w:shd w:val=\"clear\" w:fill=\"auto\"/>"),
        format!(
            "<w:p><w:pPr><w:rPr>{dark}</w:rPr></w:pPr><w:r><w:rPr>{WHITE}</w:rPr><w:t>甲</w:t></w:r></w:p>"
        ),
    ] {
        assert!(document(&hidden, "").has_hidden, "{hidden}");
    }
    for shown in [
        run(""),
        run("<w:color w:val=\"auto\"/>"),
        run("<w:color w:val=\"C00000\"/>"),
        run("<w:color w:val=\"808080\" w:themeColor=\"background1\" w:themeShade=\"80\"/>"),
        run(&format!("{WHITE}{dark}")),
        run(&format!("{WHITE}<w:highlight w:val=\"black\"/>")),
        run(
            "<w:color w:val=\"000000\"/><w:rPrChange><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr></w:rPrChange>",
        ),
        cell(dark),
        format!("<w:p><w:pPr>{dark}</w:pPr><w:r><w:rPr>{WHITE}</w:rPr><w:t>甲</w:t></w:r></w:p>"),
        format!("<w:txbxContent>{}</w:txbxContent>", run(WHITE)),
        format!("<wp:anchor behindDoc=\"1\"/>{}", run(WHITE)),
        format!(
            "<w:p><w:r><w:rPr>{WHITE}</w:rPr><w:t xml:space=\"preserve\"> 　</w:t></w:r></w:p>"
        ),
        format!("<w:p><w:pPr><w:rPr>{WHITE}</w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"),
    ] {
        assert!(!document(&shown, "").has_hidden, "{shown}");
    }
    let styled = cell("").replace("<w:tr>", "<w:tblPr><w:tblStyle w:val=\"a\"/></w:tblPr><w:tr>");
    assert!(!document(&styled, TABLE_STYLE).has_hidden, "the style of the table colours it");
    assert!(document(&cell(""), TABLE_STYLE).has_hidden, "a style that the table has not");
}

#[test]
fn words_of_a_white_style_are_told() {
    let style = |more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"hid\"><w:rPr>{WHITE}</w:rPr>{more}</w:style>"
        )
    };
    let text = "<w:p><w:pPr><w:pStyle w:val=\"hid\"/></w:pPr><w:r><w:t>底价</w:t></w:r></w:p>";
    assert!(document(text, &style("")).has_hidden);
    assert!(
        !document(text, &style("<w:pPr><w:shd w:val=\"clear\" w:fill=\"000000\"/></w:pPr>"))
            .has_hidden
    );
    assert!(!document(&run(""), &style("")).has_hidden, "a style that nothing has");
    let own = text.replace("<w:r>", "<w:r><w:rPr><w:color w:val=\"auto\"/></w:rPr>");
    assert!(!document(&own, &style("")).has_hidden);
}

#[test]
fn what_was_cropped_and_still_is_there_is_told() {
    let crops = |name: &str, words: &str| {
        let facts = read(&archive(&[TYPES, (name, words.as_bytes())])).unwrap();
        assert_eq!(facts, DocumentFacts { has_cropped: facts.has_cropped, ..Default::default() });
        facts.has_cropped
    };
    for (name, words) in [
        ("word/document.xml", "<a:srcRect l=\"25000\" r=\"0\"/>"),
        ("word/header1.xml", "<a:srcRect b=\"12.5%\"/>"),
        ("word/document.xml", "<v:imagedata r:id=\"a\" croptop=\"13107f\"/>"),
        ("word/document.xml", "<v:imagedata r:id=\"a\" cropright=\".25\"/>"),
        ("ppt/slides/slide1.xml", "<a:srcRect t=\"40000\"/>"),
        ("xl/drawings/drawing1.xml", "<a:srcRect t=\"5000\"/>"),
    ] {
        assert!(crops(name, words), "{words}");
    }
    for words in [
        "<a:srcRect/>",
        "<a:srcRect l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>",
        "<a:srcRect l=\"-5000\" b=\"137\"/>",
        "<v:imagedata r:id=\"a\" croptop=\"0f\" o:title=\"\"/>",
    ] {
        assert!(!crops("word/document.xml", words), "{words}");
    }
}

#[test]
fn data_beside_the_document_is_told_where_it_says_something() {
    let says = |words: &str| {
        let facts = read(&archive(&[TYPES, ("customXml/item1.xml", words.as_bytes())])).unwrap();
        assert_eq!(
            facts,
            DocumentFacts { has_properties: facts.has_properties, ..Default::default() }
        );
        facts.has_properties
    };
    assert!(says("<root><经办人>张三</经办人></root>"));
    assert!(says("<root xmlns='a'><row name='张三' phone=''/></root>"));
    assert!(says("<b:Sources><b:Source><b:Title>内部参考</b:Title></b:Source></b:Sources>"));
    // What Word and WPS write into documents of which nobody knows more.
    for clean in [
        "<?xml version=\"1.0\"?><b:Sources SelectedStyle=\"\\APASixthEditionOfficeOnline.xsl\" StyleName=\"APA\" xmlns:b=\"http://b\" xmlns=\"http://b\"/>",
        "<s:customData xmlns=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\" xmlns:s=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\"><customSectProps><customSectPr/></customSectProps><customShpExts><customShpInfo spid=\"_x0000_s1026\" textRotate=\"1\"/></customShpExts></s:customData>",
        "<CoverPageProperties xmlns=\"http://schemas.microsoft.com/office/2006/coverPageProps\"><PublishDate></PublishDate><Abstract/></CoverPageProperties>",
        "<root xmlns='urn:a'/>",
    ] {
        assert!(!says(clean), "{clean}");
    }
}
