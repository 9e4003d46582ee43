//! MPEG transport and program streams.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use media::Container::{MpegPs, MpegTs};

fuzz_target!(|bytes: &[u8]| -> Corpus { fuzz::read(bytes, &[MpegPs, MpegTs]) });
