//! The machine's clock, or the moment that `SOURCE_DATE_EPOCH` names: the same rule as in the
//! terminal, so that both doors tell the same number of days.

use foundation::{Clock, Timestamp};

/// Tells the machine's time, unless `SOURCE_DATE_EPOCH` (seconds since 1970) holds it still.
pub(crate) struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        std::env::var("SOURCE_DATE_EPOCH")
            .ok()
            .and_then(|seconds| moment(&seconds))
            .unwrap_or_else(Timestamp::now)
    }
}

fn moment(seconds: &str) -> Option<Timestamp> {
    Timestamp::from_second(seconds.trim().parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn an_epoch_is_a_number_of_seconds() {
        assert_eq!(
            moment(" 1592611200\n").map(|at| at.to_string()).as_deref(),
            Some("2020-06-20T00:00:00Z")
        );
        assert_eq!(moment("yesterday"), None);
        assert_eq!(moment("99999999999999"), None);
    }
}
