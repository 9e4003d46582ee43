//! The desktop door: opens the one window and hands its requests to `workbench`. What is true is
//! decided in the rooms (`src-tauri/crates`), what it looks like in `ui`; nothing of either is here.

// No console window beside the program's own on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialogs;
mod windowless;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{App, AppHandle, Emitter, Manager, WebviewWindowBuilder, WindowEvent};
use workbench::{MachineClock, Workbench, home_from_environment, second_place};

fn main() -> ExitCode {
    if workbench::answer_if_asked() {
        return ExitCode::SUCCESS;
    }
    workbench::outlive_file_limits();
    windowless::draw_by_the_processor();
    // Asked for first: a system without it ends the program while the window is made.
    let opened = windowless::can_show_the_interface().and_then(|()| open());
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => windowless::offer_the_browser(&fault.to_string()).into(),
    }
}

/// Opens the window, and returns when it is closed; at once where the program runs already, which shows itself.
fn open() -> Result<(), Box<dyn std::error::Error>> {
    let clock = Box::new(MachineClock::from_environment()?);
    let workbench = Workbench::new(clock).with_home(home_from_environment());
    let workbench = workbench.with_second_place(second_place());
    // A case file that is opened with this program.
    let file = std::env::args_os().nth(1).map(PathBuf::from);
    let workbench = Arc::new(match &file {
        Some(file) => workbench.with_file(file),
        None => workbench,
    });
    if workbench.another_shows_itself() {
        return Ok(());
    }
    // Beside the window, which is not waited for.
    let held = workbench.clone();
    std::thread::spawn(move || held.hold_drafts());
    workbench.keep_saving();
    tauri::Builder::default()
        .manage(workbench)
        .manage(dialogs::Dialogs::default())
        .manage(Closing::default())
        .invoke_handler(tauri::generate_handler![
            commands::ask,
            commands::picture,
            commands::thumbnail,
            commands::choose,
            commands::leave
        ])
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                window.state::<Closing>().ask(window.app_handle());
            }
        })
        .setup(|app| {
            // Tauri would end with a panic, which nobody sees where there is no terminal.
            if let Err(fault) = make_window(app) {
                std::process::exit(windowless::offer_the_browser(&fault.to_string()).into());
            }
            let (ending, again) = (app.handle().clone(), app.handle().clone());
            workbench::when_asked_to_end(move || end(&ending));
            app.state::<Arc<Workbench>>().when_started_again(move || show(&again));
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

fn make_window(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.config().app.windows.first().ok_or("the window is configured")?;
    let window = WebviewWindowBuilder::from_config(app, config)?;
    // Beside the drafts, where nobody else reads; WebKit keeps nothing there.
    let window = match home_from_environment().filter(|_| cfg!(windows)) {
        Some(home) => window.data_directory(home.join("webview")),
        None => window,
    };
    window.build()?;
    Ok(())
}

/// The program was started again: its window comes to the front, and the face asks whether a file came along.
fn show(app: &AppHandle) {
    // A face that is not there yet asks when it begins.
    let _ = app.emit("started_again", ());
    for window in app.webview_windows().into_values() {
        // A system that refuses lets the window blink instead.
        let _ = window.unminimize().and(window.show()).and(window.set_focus());
    }
}

/// The face is given so long to bring over what is in its controls when the system asks the program to end. Judgement: a
/// session that ends waits for its programs some seconds.
const FACE_TIME: Duration = Duration::from_secs(1);

/// The system asks the program to end: the face first, and without it once everything is on the disk.
fn end(app: &AppHandle) {
    app.state::<Closing>().ask(app);
    std::thread::sleep(FACE_TIME);
    if app.state::<Arc<Workbench>>().finish().is_ok() {
        app.exit(0);
    }
}

/// Closing the window: the face first brings over what is still in its controls, then calls `leave`.
#[derive(Default)]
struct Closing {
    asked: AtomicBool,
}

impl Closing {
    /// Tells the face. Whoever presses again may have one that does not answer: then the program ends as
    /// soon as everything is on the disk, but nothing unsaved is let go of. This thread draws the window, so
    /// the disk is waited for on another.
    fn ask(&self, app: &AppHandle) {
        let told = app.emit("closing", ()).is_ok();
        if self.asked.swap(true, Ordering::Relaxed) || !told {
            let app = app.clone();
            std::thread::spawn(move || {
                if app.state::<Arc<Workbench>>().finish().is_ok() {
                    app.exit(0);
                }
            });
        }
    }

    /// The face has answered: the next time it is asked first again.
    fn stay(&self) {
        self.asked.store(false, Ordering::Relaxed);
    }
}
