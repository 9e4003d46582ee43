//! Files whose structure is hostile: trees, tables, lengths, streams of objects, locks.

use super::{Add, bomb, deflated, file_of, page, stream, text};

const MANY: usize = 100_000;

pub fn all(add: &mut Add<'_>) {
    nested(add);
    trees(add);
    tables(add);
    lengths(add);
    streams_of_objects(add);
    locks(add);
    litter(add);
}

fn nested(add: &mut Add<'_>) {
    let arrays = format!("{}{}", "[".repeat(MANY), "]".repeat(MANY));
    let dictionaries = format!("{}1{}", "<</A".repeat(MANY), ">>".repeat(MANY));
    let open = "[".repeat(1_000_000);
    for (name, deep) in [("arrays", arrays), ("dictionaries", dictionaries), ("open", open)] {
        add(
            &format!("nested_{name}_resources"),
            page(&format!("/Resources<</A {deep}>>"), b"", &[]),
        );
        add(&format!("nested_{name}_object"), page("/Resources 5 0 R", b"", &[text(&deep)]));
        add(&format!("nested_{name}_drawing"), page("", format!("{deep} Tj").as_bytes(), &[]));
    }
    let strings = format!("{}{}", "(".repeat(MANY), ")".repeat(MANY));
    add("nested_strings", page(&format!("/A{strings}"), format!("{strings} Tj").as_bytes(), &[]));
    let chain: Vec<Vec<u8>> = (0..20_000).map(|at| text(&format!("{} 0 R", at + 6))).collect();
    add("references_in_a_row", page("/MediaBox 5 0 R", b"", &chain));
    add("references_in_a_ring", page("/MediaBox 5 0 R", b"", &[text("6 0 R"), text("5 0 R")]));
}

fn trees(add: &mut Add<'_>) {
    let catalog = || text("<</Type/Catalog/Pages 2 0 R>>");
    let leaf = || text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
    add("tree_of_itself", file_of(&[catalog(), text("<</Type/Pages/Count 1/Kids[2 0 R]>>")]));
    add(
        "tree_in_a_ring",
        file_of(&[
            catalog(),
            text("<</Type/Pages/Count 1/Kids[3 0 R 3 0 R]>>"),
            text("<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]/Parent 3 0 R>>"),
        ]),
    );
    let mut doubling = vec![catalog()];
    for at in 2..42 {
        let kid = at + 1;
        doubling.push(text(&format!("<</Type/Pages/Count 9/Kids[{kid} 0 R {kid} 0 R]>>")));
    }
    doubling.push(leaf());
    add("tree_that_doubles", file_of(&doubling));
    let mut deep = vec![catalog()];
    for at in 2..MANY {
        deep.push(text(&format!(
            "<</Type/Pages/Count 1/Kids[{} 0 R]/Parent {} 0 R>>",
            at + 1,
            at - 1
        )));
    }
    deep.push(leaf());
    add("tree_that_is_deep", file_of(&deep));
    let pages = text("<</Type/Pages/Count 1000000/Kids[3 0 R]>>");
    add("a_million_pages_by_count", file_of(&[catalog(), pages, leaf()]));
    let kids = "3 0 R ".repeat(1_000_000);
    let pages = text(&format!("<</Type/Pages/Count 1000000/Kids[{kids}]>>"));
    add("a_million_times_one_page", file_of(&[catalog(), pages, leaf()]));
    let kids: String = (3..2003).map(|at| format!("{at} 0 R ")).collect();
    let mut objects = vec![
        catalog(),
        text(&format!("<</Type/Pages/Count 2000/Kids[{kids}]/Resources 2003 0 R>>")),
    ];
    objects.extend((0..2000).map(|_| leaf()));
    let shared: String = (2004..52_000).map(|at| format!("{at} 0 R ")).collect();
    objects.push(text(&format!("<</A[{shared}]>>")));
    objects.extend((2004..52_000).map(|_| text("<</B 1>>")));
    add("two_thousand_pages_share_much", file_of(&objects));
    add(
        "parent_of_itself",
        file_of(&[
            catalog(),
            text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            text("<</Type/Page/Parent 3 0 R>>"),
        ]),
    );
    add(
        "negative_count",
        file_of(&[catalog(), text("<</Type/Pages/Count -5/Kids[3 0 R]>>"), leaf()]),
    );
    add("catalog_of_itself", file_of(&[text("<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>")]));
    add(
        "outlines_in_a_ring",
        file_of(&[
            text("<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>"),
            text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            leaf(),
            text("<</First 4 0 R/Next 4 0 R/Prev 4 0 R/Parent 4 0 R/Count 99>>"),
        ]),
    );
    add(
        "layers_in_a_ring",
        file_of(&[
            text("<</Type/Catalog/Pages 2 0 R/OCProperties 4 0 R>>"),
            text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            leaf(),
            text("<</OCGs 4 0 R/D 4 0 R/ON 4 0 R/Order[4 0 R[4 0 R]]>>"),
        ]),
    );
}

