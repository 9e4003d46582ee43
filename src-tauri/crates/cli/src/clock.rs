//! The clock: `SOURCE_DATE_EPOCH` where that is set, else the machine's.

use foundation::{Clock, Timestamp, source_date_epoch};

/// The machine's clock, read once: one command has one moment.
pub(crate) fn from_environment() -> Result<Box<dyn Clock + Send + Sync>, String> {
    let moment = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => source_date_epoch(&text).ok_or_else(|| {
            format!("环境变量 SOURCE_DATE_EPOCH 是“{text}”，应为 1970 年以来的秒数。")
        })?,
        Err(_) => Timestamp::now(),
    };
    Ok(Box::new(moment))
}
