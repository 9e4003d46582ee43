//! The side of the process that works: it bounds itself, reads the question, works, answers, and is done.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use crate::bounds::{Bounds, STACK, hold_to};
use crate::{ARGUMENT, question};

/// Works and answers where this process was started for that, and says whether it was. Each door calls it first in
/// `main`, before anything is opened.
pub fn answer_if_asked(work: fn(&[u8]) -> Vec<u8>) -> bool {
    if std::env::args_os().nth(1).is_none_or(|argument| argument != ARGUMENT) {
        return false;
    }
    // What goes wrong is seen from outside by an answer that is not whole.
    let _ = answer(work);
    true
}

fn answer(work: fn(&[u8]) -> Vec<u8>) -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut head = [0; question::HEAD];
    input.read_exact(&mut head)?;
    let (bounds, length) = read_head(&head);
    hold_to(&bounds);
    let mut asked = Vec::new();
    asked.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))?;
    input.take(length).read_to_end(&mut asked)?;
    let working = std::thread::Builder::new().stack_size(STACK).spawn(move || work(&asked))?;
    // A panic was told on standard error, where whoever asks reads it.
    let Ok(answer) = working.join() else { return Ok(()) };
    let mut output = std::io::stdout().lock();
    output.write_all(&(answer.len() as u64).to_le_bytes())?;
    output.write_all(&answer)?;
    output.flush()
}

fn read_head(head: &[u8; question::HEAD]) -> (Bounds, u64) {
    let number = |at: usize| {
        let bytes = head[at..at + 8].try_into().expect("eight bytes are eight bytes");
        u64::from_le_bytes(bytes)
    };
    let bounds = Bounds {
        busy_seconds: u32::try_from(number(0)).unwrap_or(u32::MAX),
        wait: Duration::ZERO,
        step: Duration::ZERO,
        memory: number(8),
        answer: 0,
    };
    (bounds, number(16))
}
