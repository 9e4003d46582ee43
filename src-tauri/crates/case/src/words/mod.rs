//! Words on paper and how many they are.

#[cfg(test)]
mod characters;
pub(crate) mod composed;
pub(crate) mod measures;
pub(crate) mod print;
pub(crate) mod search;
mod simplified;
pub(crate) mod zi;
#[cfg(test)]
pub(crate) mod zi_for_the_ui;
