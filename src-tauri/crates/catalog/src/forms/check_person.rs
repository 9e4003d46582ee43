//! Reads the checks about a person: an identity number beside birth and sex, and an age.

use foundation::{Code, Date, iso_day};

use crate::forms::asks::TextFormat;
use crate::forms::check::CheckRule;
use crate::forms::field::Kind;
use crate::forms::known::{Fits, Known};
use crate::reading::toml_reader::Table;

const ID_NUMBER: Fits = |kind| matches!(kind, Kind::Text { format: TextFormat::IdNumber, .. });
const BIRTH: Fits = |kind| matches!(kind, Kind::Month | Kind::Date);
const SEX: Fits = |kind| match kind {
    Kind::Choice { options, .. } => {
        ["男", "女"].iter().all(|sex| options.iter().any(|option| option.label.trim() == *sex))
    }
    Kind::Text { .. } => true,
    _ => false,
};

pub(crate) fn id_number_agrees(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let optional = |key: &'static str, fits: Fits, wanted: &str| {
        let said = table.opt_text(key)?;
        known.check(&said, fits, wanted);
        known.check_filled_by(&said);
        Some(said.value)
    };
    let id_number = known.field(table, "id_number", ID_NUMBER, " format = \"id_number\" 的");
    let birth = optional("birth", BIRTH, "月份或日期");
    let sex = optional("sex", SEX, "有“男”“女”两项的选择题或文字");
    if !table.has("birth") && !table.has("sex") {
        let hint = "请加一行 birth = \"出生日期的栏目\"，或 sex = \"性别的栏目\"".into();
        let message = "没有写身份证号和哪一栏核对。".into();
        table.page().fault(Code::KeyMissing, table.at, message, hint);
    }
    CheckRule::IdNumberAgrees { id_number, birth, sex }
}

pub(crate) fn age_on(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let fits: Fits = |kind| BIRTH(kind) || ID_NUMBER(kind);
    let field = known.field(table, "field", fits, "出生日期或身份证号");
    let years = |key: &'static str| table.opt_count(key).map(|said| said.value);
    let (least, most) = (years("least_years"), years("most_years"));
    if !table.has("least_years") && !table.has("most_years") {
        let hint = "请加一行 most_years = 45".into();
        table.page().fault(Code::KeyMissing, table.at, "没有写几周岁。".into(), hint);
    }
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        let message = "least_years 大于 most_years。".into();
        table.page().fault(Code::BadValue, table.at, message, String::new());
    }
    CheckRule::AgeOn { field, day: day(table), least, most }
}

fn day(table: &Table<'_, '_>) -> Date {
    let said = table.text("day");
    let day = iso_day(&said.value);
    if day.is_none() && !said.value.is_empty() {
        let message = format!("“{}”不是日期。", said.value);
        table.page().fault(Code::BadValue, said.at, message, "日期写成 \"2024-01-01\"。".into());
    }
    day.unwrap_or(Date::MIN)
}
