//! A copy of a photo that weighs less, for a mail that takes no more: smaller, upright, in sRGB, as JPEG. Of what stood
//! beside the picture it has the label of artificial intelligence, which nobody may take away, and nothing else.

use foundation::Px;

use crate::bytes::reader::Reader;
use crate::decode::decoded::Unprintable;
use crate::decode::{self, wall};
use crate::formats::read::read;
use crate::labels::{self, Labels, Reach};
use crate::pictures::thumbnail::as_jpeg;

/// Judgement: no difference is seen on a screen, at a third of the bytes of a camera's finest.
const QUALITY: u8 = 88;
/// One picture at a time, when it is asked for, may take more than one that is only shown. Judgement: an office computer
/// of 4 GB gives it for some seconds; it is enough for HEIC of 67 megapixels in one piece, twice what phones write.
const MOST_MEMORY: u64 = 900 << 20;
/// JPEG stores sides in two bytes.
const MOST_OF_JPEG: Px = 65_535;

/// A lighter copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lighter {
    /// A JPEG in sRGB or grey, upright.
    pub bytes: Vec<u8>,
    /// Across.
    pub width: Px,
    /// Down.
    pub height: Px,
}

/// The picture of a file with its longer side no longer than `most`, and never larger than it is.
///
/// # Errors
/// Where the bytes are no picture that can be decoded here, or not all of it is there.
pub fn lighter(bytes: &[u8], most: Px) -> Result<Lighter, Unprintable> {
    decode::is_all_there(bytes)?;
    let container = read(&bytes).map_err(|_| Unprintable::NotAPicture)?.container;
    let found = labels::find(&mut Reader::through(&bytes), container, Reach::Whole);
    let packet = found.unwrap_or_default().in_a_jpeg();
    let most = most.clamp(1, MOST_OF_JPEG);
    wall::behind(|| {
        let picture = decode::decode_within(bytes, most, MOST_MEMORY)?;
        let (bytes, (width, height)) = as_jpeg(picture, most, QUALITY, packet.as_deref())?;
        Ok(Lighter { bytes, width, height })
    })
}

impl Labels {
    /// The packet of XMP for a JPEG that says all of them; none where there are none.
    fn in_a_jpeg(self) -> Option<Vec<u8>> {
        let written = self.written.or(self.own);
        let labels = Labels { written, own: None, ..self };
        Some(labels.packet()?.whole())
    }
}
