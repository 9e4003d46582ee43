//! PDF/A-2a (ISO 19005-2:2011), clause by clause, but for 6.7 (`tagged.rs`): each is asserted of a form, a draft of two pages and more,
//! a roundup and pages with photos, from what qpdf reads. No validator that one may ship can be had, so
//! the table says for each clause what is looked at.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "other programs read real files")]

mod pdf;

use foundation::{Digest, Timestamp};
use media::{Orientation, PaperPicture, Pixels};
use paper::{Copy, write_pdf};
use pdf::objects::File;
use pdf::{Program, find, operators_of, picture_page, text, title};
use serde_json::Value;
use workbench::Workbench;

type Assertion = fn(&File);

/// Clause, what it asks of such files, and how it is looked at.
const CLAUSES: [(&str, &str, Assertion); 31] = [
    ("6.1.2", "header %PDF-1.n, then a comment of four bytes above 127", header),
    ("6.1.3", "an identifier, no encryption, nothing after %%EOF", trailer),
    ("6.1.4", "xref and its numbers parted by single ends of lines", cross_references),
    ("6.1.7.1", "streams as long as they say, with no file outside", streams),
    ("6.1.7.2", "deflate and DCT only", filters),
    ("6.1.8", "names of fonts are UTF-8", names),
    ("6.1.9", "objects begin and end on lines of their own", objects),
    ("6.1.12", "no permissions", no_permissions),
    ("6.1.13", "bounds of numbers, names, strings and states", bounds),
    ("6.2.2", "operators of ISO 32000-1 only, resources on each page", operators),
    ("6.2.3", "one output intent, sRGB, with its profile", output_intent),
    ("6.2.4.2", "profiles with as many components as they say", profiles),
    ("6.2.4.3", "grey and RGB only, which the intent explains", device_colours),
    ("6.2.5", "no states that carry transfer functions or halftones", no_states),
    ("6.2.6", "no rendering intents", no_rendering_intents),
    ("6.2.8", "pictures without alternates, OPI, or interpolation", pictures),
    ("6.2.9", "no forms, no PostScript", no_forms),
    ("6.2.10", "no transparency: no masks, no groups, no blending", no_transparency),
    ("6.2.11.2", "Type 0 fonts over TrueType", font_types),
    ("6.2.11.3", "Identity-H, and a map from CID to glyph", composite_fonts),
    ("6.2.11.4.1", "every font embedded", embedded_fonts),
    ("6.2.11.4.2", "cut fonts have a tag, and no CIDSet that could be wrong", cut_fonts),
    ("6.2.11.5", "widths as in the font itself", widths),
    ("6.2.11.8", "no glyph that is missing", no_missing_glyphs),
    ("6.3", "no annotations", no_annotations),
    ("6.4", "no interactive form", no_interactive_form),
    ("6.5", "no actions", no_actions),
    ("6.6.2", "metadata as an open stream of XML in UTF-8", metadata),
    ("6.6.4", "it says that it is PDF/A-2a, and agrees with the information", claim),
    ("6.8", "no files inside", no_embedded_files),
    ("6.9, 6.10, 6.11", "no layers, no other presentations, no requirements", nothing_optional),
];

/// A form, a draft, a roundup and pages with photos.
fn files() -> Vec<File> {
    // 2020-06-20, noon in China: the call was open.
    let moment = Timestamp::from_second(1_592_625_600).unwrap();
    let workbench = Workbench::new(Box::new(moment));
    let desk = workbench.desk();
    let folder = tempfile::tempdir().unwrap();
    let case = |call: &str, route: &str, sample: bool| {
        let path = folder.path().join(format!("{call}.json"));
        std::fs::write(&path, desk.new_case(call, Some(route), sample).unwrap()).unwrap();
        path
    };
    let rendered = |call: &str, route: &str, form: Option<&str>, copy: Copy| {
        let path = case(call, route, copy == Copy::Final);
        desk.render_cases(&[path], form, copy).unwrap().pdf
    };
    vec![
        File::new("form", rendered("js-2020", "self", None, Copy::Final)),
        File::new("draft", rendered("js-2020", "recommended", None, Copy::Draft)),
        File::new(
            "roundup",
            rendered("shuangbai-2016", "province", Some("shuangbai-2016-summary"), Copy::Draft),
        ),
        File::new("photos", photos()),
    ]
}

