//! Work on bytes that nobody here vouches for, in a process of its own: what ends or fills that process ends nothing
//! else. The process is this program again, started with a hidden argument that each door answers before all else
//! ([`answer_if_asked`]). A question goes in on its standard input, the answer comes back on its standard output, and
//! both are plain bytes. What the work is, the room above says; nothing of PDF is known here.
//!
//! The process bounds itself before it reads the first foreign byte (`bounds`): processor time, memory, stack, files.
//! Whoever asks bounds the wait and the answer, and ends the process in any case (`question`).

//!
//! Work in several steps says each one that is done ([`step_done`]), so that whoever asks knows at which it stopped.

mod answer;
mod bounds;
mod question;
mod steps;

pub use answer::answer_if_asked;
pub use bounds::Bounds;
pub use question::{Ended, Program, Stopped, ask, ask_in_steps};
pub use steps::step_done;

/// The hidden argument.
const ARGUMENT: &str = "--apart-from-the-rest";
