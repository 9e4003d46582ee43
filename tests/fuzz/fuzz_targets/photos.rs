//! Photos that are neither RIFF nor ISO base media files.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use media::Container::{Bmp, Gif, Jpeg, Jpeg2000, JpegXl, Png, Psd, Raw, Tiff};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    fuzz::read(bytes, &[Bmp, Gif, Jpeg, Jpeg2000, JpegXl, Png, Psd, Raw, Tiff])
});
