//! Blank Word forms in many shapes (`word/make.py` writes them, with the fields that a person reads in them)
//! become forms: how many labels and kinds are right, that nothing is lost, what is asked, that `lint` finds
//! nothing, and that bytes made to hurt are refused.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use word::{Answer, Import, WordError, import, read};

/// The folder with the forms, made once a run.
fn made(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word").join(name);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/word/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

/// The forms of a folder by their names.
fn forms(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let forms = files.filter(|path| path.extension().is_some_and(|end| end == "docx"));
    forms
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
        })
        .collect()
}

/// Labels and kinds as `word/make.py` writes them: columns as `rows/column`.
fn fields(import: &Import) -> Vec<(String, String)> {
    let label = |id: &str| {
        import.fields.iter().find(|field| field.id == id).map(|field| field.label.clone()).unwrap()
    };
    let name = |field: &word::Guessed| match field.id.split_once('.') {
        Some((rows, _)) => format!("{}/{}", label(rows), field.label),
        None => field.label.clone(),
    };
    import.fields.iter().map(|field| (name(field), field.kind.clone())).collect()
}

fn imported(bytes: &[u8]) -> Import {
    import(&read(bytes).unwrap(), None, &[]).unwrap()
}

#[test]
fn blank_forms_become_forms() {
    let folder = made("forms");
    let forms = forms(&folder);
    assert!(forms.len() >= 30, "{}", forms.len());
    let (mut all, mut labels, mut kinds) = (0, 0, 0);
    let mut wrong = String::new();
    for (name, bytes) in &forms {
        let import = imported(bytes);
        assert_eq!(import.faults, [], "{name}");
        assert_eq!(import.lost, [""; 0], "{name}");
        // Units that go into the labels beside them have no cells of their own any more.
        let joined = if name == "units_beside" { 4 } else { 0 };
        assert_eq!(import.compared.word, import.compared.paper + joined, "{name}");
        assert_eq!(import.compared.astray, [], "{name}");
        assert!(import.questions.len() <= 8, "{name}");
        let truth = std::fs::read_to_string(folder.join(format!("{name}.tsv"))).unwrap();
        let mut found = fields(&import);
        for line in truth.lines() {
            let (label, kind) = line.split_once('\t').unwrap();
            all += 1;
            match found.iter().position(|(known, _)| known == label) {
                Some(at) => {
                    labels += 1;
                    let (_, guessed) = found.remove(at);
                    kinds += usize::from(guessed == kind);
                    if guessed != kind {
                        wrong.push_str(&format!("{name}: {label} {kind}, not {guessed}\n"));
                    }
                }
                None => wrong.push_str(&format!("{name}: {label} is missing\n")),
            }
        }
        for (label, kind) in found {
            wrong.push_str(&format!("{name}: {label} {kind} is too much\n"));
        }
    }
    assert!(labels * 100 >= all * 98, "labels {labels} of {all}\n{wrong}");
    assert!(kinds * 100 >= all * 92, "kinds {kinds} of {all}\n{wrong}");
    assert!(wrong.lines().count() * 100 <= all * 8, "{wrong}");
}

#[test]
fn a_date_is_printed_once_where_it_stands() {
    let import = imported(&forms(&made("dates"))["seal_spoken_of"]);
    let form = &import.files[&format!("forms/{}/form.toml", import.form)];
    let grid = &import.files[&format!("forms/{}/paper.grid", import.form)];
    // One is a line of its own, the other goes with the signature.
    assert_eq!(form.matches("年    月    日").count(), 1, "{form}");
    assert_eq!(form.matches("date = true").count(), 1, "{form}");
    assert!(
        grid.trim_end().ends_with("words_2\n居右: sign(jingbanren)\n居右: sign(fuzeren)"),
        "{grid}"
    );
}

