//! MP4 and MOV: what tells where, when and with what they were taken is overwritten in place, and they play as before.

use std::fs;
use std::path::Path;

use media::{CannotClean, Left, Removed, clean};

use super::{cleaned, folder, run};

/// What ffprobe says of the tracks, and digests of what they hold and show.
pub(crate) fn tracks(folder: &Path, name: &str) -> String {
    let entries = "stream=index,codec_name,width,height,duration,nb_frames:stream_side_data=rotation:format=duration";
    let told = run(folder, &format!("ffprobe -v error -show_entries {entries} -of csv {name}"));
    let copied = run(folder, &format!("ffmpeg -v error -i {name} -map 0 -c copy -f streamhash -"));
    told + &copied + &run(folder, &format!("ffmpeg -v error -i {name} -f framemd5 -"))
}

/// What a cleaned video must not hold, as exiftool tells it: group, tag and value.
fn private(folder: &Path, name: &str) -> Vec<String> {
    let told = run(folder, &format!("exiftool -a -U -G1 -s -ee {name}"));
    let is_private = |line: &&str| {
        let tag = line.split(']').nth(1).unwrap_or_default();
        let tells = [
            "GPS",
            "Location",
            "Latitude",
            "Make",
            "Model",
            "Software",
            "Encoder",
            "Title",
            "Comment",
            "Compressor",
        ];
        let is_date = tag.contains("Date") && !tag.contains("0000:00:00 00:00:00");
        let told = is_date || tells.iter().any(|word| tag.contains(word)) || line.contains("[XMP");
        told && !line.starts_with("[System]") && !tag.trim().starts_with("CompressorID")
    };
    told.lines().filter(is_private).map(str::to_owned).collect()
}

/// Whether these words stand in a file, wherever.
pub(crate) fn holds(folder: &Path, name: &str, words: &str) -> bool {
    let bytes = fs::read(folder.join(name)).unwrap();
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// A box.
pub(crate) fn atom(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = (data.len() as u32 + 8).to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(data);
    bytes
}

/// Puts bytes at the end of the first box of such a path; nothing that is played may stand behind.
pub(crate) fn put(bytes: &mut Vec<u8>, path: &[&[u8; 4]], more: &[u8]) {
    let mut range = 0..bytes.len();
    let mut heads = Vec::new();
    for name in path {
        let mut at = range.start;
        while bytes[at + 4..at + 8] != **name {
            at += u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        }
        heads.push(at);
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        range = at + 8..at + length;
    }
    bytes.splice(range.end..range.end, more.iter().copied());
    for at in heads {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) + more.len() as u32;
        bytes[at..at + 4].copy_from_slice(&length.to_be_bytes());
    }
}

const SOURCE: &str = "ffmpeg -v error -f lavfi -i testsrc=s=64x48:r=5:d=1";