/// One with a profile, one turned, one grey, one of plain samples.
fn photos() -> Vec<u8> {
    let jpeg = |bytes: &[u8], components, orientation, profile: Option<&[u8]>| PaperPicture {
        width: 48,
        height: 32,
        pixels: Pixels::Jpeg {
            bytes: bytes.into(),
            components,
            orientation,
            profile: profile.map(Into::into),
        },
        digest: Digest::of(&[bytes, profile.unwrap_or_default()].concat()),
    };
    let (corners, grey) = (include_bytes!("pdf/corners.jpg"), include_bytes!("pdf/grey.jpg"));
    let srgb = include_bytes!("../assets/colour/sRGB.icc");
    let samples: Vec<u8> = (0..48 * 32 * 3u32).map(|at| (at % 251) as u8).collect();
    let plain = PaperPicture {
        width: 48,
        height: 32,
        digest: Digest::of(&samples),
        pixels: Pixels::Plain { samples: samples.into(), components: 3 },
    };
    let pictures = [
        jpeg(corners, 3, Orientation::None, Some(srgb)),
        jpeg(corners, 3, Orientation::Half, None),
        jpeg(grey, 1, Orientation::Mirror, None),
        plain,
    ];
    write_pdf(&picture_page(&pictures), &title()).unwrap()
}

#[test]
fn every_clause_holds_of_every_kind_of_file() {
    let files = files();
    for (clause, asks, assertion) in CLAUSES {
        for file in &files {
            println!("{clause} {asks}: {}", file.name);
            assertion(file);
        }
    }
}

fn header(file: &File) {
    let mut lines = file.bytes.split(|byte| *byte == b'\n');
    assert_eq!(lines.next().unwrap(), b"%PDF-1.7");
    let comment = lines.next().unwrap();
    assert!(comment[0] == b'%' && comment.len() >= 5 && comment[1..5].iter().all(|b| *b > 127));
}

fn trailer(file: &File) {
    let trailer = &file.written.trailer;
    let ids = trailer["/ID"].as_array().unwrap();
    assert_eq!((ids.len(), &ids[0]), (2, &ids[1]));
    // qpdf gives bytes as `b:` and two digits each.
    assert_eq!(ids[0].as_str().unwrap().strip_prefix("b:").unwrap().len(), 32);
    assert!(trailer.get("/Encrypt").is_none());
    assert!(file.bytes.ends_with(b"\n%%EOF\n"));
    assert_eq!(find(&file.bytes, b"%%EOF").len(), 1);
}

fn cross_references(file: &File) {
    let start = *find(&file.bytes, b"\nxref\n0 ").first().unwrap() + 1;
    let table = String::from_utf8_lossy(&file.bytes[start..]).into_owned();
    let mut lines = table.lines().skip(1);
    let count = lines.next().unwrap().strip_prefix("0 ").unwrap().parse().unwrap();
    for (number, line) in lines.by_ref().take(count).enumerate() {
        // Twenty bytes each, with the end of the line.
        assert!(line.len() == 19 && (line.ends_with(" n ") || line.ends_with(" f ")), "{line}");
        if line.ends_with(" n ") {
            let place: usize = line[..10].parse().unwrap();
            assert!(file.bytes[place..].starts_with(format!("{number} 0 obj\n").as_bytes()));
        }
    }
    assert_eq!(lines.next(), Some("trailer"));
    assert!(table.contains(&format!("startxref\n{start}\n")));
}

fn streams(file: &File) {
    file.has_no(&["/F", "/FFilter", "/FDecodeParms"]);
    for (reference, dictionary) in file.streams() {
        let start =
            find(&file.bytes, format!("\n{} obj\n", &reference[..reference.len() - 2]).as_bytes());
        let object = &file.bytes[start[0]..];
        let data = find(object, b">>\nstream\n")[0] + b">>\nstream\n".len();
        let length = usize::try_from(dictionary["/Length"].as_u64().unwrap()).unwrap();
        assert!(object[data + length..].starts_with(b"\nendstream\nendobj\n"), "{reference}");
    }
}

