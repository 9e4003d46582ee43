//! All that goes to the terminal goes through here. Names of files and what others wrote may hold orders to it, which
//! would move its cursor, clear it or turn its lines round: they are shown and not given.

use std::io::Write as _;
use std::path::Path;

use foundation::{FileFault, FileOperation, is_order, visible};
use serde::Serialize;
use workbench::Fault;

/// Prints a result as JSON, in which what would be an order stands by its number.
pub(crate) fn print_json(value: &(impl Serialize + ?Sized)) -> Result<(), Fault> {
    let json = serde_json::to_string_pretty(value).expect("what the contract lists is always JSON");
    print_text(&format!("{}\n", without_orders(&json)))
}

fn without_orders(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for character in json.chars() {
        // Such a character stands within a text only, and all of them are in the first plane.
        match is_order(character) {
            true => plain += &format!("\\u{:04x}", u32::from(character)),
            false => plain.push(character),
        }
    }
    plain
}

/// Prints a result. A reader that has gone away, such as `head`, is no fault; a disk that is full is one.
pub(crate) fn print_text(text: &str) -> Result<(), Fault> {
    let text = visible(text);
    let written =
        std::io::stdout().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush());
    match written {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(FileFault::new(FileOperation::Write, Path::new("标准输出"), cause).into())
        }
        _ => Ok(()),
    }
}

/// What the user is told beside the result. There is nobody to tell where this cannot be written.
pub(crate) fn tell(text: &str) {
    let _ = std::io::stderr().write_all(visible(text).as_bytes());
}

/// Draws the bar of our own over the line before; no text of others.
pub(crate) fn draw(line: std::fmt::Arguments<'_>) {
    let _ = std::io::stderr().write_fmt(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_of_anything_is_the_same_without_orders() {
        let all: String = ('\0'..=char::MAX).collect();
        let plain = without_orders(&serde_json::to_string(&all).unwrap());
        assert!(!plain.contains(is_order));
        assert_eq!(serde_json::from_str::<String>(&plain).unwrap(), all);
    }
}
