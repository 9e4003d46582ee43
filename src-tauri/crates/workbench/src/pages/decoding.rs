//! Photos whose decoders are not trusted with memory, HEIC, JPEG XL and JPEG 2000, are decoded in a process apart, as
//! PDFs from elsewhere are read there; all others here. Both sides of each question stand in this file. A photo that
//! ended that process is remembered by its digest and not tried again.

use std::time::Duration;

use apart::{Bounds, Ended};
use foundation::{Digest, Files, Mm, Px};
use media::{
    Appearance, Care, Container, Facts, Lighter, Orientation, PaperPicture, Pixels, Samples, Size,
    Thumbnail, Unprintable,
};
use serde::{Deserialize, Serialize};

use crate::pages::elsewhere::{Asked, Elsewhere};

/// What a question begins with; the questions of `paper` begin with smaller numbers.
const DECODE: u8 = 16;
/// Judgement: 200 megapixels of a telephone are decoded in it on an old machine.
const BUSY_SECONDS: u32 = 60;
const WAIT: Duration = Duration::from_secs(90);
/// What the decoders are given (`media`), and as much again as the program takes beside them.
const MEMORY: u64 = 700 << 20;
/// The same where a lighter copy is made, which may take more.
const MEMORY_OF_LIGHTER: u64 = 1200 << 20;
const MEMORY_PER_BYTE: u64 = 4;
/// Judgement: a page of A2 at 300 dots to the inch, in samples.
const ANSWER: u64 = 160 << 20;
/// Once more where the machine was busy.
const TRIES: usize = 2;

/// What is asked of a photo.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Wanted {
    /// A small picture, its longer side so many pixels.
    Small { most: Px },
    /// A picture for a box on paper, in millimetres.
    Paper { width: f64, height: f64 },
    /// A lighter copy, its longer side so many pixels.
    Lighter { most: Px },
    /// Its samples, the longer side so many pixels.
    Samples { most: Px },
    /// Whether all of it is there.
    Facts,
}

/// What is said of what was made; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
enum Said {
    Small { width: Px, height: Px, appearance: Appearance },
    Jpeg { width: Px, height: Px, components: u8, orientation: Orientation, profile: Option<usize> },
    Plain { width: Px, height: Px, components: u8 },
    Lighter { width: Px, height: Px },
    Facts(Box<Facts>),
}

/// What was made: what is said of it, and its bytes; of a JPEG its profile behind it.
type Made = (Said, Vec<u8>);

/// Answers in the process apart; none where it is another's question.
fn answer(question: &[u8]) -> Option<Vec<u8>> {
    let (wanted, bytes) = unframed(question.strip_prefix(&[DECODE])?)?;
    let made = made(serde_json::from_slice(wanted).ok()?, bytes);
    let (said, bytes) = match made {
        Ok((said, bytes)) => (Ok(said), bytes),
        Err(why) => (Err(why), Vec::new()),
    };
    let said: Result<Said, Unprintable> = said;
    Some([framed(&serde_json::to_vec(&said).ok()?), bytes].concat())
}

/// Words behind their length.
fn framed(words: &[u8]) -> Vec<u8> {
    [&(words.len() as u64).to_le_bytes()[..], words].concat()
}

/// The words, and what follows them.
fn unframed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}

fn made(wanted: Wanted, bytes: &[u8]) -> Result<Made, Unprintable> {
    match wanted {
        Wanted::Small { most } => {
            let Thumbnail { bytes, width, height, appearance } = media::thumbnail(bytes, most)?;
            Ok((Said::Small { width, height, appearance }, bytes))
        }
        Wanted::Paper { width, height } => {
            let PaperPicture { width, height, pixels, .. } =
                media::for_paper(bytes, (Mm(width), Mm(height)))?;
            Ok(match pixels {
                Pixels::Plain { samples, components } => {
                    (Said::Plain { width, height, components }, samples.to_vec())
                }
                Pixels::Jpeg { bytes, components, orientation, profile } => {
                    let behind = profile.as_deref().unwrap_or_default();
                    let whole = [&bytes, behind].concat();
                    let profile = profile.as_ref().map(|profile| profile.len());
                    (Said::Jpeg { width, height, components, orientation, profile }, whole)
                }
            })
        }
        Wanted::Lighter { most } => {
            let Lighter { bytes, width, height } = media::lighter(bytes, most)?;
            Ok((Said::Lighter { width, height }, bytes))
        }
        Wanted::Samples { most } => {
            let Samples { bytes, width, height, components } = media::samples(bytes, 0, most)?;
            Ok((Said::Plain { width, height, components }, bytes))
        }
        Wanted::Facts => {
            let facts = media::read_with(&bytes, Care::Close).map_err(|_| Unprintable::Damaged)?;
            Ok((Said::Facts(Box::new(facts)), Vec::new()))
        }
    }
}

/// Whether photos of this kind are decoded apart. The others are decoded by crates of image-rs and by our own.
fn is_decoded_apart(container: Container) -> bool {
    matches!(container, Container::Heic | Container::JpegXl | Container::Jpeg2000)
}

impl Elsewhere {
    /// As `media::thumbnail`.
    pub(crate) fn thumbnail(
        &self,
        files: &dyn Files,
        bytes: &[u8],
        most: Px,
    ) -> Result<Thumbnail, Unprintable> {
        let (said, bytes) = self.decoded(files, Wanted::Small { most }, bytes)?;
        let Said::Small { width, height, appearance } = said else { return Err(NOT_OURS) };
        Ok(Thumbnail { bytes, width, height, appearance })
    }

