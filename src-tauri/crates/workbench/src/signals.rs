//! What the system says to the program while it runs. Unix says it by signals, which end a program that does not listen;
//! Windows closes windows and consoles in ways of its own.

/// Lets a file that grows beyond what the user may write be a fault that is told, like a full disk. Unheard, the signal for
/// it would end the program with all that is not saved.
pub fn outlive_file_limits() {
    // Heard, and nothing done: the write itself then fails. Source: setrlimit(2), RLIMIT_FSIZE.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Does something each time that the program is asked to end: by a session that is over, a terminal that is closed, or
/// Ctrl+C in it.
pub fn when_asked_to_end(work: impl Fn() + Send + 'static) {
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
            // Without them the program ends as others do.
            return;
        };
        std::thread::spawn(move || signals.forever().for_each(|_| work()));
    }
    #[cfg(not(unix))]
    drop(work);
}
