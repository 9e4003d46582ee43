//! Files of a draft in the programs that the system has for them.

use std::path::Path;

use media::{Container, Kind};
use serde::Deserialize;
use store::{DraftId, Store};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::machine;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Opens a file of a draft in the program that the system has for it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenFile {
    /// Which draft.
    pub draft: i64,
    /// Its name in the draft.
    pub name: String,
}

impl Ask for OpenFile {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let name = &self.name;
        let desk = workbench.desk();
        let (kept, path) = workbench.drafts.kept_file(DraftId(self.draft), name)?;
        let title = desk.openable_name(&path, name).ok_or_else(|| {
            let message = format!("“{name}”不是照片、视频或文档，不能从这里打开。");
            Refusal::new(RefusalCode::Machine, message)
        })?;
        let named = Store::named(workbench.store_home(), &kept, &title)?;
        machine::open_file(&named, name)
    }
}

impl Desk<'_> {
    /// The name by which a file is given to another program. Its ending is one of its content, so that nothing
    /// that calls itself a photo or a document is run as a program or a page; none for what is neither.
    fn openable_name(&self, path: &Path, name: &str) -> Option<String> {
        let container = self.measured(path).ok()?.media.facts.container;
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
}
