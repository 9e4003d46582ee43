//! What the window may ask for. Each command is one expression: its body lives in `workbench`.
//! All are async, because a synchronous command runs on the thread that draws the window.

use std::sync::Arc;

use tauri::ipc::Response;
use tauri::{AppHandle, Manager};
use workbench::{Refusal, Reply, Request, Workbench};

use crate::dialogs::{Asked, Dialogs};

/// Any request of the one table.
#[tauri::command]
pub(crate) async fn ask(app: AppHandle, request: Request) -> Result<Reply, Refusal> {
    app.state::<Arc<Workbench>>().answer(request)
}

/// A page of a form as PNG.
#[tauri::command]
pub(crate) async fn picture(
    app: AppHandle,
    draft: i64,
    form: String,
    page: usize,
    dpi: u32,
) -> Result<Response, Refusal> {
    app.state::<Arc<Workbench>>().picture(draft, &form, page, dpi).map(Response::new)
}

/// A folder or files that the user chooses in the system's dialog; none where it was closed.
#[tauri::command]
pub(crate) async fn choose(app: AppHandle, asked: Asked) -> Vec<String> {
    app.state::<Dialogs>().choose(asked).await
}

/// Ends the program once everything is on the disk; with `force` in any case.
#[tauri::command]
pub(crate) async fn leave(app: AppHandle, force: bool) -> Result<(), Refusal> {
    app.state::<Arc<Workbench>>().finish().or_else(|r| if force { Ok(()) } else { Err(r) })?;
    app.exit(0);
    Ok(())
}
