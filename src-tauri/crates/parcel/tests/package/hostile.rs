//! Packages that somebody made to do harm, or that were harmed: each is told by its kind, and nothing of it is taken.

use std::fs;

use foundation::Contents;
use parcel::package::PackageFault;
use zip::CompressionMethod::{Deflated, Stored};

use super::making::{entries, made, sealed, take, zip};

/// The package of a case, as entries.
fn good() -> Vec<(String, Vec<u8>)> {
    entries(&made().package())
}

fn told(bytes: &[u8]) -> String {
    take(bytes).map(|_| ()).unwrap_err().to_string()
}

fn with(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut entries = good();
    change(&mut entries);
    zip(&entries, Stored)
}

fn text(path: &str, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    with(|entries| {
        let name = format!("shenbao/{path}");
        let entry = entries.iter_mut().find(|(own, _)| *own == name).unwrap();
        entry.1 = change(std::str::from_utf8(&entry.1).unwrap()).into_bytes();
        *entries = sealed(std::mem::take(entries));
    })
}

/// Two bytes that stand for a name, in the directory and before the file: names that no writer writes.
fn renamed(from: &str, to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = zip(&good(), Stored);
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|w| w == from.as_bytes()) {
        bytes[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    bytes
}

#[test]
fn what_was_sealed_anew_is_still_good() {
    assert!(take(&zip(&sealed(good()), Stored)).is_ok());
    assert!(take(&zip(&good(), Deflated)).is_ok());
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for (to, why) in [
        (&b"shenbao/data/../../../../x"[..], "文件夹之外"),
        (b"/henbao/data/files/0002.pn", "绝对路径"),
        (b"C:\\nbao/data/files/0002.pn", "反斜杠"),
        (b"\\\\rv/ao/data/files/0002.pn", "反斜杠"),
        (b"C:enbao/data/files/0002.pn", "绝对路径"),
        (b"shenbao/data/files/con.png", "设备名"),
        (b"shenbao/data/files//002.pn", "空的一段"),
        (b"shenbao/data/files/caf\xC3\xA9.pn", "字符"),
        (b"shenbao/data/files/\xFF\xFE02.pn", "UTF-8"),
        (b"shenbao/data/files/0001.JP", "不安全"),
        (b"shenbao/DATA/CASE.JSON\0\0\0\0", "字符"),
    ] {
        let from = "shenbao/data/files/0002.png";
        let mut to = to.to_vec();
        to.resize(from.len(), b'g');
        let told = told(&renamed(from, &to));
        let is_double = to.ends_with(b"JPg");
        assert!(told.contains("不安全") && (is_double || told.contains(why)), "{told}");
    }
    // Two names that only Windows takes for one.
    let double = with(|entries| {
        entries.push(("shenbao/data/files/0002.PNG".into(), b"png".to_vec()));
    });
    assert!(told(&double).contains("两次"), "{}", told(&double));
}

#[test]
fn the_same_entry_twice_and_links_are_refused() {
    let extra = with(|entries| entries.push(("shenbao/data/files/0003.png".into(), vec![1])));
    let mut twice = extra.clone();
    let (from, to) = (b"shenbao/data/files/0003.png", b"shenbao/data/files/0002.png");
    while let Some(at) = twice.windows(from.len()).position(|w| w == from) {
        twice[at..at + to.len()].copy_from_slice(to);
    }
    assert!(told(&twice).contains("两次"), "{}", told(&twice));
    assert!(told(&extra).contains("多出“data/files/0003.png”"), "{}", told(&extra));
    // The attributes of the last entry of the directory, which stand 38 bytes behind its beginning.
    let mut link = zip(&good(), Stored);
    let at = link.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    link[at + 5] = 3;
    link[at + 38..at + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
    assert!(told(&link).contains("链接"), "{}", told(&link));
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let bomb = with(|_| ());
    assert!(take(&bomb).is_ok());
    let large = |bytes: usize| {
        let mut all = good();
        all.push(("shenbao/data/files/0003.bin".into(), vec![0; bytes]));
        zip(&all, Deflated)
    };
    assert!(told(&large(80 << 20)).contains("大得不合常理"));
    let many = with(|entries| {
        entries.extend((0..7000).map(|n| (format!("shenbao/data/files/x{n}"), Vec::new())));
    });
    assert!(told(&many).contains("超过 6000 个"), "{}", told(&many));
    // Many that are each small enough.
    let mut all = good();
    all.extend((0..200).map(|n| (format!("shenbao/data/files/x{n}"), vec![0; 1 << 20])));
    assert!(told(&zip(&all, Deflated)).contains("大得不合常理"));
}

#[test]
fn digests_sizes_and_lists_that_lie_are_told() {
    let changed = with(|entries| {
        entries.iter_mut().find(|(name, _)| name.ends_with("0002.png")).unwrap().1 =
            b"PNG".to_vec();
    });
    assert!(told(&changed).contains("“data/files/0002.png”和打包时不一样"), "{}", told(&changed));
    let missing = with(|entries| entries.retain(|(name, _)| !name.ends_with("0002.png")));
    assert!(told(&missing).contains("缺少“data/files/0002.png”"), "{}", told(&missing));
    let fetch = with(|entries| entries.push(("shenbao/fetch.txt".into(), b"http://x".to_vec())));
    assert!(told(&fetch).contains("fetch.txt"), "{}", told(&fetch));
    let case = with(|entries| {
        let case = entries.iter_mut().find(|(name, _)| name.ends_with("case.json")).unwrap();
        case.1 = String::from_utf8_lossy(&case.1).replacen("培训", "演练", 1).into_bytes();
        *entries = sealed(std::mem::take(entries));
    });
    // With all manifests right again, the waybill still says what the case said.
    assert!(told(&case).contains("case.json”和打包时不一样"), "{}", told(&case));
    let longer = text("data/waybill.json", |text| text.replace("\"bytes\": 3", "\"bytes\": 4"));
    assert!(told(&longer).contains("不一样"), "{}", told(&longer));
    let other =
        text("data/waybill.json", |text| text.replace("\"revision\": 7", "\"revision\": 8"));
    assert!(told(&other).contains("案例编号"), "{}", told(&other));
    let newer = text("data/waybill.json", |text| text.replace("\"format\": 1", "\"format\": 2"));
    assert!(told(&newer).contains("更新版本"), "{}", told(&newer));
    let outside =
        text("data/waybill.json", |text| text.replace("files/0002.png", "files/../../../x"));
    assert!(take(&outside).is_err());
}

#[test]
fn facts_for_other_bytes_are_not_believed() {
    let digest = Contents::of(b"png").digest.to_string();
    let other = Contents::of(b"PNG").digest.to_string();
    let bytes = text("data/waybill.json", |text| {
        // The last one stands beside the facts.
        let at = text.rfind(&digest).unwrap();
        let is_line = text[at..].contains("\"files\"");
        assert!(!is_line || text.matches(&digest).count() > 1);
        let evidence = text.find("\"evidence\"").unwrap();
        let (front, back) = text.split_at(evidence);
        format!("{front}{}", back.replace(&digest, &other))
    });
    let (_, brought) = take(&bytes).unwrap();
    assert_eq!(brought.evidence.file("报道.png"), None);
    assert!(brought.evidence.file("现场.JPG").is_some());
}

#[test]
fn other_kinds_of_files_are_named() {
    let deep = |open: &str, count: usize| open.repeat(count);
    for (bytes, told_as) in [
        (b"SQLite format 3\0rest of it".to_vec(), "数据库"),
        (b"{\"format\": 1}".to_vec(), "JSON"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        (Vec::new(), "空的"),
        (b"PK\x03\x04".to_vec(), "断了"),
        (b"hello, world, this is no package".to_vec(), "别的文件"),
        (zip(&[("word/document.xml".into(), vec![1])], Stored), "Word"),
        (zip(&[("照.txt".into(), vec![1])], Stored), "不安全"),
        (zip(&[("a.txt".into(), vec![1])], Stored), "普通的压缩包"),
        (zip(&[("x.shenbao".into(), zip(&good(), Stored))], Stored), "另一个交接包"),
        (text("data/case.json", |_| deep("[", 100_000)), "太深"),
        (text("data/case.json", |_| format!("[{}0]", "0,".repeat(300_000))), "超过"),
        (text("data/case.json", |_| "SQLite format 3".into()), "写得不对"),
        (text("data/waybill.json", |_| deep("{\"a\":", 10_000)), "交接单"),
        (text("data/waybill.json", |_| "{\"format\": 1}".into()), "缺少应有"),
        (text("bagit.txt", |_| "BagIt-Version: 9.0\n".into()), "BagIt 1.0"),
        (with(|entries| entries.retain(|(name, _)| !name.ends_with("bagit.txt"))), "普通的压缩包"),
    ] {
        let told = told(&bytes);
        assert!(told.contains(told_as), "{told_as}: {told}");
    }
    // Cut anywhere, it is no package any more.
    let whole = zip(&good(), Stored);
    for end in [whole.len() - 1, whole.len() / 2, 100, 30] {
        assert!(matches!(take(&whole[..end]), Err(PackageFault::Damaged(_))));
    }
}

/// A thousand packages of which some bytes were changed: none is taken for another one, and none brings the program down.
#[test]
fn a_thousand_mutants_are_refused_or_the_same() {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut chance = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below).unwrap()).unwrap()
    };
    let mut small = made();
    fs::write(small.place.path().join("照片/现场.JPG"), b"jpg").unwrap();
    small.case.material = None;
    let whole = fs::read(small.package()).unwrap();
    let (_, right) = take(&whole).unwrap();
    let directory = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let (mut taken, mut refused) = (0, 0);
    for round in 0..1000 {
        let mut bytes = whole.clone();
        for _ in 0..=chance(4) {
            // Every other one in the directory, where most harm is done.
            let from = if round % 2 == 0 { directory } else { 0 };
            let at = from + chance(bytes.len() - from);
            match chance(3) {
                0 => bytes[at] ^= 1 << chance(8),
                1 => bytes[at] = [0, 0xFF, b'/', b'.', 0x7F][chance(5)],
                _ => bytes.truncate(at.max(1)),
            }
            if bytes.len() <= from + 1 {
                break;
            }
        }
        match take(&bytes) {
            Ok((_, brought)) => {
                assert_eq!(brought.case.values, right.case.values, "round {round}");
                assert_eq!(brought.files.len(), right.files.len(), "round {round}");
                taken += 1;
            }
            Err(fault) => {
                assert!(!fault.to_string().is_empty());
                refused += 1;
            }
        }
    }
    assert!(refused > 500 && taken > 0, "{taken} taken, {refused} refused");
}
