//! The disk, and what every writer needs of it: a file or a folder that is made beside its place and gets its name
//! only when it is whole, a copy that is hashed, synced and read back, and what crashes left behind removed. All of
//! it works on `foundation::Files`, so that a test can let any step fail; the real disk is [`Disk`].

mod beside;
mod copy;
mod fault;
mod litter;
mod meant;
mod private;
mod real;
mod system;
mod unfinished;

pub use beside::Beside;
pub use copy::{Source, copy_into, copy_whole, need_room, with_file, write_whole};
pub use fault::DiskFault;
pub use foundation::Files;
pub use litter::is_litter;
pub use meant::meant;
pub use private::{Private, tighten_all};
pub use real::Disk;
pub use unfinished::{remove_abandoned, remove_unfinished};
