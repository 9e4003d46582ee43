//! Files that come into a draft: copied into the store first, while typing goes on, then known to the draft by
//! their names, and only then shown by an edit. Seen from the draft all of this is quick but the copying.

use std::io::Read;
use std::path::{Path, PathBuf};

use case::AttachmentKind;
use foundation::{FileOperation, Watch};
use media::Kind;
use store::{DraftId, Kept, Store, StoreFault};

use crate::Workbench;
use crate::desk::Desk;
use crate::refusal::{Refusal, RefusalCode};
use crate::reply::KeptView;
use crate::views::Patch;

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
        self.drafts.may_edit(asking)?;
        let job = self.jobs.begin((asking.0, job));
        let (files, mut refused) = self.gathered(files);
        let desk = self.desk();
        job.expect(files.iter().map(|file| desk.files.length(file).unwrap_or(0)).sum());
        let mut copies = Vec::new();
        for file in &files {
            match Store::keep(self.drafts.home(), file, &job) {
                Ok(kept) => copies.push((file_name(file), kept)),
                Err(fault) if is_of_the_file(&fault) => refused.push(fault.to_string()),
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(KeptView { names: self.drafts.name_kept(asking, copies)?, refused })
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
        self.drafts.may_edit(asking)?;
        let job = self.jobs.begin((asking.0, job));
        job.expect(length);
        let name = file_name(Path::new(name));
        let from = (source, Path::new(&name));
        let kept = Store::keep_from(self.drafts.home(), from, length, &job)?;
        let names = self.drafts.name_kept(asking, vec![(name, kept)])?;
        Ok(KeptView { names, refused: Vec::new() })
    }

    /// The files that are meant: in the place of a folder those in it, in the order of their names,
    /// 2.jpg before 10.jpg.
    fn gathered(&self, files: &[String]) -> (Vec<PathBuf>, Vec<String>) {
        let (mut all, mut refused) = (Vec::new(), Vec::new());
        for file in files {
            let path = Path::new(file);
            match self.desk().files_at(path, false) {
                Ok(found) if found.is_empty() => {
                    refused.push(format!("“{}”里没有文件。", path.display()));
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
    /// that calls itself a photo is run as a program; none for what is no photo, video or document.
    fn openable_name(&self, path: &Path, name: &str) -> Option<String> {
        let facts = &self.measured(path).ok()?.facts;
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        let endings = facts.container.endings();
        if facts.kind == Kind::Other && !DOCUMENTS.contains(&&*ending) {
            return None;
        }
        let is_right = endings.contains(&&*ending);
        match endings.first() {
            Some(usual) if !is_right => Some(format!("{stem}.{usual}")),
            _ => Some(name.to_owned()),
        }
    }
}

/// Endings of documents that offices send; none of them is run as a program.
const DOCUMENTS: &[&str] = &[
    "pdf", "ofd", "doc", "docx", "wps", "rtf", "txt", "odt", "xls", "xlsx", "et", "ods", "csv",
    "ppt", "pptx", "dps", "odp",
];

/// Whether only this file is at fault, not the disk of the drafts.
fn is_of_the_file(fault: &StoreFault) -> bool {
    match fault {
        StoreFault::File(fault) => fault.operation == FileOperation::Read,
        StoreFault::Changed { .. } => true,
        _ => false,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "文件".to_owned(), |name| name.to_string_lossy().into_owned())
}

impl crate::drafts::Drafts {
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
