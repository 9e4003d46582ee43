//! What the window may ask for. Each command is one expression: its body lives in `workbench`.
//! All are async, because a synchronous command runs on the thread that draws the window.

use tauri::{AppHandle, Manager};
use workbench::{CallSummary, Workbench};

/// The calls that the program knows, with their windows as of today.
#[tauri::command]
pub(crate) async fn calls(app: AppHandle) -> Vec<CallSummary> {
    app.state::<Workbench>().calls()
}
