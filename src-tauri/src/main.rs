//! The desktop door: opens the one window and hands its commands to `workbench`. What is true is
//! decided in the rooms (`src-tauri/crates`), what it looks like in `ui`; nothing of either is here.

// No console window beside the program's own on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clock;
mod commands;

use workbench::Workbench;

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .manage(Workbench::new(Box::new(clock::MachineClock)))
        .invoke_handler(tauri::generate_handler![commands::calls])
        .run(tauri::generate_context!())
}
