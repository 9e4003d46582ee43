//! Brings the built interface (`ui/dist`) into the program, for `shenbao serve`. Where it has not been
//! built the program does everything else, and `serve` says what is missing. A program for Windows also gets its icon, its
//! version and what it asks of the system (long paths, UTF-8).

// A build script speaks to Cargo by printing, and works on files.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let variable = |name| PathBuf::from(env::var_os(name).expect("Cargo sets it"));
    let built = variable("CARGO_MANIFEST_DIR").join("../../../ui/dist");
    let target = variable("OUT_DIR").join("ui");
    println!("cargo:rerun-if-changed={}", built.display());
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    fs::create_dir(&target)?;
    if built.is_dir() {
        copy(&built, &target)?;
    }
    if env::var_os("CARGO_CFG_WINDOWS").is_some() { resources() } else { Ok(()) }
}

/// What Windows reads in the file itself.
fn resources() -> io::Result<()> {
    const MANIFEST: &str = "../../bundle/windows/program.manifest";
    const ICON: &str = "../../../assets/icons/icon.ico";
    for file in [MANIFEST, ICON] {
        println!("cargo:rerun-if-changed={file}");
    }
    let mut resources = tauri_winres::WindowsResource::new();
    resources.set("FileDescription", "申报匣").set("ProductName", "申报匣");
    resources.set_icon(ICON).set_manifest(&fs::read_to_string(MANIFEST)?);
    resources.compile()
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
