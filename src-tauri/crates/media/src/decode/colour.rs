//! Colour profiles: whether one needs saying, whether it goes with a picture, and what it looks like in sRGB.

use moxcms::{ColorProfile, Layout, TransformOptions};

/// A profile has no more bytes; a longer one is left alone. Judgement: the longest profiles of printing presses have
/// 3 MiB.
pub(crate) const MOST_OF_PROFILE: usize = 4 << 20;

/// Whether a profile is sRGB, which needs no saying: by the name in its description.
pub(crate) fn is_srgb(profile: &[u8]) -> bool {
    // ASCII in version 2, UTF-16 in version 4.
    let wide: Vec<u8> = b"sRGB".iter().flat_map(|byte| [0, *byte]).collect();
    let holds = |needle: &[u8]| profile.windows(needle.len()).any(|window| window == needle);
    holds(b"sRGB") || holds(&wide)
}

/// Whether a profile is for so many components. Source: ICC.1:2022, 7.2.6, bytes 16 to 19.
pub(crate) fn fits(profile: &[u8], components: u8) -> bool {
    match profile.get(16..20) {
        Some(b"GRAY") => components == 1,
        Some(b"RGB ") => components == 3,
        _ => false,
    }
}

/// Samples of three components, from a profile to sRGB; as they are where the profile cannot be used.
pub(crate) fn in_srgb(samples: Vec<u8>, profile: &[u8]) -> Vec<u8> {
    let changed = || {
        let from = ColorProfile::new_from_slice(profile).ok()?;
        let to = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let change = from.create_transform_8bit(Layout::Rgb, &to, Layout::Rgb, options).ok()?;
        let mut into = vec![0; samples.len()];
        change.transform(&samples, &mut into).ok()?;
        Some(into)
    };
    changed().unwrap_or(samples)
}
