//! Every file of the corpus that `media/make.py` makes: size, turn, length, codec, completeness, ending and
//! verdict against the truth of ffprobe, exiftool and how each was made; and the bounds of reading.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files on the disk")]

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use foundation::ReadAt;
use media::{Care, Cleaned, Facts, MOST_READ, Minimum, Note, clean, judge, read_with};
use serde_json::Value;

/// A file that counts what is read of it.
struct Counted {
    bytes: Vec<u8>,
    read: Cell<u64>,
}

impl ReadAt for Counted {
    fn length(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.as_slice().read_at(offset, into)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

/// What this thread has had of a processor: the clock on the wall goes on while others have it. In ticks, of which Linux
/// counts a hundred a second.
fn spent() -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/stat").unwrap();
    // Behind the name, which may hold anything but ends with the last bracket. Source: proc(5), utime and stime.
    let behind = stat.rsplit_once(')').unwrap().1;
    let ticks = behind.split_whitespace().skip(11).take(2);
    Duration::from_millis(ticks.map(|ticks| ticks.parse::<u64>().unwrap() * 10).sum())
}

/// The folder of the corpus, made or found as it was made before.
static CORPUS: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("media");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/media/make.py");
    let made = Command::new("python3").arg(script).arg(&folder).output().expect("python3");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
});

/// What of a file is not as the truth says.
fn differences(facts: &Facts, truth: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let lost = facts.shown.is_none() && truth["may_be_lost"] == true;
    let mut compare = |what: &str, is: Value| {
        if lost && matches!(what, "size" | "verdict") {
            return;
        }
        let asked = &truth[what];
        if asked.as_str() != Some("any") && is != *asked {
            wrong.push(format!("{what}: {is}, not {asked}"));
        }
    };
    let size = |size: Option<media::Size>| size.map(|size| vec![size.width, size.height]);
    compare("kind", facts.kind.word().into());
    compare("size", size(facts.shown).into());
    compare("turn", facts.orientation.degrees().into());
    compare("complete", facts.complete.into());
    compare("verdict", judge(facts, Minimum::USUAL).word().into());
    let ending = facts.notes.iter().any(|note| matches!(note, Note::WrongEnding(_)));
    compare("wrong_ending", ending.into());
    if !truth["container"].is_null() {
        compare("container", facts.container.word().into());
    }
    if !truth["codec"].is_null() {
        compare("codec", facts.codec.clone().into());
        compare("coded", size(facts.coded).into());
    }
    if let Some(dpi) = truth["dpi"].as_f64() {
        let near = facts.dpi.is_some_and(|is| (is - dpi).abs() < 1.0);
        compare("dpi", if near { truth["dpi"].clone() } else { facts.dpi.into() });
    }
    if let Some(seconds) = truth["seconds"].as_f64() {
        let is = facts.duration.map(|length| length.as_secs_f64());
        // Judgement: programs count the last picture or not; a tenth of a second is nothing to a clerk.
        let near = is.is_some_and(|is| (is - seconds).abs() <= 0.25);
        compare("seconds", if near { truth["seconds"].clone() } else { is.into() });
    }
    wrong
}

