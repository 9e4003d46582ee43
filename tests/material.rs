//! The detailed material on paper: laws over generated blocks, and material made elsewhere through qpdf and
//! poppler.
#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "other programs read real files")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use case::{Case, Material, MaterialBlock, PdfFault};
use catalog::Catalog;
use foundation::{FieldPath, Mm};
use media::{PaperPicture, Pixels};
use paper::{Copy, ForeignPdf, Item, Page, Run, Sheets, compose_material, write_pdf};
use proptest::prelude::*;

/// The type area: 156 mm by 225 mm.
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
const TOP: f64 = 37.0;
const BOTTOM: f64 = 262.0;

fn case_of(blocks: Vec<MaterialBlock>) -> Case {
    let mut case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
    let name = case::Value::Text("“一店带多户”电商助农增收案例".into());
    case.values.insert("case_name".into(), name);
    case.material = Some(Material::Blocks(blocks));
    case
}

fn picture(width: u32, height: u32) -> PaperPicture {
    let samples: Arc<[u8]> = vec![128; (width * height) as usize].into();
    PaperPicture::new((width, height), Pixels::Plain { samples, components: 1 })
}

/// Wide, tall, small and very long pictures.
fn pictures() -> BTreeMap<String, PaperPicture> {
    let sizes = [("wide", 1600, 900), ("tall", 800, 1400), ("small", 90, 60), ("long", 60, 3000)];
    sizes.map(|(name, width, height)| (name.to_owned(), picture(width, height))).into()
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[一-龥]{1,14}",
        "[A-Za-z]{1,10}",
        "[0-9]{1,6}(年|月|%|万元|℃)?",
        "[，。、；：？！“”（）《》…—]{1,2}",
        "[䶮㛃𬭎𠮷龘〇]{1,2}",
        " {1,2}",
        "https://example\\.com/[a-z/]{20,90}",
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| format!("文{}", pieces.concat()))
}

fn block() -> impl Strategy<Value = MaterialBlock> {
    let cells = prop::collection::vec(prop::collection::vec("[一-龥0-9]{0,30}", 0..6), 0..12);
    prop_oneof![
        (1u8..=3, words()).prop_map(|(level, text)| MaterialBlock::Heading { level, text }),
        (words(), 1usize..30)
            .prop_map(|(text, times)| MaterialBlock::Paragraph { text: text.repeat(times) }),
        words().prop_map(|text| MaterialBlock::Quotation { text }),
        (any::<bool>(), prop::collection::vec(words(), 1..6))
            .prop_map(|(ordered, items)| MaterialBlock::List { ordered, items }),
        (any::<bool>(), cells, "[一-龥]{0,20}")
            .prop_map(|(header, rows, caption)| MaterialBlock::Table { caption, header, rows }),
        ("wide|tall|small|long|missing", "[一-龥]{0,40}")
            .prop_map(|(path, caption)| MaterialBlock::Picture { path, caption }),
    ]
}

fn runs(page: &Page) -> impl Iterator<Item = &Run> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}

fn is_page_number(run: &Run) -> bool {
    run.baseline.0 > BOTTOM
}

fn of_block(run: &Run, index: usize) -> bool {
    let block = FieldPath::block(index);
    run.field
        .as_ref()
        .is_some_and(|field| *field == block || field.as_str().starts_with(&format!("{block}/")))
}

fn without_white(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfc().filter(|c| !c.is_whitespace()).collect()
}

/// Everything lies in the type area; hanging marks stand out by half an em at most.
fn assert_in_type_area(page: &Page) -> Result<(), TestCaseError> {
    for item in &page.items {
        let (left, right, top, bottom) = match item {
            Item::Text(run) if is_page_number(run) => continue,
            Item::Text(run) => {
                let em = Mm::from(run.size).0;
                // A mark may hang over by its blank half, and by a quarter of its ink's em.
                let hangs = run.glyphs.last().is_some_and(|last| "、，。".contains(last.character));
                let over = if hangs { em * 0.75 } else { em / 2.0 };
                let (left, right) = (run.glyphs[0].x.0 + em / 2.0, run.right().0 - over);
                (left, right, run.baseline.0 - em * 0.88, run.baseline.0 + em * 0.12)
            }
            Item::Rule { x1, y1, x2, y2 } => (x1.0, x2.0, y1.0, y2.0),
            Item::Picture { x, y, width, height, .. } => (x.0, x.0 + width.0, y.0, y.0 + height.0),
            _ => continue,
        };
        // Characters stand 0.21 pt closer than they are wide.
        prop_assert!(LEFT - 0.02 <= left && right <= RIGHT + 0.08, "{left} {right}: {item:?}");
        prop_assert!(TOP - 0.02 <= top && bottom <= BOTTOM + 0.02, "{top} {bottom}: {item:?}");
    }
    Ok(())
}