#[test]
fn a_video_loses_its_place_and_words_and_nothing_moves() {
    let folder = folder("video");
    let source = format!("{SOURCE} -f lavfi -i sine=d=1:r=8000 -ac 1");
    let place = "-metadata location=+31.2304+121.4737/ -metadata title=SECRET -metadata creation_time=2026-01-02T03:04:05Z";
    for (name, make) in [
        ("a.mov", format!("{source} {place} a.mov")),
        ("a.mp4", format!("{source} {place} a.mp4")),
        ("front.mp4", format!("{source} {place} -movflags faststart front.mp4")),
        ("pieces.mp4", format!("{source} {place} -movflags frag_keyframe+empty_moov pieces.mp4")),
        ("dash.mp4", format!("{source} {place} -movflags dash+global_sidx dash.mp4")),
        ("cut.mp4", format!("{source} {place} -ss 0.4 -bf 2 cut.mp4")),
        ("a.3gp", format!("{source} -c:v mpeg4 -c:a aac {place} a.3gp")),
        (
            "keys.mov",
            format!(
                "{source} -movflags use_metadata_tags {place} -metadata \
                 com.apple.quicktime.location.ISO6709=+31.2+121.4/ -metadata \
                 com.apple.quicktime.location.accuracy.horizontal=14 -metadata \
                 com.apple.quicktime.make=SECRET keys.mov"
            ),
        ),
    ] {
        run(&folder, &make);
        assert_ne!(private(&folder, name), [] as [String; 0]);
        assert!(holds(&folder, name, "SECRET"), "{name}");
        let all = [Removed::Location, Removed::Camera, Removed::Descriptions];
        assert_eq!(cleaned(&folder, name), all, "{name}");
        let copy = format!("clean-{name}");
        assert_eq!(private(&folder, &copy), [] as [String; 0], "{copy}");
        assert!(!holds(&folder, &copy, "SECRET") && !holds(&folder, &copy, "31.2"), "{copy}");
        assert_eq!(tracks(&folder, &copy), tracks(&folder, name), "{name}");
        let length = |name: &str| fs::metadata(folder.join(name)).unwrap().len();
        assert_eq!(length(&copy), length(name));
    }
}

#[test]
fn a_video_with_everything_that_programs_add_loses_it() {
    let folder = folder("added");
    run(&folder, &format!("{SOURCE} a.mov"));
    let here = "31.2,121.4,4";
    run(
        &folder,
        &format!(
            "exiftool -q -overwrite_original -Keys:GPSCoordinates={here} -UserData:GPSCoordinates={here} \
             -ItemList:GPSCoordinates={here} -XMP:Creator=me -XMP:GPSLatitude=31 -Keys:Make=Apple \
             -Keys:Software=SECRET -ItemList:Comment=SECRET -UserData:Model=SECRET -Keys:CreationDate=2026:01:02 \
             -QuickTime:MediaCreateDate=2026:01:02 -QuickTime:TrackModifyDate=2026:01:02 -Rotation=90 a.mov"
        ),
    );
    let before = tracks(&folder, "a.mov");
    let all = [Removed::Location, Removed::Camera, Removed::Descriptions];
    assert_eq!(cleaned(&folder, "a.mov"), all);
    assert_eq!(private(&folder, "clean-a.mov"), [] as [String; 0]);
    assert!(!holds(&folder, "clean-a.mov", "SECRET"));
    assert_eq!(tracks(&folder, "clean-a.mov"), before);
}

/// Of XMP, EXIF and Canon.
const XMP: &[u8] = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xACSECRET";
const EXIF: &[u8] = b"\x05\x37\x6C\xDC\x9D\x0C\x44\x31\xA7\x2A\xFA\x56\x1F\x2A\x11\x3ESECRET";
const CANON: &[u8] = b"\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48\
    \0\0\0\x22CMT4II\x2A\0\x08\0\0\0\x02\0SECRET SECRET SE";

/// A list of items with one that names its own key.
fn freeform() -> Vec<u8> {
    let name = atom(b"name", b"\0\0\0\0GPSLocation");
    let data = atom(b"data", b"\0\0\0\x01\0\0\0\0SECRET");
    let item = atom(b"----", &[name, data].concat());
    let handler = atom(b"hdlr", b"\0\0\0\0\0\0\0\0mdirappl\0\0\0\0\0\0\0\0\0");
    atom(b"meta", &[b"\0\0\0\0".to_vec(), handler, atom(b"ilst", &item)].concat())
}

/// Keys that tell the place in other words.
fn keys(name: &str) -> Vec<u8> {
    let entry = atom(b"mdta", name.as_bytes());
    let keys = atom(b"keys", &[b"\0\0\0\0\0\0\0\x01".to_vec(), entry].concat());
    let value = atom(b"\0\0\0\x01", &atom(b"data", b"\0\0\0\x01\0\0\0\0SECRET"));
    let handler = atom(b"hdlr", b"\0\0\0\0\0\0\0\0mdta\0\0\0\0\0\0\0\0\0\0\0\0\0");
    atom(b"meta", &[handler, keys, atom(b"ilst", &value)].concat())
}

