//! Files that come into a draft: copied into the store first, while typing goes on, then known to the draft by
//! their names, and only then shown by an edit. Seen from the draft all of this is quick but the copying.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::TryLockError;
use std::time::Duration;

use case::AttachmentKind;
use foundation::{FileOperation, Watch};
use media::{Container, Kind};
use store::{Copied, DraftId, Kept, Store, StoreFault};

use crate::Workbench;
use crate::desk::Desk;
use crate::drafts::Drafts;
use crate::refusal::{Refusal, RefusalCode};
use crate::reply::KeptView;
use crate::running::Job;
use crate::views::Patch;

/// How often a job looks whether it is its turn.
const TURN_STEP: Duration = Duration::from_millis(50);

/// Who asks: the draft, and the token by which it was opened.
type Asking = (i64, u64);

impl Workbench {
    /// Copies files, and those in folders that are named, into the store. One that cannot be read is told, and
    /// the others are kept; a store that takes no more, or a stop, keeps none.
    pub(crate) fn keep(
        &self,
        asking: Asking,
        files: &[String],
        job: u32,
    ) -> Result<KeptView, Refusal> {
        let job = Asked { job: self.jobs.begin((asking.0, job)), drafts: &self.drafts, asking };
        let (files, mut refused) = self.gathered(files);
        let desk = self.desk();
        job.expect(files.iter().map(|file| desk.files.length(file).unwrap_or(0)).sum());
        let names = self.drafts.kept_or_nothing(&job, |copies| {
            let mut named = Vec::new();
            for file in &files {
                match Store::keep(self.drafts.home(), file, &job) {
                    Ok(copied) => {
                        named.push((file_name(file), copied.kept.clone()));
                        copies.push(copied);
                    }
                    Err(fault) if is_of_the_file(&fault) => refused.push(fault.to_string()),
                    Err(fault) => return Err(fault.into()),
                }
            }
            self.drafts.name_kept(asking, named)
        });
        Ok(KeptView { names: job.told(names)?, refused })
    }

    /// Keeps a file of `length` bytes that a face brings itself.
    ///
    /// # Errors
    /// Where the store takes no more, `source` ends early or goes on too long, or it was stopped.
    pub fn keep_from(
        &self,
        asking: Asking,
        (name, source, length): (&str, &mut dyn Read, u64),
        job: u32,
    ) -> Result<KeptView, Refusal> {
        let job = Asked { job: self.jobs.begin((asking.0, job)), drafts: &self.drafts, asking };
        job.expect(length);
        let name = file_name(Path::new(name));
        let names = self.drafts.kept_or_nothing(&job, |copies| {
            let from = (source, Path::new(&name));
            let copied = Store::keep_from(self.drafts.home(), from, length, &job)?;
            let named = vec![(name.clone(), copied.kept.clone())];
            copies.push(copied);
            self.drafts.name_kept(asking, named)
        });
        Ok(KeptView { names: job.told(names)?, refused: Vec::new() })
    }

    /// The files that are meant: in the place of a folder those in it and in its folders, in the order of their
    /// names, 2.jpg before 10.jpg.
    fn gathered(&self, files: &[String]) -> (Vec<PathBuf>, Vec<String>) {
        let (mut all, mut refused) = (Vec::new(), Vec::new());
        for file in files {
            let path = Path::new(file);
            let found = self
                .desk()
                .files_at(path, true)
                .map(|found| found.into_iter().filter(|file| !is_litter(file)).collect::<Vec<_>>());
            match found {
                Ok(found) if found.is_empty() => {
                    refused.push(format!("“{}”里没有文件。", path.display()));
                }
                Ok(found) if found.len() > MOST_OF_A_FOLDER => {
                    let count = found.len();
                    let folder = path.display();
                    refused.push(format!(
                        "“{folder}”里有 {count} 个文件，超过 {MOST_OF_A_FOLDER} 个，没有添加。请只选要报送的。"
                    ));
                }
                Ok(mut found) => {
                    alphanumeric_sort::sort_path_slice(&mut found);
                    all.extend(found);
                }
                Err(fault) => refused.push(fault.to_string()),
            }
        }
        (all, refused)
    }