/// What must stand on paper for each place of a block: the cells of a table are read one by one.
fn places(block: &MaterialBlock, path: &FieldPath) -> Vec<(FieldPath, String)> {
    let MaterialBlock::Table { caption, rows, .. } = block else {
        return vec![(path.clone(), block.texts().concat())];
    };
    if block.is_empty() {
        return Vec::new();
    }
    let mut places = vec![(path.clone(), caption.clone())];
    for (row, cells) in rows.iter().enumerate() {
        let place = |(column, text): (usize, &String)| {
            (path.child(row + 1).child(column + 1), text.clone())
        };
        places.extend(cells.iter().enumerate().map(place));
    }
    places
}

/// The baselines of a block on each page.
fn lines_by_page(sheets: &Sheets, index: usize) -> Vec<usize> {
    let lines = sheets.pages.iter().map(|page| {
        let lines = runs(page).filter(|run| of_block(run, index));
        lines.map(|run| (run.baseline.0 * 100.0) as i64).collect::<BTreeSet<i64>>().len()
    });
    lines.filter(|count| *count > 0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() })]

    #[test]
    fn blocks_stand_on_their_pages(blocks in prop::collection::vec(block(), 1..30)) {
        let case = case_of(blocks.clone());
        let sheets = compose_material(&case, &pictures(), None, Copy::Final);
        for page in &sheets.pages {
            assert_in_type_area(page)?;
        }
        for (index, block) in blocks.iter().enumerate() {
            for (place, typed) in places(block, &FieldPath::block(index)) {
                let all = sheets.pages.iter().flat_map(runs);
                let own = all.filter(|run| run.field.as_ref() == Some(&place));
                let printed: String = own.map(Run::text).collect();
                let (printed, typed) = (without_white(&printed), without_white(&typed));
                // The names of columns stand again on each page.
                let is_head = matches!(block, MaterialBlock::Table { header: true, .. })
                    && place.as_str().starts_with(&format!("{}/1/", FieldPath::block(index)));
                let times = if is_head { printed.len() / typed.len().max(1) } else { 1 };
                prop_assert_eq!(printed, typed.repeat(times), "{}", place);
            }
        }
    }

    #[test]
    fn no_line_of_a_paragraph_stands_alone(
        blocks in prop::collection::vec((words(), 1usize..25), 1..20),
    ) {
        let paragraph =
            |(text, times): (String, usize)| MaterialBlock::Paragraph { text: text.repeat(times) };
        let blocks: Vec<MaterialBlock> = blocks.into_iter().map(paragraph).collect();
        let sheets = compose_material(&case_of(blocks.clone()), &pictures(), None, Copy::Final);
        for index in 0..blocks.len() {
            let counts = lines_by_page(&sheets, index);
            prop_assert!(counts.len() == 1 || counts.iter().all(|count| *count > 1), "{counts:?}");
        }
    }

    #[test]
    fn headings_lead_and_captions_stay(blocks in prop::collection::vec(block(), 1..30)) {
        let mut blocks = blocks;
        blocks.push(MaterialBlock::Paragraph { text: "完".into() });
        let sheets = compose_material(&case_of(blocks.clone()), &pictures(), None, Copy::Final);
        for (index, block) in blocks.iter().enumerate() {
            let pages: Vec<usize> = (0..sheets.pages.len())
                .filter(|page| {
                    let page = &sheets.pages[*page];
                    let is_picture = |item: &Item| matches!(
                        item,
                        Item::Picture { field: Some(field), .. } if *field == FieldPath::block(index)
                    );
                    page.items.iter().any(is_picture) || runs(page).any(|run| of_block(run, index))
                })
                .collect();
            match block {
                // Long headings in a row may need more than a page together with what they lead.
                MaterialBlock::Heading { text, .. }
                    if text.chars().count() < 50
                        && !matches!(blocks[index + 1], MaterialBlock::Heading { .. }) =>
                {
                    let page = &sheets.pages[*pages.last().unwrap()];
                    let lowest = runs(page).filter(|run| of_block(run, index));
                    let lowest = lowest.map(|run| run.baseline.0).fold(0.0, f64::max);
                    let follows = runs(page).any(|run| !is_page_number(run) && run.baseline.0 > lowest)
                        || page.items.iter().any(|item| matches!(item, Item::Picture { y, .. } if y.0 > lowest));
                    prop_assert!(follows, "heading {index} at the foot of its page");
                }
                MaterialBlock::Picture { .. } => prop_assert!(pages.len() <= 1, "{pages:?}"),
                _ => {}
            }
        }
    }
}

