//! Columns of numbers: which rows say that a column holds numbers, and which columns add up others of their row.

use catalog::{Arithmetic, Computed, Field, Kind, TextFormat};

use crate::guess::figures::{is_sum, row_number};
use crate::guess::kinds::unit_in_brackets;
use crate::guess::text::{core, ends, has};

/// What is multiplied or compared, and never added up.
const NEVER_ADDED: [&str; 10] =
    ["单价", "标准", "比例", "占比", "比重", "率", "人均", "户均", "平均", "序号"];

/// Whether a column without a meaning of its own may hold the numbers of its rows.
pub(crate) fn may_hold_numbers(label: &str) -> bool {
    let words = [
        "备注", "说明", "依据", "用途", "内容", "来源", "名称", "单位", "情况", "人", "方式",
        "理由",
    ];
    !ends(&core(label), &words)
}

/// The numbers that rows hold by their labels: whole ones where all are.
pub(crate) fn of_rows(labels: &[String]) -> Option<Kind> {
    let kinds: Vec<Kind> = labels.iter().filter_map(|label| row_number(label)).collect();
    let whole = kinds.len() == labels.len()
        && kinds.iter().all(|kind| matches!(kind, Kind::Integer { .. }));
    let unit = String::new();
    match kinds.is_empty() {
        true => None,
        false if whole => Some(Kind::Integer { unit }),
        false => Some(Kind::Decimal { unit }),
    }
}

/// Whether the rows of a column can be added up.
pub(crate) fn is_added(column: &Field) -> bool {
    let number = matches!(column.kind, Kind::Integer { .. } | Kind::Decimal { .. });
    number && !has(&core(&column.label), &NEVER_ADDED)
}

/// What is added up are numbers: in a list that has a sum, in a row or in a column, and no number beside it, columns
/// without a meaning of their own hold them.
pub(crate) fn count_what_is_added(columns: &mut [Field], has_sum: bool) {
    let is_number = |column: &Field| column.kind.number().is_some();
    let added = |column: &&Field| is_number(column) && !is_sum(&column.label);
    let has_sum = has_sum || columns.iter().any(|column| is_sum(&column.label));
    if !has_sum || columns.iter().any(|column| added(&column)) {
        return;
    }
    for column in columns.iter_mut().filter(|column| may_hold_numbers(&column.label)) {
        let free = matches!(&column.kind, Kind::Text { format: TextFormat::Free, .. });
        if free && column.blank.is_empty() {
            column.kind = Kind::Decimal { unit: String::new() };
        }
    }
}

/// Lets columns that are called sums follow from the others of their row; `over` is what stands over each. 小计 adds up
/// what stands under the same label, 合计 those sums where there are any, else all.
pub(crate) fn compute(columns: &mut [Field], over: &[String]) {
    let sums: Vec<usize> = (0..columns.len())
        .filter(|at| is_sum(&columns[*at].label) && is_added(&columns[*at]))
        .collect();
    for at in &sums {
        let same = |other: &usize| over[*other] == over[*at];
        let is_one = |other: &usize| *other != *at && is_added(&columns[*other]);
        let plain = (0..columns.len()).filter(|other| is_one(other) && !sums.contains(other));
        let parts = sums.iter().copied().filter(|other| is_one(other) && !over[*other].is_empty());
        let parts: Vec<usize> = parts.collect();
        let of: Vec<usize> = if !over[*at].is_empty() {
            plain.filter(same).collect()
        } else if parts.is_empty() {
            plain.collect()
        } else {
            plain.filter(|other| over[*other].is_empty()).chain(parts).collect()
        };
        if of.len() >= 2 && can_be_added(columns, &of) {
            let of = of.iter().map(|other| columns[*other].id.clone()).collect();
            columns[*at].computed = Some(Computed { how: Arithmetic::Sum, of });
        }
    }
}

/// Whether columns are of one unit and none is part of another, and nothing beside them is multiplied.
fn can_be_added(columns: &[Field], of: &[usize]) -> bool {
    let unit = |at: usize| unit_in_brackets(&columns[at].label);
    let multiplied = columns.iter().any(|column| has(&core(&column.label), &["单价", "标准"]));
    let part = of.iter().any(|at| columns[*at].label.contains("其中"));
    !multiplied && !part && of.iter().all(|at| unit(*at) == unit(of[0]))
}