fn filters(file: &File) {
    for (reference, dictionary) in file.streams() {
        let filter = dictionary.get("/Filter").and_then(Value::as_str);
        assert!(matches!(filter, None | Some("/FlateDecode" | "/DCTDecode")), "{reference}");
        assert!(dictionary.get("/DecodeParms").is_none(), "{reference}");
    }
}

fn names(file: &File) {
    // qpdf gives names that are no UTF-8 with a mark before them.
    let keys = ["/BaseFont", "/FontName"];
    for name in file.all().iter().flat_map(|v| keys.iter().filter_map(|key| v.get(key))) {
        assert!(name.as_str().unwrap().starts_with('/'), "{name}");
    }
}

fn objects(file: &File) {
    let objects = file.written.objects.as_object().unwrap();
    for number in objects.keys().filter_map(|key| key.strip_prefix("obj:")?.strip_suffix(" R")) {
        assert_eq!(find(&file.bytes, format!("\n{number} obj\n").as_bytes()).len(), 1, "{number}");
    }
    assert_eq!(find(&file.bytes, b"\nendobj\n").len(), objects.len() - 1);
}

fn no_permissions(file: &File) {
    assert!(file.written.catalog().get("/Perms").is_none());
}

fn bounds(file: &File) {
    for value in file.all() {
        match value {
            Value::Number(number) => assert!(number.as_f64().unwrap().abs() <= 2_147_483_647.0),
            Value::String(words) if words.starts_with('/') => assert!(words.len() <= 128),
            Value::String(words) => assert!(words.len() <= 32_767),
            _ => {}
        }
    }
    for content in &file.contents {
        let (mut depth, mut deepest) = (0, 0);
        for word in content.split_whitespace() {
            depth += i32::from(word == "q") - i32::from(word == "Q");
            deepest = depth.max(deepest);
        }
        assert!(depth == 0 && deepest <= 28, "{deepest}");
    }
}

fn operators(file: &File) {
    // Source: ISO 32000-1, table A.1: those that are used.
    const KNOWN: [&str; 24] = [
        "q", "Q", "cm", "w", "m", "l", "h", "S", "s", "re", "f", "G", "g", "BT", "ET", "Tf", "Tm",
        "Td", "TJ", "Tj", "Tr", "BDC", "BMC", "EMC",
    ];
    for content in &file.contents {
        for word in operators_of(content) {
            assert!(KNOWN.contains(&word.as_str()) || word == "Do", "{word}");
        }
    }
    assert!(file.pages().iter().all(|page| page.get("/Resources").is_some()));
}

fn output_intent(file: &File) {
    let intents = file.written.follow(&file.written.catalog()["/OutputIntents"]);
    let intents = intents.as_array().unwrap().clone();
    assert_eq!(intents.len(), 1);
    let intent = file.written.follow(&intents[0]);
    assert_eq!(intent["/S"], "/GTS_PDFA1");
    assert!(text(&intent["/OutputConditionIdentifier"]).contains("sRGB"));
    let profile = intent["/DestOutputProfile"].as_str().unwrap();
    let profile = file.written.stream(profile);
    assert_eq!(profile, include_bytes!("../assets/colour/sRGB.icc"));
    assert_eq!((&profile[12..16], &profile[16..20]), (b"mntr".as_slice(), b"RGB ".as_slice()));
}

fn profiles(file: &File) {
    for (reference, dictionary) in file.streams() {
        let Some(components) = dictionary.get("/N") else { continue };
        let profile = file.written.stream(reference);
        assert_eq!(profile.len(), u32::from_be_bytes(profile[..4].try_into().unwrap()) as usize);
        assert!(matches!(profile[8], 2 | 4) && &profile[36..40] == b"acsp");
        assert_eq!(&profile[16..20], if components == 1 { b"GRAY" } else { b"RGB " });
    }
}

