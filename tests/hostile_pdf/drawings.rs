//! Files whose drawings are hostile: forms, patterns, images, fonts, functions, shadings, masks, boxes.

use super::{Add, bomb, deflated, doubling, packed, page, stream, text};

pub fn all(add: &mut Add<'_>) {
    boxes(add);
    forms(add);
    images(add);
    colours(add);
    functions(add);
    shadings(add);
    fonts(add);
    operators(add);
}

fn boxes(add: &mut Add<'_>) {
    for (name, entries) in [
        ("largest", "/MediaBox[-2147483648 -2147483648 2147483647 2147483647]"),
        ("real", "/MediaBox[0 0 1e38 1e38]"),
        ("thin", "/MediaBox[0 0 1000000000 3]"),
        ("none", "/MediaBox[0 0 0 0]"),
        ("turned", "/MediaBox[595 842 0 0]/Rotate 2147483640"),
        ("crooked", "/MediaBox[0 0 595 842]/Rotate 45"),
        ("unit", "/MediaBox[0 0 595 842]/UserUnit 1000000000"),
        ("unit_below", "/MediaBox[0 0 595 842]/UserUnit -1"),
        ("crop", "/MediaBox[0 0 595 842]/CropBox[-1e30 -1e30 1e30 1e30]"),
        ("digits", &format!("/MediaBox[0 0 {} 842]", "9".repeat(100_000))),
    ] {
        add(&format!("box_{name}"), page(entries, b"0 0 9 9 re f", &[]));
    }
}

fn forms(add: &mut Add<'_>) {
    let form = |number: usize, next: Option<usize>, times: usize| {
        let call = next.map(|_| "/F Do ".repeat(times)).unwrap_or("0 0 9 9 re f".into());
        let called = next.unwrap_or(number);
        let entries = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {called} 0 R>>>>"
        );
        stream(&entries, call.as_bytes())
    };
    let called = "/Resources<</XObject<</F 5 0 R>>>>";
    add("form_of_itself", page(called, b"/F Do", &[form(5, Some(5), 1)]));
    add("form_of_itself_twice", page(called, b"/F Do", &[form(5, Some(5), 2)]));
    for (times, depth) in [(2, 30), (10, 12), (1, 20_000)] {
        let all = doubling(depth, |number, next| form(number, next, times));
        add(&format!("forms_times_{times}"), page(called, b"/F Do", &all));
    }
    let pattern = |number: usize, step: &str| {
        let entries = format!(
            "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep {step}/YStep {step}/Resources<</Pattern<</P {number} 0 R>>>>"
        );
        stream(&entries, b"/Pattern cs /P scn 0 0 9 9 re f")
    };
    let patterned = "/Resources<</Pattern<</P 5 0 R>>>>";
    let fill = b"/Pattern cs /P scn 0 0 595 842 re f";
    add("pattern_of_itself", page(patterned, fill, &[pattern(5, "9")]));
    add("pattern_tiny", page(patterned, fill, &[pattern(9, "0.00001")]));
    add("pattern_of_no_step", page(patterned, fill, &[pattern(9, "0")]));
    let all = doubling(30, |number, next| pattern(next.unwrap_or(number), "3"));
    add("patterns_in_patterns", page(patterned, fill, &all));
    let mask = |number: usize| {
        vec![
            text(&format!("<</SMask<</S/Luminosity/G {} 0 R>>>>", number + 1)),
            stream(
                &format!(
                    "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceRGB>>/Resources<</ExtGState<</G {} 0 R>>>>",
                    number + 2
                ),
                b"/G gs 0 0 595 842 re f",
            ),
        ]
    };
    let masked = "/Resources<</ExtGState<</G 5 0 R>>>>";
    let itself = vec![mask(5)[0].clone(), mask(3)[1].clone()];
    add("mask_of_itself", page(masked, b"/G gs 0 0 595 842 re f", &itself));
    let deep: Vec<Vec<u8>> = (0..200).flat_map(|at| mask(5 + 2 * at)).collect();
    add("masks_in_masks", page(masked, b"/G gs 0 0 595 842 re f", &deep));
    let groups = doubling(400, |_, next| {
        let entries = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/I true/K true>>/Resources<</XObject<</F {} 0 R>>>>",
            next.unwrap_or(4)
        );
        stream(&entries, b"/F Do 0 0 9 9 re f")
    });
    add("groups_in_groups", page(called, b"/F Do", &groups));
    let looks = "/Annots[5 0 R]";
    let annotation =
        text("<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 6 0 R>>/Parent 5 0 R>>");
    add("annotation_of_itself", page(looks, b"", &[annotation, form(6, Some(6), 3)]));
    let many = format!("/Annots[{}]", "5 0 R ".repeat(100_000));
    let annotation = text("<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/AP<</N 6 0 R>>>>");
    add("annotations_many", page(&many, b"", &[annotation, form(6, None, 1)]));
}

