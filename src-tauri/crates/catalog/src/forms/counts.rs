//! How many options may be chosen, and how many entries a list may have: 限5项, 最多选4项.

use foundation::Code;

use crate::forms::field::Kind;
use crate::reading::keys::Key;
use crate::reading::toml_reader::Table;

/// At most.
pub(crate) const MOST: Key =
    Key::count("most", "最多选几项、写几条（F137），例如“限5项”").usual("不限");
/// At least.
pub(crate) const LEAST: Key =
    Key::count("least", "最少选几项、写几条（F138）；全空着的由 `required` 管").usual("不限");

/// How many options or entries there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// At least, where there is one.
    pub least: Option<u32>,
    /// At most.
    pub most: Option<u32>,
}

impl Counts {
    /// Whether anything is asked.
    pub fn are_asked(self) -> bool {
        self != Self::default()
    }

    /// `最多 5 项`, by the word in which they are counted; empty where nothing is asked.
    pub fn chinese(self, unit: &str) -> String {
        match (self.least, self.most) {
            (Some(least), Some(most)) if least == most => format!("正好 {most} {unit}"),
            (Some(least), Some(most)) => format!("{least} 到 {most} {unit}"),
            (Some(least), None) => format!("至少 {least} {unit}"),
            (None, Some(most)) => format!("最多 {most} {unit}"),
            (None, None) => String::new(),
        }
    }
}

impl Kind {
    /// The word in which what it holds is counted; none where it holds one thing.
    pub fn counted_in(&self) -> Option<&'static str> {
        match self {
            Self::Choices { .. } => Some("项"),
            Self::Rows { .. } => Some("行"),
            Self::Links => Some("条"),
            Self::Regions { .. } => Some("个"),
            _ => None,
        }
    }
}

/// The counts that a table asks; those of a kind that holds one thing are told as keys that it does not know.
pub(crate) fn counts(table: &Table<'_, '_>) -> Counts {
    let (least, most) = (table.opt_count("least"), table.opt_count("most"));
    if let Some(said) = most.as_ref().filter(|most| most.value == 0) {
        let message = "most 是 0，什么也填不了。".into();
        table.page().fault(Code::BadValue, said.at, message, "请写至少 1，或去掉 most。".into());
    }
    let (least, most) = (least.map(|said| said.value), most.map(|said| said.value));
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        let message = format!("least 是 {least}，大于 most 的 {most}。");
        table.page().fault(Code::BadValue, table.at, message, String::new());
    }
    Counts { least, most }
}
