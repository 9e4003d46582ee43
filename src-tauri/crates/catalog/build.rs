//! The forms, calls and guidance are compiled in by folder; a new folder must build this room again.

fn main() {
    for folder in ["forms", "calls", "guidance"] {
        println!("cargo:rerun-if-changed=../../../assets/{folder}");
    }
}