/// A skeleton of headings, as one types it first, stands line under line.
#[test]
fn headings_without_words_under_them_fill_their_pages() {
    let heading =
        |n: usize| MaterialBlock::Heading { level: 1, text: format!("第{n}个小标题") };
    let blocks = (1..=60).map(heading).collect();
    let sheets = compose_material(&case_of(blocks), &BTreeMap::new(), None, Copy::Final);
    assert_eq!(sheets.pages.len(), 3);
}

/// The caption of a table stands on the page on which its first row begins, however high that is.
#[test]
fn a_caption_stays_with_a_row_that_no_page_holds() {
    let text = |times: usize| "江苏省南京市电子商务服务站带动农户增收。".repeat(times);
    let blocks = vec![
        MaterialBlock::Paragraph { text: text(8) },
        MaterialBlock::Table {
            caption: "大格".into(),
            header: false,
            rows: vec![vec!["说明".into(), text(120)]],
        },
    ];
    let sheets = compose_material(&case_of(blocks), &BTreeMap::new(), None, Copy::Final);
    let page = |place: &str| {
        let holds = |page: &Page| {
            runs(page).any(|run| run.field.as_ref().is_some_and(|field| field.as_str() == place))
        };
        sheets.pages.iter().position(holds)
    };
    assert_eq!((page("material/2"), page("material/2/1/2")), (Some(0), Some(0)));
}

/// Headings are counted, whoever wrote their numbers; the outline has them.
#[test]
fn the_outline_has_the_headings() {
    let heading = |level, text: &str| MaterialBlock::Heading { level, text: text.into() };
    let text = || MaterialBlock::Paragraph { text: "文字。".repeat(400) };
    let blocks = vec![
        heading(1, "背景"),
        text(),
        heading(2, "难题"),
        text(),
        heading(1, "二、做法"),
        text(),
        heading(1, "成效"),
        text(),
    ];
    let sheets = compose_material(&case_of(blocks), &BTreeMap::new(), None, Copy::Final);
    let titles: Vec<(u8, &str)> =
        sheets.outline.iter().map(|section| (section.level, section.title.as_str())).collect();
    assert_eq!(titles, [(1, "一、背景"), (2, "（一）难题"), (1, "二、做法"), (1, "三、成效")]);
    for section in &sheets.outline {
        let page = &sheets.pages[section.page];
        let first = section.title.chars().next().unwrap();
        assert!(
            runs(page).any(|run| run.text().starts_with(first) && run.baseline.0 > section.y.0)
        );
    }
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A PDF of these objects; the first is the catalog.
fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = bytes.len();
    let count = objects.len() + 1;
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

/// Two pages of a program elsewhere: Letter, with a font that is not in the file.
fn letter() -> Vec<u8> {
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 612 792]/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents[6 0 R 7 0 R]/Annots[8 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Rotate 90>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length 31>>stream\nBT /F 24 Tf 72 700 Td (One) Tj \nendstream",
        "<</Length 11>>stream\n(Two) Tj ET\nendstream",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.com)>>>>",
    ])
}

fn title() -> paper::Title {
    paper::Title {
        title: "材料".into(),
        author: String::new(),
        subject: String::new(),
        moment: foundation::Timestamp::UNIX_EPOCH,
        origin: None,
    }
}

/// Our own pages as a PDF, as any program would bring it.
fn own_pdf() -> Vec<u8> {
    let blocks = vec![MaterialBlock::Paragraph { text: "一段文字。".repeat(300) }];
    let sheets = compose_material(&case_of(blocks), &BTreeMap::new(), None, Copy::Final);
    write_pdf(&sheets, &title()).unwrap()
}

#[test]
fn what_was_made_elsewhere_is_judged() {
    let pdf = ForeignPdf::read(&letter()).unwrap();
    let round = |(width, height): (Mm, Mm)| (width.0.round(), height.0.round());
    assert_eq!(
        pdf.sizes().iter().copied().map(round).collect::<Vec<_>>(),
        [(216.0, 279.0), (279.0, 216.0)]
    );
    assert_eq!(pdf.fonts_not_embedded().iter().collect::<Vec<_>>(), ["Helvetica"]);

    let pdf = ForeignPdf::read(&own_pdf()).unwrap();
    assert!(pdf.fonts_not_embedded().is_empty());
    assert!(pdf.sizes().len() > 1);

    let own = own_pdf();
    assert_eq!(ForeignPdf::read(b"PK\x03\x04").unwrap_err(), PdfFault::NotAPdf);
    assert_eq!(ForeignPdf::read(&own[..own.len() / 2]).unwrap_err(), PdfFault::Damaged);
    assert_eq!(ForeignPdf::read(b"%PDF-1.7\n").unwrap_err(), PdfFault::Damaged);
}

