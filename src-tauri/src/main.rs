//! The desktop door: opens the one window and hands its requests to `workbench`. What is true is
//! decided in the rooms (`src-tauri/crates`), what it looks like in `ui`; nothing of either is here.

// No console window beside the program's own on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialogs;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{Emitter, Window, WindowEvent};
use workbench::{MachineClock, Workbench, home_from_environment};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let clock = Box::new(MachineClock::from_environment()?);
    let workbench = Arc::new(Workbench::new(clock).with_drafts(home_from_environment()));
    workbench.keep_saving();
    let closing = Closing { workbench: workbench.clone(), asked: AtomicBool::new(false) };
    tauri::Builder::default()
        .manage(workbench)
        .manage(dialogs::Dialogs::default())
        .invoke_handler(tauri::generate_handler![
            commands::ask,
            commands::picture,
            commands::choose,
            commands::leave
        ])
        .on_window_event(move |window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && !closing.may_close(window)
            {
                api.prevent_close();
            }
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

/// Closing the window: the face first brings over what is still in its controls, then calls `leave`.
struct Closing {
    workbench: Arc<Workbench>,
    asked: AtomicBool,
}

impl Closing {
    /// The first time the face is asked. A face that does not answer is asked no second time, but nothing
    /// unsaved is let go of.
    fn may_close(&self, window: &Window) -> bool {
        let again = self.asked.swap(true, Ordering::Relaxed);
        let closes = again && self.workbench.finish().is_ok();
        // A window that cannot be told has no face to ask.
        closes || (window.emit("closing", ()).is_err() && self.workbench.finish().is_ok())
    }
}
