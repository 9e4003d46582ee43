//! Table of the kinds of file that are known: the word in JSON, the name for people, what it is, and the
//! endings that go with it.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What a file is for the person who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A still picture.
    Photo,
    /// A moving one.
    Video,
    /// Neither.
    Other,
}

impl Kind {
    /// In JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Other => "other",
        }
    }

    /// For people.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Photo => "照片",
            Self::Video => "视频",
            Self::Other => "其他文件",
        }
    }
}

macro_rules! containers {
    ($($name:ident $kind:ident $word:literal $title:literal [$($ending:literal)*];)*) => {
        /// The kind of file by its content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Container {
            $(#[doc = $title] $name,)*
        }

        impl Container {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Whether it holds photos or videos.
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// In JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// For people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// The endings of file names that go with it, the usual one first; none where any may.
            pub fn endings(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($ending),*],)* }
            }
        }
    };
}

impl Serialize for Container {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Container {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let known = Self::ALL.iter().find(|container| container.word() == word);
        known.copied().ok_or_else(|| de::Error::custom(format!("no kind of file is called {word}")))
    }
}

containers! {
    Jpeg Photo "jpeg" "JPEG" ["jpg" "jpeg" "jpe" "jfif" "jif" "mpo"];
    Png Photo "png" "PNG" ["png" "apng"];
    Webp Photo "webp" "WebP" ["webp"];
    Bmp Photo "bmp" "BMP" ["bmp" "dib"];
    Tiff Photo "tiff" "TIFF" ["tif" "tiff"];
    Gif Photo "gif" "GIF" ["gif"];
    Heic Photo "heic" "HEIC" ["heic" "heif" "hif" "heics" "heifs"];
    Avif Photo "avif" "AVIF" ["avif" "avifs"];
    JpegXl Photo "jxl" "JPEG XL" ["jxl"];
    Jpeg2000 Photo "jp2" "JPEG 2000" ["jp2" "j2k" "jpf" "jpx" "j2c" "jpc"];
    Psd Photo "psd" "Photoshop 文件" ["psd" "psb"];
    Raw Photo "raw" "相机原始文件（RAW）" [];
    Mp4 Video "mp4" "MP4" ["mp4" "m4v" "f4v" "3gp" "m4a" "mp4v" "cmfv" "m4s"];
    M4v Video "m4v" "M4V" ["m4v" "mp4"];
    F4v Video "f4v" "F4V" ["f4v" "mp4"];
    ThreeGp Video "3gp" "3GP" ["3gp" "3g2" "3gpp" "mp4"];
    Mov Video "mov" "MOV" ["mov" "qt"];
    Matroska Video "mkv" "MKV" ["mkv" "mk3d" "mka"];
    Webm Video "webm" "WebM" ["webm" "mkv"];
    Avi Video "avi" "AVI" ["avi" "divx"];
    Asf Video "wmv" "WMV" ["wmv" "asf" "wma" "wm"];
    Flv Video "flv" "FLV" ["flv"];
    MpegTs Video "ts" "MPEG-TS" ["ts" "mts" "m2ts" "m2t" "tp" "trp" "tts"];
    MpegPs Video "mpg" "MPEG" ["mpg" "mpeg" "vob" "m2p" "ps" "mpe" "dat" "mod" "tod"];
    Ogg Video "ogv" "Ogg" ["ogv" "ogg" "ogm" "oga" "ogx" "opus" "spx"];
    Real Video "rmvb" "RealMedia" ["rmvb" "rm" "rv" "ram"];
    Dv Video "dv" "DV" ["dv" "dif"];
    Mxf Video "mxf" "MXF" ["mxf"];
    Empty Other "empty" "空文件" [];
    Pdf Other "pdf" "PDF" ["pdf" "ai"];
    Word Other "docx" "Word 文档" ["docx" "docm" "dotx"];
    Excel Other "xlsx" "Excel 表格" ["xlsx" "xlsm"];
    Slides Other "pptx" "PowerPoint 演示文稿" ["pptx" "ppsx" "pptm"];
    Ofd Other "ofd" "OFD 文件" ["ofd"];
    Zip Other "zip" "ZIP 压缩包" [];
    Rar Other "rar" "RAR 压缩包" ["rar"];
    SevenZip Other "7z" "7z 压缩包" ["7z"];
    Gzip Other "gz" "gzip 压缩包" ["gz" "tgz"];
    Ole Other "doc" "旧版 Office 或 WPS 文件" ["doc" "xls" "ppt" "wps" "et" "dps" "msi" "db"];
    Rtf Other "rtf" "RTF 文档" ["rtf" "doc"];
    Exe Other "exe" "Windows 程序" ["exe" "dll" "scr" "com"];
    Svg Other "svg" "SVG 矢量图" ["svg"];
    Html Other "html" "网页" ["html" "htm" "mht" "mhtml"];
    Wav Other "wav" "WAV 录音" ["wav"];
    Mp3 Other "mp3" "MP3 录音" ["mp3"];
    Flac Other "flac" "FLAC 录音" ["flac"];
    Amr Other "amr" "AMR 录音" ["amr"];
    Icon Other "ico" "图标文件" ["ico" "cur"];
    Text Other "text" "文本文件" [];
    Unknown Other "unknown" "认不出的文件" [];
}
