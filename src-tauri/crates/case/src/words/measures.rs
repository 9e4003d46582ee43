//! Lengths of files and films in words for people.

/// A length in bytes as users know it, rounded down: what is too small never reads as enough.
pub fn bytes_rounded_down(bytes: u64) -> String {
    size(bytes, |bytes, unit| bytes / unit)
}

/// A length in bytes as users know it, rounded up: what is too large never reads as little enough.
pub fn bytes_rounded_up(bytes: u64) -> String {
    size(bytes, u64::div_ceil)
}

/// In KB of 1000 bytes, or MB and GB with tenths.
fn size(bytes: u64, in_units: fn(u64, u64) -> u64) -> String {
    let (tenth, unit) = match bytes {
        0..1_000 => return format!("{bytes} 字节"),
        1_000..1_000_000 => return format!("{} KB", in_units(bytes, 1_000)),
        1_000_000..1_000_000_000 => (100_000, "MB"),
        _ => (100_000_000, "GB"),
    };
    let tenths = in_units(bytes, tenth);
    match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        rest => format!("{}.{rest} {unit}", tenths / 10),
    }
}

/// Seconds as people say them.
pub fn duration_words(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} 秒"),
        (minutes, 0) => format!("{minutes} 分钟"),
        (minutes, seconds) => format!("{minutes} 分 {seconds} 秒"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        let said = [30, 60, 90, 600].map(duration_words);
        assert_eq!(said, ["30 秒", "1 分钟", "1 分 30 秒", "10 分钟"]);
    }
}
