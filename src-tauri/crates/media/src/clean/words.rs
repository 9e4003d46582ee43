//! What was removed, and why nothing could be, in words for people.

use super::removed::{CannotClean, Left, Removed};
use crate::facts::container::{Container, Kind};

impl Removed {
    /// Such as 拍摄地点, for a list.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Location => "拍摄地点",
            Self::Camera => "拍摄时间和相机参数",
            Self::MakerNote => "相机厂商写入的信息",
            Self::Thumbnail => "缩略图",
            Self::Descriptions => "作者和说明等文字信息",
            Self::Profile => "颜色配置文件里的设备和作者信息",
            Self::Behind => "画面后面附带的内容",
            Self::Manifest => "内容凭证（C2PA）",
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
            Self::UserData => {
                "视频的画面数据里夹带着拍摄或剪辑程序写的内容，其中可能写有拍摄地点，没有清除。"
            }
            Self::Between => {
                "视频的画面数据之间夹有别的内容（例如行车记录仪的行驶记录），其中可能写有拍摄地点，没有清除。"
            }
            Self::Chapters => "视频分了章节，章节的标题播放时看得到，没有清除。",
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
            Self::Label => {
                "人工智能生成标识不能去掉，而它和拍摄地点等信息写在一起，分不开，所以都没有清除。"
                    .to_owned()
            }
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
            Self::Label => "请确认可以公开；不放心的，请从制作它的程序重新导出一份。",
            Self::Damaged | Self::TooIntricate => "请从相机或手机重新导出这个文件。",
        }
    }
}
