//! The side that asks: starts the process, hands over the question, waits so long and no longer, and says how it ended
//! where no answer came.

use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use crate::ARGUMENT;
use crate::bounds::Bounds;
use crate::steps::{Heard, listen};

/// What stands before a question: three numbers of eight bytes.
pub(crate) const HEAD: usize = 24;
/// Where the wait is over, the bytes are blamed if this part of the processor's time is used up, in thirds. Judgement: what
/// is fine needs a tenth of it.
const BLAMED: u32 = 2;
/// Where less is used up the machine is busy with something else, and it is waited for so many times as long.
const PATIENCE: u32 = 3;
/// Less than this anything may take.
const LEAST_BLAMED: Duration = Duration::from_millis(500);

/// The program that is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program(PathBuf);

impl Program {
    /// This program itself. On Linux by the link that leads to it even after it was replaced by a newer one.
    pub fn own() -> Self {
        if cfg!(target_os = "linux") {
            return Self("/proc/self/exe".into());
        }
        Self(std::env::current_exe().unwrap_or_default())
    }

    /// Another program whose `main` begins with [`crate::answer_if_asked`].
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It worked for longer than it may.
    TooLong,
    /// It asked for more memory than it may.
    TooMuchMemory,
    /// It fell: over its own stack, or over a fault of the reader.
    Fell,
    /// Its answer is longer than it may be.
    AnswerTooLong,
    /// It was waited for in vain, though perhaps the machine was busy with something else.
    WaitedInVain,
    /// It could not be started.
    NotStarted,
}

impl Ended {
    /// Whether the bytes are to blame, so that it would end in the same way again.
    pub fn is_of_the_bytes(self) -> bool {
        !matches!(self, Self::WaitedInVain | Self::NotStarted)
    }
}

/// Why there is no answer, and how far the work had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Why.
    pub ended: Ended,
    /// What came of each step that was over.
    pub steps: Vec<bool>,
}

/// Asks, and waits for the answer. The question may come in pieces.
///
/// # Errors
/// How the work ended instead.
pub fn ask(program: &Program, question: Vec<Vec<u8>>, bounds: &Bounds) -> Result<Vec<u8>, Ended> {
    ask_in_steps(program, question, bounds).map_err(|stopped| stopped.ended)
}

/// The same of work that says each step that is done.
///
/// # Errors
/// How it ended instead, and after which steps.
pub fn ask_in_steps(
    program: &Program,
    question: Vec<Vec<u8>>,
    bounds: &Bounds,
) -> Result<Vec<u8>, Stopped> {
    let not_begun = || Stopped { ended: Ended::NotStarted, steps: Vec::new() };
    let mut child = start(program).map_err(|_| not_begun())?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut input), Some(output), Some(errors)) = pipes else {
        end(&mut child);
        return Err(not_begun());
    };
    let length: usize = question.iter().map(Vec::len).sum();
    let head = [u64::from(bounds.busy_seconds), bounds.memory, length as u64];
    // Whoever does not read to the end has its reasons, which its end tells.
    std::thread::spawn(move || {
        let head = head.iter().flat_map(|number| number.to_le_bytes()).collect();
        for piece in std::iter::once(head).chain(question) {
            if input.write_all(&piece).is_err() {
                break;
            }
        }
    });
    let (listener, heard) = listen(errors);
    let (answered, answer) = mpsc::channel();
    let most = bounds.answer.saturating_add(8);
    std::thread::spawn(move || answered.send(all_of(output, most.saturating_add(1))));
    let waited = wait_for(&answer, &heard, child.id(), bounds);
    let status = end(&mut child);
    // What it said comes to its end with the process; a child of its own could keep it open.
    let _ = listener.recv_timeout(bounds.wait);
    let heard = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    let stopped = |ended| Stopped { ended, steps: heard.steps.clone() };
    let bytes = waited.map_err(stopped)?;
    if bytes.len() as u64 > most {
        return Err(stopped(Ended::AnswerTooLong));
    }
    whole(bytes).ok_or_else(|| stopped(why(status, &heard.words)))
}

