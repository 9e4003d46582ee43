//! The process apart by itself, for tests, which are no door: the doors answer in the same way before all else.

fn main() {
    workbench::answer_if_asked();
}
