//! The wall around what others wrote: a decoder that panics on foreign bytes says that they are damaged, and
//! nothing of it reaches the terminal.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::decoded::Unprintable;

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does the work on this thread; a panic becomes `Damaged`.
pub(crate) fn behind<T>(work: impl FnOnce() -> Result<T, Unprintable>) -> Result<T, Unprintable> {
    shielded(work).unwrap_or(Err(Unprintable::Damaged))
}

/// Does work on foreign samples on this thread; nothing where it panics.
pub fn shielded<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                before(info);
            }
        }));
    });
    let was_quiet = IS_QUIET.replace(true);
    // What a panic leaves half done is dropped with it.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_QUIET.set(was_quiet);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_behind_the_wall_is_damage() {
        let beyond = |bytes: &[u8]| Ok(bytes[3]);
        assert_eq!(behind(|| beyond(&[0; 2])), Err(Unprintable::Damaged));
        assert_eq!(behind(|| beyond(&[7; 4])), Ok(7));
        assert!(!IS_QUIET.get());
    }
}
