//! What stands in the way of a window, told in a box of the system, and what works instead: the same interface in the
//! browser.

use std::process::Command;

use rfd::{MessageButtons, MessageDialog, MessageDialogResult, MessageLevel};

const BROWSER: &str = "在浏览器里打开";

/// The oldest WebView2 that shows the interface, by its first number: what ui/vite.config.ts builds for.
const OLDEST: u32 = 87;

/// How the program ends where it cannot open and nobody wants the browser.
const FAILED: u8 = 2;

/// Whether the system has what draws the window, and one that is new enough.
///
/// # Errors
/// What is missing, or how old it is.
pub(crate) fn can_show_the_interface() -> Result<(), Box<dyn std::error::Error>> {
    let version = tauri::webview_version()?;
    if cfg!(windows) && is_too_old(&version) {
        return Err(format!("WebView2 {version}").into());
    }
    Ok(())
}

/// A version that says no number is tried.
fn is_too_old(version: &str) -> bool {
    version
        .split('.')
        .next()
        .and_then(|first| first.parse().ok())
        .is_some_and(|first: u32| first < OLDEST)
}

/// Says why there is no window, and opens the interface in the browser where that is wanted; how the program ends.
pub(crate) fn offer_the_browser(why: &str) -> u8 {
    tell(why);
    let answer = MessageDialog::new()
        .set_level(MessageLevel::Warning)
        .set_title("申报匣")
        .set_description(words(why))
        .set_buttons(MessageButtons::OkCancelCustom(BROWSER.into(), "关闭".into()))
        .show();
    // Systems that know no words of ours on a button show 确定 in its place.
    let is_wanted =
        answer == MessageDialogResult::Custom(BROWSER.into()) || answer == MessageDialogResult::Ok;
    if !is_wanted {
        return FAILED;
    }
    match serve() {
        Ok(()) => 0,
        Err(cause) => {
            tell(&cause.to_string());
            FAILED
        }
    }
}

fn words(why: &str) -> String {
    let runtime = if cfg!(windows) {
        "这台电脑没有微软的 WebView2，或者版本太旧。请管理员用 Microsoft Edge WebView2 Runtime 的离线安装包安装，之后再打开申报匣。"
    } else {
        "这台电脑没有 WebKitGTK 4.1，或者没有可以用的显示器。"
    };
    format!(
        "申报匣的窗口打不开。{runtime}\n\n现在可以在浏览器里用（点“{BROWSER}”或“确定”），界面和草稿都是一样的，也不上网。\n\n（{why}）"
    )
}

/// The terminal program lies beside this one.
fn serve() -> std::io::Result<()> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name(format!("shenbao{}", std::env::consts::EXE_SUFFIX));
    // It goes on when this one has ended.
    Command::new(program).arg("serve").args(std::env::args_os().nth(1)).spawn().map(drop)
}

// Whoever started it from a terminal reads it there.
#[allow(clippy::print_stderr)]
fn tell(words: &str) {
    eprintln!("{words}");
}

/// WebKitGTK hands its pages over by memory of the processor: a page of forms needs no more, and the program takes 110 MB
/// less (measured with a case open). Who sets the variable decides for themselves; `0` is WebKit's own way. It is read when
/// a process begins, so this one begins again.
#[cfg(target_os = "linux")]
pub(crate) fn draw_by_the_processor() {
    use std::os::unix::process::CommandExt as _;

    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_some() {
        return;
    }
    if let Ok(here) = std::env::current_exe() {
        // It comes back only where that failed: then WebKit draws in its own way.
        let _ = Command::new(here).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn draw_by_the_processor() {}

#[cfg(test)]
mod tests {
    use super::is_too_old;

    #[test]
    fn old_ones_are_known_by_their_first_number() {
        assert!(is_too_old("86.0.622.38") && is_too_old("79"));
        assert!(!is_too_old("87.0.664.41") && !is_too_old("131.0.2903.70"));
        assert!(!is_too_old("") && !is_too_old("a preview"));
    }
}