#[test]
fn what_nobody_has_to_fill_in_is_not_asked_for() {
    let import = imported(&forms(&made("optional"))["near_words"]);
    let form = &import.files[&format!("forms/{}/form.toml", import.form)];
    let fields: Vec<&str> = form.split("[[field]]").collect();
    for label in ["编号", "传真", "备注"] {
        let field =
            fields.iter().find(|field| field.contains(&format!("label = \"{label}\""))).unwrap();
        assert!(!field.contains("required") && !field.contains("name_part"), "{field}");
    }
    assert!(form.contains("text = \"1.本表用钢笔填写。\""), "{form}");
    assert!(import.fields.iter().all(|field| field.label != "填表说明"));
}

#[test]
fn what_is_not_read_is_listed() {
    let paragraph = |words: &str| format!("<p><r><t>{words}</t></r></p>");
    let cell = |inner: &str| format!("<tc>{inner}</tc>");
    let row = format!("<tr>{}{}</tr>", cell(&paragraph("姓名")), cell("<p/>"));
    // What a control lists alone is no choice.
    let around = "<sdt><sdtPr><comboBox><listItem value='丙等'/></comboBox></sdtPr><sdtContent><tc><p/></tc></sdtContent></sdt>";
    let row = format!("{row}<tr>{}{around}</tr>", cell(&paragraph("等次")));
    // A control in the middle of words is a choice like any other.
    let control = "<p><r><t>说明：</t></r><sdt><sdtPr><dropDownList><listItem displayText='甲等' value='1'/><listItem displayText='乙等' value='2'/></dropDownList></sdtPr><sdtContent><r><t>甲等</t></r></sdtContent></sdt></p>";
    let ruled = "<tblPr><tblBorders><top val='single'/></tblBorders></tblPr>";
    let document =
        format!("<d><body>{}<tbl>{ruled}{row}</tbl>{control}</body></d>", paragraph("登记表"));
    let header = format!("<hdr>{}</hdr>", paragraph("归档编号：____"));
    let footer = format!("<ftr>{}</ftr>", paragraph("第 1 页 共 2 页"));
    let notes = format!("<f><footnote>{}</footnote></f>", paragraph("以户口本为准"));
    let bytes = package(&[
        ("word/document.xml", &document),
        ("word/header1.xml", &header),
        ("word/footer1.xml", &footer),
        ("word/footnotes.xml", &notes),
        ("word/header2.xml", "<hdr><p>"),
    ]);
    let import = imported(&bytes);
    assert_eq!(import.lost, ["以户口本为准", "归档编号：", "丙等"]);
    assert!(import.fields.iter().any(|field| field.label == "说明" && field.kind == "choice"));
    // A part that is damaged is told with what is missing for that reason.
    let [flaw] = &import.cautions[..] else { panic!("{:?}", import.cautions) };
    assert!(flaw.contains("页眉、页脚或脚注（header2.xml）已损坏，里面的字没有读到。"), "{flaw}");
    let parts = [
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", "<styles><style>"),
        ("word/numbering.xml", "<!DOCTYPE n><numbering/>"),
    ];
    let cautions = imported(&package(&parts)).cautions;
    assert_eq!(cautions.len(), 2, "{cautions:?}");
    assert!(cautions[0].contains("样式（styles.xml）已损坏"), "{cautions:?}");
    assert!(cautions[1].contains("自动编号（numbering.xml）已损坏"), "{cautions:?}");
    let large = "<hdr/>".repeat(800_000);
    let bytes = package(&[("word/document.xml", &document), ("word/header1.xml", &large)]);
    assert!(matches!(read(&bytes).unwrap_err(), WordError::TooLarge(_)));
}

/// The text of a file of an import's form.
fn text<'i>(import: &'i Import, file: &str) -> &'i str {
    &import.files[&format!("forms/{}/{file}", import.form)]
}

