//! What was removed, and why nothing could be, in words for people.

use super::{CannotClean, Left, Removed};
use crate::container::{Container, Kind};

impl Removed {
    /// Such as 拍摄地点, for a list.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Place => "拍摄地点",
            Self::Camera => "拍摄时间和相机参数",
            Self::MakerNote => "相机厂商写入的信息",
            Self::Thumbnail => "缩略图",
            Self::Descriptions => "作者和说明等文字信息",
            Self::Behind => "画面后面附带的内容",
            Self::Other => "其他与画面无关的信息",
        }
    }
}

impl Left {
    /// A sentence.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::DataTrack => {
                "视频里另有字幕或数据轨（例如航拍的飞行记录），其中可能写有拍摄地点，没有清除。"
            }
        }
    }
}

impl CannotClean {
    /// A sentence.
    pub fn chinese(self) -> String {
        match self {
            Self::Kind(Container::Unknown) => {
                "认不出这是什么文件，其中的拍摄地点等信息没有清除。".to_owned()
            }
            Self::Kind(container) => {
                format!("这是{}，其中的拍摄地点等信息不能清除。", container.after_han())
            }
            Self::Damaged => "文件可能已经损坏，不能清除其中的拍摄地点等信息。".to_owned(),
            Self::TooIntricate => "文件的结构太零碎，不能清除其中的拍摄地点等信息。".to_owned(),
        }
    }

    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Kind(container) => match container.kind() {
                Kind::Photo => "请用看图软件另存为 JPEG 再添加。",
                Kind::Video => "请用视频软件转成 MP4 再添加；拍摄时没有记录地点的，可以不管。",
                Kind::Other => "请打开看看；打不开的，请换一份，或另存为 JPEG、MP4。",
            },
            Self::Damaged | Self::TooIntricate => "请从相机或手机重新导出这个文件。",
        }
    }
}
