//! Evidence is written down and read again: it stays what it is, and so does all that is found by it.

use std::sync::LazyLock;
use std::time::Duration;

use catalog::{AttachmentKind, Catalog};
use foundation::{Contents, Date, Digest, FileReason, Mm};
use media::{
    AiLabel, AiLabelKind, AiShare, Appearance, CannotClean, Container, DocumentFacts, Facts, Kind,
    Left, Note, Orientation, Origin, Plainness, Size, Unprintable,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::{Attachment, Case, Input, Material, MaterialBlock, check};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::built_in);

/// The files of the case below.
const NAMES: [&str; 5] = ["a.jpg", "b.png", "影片.mp4", "c.pdf", "d.jpeg"];

fn size() -> impl Strategy<Value = Size> {
    (1..20_000u32, 1..20_000u32).prop_map(|(width, height)| Size { width, height })
}

fn facts() -> impl Strategy<Value = Facts> {
    let notes = vec![
        Note::Portrait,
        Note::Stretched,
        Note::CameraRaw,
        Note::Contradictory,
        Note::SoundOnly,
        Note::NoPicture,
        Note::Sequence,
        Note::Elsewhere,
        Note::NotGoneThrough,
        Note::WrongEnding("gif".into()),
    ];
    let picture = (option::of(size()), option::of(size()), option::of("[a-z0-9]{2,6}"));
    let told = (
        option::of(any::<Duration>()),
        option::of(any::<bool>()),
        option::of((0..10_000_000u32).prop_map(|dots| f64::from(dots) / 100.0)),
        vec_of(notes),
        option::of(label()),
    );
    let hinted = (
        option::of(select(vec!["2019-05-03".to_owned(), "1980-01-01".to_owned()])),
        option::of(8..17u8),
        option::of(any::<bool>()),
        option::of(select(vec![
            Origin::Generated,
            Origin::Screenshot,
            Origin::Drawn,
            Origin::Composed,
        ])),
    );
    let kind = (select(vec![Kind::Photo, Kind::Video, Kind::Other]), select(Container::ALL));
    let orientation = select(vec![Orientation::None, Orientation::Clockwise]);
    (kind, picture, told, orientation, hinted).prop_map(
        |(
            (kind, container),
            (shown, coded, codec),
            (duration, complete, dpi, notes, ai_label),
            orientation,
            (taken, depth, sound, origin),
        )| {
            Facts {
                kind,
                container,
                codec,
                shown,
                coded,
                orientation,
                duration,
                complete,
                dpi,
                ai_label,
                origin,
                taken,
                depth,
                sound,
                varies: sound == Some(false),
                notes,
            }
        },
    )
}

fn label() -> impl Strategy<Value = AiLabel> {
    use AiLabelKind::{Aigc, Manifest, SourceType};
    let shares = vec![AiShare::Made, AiShare::Changed, AiShare::Maybe, AiShare::Suspected];
    let parts = (select(vec![Aigc, SourceType, Manifest]), select(shares));
    parts.prop_map(|(kind, share)| AiLabel { kind, share })
}

fn vec_of<T: Clone + std::fmt::Debug + 'static>(all: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    vec(select(all), 0..3)
}

fn media() -> impl Strategy<Value = MediaEvidence> {
    let not = select(Container::ALL).prop_map(|kind| Cleans::Not(CannotClean::Kind(kind)));
    let cleans = prop_oneof![
        Just(Cleans::Wholly),
        select(vec![Left::DataTrack, Left::UserData, Left::Between, Left::Chapters])
            .prop_map(Cleans::But),
        Just(Cleans::Not(CannotClean::TooIntricate)),
        Just(Cleans::Not(CannotClean::Label)),
        not,
    ];
    (facts(), cleans).prop_map(|(facts, cleans)| MediaEvidence { facts, cleans })
}

