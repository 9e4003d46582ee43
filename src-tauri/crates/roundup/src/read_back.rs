//! A list that comes back as a workbook, whoever has saved it: numbers and remarks, by the ids of the cases. Nothing else of
//! it is taken, for what a case says is said by its applicant.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use foundation::CaseId;

use crate::workbook::ID;

/// Judgement: a list of the largest province, ten times.
const MOST_ROWS: usize = 50_000;
/// Judgement: a remark on a line of a list.
const LONGEST: usize = 500;
/// Headings stand in the first rows, below a title that somebody may have put there.
const HEADINGS_WITHIN: usize = 10;

/// What a row says of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// The case.
    pub id: CaseId,
    /// Its number; none where the list has no column for it.
    pub number: Option<String>,
    /// The remark; none where the list has no column for it.
    pub remark: Option<String>,
}

/// A workbook that cannot be read as a list.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// It is no workbook.
    #[error(
        "不是能读的 Excel 文件（.xlsx）。请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”，再试一次。"
    )]
    NoWorkbook,
    /// Nobody knows which row is which case.
    #[error(
        "表里没有“案例编号”一栏，认不出哪一行是哪个案例。请在导出的汇总表上改，不要删掉这一栏。"
    )]
    NoIds,
    /// It is longer than any list.
    #[error("表里有 {0} 行，不像汇总表。请检查是不是拿错了文件。")]
    TooLong(usize),
}

/// The rows of a list that has ids. A row without an id is passed over: people put totals under lists.
///
/// # Errors
/// Where it is no list.
pub fn read_back(bytes: &[u8]) -> Result<Vec<ReadRow>, NotRead> {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| NotRead::NoWorkbook)?;
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        if range.height() > MOST_ROWS {
            return Err(NotRead::TooLong(range.height()));
        }
        let rows: Vec<&[Data]> = range.rows().collect();
        let heading =
            rows.iter().take(HEADINGS_WITHIN).position(|row| column(row, &[ID]).is_some());
        let Some(heading) = heading else { continue };
        let head = rows[heading];
        let id = column(head, &[ID]).unwrap_or_default();
        let number = column(head, &["序号", "项目编号", "编号"]);
        let remark = column(head, &["备注"]);
        let read = rows[heading + 1..].iter().filter_map(|row| {
            let text = |at: Option<usize>| at.map(|at| row.get(at).map(words).unwrap_or_default());
            let id = text(Some(id))?.parse().ok()?;
            Some(ReadRow { id, number: text(number), remark: text(remark) })
        });
        return Ok(read.collect());
    }
    Err(NotRead::NoIds)
}

/// The place of the first of these headings.
fn column(row: &[Data], headings: &[&str]) -> Option<usize> {
    let said: Vec<String> = row.iter().map(words).collect();
    headings.iter().find_map(|heading| {
        said.iter().position(|text| text.split_whitespace().collect::<String>() == *heading)
    })
}

/// A cell as a text; a number that Excel made of one without its fraction.
fn words(cell: &Data) -> String {
    let text = match cell {
        Data::String(text) => text.trim().to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        _ => String::new(),
    };
    text.chars().filter(|one| !one.is_control() || *one == '\n').take(LONGEST).collect()
}
