//! The steps of work that has several: a byte for each on standard error, between what a panic may say there.

use std::io::{Read, Write as _};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

/// Sources: ASCII, record and unit separator: no text of an error has them.
const DONE: u8 = 0x1E;
const NOT_DONE: u8 = 0x1F;
/// How much is kept of what the process said about its end.
const LAST_WORDS: usize = 4096;

/// Says in the process apart that a step is over, and what came of it.
pub fn step_done(went_well: bool) {
    let byte = if went_well { DONE } else { NOT_DONE };
    // Whoever does not listen any more has its reasons.
    let _ = std::io::stderr().write_all(&[byte]);
}

/// What was heard of a process so far.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// What came of each step.
    pub(crate) steps: Vec<bool>,
    /// The other words.
    pub(crate) words: Vec<u8>,
}

/// Listens in a thread of its own; what is received first is that it came to the end.
pub(crate) fn listen(
    mut errors: impl Read + Send + 'static,
) -> (mpsc::Receiver<()>, Arc<Mutex<Heard>>) {
    let heard = Arc::new(Mutex::new(Heard::default()));
    let told = Arc::clone(&heard);
    let (ended, end) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 512];
        while let Ok(count @ 1..) = errors.read(&mut bytes) {
            let mut heard = told.lock().unwrap_or_else(PoisonError::into_inner);
            for byte in &bytes[..count] {
                match *byte {
                    DONE | NOT_DONE => heard.steps.push(*byte == DONE),
                    other if heard.words.len() < LAST_WORDS => heard.words.push(other),
                    _ => {}
                }
            }
        }
        let _ = ended.send(());
    });
    (end, heard)
}
