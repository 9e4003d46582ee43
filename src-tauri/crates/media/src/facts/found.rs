//! What the reader of a format found, before it is told: the best picture, duration, whether the file is whole.

use std::time::Duration;

use foundation::Px;

use crate::facts::orientation::Orientation;
use crate::facts::{Note, Size};

/// A picture in a file: a photo, or a track of a video.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// The words of ffprobe, or the code as it stands.
    pub(crate) codec: Option<String>,
    /// As stored.
    pub(crate) coded: Size,
    /// What of it is to be shown, where that is less.
    pub(crate) clean: Option<Size>,
    /// How much wider than high a pixel is shown.
    pub(crate) pixel: (u64, u64),
    /// How it is turned to stand upright.
    pub(crate) orientation: Orientation,
    /// How long it is shown.
    pub(crate) duration: Option<Duration>,
    /// The cover of a piece of music, or a thumbnail.
    pub(crate) is_cover: bool,
    /// Bits of a sample of brightness, where that is known.
    pub(crate) depth: Option<u8>,
    /// Whether it is stored in other sizes as well, one behind the other.
    pub(crate) varies: bool,
}

impl Picture {
    /// Of square pixels, upright.
    pub(crate) fn new(codec: &str, width: Px, height: Px) -> Self {
        Self {
            codec: Some(codec.to_owned()).filter(|codec| !codec.is_empty()),
            coded: Size { width, height },
            clean: None,
            pixel: (1, 1),
            orientation: Orientation::None,
            duration: None,
            is_cover: false,
            depth: None,
            varies: false,
        }
    }

    /// With a pixel aspect; one that makes no sense counts as square.
    pub(crate) fn set_pixel(&mut self, across: u64, down: u64) {
        let sane = across > 0 && down > 0 && across / down < 64 && down / across < 64;
        self.pixel = if sane { (across, down) } else { (1, 1) };
    }

    /// As shown, after pixel aspect and orientation.
    pub(crate) fn shown(&self) -> Option<Size> {
        let Size { width, height } = self.clean.unwrap_or(self.coded);
        let (across, down) = self.pixel;
        let wide = (u128::from(width) * u128::from(across) + u128::from(down) / 2)
            / u128::from(down.max(1));
        let wide = u32::try_from(wide).ok()?;
        (wide > 0 && height > 0).then_some(if self.orientation.swaps_sides() {
            Size { width: height, height: wide }
        } else {
            Size { width: wide, height }
        })
    }

    fn area(&self) -> u64 {
        u64::from(self.coded.width) * u64::from(self.coded.height)
    }
}

/// Everything found in a file.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The largest picture that is no cover.
    pub(crate) picture: Option<Picture>,
    /// The duration of the whole.
    pub(crate) duration: Option<Duration>,
    /// Whether the file is whole; none where that cannot be told.
    pub(crate) complete: Option<bool>,
    /// Dots per inch, as a photo says of itself.
    pub(crate) dpi: Option<f64>,
    /// Whether there is sound.
    pub(crate) sound: bool,
    /// The day on which its camera says that a photo was taken, such as 2019-05-03.
    pub(crate) taken: Option<String>,
    /// What else is worth saying.
    pub(crate) notes: Vec<Note>,
}

impl Found {
    /// Takes a picture if none was found yet that is larger; covers do not count.
    pub(crate) fn offer(&mut self, picture: Picture) {
        let better = self.picture.as_ref().is_none_or(|best| picture.area() > best.area());
        if better && !picture.is_cover {
            self.picture = Some(picture);
        }
    }

    /// Says something once.
    pub(crate) fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// A duration of `count` units of which `per_second` make a second; none where that says nothing.
pub(crate) fn duration_of(count: u64, per_second: u64) -> Option<Duration> {
    if count == 0 || per_second == 0 {
        return None;
    }
    let millis = u128::from(count) * 1000 / u128::from(per_second);
    u64::try_from(millis).ok().map(Duration::from_millis)
}
