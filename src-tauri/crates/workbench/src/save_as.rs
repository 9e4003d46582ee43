//! A draft as a case file, with its attachments in a folder beside it.

use std::path::Path;

use case::Case;
use foundation::Contents;

use crate::desk::{Desk, OpenCase, Places};
use crate::fault::Fault;

impl Desk<'_> {
    /// A case that has no files yet, or keeps them in the store.
    pub(crate) fn read_kept(&self, text: &str) -> Result<OpenCase, Fault> {
        let case = case::read_draft(text, self.catalog)
            .map_err(|faults| Fault::CaseFile { path: "案例".into(), faults })?;
        Ok(OpenCase {
            case,
            places: Places::Kept(Default::default()),
            others: Vec::new(),
            pictures: Default::default(),
            made_elsewhere: Default::default(),
        })
    }

    /// Writes a case file at `path`, and its attachments into the folder `…-附件` beside it: the files
    /// first.
    ///
    /// # Errors
    /// `File`; `HalfTyped` where something cannot stand in a case file.
    pub(crate) fn save_as(&self, open: &OpenCase, path: &Path) -> Result<(), Fault> {
        let text = case::write(&open.case);
        case::read(text.as_bytes(), self.catalog).map_err(|faults| {
            let label = |fault: &case::CaseFileFault| {
                let id = fault.place.trim_start_matches("values/").split('/').next();
                id.and_then(|id| open.case.field(id)).map(catalog::Field::plain_label)
            };
            Fault::HalfTyped { labels: faults.iter().filter_map(label).collect() }
        })?;
        let mut case = open.case.clone();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let folder = format!("{stem}-附件");
        self.put_files(open, &mut case, &path.with_file_name(&folder), &folder)?;
        self.write_file(path, case::write(&case).as_bytes())
    }

    fn put_files(
        &self,
        open: &OpenCase,
        case: &mut Case,
        folder: &Path,
        prefix: &str,
    ) -> Result<(), Fault> {
        for name in case.file_names_mut() {
            let from = open.file(name);
            if !self.files.exists(&from) {
                continue;
            }
            if !self.files.is_folder(folder) {
                self.files.make_folder(folder)?;
            }
            let contents = self.files.contents(&from)?;
            let other = |name: &str| {
                let there = folder.join(name);
                self.files.exists(&there)
                    && !self.files.contents(&there).is_ok_and(|there| there == contents)
            };
            let own = crate::names::free(name, other);
            let to = folder.join(&own);
            if !self.files.exists(&to) {
                self.copy(&from, &to, contents)?;
            }
            *name = format!("{prefix}/{own}");
        }
        Ok(())
    }

    fn copy(&self, from: &Path, to: &Path, contents: Contents) -> Result<(), Fault> {
        let copied = self.files.copy_new(from, to);
        if !copied.as_ref().is_ok_and(|copied| *copied == contents) {
            // The first fault is the one to tell.
            let _ = self.files.remove_file(to);
        }
        copied?;
        Ok(())
    }
}