#[test]
fn what_makers_hide_in_boxes_goes() {
    use Removed::{Behind, Camera, Descriptions, Location, MakerNote, Other, Thumbnail};
    let folder = folder("boxes");
    run(&folder, &format!("{SOURCE} -fflags +bitexact -flags:v +bitexact a.mp4"));
    cleaned(&folder, "a.mp4");
    let plain = fs::read(folder.join("clean-a.mp4")).unwrap();
    let user = |name: &[u8; 4]| atom(b"udta", &atom(name, b"\0\x0A\x15\xC7SECRET"));
    let insta =
        [b"\x12\x34\x56\x78\0\x01GPS SECRET".as_slice(), b"8db42d694ccc418790edff439fe026bf"];
    let file: &[&[u8; 4]] = &[];
    let (moov, trak): (&[&[u8; 4]], &[&[u8; 4]]) = (&[b"moov"], &[b"moov", b"trak"]);
    let deep: &[&[u8; 4]] = &[b"moov", b"trak", b"mdia", b"minf", b"stbl"];
    for (number, (path, bytes, told)) in [
        (file, insta.concat(), &[Behind][..]),
        (file, b"SECRET".to_vec(), &[Behind]),
        (file, b"\x7F\xFF\xFF\xFFnameSECRET".to_vec(), &[Behind]),
        (file, atom(b"free", b"SECRET"), &[Other]),
        (file, atom(b"skip", &[&[0; 99_999], &b"SECRET"[..]].concat()), &[Other]),
        (file, b"\0\0\0\x01free\0\0\0\0\0\0\0\x16SECRET".to_vec(), &[Other]),
        (file, b"\0\0\0\x01ABCD\0\0\0\0\0\0\0\x16SECRET".to_vec(), &[Other]),
        (file, b"\0\0\0\0ABCDSECRET".to_vec(), &[Other]),
        (file, atom(b"uuid", XMP), &[Descriptions]),
        (file, atom(b"uuid", EXIF), &[Camera]),
        (file, atom(b"uuid", b"SECRET"), &[Other]),
        (file, atom(b"sefd", b"SECRET"), &[Other]),
        (file, atom(b"udta", &atom(b"\xA9nam", b"SECRET")), &[Descriptions]),
        // A second movie, which players pass over, with dates of eight bytes.
        (file, atom(b"moov", &atom(b"mvhd", b"\x01\0\0\0SECRET SECRET SE\0\0\x03\xE8")), &[Camera]),
        (moov, atom(b"uuid", CANON), &[Location, MakerNote]),
        (moov, atom(b"uuid", XMP), &[Descriptions]),
        (moov, atom(b"gps ", b"\0\0\x01\x01\0\0\0\0SECRET"), &[Location]),
        (moov, atom(b"free", b"SECRET"), &[Other]),
        (moov, b"\0\0\0\0\0\0\0\0SECRET".to_vec(), &[Other]),
        (moov, user(b"GPMF"), &[MakerNote]),
        (moov, user(b"CNTH"), &[Thumbnail]),
        (moov, user(b"CNDA"), &[MakerNote]),
        (moov, user(b"\xA9gps"), &[Location]),
        (moov, user(b"\xA9XYZ"), &[Location]),
        (moov, user(b"\xA9mak"), &[Camera]),
        (moov, user(b"\xA9mod"), &[Camera]),
        (moov, user(b"\xA9day"), &[Camera]),
        (moov, user(b"\xA9swr"), &[Descriptions]),
        (moov, user(b"ABCD"), &[Other]),
        (moov, atom(b"udta", b"SECRET"), &[Other]),
        (moov, atom(b"udta", &freeform()), &[Location]),
        (moov, keys("com.maker.latitude"), &[Location]),
        (moov, keys("com.maker.geo.coordinates"), &[Location]),
        (moov, keys("com.android.manufacturer"), &[Camera]),
        (moov, keys("com.other.words"), &[Descriptions]),
        (trak, user(b"\xA9xyz"), &[Location]),
        (trak, keys("com.apple.quicktime.location.name"), &[Location]),
        (deep, atom(b"uuid", b"SECRET"), &[Other]),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("{number}.mp4");
        let mut film = plain.clone();
        put(&mut film, path, &bytes);
        fs::write(folder.join(&name), &film).unwrap();
        assert_eq!(cleaned(&folder, &name), told, "{name}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET"), "{copy}");
        assert_eq!(private(&folder, &copy), [] as [String; 0], "{copy}");
        assert_eq!(tracks(&folder, &copy), tracks(&folder, "a.mp4"), "{name}");
        let length = if told == [Behind] { plain.len() } else { film.len() };
        assert_eq!(fs::metadata(folder.join(&copy)).unwrap().len(), length as u64, "{name}");
    }
}

