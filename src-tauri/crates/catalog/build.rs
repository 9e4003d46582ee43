//! The forms and calls are compiled in by folder; a new folder must build this room again.

fn main() {
    for folder in ["forms", "calls"] {
        println!("cargo:rerun-if-changed=../../../assets/{folder}");
    }
}
