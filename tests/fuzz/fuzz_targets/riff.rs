//! AVI and WebP.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use media::Container::{Avi, Webp};

fuzz_target!(|bytes: &[u8]| -> Corpus { fuzz::read(bytes, &[Avi, Webp]) });