#[test]
fn a_long_video_with_wide_places_plays_as_before() {
    let folder = folder("wide");
    run(&folder, &format!("{SOURCE} -metadata title=SECRET a.mp4"));
    let mut film = fs::read(folder.join("a.mp4")).unwrap();
    let at = film.windows(4).position(|window| window == b"stco").unwrap();
    let length = u32::from_be_bytes(film[at - 4..at].try_into().unwrap()) as usize;
    let table = film[at + 4..at - 4 + length].to_vec();
    film[at..at + 4].copy_from_slice(b"free");
    film[at + 4..at - 4 + length].fill(0);
    let places = table[8..].chunks(4).flat_map(|place| [&[0; 4], place].concat());
    let wide: Vec<u8> = table[..8].iter().copied().chain(places).collect();
    let path: &[&[u8; 4]] = &[b"moov", b"trak", b"mdia", b"minf", b"stbl"];
    put(&mut film, path, &atom(b"co64", &wide));
    fs::write(folder.join("b.mp4"), &film).unwrap();
    assert_eq!(cleaned(&folder, "b.mp4"), [Removed::Descriptions]);
    assert!(!holds(&folder, "clean-b.mp4", "SECRET"));
    assert_eq!(tracks(&folder, "clean-b.mp4"), tracks(&folder, "a.mp4"));
    let at = film.windows(4).position(|window| window == b"mdat").unwrap();
    film[at..at + 4].copy_from_slice(b"skip");
    assert_eq!(clean(&film.as_slice()).unwrap(), Err(CannotClean::Damaged));
}

/// A track of samples of one kind, named by its number.
fn log(handler: &[u8; 4], number: u8, entry: &[u8]) -> Vec<u8> {
    let mut head = [0; 84];
    head[15] = number;
    let kind = [b"\0\0\0\0\0\0\0\0", &handler[..], &[0; 13]].concat();
    let samples = atom(b"stsd", &[b"\0\0\0\0\0\0\0\x01", entry].concat());
    let minf = atom(b"minf", &atom(b"stbl", &samples));
    let mdia = atom(b"mdia", &[atom(b"hdlr", &kind), minf].concat());
    atom(b"trak", &[atom(b"tkhd", &head), mdia].concat())
}

/// An entry of a log of phones, with such keys; those that begin with `field ` are fields of another.
fn phone(keys: &[&str]) -> Vec<u8> {
    let key = |(number, name): (usize, &&str)| {
        let (space, name) = match name.strip_prefix("field ") {
            Some(name) => (b"fiel", name),
            None => (b"mdta", *name),
        };
        let name = atom(b"keyd", &[space, name.as_bytes()].concat());
        atom(&(number as u32 + 1).to_be_bytes(), &name)
    };
    let keys: Vec<u8> = keys.iter().enumerate().flat_map(key).collect();
    atom(b"mebx", &[b"\0\0\0\0\0\0\0\x01".to_vec(), atom(b"keys", &keys)].concat())
}

