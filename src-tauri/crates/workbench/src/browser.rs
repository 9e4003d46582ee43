//! The browser that shows the interface of `serve`. Where one is known that gives a page a window of its own, without tabs
//! and address, it is asked first; else the system opens the page in the browser that it has.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use disk::Disk;
use foundation::Files as _;

use crate::machine::environment;

/// Browsers on Windows that take `--app=ADDRESS`, each below the folder that a variable of the environment names. The first
/// that is there is taken: Edge belongs to Windows 10 and 11, 360's and Chrome are what offices install beside it.
const BROWSERS: &[(&str, &str)] = &[
    ("ProgramFiles(x86)", r"Microsoft\Edge\Application\msedge.exe"),
    ("ProgramFiles", r"Microsoft\Edge\Application\msedge.exe"),
    ("LOCALAPPDATA", r"360ChromeX\Chrome\Application\360ChromeX.exe"),
    ("LOCALAPPDATA", r"360Chrome\Chrome\Application\360chrome.exe"),
    ("ProgramFiles", r"Google\Chrome\Application\chrome.exe"),
    ("ProgramFiles(x86)", r"Google\Chrome\Application\chrome.exe"),
    ("LOCALAPPDATA", r"Google\Chrome\Application\chrome.exe"),
];

/// Opens a page that lies on the disk; false where no browser could be started.
pub fn open_page(page: &Path) -> bool {
    let known = if cfg!(windows) { BROWSERS } else { &[] };
    known
        .iter()
        .filter_map(|(variable, below)| Some(PathBuf::from(environment(variable)?).join(below)))
        .filter(|browser| Disk.exists(browser))
        .any(|browser| opens_in_a_window_of_its_own(&browser, page))
        || opener::open(page).is_ok()
}

fn opens_in_a_window_of_its_own(browser: &Path, page: &Path) -> bool {
    let app = format!("--app={}", address(&page.to_string_lossy()));
    let (input, output, errors) = (Stdio::null(), Stdio::null(), Stdio::null());
    Command::new(browser).arg(app).stdin(input).stdout(output).stderr(errors).spawn().is_ok()
}

/// The address of a file of Windows. Source: RFC 8089, appendix E.
fn address(path: &str) -> String {
    let mut address = String::from(if path.starts_with(r"\\") { "file:" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'\\' => address.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' | b'~' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_path_becomes_an_address() {
        let page = r"C:\Users\李 明\AppData\Local\Temp\shenbao-1f\open.html";
        let wanted =
            "file:///C:/Users/%E6%9D%8E%20%E6%98%8E/AppData/Local/Temp/shenbao-1f/open.html";
        assert_eq!(address(page), wanted);
        assert_eq!(address(r"\\server\share\a#b.html"), "file://server/share/a%23b.html");
    }
}