/// How often one looks whether a step is over.
const LOOK: Duration = Duration::from_millis(25);

/// The answer as it came, or why it is waited for no longer: the time of all, or of the step it is at, is over.
#[expect(
    clippy::disallowed_methods,
    reason = "how long one waits is no moment of the user's clock"
)]
fn wait_for(
    answer: &mpsc::Receiver<Vec<u8>>,
    heard: &Mutex<Heard>,
    process: u32,
    bounds: &Bounds,
) -> Result<Vec<u8>, Ended> {
    let begun = Instant::now();
    let (mut steps, mut step_begun, mut busy_before) = (0, begun, Duration::ZERO);
    loop {
        match answer.recv_timeout(LOOK) {
            Ok(bytes) => return Ok(bytes),
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
        }
        let done = heard.lock().unwrap_or_else(PoisonError::into_inner).steps.len();
        if done > steps {
            (steps, step_begun) = (done, Instant::now());
            busy_before = busy_time(process).unwrap_or(busy_before);
        }
        let over = |times: u32| {
            begun.elapsed() >= bounds.wait * times || step_begun.elapsed() >= bounds.step * times
        };
        if over(1) {
            // Of one step it is what it took by itself.
            let busy = busy_time(process).map(|busy| busy.saturating_sub(busy_before));
            let least = bounds.step.min(bounds.wait).min(bounds.busy_time()) * BLAMED / 3;
            if busy.is_some_and(|busy| busy >= least.max(LEAST_BLAMED)) {
                return Err(Ended::TooLong);
            }
            if busy.is_none() || over(PATIENCE) {
                return Err(Ended::WaitedInVain);
            }
        }
    }
}

fn start(program: &Program) -> std::io::Result<Child> {
    let mut command = Command::new(&program.0);
    command.arg(ARGUMENT);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        /// Source: Microsoft, Process Creation Flags: CREATE_NO_WINDOW.
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }
    command.spawn()
}

/// How long a process has had the processor, where the system tells it in a file.
/// Source: proc_pid_stat(5): fields 14 and 15, in hundredths of a second.
#[expect(clippy::disallowed_methods, reason = "it lies on no disk")]
fn busy_time(process: u32) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let behind_name = &text[text.rfind(')')? + 1..];
    let mut fields = behind_name.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks()? + ticks()?)))
}

/// One that has answered ends by itself; one that has not is ended here.
fn end(child: &mut Child) -> Option<ExitStatus> {
    let _ = child.kill();
    child.wait().ok()
}

fn all_of(from: impl Read, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = from.take(most).read_to_end(&mut bytes);
    bytes
}

/// The answer behind its length, where all of it came.
fn whole(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let length = u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?);
    (bytes.len() as u64 - 8 == length).then(|| bytes.split_off(8))
}

/// By which signal it went, and what it said of it.
fn why(status: Option<ExitStatus>, words: &[u8]) -> Ended {
    let says = |words_of_rust: &[u8]| {
        words.windows(words_of_rust.len()).any(|window| window == words_of_rust)
    };
    if says(b"memory allocation of") || says(b"capacity overflow") || says(b"out of memory") {
        return Ended::TooMuchMemory;
    }
    if by_time(status) { Ended::TooLong } else { Ended::Fell }
}

/// Source: setrlimit(2): at the bound of its time a process gets SIGXCPU, or SIGKILL.
#[cfg(unix)]
fn by_time(status: Option<ExitStatus>) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt as _;

    let signal = status.and_then(|status| status.signal());
    let of_time = [Signal::XCPU, Signal::KILL].map(Signal::as_raw);
    signal.is_some_and(|signal| of_time.contains(&signal))
}

#[cfg(not(unix))]
fn by_time(_: Option<ExitStatus>) -> bool {
    false
}
