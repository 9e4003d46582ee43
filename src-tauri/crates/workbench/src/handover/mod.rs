//! The hand-over desk: cases that travel to another machine as packages, and those that arrive.

pub(crate) mod differences;
pub(crate) mod form_packages;
pub(crate) mod forms;
pub(crate) mod handing_over;
pub(crate) mod many;
pub(crate) mod packing;
pub(crate) mod reading;
pub(crate) mod sent;
pub(crate) mod taking;
pub(crate) mod unpacking;
pub(crate) mod verifying;
pub(crate) mod views;
