//! What PDFs that are sent as they are say beside their pages: told by the process apart, of files as programs write them
//! and as they are damaged, and heard in a draft beside the keys.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "other programs write real files"
)]

mod client;

use std::path::{Path, PathBuf};
use std::process::Command;

use apart::Program;
use client::{Client, workbench};
use media::DocumentFacts;
use paper::{told_apart, told_beside};
use serde_json::json;

fn photo() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden");
    std::fs::read(folder.join("media_cleaned/a.jpg")).unwrap()
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>stream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF of one page: what its catalog and its page say more, and the objects from 4 on, the last of them about the file.
fn pdf(catalog: &str, page: &str, objects: &[Vec<u8>]) -> Vec<u8> {
    let first = [
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R{page}>>"),
    ];
    let (mut bytes, mut places) = (b"%PDF-1.6\n".to_vec(), Vec::new());
    for object in first.iter().map(String::as_bytes).chain(objects.iter().map(Vec::as_slice)) {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", places.len()).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, count) = (bytes.len(), places.len() + 1);
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<</Size {count}/Root 1 0 R/Info {} 0 R>>\n", count - 1);
    bytes.extend(format!("{trailer}startxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn of_objects(objects: &[&str]) -> Vec<Vec<u8>> {
    objects.iter().map(|object| object.as_bytes().to_vec()).collect()
}

fn told(bytes: &[u8]) -> Option<DocumentFacts> {
    let program = Program::at(env!("CARGO_BIN_EXE_shenbao-apart").into());
    let told = told_apart(bytes.to_vec(), &program).unwrap();
    assert_eq!(told, told_beside(bytes), "as it is read here");
    told
}

fn through_qpdf(bytes: &[u8], options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    std::fs::write(&from, bytes).unwrap();
    let done = Command::new("qpdf").args(options).args([&from, &to]).output().unwrap();
    // 3: qpdf has warned.
    assert!([Some(0), Some(3)].contains(&done.status.code()), "{done:?}");
    std::fs::read(&to).unwrap()
}

/// One that says everything.
fn talkative() -> Vec<u8> {
    let picture = "/Type/XObject/Subtype/Image/Width 1920/Height 1080/BitsPerComponent 8/ColorSpace/DeviceRGB";
    let packet = "<x:xmpmeta><rdf:Description><dc:creator><rdf:Seq><rdf:li>不在这里</rdf:li></rdf:Seq></dc:creator>\
                  <pdfx:Company>某某公司</pdfx:Company></rdf:Description></x:xmpmeta>";
    let mut objects = of_objects(&[
        "<</Type/Annot/Subtype/Highlight/Rect[1 1 9 9]/T(a)/QuadPoints[1 9 9 9 1 1 9 1]>>",
        "<</Names[(a.xls)<</Type/Filespec/F(a.xls)/EF<</F 6 0 R>>>>]>>",
    ]);
    objects.push(stream("/Type/EmbeddedFile", b"rows"));
    objects.push(stream(&format!("{picture}/Filter/DCTDecode"), &photo()));
    objects.push(stream("/Type/Metadata/Subtype/XML", packet.as_bytes()));
    // 张三 in UTF-16, 王五 in GBK.
    objects.push(b"<</Author<FEFF5F204E09>/LastModifiedBy(\xCD\xF5\xCE\xE5)>>".to_vec());
    pdf(
        "/Names<</EmbeddedFiles 5 0 R>>/OpenAction<</S/JavaScript/JS(1)>>/Metadata 8 0 R\
         /OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]>>>>",
        "/Annots[4 0 R]/Resources<</XObject<</A 7 0 R>>>>",
        &objects,
    )
}

fn all_of_it() -> DocumentFacts {
    DocumentFacts {
        author: Some("张三".into()),
        last_author: Some("王五".into()),
        company: Some("某某公司".into()),
        has_remarks: true,
        has_changes: false,
        has_places: true,
        has_files: true,
        has_scripts: true,
        has_hidden: true,
        ..DocumentFacts::default()
    }
}

#[test]
fn what_a_pdf_says_beside_its_pages_is_told_however_it_is_packed() {
    let bytes = talkative();
    assert_eq!(told(&bytes), Some(all_of_it()));
    let options: [&[&str]; 4] = [
        &["--object-streams=generate"],
        &["--linearize", "--compress-streams=y"],
        // What only restricts its use opens without a password.
        &["--encrypt", "", "owner", "256", "--"],
        &["--encrypt", "", "owner", "128", "--use-aes=y", "--"],
    ];
    for options in options {
        assert_eq!(told(&through_qpdf(&bytes, options)), Some(all_of_it()), "{options:?}");
    }
}

#[test]
fn each_part_is_told_by_itself_and_what_is_shown_is_not() {
    let annotation = |entries: &str| {
        let annotation = format!("<</Type/Annot/Rect[1 1 9 9]{entries}>>");
        told(&pdf("", "/Annots[4 0 R]", &of_objects(&[&annotation, "<<>>"]))).unwrap()
    };
    for remark in [
        "/Subtype/Text",
        "/Subtype/StrikeOut",
        "/Subtype/Stamp/Contents(see)",
        "/Subtype/Ink/Contents<FEFF770B>",
        "/Subtype/FreeText/Contents(typed)/T(somebody)",
    ] {
        let facts = DocumentFacts { has_remarks: true, ..DocumentFacts::default() };
        assert_eq!(annotation(remark), facts, "{remark}");
    }
    for shown in [
        "/Subtype/Link/A<</S/URI/URI(http://a.cn)>>",
        "/Subtype/Stamp",
        "/Subtype/Stamp/Contents( )",
        "/Subtype/FreeText/Contents(typed)",
        "/Subtype/Widget/FT/Tx/V(filled in)",
    ] {
        assert_eq!(annotation(shown), DocumentFacts::default(), "{shown}");
    }
    let attached = annotation("/Subtype/FileAttachment/FS<</F(a)/EF<</F 9 0 R>>>>");
    assert!(attached.has_files && !attached.has_remarks);
    assert!(annotation("/Subtype/Link/A<</S/Launch/F(a.exe)>>").has_scripts);

    let layers = |shown: &str| {
        let entries = format!("/OCProperties<</OCGs[4 0 R]/D<<{shown}>>>>");
        let layer = "<</Type/OCG/Name(a)>>";
        told(&pdf(&entries, "", &of_objects(&[layer, "<<>>"]))).unwrap().has_hidden
    };
    assert!(layers("/OFF[4 0 R]") && layers("/BaseState/OFF"));
    assert!(!layers("/OFF[]") && !layers("/ON[4 0 R]/BaseState/ON"));
    assert!(!layers("/BaseState/OFF/ON[4 0 R]"), "each of them is on");

    // A scan: a picture without anything, and a packet with a place.
    let bare = media::bare_picture(&photo()).unwrap().0;
    let picture = |bytes: &[u8]| stream("/Subtype/Image/Filter/DCTDecode", bytes);
    let about = b"<</Producer(Scanner)>>".to_vec();
    let scan = pdf("", "", &[picture(&bare), about.clone()]);
    assert_eq!(told(&scan), Some(DocumentFacts::default()));
    let located = pdf("", "", &[picture(&photo()), about.clone()]);
    let place = DocumentFacts { has_places: true, ..DocumentFacts::default() };
    assert_eq!(told(&located), Some(place.clone()));
    let packet = stream("/Type/Metadata/Subtype/XML", b"<a exif:GPSLatitude='31,1N'/>");
    assert_eq!(told(&pdf("", "", &[packet, about])), Some(place));
}

/// Two layers, what the catalog says of how they are shown, and what a rule says that a page is shown by.
#[test]
fn layers_are_off_by_name_by_use_and_by_rule() {
    let is_hidden = |shown: &str, usage: &str, rule: &str| {
        let entries = format!("/OCProperties<</OCGs[4 0 R 5 0 R]/D<<{shown}>>>>");
        let page = format!("/Resources<</Properties<</L<</Type/OCMD{rule}>>>>>>");
        let layer = format!("<</Type/OCG/Name(a){usage}>>");
        let bytes = pdf(
            &entries,
            &page,
            &of_objects(&[&layer, "<</Type/OCG/Name(b)>>", "[/Not 6 0 R]", "<<>>"]),
        );
        let facts = told(&bytes).unwrap_or_else(|| panic!("{shown} {usage} {rule}"));
        assert_eq!(facts, DocumentFacts { has_hidden: facts.has_hidden, ..Default::default() });
        facts.has_hidden
    };
    let (view, print) = (
        "/AS[<</Event/View/Category[/View]/OCGs[4 0 R]>>]",
        "/AS[<</Event/Print/Category[/View/Print]/OCGs[4 0 R]>>]",
    );
    let usage = |entries: &str| format!("/Usage<<{entries}>>");
    for (shown, entries, rule) in [
        (view, &*usage("/View<</ViewState/OFF>>"), ""),
        (print, &usage("/Print<</PrintState/OFF>>"), ""),
        ("/BaseState/OFF/ON[5 0 R]", "", ""),
        ("", "", "/OCGs 4 0 R/P/AllOff"),
        ("", "", "/OCGs[4 0 R 5 0 R]/P/AnyOff"),
        ("", "", "/VE[/Not 4 0 R]"),
        ("", "", "/VE[/And 4 0 R[/Not[/Or 5 0 R]]]"),
    ] {
        assert!(is_hidden(shown, entries, rule), "{shown} {entries} {rule}");
    }
    for (shown, entries, rule) in [
        ("", "", "/OCGs[4 0 R 5 0 R]/P/AllOn"),
        ("", "", "/OCGs[4 0 R 5 0 R]"),
        ("", "", "/OCGs[]/P/AllOff"),
        ("", "", "/OCGs[null]/P/AllOff"),
        ("", "", "/VE[/Or[/Not 4 0 R]5 0 R]/P/AllOff/OCGs[4 0 R]"),
        // What a layer says of its use counts only where the file says so.
        ("", &usage("/View<</ViewState/OFF>>"), ""),
        (view, &usage("/View<</ViewState/ON>>/Print<</PrintState/OFF>>"), ""),
        ("/BaseState/OFF/ON[4 0 R 5 0 R]", "", ""),
        ("/BaseState/Unchanged", "", ""),
    ] {
        assert!(!is_hidden(shown, entries, rule), "{shown} {entries} {rule}");
    }
    // A rule that goes in circles says nothing.
    assert!(!is_hidden("", "", "/VE 6 0 R"));
}

#[test]
fn photos_that_are_not_looked_at_and_paths_are_told() {
    let about = b"<</Producer(Scanner)>>".to_vec();
    let picture = stream("/Subtype/Image/Filter[/LZWDecode/DCTDecode]", &photo());
    let facts = DocumentFacts { is_seen_in_part: true, ..DocumentFacts::default() };
    assert_eq!(told(&pdf("", "", &[picture, about])), Some(facts));
    let path = |title: &str| {
        let about = format!("<</Title({title})>>");
        told(&pdf("", "", &of_objects(&[&about]))).unwrap().path
    };
    assert_eq!(path("C:\\\\Users\\\\zhang\\\\a.doc").as_deref(), Some("C:\\Users\\zhang\\a.doc"));
    assert_eq!(path("Microsoft Word - a.doc"), None);
}

/// Words that are laid over a scan are how it is searched; words on a page of words are what somebody wanted to be rid of.
#[test]
fn words_that_are_not_drawn_are_told_where_no_scan_shows_them() {
    let hides = |drawing: &str, picture: &str| {
        let picture = format!(
            "/Type/XObject/Subtype/Image{picture}/BitsPerComponent 8/ColorSpace/DeviceGray"
        );
        let objects = [
            stream("", drawing.as_bytes()),
            stream(&picture, b"x"),
            stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"BT /F1 9 Tf 3 Tr (a) Tj ET"),
            stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"BT /F1 9 Tf (a) Tj ET"),
            b"<<>>".to_vec(),
        ];
        let page = "/Contents 4 0 R/Resources<</XObject<</P 5 0 R/H 6 0 R/S 7 0 R>>/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
        let facts = told(&pdf("", page, &objects)).unwrap();
        assert_eq!(facts, DocumentFacts { has_hidden: facts.has_hidden, ..Default::default() });
        facts.has_hidden
    };
    let (logo, scan) = ("/Width 300/Height 200", "/Width 1240/Height 1754");
    for hidden in [
        "BT /F1 12 Tf 3 Tr (18000) Tj ET",
        "BT /F1 12 Tf (seen) Tj 3 Tr (not) Tj ET",
        "q BT /F1 12 Tf 7 Tr [(a)-20(b)]TJ ET Q",
        "/P Do BT /F1 12 Tf 3 Tr <0041> Tj ET",
        "/H Do",
        "BT 3 Tr ET /S Do",
    ] {
        assert!(hides(hidden, logo), "{hidden}");
    }
    for seen in [
        "BT /F1 12 Tf (18000) Tj ET",
        "BT /F1 12 Tf 3 Tr (   ) Tj ET",
        "BT 3 Tr 0 Tr /F1 12 Tf (a) Tj ET",
        "q BT 3 Tr ET Q BT /F1 12 Tf (a) Tj ET",
        "BT /F1 12 Tf 1 Tr (a) Tj ET /S Do",
    ] {
        assert!(!hides(seen, logo), "{seen}");
    }
    assert!(!hides("/P Do BT /F1 12 Tf 3 Tr (recognised) Tj ET", scan));
}

/// A PDF with objects written over older ones behind its end, as programs save what was changed.
fn saved_again(older: &[u8], objects: &[(usize, Vec<u8>)], count: usize) -> Vec<u8> {
    let text = String::from_utf8_lossy(older);
    let before = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().to_owned();
    let (mut bytes, mut list) = (older.to_vec(), String::from("xref\n"));
    for (number, object) in objects {
        list += &format!("{number} 1\n{:010} 00000 n \n", bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()));
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let trailer =
        format!("trailer\n<</Size {count}/Root 1 0 R/Prev {before}>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(list.bytes().chain(trailer.bytes()));
    bytes
}

#[test]
fn an_older_version_is_told_where_it_shows_what_the_last_one_does_not() {
    let drawing = |words: &str| stream("", format!("BT /F1 12 Tf ({words}) Tj ET").as_bytes());
    let field = |entries: &str| {
        format!("<</Type/Annot/Subtype/Widget/FT/Tx/Rect[1 1 9 9]{entries}>>").into_bytes()
    };
    let page = "/Contents 4 0 R/Annots[5 0 R]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
    let first = pdf("", page, &[drawing("18000"), field("/V(18000)"), b"<<>>".to_vec()]);
    let keeps = |bytes: &[u8]| {
        let facts = told(bytes).unwrap();
        assert_eq!(facts, DocumentFacts { has_older: facts.has_older, ..Default::default() });
        facts.has_older
    };
    let again = |objects: &[(usize, Vec<u8>)]| saved_again(&first, objects, 9);
    assert!(!keeps(&first));
    assert!(keeps(&again(&[(4, drawing("*****"))])), "a drawing was changed");
    assert!(keeps(&again(&[(5, field("/V(20000)"))])), "a field was changed");
    let without = format!("<</Type/Page/Parent 2 0 R{}>>", page.replace("/Annots[5 0 R]", ""));
    assert!(keeps(&again(&[(3, without.into_bytes())])), "a field was taken off");
    let twice = saved_again(&again(&[(4, drawing("*****"))]), &[(7, b"<<>>".to_vec())], 9);
    assert!(keeps(&twice), "and nothing was changed since");
    // What is added, as a signature is, and what says nothing of the pages.
    let signed = page.replace("[5 0 R]", "[5 0 R 7 0 R]");
    let signed = format!("<</Type/Page/Parent 2 0 R{signed}>>").into_bytes();
    assert!(!keeps(&again(&[(3, signed), (7, field("/F 4"))])));
    assert!(!keeps(&again(&[(6, b"<</Producer(a)>>".to_vec())])));
    let stamped = page.replace("4 0 R", "[4 0 R 7 0 R]");
    let stamped = format!("<</Type/Page/Parent 2 0 R{stamped}>>").into_bytes();
    assert!(!keeps(&again(&[(3, stamped), (7, drawing("2020"))])));
    // A field that was empty and is filled in; a file whose ends are how it was made.
    let blank = pdf("", page, &[drawing("a"), field(""), b"<<>>".to_vec()]);
    assert!(!keeps(&saved_again(&blank, &[(5, field("/V(20000)"))], 9)));
    assert!(!keeps(&through_qpdf(&first, &["--linearize"])));
}

#[test]
fn what_cannot_be_read_is_not_told_and_ends_nothing() {
    let bytes = talkative();
    assert_eq!(told(&through_qpdf(&bytes, &["--encrypt", "a", "b", "256", "--"])), None);
    assert_eq!(told(b"%PDF-1.4\n% nothing more\n"), None);
    assert_eq!(told(b"no PDF at all"), None);
    // Cut off before anything was said of it: nobody may take it for one that says nothing.
    let quiet =
        pdf("", "/Contents 4 0 R", &of_objects(&["<</Length 1>>stream\n \nendstream", "<<>>"]));
    assert_eq!(told(&quiet), Some(DocumentFacts::default()));
    assert_eq!(told(&quiet[..150]), None);
    for end in (0..bytes.len()).step_by(997) {
        told_beside(&bytes[..end]);
    }
    let mut changed = bytes.clone();
    for at in (0..bytes.len()).filter(|at| *at < 1500 || at + 1500 > bytes.len()).step_by(7) {
        changed[at] ^= 0xFF;
        told_beside(&changed);
        changed[at] = bytes[at];
    }
}

#[test]
fn a_pdf_is_looked_into_beside_the_keys_and_what_it_says_is_heard() {
    let place = tempfile::tempdir().unwrap();
    let workbench = workbench(&place.path().join("home"));
    let mut client = Client::make(&workbench, true);
    let file = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = place.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let talks = file("说了很多.pdf", &talkative());
    let locked = through_qpdf(&talkative(), &["--encrypt", "a", "b", "256", "--"]);
    let (locked, plain) =
        (file("加密.pdf", &locked), file("扫描.pdf", &pdf("", "", &of_objects(&["<<>>"]))));
    client.attach(Some("document"), &[&talks, &locked, &plain]).unwrap();
    let heard = |client: &Client| -> Vec<String> {
        client.codes().into_iter().filter(|code| code.starts_with("A438")).collect()
    };
    assert_eq!(heard(&client), [""; 0], "nobody looked yet, and nobody waits for it");
    let look = json!({"ask": "look_at_files"});
    assert_eq!(client.ask(look.clone()), true);
    client.hear_news();
    assert_eq!(heard(&client), ["A438@attachments/1", "A438@attachments/2"]);
    assert_eq!(client.ask(look), false);
    let findings = client.shown["findings"].to_string();
    let words = "附件1（说了很多.pdf）照原样报送，里面还有：作者“张三”、最后修改的人“王五”、单位“某某公司”、批注、嵌在里面的文件、照片的拍摄地点、打开时会运行的程序、关掉的图层、不显示的文字或看不见的表单栏目。";
    assert!(findings.contains(words), "{findings}");
    assert!(findings.contains("附件2（加密.pdf）程序打不开"), "{findings}");
    client.agrees_with_a_fresh_look();
    // As the material its pages are cleaned; what a layer hides comes along.
    let kept = client.keep(&[&talks]).unwrap()["names"][0].clone();
    client.edit("attachments", json!([]));
    client.edit("material", json!({"pdf": kept}));
    assert_eq!(heard(&client), ["A438@material"]);
    client.agrees_with_a_fresh_look();
}
