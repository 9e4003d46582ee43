//! Prepares the window's build: the configuration, and what the window may ask for. A command that
//! no permission names cannot be called from the window.

use tauri_build::{AppManifest, Attributes, WindowsAttributes};

// A build script speaks to Cargo by printing.
#[allow(clippy::print_stdout)]
fn main() {
    for folder in ["src-tauri/capabilities", "src-tauri/permissions"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let permissions = AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(permissions)
        .windows_attributes(
            WindowsAttributes::new().app_manifest(include_str!("bundle/windows/program.manifest")),
        );
    tauri_build::try_build(attributes)
        .expect("tauri.conf.json, src-tauri/capabilities and src-tauri/permissions are valid");
}
