//! What a file says of the part that artificial intelligence had in it. Source: GB 45438-2025, annex E; IPTC, digital
//! source types; C2PA 2.1, actions.

use serde::{Deserialize, Serialize};

/// A label of what artificial intelligence made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AiLabel {
    /// What kind of label it is.
    pub kind: AiLabelKind,
    /// What it says.
    pub share: AiShare,
}

/// How a file says it, the label that is asked for by law first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AiLabelKind {
    /// 《人工智能生成合成内容标识办法》: a value named `AIGC`.
    Aigc,
    /// IPTC: where the picture comes from.
    SourceType,
    /// A manifest of C2PA, which is signed.
    Manifest,
}

/// What part artificial intelligence had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AiShare {
    /// It made the picture.
    Made,
    /// It made or changed something in it.
    Changed,
    /// It may have made it, as whoever published it says.
    Maybe,
    /// It is suspected to have made it.
    Suspected,
}

impl AiLabel {
    /// What a file bears, such as 人工智能生成标识.
    pub fn chinese(self) -> String {
        let share = match self.share {
            AiShare::Made => "人工智能生成标识",
            AiShare::Changed => "人工智能修改标识",
            AiShare::Maybe => "人工智能生成标识（写的是“可能”）",
            AiShare::Suspected => "人工智能生成标识（写的是“疑似”）",
        };
        match self.kind {
            AiLabelKind::Aigc | AiLabelKind::SourceType => share.to_owned(),
            AiLabelKind::Manifest => format!("内容凭证（C2PA），里面有{share}"),
        }
    }
}
