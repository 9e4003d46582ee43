//! HEIC and AVIF: what describes them is overwritten in place, within their boxes and between them.

use std::fs;
use std::path::Path;

use media::{CannotClean, Removed, clean};

use super::video::{atom, holds};
use super::{ALL, PRIVATE, cleaned, folder, private, run};

#[test]
fn heic_and_avif_lose_what_describes_them_in_place() {
    let folder = folder("heif");
    run(&folder, "convert -size 128x96 plasma:red-blue a.jpg");
    run(&folder, &format!("{PRIVATE} a.jpg"));
    run(&folder, "heif-enc -o plain.heic a.jpg");
    run(&folder, "avifenc -s 10 --irot 1 a.jpg turned.avif");
    for name in ["plain.heic", "turned.avif"] {
        run(&folder, &format!("{PRIVATE} {name}"));
        assert_ne!(private(&folder, name), []);
        let mut bytes = fs::read(folder.join(name)).unwrap();
        let whole = bytes.len() as u64;
        bytes.extend(b"\0\0\0\x0Cmpvdfilm");
        fs::write(folder.join(name), bytes).unwrap();
        assert_eq!(cleaned(&folder, name), [&ALL[..], &[Removed::Behind]].concat(), "{name}");
        let copy = format!("clean-{name}");
        let left = private(&folder, &copy);
        let left: Vec<_> =
            left.iter().filter(|(group, _)| group != "QuickTime" && group != "Meta").collect();
        assert_eq!(left, [] as [&(String, String); 0], "{copy}");
        for name in [name, &copy] {
            run(&folder, &format!("heif-convert {name} {name}.png"));
        }
        let plain =
            |name: &str| run(&folder, &format!("convert {name}.png -strip -format %wx%h/%# info:"));
        assert_eq!(plain(&copy), plain(name));
        assert_eq!(fs::metadata(folder.join(&copy)).unwrap().len(), whole);
    }
}

fn shown(folder: &Path, name: &str) -> String {
    run(folder, &format!("heif-convert {name} {name}.png"));
    run(folder, &format!("convert {name}.png -strip -format %wx%h/%# info:"))
}

#[test]
fn what_stands_between_and_behind_the_boxes_goes() {
    let folder = folder("heif-boxes");
    run(&folder, "convert -size 128x96 plasma:red-blue a.jpg");
    run(&folder, "heif-enc -o a.heic a.jpg");
    run(&folder, "avifenc -s 10 a.jpg a.avif");
    let xmp = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC<x:xmpmeta>GPSLatitude SECRET";
    let exif = b"\x05\x37\x6C\xDC\x9D\x0C\x44\x31\xA7\x2A\xFA\x56\x1F\x2A\x11\x3ESECRET";
    for (number, (bytes, told)) in [
        (atom(b"uuid", xmp), &[Removed::Location, Removed::Descriptions][..]),
        (atom(b"uuid", exif), &[Removed::Camera]),
        (atom(b"sefd", b"SECRET"), &[Removed::Other]),
        (atom(b"free", b"SECRET"), &[Removed::Other]),
        (b"SECRET that is no box".to_vec(), &[Removed::Behind]),
        (b"\0\0\0\0SECRET".to_vec(), &[Removed::Other]),
        (b"\x7F\0\0\0nameSECRET".to_vec(), &[Removed::Behind]),
    ]
    .into_iter()
    .enumerate()
    {
        for source in ["a.heic", "a.avif"] {
            let name = format!("{number}-{source}");
            let mut whole = fs::read(folder.join(source)).unwrap();
            let length = whole.len();
            whole.extend(&bytes);
            fs::write(folder.join(&name), whole).unwrap();
            assert_eq!(cleaned(&folder, &name), told, "{name}");
            let copy = format!("clean-{name}");
            assert!(!holds(&folder, &copy, "SECRET"), "{copy}");
            let end = length + if told == [Removed::Behind] { 0 } else { bytes.len() };
            assert_eq!(fs::metadata(folder.join(&copy)).unwrap().len(), end as u64, "{copy}");
            assert_eq!(shown(&folder, &copy), shown(&folder, source), "{name}");
        }
    }
}

/// A photo of one item, whose list stands last so that nothing behind it moves.
fn listed(place: u32, properties: &[u8], more: &[u8]) -> Vec<u8> {
    let mut photo = atom(b"ftyp", b"heic\0\0\0\0mif1heic");
    let data = photo.len() as u32 + 8;
    photo.extend(atom(b"mdat", b"a picture"));
    let infos = atom(b"infe", b"\x02\0\0\0\0\x01\0\0hvc1\0");
    let infos = atom(b"iinf", &[b"\0\0\0\0\0\x01".to_vec(), infos].concat());
    let start = (data + place).to_be_bytes();
    let places = [b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01", &start[..], b"\0\0\0\x09"].concat();
    let list = [
        b"\0\0\0\0".to_vec(),
        atom(b"hdlr", b"\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        atom(b"pitm", b"\0\0\0\0\0\x01"),
        atom(b"iloc", &places),
        infos,
        atom(b"iprp", &atom(b"ipco", properties)),
        more.to_vec(),
    ];
    photo.extend(atom(b"meta", &list.concat()));
    photo
}

#[test]
fn what_stands_in_the_list_of_items_goes() {
    use Removed::{Camera, Descriptions, Other};
    let folder = folder("heif-list");
    for (number, (properties, more, told)) in [
        (atom(b"crtt", b"\0\0\0\0SECRETxx"), Vec::new(), &[Camera][..]),
        (atom(b"mdft", b"\0\0\0\0SECRETxx"), Vec::new(), &[Camera]),
        (atom(b"udes", b"\0\0\0\0en\0SECRET\0\0\0"), Vec::new(), &[Descriptions]),
        (Vec::new(), atom(b"free", b"SECRET"), &[Other]),
        (Vec::new(), atom(b"xml ", b"\0\0\0\0SECRET"), &[Descriptions]),
        (Vec::new(), b"\0\0\0\x02SECRET".to_vec(), &[Other]),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("{number}.heic");
        let photo = listed(0, &properties, &more);
        fs::write(folder.join(&name), &photo).unwrap();
        assert_eq!(cleaned(&folder, &name), told, "{name}");
        let copy = format!("clean-{name}");
        assert!(!holds(&folder, &copy, "SECRET") && holds(&folder, &copy, "a picture"), "{copy}");
        assert_eq!(fs::metadata(folder.join(&copy)).unwrap().len(), photo.len() as u64);
    }
    // A picture that stands behind the last box would be cut off.
    let mut photo = listed(0, b"", b"");
    let length = photo.len() as u32;
    photo = listed(length - 32, b"", b"");
    photo.extend(b"a picture");
    assert_eq!(clean(&photo.as_slice()).unwrap(), Err(CannotClean::Damaged));
}