#[test]
fn a_track_that_may_log_the_place_is_told() {
    let folder = folder("tracks");
    fs::write(folder.join("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nGPS (31.2, 121.4)\n")
        .unwrap();
    let chapters = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=one\n";
    fs::write(folder.join("a.txt"), chapters).unwrap();
    run(&folder, &format!("{SOURCE} plain.mp4"));
    run(&folder, &format!("{SOURCE} -i a.srt -c:s mov_text logged.mp4"));
    run(&folder, &format!("{SOURCE} -i a.txt -map_metadata 1 chapters.mov"));
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let mut text = read("logged.mp4");
    let at = text.windows(4).position(|window| window == b"sbtl").unwrap();
    text[at..at + 4].copy_from_slice(b"text");
    let with = |log: Vec<u8>| {
        let mut film = read("plain.mp4");
        put(&mut film, &[b"moov"], &log);
        film
    };
    let turn = "com.apple.quicktime.video-orientation";
    let face = "com.apple.quicktime.detected-face.bounds";
    let field = "field com.apple.quicktime.detected-face.roll-angle";
    let place = "com.apple.quicktime.location.ISO6709";
    let data = Some(Left::DataTrack);
    for (number, (film, left)) in [
        (read("plain.mp4"), None),
        (read("chapters.mov"), Some(Left::Chapters)),
        (read("logged.mp4"), data),
        (text, data),
        (with(log(b"meta", 9, &phone(&[turn, face]))), None),
        (with(log(b"meta", 9, &phone(&[turn, place]))), data),
        // Phones of every year log other things under the same owner's names.
        (with(log(b"meta", 9, &phone(&["com.apple.quicktime.detected-face", field]))), None),
        (with(log(b"meta", 9, &phone(&["com.apple.quicktime.live-photo-info"]))), None),
        (with(log(b"meta", 9, &phone(&["com.apple.quicktime.camera-motion.roll"]))), None),
        (with(log(b"meta", 9, &phone(&["com.apple.stylesmetadata", "com.apple.x"]))), None),
        (with(log(b"meta", 9, &phone(&["field com.apple.quicktime.GPS.latitude"]))), data),
        (with(log(b"meta", 9, &phone(&["field com.maker.detected-face"]))), data),
        (with(log(b"meta", 9, &phone(&["com.maker.video-orientation"]))), data),
        (with(log(b"meta", 9, &phone(&[]))), data),
        (with(log(b"meta", 9, &[phone(&[turn]), atom(b"gpmd", &[0; 8])].concat())), data),
        (with(log(b"camm", 9, &atom(b"camm", &[0; 8]))), data),
        (with(log(b"data", 9, &atom(b"????", &[0; 8]))), data),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(clean(&film.as_slice()).unwrap().unwrap().left, left, "{number}");
    }
    assert!(run(&folder, "ffprobe -v error -show_chapters chapters.mov").contains("one"));
    assert!(Left::Chapters.chinese().ends_with('。') && Left::DataTrack.chinese().ends_with('。'));
}

#[test]
fn blocks_of_places_that_a_dashboard_camera_lists_go() {
    let folder = folder("dashboard");
    run(&folder, &format!("{SOURCE} a.mp4"));
    let film = fs::read(folder.join("a.mp4")).unwrap();
    let moov = film.windows(4).position(|window| window == b"moov").unwrap() - 4;
    let block = atom(b"free", &[b"GPS SECRET".as_slice(), &[b'x'; 90]].concat());
    // One block stands between the samples, where players pass over it, and one between the boxes.
    let mut dashboard = [&film[..moov], &atom(b"mdat", &block), &block].concat();
    let mut movie = film[moov..].to_vec();
    let length = block.len() as u32;
    let places = [moov as u32 + 8, moov as u32 + 8 + length];
    let entries = places.map(|place| [place.to_be_bytes(), length.to_be_bytes()].concat());
    let table = [b"\0\0\x01\x01\0\0\0\x02".to_vec(), entries.concat()].concat();
    put(&mut movie, &[b"moov"], &atom(b"gps ", &table));
    dashboard.extend(movie);
    fs::write(folder.join("b.mp4"), &dashboard).unwrap();
    let removed = cleaned(&folder, "b.mp4");
    assert_eq!(removed, [Removed::Location, Removed::Descriptions, Removed::Other]);
    assert!(!holds(&folder, "clean-b.mp4", "SECRET"));
    assert_eq!(tracks(&folder, "clean-b.mp4"), tracks(&folder, "a.mp4"));
    assert_eq!(clean(&dashboard.as_slice()).unwrap().unwrap().left, None);
    // What the table calls a block and is none may be shown, so it stays and is told.
    let at = dashboard.windows(8).position(|window| window == b"freeGPS ").unwrap();
    dashboard[at..at + 8].copy_from_slice(b"otherLOG");
    assert_eq!(clean(&dashboard.as_slice()).unwrap().unwrap().left, Some(Left::DataTrack));
}

#[test]
fn a_video_to_look_around_in_stays_one() {
    let folder = folder("round");
    run(&folder, &format!("{SOURCE} a.mp4"));
    let start = b"\xFF\xCC\x82\x63\xF8\x55\x4A\x93\x88\x14\x58\x7A\x02\x52\x1F\xDD<?xml version=\"1.0\"?>\
        <rdf:SphericalVideo\nxmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n\
        xmlns:GSpherical=\"http://ns.google.com/videos/1.0/spherical/\">\n\
        <GSpherical:Spherical>true</GSpherical:Spherical>\n<GSpherical:Stitched>true</GSpherical:Stitched>\n\
        <GSpherical:StitchingSoftware>SECRET</GSpherical:StitchingSoftware>\n\
        <GSpherical:ProjectionType>equirectangular</GSpherical:ProjectionType>\n\
        <GSpherical:Timestamp>1420000000</GSpherical:Timestamp>\n";
    let eyes = "<GSpherical:StereoMode>top-bottom</GSpherical:StereoMode>\n";
    for (name, more, is_round) in
        [("b.mp4", "", true), ("c.mp4", eyes, true), ("d.mp4", "CroppedArea", false)]
    {
        let mut film = fs::read(folder.join("a.mp4")).unwrap();
        let words = [start, more.as_bytes(), b"</rdf:SphericalVideo>"].concat();
        put(&mut film, &[b"moov", b"trak"], &atom(b"uuid", &words));
        fs::write(folder.join(name), &film).unwrap();
        let removed = cleaned(&folder, name);
        assert!(removed.contains(&Removed::Descriptions) || !is_round, "{removed:?}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET") && !holds(&folder, &copy, "1420000000"));
        let sphere = |name: &str| {
            run(&folder, &format!("ffprobe -v error -show_entries stream_side_data -of csv {name}"))
        };
        assert!(sphere(name).contains("equirectangular"));
        if is_round {
            assert_eq!(sphere(&copy), sphere(name));
        }
        assert_eq!(sphere(&copy).contains("equirectangular"), is_round, "{name}");
        let plain = if is_round { name } else { "a.mp4" };
        assert_eq!(tracks(&folder, &copy), tracks(&folder, plain), "{name}");
    }
}

