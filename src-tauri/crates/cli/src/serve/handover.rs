//! The address for the browser that is opened. Every user of the machine reads with which words a program was started, so
//! the address with its key is none of them: it stands in a page that only this user can read, which leads there. The page
//! goes when the key was used.

use std::path::{Path, PathBuf};

use disk::{Disk, Files as _, Private, write_whole};
use foundation::FileFault;

/// A page that leads to the address, as long as this lives.
#[derive(Debug)]
pub(super) struct Handover {
    folder: PathBuf,
    page: PathBuf,
}

impl Handover {
    /// Writes it into a folder of its own, which nobody else looks into, in the place for what is temporary. `mark` is a
    /// name that nobody guesses.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub(super) fn new(address: &str, mark: &str, place: &Path) -> Result<Self, disk::DiskFault> {
        let folder = place.join(format!("shenbao-{mark}"));
        Disk.make_private_folder(&folder)?;
        let handover = Self { page: folder.join("open.html"), folder };
        write_whole(&handover.page, page(address).as_bytes(), &Private(&Disk))?;
        Ok(handover)
    }

    /// Where it lies.
    pub(super) fn page(&self) -> &Path {
        &self.page
    }
}

impl Drop for Handover {
    fn drop(&mut self) {
        // What cannot be removed holds a key that is used up.
        let _: Result<(), FileFault> = Disk.remove_folder(&self.folder);
    }
}

/// An address of ours has no character that HTML takes for something else.
fn page(address: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"refresh\" content=\"0;url={address}\">\n<title>申报匣</title>\n\
         <p>正在打开申报匣。没有自动打开的，请点<a href=\"{address}\">这里</a>。</p>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test of files on the disk")]
    fn nobody_else_reads_the_page_and_it_goes() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let handover = Handover::new("http://127.0.0.1:9/#key=0a", "1f", place.path()).unwrap();
        for path in [handover.page(), handover.page().parent().unwrap()] {
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
        let text = std::fs::read_to_string(handover.page()).unwrap();
        assert!(text.contains("url=http://127.0.0.1:9/#key=0a"), "{text}");
        drop(handover);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