fn device_colours(file: &File) {
    let inks = ["k", "K", "cs", "CS", "scn", "SCN", "sc", "SC"];
    let words = file.contents.iter().flat_map(|content| operators_of(content));
    assert_eq!(words.filter(|word| inks.contains(&word.as_str())).count(), 0);
    for picture in file.with("/Subtype", "/Image") {
        let space = file.written.follow(&picture["/ColorSpace"]);
        let is_icc = space.get(0).is_some_and(|kind| kind == "/ICCBased");
        assert!(is_icc || space == "/DeviceRGB" || space == "/DeviceGray", "{space}");
    }
}

fn no_states(file: &File) {
    file.has_no(&["/TR", "/TR2", "/HTP", "/HT", "/HTO"]);
    assert!(file.contents.iter().all(|content| !operators_of(content).contains(&"gs".into())));
}

fn no_rendering_intents(file: &File) {
    file.has_no(&["/RI", "/Intent"]);
    assert!(file.contents.iter().all(|content| !operators_of(content).contains(&"ri".into())));
}

fn pictures(file: &File) {
    file.has_no(&["/Alternates", "/OPI", "/Interpolate"]);
    let pictures = file.with("/Subtype", "/Image");
    assert_eq!(pictures.len(), if file.name == "photos" { 4 } else { 0 });
    assert!(pictures.iter().all(|picture| picture["/BitsPerComponent"] == 8));
}

fn no_forms(file: &File) {
    assert!(file.with("/Subtype", "/Form").is_empty() && file.with("/Subtype", "/PS").is_empty());
    file.has_no(&["/PS", "/Ref", "/Subtype2"]);
}

fn no_transparency(file: &File) {
    file.has_no(&["/Group", "/SMask", "/BM", "/CA", "/ca", "/SMaskInData", "/Mask"]);
}

fn font_types(file: &File) {
    let fonts = file.fonts();
    assert_eq!(fonts.is_empty(), file.name == "photos");
    for (font, below) in fonts.values() {
        assert_eq!((&font["/Type"], &font["/Subtype"]), (&"/Font".into(), &"/Type0".into()));
        assert_eq!(below["/Subtype"], "/CIDFontType2");
        assert_eq!(font["/BaseFont"], below["/BaseFont"]);
    }
}

fn composite_fonts(file: &File) {
    for (font, below) in file.fonts().values() {
        assert_eq!(font["/Encoding"], "/Identity-H");
        assert_eq!(below["/CIDToGIDMap"], "/Identity");
        assert_eq!(below["/CIDSystemInfo"]["/Supplement"], 0);
    }
}

fn embedded_fonts(file: &File) {
    for (_, below) in file.fonts().values() {
        let descriptor = file.written.follow(&below["/FontDescriptor"]);
        let program = file.written.stream(descriptor["/FontFile2"].as_str().unwrap());
        let dictionary = file.written.follow(&descriptor["/FontFile2"]);
        assert_eq!(dictionary["/Length1"], program.len());
    }
    let listed = file.written.tool("pdffonts", &[]);
    assert_eq!(listed.lines().skip(2).count(), file.fonts().len());
    for line in listed.lines().skip(2) {
        // Embedded, cut, with a way to Unicode.
        assert!(line.contains("CID TrueType") && line.contains("yes yes yes"), "{line}");
    }
}

fn cut_fonts(file: &File) {
    file.has_no(&["/CIDSet"]);
    for (font, below) in file.fonts().values() {
        let name = font["/BaseFont"].as_str().unwrap();
        let (tag, rest) = name[1..].split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) && !rest.is_empty());
        assert_eq!(file.written.follow(&below["/FontDescriptor"])["/FontName"], name);
    }
}

fn widths(file: &File) {
    for (name, (_, below)) in file.fonts() {
        let descriptor = file.written.follow(&below["/FontDescriptor"]);
        let program = file.written.stream(descriptor["/FontFile2"].as_str().unwrap());
        let font = Program::read(&program);
        let mut told = below["/W"].as_array().unwrap().iter();
        while let (Some(first), Some(widths)) = (told.next(), told.next()) {
            let first = usize::try_from(first.as_u64().unwrap()).unwrap();
            for (offset, width) in widths.as_array().unwrap().iter().enumerate() {
                let right = font.advance(first + offset);
                assert!(
                    (width.as_f64().unwrap() - right).abs() <= 1.0,
                    "{name} {}",
                    first + offset
                );
            }
        }
    }
}