#[test]
fn sums_add_themselves_up() {
    let forms = forms(&made("sums"));
    let import = imported(&forms["merged_header"]);
    let (form, grid) = (text(&import, "form.toml"), text(&import, "paper.grid"));
    assert!(form.contains("row_labels = [\"设备费\", \"材料费\", \"劳务费\"]"), "{form}");
    let of = "sum_of = [\"caizhengzijin\", \"zichouzijin\", \"shehuizijin\"]";
    assert_eq!((form.matches("sum_of").count(), form.matches(of).count()), (1, 1), "{form}");
    assert!(grid.contains("| sum(jingfeiyusuan.caizhengzijin) |"), "{grid}");
    assert_eq!(grid.matches("sum(").count(), 4, "{grid}");
    // What parts add up to is added up once more.
    let import = imported(&forms["parts_and_total"]);
    let (form, grid) = (text(&import, "form.toml"), text(&import, "paper.grid"));
    let of = "sum_of = [\"jichusheshi.shangjizijin\", \"shebeigouzhi.shangjizijin\"]";
    assert!(form.contains(of), "{form}");
    assert_eq!(grid.matches("sum(").count(), 4, "{grid}");
    // A price is not added up, nor what it is multiplied with to a sum of its row.
    let import = imported(&forms["sum_under_rows"]);
    let (form, grid) = (text(&import, "form.toml"), text(&import, "paper.grid"));
    assert!(!form.contains("sum_of"), "{form}");
    assert!(grid.contains("sum(gouzhiqingdan.shuliang)") && !grid.contains("danjia)"), "{grid}");
    let import = imported(&forms["sum_above"]);
    assert_eq!(text(&import, "paper.grid").matches("sum(").count(), 2);
}

#[test]
fn two_seals_stand_side_by_side() {
    let import = imported(&forms(&made("seals"))["seals_side_by_side"]);
    let (form, grid) = (text(&import, "form.toml"), text(&import, "paper.grid"));
    assert!(grid.contains("seal(applicant) seal(recommender)"), "{grid}");
    assert_eq!(form.matches("[[seal]]").count(), 4, "{form}");
    // A cell as narrow as the largest seal holds one; that is told.
    assert_eq!(import.cautions.len(), 2, "{:?}", import.cautions);
    assert!(import.cautions[0].contains("盖章处的格宽 48 毫米"), "{:?}", import.cautions);
}

#[test]
fn blanks_that_are_only_printed_are_marked() {
    let import = imported(&forms(&made("blanks"))["second_blank"]);
    let form = &import.files[&format!("forms/{}/form.toml", import.form)];
    let mark = "# 请核对：“万元，其中财政资金万元”里的空白只照印，没有做成栏目。\n[[field]]\nid = \"leijitouru\"";
    assert!(form.contains(mark), "{form}");
    assert!(import.fields.iter().any(|field| field.id == "leijitouru" && !field.sure));
}

#[test]
fn the_same_file_gives_the_same_texts() {
    for bytes in forms(&made("same")).values() {
        let (one, other) = (imported(bytes), imported(bytes));
        assert_eq!(one.files, other.files);
        assert_eq!(one.questions, other.questions);
    }
}

#[test]
fn an_answer_is_taken_and_its_mark_goes() {
    let forms = forms(&made("answers"));
    let mut answered = 0;
    for bytes in forms.values() {
        let document = read(bytes).unwrap();
        let before = import(&document, None, &[]).unwrap();
        for question in &before.questions {
            for option in 0..question.options.len() {
                let answer = Answer { question: question.key.clone(), option };
                let after = import(&document, None, &[answer]).unwrap();
                assert_eq!(after.faults, [], "{}", question.text);
                let form = &after.files[&format!("forms/{}/form.toml", after.form)];
                assert!(!form.contains(&question.text), "{form}");
                let same = after.questions.iter().find(|known| known.key == question.key);
                assert_eq!(same.map(|known| known.taken), Some(option), "{}", question.text);
                answered += 1;
            }
        }
    }
    assert!(answered >= 20, "{answered}");
}

