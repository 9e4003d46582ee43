//! What a cleaned copy has lost and what it still has, and why none can be made.

use serde::{Deserialize, Serialize};

use crate::facts::container::Container;

/// What a cleaned copy has lost, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Removed {
    /// Where it was taken.
    Location,
    /// When, with which camera and settings.
    Camera,
    /// What only the maker of the camera can read.
    MakerNote,
    /// A small picture of it, which may show more than it does now.
    Thumbnail,
    /// Descriptions, names and keywords, by people or programs: XMP, IPTC, comments.
    Descriptions,
    /// Who made its colour profile, and for which device.
    Profile,
    /// What follows the end of the picture: more pictures, a short video.
    Behind,
    /// A manifest of C2PA: signed statements of how it came about, which are void for a copy.
    Manifest,
    /// Something that is not needed to show it.
    Other,
}

/// What a cleaned copy still holds although it may tell where it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// A track of data or subtitles, in which drones and dashboard cameras log their way.
    DataTrack,
    /// Messages between the pictures of a stream, in which some cameras do the same.
    UserData,
    /// Bytes between the samples, of which nobody knows whether they are needed.
    Between,
    /// Titles of chapters, which players show.
    Chapters,
}

/// Why no cleaned copy can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CannotClean {
    /// What files of this kind hold, and where, is not known here.
    Kind(Container),
    /// It is not what its beginning says, or ends before its picture begins.
    Damaged,
    /// It has so many pieces that it was given up.
    TooIntricate,
    /// A copy would lose the label of what artificial intelligence made.
    Label,
}
