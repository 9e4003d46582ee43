//! The machine's clock, or the moment that `SOURCE_DATE_EPOCH` names: the same rule as in the
//! terminal, so that both doors tell the same number of days.

use foundation::{Clock, Timestamp, source_date_epoch};

/// Tells the machine's time, unless `SOURCE_DATE_EPOCH` holds it still.
pub(crate) struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        epoch.and_then(|text| source_date_epoch(&text)).unwrap_or_else(Timestamp::now)
    }
}