#[test]
fn a_notice_says_when_and_how_many() {
    let forms = forms(&made("notices"));
    let told = |notice: &str| {
        let document = read(&forms["auto_serial"]).unwrap();
        let import = import(&document, Some(&word::text(notice)), &[]).unwrap();
        assert_eq!(import.faults, [], "{notice}");
        let text = |file: &str| import.files[&format!("calls/{}/{file}", import.call)].clone();
        (text("call.toml"), text("SOURCES.md"))
    };
    let (call, sources) = told(
        "关于申报示范设备的通知\n2023年1月1日至2025年12月31日期间的业绩有效。\n各乡镇9月20日前报送县局，县局于10月15日前上报市局。\n每个乡镇推荐不超过3名。\n电子版发至 shebei@example.com，主题注明“乡镇+姓名”。\n照片2张，每张不超过2MB。\n某某县农业农村局\n2025年9月1日\n",
    );
    assert!(call.contains("closes = \"2025-09-20\""), "{call}");
    assert!(call.contains("# 请核对：通知里报送的日期有 2025-09-20、2025-10-15"), "{call}");
    assert!(call.contains("[[deadline]]\nday = \"2025-10-15\"\nwhat = \"上报市局\""), "{call}");
    // Asked for the other day, it goes by that, and the first one is a deadline.
    let document = read(&forms["auto_serial"]).unwrap();
    let notice = word::text("各乡镇9月20日前报送县局，县局于10月15日前上报市局。\n2025年9月1日\n");
    let asked = import(&document, Some(&notice), &[]).unwrap();
    let question =
        asked.questions.iter().find(|question| question.text.contains("哪一天报")).unwrap();
    assert_eq!(question.options, ["2025-09-20 报送县局", "2025-10-15 上报市局"]);
    let answer = Answer { question: question.key.clone(), option: 1 };
    let answered = import(&document, Some(&notice), &[answer]).unwrap();
    let call_of_city = &answered.files[&format!("calls/{}/call.toml", answered.call)];
    assert!(call_of_city.contains("closes = \"2025-10-15\""), "{call_of_city}");
    assert!(call_of_city.contains("[[deadline]]\nday = \"2025-09-20\""), "{call_of_city}");
    assert!(!call_of_city.contains("请核对：通知里报送的日期"), "{call_of_city}");
    assert!(call.contains("least = 2\nmax_bytes = 2000000"), "{call}");
    assert!(!call.contains("[[quota]]") && !call.contains("naming"), "{call}");
    assert!(sources.contains("未实现 | 表上没有“乡镇”这一栏，名额由人把关。"), "{sources}");
    assert!(sources.contains("已告知 | 通知要点、清单.txt。命名写在通知要点里。"), "{sources}");
    let (call, sources) = told(
        "关于申报示范设备的通知\n请于9月30日前报送。\n申报单位须提交营业执照复印件、获奖证书扫描件各1份。\n2025年9月1日\n",
    );
    assert!(
        call.contains(
            "id = \"yingyezhizhaofuyin\"\nkind = \"document\"\nwhat = \"营业执照复印件\""
        ),
        "{call}"
    );
    assert!(call.contains("weight = \"in_principle\""), "{call}");
    assert!(sources.contains("已检查 | A404：缺少时要说明理由。"), "{sources}");
    let (call, sources) = told(
        "关于申报示范设备的通知\n请于二〇二五年九月三十日下午5点30分前报送。\n每个单位限报2个。\n文件以“单位名称+单位名称”命名。\n",
    );
    assert!(call.contains("closes = \"2025-09-30\"\nhour = \"17:30\""), "{call}");
    assert!(call.contains("by = [\"org_name\"]\nmost = 2"), "{call}");
    assert!(call.contains("naming = \"{org_name}-{org_name}\""), "{call}");
    assert!(sources.contains("已检查 | C209：超过名额会指出。"), "{sources}");
}

