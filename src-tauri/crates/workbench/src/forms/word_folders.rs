//! A blank Word form to the folders of a form and a call, as the terminal asks for it. What the words mean is
//! known in the room `word`; what the window shows of it first stands in `forms/word.rs`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use disk::{Beside, write_whole};
use foundation::{Files, bytes_text, path_text};
use serde::Serialize;
use word::{Answer, Compared, Document, Guessed, Import};

use crate::desk::Desk;
use crate::fault::Fault;

/// What was made of a Word form.
#[derive(Clone, Debug, Serialize)]
pub struct WordImported {
    /// The id of the form.
    pub form: String,
    /// The id of the call.
    pub call: String,
    /// Each field and column, and whether nothing about it is doubtful.
    pub fields: Vec<Guessed>,
    /// What a person should decide; the files say what was taken meanwhile.
    pub questions: Vec<WordAsked>,
    /// Words of the Word form that are not on the blank paper.
    pub lost: Vec<String>,
    /// Cells of the Word form against cells of the blank paper.
    pub cells: Compared,
    /// What a person should know: parts of the files that could not be read, and places that are tight.
    pub cautions: Vec<String>,
    /// The files that were written.
    #[serde(skip)]
    pub files: Vec<PathBuf>,
}

/// A question about a cell of the Word form.
#[derive(Clone, Debug, Serialize)]
pub struct WordAsked {
    /// The cell, in words.
    pub cell: String,
    /// What is asked.
    pub text: String,
    /// The answers; the first that was taken is said in `text` of the mark.
    pub options: Vec<String>,
}

/// Word's own forms have some 100 kB; the reader refuses what is larger than 64 MB.
pub(crate) const LONGEST_FILE: u64 = (64 << 20) + 1;

impl Desk<'_> {
    /// Makes a form and a call of a blank Word form, with its notice if there is one, and writes their folders
    /// below `out`, which is made if its parent is there. Folders that say the same are left as they are.
    ///
    /// # Errors
    /// `File`, `Word`, `NoWordForm`, `NoParent`, `SameName`, `Disk`.
    pub fn import_word(
        &self,
        form: &Path,
        notice: Option<&Path>,
        out: &Path,
        answers: &[Answer],
    ) -> Result<WordImported, Fault> {
        let document = self.word_file(form)?;
        let notice = notice.map(|notice| self.notice(notice)).transpose()?;
        let import = word::import(&document, notice.as_ref(), answers)
            .map_err(|fault| Fault::NoWordForm { path: form.to_path_buf(), fault })?;
        if let Some(fault) = import.faults.first() {
            return Err(Fault::WordUnused { path: form.to_path_buf(), why: fault.message.clone() });
        }
        let files = write_folders(&import, out, self.files)?;
        Ok(imported(import, files))
    }

    fn word_file(&self, path: &Path) -> Result<Document, Fault> {
        let bytes = self.files.read_up_to(path, LONGEST_FILE)?;
        word::read(&bytes).map_err(|fault| Fault::Word { path: path.to_path_buf(), fault })
    }

    /// A notice is a Word file, or its text.
    fn notice(&self, path: &Path) -> Result<Document, Fault> {
        let is_text = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
        if !is_text {
            return self.word_file(path);
        }
        let bytes = self.files.read_up_to(path, LONGEST_FILE)?;
        // Notepad of older systems writes GBK.
        Ok(word::text(bytes_text(&bytes).trim_start_matches('\u{FEFF}')))
    }
}

fn imported(import: Import, files: Vec<PathBuf>) -> WordImported {
    let questions = import.questions.into_iter().map(|question| WordAsked {
        cell: format!("{} {}", question.place, question.words.replace('\n', "")),
        text: question.text,
        options: question.options,
    });
    WordImported {
        form: import.form,
        call: import.call,
        fields: import.fields,
        questions: questions.collect(),
        lost: import.lost,
        cells: import.compared,
        cautions: import.cautions,
        files,
    }
}

/// Writes the folders, each whole or not at all; where the second fails, the first goes again.
pub(crate) fn write_folders(
    import: &Import,
    out: &Path,
    files: &dyn Files,
) -> Result<Vec<PathBuf>, Fault> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    if !files.is_folder(out) && !files.is_folder(parent.unwrap_or(Path::new("."))) {
        return Err(Fault::NoParent { path: out.to_path_buf() });
    }
    let folders = word::folders(&import.files);
    for folder in &folders {
        let place = out.join(&folder.path);
        if files.exists(&place) && !says_the_same(&place, &folder.files, files) {
            return Err(Fault::SameName { path: place });
        }
    }
    let mut written: Vec<PathBuf> = Vec::new();
    for folder in &folders {
        let place = out.join(&folder.path);
        if files.exists(&place) {
            continue;
        }
        if let Err(fault) = write_folder(&place, &folder.files, files) {
            for done in &written {
                let _ = files.remove_folder(done);
            }
            return Err(fault);
        }
        written.push(place);
    }
    Ok(import.files.keys().map(|path| out.join(path)).collect())
}

/// Writes a folder whole or not at all, where nothing is yet.
pub(crate) fn write_folder(
    place: &Path,
    texts: &BTreeMap<String, String>,
    files: &dyn Files,
) -> Result<(), Fault> {
    if let Some(parent) = place.parent() {
        files.make_folders(parent)?;
    }
    let beside = Beside::new(place, files);
    files.make_folder(beside.path())?;
    for (name, text) in texts {
        write_whole(&beside.path().join(name), text.as_bytes(), files)?;
    }
    files.sync_folder(beside.path())?;
    Ok(beside.settle()?)
}

/// Whether a folder that is there holds these texts and no other of their names.
pub(crate) fn says_the_same(
    place: &Path,
    texts: &BTreeMap<String, String>,
    files: &dyn Files,
) -> bool {
    texts.iter().all(|(name, text)| {
        let there = files.read_up_to(&place.join(name), LONGEST_FILE);
        there.is_ok_and(|bytes| bytes == text.as_bytes())
    })
}

impl WordImported {
    /// What a person reads of it.
    pub fn lines(&self) -> String {
        let doubtful = self.fields.iter().filter(|field| !field.sure).count();
        let mut text = format!("表单 {}，{} 栏", self.form, self.fields.len());
        if doubtful > 0 {
            text.push_str(&format!("，其中 {doubtful} 栏要核对"));
        }
        text.push_str("。\n");
        for question in &self.questions {
            let WordAsked { cell, text: asked, options } = question;
            text.push_str(&format!("请核对（{cell}）：{asked}{}\n", options.join("／")));
        }
        if !self.lost.is_empty() {
            text.push_str(&format!("没有放到纸上的字：{}\n", self.lost.join("、")));
        }
        let Compared { word, paper, astray } = &self.cells;
        text.push_str(&format!("核对：Word 表 {word} 格，空表 {paper} 格"));
        if astray.is_empty() {
            text.push_str("，每格的字都在空表的一格里。\n");
        } else {
            let places: Vec<String> = astray.iter().map(ToString::to_string).collect();
            text.push_str(&format!("；字不在一格里的：{}。\n", places.join("、")));
        }
        for caution in &self.cautions {
            text.push_str(&format!("请注意：{caution}\n"));
        }
        for file in &self.files {
            text.push_str(&format!("已写入 {}\n", path_text(file)));
        }
        text
    }
}
