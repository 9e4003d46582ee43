//! The hour at which a day that counts ends: 17时, 24时.

use std::fmt;

use foundation::Code;

use crate::reading::keys::Key;
use crate::reading::toml_reader::Table;

/// The hour of a deadline.
pub(crate) const HOUR: Key = Key::text("hour", "到那天的几点；只告诉，不检查")
    .value("`\"17:00\"`，到 `\"24:00\"`")
    .usual("当天都算在内");

/// An hour of a day, from 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59; 0 at 24.
    pub minute: u8,
}

/// `17时`, `17时30分`.
impl fmt::Display for Hour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}时", self.hour)?;
        if self.minute > 0 {
            write!(out, "{}分", self.minute)?;
        }
        Ok(())
    }
}

/// `2020-07-31 17时`, or the day alone.
pub fn day_and_hour(day: impl fmt::Display, hour: Option<Hour>) -> String {
    hour.map_or_else(|| day.to_string(), |hour| format!("{day} {hour}"))
}

/// The hour that a table says.
pub(crate) fn read(table: &Table<'_, '_>) -> Option<Hour> {
    let said = table.opt_text("hour")?;
    let hour = hour_of(&said.value);
    if hour.is_none() {
        let message = format!("“{}”不是几点几分。", said.value);
        let hint = "写成 \"17:00\"，冒号用半角；半夜十二点写 \"24:00\"。".into();
        table.page().fault(Code::BadValue, said.at, message, hint);
    }
    hour
}

fn hour_of(text: &str) -> Option<Hour> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(hour, 2) || minute.len() != 2 || !digits(minute, 2) {
        return None;
    }
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_one = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    is_one.then_some(Hour { hour, minute })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_of_one_day() {
        for (text, words) in
            [("17:00", "17时"), ("9:30", "9时30分"), ("00:00", "0时"), ("24:00", "24时")]
        {
            assert_eq!(hour_of(text).map(|hour| hour.to_string()).as_deref(), Some(words));
        }
        for wrong in ["24:01", "25:00", "17", "17:0", "17：00", "17时", "-1:00", "", ":00", "7:60"]
        {
            assert_eq!(hour_of(wrong), None, "{wrong}");
        }
    }
}
