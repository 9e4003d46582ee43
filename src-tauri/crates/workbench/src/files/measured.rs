//! Files that go along with a case: measured once. What is wrong with them is for `case` to say.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use case::{Beginning, DocumentEvidence, MediaEvidence};
use foundation::{Digest, FileFault, FileOperation};
use media::{Care, Container};

use crate::desk::Desk;
use crate::memory::Measure;

impl Desk<'_> {
    /// What is known of a file, from what was measured before where it was.
    pub(crate) fn measured(&self, path: &Path) -> Result<Arc<Measure>, FileFault> {
        let key = (path.to_owned(), self.files.length(path)?);
        if let Some(measure) = self.measured.get(&key) {
            return Ok(measure);
        }
        let begins_as = Beginning::all_of(&self.files.read_up_to(path, Beginning::BYTES)?);
        let facts = self.facts_of(path, Care::Close)?;
        let cleans = self.cleans(path, facts.container)?;
        let document = self.document(path, facts.container)?;
        let document = document.map(OnceLock::from).unwrap_or_default();
        let media = MediaEvidence { facts, cleans };
        let (digest, appearance, scan) = Default::default();
        let measure = Arc::new(Measure { begins_as, media, document, digest, appearance, scan });
        self.measured.keep(key, &measure);
        Ok(measure)
    }

    /// What a document that goes along as it is says beside what it shows; none of what is no document. A PDF is
    /// looked into where nobody waits for a key, and nothing is answered of it here.
    fn document(
        &self,
        path: &Path,
        container: Container,
    ) -> Result<Option<Option<DocumentEvidence>>, FileFault> {
        use Container::{Excel, Ofd, Ole, Pdf, Rtf, Slides, Word, Zip};
        Ok(match container {
            // The first names of an archive may not tell that it is a document.
            Word | Excel | Slides | Zip => {
                let opened = self.files.open(path)?;
                let read = media::read_document(opened.as_ref())
                    .map_err(|cause| FileFault::new(FileOperation::Read, path, cause))?;
                Some(Some(read.map_or(DocumentEvidence::NotRead, DocumentEvidence::Read)))
            }
            Ole | Ofd | Rtf => Some(Some(DocumentEvidence::NotRead)),
            Pdf => None,
            _ => Some(None),
        })
    }

    /// The digest of a file that was measured, read through once.
    pub(crate) fn digest(&self, path: &Path, measure: &Measure) -> Option<Digest> {
        if let Some(known) = measure.digest.get() {
            return Some(*known);
        }
        let digest = self.files.contents(path).ok()?.digest;
        Some(*measure.digest.get_or_init(|| digest))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "a test of files on the disk")]

    fn bitmap(width: u32, bytes: usize) -> Vec<u8> {
        let mut bitmap = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bitmap.extend(width.to_le_bytes());
        bitmap.extend(1u32.to_le_bytes());
        // One plane of 24 bits.
        bitmap.extend([1, 0, 24, 0]);
        bitmap.resize(bytes, 0);
        bitmap
    }

    #[test]
    fn a_file_is_read_again_only_when_its_length_changes() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.bmp");
        let workbench = crate::Workbench::new(Box::new(foundation::Timestamp::UNIX_EPOCH));
        let width = || {
            let measure = workbench.desk().measured(&path).unwrap();
            measure.media.facts.shown.map(|size| size.width)
        };
        std::fs::write(&path, bitmap(100, 80)).unwrap();
        assert_eq!(width(), Some(100));
        std::fs::write(&path, bitmap(200, 80)).unwrap();
        assert_eq!(width(), Some(100), "the same length is the same file");
        std::fs::write(&path, bitmap(200, 90)).unwrap();
        assert_eq!(width(), Some(200));
    }
}