fn images(add: &mut Add<'_>) {
    let mut image = |name: &str, entries: &str, content: &[u8]| {
        let image = stream(&format!("/Type/XObject/Subtype/Image{entries}"), content);
        add(
            &format!("image_{name}"),
            page("/Resources<</XObject<</I 5 0 R>>>>", b"595 0 0 842 0 0 cm /I Do", &[image]),
        );
    };
    let grey = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    image(
        "of_bits",
        "/Width 2147483647/Height 2147483647/ColorSpace/DeviceGray/BitsPerComponent 1",
        b"0",
    );
    image("huge", &format!("/Width 1000000/Height 1000000{grey}"), b"0");
    image("negative", &format!("/Width -5/Height -5{grey}"), b"0");
    image(
        "wide_samples",
        "/Width 9/Height 9/ColorSpace/DeviceRGB/BitsPerComponent 2147483647",
        b"0",
    );
    image("bomb", &format!("/Width 30000/Height 30000/Filter/FlateDecode{grey}"), &bomb(0, 400));
    let twice = deflated(&bomb(0, 400));
    image(
        "bomb_twice",
        &format!("/Width 30000/Height 30000/Filter[/FlateDecode/FlateDecode]{grey}"),
        &twice,
    );
    image(
        "predictor",
        &format!(
            "/Width 9/Height 9/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 2147483647/Columns 2147483647>>{grey}"
        ),
        &deflated(&[2; 9999]),
    );
    image(
        "runs",
        &format!("/Width 30000/Height 30000/Filter/RunLengthDecode{grey}"),
        &[129, 0].repeat(500_000),
    );
    image(
        "lzw",
        &format!("/Width 30000/Height 30000/Filter/LZWDecode{grey}"),
        &[0x80, 0x0B, 0x60, 0x50].repeat(100_000),
    );
    image(
        "hex",
        &format!("/Width 30000/Height 30000/Filter[/ASCII85Decode/RunLengthDecode]{grey}"),
        &b"z".repeat(2_000_000),
    );
    image(
        "fax",
        "/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>",
        &[0xFF; 4000],
    );
    image(
        "fax_tall",
        "/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 2000000000/EndOfBlock false>>",
        &[0xFF; 400_000],
    );
    let page_segment = [
        0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0,
    ];
    image(
        "jbig2",
        "/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode",
        &page_segment,
    );
    let mut codestream = vec![
        0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 0, 0, 0, 0,
        0, 0, 0, 0,
    ];
    codestream.extend([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 1, 1]);
    codestream.extend([
        0xFF, 0x52, 0, 12, 0, 0, 0, 1, 1, 5, 4, 4, 0, 0, 0xFF, 0x5C, 0, 4, 0x40, 0x40, 0xFF, 0xD9,
    ]);
    image("jpeg2000", "/Width 9/Height 9/Filter/JPXDecode", &codestream);
    let mut jpeg = vec![
        0xFF, 0xD8, 0xFF, 0xC2, 0, 17, 8, 255, 255, 255, 255, 3, 1, 0x44, 0, 2, 0x11, 0, 3, 0x11, 0,
    ];
    jpeg.extend([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0].repeat(2000));
    jpeg.extend([0xFF, 0xD9]);
    image(
        "jpeg",
        "/Width 65535/Height 65535/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        &jpeg,
    );
    image("mask_of_itself", &format!("/Width 9/Height 9/SMask 5 0 R/Mask 5 0 R{grey}"), &[0; 81]);
    image(
        "mask_huge",
        &format!("/Width 9/Height 9/SMask<</Width 99999/Height 99999>>/Mask[0 99999999]{grey}"),
        &[0; 81],
    );
    image(
        "table_of_colours",
        "/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 2147483647 ()]",
        &[9; 81],
    );
    image("decode", &format!("/Width 9/Height 9/Decode[-1e38 1e38 0 1e38]{grey}"), &[9; 81]);
    add(
        "image_in_drawing",
        page("", b"BI /W 2147483647 /H 2147483647 /BPC 8 /CS /RGB ID 0 EI", &[]),
    );
    add(
        "images_in_drawing",
        page(
            "",
            &b"9 0 0 9 0 0 cm BI /W 9000 /H 9000 /BPC 1 /IM true ID 0 EI ".repeat(20_000),
            &[],
        ),
    );
}