/// A red box that is named /P, a blue one on a layer that is off, boxes of pages written elsewhere and turned,
/// and a font without an object of its own.
fn odd() -> Vec<u8> {
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]/Order[7 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox 8 0 R>>",
        "<</Type/Page/Parent 2 0 R/Rotate 9 0 R/Contents 4 0 R/Resources<</XObject<</P 5 0 R/B 6 0 R>>\
         /Font<</F<</Subtype/TrueType/BaseFont/SimSun>>>>>>>>",
        "<</Length 61>>stream\nq 90 0 0 90 200 300 cm /P Do Q q 90 0 0 90 400 500 cm /B Do Q\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 21>>stream\n1 0 0 rg 0 0 1 1 re f\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/OC 7 0 R/Length 21>>stream\n0 0 1 rg 0 0 1 1 re f\nendstream",
        "<</Type/OCG/Name(hidden)>>",
        "[100 200 695 1042]",
        "90",
    ])
}

#[test]
fn what_is_odd_in_a_pdf_from_elsewhere_is_as_it_was() {
    let pdf = ForeignPdf::read(&odd()).unwrap();
    assert!(pdf.fonts_not_embedded().is_empty(), "it is shown nowhere");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("odd.pdf");
    let case = case_of(Vec::new());
    for copy in [Copy::Final, Copy::Draft] {
        let sheets = compose_material(&case, &BTreeMap::new(), Some(&pdf), copy);
        std::fs::write(&file, write_pdf(&sheets, &title()).unwrap()).unwrap();
        let root = folder.path().join("page");
        run("pdftoppm", &["-r", "30", "-png", "-singlefile", path(&file), path(&root)]);
        let picture = image::open(root.with_extension("png")).unwrap().into_rgb8();
        assert!(picture.width() > picture.height(), "it lies as it did");
        let count = |fits: fn(&[u8; 3]) -> bool| picture.pixels().filter(|p| fits(&p.0)).count();
        assert!(count(|[r, g, b]| *r > 200 && *g < 60 && *b < 60) > 1000, "the red box");
        assert_eq!(count(|[r, g, b]| *b > 200 && *r < 60 && *g < 60), 0, "the hidden box");
        let grey = count(|[r, g, b]| r == g && g == b && (200..240).contains(r));
        assert_eq!(grey > 1000, copy == Copy::Draft, "the mark: {grey}");
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Any cut and any changed byte of a PDF from elsewhere is read or refused, and does not end the program.
#[test]
fn damaged_files_from_elsewhere_are_borne() {
    let bytes = letter();
    for at in 0..bytes.len() {
        let _ = ForeignPdf::read(&bytes[..at]);
        let mut changed = bytes.clone();
        changed[at] = b'9';
        if let Ok(pdf) = ForeignPdf::read(&changed) {
            let case = case_of(Vec::new());
            let sheets = compose_material(&case, &BTreeMap::new(), Some(&pdf), Copy::Draft);
            let _ = pdf.fonts_not_embedded();
            let _ = write_pdf(&sheets, &title());
        }
    }
}

#[test]
fn pages_from_elsewhere_come_as_they_are_and_drafts_are_marked() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, words) in
        [("letter", letter(), "OneTwo"), ("own", own_pdf(), "一段文字。一段文字。")]
    {
        let pdf = ForeignPdf::read(&bytes).unwrap();
        for copy in [Copy::Final, Copy::Draft] {
            let case = case_of(Vec::new());
            let sheets = compose_material(&case, &BTreeMap::new(), Some(&pdf), copy);
            assert_eq!(sheets.pages.len(), pdf.sizes().len());
            let file = folder.path().join(format!("{name}-{copy:?}.pdf"));
            std::fs::write(&file, write_pdf(&sheets, &title()).unwrap()).unwrap();
            run("qpdf", &["--check", path(&file)]);
            let text = run("pdftotext", &["-raw", path(&file), "-"]);
            let flat = text.split_whitespace().collect::<Vec<_>>();
            let text = flat.concat();
            assert!(text.contains(words), "{name}: {text}");
            assert_eq!(text.contains("草稿"), copy == Copy::Draft, "{name}: {text}");
            assert!(!run("qpdf", &["--qdf", path(&file), "-"]).contains("example.com"));
            // What one sees is as it was, but for the mark.
            let picture = paper::draw(&sheets, 1, 40).unwrap();
            assert!(image::load_from_memory(&picture).unwrap().width() > 300);
        }
    }
}
