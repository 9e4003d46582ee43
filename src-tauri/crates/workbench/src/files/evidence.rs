//! What is known of the files of a case, gathered where they lie. Here are facts only: what is wrong with them is for
//! `case` to say, from the same values, here or elsewhere.

use std::collections::BTreeSet;
use std::path::Path;

use case::{
    Evidence, FileEvidence, FileFacts, FilePlace, LARGEST_PRINTED, Material, PageSize, PdfFacts,
    Printable, is_looked_at,
};
use foundation::{Digest, FileReason};
use media::Unprintable;
use paper::ForeignPdf;

use crate::desk::{Desk, OpenCase, Places};
use crate::pages::elsewhere::Tried;
use crate::pages::material_pdf::MaterialPdf;

impl Desk<'_> {
    /// What is known of every file that a case names. Headers are read once and kept, and photos and PDFs that go along
    /// are looked into once; a file is read through only where another attachment may be the same.
    pub fn evidence(&self, open: &OpenCase) -> Evidence {
        self.look_at_files(open);
        self.evidence_of_headers(open)
    }

    /// The same without looking into a photo or PDF: what is in one is told where it was looked at before.
    pub(crate) fn evidence_of_headers(&self, open: &OpenCase) -> Evidence {
        self.evidence_with(open, &|open| self.made_elsewhere(open))
    }

    /// The same by what was read before, without waiting for anybody.
    pub(crate) fn evidence_as_seen(&self, open: &OpenCase) -> Evidence {
        self.evidence_with(open, &|open| self.made_elsewhere_as_seen(open))
    }

    fn evidence_with(
        &self,
        open: &OpenCase,
        made_elsewhere: &dyn Fn(&OpenCase) -> Option<MaterialPdf>,
    ) -> Evidence {
        let place = match open.places {
            Places::Folder(_) => FilePlace::BesideCaseFile,
            Places::Kept(_) => FilePlace::InDraft,
        };
        let mut evidence = Evidence { place, ..Evidence::default() };
        for attachment in &open.case.attachments {
            let files = &mut evidence.files;
            files
                .entry(attachment.path.clone())
                .or_insert_with(|| self.sent(open, &attachment.path));
        }
        for picture in self.pictures(open) {
            let name = &picture.wanted.path;
            let Some(facts) = self.facts_in(open, &mut evidence, name) else { continue };
            if let Some(result) = &picture.result {
                facts.printable = Some(printable(result));
            }
            if facts.media.is_none()
                && let Ok(measure) = self.measured(&open.file(name))
            {
                facts.media = Some(measure.media.clone());
            }
        }
        if let Some(Material::Pdf(name)) = &open.case.material
            && let Some(facts) = self.facts_in(open, &mut evidence, name)
        {
            facts.pdf = made_elsewhere(open)
                .map(|read| read.as_ref().map(|pdf| self.pdf_facts(pdf)).map_err(|why| *why));
        }
        self.add_digests(open, &mut evidence);
        evidence.missing_folders = self.missing_folders(open, &evidence);
        evidence
    }

    /// Folders of files that are missing, which are missing themselves.
    fn missing_folders(&self, open: &OpenCase, evidence: &Evidence) -> BTreeSet<String> {
        let Places::Folder(_) = open.places else { return BTreeSet::new() };
        let missing = evidence.files.iter().filter(|(_, is)| **is == FileEvidence::Missing);
        let folders = missing.filter_map(|(name, _)| {
            let (folder, _) = name.rsplit_once(['/', '\\'])?;
            let place = open.file(name);
            let is_there = place.parent().is_some_and(|place| self.files.is_folder(place));
            (!is_there).then(|| folder.to_owned())
        });
        folders.collect()
    }

    /// What is known of a file by its name, begun where nothing was.
    fn facts_in<'e>(
        &self,
        open: &OpenCase,
        evidence: &'e mut Evidence,
        name: &str,
    ) -> Option<&'e mut FileFacts> {
        let files = &mut evidence.files;
        files.entry(name.to_owned()).or_insert_with(|| self.standing(open, name));
        evidence.facts_mut(name)
    }

    /// Whether a file is there, and how long it is.
    fn standing(&self, open: &OpenCase, name: &str) -> FileEvidence {
        if open.is_outside(name) {
            return FileEvidence::Outside;
        }
        let path = open.file(name);
        let bytes = match self.files.length(&path) {
            Ok(bytes) => bytes,
            Err(fault) => {
                return match fault.why() {
                    FileReason::NotFound => FileEvidence::Missing,
                    why => FileEvidence::Unread(why),
                };
            }
        };
        if self.measured.is_altered(&path) {
            return FileEvidence::Unread(FileReason::Altered);
        }
        if let Some(why) = self.why_closed(open, &path) {
            return FileEvidence::Unread(why);
        }
        FileEvidence::Found(Box::new(FileFacts {
            digest: kept_digest(open, name),
            noted: open.case.files.get(name).copied(),
            ..FileFacts::of_length(bytes)
        }))
    }

    /// Why a file beside a case file cannot be read though it is there: it is a pipe, or its user may not. What a draft
    /// has is the program's own, and the disk is not asked at each key.
    pub(crate) fn why_closed(&self, open: &OpenCase, path: &Path) -> Option<FileReason> {
        let Places::Folder(_) = open.places else { return None };
        if self.files.is_device(path) {
            return Some(FileReason::NotAnOrdinaryFile);
        }
        self.files.read_up_to(path, 1).err().map(|fault| fault.why())
    }

    /// The same, with what an attachment is.
    fn sent(&self, open: &OpenCase, name: &str) -> FileEvidence {
        let mut evidence = self.standing(open, name);
        let FileEvidence::Found(facts) = &mut evidence else { return evidence };
        match self.measured(&open.file(name)) {
            Ok(measure) => {
                facts.begins_as = Some(measure.begins_as.clone());
                facts.media = Some(measure.media.clone());
                facts.document = measure.document.get().cloned().flatten();
                facts.appearance = measure.appearance.get().cloned().flatten();
                facts.scan = measure.scan.get().cloned();
                evidence
            }
            // What cannot be read is not sent, and is told.
            Err(fault) => FileEvidence::Unread(fault.why()),
        }
    }

    fn pdf_facts(&self, pdf: &ForeignPdf) -> PdfFacts {
        let Tried { not_drawn, untried, beyond } = self.elsewhere.tried(pdf).unwrap_or_default();
        PdfFacts {
            pages: pdf.sizes().iter().copied().map(PageSize::of).collect(),
            fonts_missing: pdf.fonts_not_embedded().clone(),
            not_drawn,
            untried,
            beyond,
            has_hidden: pdf.has_hidden(),
        }
    }

    /// Reads photos and videos through that are as long as another one of their kind, so that the same can be told, and
    /// files that are as long as the case file says.
    fn add_digests(&self, open: &OpenCase, evidence: &mut Evidence) {
        let length = |name: &str| evidence.facts(name).map(|facts| facts.bytes);
        let attachments = open.case.attachments.iter();
        let all: Vec<_> = attachments.map(|a| (a.kind, length(&a.path), a.path.as_str())).collect();
        let is_alike = |(kind, bytes, name): &(case::AttachmentKind, Option<u64>, &str)| {
            all.iter().any(|(k, b, n)| (k, b) == (kind, bytes) && n != name)
        };
        let twins = all.iter().filter(|one| is_looked_at(one.0) && is_alike(one));
        let mut names: BTreeSet<String> = twins.map(|(.., name)| (*name).to_owned()).collect();
        names.extend(
            evidence.files.iter().filter(|(_, is)| may_be_noted(is)).map(|(n, _)| n.clone()),
        );
        for name in &names {
            let path = open.file(name);
            if let Some(facts) = evidence.facts_mut(name).filter(|facts| facts.digest.is_none())
                && let Ok(measure) = self.measured(&path)
            {
                facts.digest = self.digest(&path, &measure);
            }
        }
    }
}

/// Whether the case file notes what a file was, and it may be that: a film is not read through for it.
fn may_be_noted(evidence: &FileEvidence) -> bool {
    let FileEvidence::Found(facts) = evidence else { return false };
    facts.bytes <= LARGEST_PRINTED && facts.noted.is_some_and(|noted| noted.bytes == facts.bytes)
}

/// The store names what it keeps by its digest.
pub(crate) fn kept_digest(open: &OpenCase, name: &str) -> Option<Digest> {
    let Places::Kept(kept) = &open.places else { return None };
    kept.get(name)?.file_name()?.to_str()?.parse().ok()
}

/// Whether what was looked at can be printed.
pub(crate) fn printable<T>(result: &Result<T, Unprintable>) -> Printable {
    match result {
        Ok(_) => Printable::Yes,
        Err(why) => Printable::No(*why),
    }
}