fn tables(add: &mut Add<'_>) {
    let stream_table = |entries: &str, content: &[u8]| {
        let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
        bytes.extend(stream(&format!("/Type/XRef/Root 1 0 R{entries}"), content));
        bytes.extend_from_slice(b"\nendobj\nstartxref\n9\n%%EOF\n");
        bytes
    };
    for (name, entries) in [
        ("w_of_nothing", "/Size 9999999/W[0 0 0]/Index[0 2147483647]"),
        ("w_huge", "/Size 9/W[2147483647 2147483647 2147483647]"),
        ("w_negative", "/Size 9/W[-1 -1 -1]"),
        ("w_wide", "/Size 9/W[1 255 255]/Index[0 4000000000]"),
        ("w_overflows", "/Size 9/W[9223372036854775807 1 1]"),
        ("index_huge", "/Size 1/W[1 2 1]/Index[2147483640 4294967295]"),
        ("index_negative", "/Size 1/W[1 2 1]/Index[-5 10]"),
        ("size_huge", "/Size 4294967295/W[1 0 0]"),
        ("predictor_columns", "/Size 9/W[1 2 1]/DecodeParms<</Predictor 12/Columns 2147483647>>"),
        (
            "predictor_colours",
            "/Size 9/W[1 2 1]/DecodeParms<</Predictor 15/Colors 9999999/BitsPerComponent 9999999/Columns 99999>>",
        ),
    ] {
        add(&format!("table_{name}"), stream_table(entries, b"\x01\x00\x09\x00"));
        let packed = format!("/Filter/FlateDecode{entries}");
        add(&format!("table_{name}_packed"), stream_table(&packed, &deflated(&[1; 4000])));
    }
    let entries = "/Size 99999999/W[1 2 1]/Filter/FlateDecode";
    add("table_bomb", stream_table(entries, &bomb(0, 400)));
    add("table_previous_itself", stream_table("/Size 2/W[1 2 1]/Prev 9", b"\x01\x00\x09\x00"));
    add(
        "table_hybrid_itself",
        stream_table("/Size 2/W[1 2 1]/XRefStm 9/Prev 9", b"\x01\x00\x09\x00"),
    );
    let mut previous = b"%PDF-1.7\n".to_vec();
    let mut last = 9;
    for _ in 0..20_000 {
        let at = previous.len();
        previous.extend(
            format!(
                "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev {last}>>\n"
            )
            .bytes(),
        );
        last = at;
    }
    previous.extend(format!("startxref\n{last}\n%%EOF\n").bytes());
    add("tables_in_a_long_row", previous);
    let head = "%PDF-1.7\nxref\n0 4294967295\n0000000000 65535 f \ntrailer\n<</Size 4294967295/Root 1 0 R>>\nstartxref\n9\n%%EOF";
    add("table_of_four_thousand_million", text(head));
}

