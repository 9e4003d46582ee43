//! WMV, FLV, Ogg, RealMedia, DV and MXF.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use media::Container::{Asf, Dv, Flv, Mxf, Ogg, Real};

fuzz_target!(|bytes: &[u8]| -> Corpus { fuzz::read(bytes, &[Asf, Dv, Flv, Mxf, Ogg, Real]) });
