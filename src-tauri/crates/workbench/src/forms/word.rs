//! A blank Word form on its way to a form and a call: what was read, what is doubtful, what it would look like. Nothing is
//! written before it is taken (`word_taken`).

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use case::Case;
use catalog::Catalog;
use foundation::Px;
use paper::Copy;
use serde::{Deserialize, Serialize};
use word::{Answer, Document, Import, import_as};

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase, Places};
use crate::fault::Fault;
use crate::forms::about::{AboutGroup, about};
use crate::forms::word_views::{WordBlock, WordField, WordQuestion, blocks};
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Enough to compare two papers side by side.
const DPI: Px = 80;

/// Where the words come from.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordSource.ts"))]
#[serde(rename_all = "snake_case")]
pub enum WordSource {
    /// A file of this machine, by its path.
    File(String),
    /// What a file holds that a browser was given, in base 64.
    Bytes(String),
    /// Words that were pasted.
    Text(String),
}

/// What a person decided.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordAnswer.ts"))]
pub struct WordAnswer {
    /// The key of the question.
    pub question: String,
    /// The index of the option.
    pub option: usize,
}

/// Reads a blank Word form, and its notice where there is one.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadWord {
    /// The form.
    pub form: WordSource,
    /// Its notice.
    pub notice: Option<WordSource>,
    /// What was decided so far.
    pub answers: Vec<WordAnswer>,
}

/// What a Word form would become.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordView.ts"))]
pub struct WordView {
    /// The title of the form.
    pub title: String,
    /// What stands in the file, from top to bottom.
    pub blocks: Vec<WordBlock>,
    /// What is doubtful, at most eight.
    pub questions: Vec<WordQuestion>,
    /// What is filled in, in the order of the form.
    pub fields: Vec<WordField>,
    /// Words of the file that are not on the paper.
    pub lost: Vec<String>,
    /// Cells of the file's tables.
    pub word_cells: usize,
    /// Cells of the tables on the paper, rows that repeat as often as it has them.
    pub paper_cells: usize,
    /// Where cells of the file stand whose words are in no one cell of the paper. Chinese.
    pub astray: Vec<String>,
    /// What a person should know: parts of the files that could not be read, and places that are tight.
    pub cautions: Vec<String>,
    /// Why it cannot be used as it is; mostly nothing.
    pub faults: Vec<String>,
    /// The empty paper, a PNG in base 64 for each page.
    pub pages: Vec<String>,
    /// What the call would tell, each with the sentence of the notice that says so.
    pub about: Vec<AboutGroup>,
}

impl Ask for ReadWord {
    type Answer = WordView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let read = desk.read_word(&self)?;
        let import = read.import(None)?;
        let made = desk.made(&import)?;
        Ok(WordView {
            title: import.title.clone(),
            blocks: blocks(&read.form),
            questions: import.questions.iter().map(WordQuestion::of).collect(),
            fields: import.fields.iter().map(WordField::of).collect(),
            lost: import.lost.clone(),
            word_cells: import.compared.word,
            paper_cells: import.compared.paper,
            astray: import.compared.astray.iter().map(ToString::to_string).collect(),
            cautions: import.cautions.clone(),
            faults: import.faults.iter().map(|fault| fault.message.clone()).collect(),
            pages: made.pages,
            about: made.about,
        })
    }
}

/// What a form and a call that are not taken yet would look like; nothing where they have faults.
#[derive(Default)]
struct Made {
    pages: Vec<String>,
    about: Vec<AboutGroup>,
}

/// What was read of a form and its notice, and what was decided.
pub(crate) struct WordRead {
    form: Document,
    notice: Option<Document>,
    answers: Vec<Answer>,
}

impl WordRead {
    /// The form and the call, under an id of their own or under this one.
    pub(crate) fn import(&self, id: Option<&str>) -> Result<Import, Refusal> {
        import_as(&self.form, self.notice.as_ref(), &self.answers, id)
            .map_err(|why| refused(&why.to_string()))
    }
}

fn refused(message: &str) -> Refusal {
    Refusal::new(RefusalCode::Entry, message.to_owned())
}

impl Desk<'_> {
    /// Reads what a request names.
    pub(crate) fn read_word(&self, asked: &ReadWord) -> Result<WordRead, Refusal> {
        let answer = |answer: &WordAnswer| Answer {
            question: answer.question.clone(),
            option: answer.option,
        };
        Ok(WordRead {
            form: self.word_document(&asked.form)?,
            notice: asked.notice.as_ref().map(|notice| self.word_document(notice)).transpose()?,
            answers: asked.answers.iter().map(answer).collect(),
        })
    }

    fn word_document(&self, source: &WordSource) -> Result<Document, Refusal> {
        if let WordSource::Text(text) = source {
            return Ok(word::text(text));
        }
        let bytes = self.word_bytes(source)?;
        word::read(&bytes).map_err(|why| refused(&why.to_string()))
    }

    fn made(&self, import: &Import) -> Result<Made, Refusal> {
        let catalog = Catalog::of(word::folders(&import.files));
        let Some(call) = catalog.call(&import.call).filter(|_| import.faults.is_empty()) else {
            return Ok(Made::default());
        };
        let about = about(call, self.clock.today());
        let case = OpenCase::new(Case::new(call.clone()), Places::Kept(BTreeMap::new()));
        let desk = Desk { catalog: &catalog, ..*self };
        let sheets = desk.sheets(&case, None, Copy::Final)?;
        let page = |number| -> Result<String, Refusal> {
            let png = desk.elsewhere.draw(desk.files, &sheets, number, DPI).map_err(Fault::from)?;
            Ok(STANDARD.encode(png))
        };
        Ok(Made { pages: (1..=sheets.pages.len()).map(page).collect::<Result<_, _>>()?, about })
    }
}
