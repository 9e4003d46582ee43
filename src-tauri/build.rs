//! Prepares the window's build: the configuration, the capabilities and the list of commands that
//! the window may call. A command that is missing here cannot be called from the window.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["calls"]);
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(commands);
    tauri_build::try_build(attributes)
        .expect("tauri.conf.json and src-tauri/capabilities are valid");
}