#[test]
fn a_list_of_items_goes_with_what_it_names() {
    let folder = folder("items");
    run(&folder, &format!("{SOURCE} a.mp4"));
    let mut film = fs::read(folder.join("a.mp4")).unwrap();
    let place = film.len() as u32 + 8;
    film.extend(atom(b"mdat", b"\0\0\0\0MM\0\x2A SECRET"));
    let info = atom(b"infe", b"\x02\0\0\0\0\x01\0\0Exif\0");
    let infos = atom(b"iinf", &[b"\0\0\0\0\0\x01".to_vec(), info].concat());
    let places = [b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01".to_vec(), place.to_be_bytes().to_vec()];
    let places = atom(b"iloc", &[places.concat(), 15u32.to_be_bytes().to_vec()].concat());
    let handler = atom(b"hdlr", b"\0\0\0\0\0\0\0\0null\0\0\0\0\0\0\0\0\0\0\0\0\0");
    film.extend(atom(b"meta", &[b"\0\0\0\0".to_vec(), handler, infos, places].concat()));
    fs::write(folder.join("b.mp4"), &film).unwrap();
    let removed = cleaned(&folder, "b.mp4");
    assert!(removed.contains(&Removed::Descriptions), "{removed:?}");
    assert!(!holds(&folder, "clean-b.mp4", "SECRET"));
    assert_eq!(tracks(&folder, "clean-b.mp4"), tracks(&folder, "a.mp4"));
}

#[test]
fn samples_that_stand_where_nothing_should_are_not_lost() {
    let folder = folder("lost");
    run(&folder, &format!("{SOURCE} a.mp4"));
    run(&folder, &format!("{SOURCE} -movflags faststart front.mp4"));
    let film = fs::read(folder.join("a.mp4")).unwrap();
    let at = film.windows(4).position(|window| window == b"mdat").unwrap();
    let mut hidden = film.clone();
    hidden[at..at + 4].copy_from_slice(b"free");
    assert_eq!(clean(&hidden.as_slice()).unwrap(), Err(CannotClean::Damaged));
    // A recorder that was cut off left a box of samples without its length.
    let mut short = fs::read(folder.join("front.mp4")).unwrap();
    let at = short.windows(4).position(|window| window == b"mdat").unwrap();
    short[at - 4..at].copy_from_slice(&8u32.to_be_bytes());
    assert_eq!(clean(&short.as_slice()).unwrap(), Err(CannotClean::Damaged));
    // A movie that is packed is not gone through.
    let mut packed = film;
    put(&mut packed, &[b"moov"], &atom(b"cmov", b"SECRET"));
    assert_eq!(clean(&packed.as_slice()).unwrap(), Err(CannotClean::TooIntricate));
}

#[test]
fn films_with_such_boxes_that_are_cut_or_changed_are_answered() {
    let folder = folder("broken-boxes");
    run(&folder, "ffmpeg -v error -f lavfi -i testsrc=s=32x16:r=5:d=0.4 -movflags faststart a.mp4");
    let mut film = fs::read(folder.join("a.mp4")).unwrap();
    // Behind the samples there is a second movie, so that nothing moves.
    let table = [b"\0\0\x01\x01\0\0\0\x01".to_vec(), vec![0, 0, 4, 0, 0, 0, 0, 40]].concat();
    let turn = "com.apple.quicktime.video-orientation";
    let more = [
        atom(b"gps ", &table),
        log(b"meta", 9, &phone(&[turn])),
        log(b"text", 8, &atom(b"tx3g", &[0; 8])),
        atom(b"uuid", CANON),
        atom(b"udta", &freeform()),
        keys("com.maker.latitude"),
    ];
    film.extend(atom(b"moov", &more.concat()));
    film.extend([atom(b"free", b"GPS SECRET"), atom(b"uuid", XMP), b"a trailer".to_vec()].concat());
    for end in 0..film.len() {
        super::hold_to_the_file(&film[..end]);
    }
    let mut changed = film.clone();
    for at in 0..film.len() {
        for value in [0, 0xFF, film[at] ^ 0x80, film[at].wrapping_add(1)] {
            changed[at] = value;
            super::hold_to_the_file(&changed);
        }
        changed[at] = film[at];
    }
}
