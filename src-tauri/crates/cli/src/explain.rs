//! `shenbao explain`: the user's page of one code, as `assets/CODES.md` has it.

use std::process::ExitCode;

use foundation::{Code, retired};
use workbench::Fault;

/// So many codes that somebody may have meant are named.
const NAMED: usize = 5;

/// Prints what a code means. A code that is no longer used is told as such; one that never was is wrong use.
///
/// # Errors
/// Standard output cannot be written.
pub(crate) fn explain(text: &str) -> Result<ExitCode, Fault> {
    if let Some(code) = Code::written(text) {
        crate::terminal::print_text(&page(code))?;
    } else if let Some((code, why)) = retired(text) {
        crate::terminal::print_text(&format!("{code}\n这个代码已经不用了。{why}\n"))?;
    } else {
        crate::terminal::tell(&unknown(text));
        return Ok(ExitCode::from(2));
    }
    Ok(ExitCode::SUCCESS)
}

fn page(code: Code) -> String {
    let explanation = code.explanation();
    let parts = explanation.parts().map(|(head, text)| format!("{head}：{text}\n")).concat();
    format!("{}\n说明：{}\n{parts}", code.as_str(), explanation.says)
}

fn unknown(text: &str) -> String {
    let near: Vec<&str> = Code::resembling(text).take(NAMED).map(Code::as_str).collect();
    let meant = if near.is_empty() {
        "代码是一个字母和三位数字，例如 F101；印在检查结果每一条的前面。".to_owned()
    } else {
        format!("是否想看 {}？", near.join("、"))
    };
    format!("没有“{text}”这个代码。{meant}\n")
}
