//! What the window may ask for. Each command is one expression: its body lives in `workbench`.
//! All are async, because a synchronous command runs on the thread that draws the window.

use std::sync::Arc;

use tauri::ipc::Response;
use tauri::{AppHandle, Manager};
use workbench::{Refusal, Reply, Request, Workbench};

use crate::Closing;
use crate::dialogs::{Asked, Dialogs};

/// Any request of the one table.
#[tauri::command]
pub(crate) async fn ask(app: AppHandle, request: Request) -> Result<Reply, Refusal> {
    work(&app, move |workbench| workbench.answer(request)).await
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
    work(&app, move |workbench| workbench.picture(draft, &form, page, dpi)).await.map(Response::new)
}

/// A photo of a draft as a small JPEG.
#[tauri::command]
pub(crate) async fn thumbnail(
    app: AppHandle,
    draft: i64,
    name: String,
    side: u32,
) -> Result<Response, Refusal> {
    work(&app, move |workbench| workbench.thumbnail(draft, &name, side)).await.map(Response::new)
}

/// A folder or files that the user chooses in the system's dialog; none where it was closed.
#[tauri::command]
pub(crate) async fn choose(app: AppHandle, asked: Asked) -> Vec<String> {
    app.state::<Dialogs>().choose(asked).await
}

/// Ends the program once everything is on the disk; with `force` in any case.
#[tauri::command]
pub(crate) async fn leave(app: AppHandle, force: bool) -> Result<(), Refusal> {
    let finished = work(&app, Workbench::finish).await;
    app.state::<Closing>().stay();
    finished.or_else(|refusal| if force { Ok(()) } else { Err(refusal) })?;
    app.exit(0);
    Ok(())
}

/// Work that waits for the disk, on a thread where it holds nobody up.
async fn work<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&Workbench) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let workbench = app.state::<Arc<Workbench>>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || work(&workbench))
        .await
        .unwrap_or_else(|_| Err(Refusal::crashed()))
}