    /// Puts kept files behind the attachments.
    pub(crate) fn attach(
        &self,
        (draft, token): Asking,
        kind: Option<&str>,
        names: &[String],
    ) -> Result<Patch, Refusal> {
        let desk = self.desk();
        let now = desk.clock.running();
        self.drafts.edit((DraftId(draft), token), |session| {
            if let Some(name) = names.iter().find(|name| !session.kept.contains_key(*name)) {
                let message = format!("草稿里没有文件“{name}”。请重新添加。");
                return Err(Refusal::new(RefusalCode::Entry, message));
            }
            let kind_of = |name: &String| match kind {
                Some(kind) => kind.to_owned(),
                None => desk.kind_by_content(&session.open.file(name)).to_owned(),
            };
            let files: Vec<_> = names.iter().map(|name| (name.clone(), kind_of(name))).collect();
            session.attach(&desk, &files, now)
        })
    }

    /// Opens a file of a draft in the program that the system has for it.
    pub(crate) fn open_file(&self, draft: i64, name: &str) -> Result<(), Refusal> {
        let desk = self.desk();
        let (kept, path) = self.drafts.kept_file(DraftId(draft), name)?;
        let title = desk.openable_name(&path, name).ok_or_else(|| {
            let message = format!("“{name}”不是照片、视频或文档，不能从这里打开。");
            Refusal::new(RefusalCode::Machine, message)
        })?;
        let named = Store::named(self.drafts.home(), &kept, &title)?;
        crate::machine::open_file(&named, name)
    }
}

impl Desk<'_> {
    /// What an attachment is by its content: a word of the case file.
    fn kind_by_content(&self, path: &Path) -> &'static str {
        let kind = match self.measured(path).map(|measured| measured.facts.kind) {
            Ok(Kind::Photo) => AttachmentKind::Photo,
            Ok(Kind::Video) => AttachmentKind::Video,
            Ok(Kind::Other) | Err(_) => AttachmentKind::Document,
        };
        kind.word()
    }

    /// The name by which a file is given to another program. Its ending is one of its content, so that nothing
    /// that calls itself a photo or a document is run as a program or a page; none for what is neither.
    fn openable_name(&self, path: &Path, name: &str) -> Option<String> {
        let container = self.measured(path).ok()?.facts.container;
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        let endings = openable_endings(container);
        let right = endings.iter().find(|other| **other == ending).or(endings.first())?;
        Some(parcel::legal_name(stem, &format!(".{right}"), parcel::LONGEST_NAME))
    }
}

/// The endings under which files of a kind are opened, the usual one first; none where they are not.
fn openable_endings(container: Container) -> &'static [&'static str] {
    match container {
        // The system has a program for it or has none; what begins like a photo runs as nothing else.
        Container::Raw => &["dng", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2", "pef", "srw"],
        _ if container.kind() != Kind::Other => container.endings(),
        Container::Pdf => &["pdf"],
        Container::Ofd => &["ofd"],
        Container::Word => &["docx"],
        Container::Excel => &["xlsx"],
        Container::Slides => &["pptx"],
        Container::Ole => &["doc", "xls", "ppt", "wps", "et", "dps"],
        Container::Rtf => &["rtf"],
        Container::Text => &["txt", "csv"],
        _ => &[],
    }
}

/// Judgement: nobody sends so many; a whole disk may be let go by mistake.
const MOST_OF_A_FOLDER: usize = 300;

/// What systems leave in folders: no work of the user's.
fn is_litter(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(&*name, "thumbs.db" | "desktop.ini")
}

/// A job as long as whoever asked for it may edit the draft.
struct Asked<'w> {
    job: Job<'w>,
    drafts: &'w Drafts,
    asking: Asking,
}

impl Asked<'_> {
    /// What came of it; that the draft was taken over rather than that it was stopped for it.
    fn told<T>(&self, outcome: Result<T, Refusal>) -> Result<T, Refusal> {
        match outcome {
            Err(_) if !self.job.is_stopped() => self.drafts.may_edit(self.asking).and(outcome),
            _ => outcome,
        }
    }
}

impl Watch for Asked<'_> {
    fn expect(&self, bytes: u64) {
        self.job.expect(bytes);
    }

    fn advance(&self, bytes: u64) {
        self.job.advance(bytes);
    }

    fn is_stopped(&self) -> bool {
        self.job.is_stopped() || self.drafts.may_edit(self.asking).is_err()
    }
}

/// Whether only this file is at fault, not the disk of the drafts.
fn is_of_the_file(fault: &StoreFault) -> bool {
    match fault {
        StoreFault::File(fault) => fault.operation == FileOperation::Read,
        StoreFault::Changed { .. } => true,
        _ => false,
    }
}

/// The name of a file as a draft knows it: legal on every system, whoever brought it.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (&*name, String::new()),
    };
    parcel::legal_name(stem, &ending, parcel::LONGEST_NAME)
}