fn document() -> impl Strategy<Value = DocumentEvidence> {
    let name = || option::of("[a-z]{1,9}");
    let is = any::<[bool; 11]>();
    let names = (name(), name(), name(), name());
    let read = (names, is, option::of(label())).prop_map(|(names, is, ai_label)| {
        let (author, last_author, company, path) = names;
        let [has_remarks, has_changes, has_places, has_files, has_scripts, has_hidden, ..] = is;
        let [.., has_cropped, has_older, has_properties, has_leftovers, is_seen_in_part] = is;
        DocumentEvidence::Read(DocumentFacts {
            author,
            last_author,
            company,
            path,
            has_remarks,
            has_changes,
            has_places,
            has_files,
            has_scripts,
            has_hidden,
            ai_label,
            has_properties,
            has_leftovers,
            has_cropped,
            has_older,
            is_seen_in_part,
        })
    });
    prop_oneof![Just(DocumentEvidence::NotRead), read]
}

/// Some photos, one of them brighter or softer than another.
fn appearance() -> impl Strategy<Value = Appearance> {
    let likeness = |slope: usize| {
        let digit = |field: usize| char::from_digit((1 + (field * slope) % 31) as u32, 32).unwrap();
        let text: String = (0..1024).map(digit).collect();
        serde_json::from_value(text.into()).unwrap()
    };
    let likeness = option::of((1..4usize).prop_map(likeness));
    let share = || 0..1000u16;
    let plainness = (share(), share(), share(), share())
        .prop_map(|(even, clipped, edges, ground)| Plainness { even, clipped, edges, ground });
    (likeness, option::of(40..300u16), any::<u8>(), 0..400u16, plainness).prop_map(
        |(likeness, softness, brightness, bars, plainness)| Appearance {
            likeness,
            softness,
            brightness,
            bars,
            plainness,
        },
    )
}

fn pdf() -> impl Strategy<Value = Result<PdfFacts, PdfFault>> {
    let side = prop_oneof![0.0..2000.0f64, any::<f64>().prop_map(f64::abs)];
    let page = (side.clone(), side).prop_map(|(w, h)| PageSize::of((Mm(w), Mm(h))));
    let read =
        (vec(page, 0..9), btree_set("[A-Za-z]{1,8}", 0..9), vec(1..2000usize, 0..3), any::<bool>());
    let read = read.prop_map(|(pages, fonts_missing, not_drawn, has_hidden)| PdfFacts {
        pages,
        fonts_missing,
        not_drawn,
        untried: 2 * usize::from(has_hidden),
        beyond: usize::from(has_hidden),
        has_hidden,
    });
    let faults = vec![PdfFault::NotAPdf, PdfFault::Encrypted, PdfFault::NoPages];
    prop_oneof![read.prop_map(Ok), select(faults).prop_map(Err)]
}

fn file() -> impl Strategy<Value = FileEvidence> {
    let digest = option::of(any::<u8>().prop_map(|byte| Digest::of(&[byte % 2])));
    let begins_as = vec_of(vec![Beginning::Jpeg, Beginning::Png, Beginning::Pdf]);
    let unprintable = vec![
        Printable::Yes,
        Printable::No(Unprintable::CutOff),
        Printable::No(Unprintable::TooLarge { width: 90_000, height: 3 }),
    ];
    let noted = (0..3u64, any::<u8>());
    let noted = noted.prop_map(|(bytes, byte)| Contents { bytes, digest: Digest::of(&[byte % 2]) });
    let found = (
        prop_oneof![0..3u64, any::<u64>()],
        digest,
        option::of(noted),
        option::of(begins_as),
        option::of(media()),
        option::of(document()),
        option::of(select(unprintable)),
        option::of(pdf()),
        option::of(appearance()),
        option::of(scan()),
    );
    let found = found.prop_map(|found| {
        let (bytes, digest, noted, begins_as, media, document, printable, pdf, appearance, scan) =
            found;
        FileEvidence::Found(Box::new(FileFacts {
            bytes,
            digest,
            noted,
            begins_as,
            media,
            document,
            appearance,
            scan,
            printable,
            pdf,
        }))
    });
    let reasons = vec![FileReason::PermissionDenied, FileReason::System(5)];
    prop_oneof![
        1 => Just(FileEvidence::Missing),
        1 => Just(FileEvidence::Outside),
        1 => select(reasons).prop_map(FileEvidence::Unread),
        8 => found,
    ]
}

