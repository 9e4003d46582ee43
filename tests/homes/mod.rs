//! Drafts of one user, opened on a real disk.
#![allow(dead_code, reason = "each test uses some of it")]

use std::path::Path;

use disk::Disk;
use foundation::Date;
use store::{DraftRow, Home, Opened, Store, StoreFault, open};

pub(crate) fn today() -> Date {
    "2020-06-20".parse().unwrap()
}

/// The user's folder on the real disk.
pub(crate) fn at(folder: &Path) -> Home<'_> {
    Home { folder, files: &Disk }
}

/// Opens the drafts. A child that another test is starting holds our lock until it has become its own
/// program: that is waited for.
pub(crate) fn try_opened(home: &Path) -> Result<Opened, StoreFault> {
    for _ in 0..200 {
        match open(at(home), today()) {
            Err(StoreFault::InUse) => std::thread::sleep(std::time::Duration::from_millis(10)),
            opened => return opened,
        }
    }
    Err(StoreFault::InUse)
}

pub(crate) fn opened(home: &Path) -> Opened {
    try_opened(home).unwrap()
}

pub(crate) fn ready(home: &Path) -> Store {
    match opened(home) {
        Opened::Ready(store) => *store,
        Opened::Damaged(_) => panic!("the database is damaged"),
    }
}

pub(crate) fn row(title: &str) -> DraftRow {
    let (call, route) = ("js-2020".into(), "self".into());
    DraftRow { call, route, title: title.into(), problems: 3, stamp: None }
}
