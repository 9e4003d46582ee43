//! Reads the keys of a length, in fields, in checks, and where a call asks for a field otherwise.

use foundation::Code;

use crate::forms::asks::{LengthUnit, Limits};
use crate::reading::keys::Key;
use crate::reading::toml_reader::Table;

/// At most.
pub(crate) const MAX_ZI: Key = Key::count("max_zi", "最多多少字").usual("不限");
/// At least.
pub(crate) const MIN_ZI: Key = Key::count("min_zi", "最少多少字").usual("不限");
/// About.
pub(crate) const ABOUT_ZI: Key =
    Key::count("about_zi", "大约多少字，相差一成以内不提醒（F132 只是提醒）").usual("不限");
/// What is counted.
pub(crate) const COUNT_BY: Key = Key::word::<LengthUnit>("count_by", "怎样数字")
    .value("`\"zi\"` 按 Word 的“字数”，`\"han\"` 只数汉字，`\"characters\"` 按“字符数（不计空格）”")
    .usual("`\"zi\"`");
/// Whether a reason settles it.
pub(crate) const LENGTH_IN_PRINCIPLE: Key =
    Key::yes("length_in_principle", "字数是“原则上”：超过或不足的，写明理由就能通过");

/// The keys of a length; none where no key of it is written.
pub(crate) fn limits(table: &Table<'_, '_>) -> Option<Limits> {
    let count = |key: &'static str| table.opt_count(key).map(|said| said.value);
    let unit: Option<LengthUnit> = table.opt_word("count_by");
    let limits = Limits {
        min: count("min_zi"),
        max: count("max_zi"),
        about: count("about_zi"),
        unit: unit.unwrap_or_default(),
        in_principle: table.opt_bool("length_in_principle").unwrap_or(false),
    };
    if let (Some(least), Some(most)) = (limits.min, limits.max)
        && least > most
    {
        let message = format!("min_zi 是 {least}，大于 max_zi 的 {most}。");
        table.page().fault(Code::BadValue, table.at, message, String::new());
    }
    let says_something = limits.min.or(limits.max).or(limits.about).is_some();
    if !says_something && (limits.in_principle || limits != Limits::default()) {
        let message = "写了怎样数字，没有写多少字。".into();
        let hint = "请加 max_zi、min_zi 或 about_zi。".into();
        table.page().fault(Code::KeyMissing, table.at, message, hint);
    }
    says_something.then_some(limits)
}