#[test]
fn what_is_no_form_is_said() {
    let folder = made("refused").join("refused");
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (name, bytes) in forms(&folder) {
        let words = match read(&bytes) {
            Err(error) => error.to_string(),
            Ok(document) => import(&document, None, &[]).unwrap_err().to_string(),
        };
        said.insert(name, words);
    }
    assert!(said["card"].contains("像体检表"), "{said:?}");
    assert!(said["survey"].contains("调查问卷"), "{said:?}");
    assert!(said["letter"].contains("没有表格"), "{said:?}");
    assert!(said["bomb"].contains("压缩得不合常理"), "{said:?}");
}

#[test]
fn other_kinds_of_files_are_named() {
    let said = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(said(b"%PDF-1.7"), WordError::OtherKind(" PDF 文件"));
    assert_eq!(said(b"{\\rtf1"), WordError::OtherKind(" RTF 文件"));
    assert_eq!(said(b"<html>"), WordError::OtherKind("网页（HTML）"));
    assert_eq!(said(b""), WordError::OtherKind("空文件"));
    let old = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    assert_eq!(said(&old), WordError::OtherKind("旧格式的 .doc 或 .wps 文件"));
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    assert_eq!(said(&[old, wide].concat()), WordError::Encrypted);
    assert_eq!(said(b"PK\x03\x04 and then nothing"), WordError::Damaged("压缩包"));
}

/// The bytes of a container around a text.
fn container(document: &str) -> Vec<u8> {
    package(&[("word/document.xml", document)])
}

/// The bytes of a container with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_made_to_hurt_is_refused() {
    let entities =
        "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><d><body>&b;</body></d>";
    assert_eq!(read(&container(entities)).unwrap_err(), WordError::Damaged("正文"));
    let deep = format!(
        "<d><body>{}{}</body></d>",
        "<tbl><tr><tc>".repeat(2_000),
        "</tc></tr></tbl>".repeat(2_000)
    );
    assert!(matches!(read(&container(&deep)).unwrap_err(), WordError::TooLarge(_)));
    let many = format!("<d><body>{}</body></d>", "<p/>".repeat(900_000));
    assert!(matches!(read(&container(&many)).unwrap_err(), WordError::TooLarge(_)));
    assert_eq!(
        read(&container("<d><body><p></body></d>")).unwrap_err(),
        WordError::Damaged("正文")
    );
    let row =
        |n: usize| format!("<tr><tc><p><r><t>名称{}</t></r></p></tc><tc><p/></tc></tr>", n * 7919);
    let rows: String = (0..5_000).map(row).collect();
    let ruled = "<tblPr><tblBorders><top val='single'/></tblBorders></tblPr>";
    let long = read(&container(&format!("<d><body><tbl>{ruled}{rows}</tbl></body></d>"))).unwrap();
    let words = import(&long, None, &[]).unwrap_err().to_string();
    assert!(words.contains("格子太多"), "{words}");
    // Spans and numbers beyond reason do no harm.
    let wide = "<d><body><tbl><tblGrid><gridCol w='99999999999'/></tblGrid><tr><tc><tcPr><gridSpan val='4000000000'/></tcPr><p><r><t>名称</t></r></p></tc><tc><p/></tc></tr></tbl></body></d>";
    let document = read(&container(wide)).unwrap();
    let _ = import(&document, None, &[]);
}

#[test]
fn a_form_of_thousands_of_fields_is_read_whole() {
    let cell = |words: &str| format!("<tc><p><r><t>{words}</t></r></p></tc>");
    let row = |n: usize| {
        let pair = |n: usize| format!("{}{}", cell(&format!("项{n}目")), cell(""));
        format!("<tr>{}{}</tr>", pair(2 * n), pair(2 * n + 1))
    };
    let ruled = "<tblPr><tblBorders><top val='single'/></tblBorders></tblPr>";
    let table = |from: usize| {
        let rows: String = (from..from + 250).map(row).collect();
        format!("<tbl>{ruled}{rows}</tbl><p/>")
    };
    let tables: String = (0..4).map(|n| table(n * 250)).collect();
    let import = imported(&container(&format!("<d><body>{tables}</body></d>")));
    assert_eq!(import.fields.len(), 2_000);
    let ids: std::collections::BTreeSet<&String> =
        import.fields.iter().map(|field| &field.id).collect();
    assert_eq!(ids.len(), 2_000);
    assert_eq!((&import.lost[..], &import.faults[..]), (&[][..], &[][..]));
    assert_eq!(import.compared.astray, []);
}

