//! MKV and WebM.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use media::Container::{Matroska, Webm};

fuzz_target!(|bytes: &[u8]| -> Corpus { fuzz::read(bytes, &[Matroska, Webm]) });
