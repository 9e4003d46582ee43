//! Packages on a real disk: written, parted, read back, unpacked, and read by other programs.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files")]

mod hostile;
mod making;

use std::fs;
use std::process::Command;

use case::FileEvidence;
use disk::Disk;
use foundation::{Digest, Files as _, Unwatched};
use parcel::package::{self, Package, PackageFault, SentBefore, gather, unpack};
use tempfile::TempDir;

use making::{catalog, entries, made, read, take};

#[test]
fn what_is_packed_is_what_comes() {
    let made = made();
    let path = made.package();
    let (package, brought) = take(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(brought.case.identity, made.case.identity);
    assert_eq!(brought.case.values, made.case.values);
    assert_eq!(brought.case.material, made.case.material);
    let names: Vec<&str> = brought.case.attachments.iter().map(|a| a.path.as_str()).collect();
    assert_eq!(names, ["现场.JPG", "报道.png"]);
    let lines: Vec<(&str, u64)> =
        package.waybill.files.iter().map(|line| (line.path.as_str(), line.bytes)).collect();
    assert_eq!(lines, [("files/0001.jpg", 300_000), ("files/0002.png", 3)]);
    assert_eq!(package.waybill.packer, "舒城县网信办");
    assert_eq!(package.waybill.packed, "2020-06-20T00:00:00Z");
    assert_eq!(package.waybill.lineage, Some(vec![Digest::of(b"before")]));
    // Facts come with the digest they belong to.
    let Some(FileEvidence::Found(facts)) = brought.evidence.file("报道.png") else { panic!() };
    assert_eq!((facts.bytes, facts.digest), (3, Some(Digest::of(b"png"))));
    // The form and the call are those of the case, by their digests.
    let (own, faults) = (
        package.folders.clone(),
        catalog::lint(&package.folders, &catalog::Catalog::built_in_folders()),
    );
    assert!(!faults.iter().any(catalog::Fault::is_error), "{faults:?}");
    let again = catalog::Catalog::of(own).call("js-2020").unwrap().digest;
    assert_eq!(again, made.case.call.digest);
    // Attachments are stored, and every name is ASCII.
    for (name, _) in entries(&path) {
        assert!(name.is_ascii() && name.starts_with("shenbao/"), "{name}");
    }
}

#[test]
fn what_was_sent_before_comes_along_with_the_files_that_are_there() {
    let made = made();
    let path = made.package();
    let mut package = read(&fs::read(&path).unwrap()).unwrap();
    let sent = package.sent_before(&catalog()).unwrap();
    assert_eq!(sent.len(), 1);
    let SentBefore { moment, stamp, case } = &sent[0];
    assert_eq!(moment.as_second(), 1_592_600_000);
    assert_eq!(stamp.identity.id, made.case.identity.unwrap().id);
    assert_eq!(case.name(), "报送时的名称");
    let names: Vec<&str> = case.attachments.iter().map(|a| a.path.as_str()).collect();
    assert_eq!(names, ["现场.JPG", "旧.png"]);
    assert_eq!(case.files["旧.png"].digest, Digest::of(b"old"));
    assert_eq!(case.files["现场.JPG"].digest, Digest::of(&[7; 300_000]));
    // What says something else than was sent, or is of another case, is none.
    for (from, to) in [
        ("报送时的名称", "另一个名称"),
        ("00112233445566778899aabbccddeeff", "10112233445566778899aabbccddeeff"),
    ] {
        let mut all = entries(&path);
        let text = all.iter_mut().find(|(name, _)| name.ends_with("sent/0001.json")).unwrap();
        text.1 = String::from_utf8(text.1.clone()).unwrap().replace(from, to).into_bytes();
        let bytes = making::zip(&making::sealed(all), zip::CompressionMethod::Stored);
        let fault = read(&bytes).unwrap().sent_before(&catalog()).unwrap_err();
        assert!(
            matches!(fault, PackageFault::Altered(_) | PackageFault::Wrong { .. }),
            "{to}: {fault}"
        );
    }
}

#[test]
fn the_same_case_under_the_same_clock_gives_the_same_bytes() {
    let made = made();
    let first = fs::read(made.package()).unwrap();
    assert_eq!(fs::read(made.package()).unwrap(), first);
    // A case without an id has the one that follows from what it says.
    let mut other = made;
    other.case.identity = None;
    let (one, two) = (other.load(), other.load());
    assert_eq!(one.waybill.id, two.waybill.id);
    assert_eq!((one.waybill.id.len(), one.waybill.revision), (32, 0));
}

#[test]
fn unpacked_it_is_a_case_file_that_packs_to_the_same() {
    let made = made();
    let bytes = fs::read(made.package()).unwrap();
    let out = TempDir::new().unwrap();
    let unpacked = |bytes: &[u8]| {
        let (mut package, brought) = take(bytes).unwrap();
        let target = out.path().join("收到");
        unpack((&mut package, Some(brought)), (&target, "一店带多户"), &Disk, &Unwatched).unwrap()
    };
    let first = unpacked(&bytes);
    assert_eq!(first.folder.file_name().unwrap(), "一店带多户");
    assert_eq!(fs::read(first.folder.join("案例-附件/报道.png")).unwrap(), b"png");
    assert!(first.folder.join("catalog/calls/js-2020/call.toml").is_file());
    let case = fs::read(first.folder.join("案例.json")).unwrap();
    let case = case::read(&case, &catalog()).unwrap();
    // Twice is once.
    assert_eq!(unpacked(&bytes).folder, first.folder);
    // The same case with the same files, named as they were.
    let again = making::Made { place: out, case: case.clone() };
    fs::rename(first.folder.join("案例-附件"), again.place.path().join("案例-附件")).unwrap();
    let (one, two) = (made.load(), again.load());
    let of_case = |load: &package::Load| {
        let mut files: Vec<(String, Digest)> =
            load.files.iter().map(|file| (file.path.clone(), file.contents.digest)).collect();
        files.retain(|(path, _)| path.starts_with("data/"));
        files
    };
    assert_eq!(of_case(&one), of_case(&two));
    assert_eq!(one.waybill.content, two.waybill.content);
}

#[test]
fn a_case_that_nobody_here_can_read_is_unpacked_as_it_came() {
    let made = made();
    let mut package = read(&fs::read(made.package()).unwrap()).unwrap();
    let out = TempDir::new().unwrap();
    let folder = unpack((&mut package, None), (out.path(), "x"), &Disk, &Unwatched).unwrap().folder;
    assert_eq!(fs::read(folder.join("案例.json")).unwrap(), package.case_text());
    assert_eq!(fs::read(folder.join("files/0002.png")).unwrap(), b"png");
    let case = case::read(package.case_text(), &catalog()).unwrap();
    assert_eq!(case.attachments[1].path, "files/0002.png");
}

#[test]
fn parts_are_joined_whatever_they_are_called() {
    let made = made();
    let place = made.place.path().join("分卷.shenbao");
    let load = made.load();
    let parts = package::write_parts(&load, (&place, 100_000), &Disk, &Unwatched).unwrap();
    assert!(parts.len() > 3, "{parts:?}");
    assert!(parts.iter().all(|part| fs::metadata(part).unwrap().len() <= 100_000));
    assert!(parts[0].ends_with(format!("分卷-第1卷共{}卷.shenbao", parts.len())));
    let elsewhere = TempDir::new().unwrap();
    let renamed: Vec<_> = parts
        .iter()
        .rev()
        .enumerate()
        .map(|(at, part)| {
            let name = elsewhere.path().join(format!("{}.bin", (at * 7) % 5 + at * 10));
            fs::rename(part, &name).unwrap();
            name
        })
        .collect();
    // All of them, and one with the others beside it.
    for named in [&renamed[..], &renamed[1..2]] {
        let mut found = gather(named, &Disk).unwrap();
        assert_eq!(found.len(), 1);
        let mut package = Package::read(found.remove(0).bytes).unwrap();
        package.verify(&Unwatched).unwrap();
        assert_eq!(package.waybill, load.waybill);
    }
    fs::remove_file(&renamed[0]).unwrap();
    match gather(&renamed[1..2], &Disk).err() {
        Some(PackageFault::PartsMissing { of, missing }) => {
            assert_eq!((of as usize, missing), (parts.len(), vec![of]));
        }
        other => panic!("{other:?}"),
    }
    // A part that lost its end is told, and so is a size that makes none.
    let cut = fs::read(&renamed[2]).unwrap();
    fs::write(&renamed[2], &cut[..cut.len() - 1]).unwrap();
    assert!(gather(&renamed[1..], &Disk).is_err());
    let small = package::write_parts(&load, (&place, 10), &Disk, &Unwatched);
    assert!(matches!(small, Err(PackageFault::PartSize)));
    assert!(!place.exists());
}

#[test]
fn more_files_than_can_be_opened_again_are_not_packed() {
    let mut packing = made().packing();
    let file = packing.files[0].clone();
    packing.files = vec![file; 2_000];
    assert!(package::plan(packing.clone()).is_ok());
    packing.files.push(packing.files[0].clone());
    let fault = package::plan(packing).unwrap_err();
    assert!(fault.to_string().contains("2001 个文件，一个交接包最多装 2000 个"), "{fault}");
}

#[test]
fn a_file_that_changes_while_it_is_packed_is_told_and_nothing_is_left() {
    let made = made();
    let load = made.load();
    fs::write(made.place.path().join("报道.png"), b"PNG").unwrap();
    let before: Vec<_> = Disk.list(made.place.path()).unwrap();
    let path = made.place.path().join("新.shenbao");
    let fault = package::write(&load, &path, &Disk, &Unwatched).unwrap_err();
    assert!(fault.to_string().contains("报道.png"), "{fault}");
    let parts = package::write_parts(&load, (&path, 100_000), &Disk, &Unwatched);
    assert!(parts.is_err());
    assert_eq!(Disk.list(made.place.path()).unwrap(), before);
}

#[test]
fn other_programs_open_it() {
    let made = made();
    let path = made.package();
    for (program, arguments) in [("unzip", vec!["-tqq"]), ("python3", vec!["-m", "zipfile", "-t"])]
    {
        let output = Command::new(program).args(arguments).arg(&path).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{program}: {told}");
    }
    // Packed anew by another program, deflated and with entries for folders, it is read all the same.
    let out = TempDir::new().unwrap();
    let again = out.path().join("again.zip");
    let script = "import sys, zipfile, os\n\
                  zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[3])\n\
                  import shutil\n\
                  shutil.make_archive(sys.argv[2][:-4], 'zip', sys.argv[3])\n";
    let inner = out.path().join("inner");
    let output = Command::new("python3")
        .args(["-c", script])
        .args([&path, &again, &inner])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut package = read(&fs::read(&again).unwrap()).unwrap();
    package.verify(&Unwatched).unwrap();
    assert_eq!(package.waybill, made.load().waybill);
}