/// A small generator of numbers, the same each time: xorshift.
fn next(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed >> 33).unwrap()
}

#[test]
fn a_thousand_damaged_files_are_read_or_refused() {
    let forms: Vec<Vec<u8>> = forms(&made("mutants")).into_values().collect();
    let mut seed = 0x5EED_0001;
    let (mut read_still, mut refused) = (0, 0);
    for round in 0..1_000 {
        let mut bytes = forms[round % forms.len()].clone();
        match next(&mut seed) % 3 {
            0 => bytes.truncate(next(&mut seed) % bytes.len()),
            1 => {
                for _ in 0..1 + next(&mut seed) % 8 {
                    let at = next(&mut seed) % bytes.len();
                    bytes[at] ^= 1 << (next(&mut seed) % 8);
                }
            }
            _ => {
                let from = next(&mut seed) % bytes.len();
                let to = (from + next(&mut seed) % 200).min(bytes.len());
                bytes.drain(from..to);
            }
        }
        // The text within is damaged too: a container only notices what its sums cover.
        match read(&bytes) {
            Ok(document) => {
                let _ = import(&document, None, &[]);
                read_still += 1;
            }
            Err(error) => {
                assert!(error.to_string().contains('。'));
                refused += 1;
            }
        }
    }
    assert!(refused > 300 && read_still > 0, "{refused} refused, {read_still} read");
}

/// An element left out or said twice, or a digit that is another: still XML, no longer what Word writes.
fn mutated(text: &str, seed: &mut u64) -> String {
    const NAMES: [&str; 6] = ["w:tc", "w:tr", "w:p", "w:r", "w:tcPr", "w:tblGrid"];
    let name = NAMES[next(seed) % NAMES.len()];
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let starts: Vec<usize> = text.match_indices(&open).map(|(at, _)| at).collect();
    let digits: Vec<usize> =
        text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    if starts.is_empty() || next(seed).is_multiple_of(3) {
        let at = digits[next(seed) % digits.len()];
        return format!("{}{}{}", &text[..at], next(seed) % 10, &text[at + 1..]);
    }
    let start = starts[next(seed) % starts.len()];
    let end = text[start..].find(&close).map_or(text.len(), |end| start + end + close.len());
    let element = &text[start..end];
    let again = if next(seed).is_multiple_of(2) { element.repeat(2) } else { String::new() };
    format!("{}{again}{}", &text[..start], &text[end..])
}

#[test]
fn a_thousand_damaged_texts_are_read_or_refused() {
    use std::io::Read as _;
    let forms: Vec<Vec<u8>> = forms(&made("texts")).into_values().collect();
    let texts: Vec<String> = forms
        .iter()
        .map(|bytes| {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes[..])).unwrap();
            let mut text = String::new();
            archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
            text
        })
        .collect();
    let mut seed = 0x5EED_0002;
    let mut read_still = 0;
    for round in 0..1_000 {
        let mut text = texts[round % texts.len()].clone();
        for _ in 0..1 + next(&mut seed) % 4 {
            text = mutated(&text, &mut seed);
        }
        if let Ok(document) = read(&container(&text)) {
            read_still += 1;
            if let Ok(import) = import(&document, None, &[]) {
                assert_eq!(import.faults, [], "{text}");
            }
        }
    }
    assert!(read_still > 500, "{read_still}");
}
