//! A document becomes a form and a call in the making: the texts of their folders, what is doubtful about
//! them, and what was lost. The same document and answers give the same texts.

use std::collections::BTreeMap;

use catalog::{Fault, Folder, lint, write_form};

use crate::asking::{Answer, Question, most_doubtful};
use crate::calls;
use crate::compared::{self, Compared};
use crate::document::{Block, Document};
use crate::making::{self, Guessed};
use crate::proof;

/// A form and a call in the making.
#[derive(Clone, Debug)]
pub struct Import {
    /// The id of the form.
    pub form: String,
    /// The id of the call.
    pub call: String,
    /// The title of the form.
    pub title: String,
    /// The texts, by their path below a catalog: `forms/<id>/form.toml`.
    pub files: BTreeMap<String, String>,
    /// What was guessed of each field and column.
    pub fields: Vec<Guessed>,
    /// The most doubtful decisions, at most eight; the others are marks in the files.
    pub questions: Vec<Question>,
    /// Words of the Word form that are not on the blank paper.
    pub lost: Vec<String>,
    /// Cells of the Word form against cells of the blank paper.
    pub compared: Compared,
    /// What a person should know of it: parts of the files that could not be read, and what `lint` only warns of.
    /// Chinese, whole sentences.
    pub cautions: Vec<String>,
    /// Faults that `lint` finds; none, or the import is not to be used as it is.
    pub faults: Vec<Fault>,
}

/// Why a document is no form of this kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("这不像一张可以导入的申报表：{reason}")]
pub struct NoForm {
    /// What stands against it. Chinese, a whole sentence.
    pub reason: String,
}

/// Makes a form and a call of a document, with its notice if there is one and the answers that were given.
pub fn import(
    document: &Document,
    notice: Option<&Document>,
    answers: &[Answer],
) -> Result<Import, NoForm> {
    import_as(document, notice, answers, None)
}

/// The same under an id that is not taken yet.
pub fn import_as(
    document: &Document,
    notice: Option<&Document>,
    answers: &[Answer],
    id: Option<&str>,
) -> Result<Import, NoForm> {
    refused_before(document)?;
    let mut made = making::make(document, answers);
    if let Some(id) = id {
        id.clone_into(&mut made.form.id);
    }
    if made.guessed.is_empty() {
        return Err(NoForm {
            reason: "没有找到要填写的格子，也没有找到要填写的横线。".into()
        });
    }
    let ruled =
        document.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.ruled));
    if !ruled && made.guessed.len() < 2 {
        return Err(NoForm {
            reason: "没有表格，要填写的横线也不到两处。".into()
        });
    }
    let lost = proof::lost(document, &made.form);
    let compared = compared::compared(document, &made.form);
    let call = calls::make(&made, notice, answers);
    made.questions.extend(call.questions);
    let questions = most_doubtful(std::mem::take(&mut made.questions));
    made.remarks
        .entry(String::new())
        .or_default()
        .insert(0, format!("由 Word 空白表《{}》导入。", made.form.title));
    let texts = write_form(&made.form, &made.remarks);
    let form = made.form.id.clone();
    let files = BTreeMap::from([
        (format!("forms/{form}/form.toml"), texts.toml),
        (format!("forms/{form}/paper.grid"), texts.grid),
        (format!("calls/{form}/call.toml"), call.toml),
        (format!("calls/{form}/SOURCES.md"), call.sources),
    ]);
    let (faults, warnings) = lint(&folders(&files), &[]).into_iter().partition(Fault::is_error);
    let cautions = cautions(document, notice, warnings);
    Ok(Import {
        call: form.clone(),
        form,
        title: made.form.title.clone(),
        compared,
        cautions,
        faults,
        files,
        fields: made.guessed,
        questions,
        lost,
    })
}

/// What a person should know of an import that is used.
fn cautions(document: &Document, notice: Option<&Document>, warnings: Vec<Fault>) -> Vec<String> {
    let of_notice = notice.iter().flat_map(|notice| &notice.flaws);
    let of_notice = of_notice.map(|flaw| format!("通知：{flaw}"));
    let warned = warnings.into_iter().map(|warning| format!("{}{}", warning.message, warning.hint));
    document.flaws.iter().cloned().chain(of_notice).chain(warned).collect()
}

/// The folders of texts by path, as the catalog takes them.
pub fn folders(files: &BTreeMap<String, String>) -> Vec<Folder> {
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for (path, text) in files {
        let Some((folder, file)) = path.rsplit_once('/') else { continue };
        let entry = folders.entry(folder.to_owned()).or_default();
        folder.clone_into(&mut entry.path);
        entry.files.insert(file.to_owned(), text.clone());
    }
    folders.into_values().collect()
}

/// Columns of 3 mm, the narrowest, on A4 upright between the narrowest margins.
const MOST_COLUMNS: usize = 60;

/// Rows of one table. Judgement: a roundup printed for a hundred cases is long.
const MOST_ROWS: usize = 600;
/// Cells of one table.
const MOST_CELLS: usize = 5_000;
/// Characters of a form; the longest of those looked at, with its instructions, has some 6,000.
const MOST_CHARACTERS: usize = 60_000;

fn characters(document: &Document) -> usize {
    let of = |block: &Block| match block {
        Block::Line(line) => line.text.chars().count(),
        Block::PageBreak => 0,
        Block::Table(table) => table.cells.iter().map(|cell| cell.text().chars().count()).sum(),
    };
    document.blocks.iter().map(of).sum()
}

/// What shows before anything is made that a document is another kind of paper.
fn refused_before(document: &Document) -> Result<(), NoForm> {
    let refuse = |reason: &str| Err(NoForm { reason: reason.to_owned() });
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.ruled => Some(table),
        _ => None,
    });
    let tables: Vec<_> = tables.collect();
    let large = |table: &&crate::document::Table| {
        table.rows.len() > MOST_ROWS || table.cells.len() > MOST_CELLS
    };
    if tables.iter().any(large) || characters(document) > MOST_CHARACTERS {
        return refuse("字或格子太多，不像一张空白表。请检查是不是拿错了文件。");
    }
    if tables.iter().any(|table| table.columns.len() > MOST_COLUMNS) {
        return refuse("有一张表的列太多，A4 纸上放不下。请先在 Word 里把它拆成几张。");
    }
    let blanks = |text: &str| making::blanks(text);
    let crowded = tables
        .iter()
        .flat_map(|table| &table.cells)
        .filter(|cell| blanks(&cell.text()) >= 3)
        .count();
    if crowded >= 3 {
        return refuse(
            "好几格里各有三个以上带冒号的栏目，像体检表或登记卡。请先在 Word 里把它们分成各自的格子。",
        );
    }
    let deep = tables.iter().any(|table| {
        let sides = table.cells.iter().filter(|cell| cell.row_span > 1 && !cell.is_blank());
        let nested = |outer: &&crate::document::Cell| {
            let inside = table.cells.iter().filter(|cell| {
                cell.row_span > 1
                    && !cell.is_blank()
                    && cell.column > outer.column
                    && cell.row >= outer.row
                    && cell.row + cell.row_span <= outer.row + outer.row_span
            });
            inside.count() >= 2
        };
        sides.filter(nested).count() >= 3
    });
    if deep {
        return refuse("竖着的栏目名套了三层。请先在 Word 里把表拆开。");
    }
    let questions = document.blocks.iter().filter(|block| match block {
        Block::Line(line) => line.text.contains(['？', '?']) || making::is_question(&line.text),
        _ => false,
    });
    if questions.count() >= 5 {
        return refuse("有许多一问一答的题目，像调查问卷。");
    }
    Ok(())
}
