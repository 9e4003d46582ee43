//! What a photo says of itself that no camera would say. Source: IPTC NewsCodes, digital source type; what programs write.

use serde::{Deserialize, Serialize};

/// Where a picture comes from that no camera took, as it says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A model made it, as the program that asked the model wrote.
    Generated,
    /// A screen was captured.
    Screenshot,
    /// People or programs drew it.
    Drawn,
    /// It is put together of several pictures.
    Composed,
}

impl Origin {
    /// What is read in it, behind the name of the photo.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Generated => "里写有人工智能绘图程序的名字或参数，不是拍摄的照片",
            Self::Screenshot => "里写明是屏幕截图，不是拍摄的照片",
            Self::Drawn => "里写明是用绘图程序画的，不是拍摄的照片",
            Self::Composed => "里写明是由几张图拼合的，不是拍摄的照片",
        }
    }
}