    /// As `media::for_paper`.
    pub(crate) fn for_paper(
        &self,
        files: &dyn Files,
        bytes: &[u8],
        (width, height): (Mm, Mm),
    ) -> Result<PaperPicture, Unprintable> {
        let wanted = Wanted::Paper { width: width.0, height: height.0 };
        let (said, mut bytes) = self.decoded(files, wanted, bytes)?;
        let (size, pixels) = match said {
            Said::Plain { width, height, components } => {
                ((width, height), Pixels::Plain { samples: bytes.into(), components })
            }
            Said::Jpeg { width, height, components, orientation, profile } => {
                let length = bytes.len().checked_sub(profile.unwrap_or_default());
                let behind = bytes.split_off(length.ok_or(NOT_OURS)?);
                let profile = profile.map(|_| behind.into());
                let bytes = bytes.into();
                ((width, height), Pixels::Jpeg { bytes, components, orientation, profile })
            }
            _ => return Err(NOT_OURS),
        };
        Ok(PaperPicture::new(size, pixels))
    }

    /// As `media::samples`.
    pub(crate) fn samples(
        &self,
        files: &dyn Files,
        bytes: &[u8],
        number: usize,
        most: Px,
    ) -> Result<Samples, Unprintable> {
        if number > 0 {
            return media::samples(bytes, number, most);
        }
        let (said, bytes) = self.decoded(files, Wanted::Samples { most }, bytes)?;
        let Said::Plain { width, height, components } = said else { return Err(NOT_OURS) };
        Ok(Samples { bytes, width, height, components })
    }

    /// As `media::lighter`.
    pub(crate) fn lighter(
        &self,
        files: &dyn Files,
        bytes: &[u8],
        most: Px,
    ) -> Result<Lighter, Unprintable> {
        let (said, bytes) = self.decoded(files, Wanted::Lighter { most }, bytes)?;
        let Said::Lighter { width, height } = said else { return Err(NOT_OURS) };
        Ok(Lighter { bytes, width, height })
    }

    /// The facts of a photo that was looked at quickly, looked at closely: none where that is done as for any other.
    pub(crate) fn closer_facts(
        &self,
        files: &dyn Files,
        quick: &Facts,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Facts> {
        if !is_decoded_apart(quick.container) {
            return None;
        }
        // What cannot be looked at closely is known by its structure.
        let closely = bytes().and_then(|bytes| self.decoded(files, Wanted::Facts, &bytes).ok());
        match closely {
            Some((Said::Facts(facts), _)) => Some(*facts),
            _ => Some(quick.clone()),
        }
    }

    fn decoded(
        &self,
        files: &dyn Files,
        wanted: Wanted,
        bytes: &[u8],
    ) -> Result<Made, Unprintable> {
        let facts = media::read(&bytes).map_err(|_| Unprintable::Damaged)?;
        if !is_decoded_apart(facts.container) {
            return made(wanted, bytes);
        }
        let asked = (Digest::of(bytes), Asked::Picture);
        let known = self.known(files, asked.0, asked.1);
        let ended = known.map_or_else(|| self.ask_for(wanted, bytes), Err);
        match ended {
            Ok(answered) => answered,
            // As good as before there was one apart, and as bounded by its header.
            Err(Ended::NotStarted) => made(wanted, bytes),
            Err(ended) => {
                self.remember(files, asked, ended);
                Err(why(ended, facts.coded))
            }
        }
    }

    fn ask_for(&self, wanted: Wanted, bytes: &[u8]) -> Result<Result<Made, Unprintable>, Ended> {
        let length = bytes.len() as u64;
        let is_lighter = matches!(wanted, Wanted::Lighter { .. });
        let bounds = Bounds {
            busy_seconds: BUSY_SECONDS,
            wait: WAIT,
            step: WAIT,
            memory: if is_lighter { MEMORY_OF_LIGHTER } else { MEMORY } + length * MEMORY_PER_BYTE,
            answer: ANSWER,
        };
        let words = serde_json::to_vec(&wanted).map_err(|_| Ended::Fell)?;
        let mut ended = Ended::WaitedInVain;
        for _ in 0..TRIES {
            let question = vec![vec![DECODE], framed(&words), bytes.to_vec()];
            match apart::ask(self.program(), question, &bounds) {
                Ok(answer) => return heard(&answer).ok_or(Ended::Fell),
                Err(Ended::WaitedInVain) => {}
                Err(other) => {
                    ended = other;
                    break;
                }
            }
        }
        Err(ended)
    }
}

/// An answer that is not ours: the process was another program.
const NOT_OURS: Unprintable = Unprintable::Unsupported;

fn heard(answer: &[u8]) -> Option<Result<Made, Unprintable>> {
    let (said, bytes) = unframed(answer)?;
    let said: Result<Said, Unprintable> = serde_json::from_slice(said).ok()?;
    Some(said.map(|said| (said, bytes.to_vec())))
}

/// What the end of the decoder says of a photo: that it is damaged only where the decoder fell over it.
fn why(ended: Ended, coded: Option<Size>) -> Unprintable {
    match (ended, coded) {
        (Ended::TooMuchMemory | Ended::AnswerTooLong | Ended::TooLong, Some(size)) => {
            Unprintable::TooLarge { width: size.width, height: size.height }
        }
        (Ended::Fell, _) => Unprintable::Damaged,
        _ => Unprintable::Unsupported,
    }
}

/// The work of the process apart, whoever asked for it.
pub(crate) fn work(question: &[u8]) -> Vec<u8> {
    answer(question).unwrap_or_else(|| paper::answer(question))
}