fn colours(add: &mut Add<'_>) {
    let names = "/A".repeat(100_000);
    for (name, space) in [
        ("indexed", "[/Indexed 5 0 R 255 ()]".to_owned()),
        ("separation", "[/Separation/A 5 0 R 6 0 R]".to_owned()),
        ("pattern", "[/Pattern 5 0 R]".to_owned()),
        ("names", format!("[/DeviceN[{names}]/DeviceRGB 6 0 R]")),
        ("profile", "[/ICCBased 5 0 R]".to_owned()),
    ] {
        let function = text("<</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>>");
        let bytes = page(
            "/Resources<</ColorSpace<</C 5 0 R>>>>",
            b"/C cs 0.5 sc 0 0 9 9 re f",
            &[text(&space), function],
        );
        add(&format!("colours_{name}"), bytes);
    }
    let profile = stream("/N 3/Alternate[/ICCBased 5 0 R]/Filter/FlateDecode", &bomb(1, 400));
    add(
        "colours_profile_bomb",
        page(
            "/Resources<</ColorSpace<</C[/ICCBased 5 0 R]>>>>",
            b"/C cs 1 0 0 sc 0 0 9 9 re f",
            &[profile],
        ),
    );
}

fn functions(add: &mut Add<'_>) {
    let mut function = |name: &str, functions: &[Vec<u8>]| {
        let shading = "/Resources<</Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 500 500]/Function 5 0 R>>>>>>";
        add(&format!("function_{name}"), page(shading, b"/S sh", functions));
    };
    let program = |code: &str| stream("/FunctionType 4/Domain[0 1]/Range[0 1]", code.as_bytes());
    function("nested", &[program(&"{".repeat(200_000))]);
    function("nested_whole", &[program(&format!("{}{}", "{".repeat(50_000), "}".repeat(50_000)))]);
    function("long", &[program(&format!("{{{}}}", "dup mul ".repeat(1_000_000)))]);
    function("copies", &[program(&format!("{{{}}}", "dup 2147483647 copy ".repeat(2000)))]);
    function("rolls", &[program(&format!("{{{}}}", "2147483647 2147483647 roll ".repeat(2000)))]);
    function("divides", &[program("{pop 0 0 idiv 0 0 mod 2147483648 neg cvi bitshift}")]);
    function(
        "bomb",
        &[stream("/FunctionType 4/Domain[0 1]/Range[0 1]/Filter/FlateDecode", &bomb(b' ', 400))],
    );
    function(
        "of_itself",
        &[text(
            "<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>",
        )],
    );
    let stitched: Vec<Vec<u8>> = (6..46)
        .map(|next| text(&format!("<</FunctionType 3/Domain[0 1]/Functions[{next} 0 R {next} 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>")))
        .collect();
    function("doubles", &stitched);
    function(
        "of_samples",
        &[stream(
            "/FunctionType 0/Domain[0 1 0 1 0 1 0 1]/Range[0 1]/Size[60000 60000 60000 60000]/BitsPerSample 32",
            b"0",
        )],
    );
    function(
        "of_dimensions",
        &[stream(
            &format!(
                "/FunctionType 0/Domain[{}]/Range[0 1]/Size[{}]/BitsPerSample 8",
                "0 1 ".repeat(64),
                "2 ".repeat(64)
            ),
            b"0",
        )],
    );
    function("of_exponent", &[text("<</FunctionType 2/Domain[0 1]/N -1e38/C0[1e38]/C1[-1e38]>>")]);
}

