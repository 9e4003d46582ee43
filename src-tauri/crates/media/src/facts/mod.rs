//! What a file is: the facts about a photo or video, as values. `formats` finds them.

pub(crate) mod ai_label;
pub(crate) mod container;
pub(crate) mod found;
pub(crate) mod matrix;
pub(crate) mod orientation;
pub(crate) mod origin;
pub(crate) mod verdict;
mod words;

use std::time::Duration;

use foundation::Px;
use serde::{Deserialize, Serialize};

use ai_label::AiLabel;
use container::{Container, Kind};
use orientation::Orientation;
use origin::Origin;

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Across.
    pub width: Px,
    /// Down.
    pub height: Px,
}

impl Size {
    /// The longer side.
    pub fn long(self) -> Px {
        self.width.max(self.height)
    }

    /// The shorter side.
    pub fn short(self) -> Px {
        self.width.min(self.height)
    }
}

/// Something about a file that is worth saying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// Higher than wide.
    Portrait,
    /// Its pixels are not square: stored so, shown otherwise.
    Stretched,
    /// Other data follow behind its end.
    DataBehind,
    /// A camera's own format, which few programs open.
    CameraRaw,
    /// It says of itself what cannot be, so that programs differ in what they show of it: a person has to look. Whether it
    /// was damaged or made so nobody can tell.
    #[serde(rename = "damaged")]
    Contradictory,
    /// Its structure is whole, and something of what it shows is not there or not what was written.
    BrokenInside,
    /// Only the head of a photo or video: nothing of its picture is in it.
    NoPicture,
    /// Its picture lies in other files, whose places are all that it holds.
    Elsewhere,
    /// A burst, or a sequence of pictures, of which nobody knows which one is meant.
    Sequence,
    /// It is so intricate that reading it was given up.
    TooIntricate,
    /// Its structure is whole, but nobody went through its picture: it is too large, or coded as few programs do.
    NotGoneThrough,
    /// Sound without a picture.
    SoundOnly,
    /// A text with pictures, an archive or a program, not a photo or video.
    NotMedia,
    /// Nothing is in it.
    Empty,
    /// Its name has an ending that does not go with its content; the ending.
    WrongEnding(String),
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Photo, video, or neither.
    pub kind: Kind,
    /// The kind of file.
    pub container: Container,
    /// How the picture is coded, in the words of ffprobe.
    pub codec: Option<String>,
    /// As shown, after orientation and pixel aspect.
    pub shown: Option<Size>,
    /// As stored.
    pub coded: Option<Size>,
    /// How it is turned to stand upright.
    pub orientation: Orientation,
    /// The duration of a video.
    pub duration: Option<Duration>,
    /// Whether it is whole; none where its content does not tell.
    pub complete: Option<bool>,
    /// Dots per inch that a photo says of itself, to hundredths: JSON gives those back as they were.
    pub dpi: Option<f64>,
    /// The label that it bears of what artificial intelligence made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ai_label: Option<AiLabel>,
    /// Where a photo says to come from, if that is no camera.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The day on which its camera says that a photo was taken, such as 2019-05-03; a day that there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<String>,
    /// Bits of a sample of brightness in a video, where its headers say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<u8>,
    /// Whether a video has a track of sound; none where that is not seen for sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<bool>,
    /// Whether the picture of a video is stored in several sizes, one behind the other.
    #[serde(default, skip_serializing_if = "is_false")]
    pub varies: bool,
    /// What else is worth saying.
    pub notes: Vec<Note>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Facts {
    /// The same with what the ending of the file's name says.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let endings = self.container.endings();
        let goes = endings.is_empty() || ending.is_empty() || endings.contains(&&*ending);
        // What nobody knows may be anything, and in an empty file is nothing.
        let of_another = !matches!(self.container, Container::Empty | Container::Unknown)
            && Container::ALL
                .iter()
                .any(|other| other.kind() != Kind::Other && other.endings().contains(&&*ending));
        // An ending that no photo or video bears says nothing of an archive or a text.
        let wrong = if endings.is_empty() || self.container.kind() == Kind::Other {
            of_another && self.container != Container::Raw && !endings.contains(&&*ending)
        } else {
            !goes
        };
        if wrong {
            self.notes.push(Note::WrongEnding(ending));
        }
        self
    }
}