fn lengths(add: &mut Add<'_>) {
    for (name, length) in [
        ("of_itself", "4 0 R"),
        ("huge", "9223372036854775807"),
        ("negative", "-1"),
        ("real", "1e9"),
        ("missing", "null"),
        ("of_the_page", "3 0 R"),
    ] {
        let drawing = format!("<</Length {length}>>stream\n0 0 9 9 re f\nendstream");
        add(
            &format!("length_{name}"),
            file_of(&[
                text("<</Type/Catalog/Pages 2 0 R>>"),
                text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
                text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"),
                text(&drawing),
            ]),
        );
    }
    let drawings = |count: usize| "4 0 R ".repeat(count);
    let many = format!("/Contents[{}]", drawings(MANY));
    let mut objects = vec![
        text("<</Type/Catalog/Pages 2 0 R>>"),
        text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
        text(&format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{many}>>")),
        stream("", "0 0 9 9 re f\n".repeat(1000).as_bytes()),
    ];
    add("one_drawing_many_times", file_of(&objects));
    objects[3] = stream("/Filter/FlateDecode", &bomb(b' ', 100));
    add("one_bomb_many_times", file_of(&objects));
}

fn streams_of_objects(add: &mut Add<'_>) {
    let with = |objects: Vec<u8>| page("/Resources 9 0 R", b"", &[objects]);
    let of = |entries: &str, content: &[u8]| stream(&format!("/Type/ObjStm{entries}"), content);
    add("objects_extend_themselves", with(of("/N 1/First 4/Extends 5 0 R", b"9 0 <</A 1>>")));
    add("objects_hold_their_stream", with(of("/N 1/First 4", b"5 0 <</Type/ObjStm>>")));
    add("objects_by_number", with(of("/N 2147483647/First 4", b"9 0 <</A 1>>")));
    add("objects_negative", with(of("/N -1/First -4", b"9 0 <</A 1>>")));
    add("objects_first_huge", with(of("/N 1/First 9223372036854775807", b"9 0 1")));
    let deep = format!("9 0 {}", "[".repeat(MANY));
    add("objects_nested", with(of("/N 1/First 4", deep.as_bytes())));
    add("objects_bomb", with(of("/N 1/First 4/Filter/FlateDecode", &bomb(b' ', 400))));
    let rows: String = (10..400_000).map(|number| format!("{number} 0 ")).collect();
    let first = rows.len();
    let content = deflated(format!("{rows}[{}]", "0 ".repeat(20)).as_bytes());
    add(
        "objects_all_at_one_place",
        with(of(&format!("/N 399990/First {first}/Filter/FlateDecode"), &content)),
    );
    let nulls = deflated(format!("9 0 [{}]", "0 ".repeat(30_000_000)).as_bytes());
    add("objects_of_many_values", with(of("/N 1/First 4/Filter/FlateDecode", &nulls)));
    let twice = deflated(&bomb(b' ', 400));
    add("objects_bomb_twice", with(of("/N 1/First 4/Filter[/FlateDecode/FlateDecode]", &twice)));
}

fn locks(add: &mut Add<'_>) {
    for (name, entries) in [
        ("length", "/V 2/R 3/Length 2147483647/P -4"),
        ("version", "/V 99/R 99/Length 128/P 0"),
        ("itself", "/V 4/R 4/CF 5 0 R/StmF/A/StrF/A/P -4"),
        (
            "newest",
            "/V 5/R 6/Length 256/P -4/CF<</StdCF<</CFM/AESV3/Length 99999999>>>>/StmF/StdCF",
        ),
    ] {
        let key = "00".repeat(48);
        let lock = format!(
            "<</Filter/Standard{entries}/O<{key}>/U<{key}>/OE<{key}>/UE<{key}>/Perms<{key}>>>"
        );
        let bytes = page("", b"0 0 9 9 re f", &[text(&lock)]);
        let whole = String::from_utf8(bytes).unwrap();
        add(
            &format!("lock_{name}"),
            whole.replace("/Root 1 0 R", "/Root 1 0 R/ID[<00><00>]/Encrypt 5 0 R").into(),
        );
    }
}

fn litter(add: &mut Add<'_>) {
    for (name, words) in [
        ("obj", "1 0 obj\n"),
        ("stream", "1 0 obj<<>>stream\n"),
        ("endstream", "endstream "),
        ("trailer", "trailer<</Root 1 0 R/ID[<00>]>>\n"),
        ("startxref", "startxref\n9\n%%EOF\n"),
        ("xref", "xref\n0 1\n"),
        ("root", "/Root /Root /ID [ "),
        ("comment", "%%%\n"),
    ] {
        add(&format!("litter_{name}"), format!("%PDF-1.7\n{}", words.repeat(200_000)).into());
    }
    add(
        "litter_objects",
        (0..300_000).fold(text("%PDF-1.7\n"), |mut bytes, number| {
            bytes.extend(format!("{number} 0 obj null endobj\n").bytes());
            bytes
        }),
    );
    add("nothing_but_zeros", [b"%PDF-1.7\n".to_vec(), vec![0; 8 << 20]].concat());
    let filters = "/FlateDecode".repeat(MANY);
    add(
        "filters_many",
        file_of(&[
            text("<</Type/Catalog/Pages 2 0 R>>"),
            text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"),
            stream(&format!("/Filter[{filters}]"), &deflated(b"0 0 9 9 re f")),
        ]),
    );
}
