//! What is known of the files that a case names, as values that can be written down: facts that somebody gathered
//! where the files are, and that rules judge anywhere. Nothing is read here, and nothing here is a verdict. What a
//! photo or video is comes in the words of `media` (`Facts`, `CannotClean`, `Unprintable`): they are plain values on
//! a lower floor, and a second table of a hundred containers and notes would soon say something else.

mod file;
mod pdf;
mod sheet;
#[cfg(test)]
mod tests;

pub use file::{
    Beginning, Cleans, DocumentEvidence, FileEvidence, FileFacts, LARGEST_PRINTED, MediaEvidence,
    Printable,
};
pub use pdf::{PageSize, PdfFacts, PdfFault};
pub use sheet::{PlaceFacts, ScanFacts, SheetFacts};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What is known beside the case itself. As JSON it is read back to the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// By the names that the case gives its files. Of a file that is not here nothing is known, and nothing is said.
    pub files: BTreeMap<String, FileEvidence>,
    /// Where the files belong, which decides what can be done about one that is missing.
    #[serde(default)]
    pub place: FilePlace,
    /// Folders beside the case file of which a file that is missing is named, and that are missing themselves.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub missing_folders: BTreeSet<String>,
    /// What is put on paper, where the case is judged for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printing: Option<Printing>,
}

/// Where the files of a case belong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilePlace {
    /// Named from the folder in which the case file lies.
    #[default]
    BesideCaseFile,
    /// Kept with the drafts, under the names that a draft gives them.
    InDraft,
}

/// What is put on paper, and with which fonts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printing {
    /// The id of the one form that is printed by itself; none where it is the whole case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Fonts of the system that stand in the place of the program's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<InstalledFont>,
}

/// A font of the system that takes the place of one of the program's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalledFont {
    /// What it is set for.
    pub instead_of: ReplacedFont,
    /// Its name, as the system has it.
    pub name: String,
}

/// A font of the program that another one may replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplacedFont {
    /// 仿宋, of running text.
    Fang,
    /// 小标宋, of titles.
    Title,
}

impl ReplacedFont {
    /// What offices call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Fang => "仿宋",
            Self::Title => "小标宋",
        }
    }
}

impl Evidence {
    /// Nothing is known.
    pub const NONE: &'static Self = &Self {
        files: BTreeMap::new(),
        place: FilePlace::BesideCaseFile,
        missing_folders: BTreeSet::new(),
        printing: None,
    };

    /// What is known of the file of this name.
    pub fn file(&self, name: &str) -> Option<&FileEvidence> {
        self.files.get(name)
    }

    /// The folder of a file that is missing, where that is not there either.
    pub fn missing_folder(&self, name: &str) -> Option<&str> {
        let (folder, _) = name.rsplit_once(['/', '\\'])?;
        self.missing_folders.get(folder).map(String::as_str)
    }

    /// What is known of the file of this name, if it is there and has a length.
    pub fn facts(&self, name: &str) -> Option<&FileFacts> {
        match self.files.get(name)? {
            FileEvidence::Found(facts) => Some(facts),
            FileEvidence::Missing | FileEvidence::Outside | FileEvidence::Unread(_) => None,
        }
    }

    /// The same, to be told more of it.
    pub fn facts_mut(&mut self, name: &str) -> Option<&mut FileFacts> {
        match self.files.get_mut(name)? {
            FileEvidence::Found(facts) => Some(facts),
            FileEvidence::Missing | FileEvidence::Outside | FileEvidence::Unread(_) => None,
        }
    }
}
