//! Facts in words for people.

use crate::facts::container::{Container, Kind};
use crate::facts::origin::Origin;
use crate::facts::{Facts, Note, Size};

impl Size {
    /// Such as 1920×1080.
    pub fn chinese(self) -> String {
        format!("{}×{}", self.width, self.height)
    }
}

impl Facts {
    /// A sentence for each thing worth saying.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.lacks_its_end() {
            sentences.push("文件不完整，缺少一部分内容。".to_owned());
        }
        let renamed = self.notes.iter().any(|note| matches!(note, Note::WrongEnding(_)));
        let counts = |note: &&Note| match note {
            // What is cut off contradicts itself for that reason alone.
            Note::Contradictory => self.complete != Some(false),
            // What it is instead is told with its wrong ending.
            Note::NotMedia => !renamed,
            _ => true,
        };
        let asked =
            if self.kind == Kind::Other { "内容应属实" } else { "案例照片应为实拍" };
        let label =
            self.ai_label.map(|label| format!("带有{}：{asked}，请确认。", label.chinese()));
        sentences.extend(label);
        sentences.extend(self.told_origin().map(|origin| format!("照片{}。", origin.chinese())));
        sentences.extend(self.notes.iter().filter(counts).map(|note| self.sentence(note)));
        let is_told = |note: &Note| {
            matches!(note, Note::CameraRaw | Note::Sequence | Note::Elsewhere)
                || *note == Note::Contradictory && counts(&note)
        };
        let is_told = self.notes.iter().any(is_told);
        if self.kind != Kind::Other && self.shown.is_none() && !is_told {
            sentences.push("读不出画面的大小，请人工确认。".to_owned());
        }
        sentences
    }

    /// Where it says to come from, unless a label says the same.
    pub fn told_origin(&self) -> Option<Origin> {
        let is_label = |origin: &Origin| matches!(origin, Origin::Generated | Origin::Composed);
        self.origin.filter(|origin| self.ai_label.is_none() || !is_label(origin))
    }

    /// Whether it is not whole because what follows is missing; holes inside have a note of their own, and so has what lies
    /// in other files.
    pub fn lacks_its_end(&self) -> bool {
        let has_own = |note: &Note| matches!(note, Note::BrokenInside | Note::Elsewhere);
        self.complete == Some(false) && !self.notes.iter().any(has_own)
    }

    fn sentence(&self, note: &Note) -> String {
        let title = self.container.after_han();
        match note {
            Note::Portrait => "竖幅：长边与长边比，短边与短边比。".to_owned(),
            Note::Stretched => {
                let size = |size: Option<Size>| size.map(Size::chinese).unwrap_or_default();
                let (coded, shown) = (size(self.coded), size(self.shown));
                format!("像素不是方的：存的是 {coded}，看到的是 {shown}，按看到的算。")
            }
            Note::DataBehind => match self.kind {
                Kind::Video => "视频后面还附有别的内容，不属于这个视频。".to_owned(),
                _ => "画面后面还附有别的内容，例如动态照片里的短视频。".to_owned(),
            },
            Note::CameraRaw => "这是相机原始文件（RAW），请导出为 JPEG 再用。".to_owned(),
            Note::Contradictory if self.shown.is_none() => {
                "文件内部自相矛盾，读不出画面的大小，请人工确认。".to_owned()
            }
            Note::Contradictory => "文件内部自相矛盾，请人工确认。".to_owned(),
            Note::BrokenInside => {
                "画面的数据有损坏，可能有一部分是灰的、花的或放不出来，请打开看看。".to_owned()
            }
            Note::NoPicture => "里面没有画面的数据，只有说明画面的文件头。".to_owned(),
            Note::Elsewhere => {
                "画面在别的文件里，这个文件只记着它们的位置，单独发出去放不出来。".to_owned()
            }
            Note::Sequence => "这是连拍或一组图像，不是一张照片，请人工确认。".to_owned(),
            Note::TooIntricate => "文件的结构太零碎，没有读完。".to_owned(),
            Note::NotGoneThrough => {
                "画面太大或编码方式少见，里面有没有损坏没有检查，请打开看看。".to_owned()
            }
            Note::SoundOnly => "只有声音，没有画面。".to_owned(),
            Note::NotMedia if self.container == Container::Unknown => {
                "认不出这是什么文件，请人工确认。".to_owned()
            }
            Note::NotMedia => format!("这是{title}，不是照片或视频。"),
            Note::Empty => "这是空文件。".to_owned(),
            Note::WrongEnding(ending) if ending.is_empty() => {
                format!("内容是{title}，文件名却没有扩展名。")
            }
            Note::WrongEnding(ending) => {
                format!("内容是{title}，文件名却以 .{ending} 结尾。")
            }
        }
    }
}

impl Container {
    /// Its title as it follows Chinese words: with a space before Latin letters.
    pub fn after_han(self) -> String {
        let title = self.title();
        let space = if title.starts_with(|letter: char| letter.is_ascii()) { " " } else { "" };
        format!("{space}{title}")
    }
}