#[test]
fn every_file_of_the_corpus_is_read_as_it_is() {
    let folder = &*CORPUS;
    let truth: Value =
        serde_json::from_slice(&fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let truth = truth.as_array().unwrap();
    assert!(truth.len() >= 250, "{} files", truth.len());
    let mut wrong = Vec::new();
    let mut slowest = Duration::ZERO;
    for entry in truth {
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(folder.join("files").join(name)).unwrap();
        let file = Counted { bytes, read: Cell::new(0) };
        let start = spent();
        let facts = media::read(&file).unwrap().named(name);
        slowest = slowest.max(spent().saturating_sub(start));
        assert!(file.read.get() <= MOST_READ, "{name}: {} bytes read", file.read.get());
        wrong.extend(differences(&facts, entry).iter().map(|what| format!("{name}: {what}")));
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
}

/// A cleaned copy is the same photo or video, and there is nothing more to clean in it.
/// What decoders are asked does not make a whole photo broken: what they do not know is not told.
#[test]
fn whole_photos_are_whole_however_closely_they_are_looked_at() {
    let files: Vec<Value> =
        serde_json::from_slice(&fs::read(CORPUS.join("truth.json")).unwrap()).unwrap();
    let (mut count, mut wrong) = (0, Vec::new());
    for truth in files.iter().filter(|truth| truth["kind"] == "photo" && truth["complete"] == true)
    {
        let name = truth["file"].as_str().unwrap();
        // Their tiles are nothing but zeros: what they are told is how they are laid out.
        if name.starts_with("heic_grid") {
            continue;
        }
        let bytes = fs::read(CORPUS.join("files").join(name)).unwrap();
        let facts = read_with(&bytes.as_slice(), Care::Close).unwrap();
        count += 1;
        if facts.complete != Some(true) {
            wrong.push(format!("{name}: {:?} {:?}", facts.complete, facts.notes));
        }
    }
    assert!(count > 100, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cleaned_copies_of_the_corpus_are_read_as_their_originals() {
    let mut count = 0;
    for entry in fs::read_dir(CORPUS.join("files")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let file = bytes.as_slice();
        let Ok(cleaning) = clean(&file).unwrap() else { continue };
        count += 1;
        let copy = Cleaned::new(&file, &cleaning);
        // What lay behind is cut, and EXIF told the dots.
        let told = |facts: Facts| {
            let notes: Vec<Note> =
                facts.notes.into_iter().filter(|note| *note != Note::DataBehind).collect();
            Facts { notes, dpi: None, ..facts }
        };
        let facts = |source: &dyn ReadAt| told(media::read(source).unwrap());
        assert_eq!(facts(&copy), facts(&file), "{}", path.display());
        let again = clean(&copy).unwrap().unwrap();
        assert_eq!((again.removed.len(), again.length()), (0, copy.length()), "{}", path.display());
    }
    assert!(count > 120, "{count} files");
}

/// A file of which only some places hold anything: a film of 2 GB.
struct Sparse {
    length: u64,
    parts: Vec<(u64, Vec<u8>)>,
    read: Cell<u64>,
}

impl ReadAt for Sparse {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let count = into.len().min(usize::try_from(self.length - offset).unwrap_or(usize::MAX));
        into[..count].fill(0);
        for (at, part) in &self.parts {
            for (place, byte) in (*at..).zip(part) {
                if (offset..offset + count as u64).contains(&place) {
                    into[usize::try_from(place - offset).unwrap()] = *byte;
                }
            }
        }
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

#[test]
fn of_a_film_of_2_gb_with_its_table_behind_little_is_read() {
    let bytes = fs::read(CORPUS.join("files/mp4_plain.mp4")).unwrap();
    let place = |name: &[u8]| bytes.windows(4).position(|four| four == name).unwrap() - 4;
    let (mdat, moov) = (place(b"mdat"), place(b"moov"));
    let number = |bytes: &[u8], at: usize| {
        u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
    };
    let samples = 2u64 << 30;
    let mut head = bytes[..mdat].to_vec();
    head.extend(1u32.to_be_bytes());
    head.extend(b"mdat");
    head.extend((samples + 16).to_be_bytes());
    let behind = head.len() as u64 + samples;
    head.extend(&bytes[mdat + 8..mdat + number(&bytes, mdat) as usize]);
    // The samples moved by the length of the long header.
    let mut table = bytes[moov..].to_vec();
    let tables: Vec<usize> =
        (0..table.len() - 4).filter(|at| &table[*at..*at + 4] == b"stco").collect();
    for at in tables {
        for entry in 0..number(&table, at + 8) as usize {
            let place = at + 12 + entry * 4;
            let moved = number(&table, place) + 8;
            table[place..place + 4].copy_from_slice(&moved.to_be_bytes());
        }
    }
    let length = behind + table.len() as u64;
    let file = Sparse { length, parts: vec![(0, head), (behind, table)], read: Cell::new(0) };
    let facts = media::read(&file).unwrap();
    assert_eq!(facts.shown.map(|size| (size.width, size.height)), Some((1920, 1080)));
    assert_eq!(facts.complete, Some(true));
    assert!(file.read.get() <= 64 << 10, "{} bytes read", file.read.get());
    file.read.set(0);
    let cleaning = clean(&file).unwrap().unwrap();
    assert_eq!(cleaning.length(), length);
    assert!(file.read.get() <= 128 << 10, "{} bytes read", file.read.get());
    let cut = Sparse { length: behind - 1, parts: file.parts, read: Cell::new(0) };
    assert_eq!(media::read(&cut).unwrap().complete, Some(false));
}

/// The beginnings of all files at every length, and each with its bytes changed: nothing panics or hangs.
#[test]
fn files_that_are_cut_anywhere_or_changed_are_answered() {
    let folder = CORPUS.join("files");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let bytes = fs::read(&path).unwrap();
        if bytes.len() > 300_000 {
            continue;
        }
        let step = (bytes.len() / 60).max(1);
        for end in (0..bytes.len()).step_by(step) {
            media::read(&&bytes[..end]).unwrap();
        }
        let mut changed = bytes.clone();
        let reach = bytes.len().min(4000);
        for round in 0..60usize {
            // A fixed sequence: the same bytes change in each run.
            let at = (round * 7919 + 13) * 31 % reach.max(1);
            if let Some(byte) = changed.get_mut(at) {
                *byte = [0xFF, 0, 0x80, 0x7F][round % 4];
            }
            media::read(&changed.as_slice()).unwrap();
        }
    }
}

/// The inputs of a pack: each with its length before it in four bytes, the small end first.
fn unpack(mut pack: &[u8]) -> Vec<Vec<u8>> {
    let mut inputs = Vec::new();
    while let Some((length, rest)) = pack.split_first_chunk() {
        let (input, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
        inputs.push(input.to_vec());
        pack = rest;
    }
    inputs
}

/// What fuzzing found, and the inputs that reach the most of the readers.
#[test]
fn what_fuzzing_found_is_answered() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fuzz");
    let all = |folder: &str| {
        let entries = fs::read_dir(fuzz.join(folder)).unwrap();
        entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect::<Vec<_>>()
    };
    let packs = all("corpus");
    assert_eq!(packs.len(), 6, "a pack for each target");
    let kept: Vec<Vec<u8>> = packs.iter().flat_map(|pack| unpack(pack)).collect();
    assert!(kept.len() > 1000, "{} inputs", kept.len());
    for bytes in kept.into_iter().chain(all("found")) {
        let file = Counted { bytes, read: Cell::new(0) };
        let facts = media::read(&file).unwrap().named("照片.jpg");
        assert!(facts.shown.is_none_or(|shown| shown.width > 0 && shown.height > 0));
        assert!(file.read.get() <= MOST_READ);
        facts.sentences();
        if let Ok(cleaning) = clean(&file).unwrap() {
            let copy = Cleaned::new(&file, &cleaning);
            let mut whole = vec![0; copy.length() as usize];
            assert_eq!(copy.read_at(0, &mut whole).unwrap(), whole.len());
            media::read(&copy).unwrap();
        }
    }
}

#[test]
fn a_disk_that_fails_is_told() {
    struct Broken;
    impl ReadAt for Broken {
        fn length(&self) -> u64 {
            1000
        }
        fn read_at(&self, _: u64, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::TimedOut.into())
        }
    }
    assert_eq!(media::read(&Broken).unwrap_err().kind(), io::ErrorKind::TimedOut);
}