fn no_missing_glyphs(file: &File) {
    for content in &file.contents {
        let arrays = content.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
        for codes in arrays.flat_map(|(array, _)| array.split('<').skip(1)) {
            let codes = codes.split_once('>').unwrap().0.as_bytes();
            assert!(codes.chunks(4).all(|code| code.len() == 4 && code != b"0000"));
        }
    }
}

fn no_annotations(file: &File) {
    let none =
        |page: &Value| page.get("/Annots").is_none_or(|all| all.as_array().unwrap().is_empty());
    assert!(file.pages().iter().all(none));
}

fn no_interactive_form(file: &File) {
    assert!(file.written.catalog().get("/AcroForm").is_none());
    file.has_no(&["/XFA", "/NeedAppearances"]);
}

fn no_actions(file: &File) {
    file.has_no(&["/OpenAction", "/AA", "/JavaScript", "/JS"]);
    // What tells of parts of the text has its attributes there, with their owner (ISO 32000-1, 14.7.5).
    for found in file.all().into_iter().filter_map(|value| value.get("/A")) {
        assert!(found["/O"] == "/Table" || found["/O"] == "/Layout", "{found}");
    }
}

fn metadata(file: &File) {
    let catalog = file.written.catalog();
    let dictionary = file.written.follow(&catalog["/Metadata"]);
    assert_eq!(
        (&dictionary["/Type"], &dictionary["/Subtype"]),
        (&"/Metadata".into(), &"/XML".into())
    );
    assert!(dictionary.get("/Filter").is_none());
    let packet = file.packet();
    assert!(packet.starts_with("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"));
    assert!(packet.ends_with("<?xpacket end=\"w\"?>"));
    // poppler reads it as XMP, and Chinese is said to be the language.
    assert!(file.written.tool("pdfinfo", &["-meta"]).contains("pdfaid:part"));
    assert_eq!(text(&catalog["/Lang"]), "zh-CN");
}

fn claim(file: &File) {
    let packet = file.packet();
    let between = |open: &str, close: &str| {
        let (_, rest) = packet.split_once(open)?;
        let text = rest.split_once(close)?.0;
        Some(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    let element = |name: &str| between(&format!("<{name}>"), &format!("</{name}>"));
    assert_eq!(element("pdfaid:part").as_deref(), Some("2"));
    assert_eq!(element("pdfaid:conformance").as_deref(), Some("A"));
    let info = file.written.follow(&file.written.trailer["/Info"]);
    let told = |key: &str| info.get(key).map(text);
    let alternative = |name: &str| {
        between(&format!("<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">"), "</rdf:li>")
    };
    assert_eq!(told("/Title"), alternative("title"));
    assert_eq!(told("/Subject"), alternative("description"));
    assert_eq!(told("/Author"), between("<dc:creator><rdf:Seq><rdf:li>", "</rdf:li>"));
    assert_eq!(told("/Creator"), element("xmp:CreatorTool"));
    assert_eq!(told("/Producer"), element("pdf:Producer"));
    for (key, name) in [("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")] {
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
        assert_eq!(told(key).map(digits), element(name).map(digits));
    }
    // What no standard has names for: the packet explains its own, and says the same.
    let own: Vec<&String> =
        info.as_object().unwrap().keys().filter(|key| key.starts_with("/Shenbao")).collect();
    let is_made_from_a_case = file.name != "photos";
    assert_eq!(!own.is_empty(), is_made_from_a_case, "{}", file.name);
    for key in own {
        let name = key.strip_prefix("/Shenbao").unwrap();
        assert_eq!(told(key), element(&format!("sbx:{name}")));
        assert!(packet.contains(&format!("<pdfaProperty:name>{name}</pdfaProperty:name>")));
    }
    let day = told("/CreationDate").unwrap();
    assert!(day.starts_with("D:20200620") && day.ends_with("+08'00'"), "{day}");
}

fn no_embedded_files(file: &File) {
    file.has_no(&["/EmbeddedFiles", "/EF", "/Names"]);
}

fn nothing_optional(file: &File) {
    file.has_no(&["/OCProperties", "/AlternatePresentations", "/PresSteps", "/Requirements"]);
}