fn shadings(add: &mut Add<'_>) {
    let mut shading = |name: &str, shading: Vec<u8>| {
        add(
            &format!("shading_{name}"),
            page("/Resources<</Shading<</S 5 0 R>>>>", b"/S sh", &[shading]),
        );
    };
    let mesh = |kind: usize, extra: &str, content: &[u8]| {
        packed(
            &format!(
                "/ShadingType {kind}/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8/Decode[0 595 0 842 0 1 0 1 0 1]{extra}"
            ),
            content,
        )
    };
    let noise: Vec<u8> =
        (0..3_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let flags: Vec<u8> =
        noise.iter().enumerate().map(|(at, byte)| if at % 34 == 0 { 0 } else { *byte }).collect();
    shading("triangles", mesh(4, "", &noise));
    shading("lattice", mesh(5, "/VerticesPerRow 2", &noise));
    shading("lattice_wide", mesh(5, "/VerticesPerRow 2147483647", &noise));
    shading("patches", mesh(6, "", &flags));
    shading("tensors", mesh(7, "", &flags));
    shading("mesh_of_wide_numbers", mesh(4, "/BitsPerCoordinate 2147483647", &noise));
    shading(
        "axial_far",
        text(
            "<</ShadingType 2/ColorSpace/DeviceGray/Coords[-1e38 0 1e38 1e-38]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>",
        ),
    );
    shading(
        "radial_far",
        text(
            "<</ShadingType 3/ColorSpace/DeviceGray/Coords[0 0 1e38 0 0 -1e38]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>",
        ),
    );
    shading(
        "of_function",
        text(
            "<</ShadingType 1/ColorSpace/DeviceGray/Domain[-1e30 1e30 -1e30 1e30]/Matrix[1e-30 0 0 1e-30 0 0]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>",
        ),
    );
}

fn fonts(add: &mut Add<'_>) {
    let mut font = |name: &str, objects: &[Vec<u8>]| {
        add(
            &format!("font_{name}"),
            page(
                "/Resources<</Font<</F 5 0 R>>>>",
                b"BT /F 12 Tf 9 9 Td <0041004100410041> Tj (AAAA) Tj ET",
                objects,
            ),
        );
    };
    let glyphs = |call: &str| {
        vec![
            text(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[9]/Encoding<</Differences[65/A]>>/CharProcs<</A 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>",
            ),
            stream("", call.as_bytes()),
        ]
    };
    font("drawn_by_itself", &glyphs("9 0 d0 BT /F 1 Tf (A) Tj ET"));
    font("drawn_by_itself_often", &glyphs("9 0 d0 BT /F 1 Tf (AAAAAAAAAA) Tj (AAAAAAAAAA) Tj ET"));
    let composite = |encoding: &str, below: &str, more: &[Vec<u8>]| {
        let mut objects = vec![
            text(&format!(
                "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding {encoding}/ToUnicode 7 0 R/DescendantFonts[{below}]>>"
            )),
            text(
                "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0 2147483647 9]/DW 1e38/CIDToGIDMap/Identity>>",
            ),
        ];
        objects.extend_from_slice(more);
        objects
    };
    let map = |code: &str| stream("/Type/CMap/CMapName/A", code.as_bytes());
    let map_using = |other: usize| {
        stream(
            &format!("/Type/CMap/CMapName/A/UseCMap {other} 0 R"),
            b"/A usecmap begincmap endcmap",
        )
    };
    let range = "begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange 1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange endcmap";
    font("map_of_itself", &composite("7 0 R", "6 0 R", &[map_using(7)]));
    font("maps_in_a_ring", &composite("7 0 R", "6 0 R", &[map_using(8), map_using(7)]));
    let row: Vec<Vec<u8>> = (8..3008).map(map_using).collect();
    font("maps_in_a_row", &composite("7 0 R", "6 0 R", &row));
    font("map_of_all", &composite("7 0 R", "6 0 R", &[map(range)]));
    font(
        "map_long",
        &composite(
            "7 0 R",
            "6 0 R",
            &[map(&format!(
                "begincmap {} endcmap",
                "9 begincidrange <0000> <FFFF> 0 endcidrange ".repeat(100_000)
            ))],
        ),
    );
    font(
        "map_bomb",
        &composite("7 0 R", "6 0 R", &[stream("/Type/CMap/Filter/FlateDecode", &bomb(b' ', 400))]),
    );
    font("below_itself", &composite("/Identity-H", "5 0 R", &[]));
    let program = |key: &str, program: Vec<u8>| {
        vec![
            text(
                "<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 2147483647/Widths 5 0 R/FontDescriptor 6 0 R>>",
            ),
            text(&format!("<</Type/FontDescriptor/FontName/A/Flags 4/{key} 7 0 R>>")),
            program,
        ]
    };
    font("program_bomb", &program("FontFile2", stream("/Filter/FlateDecode", &bomb(0, 400))));
    font("program_of_noise", &program("FontFile2", stream("", &true_type(&[0xFF; 4096]))));
    // A glyph that is put together of itself, twice. Source: OpenType, glyf: composite glyphs.
    let composite_glyph = [255, 255, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    font("glyph_of_itself", &program("FontFile2", stream("", &true_type(&composite_glyph))));
    let mut compact = vec![1, 0, 4, 4, 0, 1, 1, 1, 2, b'A', 0, 1, 1, 1, 9, 0xFF, 0xFF, 0xFF, 0xFF];
    compact.extend([0xFF; 2000]);
    font("compact", &program("FontFile3", stream("/Subtype/Type1C", &compact)));
    font(
        "of_type_one",
        &program(
            "FontFile",
            stream(
                "/Length1 99999999/Length2 -5",
                &b"%!PS-AdobeFont-1.0 /Subrs 2147483647 array { } loop dup 0 9999999 RD "
                    .repeat(2000),
            ),
        ),
    );
}

/// A font with the tables that are asked for, all of them at the same bytes.
fn true_type(table: &[u8]) -> Vec<u8> {
    let names: [&[u8]; 8] =
        [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post"];
    let mut font = vec![0, 1, 0, 0, 0, 8, 0, 128, 0, 3, 0, 0];
    let begin = 12 + 16 * names.len();
    for name in names {
        font.extend_from_slice(name);
        font.extend([0; 4]);
        font.extend(u32::try_from(begin).unwrap().to_be_bytes());
        font.extend(u32::try_from(table.len()).unwrap().to_be_bytes());
    }
    font.extend_from_slice(table);
    font
}

fn operators(add: &mut Add<'_>) {
    let mut drawn = |name: &str, drawing: Vec<u8>| {
        add(
            &format!("drawing_{name}"),
            page(
                "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
                &drawing,
                &[],
            ),
        );
    };
    drawn("saves", b"q ".repeat(2_000_000));
    drawn("clips", b"0 0 500 800 re W n ".repeat(100_000));
    drawn("marks", b"/A BDC ".repeat(1_000_000));
    drawn(
        "lines",
        [b"0 0 m ".to_vec(), b"500 800 l 0 0 l ".repeat(500_000), b"S".to_vec()].concat(),
    );
    drawn("dashes", b"[0.0001 0.0001] 0 d 0 0 m 1000000 1000000 l S".to_vec());
    drawn("wide_lines", b"1e38 w 1 J 1 j 0 0 m 1e38 1e38 l -1e38 1e38 l s".to_vec());
    drawn(
        "curves",
        [b"0 0 m ".to_vec(), b"1e30 -1e30 -1e30 1e30 9 9 c ".repeat(50_000), b"B*".to_vec()]
            .concat(),
    );
    drawn(
        "letters",
        [
            b"BT /F 9 Tf ".to_vec(),
            b"(AAAAAAAAAAAAAAAAAAAAAAAA) Tj ".repeat(100_000),
            b"ET".to_vec(),
        ]
        .concat(),
    );
    drawn("letter_huge", b"BT /F 1e38 Tf 1e38 Tc 1e38 Tz (AAAA) Tj ET".to_vec());
    drawn(
        "matrices",
        [b"1e30 1e30 1e30 1e30 1e30 1e30 cm ".repeat(1000), b"0 0 9 9 re f".to_vec()].concat(),
    );
    let bombed = |filter: &str, content: &[u8]| {
        super::file_of(&[
            text("<</Type/Catalog/Pages 2 0 R>>"),
            text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"),
            stream(filter, content),
        ])
    };
    add("drawing_bomb_of_blanks", bombed("/Filter/FlateDecode", &bomb(b' ', 400)));
    add(
        "drawing_bomb_of_saves",
        bombed("/Filter/FlateDecode", &deflated(&b"q ".repeat(20_000_000))),
    );
    add(
        "drawing_bomb_twice",
        bombed("/Filter[/FlateDecode/FlateDecode]", &deflated(&bomb(b'\n', 400))),
    );
}