impl Drafts {
    /// Copies files into the store one job at a time, so that nothing that is not known to a draft yet belongs to
    /// somebody else; where `work` fails, what it copied goes again.
    pub(crate) fn kept_or_nothing<T>(
        &self,
        watch: &dyn Watch,
        work: impl FnOnce(&mut Vec<Copied>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let _turn = loop {
            match self.keeping.try_lock() {
                Ok(turn) => break turn,
                Err(TryLockError::Poisoned(turn)) => break turn.into_inner(),
                Err(TryLockError::WouldBlock) if watch.is_stopped() => {
                    return Err(StoreFault::Stopped.into());
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(TURN_STEP),
            }
        };
        let mut copies = Vec::new();
        let outcome = work(&mut copies);
        if outcome.is_err() {
            // The first refusal is the one to tell.
            let _ = self.store(|store| {
                store.take_back(&copies);
                Ok(())
            });
        }
        outcome
    }

    fn may_edit(&self, (draft, token): Asking) -> Result<(), Refusal> {
        self.edit((DraftId(draft), token), |_| Ok(()))
    }

    /// Makes copies known to a draft by names that are free in it.
    fn name_kept(
        &self,
        (draft, token): Asking,
        copies: Vec<(String, Kept)>,
    ) -> Result<Vec<String>, Refusal> {
        let id = DraftId(draft);
        self.edit((id, token), |session| {
            let mut named: Vec<(String, Kept)> = Vec::new();
            for (name, kept) in copies {
                named.push((session.free_name(&name, &named, &kept), kept));
            }
            self.store(|store| {
                named.iter().try_for_each(|(name, kept)| store.name_kept(id, name, kept))
            })?;
            let names = named.iter().map(|(name, _)| name.clone()).collect();
            session.take(named, self.home());
            Ok(names)
        })
    }

    /// A file of an open draft, and where it lies.
    pub(crate) fn kept_file(&self, id: DraftId, name: &str) -> Result<(Kept, PathBuf), Refusal> {
        self.session(id, |session| {
            let kept = session.kept.get(name).cloned().ok_or_else(|| {
                let message = format!("草稿里没有文件“{name}”。请重新添加。");
                Refusal::new(RefusalCode::Entry, message)
            })?;
            Ok((kept, session.open.file(name)))
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "a test of files on the disk")]

    use super::*;

    #[test]
    fn nothing_is_opened_as_what_it_is_not() {
        let place = tempfile::tempdir().unwrap();
        let workbench = Workbench::new(Box::new(foundation::Timestamp::UNIX_EPOCH));
        let opened = |name: &str, bytes: &[u8]| {
            let path = place.path().join("kept");
            std::fs::write(&path, bytes).unwrap();
            // Files of the store never change: each is another one here.
            let other = place.path().join(foundation::Digest::of(bytes).to_string());
            std::fs::rename(&path, &other).unwrap();
            workbench.desk().openable_name(&other, name)
        };
        let program = [b"MZ".as_slice(), &[0; 200]].concat();
        let page = b"<!DOCTYPE html><html><script>1</script></html>";
        let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>"#;
        for name in ["a.pdf", "a.jpg", "a.exe", "a.docx", "a.txt", "a"] {
            assert_eq!(opened(name, &program), None, "{name}");
            assert_eq!(opened(name, page), None, "{name}");
            assert_eq!(opened(name, drawing), None, "{name}");
        }
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
        let names = ["现场.JPG", "现场.exe", "现场", "a:b.jpeg"].map(|name| opened(name, jpeg));
        let names = names.each_ref().map(|name| name.as_deref().unwrap());
        assert_eq!(names, ["现场.jpg", "现场.jpg", "现场.jpg", "a：b.jpeg"]);
        assert_eq!(opened("a.bat", b"%PDF-1.7\n").as_deref(), Some("a.pdf"));
        assert_eq!(opened("a.bat", "名单".as_bytes()).as_deref(), Some("a.txt"));
    }

    #[test]
    fn names_are_legal_on_every_system() {
        let name = |name: &str| file_name(Path::new(name));
        assert_eq!(name("/照片/现场 1.JPG"), "现场 1.JPG");
        assert_eq!(name("C:evil.jpg"), "C：evil.jpg");
        assert_eq!(name("a\u{202E}gpj.exe\n.jpg"), "agpj.exe.jpg");
        assert_eq!(name(".."), "未命名");
        assert!(name(&format!("{}.jpg", "字".repeat(300))).len() <= 200);
        assert_ne!(name("CON.jpg"), "CON.jpg");
    }
}
