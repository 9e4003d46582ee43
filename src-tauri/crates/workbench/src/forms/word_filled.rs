//! A Word file in which somebody filled in a call's form, on its way to a draft: which form it is, how much of it is
//! filled in, and what a person should look at. The words are read in the room `word`, and go into the case through the
//! door of what is typed.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foundation::Identity;
use serde::{Deserialize, Serialize};
use word::{Document, Doubt, Filled, Known, fill, read_filled, recognise};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::whole::DraftView;
use crate::fault::Fault;
use crate::forms::word::WordSource;
use crate::forms::word_folders::LONGEST_FILE;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Looks whether a Word file is a form that is known here and was filled in. Nothing is made of it yet.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadFilledWord {
    /// The file.
    pub form: WordSource,
    /// The call that it is to be read for; the likeliest where none is said.
    pub call: Option<String>,
}

/// Makes a draft of a filled Word file and opens it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TakeFilledWord {
    /// What was read.
    #[serde(flatten)]
    pub read: ReadFilledWord,
}

/// A call whose form a file may be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordCall.ts"))]
pub struct WordCall {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
}

/// Something that a person should look at.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordDoubt.ts"))]
pub struct WordDoubt {
    /// The field, as findings name it; none where it is about none.
    pub path: Option<String>,
    /// What the field is called; empty where it is about none.
    pub field: String,
    /// Where it stands in the file. Chinese.
    pub place: String,
    /// Why it is doubtful. Chinese.
    pub message: String,
    /// The words that were not taken in, in full; empty where all were.
    pub words: String,
}

/// What a filled Word file holds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FilledWordView.ts"))]
pub struct FilledWordView {
    /// The calls whose form it may be, the likeliest first; none where it is no form that is known here.
    pub calls: Vec<WordCall>,
    /// The one for which it was read; empty where there is none.
    pub call: String,
    /// How many fields are filled in.
    pub count: usize,
    /// What a person should look at.
    pub doubts: Vec<WordDoubt>,
}

/// A draft that was made of a filled Word file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FilledDraft.ts"))]
pub struct FilledDraft {
    /// It, open.
    pub draft: Box<DraftView>,
    /// How many fields are filled in.
    pub count: usize,
    /// What a person should look at.
    pub doubts: Vec<WordDoubt>,
}

impl WordDoubt {
    fn of(doubt: Doubt) -> Self {
        let Doubt { path, field, place, message, words } = doubt;
        Self { path: path.map(|path| path.to_string()), field, place, message, words }
    }

    /// For people, on one line.
    pub fn line(&self) -> String {
        let field =
            if self.field.is_empty() { String::new() } else { format!("{}：", self.field) };
        let words = match self.words.as_str() {
            "" => String::new(),
            words => format!("原文：{}", words.replace('\n', " / ")),
        };
        format!("{}（{}）{}{words}", field, self.place, self.message)
    }
}

impl Ask for ReadFilledWord {
    type Answer = FilledWordView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let document = desk.filled_document(&self.form)?;
        let known = recognise(&document, desk.catalog.calls());
        let calls = known
            .iter()
            .map(|known| WordCall { id: known.call.id.clone(), title: known.call.title.clone() });
        let calls = calls.collect();
        let Some(filled) = desk.filled(&document, &known, self.call.as_deref())? else {
            return Ok(FilledWordView { calls, call: String::new(), count: 0, doubts: Vec::new() });
        };
        Ok(FilledWordView {
            calls,
            call: filled.case.call.id.clone(),
            count: filled.count,
            doubts: filled.doubts.into_iter().map(WordDoubt::of).collect(),
        })
    }
}

impl Ask for TakeFilledWord {
    type Answer = FilledDraft;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let document = desk.filled_document(&self.read.form)?;
        let known = recognise(&document, desk.catalog.calls());
        let filled = desk.filled(&document, &known, self.read.call.as_deref())?;
        let filled = filled.ok_or_else(no_form)?;
        let Filled { mut case, count, doubts } = filled;
        case.identity = Some(Identity::draw(desk.chance)?);
        let open = desk.read_kept(&case::write(&case))?;
        let draft = workbench.drafts.make(&desk, open, &[])?;
        let doubts = doubts.into_iter().map(WordDoubt::of).collect();
        Ok(FilledDraft { draft: Box::new(draft), count, doubts })
    }
}

fn no_form() -> Refusal {
    let message = "没有认出这是哪次征集的表。请先导入它的空白表，或在新建草稿时选好征集再填。";
    Refusal::new(RefusalCode::Entry, message.to_owned())
}

/// A case file of a filled Word file, as the terminal makes it.
#[derive(Clone, Debug)]
pub struct FilledCase {
    /// The text of the case file.
    pub text: String,
    /// The call whose form it is.
    pub call: String,
    /// How many fields are filled in.
    pub count: usize,
    /// What a person should look at.
    pub doubts: Vec<WordDoubt>,
}

impl Desk<'_> {
    /// Makes a case file of a filled Word file; for the call that is named, or the one whose form it is.
    ///
    /// # Errors
    /// `File`, `Word`, `UnknownCall`, `NoFilledForm`.
    pub fn case_from_word(&self, path: &Path, call: Option<&str>) -> Result<FilledCase, Fault> {
        let bytes = self.files.read_up_to(path, LONGEST_FILE)?;
        let document =
            read_filled(&bytes).map_err(|fault| Fault::Word { path: path.to_path_buf(), fault })?;
        let known = recognise(&document, self.catalog.calls());
        let filled = self.filled(&document, &known, call)?;
        let filled = filled.ok_or_else(|| Fault::NoFilledForm { path: path.to_path_buf() })?;
        let Filled { mut case, count, doubts } = filled;
        case.identity = Some(Identity::draw(self.chance)?);
        Ok(FilledCase {
            text: case::write(&case),
            call: case.call.title.clone(),
            count,
            doubts: doubts.into_iter().map(WordDoubt::of).collect(),
        })
    }

    /// The case of a file for the call that is named, or the likeliest; none where it is no known form.
    fn filled(
        &self,
        document: &Document,
        known: &[Known],
        call: Option<&str>,
    ) -> Result<Option<Filled>, Fault> {
        let call = match call {
            Some(id) => Some(self.call(id)?),
            None => known.first().map(|known| &known.call),
        };
        Ok(call.map(|call| fill(document, call)))
    }

    fn filled_document(&self, source: &WordSource) -> Result<Document, Refusal> {
        let bytes = match source {
            WordSource::Text(text) => return Ok(word::text(text)),
            WordSource::Bytes(_) | WordSource::File(_) => self.word_bytes(source)?,
        };
        read_filled(&bytes).map_err(|why| Refusal::new(RefusalCode::Entry, why.to_string()))
    }

    /// The bytes of a Word file that a face names or brings.
    pub(crate) fn word_bytes(&self, source: &WordSource) -> Result<Vec<u8>, Refusal> {
        match source {
            WordSource::Text(text) => Ok(text.clone().into_bytes()),
            WordSource::Bytes(text) => STANDARD.decode(text).map_err(|_| {
                let message = "文件没有传过来，请再试一次。".to_owned();
                Refusal::new(RefusalCode::Entry, message)
            }),
            WordSource::File(path) => {
                Ok(self.files.read_up_to(&self.meant(path), LONGEST_FILE).map_err(Fault::from)?)
            }
        }
    }
}
