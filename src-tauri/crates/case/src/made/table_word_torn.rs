//! A table of the material with a number or a word that is wider than its column even in the smallest type: it is printed
//! on two lines, where a reader takes it for two.

use foundation::{Code, FieldPath, Finding, Severity};

/// A finding for the first such cell of the table at `path`, by its row and column from 0.
pub fn table_word_torn(path: &FieldPath, (row, column): (usize, usize)) -> Finding {
    let path = path.child(row + 1).child(column + 1);
    let message = format!(
        "表格第 {} 行第 {} 列有一串连着的字母或数字，缩小字号后还比列宽，印出来断成两行。",
        row + 1,
        column + 1
    );
    let hint = "请减少列数，或把表拆成几张，也可以换一个单位把数写短（如“元”换成“万元”）。";
    Finding::new(Code::TableWordTorn, Severity::Warning, path, message).hint(hint)
}
