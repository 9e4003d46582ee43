//! The summary sheet as a workbook (.xlsx), as the offices that collect lists want it. Every cell is a text: a code keeps its
//! zeros, a phone number its digits, and what begins with = is no formula, whoever wrote it. The first row stays in sight and
//! is printed on each page; the last column is the id by which the numbers and remarks find their cases again.

use foundation::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use crate::list::List;

/// The heading of the column of ids.
pub(crate) const ID: &str = "案例编号";
/// What a cell takes. Source: Excel specifications and limits.
const LONGEST_CELL: usize = 32_767;
/// Columns, in characters of the default type. Judgement: what does not fit wraps.
const NARROWEST: f64 = 6.0;
const WIDEST: f64 = 42.0;
/// 32 digits in small type.
const ID_WIDTH: f64 = 36.0;

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("汇总表的 Excel 文件做不出来：{0}。")]
pub struct NotWritten(String);

impl From<XlsxError> for NotWritten {
    fn from(fault: XlsxError) -> Self {
        Self(fault.to_string())
    }
}

/// The list as a workbook; the same list under the same clock gives the same bytes.
///
/// # Errors
/// Where the library refuses it: more rows than a sheet has.
pub fn workbook(list: &List, moment: Timestamp) -> Result<Vec<u8>, NotWritten> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(&list.title).set_author("申报匣");
    book.set_properties(&properties.set_creation_datetime(&date_time(moment)?));
    let text = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let head = text.clone().set_bold().set_align(FormatAlign::Center);
    let sheet = book.add_worksheet();
    sheet.set_name("汇总表")?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_footer("&C第 &P 页，共 &N 页");
    let mut headings: Vec<String> =
        list.columns().iter().map(|column| one_line(&column.plain_label())).collect();
    headings.push(ID.to_owned());
    let rows = list.rows();
    for (at, heading) in (0_u16..).zip(&headings) {
        sheet.write_string_with_format(0, at, fitting(heading), &head)?;
        let texts = rows.iter().filter_map(|row| row.texts.get(usize::from(at)));
        let width = if heading == ID { ID_WIDTH } else { width(heading, texts) };
        sheet.set_column_width(at, width)?;
    }
    for (line, row) in (1_u32..).zip(&rows) {
        for (at, cell) in (0_u16..).zip(row.texts.iter().chain([&row.id])) {
            sheet.write_string_with_format(line, at, fitting(cell), &text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The number of A4 in the format. Source: ECMA-376, 18.3.1.63.
const A4: u8 = 9;

fn date_time(moment: Timestamp) -> Result<ExcelDateTime, XlsxError> {
    // The format has no time before 1900; a clock that is set to 1970 is one.
    ExcelDateTime::from_timestamp(moment.as_second().max(0))
}

/// A text as long as a cell may be, without what XML cannot hold.
fn fitting(text: &str) -> String {
    let allowed = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().filter(allowed).take(LONGEST_CELL).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}

/// As wide as the longest line of a column, within reason.
fn width<'t>(heading: &str, texts: impl Iterator<Item = &'t String>) -> f64 {
    let wide = |line: &str| -> u32 {
        line.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
    };
    let lines = texts.flat_map(|text| text.lines()).map(wide);
    let widest = lines.fold(wide(heading), u32::max);
    (f64::from(widest) + 2.0).clamp(NARROWEST, WIDEST)
}