fn scan() -> impl Strategy<Value = ScanFacts> {
    let place = |present: bool| PlaceFacts {
        form: "form".into(),
        id: "applicant".into(),
        present: Some(present),
        red: 0.25,
        round: present,
    };
    let sheet = (option::of(select(vec![0, 90])), any::<bool>());
    let sheet = sheet.prop_map(move |(turn, present)| SheetFacts {
        turn,
        skew: turn.map(|_| 0.5),
        seals: vec![place(present)],
        ..SheetFacts::default()
    });
    let sheets = proptest::collection::vec(sheet, 0..3);
    (sheets, any::<bool>()).prop_map(|(sheets, has_more)| ScanFacts { sheets, has_more })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let fonts = vec![
        InstalledFont { instead_of: ReplacedFont::Fang, name: "FangSong".into() },
        InstalledFont { instead_of: ReplacedFont::Title, name: "方正小标宋".into() },
    ];
    let printing = (option::of("[a-z-]{1,9}"), vec_of(fonts));
    let printing = option::of(printing.prop_map(|(form, fonts)| Printing { form, fonts }));
    let places = vec![FilePlace::BesideCaseFile, FilePlace::InDraft];
    let files = btree_map(select(NAMES.map(str::to_owned).to_vec()), file(), 0..6);
    let folders = btree_set("[a-z]{1,3}", 0..3);
    (files, select(places), folders, printing).prop_map(
        |(files, place, missing_folders, printing)| Evidence {
            files,
            place,
            missing_folders,
            printing,
        },
    )
}

/// A case that names every file, as attachment, in its appendix, and as material.
fn case(is_pdf: bool) -> Case {
    use AttachmentKind::{Document, MediaReport, Photo, Video};
    let mut case = Case::new(CATALOG.call("js-2020").unwrap().clone());
    let attachment = |(path, kind): (&str, AttachmentKind)| Attachment {
        path: path.into(),
        kind,
        caption: String::new(),
        url: String::new(),
        form: String::new(),
        slot: String::new(),
    };
    let kinds = [Photo, Photo, Video, Document, MediaReport];
    case.attachments = NAMES.into_iter().zip(kinds).map(attachment).collect();
    case.appendix.photos_per_page = Some(2);
    case.material = Some(if is_pdf {
        Material::Pdf("c.pdf".into())
    } else {
        let picture = |path: &str| MaterialBlock::Picture { path: path.into(), caption: "".into() };
        Material::Blocks(vec![picture("d.jpeg"), picture("a.jpg")])
    });
    case
}

fn found(case: &Case, evidence: &Evidence) -> Vec<foundation::Finding> {
    check(Input { evidence, ..Input::alone(case, Date::constant(2020, 6, 20)) })
}

proptest! {
    #[test]
    fn evidence_is_read_back_to_the_same_and_finds_the_same(evidence in evidence()) {
        let text = serde_json::to_string(&evidence).unwrap();
        let read: Evidence = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &evidence);
        for is_pdf in [true, false] {
            let case = case(is_pdf);
            prop_assert_eq!(found(&case, &read), found(&case, &evidence));
        }
    }
}

#[test]
fn of_what_is_not_known_nothing_is_said() {
    for is_pdf in [true, false] {
        let of_files = |code: &str| {
            ["A401", "A402", "A411", "A412", "A413", "A436", "A437", "A438"].contains(&code)
                || ("A421".."A434").contains(&code)
                || ("A451".."A459").contains(&code)
        };
        let mut findings = found(&case(is_pdf), Evidence::NONE);
        findings.retain(|finding| of_files(finding.code.as_str()));
        assert_eq!(findings, []);
    }
}
