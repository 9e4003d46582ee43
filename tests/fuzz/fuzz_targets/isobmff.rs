//! MP4, MOV, M4V, 3GP, F4V, HEIC and AVIF.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use media::Container::{Avif, F4v, Heic, M4v, Mov, Mp4, Raw, ThreeGp};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    fuzz::read(bytes, &[Avif, F4v, Heic, M4v, Mov, Mp4, Raw, ThreeGp])
});
